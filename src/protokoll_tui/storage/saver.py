"""Save in the background: one thread writes, and whoever edits never waits for a disk.

A meeting is saved when its editing has rested for a while, and at the latest some seconds after the
first change, since somebody who types without a pause wants her text on the disk too.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.meeting_file import SaveResult

EXIT_TIMEOUT = 10.0
"""Seconds that a program that ends without `close` waits for its last save."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """Where the text is: on the disk, only in memory, on its way, or refused by the disk.

    `at` is the time of the last good save. `message` is Swedish: why it failed, or what else the user
    has to know of a save that went well.
    """

    kind: Literal["saved", "waiting", "saving", "failed"]
    at: dt.datetime | None = None
    message: str = ""


class Saver:
    """Saves the newest meeting that it was given, and tries again each `retry` seconds until it succeeds.

    Args:
        save: Writes a meeting, as `MeetingFile.save` does. Called in the saver's thread only.
        on_state: Told of every change of state, in the saver's thread. It must not wait for the thread
            that calls `flush` or `close`. What it raises is ignored: saving goes on.
        rest: Seconds without a change after which a save is due.
        longest: Seconds after the first unsaved change when a save is due all the same.
        retry: Seconds between attempts while saving fails.
    """

    def __init__(
        self,
        save: Callable[[Meeting], SaveResult],
        on_state: Callable[[SaveState], None],
        *,
        rest: float = 1.0,
        longest: float = 5.0,
        retry: float = 1.0,
    ) -> None:
        self._save = save
        self._on_state = on_state
        self._rest, self._longest, self._retry = rest, longest, retry
        self._changed = threading.Condition()
        self._pending: Meeting | None = None
        self._submitted = self._saved = 0  # versions that came, and the newest of them on the disk
        self._first = self._last = 0.0  # when the first and the last unsaved change came
        self._failures = 0
        self._try_again: float | None = None  # while saving fails: when
        self._hurry = self._closing = self._given_up = False
        self._saved_at: dt.datetime | None = None
        # A daemon, so that a frozen disk cannot keep the program from ending; the exit handler sees to
        # it that a healthy one gets its last save.
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()
        atexit.register(self.close, EXIT_TIMEOUT)

    def submit(self, meeting: Meeting) -> None:
        """Hand over the newest version. Returns at once; an older one that waits is forgotten.

        Raises RuntimeError after `close`.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the saver is closed")
            self._submitted += 1
            self._last = time.monotonic()
            if self._pending is None:
                self._first = self._last
                self._changed.notify_all()
            self._pending = meeting

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

    def close(self, timeout: float) -> bool:
        """Save what is left and end the thread. Tell whether all is on the disk.

        While saving fails it is tried again until `timeout` seconds have passed.
        """
        atexit.unregister(self.close)
        deadline = time.monotonic() + timeout
        with self._changed:
            self._closing = self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._saved == self._submitted or self._given_up, timeout)
            self._given_up = True
            self._changed.notify_all()
        self._thread.join(max(0.0, deadline - time.monotonic()))
        return self._saved == self._submitted

    def _run(self) -> None:
        while self._wait_for_change():
            if self._try_again is None:
                self._tell(SaveState("waiting", self._saved_at))
            if (taken := self._take_when_due()) is None:
                return
            self._tell(SaveState("saving", self._saved_at))
            self._tell(self._attempt(*taken))

    def _wait_for_change(self) -> bool:
        """Wait until there is something to save; False where there will never be."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending is not None or self._closing)
            return self._pending is not None and not self._given_up

    def _take_when_due(self) -> tuple[Meeting, int] | None:
        """Wait until a save is due and take the newest version and its number; None where none is to be."""
        with self._changed:
            while (wait := self._due() - time.monotonic()) > 0 and not self._given_up:
                self._changed.wait(wait)
            meeting, self._pending = self._pending, None
            self._hurry = False
            return None if meeting is None or self._given_up else (meeting, self._submitted)

    def _due(self) -> float:
        if self._hurry:
            return 0.0
        if self._try_again is not None:
            return self._try_again
        return min(self._last + self._rest, self._first + self._longest)

    def _attempt(self, meeting: Meeting, number: int) -> SaveState:
        try:
            result = self._save(meeting)
        except Exception as error:  # the text is still in memory, and the user is told
            with self._changed:
                self._failures += 1
                self._try_again = time.monotonic() + self._retry
                if self._pending is None:
                    self._pending = meeting
                self._changed.notify_all()
            return SaveState("failed", self._saved_at, _explained(error))
        with self._changed:
            self._saved = number
            self._saved_at = result.at
            self._try_again = None
            self._changed.notify_all()
        return SaveState("saved", result.at, result.notice)

    def _tell(self, state: SaveState) -> None:
        with contextlib.suppress(Exception):  # a screen that has gone must not stop the saving
            self._on_state(state)


def _explained(error: Exception) -> str:
    if isinstance(error, StorageError):
        return str(error)
    return f"Mötet gick inte att spara ({type(error).__name__}). Programmet försöker igen av sig självt."
