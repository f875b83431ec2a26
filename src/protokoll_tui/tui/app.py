"""The app: opens meetings, shows their screens, and leaves in good order whatever happens."""

from __future__ import annotations

import asyncio
import contextvars
import importlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar, Protocol, TypeVar, runtime_checkable

import platformdirs
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.writing import resume_at
from protokoll_tui.session import Session
from protokoll_tui.storage.lock import Holder
from protokoll_tui.storage.meeting_file import Foreign
from protokoll_tui.storage.opening import OpenMeeting
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.tui import terminal
from protokoll_tui.tui.actions import BY_NAME, bindings, effective_keys, key_name
from protokoll_tui.tui.asking import offer
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.elsewhere import Elsewhere
from protokoll_tui.tui.garbage import Garbage
from protokoll_tui.tui.key_order import KeyOrder, Typed
from protokoll_tui.tui.keymap import read_keymap
from protokoll_tui.tui.news import opening_news
from protokoll_tui.tui.refusal import Changes, refusal

_T = TypeVar("_T")

_SCREENS: dict[str, str] = {
    "facts": "protokoll_tui.tui.facts:FactsScreen",
    "attendance": "protokoll_tui.tui.attendance:AttendanceScreen",
    "agenda": "protokoll_tui.tui.agenda:AgendaScreen",
    "review": "protokoll_tui.tui.review:ReviewScreen",
    "finish": "protokoll_tui.tui.finish:FinishScreen",
}
"""Where each screen of a meeting is; imported when it is first shown."""
_TROUBLE = ("journal", "memory", "lost")
"""States in which the text is not in the file, and will not be within seconds."""


@runtime_checkable
class ShowsSaving(Protocol):
    """A screen, or a dialog over one, that shows where the text is."""

    def show_saving(self) -> None:
        """Show where the text is now, and whether it can be changed."""


