"""Writing the minutes to files: what the Klart screen does with what was ordered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

from textual import work

from protokoll_tui.apart import EndedError, apart
from protokoll_tui.document.render import RenderError
from protokoll_tui.meeting.extract import ExtractError
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.text import clean_line
from protokoll_tui.minutes import minutes_file
from protokoll_tui.session import Session
from protokoll_tui.storage.atomic import check_target, create_file, replace_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.templates.faults import TemplateError
from protokoll_tui.tui.approving import ApprovingScreen
from protokoll_tui.tui.dialogs import ConfirmDialog
from protokoll_tui.tui.export_dialogs import AskAgain, ExportDialogs
from protokoll_tui.tui.exporting import Order
from protokoll_tui.tui.words import shown_path


class ExportScreen(ApprovingScreen):
    """A screen from which the minutes are written to files, in the order in which that was asked for."""

    def __init__(self, session: Session) -> None:
        """Make the screen; nothing has been written from it."""
        super().__init__(session)
        self.written: list[Path] = []
        """The files, the last one written last."""
        self._on_top = asyncio.Event()
        self._turn = asyncio.Lock()
        self._ordered: list[Path] = []
        """The files that are being written, or wait for that."""
        self._told: list[str] = []
        self._failed = False

    def on_screen_resume(self) -> None:
        """Go on with what has waited for this screen to be seen."""
        self._on_top.set()

    def written_changed(self) -> None:
        """Show what has been written."""

    def short(self, path: Path) -> str:
        """Return where a file is: its name alone where it lies beside the meeting's."""
        return clean_line(path.name) if self._is_beside(path) else shown_path(path)

    def _is_beside(self, path: Path) -> bool:
        return path.parent == self.session.path.parent

    def action_export(self) -> None:
        """Ask for format and file, and write the minutes there."""
        self._dialogs().ask_format()

    def action_extract(self) -> None:
        """Ask which items, then for format and file, and write an extract of the minutes there."""
        self._dialogs().ask_items()

    def _dialogs(self) -> ExportDialogs:
        """Return what asks; of files that are written meanwhile she is told afterwards."""
        if not self.protokoll.writing:
            self._told, self._failed = [], False
        return ExportDialogs(self.app, self.session, self._export)

    @work(group="export")
    async def _export(self, meeting: Meeting, order: Order, path: Path, ask_again: AskAgain) -> None:
        """Write the minutes of a meeting after what was ordered before: none of that is given up."""
        replace = path in self._ordered  # it will stand there when this one's turn comes
        self._ordered.append(path)
        self.protokoll.writing.append(path.name)
        try:
            if not await self._has_place(path, ask_again):
                return
            replace = replace or await asyncio.to_thread(os.path.lexists, path)
            if replace and not await self._replaced(path):
                self.say(f"{path.name} är kvar som den var.")
                return
            async with self._turn:
                await self._write(meeting, order, path, replace=replace)
        except (ExtractError, StorageError, TemplateError, RenderError) as error:
            self._tell(str(error), error=True)
        except EndedError as error:
            self._tell(
                f"{path.name} skrevs inte: programmet som gör filer avbröts ({error}). Försök igen, och "
                "stäng andra program om datorns minne är fullt.",
                error=True,
            )
        except Exception as error:  # a fault of one format is no reason to end in the middle of a meeting
            said = (f"Ett fel i programmet: {path.name} skrevs inte.", self.protokoll.report(error))
            words = clean_line(f"{type(error).__name__}: {error}")
            self._tell(" ".join((*filter(None, said), words)), error=True)
        finally:
            self._ordered.remove(path)
            self.protokoll.writing.remove(path.name)

    async def _has_place(self, path: Path, ask_again: AskAgain) -> bool:
        """Tell whether a file can be put at `path`, and ask for another name where it cannot.

        Raises StorageError where something else is being asked just now.
        """
        try:
            await asyncio.to_thread(check_target, path)
        except StorageError as error:
            if self.app.screen is not self:
                raise
            ask_again(str(error))
            return False
        return True

    async def _write(self, meeting: Meeting, order: Order, path: Path, *, replace: bool) -> None:
        """Write the minutes; a version for the public after a look at what a person has to judge."""
        session = self.session
        self.say(" ".join((*self._told, f"Skriver {path.name} …")), error=self._failed)
        made = await apart(
            minutes_file,
            meeting,
            session.path,
            session.file_bytes(meeting),
            order.format_name,
            items=order.items,
            for_public=order.public,
            source=order.source,
        )
        if made.warnings and not await self._judged(path, made.warnings):
            self._tell(f"{path.name} skrevs inte.")
            return
        await asyncio.to_thread(replace_file if replace else create_file, path, made.data)
        self.written = [*(old for old in self.written if old != path), path]
        self.written_changed()
        draft = ", märkt som utkast" if meeting.facts.status == "draft" else ""
        where = " i mötets mapp" if self._is_beside(path) else ""
        self._tell(" ".join((f"{order.written} till {self.short(path)}{where}{draft}.", *made.remarks)))

    def _tell(self, text: str, *, error: bool = False) -> None:
        """Say what became of a file, after what became of those before it; where she is now, too."""
        self._told.append(text)
        self._failed = self._failed or error
        self.say(" ".join(self._told), error=self._failed)
        if self not in self.app.screen_stack:
            self.protokoll.say(text, error=error, news=True)

    async def _judged(self, path: Path, warnings: Iterable[str]) -> bool:
        question = "\n".join(("Se över innan du publicerar:", *(f"– {each}" for each in warnings)))
        return await self._answer(path, ConfirmDialog(question, yes="Skriv filen", no="Avbryt", alone=True))

    async def _replaced(self, path: Path) -> bool:
        question = f"{path.name} finns redan i {path.parent}."
        dialog = ConfirmDialog(question, yes="Skriv över", no="Behåll den", alone=True)
        return await self._answer(path, dialog)

    async def _answer(self, path: Path, question: ConfirmDialog) -> bool:
        """Ask on this screen alone: a key that is meant for another one, or a dialog, answers no question."""
        if self not in self.app.screen_stack:
            self.protokoll.say(f"Svara på en fråga om {path.name} under Klart – F6.", news=True)
        self.protokoll.unanswered.append(path.name)
        try:
            while self.app.screen is not self:  # a dialog may follow on another in the turn that brings it up
                self._on_top.clear()
                await self._on_top.wait()
        finally:
            self.protokoll.unanswered.remove(path.name)
        answer: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()
        with self.app.batch_update():  # painted once, when it is laid out, and not before that too
            await self.app.push_screen(question, answer.set_result)
        return bool(await answer)
