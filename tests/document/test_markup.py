"""Light Markdown as a secretary types it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.document.markup import DEEPEST_LIST, blocks, inlines
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Emphasis,
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    Strike,
    Strong,
    Text,
    plain,
    words,
)
from protokoll_tui.meeting.text import clean_text
from tests.strategies import proses


def text_of(node: object) -> str:
    return " ".join(words(node))


def outline(found: Blocks, depth: int = 0) -> list[str]:
    """The texts of nested lists, indented by their depth."""
    lines: list[str] = []
    for block in found:
        if isinstance(block, List):
            for item in block.items:
                lines += outline(item, depth + 1)
        else:
            lines.append("  " * depth + text_of(block))
    return lines


# --- paragraphs ------------------------------------------------------------------------------------


def test_enter_is_a_line_break_and_a_blank_line_a_new_paragraph() -> None:
    assert blocks("ett\ntvå\n\ntre") == (
        Paragraph((Text("ett"), Break(), Text("två"))),
        Paragraph((Text("tre"),)),
    )


def test_an_empty_text_is_nothing() -> None:
    assert blocks("") == blocks(" \n\n ") == ()


def test_an_indented_line_is_text_and_no_code() -> None:
    assert blocks("    indraget") == (Paragraph((Text("indraget"),)),)


# --- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["-", "*", "•"])
def test_each_sign_of_a_bullet_makes_a_list(sign: str) -> None:
    (found,) = blocks(f"{sign} ett\n{sign} två")
    assert isinstance(found, List)
    assert found.style == "bullet"
    assert outline((found,)) == ["  ett", "  två"]


def test_plus_begins_no_list_since_an_evaluation_weighs_plus_and_minus() -> None:
    assert blocks("+ bra lokal") == (Paragraph((Text("+ bra lokal"),)),)


@pytest.mark.parametrize("indent", [1, 2, 3, 4])
def test_a_bullet_is_under_the_one_above_however_far_it_is_indented(indent: int) -> None:
    text = "\n".join(f"{' ' * indent * depth}- nivå {depth}" for depth in range(4)) + "\n- åter"
    assert outline(blocks(text)) == ["  nivå 0", "    nivå 1", "      nivå 2", "        nivå 3", "  åter"]


def test_a_bullet_under_a_number_nests_with_two_spaces() -> None:
    assert outline(blocks("10. tio\n  - under")) == ["  tio", "    under"]


def test_a_list_deeper_than_any_minutes_need_keeps_its_words() -> None:
    text = "\n".join(f"{' ' * depth}- n{depth}" for depth in range(50))
    lines = outline(blocks(text))
    assert [line.strip() for line in lines] == [f"n{depth}" for depth in range(50)]
    assert max(len(line) - len(line.lstrip()) for line in lines) == 2 * DEEPEST_LIST


def test_text_at_the_margin_ends_a_list() -> None:
    first, second = blocks("- punkt\nslut")
    assert outline((first,)) == ["  punkt"]
    assert second == Paragraph((Text("slut"),))


def test_indented_text_goes_on_in_the_item() -> None:
    (found,) = blocks("- punkt\n  går vidare\n\n  nytt stycke\n- nästa")
    assert isinstance(found, List)
    assert found.items[0] == (
        Paragraph((Text("punkt"), Break(), Text("går vidare"))),
        Paragraph((Text("nytt stycke"),)),
    )


def test_a_blank_line_between_items_does_not_end_the_list() -> None:
    assert len(blocks("- ett\n\n- två")) == 1


def test_a_numbered_list_begins_where_it_is_told() -> None:
    (found,) = blocks("12. tolv\n13. tretton")
    assert isinstance(found, List)
    assert (found.style, found.start, len(found.items)) == ("number", 12, 2)


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert blocks("1986. Ett år") == (Paragraph((Text("1986. Ett år"),)),)


def test_a_number_that_does_not_follow_keeps_its_value() -> None:
    first, second = blocks("1. ett\n5. fem")
    assert isinstance(first, List)
    assert isinstance(second, List)
    assert (first.start, second.start) == (1, 5)


def test_inside_a_paragraph_only_one_begins_a_numbered_list() -> None:
    assert blocks("Vi ses den\n12. juni") == (Paragraph((Text("Vi ses den"), Break(), Text("12. juni"))),)
    assert len(blocks("Frågor:\n1. Varför?")) == 2


def test_a_bullet_left_without_text_is_not_printed() -> None:
    assert outline(blocks("- ett\n- ")) == ["  ett"]
    assert outline(blocks("1. ett\n2.")) == ["  ett"]


def test_a_lone_dash_is_what_was_written() -> None:
    assert blocks("-") == (Paragraph((Text("-"),)),)


# --- headings --------------------------------------------------------------------------------------


def levels(text: str, base: int) -> list[int]:
    return [block.level for block in blocks(text, base) if isinstance(block, Heading)]


def test_headings_begin_at_the_level_asked_for_and_skip_none() -> None:
    assert levels("# ett\n### två\n###### tre\n# fyra", 3) == [3, 4, 5, 3]
    assert levels("### ett\n# två\n## tre", 4) == [4, 4, 5]


def test_no_heading_is_deeper_than_six() -> None:
    assert levels("# a\n## b\n### c", 5) == [5, 6, 6]


def test_signs_without_a_space_are_no_heading() -> None:
    assert blocks("#tagg") == (Paragraph((Text("#tagg"),)),)


def test_a_line_in_capitals_stays_a_paragraph() -> None:
    assert blocks("SLUTSATSER") == (Paragraph((Text("SLUTSATSER"),)),)


# --- words in a line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**fet**", (Strong((Text("fet"),)),)),
        ("*kursiv*", (Emphasis((Text("kursiv"),)),)),
        ("~~struken~~", (Strike((Text("struken"),)),)),
        ("[här](https://example.org)", (Link("https://example.org", (Text("här"),)),)),
        ("<https://example.org>", (Link("https://example.org", (Text("https://example.org"),)),)),
        (r"\*stjärnor\*", (Text("*stjärnor*"),)),
        ("2 * 3 * 4", (Text("2 * 3 * 4"),)),
        ("snake_case_namn", (Text("snake_case_namn"),)),
        ("`kod`", (Text("`kod`"),)),
        ("<script>", (Text("<script>"),)),
        (
            "![bild](https://example.org/a.png)",
            (Text("!"), Link("https://example.org/a.png", (Text("bild"),))),
        ),
    ],
)
def test_marks_in_a_line(text: str, found: Inlines) -> None:
    assert inlines(text) == found


@pytest.mark.parametrize("address", ["mailto:a@example.org", "tel:0999-100", "http://example.org"])
def test_addresses_that_may_be_followed_are_links(address: str) -> None:
    assert inlines(f"[x]({address})") == (Link(address, (Text("x"),)),)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "bilaga.pdf", "//x"]
)
def test_any_other_address_leaves_the_text_as_it_was_typed(address: str) -> None:
    assert plain(inlines(f"[x]({address})")) == f"[x]({address})"


def test_the_title_of_a_link_stands_in_words() -> None:
    assert plain(inlines('[här](https://example.org "hela rapporten")')) == "här (hela rapporten)"


def test_no_escape_sequence_is_made_of_an_address() -> None:
    assert "\x1b" not in plain(inlines('<https://example.org/%1b[31m> [a](https://example.org "&#27;[31m")'))


# --- no word is lost -------------------------------------------------------------------------------

_MARKUP = re.compile(r"\]\([^)]*\)|[*_~#<>\[\]()!`•+-]|[0-9]+[.)]")


def bare(text: str) -> list[str]:
    """The words without the signs that markup can be made of. One that is escaped stays in its word."""
    return _MARKUP.sub(" ", text.replace("\\", "")).split()


PIECES = [
    "- ",
    " - ",
    "  * ",
    "1. ",
    "7) ",
    "# ",
    "### ",
    "**",
    "*",
    "_",
    "~~",
    "[",
    "](",
    ")",
    "<",
    ">",
    "\\",
    "\n",
    "\n\n",
]
typed = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(["ord", "två ord", "å", "slut."])), max_size=30
)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@given(typed.map("".join))
def test_no_word_is_lost_whatever_is_typed(text: str) -> None:
    assert letters(text_of(blocks(text))) == letters(text)


@given(proses)
def test_the_words_of_any_text_stand_in_its_blocks(text: str) -> None:
    assert bare(text_of(blocks(text))) == bare(text)


@pytest.mark.parametrize(
    "text", ["*" * 3000 + "a" + "*" * 3000, "- " * 3000 + "a", "[" * 3000 + "a", "> " * 3000 + "a"]
)
def test_a_text_of_nothing_but_signs_is_read_without_deep_recursion(text: str) -> None:
    assert "a" in text_of(blocks(clean_text(text)))


def depth_of(block: Block | None) -> int:
    return (
        1 + max((depth_of(b) for item in block.items for b in item), default=0)
        if isinstance(block, List)
        else 0
    )


@given(typed.map("".join))
def test_no_list_is_deeper_than_every_format_can_print(text: str) -> None:
    assert max(map(depth_of, blocks(text)), default=0) <= DEEPEST_LIST
