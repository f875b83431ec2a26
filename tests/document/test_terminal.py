"""The minutes on a terminal: styles where it has them, marks where it has none, nothing obeyed."""

import io
from typing import Any

import pytest
from rich.console import Console

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import render
from protokoll_tui.document.render.terminal import WIDEST, print_document, styled_text
from protokoll_tui.document.tree import Document, Emphasis, Heading, Link, Paragraph, Strike, Strong, Text
from protokoll_tui.meeting.model import Meeting, Person, Roster
from tests.document.example import LAYOUTS, MEETING
from tests.document.printing import beslut, one_item

ABSENT = Meeting(attendance=(Roster(people=(Person(name="Bo Lind", status="struck"),)),))


def printed(document: Document, **console: Any) -> str:
    out = io.StringIO()
    print_document(
        document, Console(file=out, **{"width": 80, "force_terminal": True, "_environ": {}, **console})
    )
    return out.getvalue()


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_without_styles_it_is_the_plain_text(layout: Any) -> None:
    document = compose(MEETING, layout)
    shown = printed(document, force_terminal=False)
    assert [line.rstrip() for line in shown.splitlines()] == render(document, "text").decode().splitlines()


def test_styles_stand_for_the_marks() -> None:
    children = (
        Strong((Text("b"),)),
        Emphasis((Text("i"),)),
        Strike((Text("s"),)),
        Link("tel:1", (Text("u"),)),
    )
    text = styled_text(Document("", (Heading(2, (Text("H"),)), Paragraph(children))), 40)
    assert text.plain == "H\nbisu (tel:1)"
    styles = {text.plain[span.start : span.end]: span.style for span in text.spans}
    assert styles == {"H": "bold", "b": "bold", "i": "italic", "s": "strike", "u": "underline"}


def test_a_struck_name_is_struck_on_a_terminal_and_marked_in_a_pipe() -> None:
    assert "\x1b[9mBo Lind\x1b[0m (frånvarande)" in printed(compose(ABSENT), color_system="standard")
    assert "~~Bo Lind~~ (frånvarande)" in printed(compose(ABSENT), force_terminal=False)


def test_no_colour_is_ever_used() -> None:
    document = compose(MEETING)
    assert printed(document, color_system="truecolor") == printed(
        document, color_system="truecolor", no_color=True
    )


def test_a_wide_terminal_gets_lines_that_can_be_read() -> None:
    shown = printed(compose(one_item(beslut("ord " * 200))), force_terminal=False, width=200)
    assert 80 < max(map(len, shown.splitlines())) <= WIDEST


@pytest.mark.parametrize("text", ["[bold]fet[/bold]", "[/]", "[link=x]x[/link]", ":smile:", "[red"])
def test_markup_of_the_library_is_printed_as_it_was_typed(text: str) -> None:
    people = (Roster(heading=text, people=(Person(name=text, organisation=text),)),)
    meeting = one_item(beslut(text), title=text).model_copy(update={"attendance": people})
    for layout in LAYOUTS.values():
        assert printed(compose(meeting, layout), force_terminal=False).count(text) >= 5


def test_no_escape_sequence_that_was_typed_reaches_the_terminal() -> None:
    meeting = one_item(beslut("\x1b]0;titel\x07 \x1b[31mröd"), title="\x9b31m")
    shown = printed(compose(meeting), force_terminal=False)
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
