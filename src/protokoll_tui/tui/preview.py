"""The item as it will be printed, beside the text. Made in a thread when typing rests, never at a key."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.meeting.place import ItemPath, Place, item_at
from protokoll_tui.session import Session

if TYPE_CHECKING:
    from rich.text import Text

REST = 0.2
"""Seconds of rest after which the preview is made anew."""


class Preview(VerticalScroll, can_focus=False):
    """The item of a place, composed and rendered as in the document, at the part that is written in."""

    def __init__(self, session: Session) -> None:
        """Make an empty preview of a session's items."""
        super().__init__(id="preview")
        self.session = session
        self.border_title = "Så skrivs det ut"
        self._text = Static("", markup=False)
        self._place = Place(())
        self._timer: Timer | None = None

    def compose(self) -> list[Static]:
        """Yield the text."""
        return [self._text]

    def follow(self, place: Place) -> None:
        """Show the item of `place` as soon as typing rests."""
        self._place = place
        if not (self.display and self.is_attached and place.item):
            return
        if self._timer is None:
            self._timer = self.set_timer(REST, self._begin)
        else:
            self._timer.reset()

    def _begin(self) -> None:
        self._timer = None
        self.run_worker(self._make(), exclusive=True)

    async def _make(self) -> None:
        meeting, place = self.session.meeting, self._place
        # The gutter of the scrollbar is always there, so the width does not depend on the text.
        width = self.scrollable_content_region.width
        if not self.display or width < 1 or not place.item:
            return
        text = await asyncio.to_thread(print_item, meeting, place.item[:1], width, self.session.path.parent)
        self._text.update(text)
        height = len(text.plain.splitlines())
        line = share_before(meeting, place) * height
        self.call_after_refresh(self.scroll_to, y=max(0.0, line - self.size.height / 2), animate=False)


def print_item(meeting: Meeting, path: ItemPath, width: int, folder: Path) -> Text:
    """Return the item at `path` as it is printed, in `width` cells."""
    from protokoll_tui.document.compose import compose_item
    from protokoll_tui.document.render.terminal import styled_text
    from protokoll_tui.document.tree import Document
    from protokoll_tui.templates.loading import layout_for

    layout, _ = layout_for(meeting, folder)
    blocks = compose_item(meeting, path, layout)
    return styled_text(Document(title="", blocks=blocks), width)


def share_before(meeting: Meeting, place: Place) -> float:
    """Return how much of an item's text stands before `place`, from 0 to 1."""
    before = total = 0
    for path, index, length in _lengths(place.item[:1], item_at(meeting, place.item[:1])):
        if (path, index) < (place.item, place.entry):
            before += length
        elif (path, index) == (place.item, place.entry):
            before += min(place.offset, length)
        total += length
    return before / total if total else 0.0


def _lengths(path: ItemPath, item: Item) -> Iterator[tuple[ItemPath, int, int]]:
    """Yield the length of every entry of an item and its points, with where it stands."""
    for index, entry in enumerate(item.entries):
        yield path, index, len(entry.text) + 1
    for index, point in enumerate(item.points):
        yield from _lengths((*path, index), point)
