"""The whole document as it will be printed, in lines that are made elsewhere and only painted here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

_KEPT = 200
"""Rows that are painted again from what was worked out before, some screens full."""


class DocumentView(ScrollView, can_focus=True):
    """Lines that are scrolled by the arrows and the page keys; a row is painted only when it is seen."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__(id="document")
        self.border_title = "Så skrivs det ut"
        self._lines: Sequence[Text] = ()
        self._painted: LRUCache[tuple[int, int, Style], Strip] = LRUCache(_KEPT)
        """Rows by line, width and style."""

    @property
    def text(self) -> str:
        """All that it shows, as plain text."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Sequence[Text]) -> None:
        """Show `lines`; the view stays at the line where it was."""
        self._lines = lines
        self._painted.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width, style = self.scrollable_content_region.width, self.rich_style
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, style)
        if (painted := self._painted.get((index, width, style))) is None:
            painted = self._painted[index, width, style] = self._paint(self._lines[index], width, style)
        return painted

    def _paint(self, line: Text, width: int, style: Style) -> Strip:
        segments = line.render(self.app.console)
        painted = [Segment(segment.text, style + segment.style) for segment in segments]
        return Strip(painted).adjust_cell_length(width, style)
