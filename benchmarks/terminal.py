"""A pseudo-terminal that a program runs in, with a clock on what it writes."""

from __future__ import annotations

import os
import pty
import select
import signal
import termios
import time
from collections.abc import Mapping, Sequence

PATIENCE = 30.0


class Terminal:
    """A program in a terminal of 100 × 30, started when the object is made."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            termios.tcsetwinsize(0, (30, 100))
            os.execvpe(command[0], list(command), env)

    def when(self, text: str) -> float:
        """Return when `text` has come out of the program since the last call."""
        wanted, seen = text.encode(), b""
        while wanted not in seen:
            if not select.select([self._fd], [], [], PATIENCE)[0]:
                raise TimeoutError(f"the program never wrote {text!r}")
            seen = seen[-len(wanted) :] + os.read(self._fd, 1 << 20)
        return time.perf_counter()

    def answer_time(self, key: str) -> float:
        """Send a key and return the seconds until its letter comes back."""
        sent = time.perf_counter()
        os.write(self._fd, key.encode())
        return self.when(key) - sent

    def rest(self, seconds: float) -> None:
        """Take in whatever is written for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                os.read(self._fd, 1 << 20)

    def kill(self) -> None:
        """End the program at once; nothing that it holds is of value."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)
