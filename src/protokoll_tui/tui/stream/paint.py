"""One line of the editor as segments. The text goes to the screen as data, never as markup."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from protokoll_tui.meeting.model import EntryKind, Meeting
from protokoll_tui.meeting.place import ItemPath, item_at
from protokoll_tui.meeting.typing_aids import char_right
from protokoll_tui.tui.stream.lines import Line

HINT = " ! beslut   ? diskussion   + uppgift"
"""What an empty entry tells of the signs that begin a line."""

LABEL_WIDTH = 13
"""Cells of the label column, the bar that marks a decision included."""


def _kind(meeting: Meeting, path: ItemPath, entry: int) -> EntryKind:
    entries = item_at(meeting, path).entries
    return entries[entry].kind if entry < len(entries) else "note"


def paint_line(
    line: Line,
    meeting: Meeting,
    path: ItemPath,
    *,
    cursor: int | None,
    selection: tuple[int, int] | None,
    style: Callable[[str], Style],
) -> list[Segment]:
    """Return the segments of a line.

    Args:
        line: The line.
        meeting: The meeting, for the kind of the entry.
        path: The item.
        cursor: Offset of the cursor in the entry's text, or None where it is on another line.
        selection: Offsets of the selected part of the entry's text, or None.
        style: Gives the style of a part by its name.
    """
    kind = _kind(meeting, path, line.entry)
    own = "beslut" if kind == "beslut" else "private" if kind == "private" else "text"
    label = style("beslut" if kind == "beslut" else "label")
    bar = "▌" if kind == "beslut" else "┆" if kind == "private" else " "
    segments = [Segment(f"{line.label:<{LABEL_WIDTH - 2}}", label), Segment(f"{bar} ", label)]
    if line.role != "text":
        return [*segments, Segment(line.text, style(line.role))]
    if line.row.indent:
        segments.append(Segment(" " * line.row.indent, style("text")))
    painted = [*segments, *_paint_text(line, style(own), cursor, selection, style)]
    if not line.text and kind == "note":
        painted.append(Segment(HINT, style("hint")))
    return painted


def _paint_text(
    line: Line,
    own: Style,
    cursor: int | None,
    selection: tuple[int, int] | None,
    style: Callable[[str], Style],
) -> list[Segment]:
    start, end, _ = line.row
    cuts = {start, end}
    if selection:
        cuts |= {min(max(offset, start), end) for offset in selection}
    if cursor is not None:
        cuts |= {cursor, min(char_right(line.text, cursor), end)}
    edges = sorted(cuts)
    segments: list[Segment] = []
    for begin, stop in pairwise(edges):
        look = own
        if selection and selection[0] <= begin < selection[1]:
            look = own + style("selection")
        if cursor == begin:
            look = own + style("cursor")
        segments.append(Segment(line.text[begin:stop], look))
    if cursor is not None and cursor >= end:
        segments.append(Segment(" ", own + style("cursor")))
    return segments
