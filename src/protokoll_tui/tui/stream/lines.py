"""The lines of an item on the screen: labels, text rows and the detail rows under them. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from protokoll_tui.meeting.model import Entry
from protokoll_tui.tui.stream.rows import Row, wrap
from protokoll_tui.tui.words import KINDS, details


class Line(NamedTuple):
    """One line of the editor. A text line has a row; a detail line has its words in `text`."""

    entry: int
    row: Row
    role: Literal["text", "detail", "suggestion"]
    label: str
    text: str


def layout(entries: tuple[Entry, ...], width: int, *, cursor: int, suggestion: str) -> list[Line]:
    """Return the lines of an item.

    Args:
        entries: The stream.
        width: Cells for the text, the label column apart.
        cursor: The entry that is written in. One past the last is shown as an empty one.
        suggestion: The line under that entry which suggests something about it; empty for none.
    """
    lines: list[Line] = []
    nothing = Row(0, 0, 0)
    for index, entry in enumerate(entries):
        for number, row in enumerate(wrap(entry.text, width)):
            lines.append(Line(index, row, "text", "" if number else KINDS[entry.kind], entry.text))
        if words := details(entry):
            lines.append(Line(index, nothing, "detail", "", f"↳ {words}"))
        if suggestion and index == cursor:
            lines.append(Line(index, nothing, "suggestion", "", suggestion))
    if cursor >= len(entries):
        lines.append(Line(len(entries), nothing, "text", KINDS["note"], ""))
    return lines
