"""The lines of an item on the screen: labels, text rows and the detail rows under them. Pure."""

from __future__ import annotations

from collections.abc import Callable
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


def layout(
    entries: tuple[Entry, ...], width: int, *, virtual: bool, suggestion: Callable[[Entry], str]
) -> list[Line]:
    """Return the lines of an item.

    Args:
        entries: The stream.
        width: Cells for the text, the label column apart.
        virtual: Whether the entry that does not exist yet is shown after the last one.
        suggestion: Gives the line under an entry that suggests something about it, or nothing.
    """
    lines: list[Line] = []
    nothing = Row(0, 0, 0)
    for index, entry in enumerate(entries):
        for number, row in enumerate(wrap(entry.text, width)):
            lines.append(Line(index, row, "text", "" if number else KINDS[entry.kind], entry.text))
        if words := details(entry):
            lines.append(Line(index, nothing, "detail", "", f"↳ {words}"))
        if words := suggestion(entry):
            lines.append(Line(index, nothing, "suggestion", "", words))
    if virtual or not entries:
        lines.append(Line(len(entries), nothing, "text", KINDS["note"], ""))
    return lines
