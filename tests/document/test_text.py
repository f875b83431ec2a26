"""Plain text: lines of a given width, and what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.render import RenderOptions, render
from protokoll_tui.document.render.wrap import BOLD, STRIKE, Span, cells, wrap
from protokoll_tui.document.tree import (
    Block,
    Document,
    Fields,
    Heading,
    Letterhead,
    Link,
    List,
    Paragraph,
    Passage,
    Row,
    Signatures,
    Table,
    Text,
)
from tests.document.example import LAYOUTS, MEETING


def text(*found: Block, width: int = 40) -> str:
    return render(Document("", found), "text", RenderOptions(width=width)).decode().rstrip("\n")


def para(words: str) -> Paragraph:
    return Paragraph((Text(words),))


# --- lines -----------------------------------------------------------------------------------------


def plain_lines(spans: list[Span], width: int, *, break_words: bool = False) -> list[str]:
    return ["".join(part for part, _ in line) for line in wrap(spans, width, break_words=break_words)]


@given(st.lists(st.text(st.sampled_from("aå中👩 "), max_size=9)), st.integers(2, 30))
def test_no_line_is_wider_than_asked_for_but_for_one_long_word(parts: list[str], width: int) -> None:
    for line in plain_lines([(part, 0) for part in parts], width):
        assert cells(line) <= width or " " not in line


@given(st.lists(st.text(st.sampled_from("aå中 "), max_size=9)), st.integers(2, 30))
def test_a_word_too_long_for_a_column_is_parted_and_loses_nothing(parts: list[str], width: int) -> None:
    lines = plain_lines([(part, 0) for part in parts], width, break_words=True)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == "".join(parts).replace(" ", "")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Samsjuklighetsreformen", ["Samsjuklighetsreform-", "en"]),
        ("Samsjuklighets-reformen", ["Samsjuklighets-", "reformen"]),
        ("samordning@nordmark.example", ["samordning@nordmark.", "example"]),
        ("1234567890123456789012345", ["123456789012345678901", "2345"]),
    ],
)
def test_a_word_is_parted_at_a_sign_of_its_own_or_with_a_hyphen_between_letters(
    word: str, parts: list[str]
) -> None:
    assert plain_lines([(word, 0)], 21, break_words=True) == parts


@pytest.mark.parametrize("width", [12, 20, 80])
def test_heads_feet_and_lines_to_sign_on_keep_within_the_width(width: int) -> None:
    long = "Förvaltningen för hälsa och hållbar utveckling " * 3
    document = Document(
        "",
        (Signatures(((long, long), ("Justeras", "")), "Namnförtyd", "Datum"),),
        letterhead=Letterhead((long,), (long,)),
    )
    shown = render(document, "text", RenderOptions(width=width)).decode()
    assert max(map(cells, shown.splitlines())) <= max(width, len("Förvaltningen"))
    assert " ".join(shown.split()).count(long.strip()) == 4


def test_a_wide_character_takes_two_cells_and_a_joined_one_none() -> None:
    assert (cells("å"), cells("中"), cells("e\u0301")) == (1, 2, 1)


def test_a_word_may_change_its_style_inside() -> None:
    assert wrap([("a", 0), ("b", BOLD), ("c d", 0)], 3) == [(("a", 0), ("b", BOLD), ("c", 0)), (("d", 0),)]


def test_an_item_without_text_stands_apart_from_the_next_one() -> None:
    def item(title: str, level: int = 2) -> Heading:
        return Heading(level, (Text(title),))

    found = text(item("1. Ett"), item("2. Två"), item("a) Del", 3), item("3. Tre"))
    assert found == "1. Ett\n------\n\n\n2. Två\n------\na) Del\n\n\n3. Tre\n------"


def test_a_blank_is_struck_only_between_words_that_are() -> None:
    assert wrap([("Bo Lind", STRIKE), (" (borta)", 0)], 40) == [(("Bo Lind", STRIKE), (" (borta)", 0))]


def test_a_hard_space_keeps_its_words_together() -> None:
    assert plain_lines([("aa 10\u00a0kr", 0)], 6) == ["aa", "10\u00a0kr"]


# --- blocks ----------------------------------------------------------------------------------------


def test_the_two_topmost_headings_are_underlined() -> None:
    assert text(Heading(1, (Text("Ett"),)), Heading(2, (Text("Två"),)), Heading(3, (Text("Tre"),))) == (
        "Ett\n===\n\nTvå\n---\nTre"
    )


def test_lists_hang_under_their_signs() -> None:
    found = blocks("- aa bb cc\n  - dd ee\n\n10. ff gg hh")
    assert text(*found, width=9) == "- aa bb\n  cc\n  - dd ee\n\n10. ff gg\n    hh"


def test_att_clauses_hang_under_their_first_word() -> None:
    assert text(List("att", ((para("att godkänna planen"),),)), width=16) == "att godkänna\n    planen"


def test_facts_stand_in_two_columns() -> None:
    rows = (("Tid", (Text("klockan nio prick"),)), ("Plats", (Text("Här"),)))
    assert text(Fields(rows), width=20) == "Tid:    klockan nio\n        prick\nPlats:  Här"


def test_a_label_that_is_too_long_has_a_line_of_its_own() -> None:
    assert text(Fields((("Tjänsteställe", (Text("Här"),)),)), width=12) == "Tjänsteställe:\n      Här"


def test_a_passage_of_one_paragraph_follows_its_label_and_others_go_under_it() -> None:
    assert text(Passage("beslut", "Beslut", (para("Ja."),))) == "Beslut: Ja."
    assert text(Passage("beslut", "Beslut", (para("Ja."), para("Nu.")))) == "Beslut:\n  Ja.\n\n  Nu."
    assert text(Passage("event", "", (para("Paus"),))) == "Paus"


def test_a_link_says_where_it_leads_unless_that_is_what_it_shows() -> None:
    assert text(Paragraph((Link("https://example.org", (Text("här"),)),))) == "här (https://example.org)"
    assert text(Paragraph((Link("mailto:a@example.org", (Text("a@example.org"),)),))) == "a@example.org"


TABLE = Table(
    ((Text("Nr"),), (Text("Uppgift"),), (Text("Vem"),)),
    (Row(((para("1."),), (para("Skriva"),), (para("Alva"),))), Row(((para("2."),), (para("Läsa"),), ()))),
    (1, 3, 2),
)


def test_a_table_has_its_columns_side_by_side() -> None:
    assert text(TABLE, width=50) == (
        "Nr  Uppgift                  Vem\n" + "-" * 50 + "\n1.  Skriva                   Alva\n2.  Läsa"
    )


def test_where_there_is_no_room_its_cells_stand_below_each_other() -> None:
    assert text(TABLE, width=30) == "Nr: 1.\nUppgift: Skriva\nVem: Alva\n\nNr: 2.\nUppgift: Läsa"


def test_a_long_word_in_a_column_does_not_push_its_neighbour() -> None:
    rows = (Row(((para("1."),), (para("x" * 60),), (para("Alva"),))),)
    first, second, *_ = text(Table(TABLE.header, rows, (1, 3, 2)), width=50).splitlines()[2:]
    assert first.index("Alva") == len("Nr  " + "Uppgift".ljust(23) + "  ")
    assert second.strip("x- ") == ""


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_real_minutes_keep_within_their_width(layout: Layout, width: int) -> None:
    made = render(compose(MEETING, layout), "text", RenderOptions(width=width)).decode()
    assert max(map(cells, made.splitlines())) <= width
    assert not [line for line in made.splitlines() if line != line.rstrip()]
