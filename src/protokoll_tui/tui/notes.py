"""The secretary's own notes: beside the minutes, and in no output."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from protokoll_tui.meeting.edits import changed
from protokoll_tui.session import Change, Session
from protokoll_tui.tui.actions import bindings
from protokoll_tui.tui.prompt import MeetingDialog
from protokoll_tui.tui.refusal import undo_ends
from protokoll_tui.tui.text_area import ProseArea

_HINT = "Sparas medan du skriver. Esc eller F12 stänger."


class NotesDialog(MeetingDialog[None]):
    """A sheet of paper to write on."""

    DEFAULT_CSS = """
    NotesDialog .dialog { height: 90%; width: 94%; max-width: 100; }
    NotesDialog ProseArea { height: 1fr; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f12,ctrl+q", "close", show=False),
        *(b for b in bindings("meeting") if isinstance(b, Binding) and b.action in ("undo", "redo")),
    ]

    def __init__(self, session: Session) -> None:
        """Make the sheet of `session`."""
        super().__init__(_HINT)
        self.session = session
        self.area = ProseArea(self._typed, placeholder="Att minnas, att fråga om …")

    def compose(self) -> ComposeResult:
        """Lay out title, sheet and hint."""
        with Vertical(classes="dialog"):
            yield Static("Egna anteckningar – skrivs aldrig ut", markup=False, classes="dialog-title")
            yield self.area
            yield self.hint

    def on_mount(self) -> None:
        """Begin where the notes end."""
        self.area.put(self.session.meeting.private.notes)
        self.area.move_cursor(self.area.document.end)
        self._unsubscribe = self.session.subscribe(self._session_changed)

    def freeze(self, *, frozen: bool) -> None:
        """Let the sheet be read only."""
        self.area.read_only = frozen

    def on_unmount(self) -> None:
        """Let the session go."""
        self._unsubscribe()

    def _typed(self, text: str) -> None:
        meeting = self.session.meeting
        try:
            private = changed(meeting.private, notes=text)
        except ValidationError:
            self.hint.update("Texten är längre än filen kan hålla. Det sista är inte sparat.")
            return
        if private is not meeting.private:
            edited = meeting.model_copy(update={"private": private})
            self.session.apply("egna anteckningar", edited, run="private notes")

    def _session_changed(self, change: Change) -> None:
        self.area.put(change.after.private.notes)

    def action_undo(self) -> None:
        """Take back the last step and say which."""
        if not self.refused():
            step = self.session.undo()
            ends = undo_ends(at_log=self.session.undo_ends_at_log)
            self.hint.update(f"Ångrade: {step.name}" if step else ends)

    def action_redo(self) -> None:
        """Do the last undone step again."""
        if not self.refused():
            step = self.session.redo()
            self.hint.update(f"Gjorde om: {step.name}" if step else "Det finns inget att göra om.")

    def action_close(self) -> None:
        """Go back to the minutes."""
        self.session.close_run()
        self.dismiss(None)
