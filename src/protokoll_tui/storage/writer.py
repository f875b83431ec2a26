"""All writing of one open meeting, away from the thread of the screen.

Two threads, since two disks can be slow in different ways: one for the local disk (the journal, see
`journalling`) and one for the meeting's file (see `saver`). A change is in the journal before the next key
can be handled, and in the file when typing rests, or at the latest after some seconds. None of the methods
here touches a disk in the thread that calls it.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import is_locked
from protokoll_tui.storage.aside import Kind
from protokoll_tui.storage.atomic import check_target
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journalling import Draft, Journalling
from protokoll_tui.storage.lock import Holder
from protokoll_tui.storage.meeting_file import Foreign
from protokoll_tui.storage.opening import OpenMeeting
from protokoll_tui.storage.save_result import SaveResult
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.storage.saver import FileState, Saver, explained
from protokoll_tui.storage.watch import Watch

EXIT_TIMEOUT = 10.0
"""Seconds that a program that ends without `close` waits for its last save."""
PATIENCE = 2.0
"""Seconds after which a disk that has not answered is said not to."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things are done, in seconds. Tests give their own."""

    rest: float = 1.0
    """Without a change until a save."""
    longest: float = 5.0
    """From the first unsaved change until a save."""
    retry: float = 1.0
    """Between attempts while saving fails."""
    look: float = 1.0
    """Between two looks at the file and at the lock."""
    sync: float = 0.25
    """From a change until it survives a power cut."""
    patience: float = PATIENCE


