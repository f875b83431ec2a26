"""Save in the background: one thread writes the file, and whoever edits never waits for it.

A meeting is saved when its editing has rested for a while, and at the latest some seconds after the
first change, since somebody who types without a pause wants her text on the disk too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.save_result import SaveResult

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FileState:
    """Where the text is: in the file, on its way there, or refused by the disk.

    `at` is the time of the last good save. `message` is Swedish: why it failed, or what else the user
    has to know of a save that went well.
    """

    kind: Literal["saved", "waiting", "saving", "failed"]
    at: dt.datetime | None = None
    message: str = ""


class Saver(Generic[_T]):
    """Saves the newest draft that it was given, and tries again each `retry` seconds until it succeeds.

    Args:
        save: Writes a draft, as `MeetingFile.save` does. Called in the saver's thread only.
        on_state: Told of every change of state, in the saver's thread. It must not wait for the thread
            that calls `flush` or `close`. What it raises is ignored: saving goes on.
        rest: Seconds without a change after which a save is due.
        longest: Seconds after the first unsaved change when a save is due all the same.
        retry: Seconds between attempts while saving fails.
        look: Asked, in the saver's thread, while there is nothing to save: is the last draft to be saved
            again, because of something that happened to the file? What it raises is told as a failed save.
        every: Seconds between two looks.
        newest: What is saved already.
    """

    def __init__(
        self,
        save: Callable[[_T], SaveResult],
        on_state: Callable[[FileState], None],
        *,
        rest: float = 1.0,
        longest: float = 5.0,
        retry: float = 1.0,
        look: Callable[[], bool] | None = None,
        every: float = 1.0,
        newest: _T | None = None,
    ) -> None:
        self._save = save
        self._on_state = on_state
        self._rest, self._longest, self._retry = rest, longest, retry
        self._look, self._every = look, every
        self._changed = threading.Condition()
        self._pending: _T | None = None
        self._newest = newest
        self._submitted = self._saved = 0  # versions that came, and the newest of them on the disk
        self._first = self._last = 0.0  # when the first and the last unsaved change came
        self._failures = 0
        self._try_again: float | None = None  # while saving fails: when
        self._hurry = self._closing = self._given_up = False
        self._saved_at: dt.datetime | None = None
        # A daemon, so that a frozen disk cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def submit(self, draft: _T) -> None:
        """Hand over the newest draft. Returns at once; an older one that waits is forgotten.

        Raises RuntimeError after `close`.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the saver is closed")
            self._take(draft)

    def _take(self, draft: _T) -> None:
        self._submitted += 1
        self._last = time.monotonic()
        if self._pending is None:
            self._first = self._last
            self._changed.notify_all()
        self._pending = self._newest = draft

    def flush(self, timeout: float) -> bool:
        """Save now. Tell whether all that was submitted before is on the disk within `timeout` seconds.

        Returns False as soon as an attempt fails; the saver goes on trying.
        """
        with self._changed:
            wanted, failures = self._submitted, self._failures
            self._hurry = self._saved < wanted
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._saved >= wanted or self._failures > failures, timeout)
            return self._saved >= wanted

    @property
    def idle(self) -> bool:
        """Tell whether all that was submitted has been saved."""
        return self._saved == self._submitted

    def close(self, timeout: float) -> bool:
        """Save what is left and end the thread. Tell whether all is on the disk.

        While saving fails it is tried again until `timeout` seconds have passed.
        """
        deadline = time.monotonic() + timeout
        with self._changed:
            self._closing = self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.idle or self._given_up, timeout)
            self._given_up = True
            self._changed.notify_all()
        self._thread.join(max(0.0, deadline - time.monotonic()))
        return self.idle

    def _run(self) -> None:
        while self._wait_for_change():
            if self._try_again is None:
                self._tell(FileState("waiting", self._saved_at))
            if (taken := self._take_when_due()) is None:
                return
            if self._try_again is None:
                self._tell(FileState("saving", self._saved_at))
            self._tell(self._attempt(*taken))

    def _wait_for_change(self) -> bool:
        """Wait until there is something to save; False where there will never be."""
        while True:
            with self._changed:
                wait = self._every if self._look else None
                came = self._changed.wait_for(lambda: self._pending is not None or self._closing, wait)
                if came:
                    return self._pending is not None and not self._given_up
            self._look_around()

    def _look_around(self) -> None:
        if self._look is None:
            return
        try:
            again, state = self._look(), None
        except Exception as error:
            again, state = True, FileState("failed", self._saved_at, explained(error))
        with self._changed:
            if not again or self._newest is None or self._pending is not None:
                return
            self._take(self._newest)
            if state:
                self._failures += 1
                self._try_again = time.monotonic() + self._retry
        if state:
            self._tell(state)

    def _take_when_due(self) -> tuple[_T, int] | None:
        """Wait until a save is due and take the newest draft and its number; None where none is to be."""
        with self._changed:
            while (wait := self._due() - time.monotonic()) > 0 and not self._given_up:
                self._changed.wait(wait)
            draft, self._pending = self._pending, None
            self._hurry = False
            return None if draft is None or self._given_up else (draft, self._submitted)

    def _due(self) -> float:
        if self._hurry:
            return 0.0
        if self._try_again is not None:
            return self._try_again
        return min(self._last + self._rest, self._first + self._longest)

    def _attempt(self, draft: _T, number: int) -> FileState:
        try:
            result = self._save(draft)
        except Exception as error:  # the text is still in memory, and the user is told
            with self._changed:
                self._failures += 1
                self._try_again = time.monotonic() + self._retry
                if self._pending is None:
                    self._pending = draft
                self._changed.notify_all()
            return FileState("failed", self._saved_at, explained(error))
        with self._changed:
            self._saved = number
            self._saved_at = result.at
            self._try_again = None
            self._changed.notify_all()
        return FileState("saved", result.at, result.notice)

    def _tell(self, state: FileState) -> None:
        with contextlib.suppress(Exception):  # a screen that has gone must not stop the saving
            self._on_state(state)


def explained(error: Exception) -> str:
    """Return, in Swedish, why a save failed, and that it is tried again."""
    known = isinstance(error, StorageError)
    why = str(error) if known else f"Mötet gick inte att spara ({type(error).__name__})."
    return f"{why} Programmet försöker igen av sig självt."