class ProtokollApp(App[None], inherit_bindings=False):
    """The program on the screen.

    `message` holds, after `run`, what is to be printed to the terminal: where the text is after a crash,
    or that it could not be saved.
    """

    # The style of the screen that a file is opened on is read with the app's: one read later parses all anew.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "agenda.tcss"]
    TITLE = "protokoll"
    ENABLE_COMMAND_PALETTE = False  # `palette` is our own, in Swedish and by the registry
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+c", "hint_leave", show=False, system=True),
    ]

    def __init__(self, folder: Path, file: OpenMeeting | None = None, *, cursor: bool = False) -> None:
        """Make the app.

        Args:
            folder: The folder of meetings that the start screen lists.
            file: A meeting to open at once on the live screen.
            cursor: Whether to show the terminal's own cursor, for braille and magnifiers.
        """
        super().__init__()
        self.folder = folder
        self.session: Session | None = None
        self.message = ""
        self.user_keymap: dict[str, str] = {}
        self._file = file
        self._hardware_cursor = cursor
        self.start_place = Place(())
        """Where the live screen of the open meeting begins."""
        self.writing: list[str] = []
        """The files that the minutes are being written to; leaving the meeting would end that."""
        self.unanswered: list[str] = []
        """Those of them about which a question waits until Klart is on the screen."""
        self._screen_loop: asyncio.AbstractEventLoop | None = None
        self._screen_context = contextvars.copy_context()
        self._in_trouble = False
        self.elsewhere = Elsewhere(self)
        """What is done while the open meeting is written by another program."""
        self._keys = KeyOrder(self, self._deliver)
        self._garbage = Garbage(self, busy=lambda: bool(self.writing))
        self.animation_level = "none"

    async def on_mount(self) -> None:
        """Make ready to show the first screen, which Textual paints at once only after this."""
        self._screen_loop = asyncio.get_running_loop()
        self._screen_context = contextvars.copy_context()
        terminal.on_hangup(self._hang_up)
        self.user_keymap, problems = read_keymap()
        if self.user_keymap:
            self.set_keymap(self.user_keymap)
        self.call_later(self._show_first, problems)

    def _show_first(self, problems: Iterable[str]) -> None:
        if self._file is not None:
            self.open_session(self._file, "agenda")
        else:
            from protokoll_tui.tui.start import StartScreen

            self.push_screen(StartScreen(self.folder))
        for problem in problems:
            self.notify(problem, severity="warning", markup=False)
        self.call_after_refresh(self._settle)

    async def _settle(self) -> None:
        """Do what can wait until the first screen has been painted, and take what was typed until then."""
        terminal.disambiguate_only(self)
        if self._hardware_cursor:
            terminal.show_hardware_cursor(self)
        self._garbage.begin()
        if self.session is not None:
            self.session.begin()
        await self._keys.open()

    async def on_event(self, event: events.Event) -> None:
        """Take keys one at a time, and let no widget type the letter of an Alt key."""
        if isinstance(event, events.Key):
            terminal.without_alt(event)
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: Typed) -> None:
        """Take a key when the change that the one before made is in the journal."""
        if self.session is not None:
            self.session.wait_journalled()
        self._garbage.typed()
        await super().on_event(event)

    def hold_keys(self) -> None:
        """Let keys wait, until `release_keys`, for the screen that they are for."""
        self._keys.hold()

    def release_keys(self) -> None:
        """Hand the keys that have waited to the screen that is shown now."""
        self.call_after_refresh(self._keys.open)

    # --- meetings --------------------------------------------------------------------------------

    def open_session(self, file: OpenMeeting, screen: str, *, taken_over: bool = False) -> None:
        """Open a meeting on one of its screens, over the start screen if there is one."""
        self.session = Session(
            file,
            on_save=self._saved_in_thread,
            on_foreign=self._foreign_in_thread,
            on_refused=self._refused,
        )
        self.start_place = file.place or resume_at(file.meeting)
        self.push_screen(self._make(screen))
        if news := " ".join(opening_news(file, taken_over=taken_over)):
            self.call_after_refresh(self.say, news, news=True)
        if file.holder:
            self.elsewhere.begin(screen)

    def refusal(self, changes: Changes = "meeting") -> str:
        """Return why the open meeting takes no such change; empty where it does."""
        if self.session is None:
            return ""
        keys = effective_keys(BY_NAME["save"], self.user_keymap)
        return refusal(self.session.standing, changes, key_name(keys[0]) if keys else BY_NAME["save"].title)

    def refuses(self, changes: Changes = "meeting") -> bool:
        """Tell whether the open meeting takes no such change, and say why."""
        if reason := self.refusal(changes):
            self.say(reason)
        return bool(reason)

    def refuses_while_writing(self) -> bool:
        """Tell whether minutes are being written, which another meeting would end, and say so."""
        if self.writing:
            when = "sedan" if self.unanswered else "om en liten stund"
            self.say(f"{self._unwritten()} Försök igen {when}.")
        return bool(self.writing)

    def _unwritten(self) -> str:
        """Return in Swedish which files are not written yet; those that wait for her alone, if any do."""
        if self.unanswered:
            return f"{', '.join(self.unanswered)} väntar på ditt svar under Klart – F6."
        return f"Håller på att skriva {', '.join(self.writing)}."

    def _refused(self, _holder: Holder | None) -> None:
        self.refuses()

    def _make(self, name: str) -> MeetingScreen:
        module, _, cls = _SCREENS[name].partition(":")
        screen_class: type[MeetingScreen] = getattr(importlib.import_module(module), cls)
        if self.session is None:
            raise RuntimeError("no meeting is open")
        screen = screen_class(self.session)
        self.install_screen(screen, name)
        return screen

    def show(self, name: str) -> MeetingScreen:
        """Show the screen called `name` of the open meeting; it stays as it was left."""
        screen = self.meeting_screen(name)
        if self.screen is not screen:
            self.switch_screen(screen)
        return screen

    def meeting_screen(self, name: str) -> MeetingScreen:
        """Return the screen called `name` of the open meeting, made where it has not been shown yet."""
        if self.is_screen_installed(name):
            screen = self.get_screen(name)
            if isinstance(screen, MeetingScreen):
                return screen
        return self._make(name)

    def show_place(self, place: Place) -> None:
        """Go to the text at `place`."""
        from protokoll_tui.tui.agenda import AgendaScreen

        screen = self.meeting_screen("agenda")
        if isinstance(screen, AgendaScreen):
            screen.go(place)
        self.show("agenda")

    async def close_session(self) -> bool:
        """Save and close the open meeting. Returns False, with the meeting open, where it cannot."""
        if self.session is None:
            return True
        if not await asyncio.to_thread(self.session.save) and not self.session.let_go:
            return False
        self.elsewhere.end()
        await asyncio.to_thread(self.session.close)
        self.session = None
        return True

    async def change_meeting(self, file: OpenMeeting, screen: str, *, taken_over: bool = False) -> bool:
        """Close the open meeting and open another one in its place.

        The caller's worker must be the app's, since the screens of the old meeting are removed. Returns
        False, with the old meeting open, where that one cannot be saved.
        """
        if not await self.close_session():
            return False
        await self._leave_screens()
        self.open_session(file, screen, taken_over=taken_over)
        return True

    # --- leaving ---------------------------------------------------------------------------------

    async def action_leave(self) -> None:
        """Save and close the meeting; without one, end the program."""
        if self.writing:
            self._ask_to_leave_unwritten()
        elif isinstance(self.screen, MeetingScreen) or self.session is not None:
            await self._leave_meeting()
        else:
            self.exit()

    async def _leave_meeting(self) -> None:
        session = self.session
        if not await self.close_session():
            self._ask_to_leave()
            return
        parting = session.save_state.message if session is not None and session.let_go else ""
        if self._file is not None:
            self.message = parting
            self.exit()
            return
        await self._leave_screens()
        if parting:
            self.notify(parting, markup=False)

    def _ask_to_leave(self) -> None:
        """Ask whether to leave a meeting that is not in its file, and say where its text is."""
        state = self.session.save_state if self.session else SaveState("memory")
        kept = state.kind != "memory"
        after = (
            "Stänger du nu finns texten kvar i journalen, och kommer tillbaka när du öppnar mötet."
            if kept
            else "Stänger du nu går det osparade förlorat."
        )
        offer(
            self,
            f"Mötet kunde inte sparas i sin fil. {state.message}\n\n{after}",
            self._leave_unsaved,
            yes="Stäng" if kept else "Stäng ändå",
            no="Fortsätt skriva",
        )

    def _ask_to_leave_unwritten(self) -> None:
        """Ask whether to leave before the minutes that she has asked for are written."""
        leave = partial(self.call_next, self._leave_meeting)
        offer(self, self._unwritten(), leave, yes="Stäng ändå, utan att skriva klart", no="Vänta")

    async def _leave_screens(self) -> None:
        """Let the screens of the meeting that was closed go."""
        await self.pop_screen()
        for name in _SCREENS:
            if self.is_screen_installed(name):
                screen = self.get_screen(name)
                self.uninstall_screen(name)
                await screen.remove()

    def _leave_unsaved(self) -> None:
        self.exit(return_code=1)

    def action_hint_leave(self) -> None:
        """Say how the program is left, where Ctrl+C copies nothing."""
        if isinstance(self.screen, MeetingScreen):
            self.screen.say("Ctrl+Q sparar och stänger.")

    def action_help(self) -> None:
        """Show all keys."""
        from protokoll_tui.tui.help import HelpScreen
        from protokoll_tui.tui.palette import scope_of

        self.push_screen(HelpScreen(scope_of(self.screen), self.user_keymap))

    def action_palette(self) -> None:
        """Search the commands."""
        from protokoll_tui.tui.palette import open_palette

        open_palette(self)

    # --- saving ----------------------------------------------------------------------------------

    def _saved_in_thread(self, state: SaveState) -> None:
        """Take a state from the writer thread to the screen."""
        self._to_screen(self._saved, state)

    def _foreign_in_thread(self, foreign: Foreign) -> None:
        """Take a change that somebody else made to the file from the writer thread to the screen."""
        if self.session is not None:
            self._to_screen(self.session.take_in, foreign)

    def _to_screen(self, tell: Callable[[_T], object], what: _T) -> None:
        """Call `tell` in the screen's thread and in the app's own context.

        A thread of the writer knows nothing of the app: a timer that is made in its context never runs.
        """
        loop = self._screen_loop
        if loop is not None and loop.is_running():
            loop.call_soon_threadsafe(tell, what, context=self._screen_context)

    def _saved(self, state: SaveState) -> None:
        """Show where the text is, and say once that all is well again: what she typed since is in it too."""
        self.show_saving()
        now = self.session.save_state if self.session else state
        if state.message:
            self.say(state.message, error=state.kind in _TROUBLE, news=True)
        elif self._in_trouble and now.kind == "saved":
            self.say("Det går att spara igen, och allt är sparat.", news=True)
        if state.kind in _TROUBLE or now.kind == "saved":
            self._in_trouble = state.kind in _TROUBLE

    def show_saving(self) -> None:
        """Show on all screens where the text is, and whether it can be changed."""
        for screen in self.screen_stack:
            if isinstance(screen, ShowsSaving):
                screen.show_saving()

    def say(self, text: str, *, error: bool = False, news: bool = False) -> None:
        """Show a message on the status line of the meeting's screen, under a dialog too."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, MeetingScreen):
                screen.say(text, error=error, news=news)
                return

    # --- the bad days ----------------------------------------------------------------------------

    def _hang_up(self, status: int) -> None:
        """Save and end: the terminal has gone, or the system wants the program to stop."""
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """End after an error of the program itself, without printing what it had in hand."""
        self.message = f"Ett fel i programmet avslutade det. {self.report(error)}".strip()
        terminal.end_after_error(self, error)

    def report(self, error: Exception) -> str:
        """Write where an error of the program came from to a file, and return which, in Swedish.

        Empty where it could not be written.
        """
        folder = Path(platformdirs.user_state_path("protokoll", appauthor=False))
        path = terminal.crash_report(error, folder)
        return f"Teknisk rapport: {path}" if path else ""
