"""`|` is the cursor in these texts."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting import typing_aids
from protokoll_tui.meeting.text import clean_text

WHOLE = ("a", "é", "e\u0301", "å", "👨‍👩‍👧‍👦", "🇸🇪", "🇳🇴", "👍🏽", "❤️", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "ก็", "\n", " ", ".")
"""Characters as a person sees them."""


def read(shown: str) -> tuple[str, int]:
    offset = shown.index("|")
    return shown.replace("|", ""), offset


def show(text: str, offset: int) -> str:
    return f"{text[:offset]}|{text[offset:]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("abc|", "abc\n|"),
        ("ab|c", "ab\n|c"),
        ("- ett|", "- ett\n- |"),
        ("* ett|", "* ett\n* |"),
        ("- ett| två", "- ett\n- | två"),
        ("  - ett|", "  - ett\n  - |"),
        ("1. ett|", "1. ett\n2. |"),
        ("9) ett|", "9) ett\n10) |"),
        ("|- ett", "\n|- ett"),
        ("-ett|", "-ett\n|"),
    ],
)
def test_enter_begins_a_line_and_goes_on_with_a_list(before: str, after: str) -> None:
    assert show(*typing_aids.enter(*read(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ett\n- |", "- ett\n|"),
        ("1. ett\n2. |\ntext", "1. ett\n|\ntext"),
        ("- ett\n  - två\n  - |", "- ett\n  - två\n- |"),
        ("1. ett\n   - två\n   - |", "1. ett\n   - två\n2. |"),
        ("- |", "|"),
    ],
)
def test_enter_on_an_empty_line_of_a_list_ends_it_one_level(before: str, after: str) -> None:
    assert show(*typing_aids.enter(*read(before))) == after


def test_three_times_enter_leave_a_list_of_two_levels() -> None:
    state = read("- ett\n  - två|")
    for _ in range(3):
        state = typing_aids.enter(*state)

    assert show(*state) == "- ett\n  - två\n|"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ett\n- två|", "- ett\n  - två|"),
        ("- ett\n|- två", "- ett\n  - |två"),
        ("- ett\n  - två\n- tre|", "- ett\n  - två\n  - tre|"),
        ("1. ett\n2. två|", "1. ett\n   1. två|"),
        ("10. ett\n11. två|", "10. ett\n    1. två|"),
        ("1. ett\n   1. två\n2. tre|", "1. ett\n   1. två\n   2. tre|"),
        ("- ett\n- två|\n  - under\n- tre", "- ett\n  - två|\n    - under\n- tre"),
    ],
)
def test_tab_nests_a_line_where_the_text_above_it_begins(before: str, after: str) -> None:
    assert show(*typing_aids.indent(*read(before), +1)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ett\n  - två|", "- ett\n- två|"),
        ("1. ett\n   - två|", "1. ett\n2. två|"),
        ("- ett\n  - två\n    - tre|", "- ett\n  - två\n  - tre|"),
        ("- ett\n  - två|\n    - under\n- tre", "- ett\n- två|\n  - under\n- tre"),
        ("  - ensam|", "- ensam|"),
        ("- ett\n|  - två", "- ett\n- |två"),
    ],
)
def test_shift_tab_lifts_a_line_one_level(before: str, after: str) -> None:
    assert show(*typing_aids.indent(*read(before), -1)) == after


@pytest.mark.parametrize("text", ["abc|", "- ett|", "- ett\n  - två|", "text\n- ett|"])
def test_tab_does_nothing_where_nothing_can_be_nested(text: str) -> None:
    assert show(*typing_aids.indent(*read(text), +1)) == text


@pytest.mark.parametrize("text", ["abc|", "- ett|", "  abc|"])
def test_shift_tab_does_nothing_where_nothing_is_nested(text: str) -> None:
    assert show(*typing_aids.indent(*read(text), -1)) == text


@pytest.mark.parametrize(
    "text", ["|", "ett|", "ett\n|två\ntre", "ett\nt|vå\ntre", "ett\ntvå|\ntre", "ett\n|"]
)
def test_a_line_has_a_start_and_an_end(text: str) -> None:
    plain, offset = read(text)
    start, end = typing_aids.line_start(plain, offset), typing_aids.line_end(plain, offset)

    assert start <= offset <= end
    assert plain[start:end] in plain.split("\n")
    assert plain[:start].count("\n") == plain[:offset].count("\n")


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("ett t|vå tre", "ett |två tre", "ett två| tre"),
        ("ett |två", "|ett två", "ett två|"),
        ("ett, |  (två)", "|ett,   (två)", "ett,   (två|)"),
        ("|", "|", "|"),
        ("Karin e\u0301n|", "Karin |e\u0301n", "Karin e\u0301n|"),
        ("rad\n|rad", "|rad\nrad", "rad\nrad|"),
    ],
)
def test_words_are_stepped_over(text: str, left: str, right: str) -> None:
    plain, offset = read(text)

    assert show(plain, typing_aids.word_left(plain, offset)) == left
    assert show(plain, typing_aids.word_right(plain, offset)) == right


@given(st.lists(st.sampled_from(WHOLE)))
def test_characters_are_stepped_over_whole(parts: list[str]) -> None:
    text = "".join(parts)
    edges = [sum(map(len, parts[:count])) for count in range(len(parts) + 1)]

    for left, right in pairwise(edges):
        assert typing_aids.char_right(text, left) == right
        assert typing_aids.char_left(text, right) == left


@given(st.text())
def test_stepping_through_any_text_ends_and_passes_the_same_places_both_ways(text: str) -> None:
    rightwards, leftwards = [0], [len(text)]
    while rightwards[-1] < len(text):
        rightwards.append(typing_aids.char_right(text, rightwards[-1]))
    while leftwards[-1] > 0:
        leftwards.append(typing_aids.char_left(text, leftwards[-1]))

    assert rightwards == leftwards[::-1]
    assert typing_aids.char_left(text, 0) == 0
    assert typing_aids.char_right(text, len(text)) == len(text)


@given(st.lists(st.sampled_from(WHOLE)).map("".join), st.data())
def test_words_begin_and_end_between_whole_characters(text: str, data: st.DataObject) -> None:
    edges = {0}
    while max(edges) < len(text):
        edges.add(typing_aids.char_right(text, max(edges)))
    offset = data.draw(st.sampled_from(sorted(edges)))

    assert typing_aids.word_left(text, offset) in edges
    assert typing_aids.word_right(text, offset) in edges


LISTS = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "   ", "    "]),
        st.sampled_from(["", "- ", "* ", "1. ", "12) "]),
        st.sampled_from(["", "ett", "två ord", "é"]),
    ).map("".join)
).map("\n".join)
MOVES: list[Callable[[str, int], tuple[str, int]]] = [
    typing_aids.enter,
    lambda text, offset: typing_aids.indent(text, offset, +1),
    lambda text, offset: typing_aids.indent(text, offset, -1),
]


@given(LISTS | st.text().map(clean_text), st.data(), st.sampled_from(MOVES))
def test_no_letter_is_lost_and_none_comes_but_markers(
    text: str, data: st.DataObject, aid: Callable[[str, int], tuple[str, int]]
) -> None:
    offset = data.draw(st.integers(0, len(text)))

    after, moved = aid(text, offset)

    def letters(part: str) -> str:
        return "".join(char for char in part if not (char in "-*.) \n" or char.isdecimal()))

    assert letters(after) == letters(text)
    assert 0 <= moved <= len(after)
    assert letters(after[:moved]) == letters(text[:offset])
