"""The lines of an item on the screen: labels, text rows and the detail rows under them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
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


_NOTHING = Row(0, 0, 0)
_ARROW = "↳ "


def layout(entries: tuple[Entry, ...], width: int, *, cursor: int, suggestion: str) -> list[Line]:
    """Return the lines of an item.

    Args:
        entries: The stream.
        width: Cells for the text, the label column apart.
        cursor: The entry that is written in. One past the last is shown as an empty one.
        suggestion: What stands under that entry and suggests something about it; empty for nothing.
    """
    lines: list[Line] = []
    for index, entry in enumerate(entries):
        for number, row in enumerate(wrap(entry.text, width)):
            lines.append(Line(index, row, "text", "" if number else KINDS[entry.kind], entry.text))
        if words := details(entry):
            lines.extend(_below(index, "detail", words, width))
        if index == cursor:
            for told in suggestion.splitlines():
                lines.extend(_below(index, "suggestion", told, width))
    if cursor >= len(entries):
        lines.append(Line(len(entries), _NOTHING, "text", KINDS["note"], ""))
    return lines


def _below(entry: int, role: Literal["detail", "suggestion"], words: str, width: int) -> Iterator[Line]:
    """Yield the lines of what stands under an entry."""
    for number, row in enumerate(wrap(words, width - len(_ARROW))):
        mark = " " * len(_ARROW) if number else _ARROW
        yield Line(entry, _NOTHING, role, "", f"{mark}{words[row.start : row.end].rstrip()}")
