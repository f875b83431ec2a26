"""What the tests of the document share: a meeting in few words, and its print in plain text."""

from __future__ import annotations

from typing import Any

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Labels, Layout
from protokoll_tui.document.render import RenderOptions, render
from protokoll_tui.document.tree import Block, Blocks, Document, Heading, List, Passage, Table
from protokoll_tui.meeting.model import Entry, Item, Meeting


def layout(*, labels: dict[str, str] | None = None, **values: Any) -> Layout:
    return Layout(labels=Labels(agenda="").model_copy(update=labels or {}), **values)


def printed(meeting: Meeting, shape: Layout | None = None, width: int = 100) -> str:
    """The minutes in plain text, but for the word that marks a draft."""
    document = compose(meeting, shape or layout())
    text = render(document, "text", RenderOptions(width=width)).decode()
    return text.removeprefix("UTKAST\n").strip("\n")


def lines(meeting: Meeting, shape: Layout | None = None, width: int = 100) -> list[str]:
    """The lines of the minutes in plain text, without blank ones and underlines."""
    found = printed(meeting, shape, width).splitlines()
    return [line for line in found if line.strip("-= ")]


def one_item(*entries: Entry, **values: Any) -> Meeting:
    return Meeting(agenda=(Item(**{"title": "Ärendet", "entries": entries, **values}),))


def beslut(text: str, **values: Any) -> Entry:
    return Entry(kind="beslut", text=text, **values)


def every_block(blocks: Blocks) -> list[Block]:
    """Every block of a tree in the order of reading, those inside others included."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        match block:
            case List(items=items):
                inside = items
            case Table(rows=rows):
                inside = tuple(cell for row in rows for cell in row.cells)
            case Passage(blocks=within):
                inside = (within,)
            case _:
                inside = ()
        for part in inside:
            found += every_block(part)
    return found


def levels(document: Document) -> list[int]:
    return [block.level for block in every_block(document.blocks) if isinstance(block, Heading)]
