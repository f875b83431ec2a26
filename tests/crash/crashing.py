"""What the tests of crashes share: a secretary to kill, and what is left when she is gone."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.journal import text_of
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from tests.crash.words import WORD
from tests.tools import needs

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds until a test gives up; nothing waits so long on a machine that is not overloaded."""

_QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "PYDANTIC_DISABLE_PLUGINS": "1"}


class Secretary:
    """A process that runs `tests.crash.secretary` on the meeting at `path`."""

    def __init__(
        self, path: Path, *options: object, env: dict[str, str] | None = None, inside: tuple[str, ...] = ()
    ) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as she does
        self.process = subprocess.Popen(
            [*inside, sys.executable, "-m", "tests.crash.secretary", str(path), *map(str, options)],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYDANTIC_DISABLE_PLUGINS": "1",
                **(env or {}),
            },
            stdin=subprocess.PIPE,
            stdout=self._said,
            stderr=subprocess.PIPE,
            text=True,
        )

    def lines(self) -> list[str]:
        """Return all that she has said, line by line."""
        descriptor = self._said.fileno()
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode().split("\n")[:-1]

    def said(self, what: str) -> list[str]:
        """Return what stands behind `what` on each line that begins with it."""
        return [line.partition(" ")[2] for line in self.lines() if line.split(" ", 1)[0] == what]

    def wait_for(self, what: str, times: int = 1) -> str:
        """Wait until she has said `what` so many times, and return what stood behind it."""
        deadline = time.monotonic() + PATIENCE
        while len(said := self.said(what)) < times:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"she never said {what!r}:\n{self.lines()}\n{self.errors()}")
            time.sleep(0.002)
        return said[times - 1]

    def errors(self) -> str:
        """Return what has gone to her standard error; for a process that has ended or is to be."""
        self.kill()
        assert self.process.stderr
        return self.process.stderr.read()

    def held(self, thread: str) -> str:
        """Wait until the thread of this name is held, and return its number."""
        wait_until(lambda: any(line.startswith(thread) for line in self.said("held")), f"{thread} to be held")
        return next(line.split()[1] for line in self.said("held") if line.startswith(thread))

    def go_on(self) -> None:
        """Let a thread go on that is held; the one that comes first where there are several."""
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def wait(self) -> int:
        """Wait for the end and return the exit status; -n where signal n was the cause."""
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Kill her at once, as `kill -9` does."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def secretary(
    path: Path, *options: object, env: dict[str, str] | None = None, inside: tuple[str, ...] = ()
) -> Iterator[Secretary]:
    """Start a secretary, who is gone afterwards; `inside` is a command that runs her."""
    started = Secretary(path, *options, env=env, inside=inside)
    try:
        yield started
    finally:
        started.kill()
        for stream in (started.process.stdin, started.process.stderr):
            if stream:
                stream.close()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail where it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.005)


def as_they_are(keep: Path, *folders: Path) -> Iterator[int]:
    """Yield 1, 2, 3 …, and have the folders each time as they are now. `keep` is to hold copies of them."""
    for folder in folders:
        shutil.copytree(folder, keep / folder.name)
    for number in itertools.count(1):
        for folder in folders:
            shutil.rmtree(folder)
            shutil.copytree(keep / folder.name, folder)
        yield number


def brought_back(path: Path) -> Meeting:
    """Return the meeting as the program would open it now, and leave everything as it is."""
    opened = open_meeting(path)
    try:
        assert opened.holder is None, "whoever had the meeting is gone"
        return opened.meeting
    finally:
        opened.release()


def words_of(meeting: Meeting) -> list[str]:
    """Return the words that a secretary typed, in the order of their numbers."""
    return sorted(WORD.findall(text_of(meeting)))


def words_aside(path: Path) -> list[str]:
    """Return the words in the copies beside the file, of what somebody else wrote there."""
    return [found for each in asides_of(path) for found in WORD.findall(each.read_text("utf-8"))]


def assert_whole(path: Path, states: list[Meeting], safe: int) -> None:
    """See that the file is one of the states that were typed, and that the meeting opens as one of the last.

    Args:
        path: The meeting's file.
        states: The meeting before the first word, after it, after the second …
        safe: How many words were said to be safe.
    """
    assert read_meeting(path).meeting in states, "the file is a mixture"
    assert brought_back(path) in states[safe:], (
        f"{safe} words were safe; {words_of(brought_back(path))} are left"
    )


# --- faults in system calls ----------------------------------------------------------------------

needs_strace = needs("strace")


@contextmanager
def fault(she: Secretary, thread: str, call: str, what: str, log: Path) -> Iterator[None]:
    """Have a fault in the calls of one thread that she holds.

    Args:
        she: The secretary.
        thread: The name of the thread.
        call: The name of the system call; `open` is `openat` too.
        what: As strace knows it, such as `signal=SIGKILL:when=2` or `error=EIO:when=1+`.
        log: The file that the calls are written to.
    """
    number = she.held(thread)
    name = f"/^{call}(at2?)?$"
    tracer = subprocess.Popen(
        ["strace", "-p", number, "-o", str(log), "-e", f"trace={name}", "-e", f"inject={name}:{what}"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr
    try:
        told = tracer.stderr.readline()
        if "attached" not in told:
            pytest.skip(f"strace cannot be used here: {told.strip()}")
        yield
    finally:
        tracer.terminate()
        tracer.communicate(timeout=PATIENCE)


def was_put_in(log: Path) -> bool:
    """Tell whether a fault has come to pass."""
    text = log.read_text("utf-8", "replace")
    return "INJECTED" in text or "killed by SIGKILL" in text
