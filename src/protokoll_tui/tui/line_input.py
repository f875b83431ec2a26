"""The one-line field of every form and dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from protokoll_tui.meeting.model import LONGEST_LINE
from protokoll_tui.meeting.text import clean_line


class LineInput(Input):
    """An input that takes no more than a line of the meeting holds, and costs little to type in.

    Each change is told to `typed` before the next key can be handled. Lines that are pasted are joined, so
    that none is lost. Its cursor does not blink, so an idle screen sends nothing over the line.
    """

    # As in every form on Windows; Textual's own goes to the beginning of the line, which Home does too.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]

    class Frozen(Message):
        """A key was not taken, since the field is frozen."""

    class Refused(Message):
        """A text was too long to be taken in."""

    # A key changes the size of no widget; by Textual's own rule the whole screen would be laid out at each.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(
        self,
        value: str = "",
        *,
        typed: Callable[[str], None] | None = None,
        joint: str = " ",
        longest: int = LONGEST_LINE,
        **options: Any,
    ) -> None:
        """Make a field.

        Args:
            value: What it holds at first.
            typed: Is told of each change.
            joint: Stands between lines that are pasted.
            longest: The characters that it takes.
            options: Those of Textual's input.
        """
        self.frozen = False
        """Whether what it holds can be read and copied only."""
        self._typed = typed
        self._said = value
        self._joint = joint
        super().__init__(value, max_length=longest, **options)
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

    def restricted(self) -> None:
        """Say that a text was refused, which the bell of a terminal does not."""
        self.post_message(self.Refused())

    def take_lines(self, lines: list[str]) -> str:
        """Return the text to insert for `lines` that were pasted."""
        return self._joint.join(lines)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in the program."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        if self.frozen:
            self.post_message(self.Frozen())
        elif lines := [line for line in map(clean_line, text.splitlines()) if line]:
            self.replace(self.take_lines(lines), *self.selection)
