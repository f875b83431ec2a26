"""Markdown: what is written is what a reader of Markdown reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.document.markup import blocks
from protokoll_tui.document.render import render
from protokoll_tui.document.tree import (
    Block,
    Break,
    Document,
    Emphasis,
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    Passage,
    Row,
    Strike,
    Strong,
    Table,
    Text,
    words,
)
from tests.document.reading import markdown_words

SIGNS = "\\`*_{}[]()#+-.!|<>~=:&;\"'/§ \u00a0"
SAMPLES = """
# x;1. x;1) x;- x;+ x;> x;---;===;***;___;~~~;```;:-:;| a |;&amp;;&#42;;<br>;<!-- x -->;[x](y)
[x]: y;![x](y);x #;x ##;snake_case;_x_;__x__;2 * 3 * 4;~5 %;~~x~~;    x;a\\;[ ] x;Å*ä*ö;1986.;12
www.example.org;<https://example.org>;https://example.org/a_b_c;a|b;$x$;{x}
"""
hostile = st.one_of(
    st.text(st.sampled_from(SIGNS + "aå1\n"), max_size=12),
    st.sampled_from(SAMPLES.replace("\n", ";").split(";")),
)
one_line = hostile.map(lambda text: " ".join(text.split())).filter(bool)


def markdown(*found: Block) -> str:
    return render(Document("", found), "markdown").decode()


def line(text: str) -> Inlines:
    return (Text(text),)


@given(one_line)
def test_any_text_is_read_back_as_it_is_wherever_it_stands(text: str) -> None:
    paragraph = Paragraph(line(text))
    places: dict[str, Block] = {
        "paragraph": paragraph,
        "heading": Heading(2, line(text)),
        "bullet": List("bullet", ((paragraph,), (paragraph, paragraph))),
        "number": List("number", ((paragraph,),), 9),
        "label": Passage("beslut", text, (paragraph,)),
        "table": Table((line(text), ()), (Row(((paragraph, paragraph), ())),), (1, 1)),
        "people": Table((), (Row(((paragraph,), (paragraph,))),), (1, 1), "people"),
        "after a break": Paragraph((Text("x"), Break(), Text(text))),
        "strong": Paragraph((Text("x "), Strong(line(f"y{text}y")), Text(" x"))),
        "struck": Paragraph((Strike(line(f"y{text}y")), Text(" (x)"))),
        "link": Paragraph((Link("https://example.org/(a)", line(text)),)),
    }
    signs = {"–", "1.", "9."}  # what this writer or the reader puts before an item
    for place, block in places.items():
        wanted = f"{text}: {text}".split() if place == "label" else list(words(block))
        shown = markdown_words(markdown(block)).split()
        assert [w for w in shown if w not in signs] == [w for w in wanted if w not in signs], place


@given(st.lists(st.one_of(hostile, st.sampled_from(["**", "*", "_", "~~", "å ", "\n- ", "\n"])), max_size=8))
def test_whatever_markup_was_typed_keeps_its_letters_in_order(parts: list[str]) -> None:
    found = blocks("".join(parts))
    shown = markdown_words(markdown(*found))
    assert letters(shown) == letters(" ".join(words(found)))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def test_what_is_struck_twice_is_struck_once_and_begins_no_code() -> None:
    assert markdown(*blocks("~~~~struket~~~~")) == "~~struket~~\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# ingen rubrik", "\\# ingen rubrik"),
        ("1986. Ett år", "1986\\. Ett år"),
        ("a | b", "a \\| b"),
        ("<script>", "\\<script>"),
        ("AT&T &amp;", "AT&T \\&amp;"),
        ("snake_case", "snake_case"),
        ("Kl. 9–12, 79 % (se ppt)!", "Kl. 9–12, 79 % (se ppt)!"),
        ("C# och 5 > 3 - 1", "C# och 5 > 3 - 1"),
    ],
)
def test_no_more_is_escaped_than_has_to_be(text: str, written: str) -> None:
    assert markdown(Paragraph(line(text))) == f"{written}\n"


def test_two_lists_in_a_row_stay_two() -> None:
    bullets = List("bullet", ((Paragraph(line("a")),),))
    numbers = List("number", ((Paragraph(line("b")),),), 5)
    assert markdown(bullets, bullets, bullets) == "- a\n\n* a\n\n- a\n"
    assert markdown(numbers, numbers) == "5. b\n\n5) b\n"


def test_neighbours_in_two_forms_are_not_read_as_one() -> None:
    found = markdown(Paragraph((Strong(line("a")), Strong(line("b")))))
    assert markdown_words(found).split() == ["ab"]


def test_the_agenda_as_a_table_becomes_headings_with_their_numbers() -> None:
    title: Block = Heading(2, line("Hälsa"))
    row = Row(((Paragraph(line("6.")),), (title, Paragraph(line("Dnr 1"))), (Paragraph(line("Text.")),)))
    table = Table((line("Nr"), line("Ärende"), line("Text")), (row,), (1, 2, 3), "agenda")
    assert markdown(table) == "## 6. Hälsa\n\nDnr 1\n\nText.\n"


def test_a_cell_of_several_blocks_is_put_on_one_line() -> None:
    bullet = List("bullet", ((Paragraph(line("e")),),))
    cell: tuple[Block, ...] = (
        Paragraph((Text("a"), Break(), Emphasis(line("b")))),
        List("number", ((Paragraph(line("c")),), (Paragraph(line("d")), bullet))),
        Heading(3, line("f")),
        Passage("beslut", "g", (Paragraph(line("h")),)),
    )
    table = Table((line("X"),), (Row((cell,)),), (1,), caption="Namn")
    assert markdown(table) == (
        "**Namn**\n\n| X |\n| --- |\n| a<br>*b*<br>1\\. c<br>2\\. d<br>• e<br>**f**<br>**g:** h |\n"
    )
