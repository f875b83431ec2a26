"""Who writes a meeting: one program at a time on this machine, and another one can take over.

The lock is a file of its own in the meeting's folder of state, since one on the meeting's file would go with
it each time it is replaced. The system frees it when the program ends, however that happens, so no lock is
ever left behind. Beside it stands who has it. Whoever takes over writes its own name there; the program that
finds another's name in that place has lost the meeting and stops writing it.

Between machines no lock can be trusted (a share may not know locks, a synced folder has none), and a marker
in the meetings' folder would be synced late and be left behind. There the meeting is kept whole by merging.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json, to_json

from protokoll_tui.meeting.text import clean_line
from protokoll_tui.storage import platform
from protokoll_tui.storage.state import folders_of, is_own, private_folder

HANDOVER = 2.0
"""Seconds that whoever takes over waits for the other program to have put its text in order."""


class Holder(NamedTuple):
    """A program that has a meeting open for writing."""

    pid: int = 0
    host: str = ""
    user: str = ""
    since: str = ""
    token: str = ""
    alone: bool = False
    """Whether it took the meeting over from a program that did not answer, and did not wait for its text."""

    def __str__(self) -> str:
        """Say who it is, in Swedish: `anna, kl. 09.47, på nämnd-7 (process 1234)`."""
        with contextlib.suppress(ValueError):
            since = dt.datetime.fromisoformat(self.since)
            return f"{self.user}, kl. {since:%H.%M}, på {self.host} (process {self.pid})"
        return "ett annat program på datorn"


class Lock:
    """The right to write a meeting. Not safe for several threads at a time."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        user, host = platform.user_and_host()
        now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        self.own = Holder(os.getpid(), host, user, now, secrets.token_hex(8))
        self._folder = folder
        self._descriptor = descriptor
        self._locked = False

    @classmethod
    def take(cls, folder: Path) -> Lock | Holder:
        """Lock the meeting of this folder of state, or return who has it.

        Raises OSError where nothing can be locked there.
        """
        lock = cls._opened(folder)
        try:
            if lock._try():
                lock._sign()
                return lock
        except BaseException:
            lock.release()
            raise
        lock.release()
        return read_holder(folder) or Holder()

    @classmethod
    def take_over(
        cls, folder: Path, *, patience: float | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> Lock:
        """Lock the meeting, from another program where one has it. Raises OSError.

        The other one is given `patience` seconds (`HANDOVER` unless told) to let go. One that does not
        answer is not waited for.
        """
        lock = cls._opened(folder)
        try:
            lock._sign()
            deadline = time.monotonic() + (HANDOVER if patience is None else patience)
            while not lock._try():
                if time.monotonic() >= deadline:
                    lock.own = lock.own._replace(alone=True)
                    lock._sign()
                    break
                sleep(0.02)
        except BaseException:
            lock.release()
            raise
        return lock

    def taken_by(self) -> Holder | None:
        """Return the program that has taken the meeting over; None as long as it is ours."""
        if self._descriptor < 0:
            return Holder()
        holder = read_holder(self._folder)
        if holder is not None and holder.token != self.own.token:
            return holder
        with contextlib.suppress(OSError):
            self._try()  # it may have been taken over from a program that did not answer
        return None

    def release(self) -> None:
        """Let the next one have the meeting."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if self._locked:
            with contextlib.suppress(OSError):
                holder = read_holder(self._folder)
                if holder is not None and holder.token == self.own.token:
                    _holder_path(self._folder).unlink(missing_ok=True)
        os.close(descriptor)

    @classmethod
    def _opened(cls, folder: Path) -> Lock:
        private_folder(folder)
        return cls(folder, os.open(folder / "lock", platform.LOCK_FILE, 0o600))

    def _try(self) -> bool:
        self._locked = self._locked or platform.try_lock(self._descriptor)
        return self._locked

    def _sign(self) -> None:
        temporary = self._folder / f"holder-{self.own.token}"
        temporary.write_bytes(to_json(self.own._asdict()))
        platform.replace(temporary, _holder_path(self._folder))


def read_holder(folder: Path) -> Holder | None:
    """Return who has, or last had, the meeting of this folder of state; None where that is not known."""
    try:
        data = from_json(_holder_path(folder).read_bytes())
        return Holder(
            int(data["pid"]),
            clean_line(str(data["host"])),
            clean_line(str(data["user"])),
            str(data["since"]),
            str(data["token"]),
            bool(data["alone"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def holder_of(folder: Path) -> Holder | None:
    """Return the program that has the meeting open for writing now, without disturbing it."""
    if not is_own(folder):
        return None
    try:
        descriptor = os.open(folder / "lock", platform.LOCK_FILE & ~os.O_CREAT)
    except OSError:
        return None
    try:
        return None if platform.try_lock(descriptor) else read_holder(folder) or Holder()
    except OSError:
        return None
    finally:
        os.close(descriptor)


def writer_of(path: Path) -> Holder | None:
    """Return the program that has the meeting at `path` open for writing now, wherever its lock lies."""
    return next((holder for folder in folders_of(path) if (holder := holder_of(folder))), None)


def _holder_path(folder: Path) -> Path:
    return folder / "holder"
