"""A list that is moved in by keys: one row a line, painted one row at a time.

Rows are `rich.text.Text`, so what a file holds is shown and never obeyed. A row without key is a heading
or a blank: the highlight passes over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class ListRow(NamedTuple):
    """One row: what it shows, and the key that names it to the owner of the list (empty: no target).

    `tail` stands at the right edge and is never cut; the text gives way to it.
    """

    text: Text
    key: str = ""
    tail: str = ""


class RowList(Widget, can_focus=True):
    """A list of rows with a highlight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--highlight", "row-list--current"}

    @dataclass
    class Highlighted(Message):
        """The highlight moved to the row with `key`."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Selected(Message):
        """Enter was pressed on the row with `key`."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, enter_selects: bool = True) -> None:  # noqa: A002
        """Make an empty list. Without `enter_selects` Enter is left to the bindings of the screen."""
        super().__init__(id=id)
        self._rows: list[ListRow] = []
        self._index = -1
        self._top = 0
        self._enter_selects = enter_selects
        # Painted rows by index, with what they were made from: a new title of the list repaints them all.
        self._painted: dict[int, tuple[tuple[ListRow, int, Style], Strip]] = {}

    @property
    def highlighted(self) -> str:
        """The key of the highlighted row, empty where there is none."""
        return self._rows[self._index].key if 0 <= self._index < len(self._rows) else ""

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows as they are."""
        return self._rows

    def set_rows(self, rows: Sequence[ListRow], *, highlight: str | None = None) -> None:
        """Show `rows`. The highlight goes to `highlight`, else stays with its key, else with its place."""
        old, wanted = self._rows, self.highlighted if highlight is None else highlight
        before = self._index
        self._rows = list(rows)
        keys = [row.key for row in self._rows]
        if wanted and wanted in keys:
            self._index = keys.index(wanted)
        else:
            self._index = self._nearest(min(max(before, 0), len(rows) - 1))
        if self._scroll() or len(old) != len(rows) or before != self._index:
            self.refresh()
            return
        for y, (was, row) in enumerate(zip(old, self._rows, strict=True)):
            if was != row:
                self._refresh_row(y)

    def highlight(self, key: str) -> None:
        """Move the highlight to the row with `key`, if there is one."""
        keys = [row.key for row in self._rows]
        if key in keys:
            self._move_to(keys.index(key))

    def _nearest(self, index: int) -> int:
        for distance in range(len(self._rows)):
            for candidate in (index + distance, index - distance):
                if 0 <= candidate < len(self._rows) and self._rows[candidate].key:
                    return candidate
        return -1

    def _move_to(self, index: int) -> None:
        if index in (self._index, -1):
            return
        old, self._index = self._index, index
        if self._scroll():
            self.refresh()
        else:
            self._refresh_row(old)
            self._refresh_row(index)
        self.post_message(self.Highlighted(self, self.highlighted))

    def _scroll(self) -> bool:
        height = max(1, self.size.height)
        # A heading just above the highlight is worth seeing too.
        above = self._index - 1 if self._index > 0 and not self._rows[self._index - 1].key else self._index
        top = min(self._top, max(0, above))
        top = max(top, self._index - height + 1)
        top = max(0, min(top, len(self._rows) - height))
        moved, self._top = top != self._top, top
        return moved

    def _refresh_row(self, index: int) -> None:
        if 0 <= index - self._top < self.size.height:
            self.refresh(Region(0, index - self._top, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the highlight in sight."""
        if self._scroll():
            self.refresh()

    def _on_focus(self, _event: events.Focus) -> None:
        self._refresh_row(self._index)

    def _on_blur(self, _event: events.Blur) -> None:
        self._refresh_row(self._index)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        self._scroll()  # who paints knows of a new height before the resize is told
        index = y + self._top
        width, base = self.size.width, self.visual_style.rich_style
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, base)
        style = base
        if index == self._index:
            name = "highlight" if self.has_focus else "current"
            style = base + self.get_component_rich_style(f"row-list--{name}")
        row = self._rows[index]
        made_from = (row, width, style)
        if (painted := self._painted.get(index)) is None or painted[0] != made_from:
            painted = self._painted[index] = (made_from, _strip(row, width, style))
        return painted[1]

    def _step(self, by: int) -> None:
        index = self._index + by
        step = 1 if by > 0 else -1
        index = max(0, min(len(self._rows) - 1, index))
        while 0 <= index < len(self._rows) and not self._rows[index].key:
            index += step
        self._move_to(index if 0 <= index < len(self._rows) else self._nearest(self._index))

    async def _on_key(self, event: events.Key) -> None:
        page = max(1, self.size.height - 1)
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self._rows),
            "end": len(self._rows),
        }
        if event.key in steps:
            self._step(steps[event.key])
        elif event.key == "enter" and self._enter_selects and self.highlighted:
            self.post_message(self.Selected(self, self.highlighted))
        else:
            return
        event.stop()
        event.prevent_default()


def _strip(row: ListRow, width: int, style: Style) -> Strip:
    """Return a row on one line of `width` cells, an ellipsis where its text is longer."""
    tail = f" {row.tail}" if row.tail else ""
    room = max(0, width - cell_len(tail))
    line = row.text.copy()
    line.truncate(room, overflow="ellipsis")
    segments = [Segment(part, style + _style_at(line, start)) for start, part in _runs(line)]
    strip = Strip(segments).adjust_cell_length(room, style)
    return Strip.join([strip, Strip([Segment(tail, style)])]).adjust_cell_length(width, style)


def _runs(text: Text) -> list[tuple[int, str]]:
    cuts = {0, len(text.plain)}
    for span in text.spans:
        cuts |= {span.start, span.end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text.plain))
    return [(begin, text.plain[begin:stop]) for begin, stop in pairwise(edges)]


def _style_at(text: Text, offset: int) -> Style:
    style = Style.parse(text.style) if isinstance(text.style, str) and text.style else Style.null()
    for span in text.spans:
        if span.start <= offset < span.end:
            style += Style.parse(span.style) if isinstance(span.style, str) else span.style
    return style
