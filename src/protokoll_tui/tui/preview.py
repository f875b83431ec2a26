"""The item as it will be printed, beside the text. Made anew when typing rests, never at a key."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from protokoll_tui.document.layout import Layout
from protokoll_tui.meeting.place import ItemPath
from protokoll_tui.session import Session

REST = 0.2
"""Seconds of rest after which the preview is made anew."""


class Preview(VerticalScroll, can_focus=False):
    """The item at a path, composed and rendered as in the document."""

    def __init__(self, session: Session) -> None:
        """Make an empty preview of a session's items."""
        super().__init__(id="preview")
        self.session = session
        self.border_title = "Så skrivs det ut"
        self._text = Static("", markup=False)
        self._path: ItemPath = ()
        self._timer: Timer | None = None
        self._layout: Layout | None = None

    def compose(self) -> list[Static]:
        """Yield the text."""
        return [self._text]

    def follow(self, path: ItemPath) -> None:
        """Show the item at `path` as soon as typing rests."""
        self._path = path
        if self.display and self._timer is None and self.is_mounted:
            self._timer = self.set_timer(REST, self._make)

    def _make(self) -> None:
        self._timer = None
        if not (self.display and self._path and self.size.width):
            return
        from protokoll_tui.document.compose import compose_item
        from protokoll_tui.document.render.terminal import styled_text
        from protokoll_tui.document.tree import Document

        if self._layout is None:
            from protokoll_tui.templates.loading import layout_for

            self._layout, _ = layout_for(self.session.meeting, self.session.path.parent)
        width = max(20, self.scrollable_content_region.width)
        blocks = compose_item(self.session.meeting, self._path[:1], self._layout)
        self._text.update(styled_text(Document(title="", blocks=blocks), width))
        self.scroll_end(animate=False)
