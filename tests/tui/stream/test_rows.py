"""Wrapping, and the way between offsets and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.tui.stream.rows import Row, column_of, offset_at, row_of, wrap


def shown(text: str, width: int) -> list[str]:
    return [" " * row.indent + text[row.start : row.end].rstrip() for row in wrap(text, width)]


def test_words_stay_whole() -> None:
    assert shown("ett två tre fyra", 7) == ["ett två", "tre", "fyra"]


def test_a_list_hangs_under_its_text() -> None:
    assert shown("- ett två tre", 9) == ["- ett två", "  tre"]


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert shown("samsjuklighetsutredning", 10) == ["samsjuklig", "hetsutredn", "ing"]


def test_an_empty_text_has_one_empty_row() -> None:
    assert wrap("", 20) == (Row(0, 0, 0),)


def test_wide_characters_count_as_two_cells() -> None:
    assert shown("漢字漢字", 4) == ["漢字", "漢字"]


@given(st.text(alphabet="ab åé漢\n-1. ", max_size=80), st.integers(4, 30))
def test_every_character_stands_on_exactly_one_row(text: str, width: int) -> None:
    rows = wrap(text, width)
    covered = [offset for row in rows for offset in range(row.start, row.end)]
    assert covered == [offset for offset, character in enumerate(text) if character != "\n"]


@given(st.text(alphabet="ab åé漢\n", max_size=80), st.integers(4, 30), st.data())
def test_an_offset_is_found_again_from_its_column(text: str, width: int, data: st.DataObject) -> None:
    rows = wrap(text, width)
    offset = data.draw(st.integers(0, len(text)))
    index = row_of(rows, offset)
    row = rows[index]
    column = column_of(text, row, offset)
    assert offset_at(text, row, column, last=True) == offset
