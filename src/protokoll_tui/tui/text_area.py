"""A field of several lines of prose that keeps no history and no text of its own.

Textual's TextArea has an undo of its own, which forgets after 50 steps, is cleared when a text is
loaded and breaks after some pastes; it takes keys that are commands here, and keeps line ends that a
file must not hold. This one gives undo to the session, those keys to the screen, and cleans every
text on its way in. `tests/tui/test_text_area.py` holds each cure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from protokoll_tui.meeting.text import clean_text
from protokoll_tui.tui.actions import actions_of


def _own_keys() -> list[BindingType]:
    """Return TextArea's bindings without the keys that are commands of the program."""
    taken = {key for action in actions_of("app", "meeting") for key in action.keys} | {"up", "down"}
    kept: list[BindingType] = []
    for binding in TextArea.BINDINGS:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in taken and key != "super+z"]
            if keys and binding.action not in ("undo", "redo"):
                kept.append(replace(binding, key=",".join(keys)))
    return kept


class ProseArea(TextArea, inherit_bindings=False):
    """Several lines of text. Each edit is told to `typed` before the next key can be handled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_own_keys(),
        Binding("up", "up", show=False),
        Binding("down", "down", show=False),
        Binding("ctrl+j", "new_line", show=False),
    ]

    def __init__(
        self,
        typed: Callable[[str], None],
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make an empty field."""
        super().__init__(
            id=id, compact=True, highlight_cursor_line=False, placeholder=placeholder, max_checkpoints=1
        )
        self.cursor_blink = False
        self._typed = typed

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with its text cleaned, and tell of it."""
        edit.text = clean_text(edit.text)
        result = super().edit(edit)
        self.history.clear()
        self._typed(self.text)
        return result

    def put(self, text: str) -> None:
        """Show `text` without telling of it; the cursor stays as near as it can."""
        if clean_text(self.text) == text:
            return
        row, column = self.cursor_location
        self.load_text(text)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def action_up(self) -> None:
        """Move up; from the first line, to the field above."""
        if self.cursor_at_first_line and self._wrapped_row() == 0:
            self.screen.focus_previous()
        else:
            self.action_cursor_up()

    def action_down(self) -> None:
        """Move down; from the last line, to the field below."""
        if self.cursor_at_last_line and self._wrapped_row() == self.wrapped_document.height - 1:
            self.screen.focus_next()
        else:
            self.action_cursor_down()

    def action_new_line(self) -> None:
        """Begin a new line: Ctrl+J is what a line end of an unbracketed paste arrives as."""
        self.replace("\n", *self.selection, maintain_selection_offset=False)

    def _wrapped_row(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y