class Writer:
    """Writes an open meeting to its journal and its file.

    Args:
        opened: The meeting, opened for writing.
        on_state: Told of every change of state, from any thread but the caller's. It must not wait for the
            thread that calls `flush` or `close`. What it raises is ignored.
        on_foreign: Told of each change of the file that somebody else made, from the file's thread. Until
            a draft is submitted that has absorbed it, it is merged into every draft that is saved.
        pace: How often things are done.
    """

    def __init__(
        self,
        opened: OpenMeeting,
        on_state: Callable[[SaveState], None] | None = None,
        on_foreign: Callable[[Foreign], None] | None = None,
        pace: Pace | None = None,
    ) -> None:
        if opened.holder is not None:
            raise ValueError("a meeting that is open for reading is not written")
        pace = pace or Pace()
        self.state = SaveState("saved")
        """Where the text is now. Not a question to a disk."""
        self._file = opened.file
        self._on_state, self._on_foreign = on_state, on_foreign
        self._telling = threading.RLock()
        self._submitting = threading.Lock()
        self._file_state = FileState("saved")
        self._is_folder_asked = False
        self._number = 0
        self._absorbed = 0
        self._newest = Draft(0, opened.meeting, opened.place)
        self._news_of_others = False
        self._owed: list[tuple[Kind, bytes]] = []
        self._own_copy: Path | None = None
        self._file.on_foreign = self._foreign_came
        self._watch = Watch(self._disk_changed, pace.patience)
        self._journalling = Journalling(
            opened.path,
            opened.file.meeting,
            opened.lock,
            opened.journals,
            self._watch,
            self._disk_changed,
            sync=pace.sync,
            every=pace.look,
        )
        self._saver = Saver(
            self._save,
            self._file_told,
            rest=pace.rest,
            longest=pace.longest,
            retry=pace.retry,
            look=self._look,
            every=pace.look,
            newest=self._newest,
        )
        atexit.register(self.close, EXIT_TIMEOUT)
        if opened.unsaved:
            self.submit(opened.meeting, opened.place)

    @property
    def taken_by(self) -> Holder | None:
        """Return the program that has taken the meeting over; None as long as it is written here."""
        return self._journalling.taken_by

    @property
    def let_go(self) -> bool:
        """Tell whether another program has taken the meeting over with all that was typed here.

        What it did not get lies in a copy beside the file; `state` says so.
        """
        return self.taken_by is not None and self._saver.idle

    def submit(self, meeting: Meeting, place: Place | None = None) -> None:
        """Hand over the newest meeting, and where it was changed. Returns at once.

        Raises RuntimeError after `close`.
        """
        with self._submitting:
            draft = Draft(self._number + 1, meeting, place or self._newest.place, self._absorbed)
            self._saver.submit(draft)
            self._number, self._newest = draft.number, draft
            self._journalling.submit(draft)

    def absorb(self, foreign: Foreign, meeting: Meeting, beside: Sequence[tuple[Kind, bytes]] = ()) -> None:
        """Hand over a meeting that holds `foreign`, and the copies that are to be put beside the file."""
        with self._submitting:
            self._absorbed = max(self._absorbed, foreign.number)
            self._owed += beside
        self.submit(meeting)

    def wait_journalled(self, timeout: float = 0.05) -> bool:
        """Wait until all that was submitted survives the end of the program.

        Returns False where it does not in time, and at once where the journal cannot be written or its
        disk is known to hang.
        """
        return self._journalling.wait_written(self._number, timeout)

    def flush(self, timeout: float) -> bool:
        """Save now. Tell whether all that was submitted before is in the file within `timeout` seconds.

        Returns False as soon as an attempt fails; the writer goes on trying.
        """
        return self._saver.flush(timeout) and self.taken_by is None

    def keep_version(self, timeout: float) -> bool:
        """Make the file as it is now one of the earlier versions. Tell whether that was done in time."""
        return self._journalling.keep_version(self._file.data, now=True).wait(timeout)

    def close(self, timeout: float) -> bool:
        """Save what is left and end the threads. Tell whether all is in the file.

        While saving fails it is tried again until `timeout` seconds have passed. What is not in the file
        then stays in the journal, and comes back when the meeting is opened the next time.
        """
        atexit.unregister(self.close)
        deadline = time.monotonic() + timeout
        kept = self._saver.close(timeout * 0.8)
        self._journalling.close(max(0.1, deadline - time.monotonic()), discard=kept)
        self._watch.close()
        return kept and self.taken_by is None

    # --- in the thread of the file ----------------------------------------------------------------

    def _save(self, draft: Draft) -> SaveResult:
        with self._watch.call("file"):
            self._journalling.wait_ready(draft.number, timeout=1.0)
            if self.taken_by is not None:
                return self._rescue(draft)
            while self._owed:
                self._file.owe(*self._owed.pop())
            before = self._file.data
            self._news_of_others = False
            result = self._file.save(draft.meeting, absorbed=draft.absorbed)
        self._journalling.saved(draft)
        self._journalling.keep_version(before, now=self._news_of_others)
        return result

    def _look(self) -> bool:
        with self._watch.call("file"):
            if self.taken_by is not None:
                return False
            self._ask_folder()
            before = self._file.data
            self._news_of_others = False
            again = self._file.look(self._newest.meeting)
        if self._news_of_others:
            self._journalling.keep_version(before, now=True)
        return again

    def _ask_folder(self) -> None:
        """Say where no file can be written before there is anything to save, and when one can be again.

        It is asked once, and on while the answer is no. Locked minutes are not written.
        """
        if (self._is_folder_asked and self._file_state.kind == "saved") or is_locked(self._newest.meeting):
            return
        self._is_folder_asked = True
        try:
            check_target(self._file.path)
        except StorageError as error:
            self._file_told(FileState("failed", self._file_state.at, explained(error)))
        else:
            self._file_told(FileState("saved", self._file_state.at))

    def _foreign_came(self, foreign: Foreign) -> None:
        self._news_of_others = True
        if self._on_foreign:
            with contextlib.suppress(Exception):  # a screen that has gone must not stop the saving
                self._on_foreign(foreign)

    def _rescue(self, draft: Draft) -> SaveResult:
        """Keep what was typed after another program took the meeting over in a copy beside the file."""
        if draft.number > self._journalling.handed_over:
            self._own_copy = self._file.set_aside(draft.meeting).conflict or self._own_copy
        return SaveResult(dt.datetime.now().astimezone())

    # --- what is told -----------------------------------------------------------------------------

    def _file_told(self, told: FileState) -> None:
        with self._telling:
            self._file_state = told
            self._tell()

    def _disk_changed(self) -> None:
        self._journalling.wake()
        self._tell()

    def _tell(self) -> None:
        with self._telling:
            now = self._combined(self._file_state)
            if now == self.state:
                return
            self.state = now
            if self._on_state:
                with contextlib.suppress(Exception):  # a screen that has gone must not stop the saving
                    self._on_state(now)

    def _combined(self, told: FileState) -> SaveState:
        """Return the whole truth, from what the two threads know."""
        if (holder := self.taken_by) is not None:
            return SaveState("lost", told.at, _lost(holder, told, self._own_copy))
        hangs = self._watch.hangs("file")
        if told.kind == "failed" or hangs:
            trouble = _HANGS if hangs else told.message
            return self._in_need(told.at, trouble)
        journal = self._journal_trouble()
        if not journal or told.message:
            return SaveState(told.kind, told.at, told.message)
        message = f"Journalen går inte att skriva: {journal} Mötet sparas i filen i stället."
        return SaveState(told.kind, told.at, "" if told.kind == "saved" else message)

    def _in_need(self, at: dt.datetime | None, trouble: str) -> SaveState:
        if journal := self._journal_trouble():
            return SaveState(
                "memory",
                at,
                f"{trouble} Journalen går inte heller att skriva: {journal} "
                "Det senaste finns bara i programmet: stäng det inte.",
            )
        return SaveState("journal", at, f"{trouble} Det du skriver är tryggt i journalen på datorn.")

    def _journal_trouble(self) -> str:
        if self._watch.hangs("journal"):
            return "Disken svarar inte."
        return self._journalling.error


_HANGS = "Disken svarar inte. Kontrollera nätverket eller disken; filen skrivs när den svarar igen."


def _lost(holder: Holder, told: FileState, copy: Path | None) -> str:
    now = f"Mötet skrivs nu från ett annat fönster: {holder}. Härifrån ändras filen inte längre."
    if told.kind != "saved":
        return f"{now} {told.message}".strip()
    if copy is not None:
        return f"{now} Det som inte hann följa med dit ligger i mappen, som {copy.name}."
    return f"{now} Allt som skrevs här följde med dit."
