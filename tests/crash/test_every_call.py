"""The program is killed at each system call with which it opens, journals and saves a meeting."""

from __future__ import annotations

import itertools
import shutil
import signal
from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Meeting
from tests.crash.crashing import assert_whole, fault, needs_strace, secretary, was_put_in
from tests.crash.secretary import START, type_word, word

pytestmark = needs_strace

WORDS = 3
CALLS = (
    "open",
    "write",
    "fsync",
    "fdatasync",
    "rename",
    "ftruncate",
    "unlink",
    "fchmod",
    "mkdir",
    "flock",
    "close",
)
THREADS = ("main", "journal", "saver")


def states(before: Meeting) -> list[Meeting]:
    """Return the meeting as it was and after each word that is typed."""
    after = [before]
    for number in range(WORDS):
        after.append(type_word(after[-1], number, word("ord", number)))
    return after


def killed_at(path: Path, thread: str, call: str, number: int, log: Path) -> bool:
    """Kill a secretary at one call, and see that nothing is lost. Returns False where she never made it."""
    with secretary(path, "--words", WORDS, "--save-every", 2, "--hold", thread) as she:
        with fault(she, thread, call, f"signal=SIGKILL:when={number}", log):
            she.go_on()
            status = she.wait()
        assert status in (0, -signal.SIGKILL), she.errors()
        assert_whole(path, states(START), len(she.said("typed")))
        assert (status == -signal.SIGKILL) == was_put_in(log)
        return status != 0


@pytest.mark.parametrize(
    ("thread", "call", "number"),
    [
        ("main", "flock", 1),
        ("main", "rename", 1),
        ("journal", "open", 1),
        ("journal", "write", 3),
        ("journal", "fdatasync", 1),
        ("saver", "write", 1),
        ("saver", "fsync", 1),
        ("saver", "rename", 1),
        ("saver", "fsync", 2),
    ],
)
def test_killed_at_one_call_the_file_is_whole_and_what_was_safe_is_there(
    meeting: Path, tmp_path: Path, thread: str, call: str, number: int
) -> None:
    assert killed_at(meeting, thread, call, number, tmp_path / "log")


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("thread", THREADS)
def test_killed_at_every_call_the_file_is_whole_and_what_was_safe_is_there(
    meeting: Path, tmp_path: Path, state_home: Path, thread: str, call: str
) -> None:
    before = meeting.read_bytes()
    for number in itertools.count(1):
        for folder in (state_home, meeting.parent):
            shutil.rmtree(folder)
            folder.mkdir()
        meeting.write_bytes(before)
        if not killed_at(meeting, thread, call, number, tmp_path / "log"):
            break
