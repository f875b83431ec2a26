"""Earlier versions of the open meeting: listed, read as they would be printed, and restored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.status import restored
from protokoll_tui.session import Session
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.versions import Version, read_version
from protokoll_tui.tui import clock
from protokoll_tui.tui.document_view import DocumentView
from protokoll_tui.tui.earlier import STATUS_STAYS, UNREADABLE, Earlier, differences, earlier_states, when
from protokoll_tui.tui.row_list import ListRow, RowList

_NONE = (
    "Det finns inga tidigare versioner än. En sparas vid den första ändringen när mötet har öppnats, "
    "och sedan högst var femte minut."
)
_KEPT = "Ctrl+Z ångrar; det som stod nyss finns också bland versionerna."
_NOT_KEPT = "Ctrl+Z ångrar, så länge mötet är öppet: det som stod nyss gick inte att spara som version."
_TIME_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Restored:
    """A version that is to be the meeting again: when it was, and what she is told of it."""

    at: str
    meeting: Meeting
    told: str


class VersionScreen(ModalScreen[bool]):
    """One version, as it would be printed. Returns whether it is to be restored."""

    DEFAULT_CSS = """
    VersionScreen Vertical { height: 100%; width: 100%; max-width: 110; background: $background; }
    VersionScreen DocumentView { height: 1fr; border: round $primary; }
    VersionScreen Static { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+q", "answer(False)", show=False),
        Binding("t", "answer(True)", show=False),
    ]

    def __init__(self, meeting: Meeting, at: str, since: str, folder: Path) -> None:
        """Make the screen of `meeting` as it was `at`; `since` says what was changed since then."""
        super().__init__()
        self._meeting, self._since, self._folder = meeting, since, folder
        self.document = DocumentView()
        self.document.border_title = f"Så var mötet {at}"

    def compose(self) -> ComposeResult:
        """Lay out the document, what was changed since then, and the keys."""
        with Vertical():
            yield self.document
            yield Static(f"Från då till nu: {self._since}.", markup=False)
            yield Static("↑ ↓: bläddra   T: återställ   Esc: tillbaka", markup=False, classes="dialog-hint")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.document.focus()

    def on_resize(self) -> None:
        """Lay the document out for the new width."""
        self.call_after_refresh(self._make)

    def _make(self) -> None:
        if width := self.document.scrollable_content_region.width:
            self._make_document(width)

    @work(thread=True, exclusive=True)
    def _make_document(self, width: int) -> None:
        from protokoll_tui.tui.finish import document_lines

        lines, _ = document_lines(self._meeting, width, self._folder)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self.document.show, lines)

    def action_answer(self, restore: bool) -> None:
        """Go back to the list."""
        self.dismiss(restore)


class VersionsDialog(ModalScreen[Restored | None]):
    """The versions, the newest first. Returns the one to restore, or None."""

    DEFAULT_CSS = "VersionsDialog .dialog { width: 94%; max-width: 110; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f11,shift+f12,q,ctrl+q", "close", show=False),
        Binding("t", "restore", show=False),
    ]

    def __init__(self, session: Session) -> None:
        """Make the list of a session's meeting."""
        super().__init__()
        self.session = session
        self.list = RowList(id="versions")
        self._says = Static("Läser versionerna …", markup=False)
        self._found: dict[str, Earlier] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, list, what there is to say, and the keys."""
        with Vertical(classes="dialog dialog-tall"):
            yield Static("Tidigare versioner", markup=False, classes="dialog-title")
            yield self.list
            yield self._says
            yield Static(
                "Enter: visa   T: återställ   ↑ ↓: flytta   Esc: stäng", markup=False, classes="dialog-hint"
            )

    def on_mount(self) -> None:
        """Start in the list, and read the versions."""
        self.list.focus()
        self._read(self.session.path, self.session.meeting)

    @work(thread=True)
    def _read(self, path: Path, now: Meeting) -> None:
        worker = get_current_worker()
        for each in earlier_states(path, now):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._add, each)
        self.app.call_from_thread(self._all_read)

    def _add(self, each: Earlier) -> None:
        self._found[str(each.version.number)] = each
        self.list.set_rows([*self._rows()])

    def _all_read(self) -> None:
        self._says.update(
            "Efter tiden står vad som ändrades därefter." if self._found else _NONE,
        )

    def _rows(self) -> Iterator[ListRow]:
        for key, each in self._found.items():
            at = f"{self._when(each.version):<{_TIME_WIDTH}}"
            yield ListRow(Text.assemble((at, "bold"), each.after), key)

    def _when(self, version: Version) -> str:
        return when(version.at, clock.today())

    # --- actions ---------------------------------------------------------------------------------

    @on(RowList.Selected)
    @work(exclusive=True, group="choice")
    async def _open(self) -> None:
        """Read the highlighted version and show it."""
        if (chosen := await self._chosen()) is None:
            return
        each, meeting = chosen

        def answered(restore: bool | None) -> None:
            if restore:
                self.action_restore()

        at, since = self._when(each.version), differences(meeting, self.session.meeting)
        self.app.push_screen(VersionScreen(meeting, at, since, self.session.path.parent), answered)

    @work(exclusive=True, group="choice")
    async def action_restore(self) -> None:
        """Hand over the highlighted version, when the present one has been kept."""
        if self.session.closed:
            self._says.update("Mötet går inte att ändra: det är låst, eller öppet på annat håll.")
            return
        if (chosen := await self._chosen()) is None:
            return
        each, meeting = chosen
        version, meeting = meeting, restored(meeting, self.session.meeting)
        if meeting == self.session.meeting:
            self._says.update("Mötet är redan så.")
            return
        kept = await asyncio.to_thread(self.session.keep_version)
        at = self._when(each.version)
        told = (
            f"Mötet är åter som det var {at}.",
            *((STATUS_STAYS,) if meeting != version else ()),
            _KEPT if kept else _NOT_KEPT,
        )
        self.dismiss(Restored(at, meeting, " ".join(told)))

    async def _chosen(self) -> tuple[Earlier, Meeting] | None:
        each = self._found.get(self.list.highlighted)
        if each is None:
            return None
        try:
            return each, await asyncio.to_thread(read_version, each.version)
        except StorageError:
            self._says.update(f"Versionen från {self._when(each.version)} {UNREADABLE}.")
            return None

    def action_close(self) -> None:
        """Go back to the meeting."""
        self.dismiss(None)
