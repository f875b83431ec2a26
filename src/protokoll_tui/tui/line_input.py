"""The one-line field of every form and dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from protokoll_tui.meeting.model import LONGEST_LINE


class LineInput(Input):
    """An input that takes no more than a line of the meeting holds, and costs little to type in.

    Each change is told to `typed` before the next key can be handled. Its cursor does not blink, so an idle
    screen sends nothing over the line.
    """

    class Frozen(Message):
        """A key was not taken, since the field is frozen."""

    # A key changes the size of no widget; by Textual's own rule the whole screen would be laid out at each.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(
        self, value: str = "", *, typed: Callable[[str], None] | None = None, **options: Any
    ) -> None:
        """Make a field that holds `value`; `options` are those of Textual's input."""
        self.frozen = False
        """Whether what it holds can be read and copied only."""
        self._typed = typed
        self._said = value
        super().__init__(value, max_length=LONGEST_LINE, **options)
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Tell of a change that was typed."""
        if value != self._said:
            self._said = value
            if self._typed:
                self._typed(value)

    def put(self, value: str) -> None:
        """Show `value` without telling of it."""
        self._said = value
        self.value = value
        self.cursor_position = len(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of a span. All that is typed, pasted and deleted comes this way."""
        if self.frozen:
            self.post_message(self.Frozen())
        else:
            super().replace(text, start, end)
