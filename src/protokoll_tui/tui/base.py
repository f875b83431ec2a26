"""What the screens of a meeting have in common: the frame, the session, undo, the way between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.session import Change, Session
from protokoll_tui.tui.actions import Action, Scope, actions_of, bindings
from protokoll_tui.tui.chrome import STEPS, Header, KeyBar, StatusLine, meeting_name, save_mark
from protokoll_tui.tui.refusal import Changes, undo_ends
from protokoll_tui.tui.words import shown_path

if TYPE_CHECKING:
    from protokoll_tui.tui.app import ProtokollApp


class MeetingScreen(Screen[None]):
    """A screen of an open meeting.

    A subclass sets `STEP` and `SCOPE`, yields its widgets in `body`, and shows the meeting in
    `meeting_changed`, which runs at each change while the screen is current and when it becomes so.
    """

    STEP: ClassVar[str] = ""
    SCOPE: ClassVar[Scope] = "meeting"
    CHANGES: ClassVar[Changes] = "meeting"
    """What is changed on the screen in the first place; where that cannot be, the status line says why."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("meeting", "app")
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, session: Session) -> None:
        """Make a screen of `session`."""
        super().__init__()
        self.session = session
        self.header = Header(self.STEP)
        self.status = StatusLine()
        self.key_bar = KeyBar()
        self._shown: Meeting | None = None

    @property
    def protokoll(self) -> ProtokollApp:
        """The app, with its own type."""
        return cast("ProtokollApp", self.app)

    def compose(self) -> ComposeResult:
        """Frame the body of the screen."""
        yield self.header
        yield from self.body()
        yield self.status
        yield self.key_bar

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between header and status line."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the session. Textual calls this after a subclass's own `on_mount`, which calls no super."""
        self.show_saving()
        self.key_bar.actions = tuple(self.bar_actions())
        self._unsubscribe = self.session.subscribe(self._session_changed)
        self._show_meeting(None)

    def on_unmount(self) -> None:
        """Let the session go."""
        self._unsubscribe()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was current."""
        self.show_saving()
        if self._shown is not None and self._shown is not self.session.meeting:
            self._show_meeting(None)

    def bar_actions(self) -> Iterable[Action]:
        """Yield the actions of the key bar, the most wanted first."""
        by_name = {action.name: action for action in actions_of("app", "meeting")}
        yield by_name["help"]
        yield from actions_of(self.SCOPE)
        yield from (by_name[name] for name in ("undo", "palette", "leave"))

    def next_step(self) -> str:
        """Return the line that names the next step."""
        names = [name for name, _, _ in STEPS]
        index = names.index(self.STEP) + 1
        if index == len(STEPS):
            return ""
        _, label, key = STEPS[index]
        return f"Nästa: {label} – {key.upper()}"

    def show_next(self) -> None:
        """Show the next step, or why the meeting takes no edit here."""
        self.status.set_next(self.protokoll.refusal(self.CHANGES) or self.next_step())

    def meeting_changed(self, change: Change | None) -> None:
        """Show the session's meeting; `change` is None where the screen has just become current."""

    def show_saving(self) -> None:
        """Show in the header where the text is, and on the status line whether it can be changed."""
        self.show_next()
        self.header.mark = save_mark(self.session.save_state, read_only=self.session.read_only is not None)

    def say(self, text: str, *, error: bool = False, news: bool = False) -> None:
        """Show a message on the status line. News, of what she did not do herself, outlasts her next edit."""
        self.status.say(text, error=error, news=news)

    def apply(self, name: str, meeting: Meeting) -> bool:
        """Make `meeting` the session's, as a step called `name`."""
        return self.session.apply(name, meeting)

    def _session_changed(self, change: Change) -> None:
        if self in self.app.screen_stack:
            if change.cause == "edit":
                self.status.go_on()
            self._show_meeting(change)
            if change.cause == "foreign" and self.session.read_only is None:
                way = "" if self.session.closed or self.session.undo_ends_at_log else " Ctrl+Z tar bort den."
                self.say(f"Filen ändrades på annat håll, och ändringen är inlagd här.{way}", news=True)

    def _show_meeting(self, change: Change | None) -> None:
        self._shown = self.session.meeting
        self.header.name_text = meeting_name(self._shown)
        self.header.day = self._shown.facts.date
        self.meeting_changed(change)
        self.show_next()

    # --- actions ---------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last step and say which."""
        if step := self.session.undo():
            self.say(f"Ångrade: {step.name}")
        elif not self.session.closed:
            self.say(undo_ends(at_log=self.session.undo_ends_at_log))

    def action_redo(self) -> None:
        """Do the last undone step again."""
        if step := self.session.redo():
            self.say(f"Gjorde om: {step.name}")
        elif not self.session.closed:
            self.say("Det finns inget att göra om.")

    async def action_save(self) -> None:
        """Save now; offer to write here where that is done elsewhere."""
        import asyncio

        if self.session.read_only is not None:
            self.protokoll.elsewhere.offer_writing(self.STEP)
            return
        if await asyncio.to_thread(self.session.save):
            self.say(f"Sparat i {shown_path(self.session.path)}")

    def action_show_facts(self) -> None:
        """Go to Möte."""
        self.protokoll.show("facts")

    def action_show_attendance(self) -> None:
        """Go to Närvaro; from there, back to the text."""
        self.protokoll.show("agenda" if self.STEP == "attendance" else "attendance")

    def action_show_agenda(self) -> None:
        """Go to Ärenden."""
        self.protokoll.show("agenda")

    def action_show_review(self) -> None:
        """Go to Granska."""
        self.protokoll.show("review")

    def action_show_finish(self) -> None:
        """Go to Klart."""
        self.protokoll.show("finish")

    def action_private_notes(self) -> None:
        """Open the notes that no output holds."""
        from protokoll_tui.tui.notes import NotesDialog

        self.app.push_screen(NotesDialog(self.session))

    def action_versions(self) -> None:
        """List earlier versions of the meeting, and restore the one that she picks."""
        from protokoll_tui.tui.versions import Restored, VersionsDialog

        def picked(restored: Restored | None) -> None:
            if restored and self.apply(f"återställ version från {restored.at}", restored.meeting):
                self.say(restored.told)

        self.app.push_screen(VersionsDialog(self.session), picked)
