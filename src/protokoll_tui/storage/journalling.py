"""The thread of the local disk: journal, earlier versions, lock.

It is apart from the thread that saves the file, so that a share that answers slowly, or not at all, never
keeps a change from the journal; and so that a full or frozen local disk never keeps a save from the file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import state
from protokoll_tui.storage.errors import writing_failed
from protokoll_tui.storage.journal import Journal, State, text_of
from protokoll_tui.storage.lock import Holder, Lock
from protokoll_tui.storage.watch import Watch

if TYPE_CHECKING:
    from protokoll_tui.storage.versions import Keeper

_MOST_GIVEN_UP = 5
_LARGEST = 1_000_000
"""Bytes after which a journal begins anew, where ten whole meetings, each twice, take less."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting on its way to the disk: its number, and the last foreign change that it holds."""

    number: int
    meeting: Meeting
    place: Place | None = None
    absorbed: int = 0


class Journalling:
    """Writes each draft to the journal at once, and to the disk within `sync` seconds.

    All methods but the constructor return at once, or within the timeout that they are given.

    Args:
        path: The meeting's file.
        base: What it holds.
        lock: The lock of the meeting; None where nothing could be locked.
        old: Journals of programs that have ended, whose text is in the first draft that is submitted.
        watch: Watches the calls to the disk, as "journal".
        on_change: Called in this thread when `error` or `taken_by` has changed.
        sync: Seconds until what was written also survives a power cut.
        every: Seconds between two looks at the lock, and between attempts while the journal fails.
    """

    def __init__(
        self,
        path: Path,
        base: Meeting,
        lock: Lock | None,
        old: tuple[Path, ...],
        watch: Watch,
        on_change: Callable[[], None],
        *,
        sync: float = 0.25,
        every: float = 1.0,
    ) -> None:
        self.taken_by: Holder | None = None
        """Who has taken the meeting over; None as long as it is ours."""
        self.handed_over = 0
        """The number of the last draft that whoever took the meeting over found in the journal."""
        self._path, self._lock = path, lock
        self._before = list(old)  # journals whose text is in every draft, the first of them other programs'
        self._inherited = len(self._before)
        self._watch, self._on_change = watch, on_change
        self._sync, self._every = sync, every
        self._keeper: Keeper | None = None
        self._journal: Journal | None = None
        self._errors = {"write": "", "sync": ""}
        self._base = Draft(0, base)
        self._newest = self._base
        self._written = self._synced = 0
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._sync_at: float | None = None
        self._next_look = time.monotonic() + every
        self._try_again = 0.0
        self._closing = self._slow = False
        self._asked = self._answered = 0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def error(self) -> str:
        """Why the journal cannot be written, in Swedish; empty while it can."""
        return self._errors["write"] or self._errors["sync"]

    def submit(self, draft: Draft) -> None:
        """Hand over the newest draft. Its number is higher than that of the one before."""
        with self._changed:
            self._newest = draft
            self._changed.notify_all()

    def wait_written(self, number: int, timeout: float) -> bool:
        """Wait until the draft of this number survives the end of the program.

        Returns False at once where the journal cannot be written, or its disk does not answer. One wait
        in vain is enough: the next ones return at once until something has been written again.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._written >= number or self._is_in_trouble(), timeout)
            self._slow = self._written < number
            return self._written >= number

    def wait_ready(self, number: int, timeout: float) -> bool:
        """Wait until the file may be written with the draft of this number.

        That is when the draft survives a power cut in the journal, which is never to be older than the
        file, and `taken_by` has been looked at. Returns False as `wait_written` does.
        """
        with self._changed:
            self._asked += 1
            asked = self._asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_ready(number, asked), timeout)
            return self._synced >= number

    def saved(self, draft: Draft) -> None:
        """Take note that `draft` is in the file, and on its disk."""

        def note() -> None:
            self._base = draft
            self._forget()
            if self._journal is not None and draft.number <= self._written:
                self._journal.mark_saved(draft.number)

        self._do(note)

    def keep_version(self, data: bytes, *, now: bool) -> threading.Event:
        """Keep a version of the file, which held `data`, where it is time for one, or `now`.

        Returns what is set when that has been done, and never where it cannot be.
        """
        done = threading.Event()

        def keep() -> None:
            from protokoll_tui.storage.versions import Keeper

            self._keeper = self._keeper or Keeper(self._path)
            with contextlib.suppress(OSError):  # a version less is no reason to be in the way of writing
                self._keeper.offer(data, now=now)
                done.set()

        self._do(keep)
        return done

    def _do(self, job: Callable[[], None]) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify_all()

    def wake(self) -> None:
        """Let waiting callers see that the disk has stopped to answer, or answers again."""
        with self._changed:
            self._changed.notify_all()

    def close(self, timeout: float, *, discard: bool) -> bool:
        """End the thread and free the lock. With `discard` the journal goes, since the file holds it all.

        Returns whether it was done in time.
        """

        def end() -> None:
            if self._journal is not None:
                if discard:
                    self._journal.remove()
                else:
                    self._journal.close()
            if discard:
                self._forget()
            if self._lock is not None:
                self._lock.release()
            self._journal = self._lock = None

        with self._changed:
            if not self._closing:
                self._jobs.append(end)
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    # --- the thread -------------------------------------------------------------------------------

    def _run(self) -> None:
        ending = False
        while not ending:
            with self._changed:
                self._changed.wait_for(self._is_something_due, self._until_due())
                ending, asked = self._closing, self._asked
                draft = self._newest if self._newest.number > self._written else None
                jobs = tuple(self._jobs)
                self._jobs.clear()
            now = ending or asked > self._answered
            with self._watch.call("journal"):
                try:
                    self._work(draft, jobs, now=now)
                except Exception as error:  # whatever it was: the thread goes on, and what it is is told
                    self._try_again = time.monotonic() + self._every
                    self._tell("write", f"Ett fel i programmet ({type(error).__name__}).")
            with self._changed:
                self._answered = asked
                self._changed.notify_all()

    def _is_something_due(self) -> bool:
        now = time.monotonic()
        fresh = self._newest.number > self._written and now >= self._try_again
        sync = self._sync_at is not None and now >= self._sync_at
        asked = self._closing or self._asked > self._answered or bool(self._jobs)
        return fresh or sync or asked or now >= self._next_look

    def _until_due(self) -> float:
        times = [self._next_look]
        if self._sync_at is not None:
            times.append(self._sync_at)
        if self._newest.number > self._written and self._try_again:
            times.append(self._try_again)
        return max(0.0, min(times) - time.monotonic())

    def _work(self, draft: Draft | None, jobs: tuple[Callable[[], None], ...], *, now: bool) -> None:
        if draft is not None:
            self._write(draft)
        if now or time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + self._every
            self._look_at_lock()
        if self._sync_at is not None and (now or time.monotonic() >= self._sync_at):
            self._to_disk()
        for job in jobs:
            try:
                job()
            except Exception:  # the other jobs are to be done all the same
                self._give_up()

    def _write(self, draft: Draft) -> None:
        try:
            text = text_of(draft.meeting)
        except ValueError as refused:
            self._try_again = time.monotonic() + self._every
            self._tell("write", f"Mötet går inte att skriva ner ({type(refused).__name__}).")
            return
        at = dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
        new = State(draft.number, text, at, draft.place)
        try:
            if self._journal is not None and self._journal.size > max(_LARGEST, 20 * len(text)):
                self._renew(self._journal, new)
            elif self._journal is not None:
                self._journal.append(new)
        except OSError:
            self._give_up()
        error = "" if self._journal else self._begin(new)
        with self._changed:
            if not error:
                self._written = draft.number
                self._slow = False
                if self._sync_at is None:
                    self._sync_at = time.monotonic() + self._sync
            self._try_again = time.monotonic() + self._every if error else 0.0
        self._tell("write", error)

    def _tell(self, what: str, error: str) -> None:
        with self._changed:
            news = self._errors[what] != error
            self._errors[what] = error
            self._changed.notify_all()
        if news:
            self._on_change()

    def _begin(self, new: State) -> str:
        """Begin a journal in the best place that takes it. Return why none does, in Swedish."""
        trouble: OSError | None = None
        base = State(self._base.number, text_of(self._base.meeting))
        for path in state.new_journals(self._path):
            try:
                journal = Journal(path, self._path, base, self._before)
                try:
                    journal.append(new)
                except BaseException:
                    journal.remove()
                    raise
            except OSError as error:
                trouble = trouble or error
            else:
                self._journal = journal
                return ""
        return (
            writing_failed(self._path, trouble).problem if trouble else "Det finns ingen mapp för journalen."
        )

    def _renew(self, full: Journal, new: State) -> None:
        """Go on in a new journal. The full one is taken away when the new one is on its disk."""
        self._before.append(full.path)
        if self._begin(new):
            self._before.pop()
            full.append(new)
        else:
            full.close()

    def _to_disk(self) -> None:
        reached = self._written
        self._sync_at = None
        if self._journal is None:
            return
        try:
            self._journal.sync()
        except OSError as error:
            self._give_up()
            self._tell("sync", writing_failed(self._path, error).problem)
            return
        with self._changed:
            self._synced = reached
        self._forget(self._inherited)
        self._tell("sync", "")

    def _give_up(self) -> None:
        """Leave a journal that fails as it is, and have the newest draft written to another one soon."""
        journal, self._journal = self._journal, None
        if journal is None:
            return
        with contextlib.suppress(OSError):
            journal.close()
        self._before.append(journal.path)
        if len(self._before) - self._inherited > _MOST_GIVEN_UP:  # the first and the last are worth most
            self._forget(self._inherited + 1, self._inherited + 2)
        with self._changed:
            self._try_again = time.monotonic() + self._every
            self._written = min(self._written, self._newest.number - 1)

    def _forget(self, start: int = 0, end: int | None = None) -> None:
        """Remove journals before the present one, since what they hold is safe elsewhere."""
        for path in self._before[start:end]:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        del self._before[start:end]
        self._inherited = min(self._inherited, len(self._before))

    def _look_at_lock(self) -> None:
        if self._lock is None or self.taken_by is not None:
            return
        holder = self._lock.taken_by()
        if holder is None:
            return
        # Whoever has it now reads this journal, after all that is written to it now, if it waited for us.
        self.handed_over = self._written if self._journal and not holder.alone else 0
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.sync()
            self._journal.close()
            self._journal = None
        self._before.clear()
        self.taken_by = holder
        self._lock.release()
        self._on_change()

    def _is_ready(self, number: int, asked: int) -> bool:
        if self._answered < asked:
            return self._is_in_trouble()
        return self._synced >= number or self.taken_by is not None or self._is_in_trouble()

    def _is_in_trouble(self) -> bool:
        return bool(self.error) or self._slow or self._watch.hangs("journal")
