"""The program is killed at each system call with which it opens, journals, saves and recovers a meeting."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.leftovers import temporaries_of
from protokoll_tui.storage.reading import read_meeting
from tests.crash.crashing import as_they_are, assert_whole, fault, needs_strace, secretary, was_put_in
from tests.crash.secretary import START, type_word
from tests.crash.words import word

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
)
THREADS = ("main", "journal", "saver")


def states(before: Meeting) -> list[Meeting]:
    """Return the meeting as it was and after each word that is typed."""
    after = [before]
    for number in range(WORDS):
        after.append(type_word(after[-1], number, word("ord", number)))
    return after


def leave_a_journal(path: Path) -> Meeting:
    """Leave a meeting as after a crash: one word is in the journal only. Returns the meeting with it."""
    with secretary(path, "--name", "kvar", "--pause", 60) as she:
        she.wait_for("typed")
        she.kill()
    assert read_meeting(path).meeting == START
    return type_word(START, 0, word("kvar", 0))


def killed_at(path: Path, thread: str, call: str, number: int, log: Path, *, before: Meeting = START) -> bool:
    """Kill a secretary at one call, and see that nothing is lost. Returns False where she never made it.

    Args:
        path: The meeting; its file holds `START`.
        thread: The thread that makes the call.
        call: The name of the call.
        number: Which of its calls, from 1.
        log: A file for what strace has to say.
        before: What the meeting opens as, with what a journal knows already.
    """
    with secretary(path, "--words", WORDS, "--save-every", 2, "--hold", thread) as she:
        with fault(she, thread, call, f"signal=SIGKILL:when={number}", log):
            she.go_on()
            status = she.wait()
        assert status in (0, -signal.SIGKILL), she.errors()
        assert (status == -signal.SIGKILL) == was_put_in(log)
        recovering = before != START
        there_may_be = [START, *states(before)] if recovering else states(before)
        assert_whole(path, there_may_be, len(she.said("typed")) + recovering)
        return status != 0


@pytest.mark.parametrize(
    ("thread", "call", "number"),
    [
        ("main", "flock", 1),
        ("main", "rename", 1),
        ("journal", "open", 1),
        ("journal", "write", 3),
        ("saver", "write", 1),
        ("saver", "rename", 1),
        ("saver", "rename", 2),
        ("saver", "unlink", 1),
        ("saver", "fsync", 2),
    ],
)
def test_killed_at_one_call_the_file_is_whole_and_what_was_safe_is_there(
    meeting: Path, tmp_path: Path, thread: str, call: str, number: int
) -> None:
    assert killed_at(meeting, thread, call, number, tmp_path / "log")


@pytest.mark.parametrize(
    ("call", "number"), [("write", 1), ("rename", 1), ("rename", 2), ("unlink", 1)], ids=str
)
def test_what_it_left_beside_the_file_is_cleaned_by_the_next_one(
    meeting: Path, tmp_path: Path, call: str, number: int
) -> None:
    assert killed_at(meeting, "saver", call, number, tmp_path / "log")
    assert len(temporaries_of(meeting)) == 1
    with secretary(meeting, "--words", 1) as she:
        assert she.wait() == 0, she.errors()
    assert list(meeting.parent.iterdir()) == [meeting]


@pytest.mark.parametrize(
    ("thread", "call", "number"),
    [("main", "rename", 1), ("journal", "write", 2), ("saver", "rename", 1), ("journal", "unlink", 1)],
)
def test_killed_while_it_recovers_a_meeting_nothing_is_lost_either(
    meeting: Path, tmp_path: Path, thread: str, call: str, number: int
) -> None:
    before = leave_a_journal(meeting)
    assert killed_at(meeting, thread, call, number, tmp_path / "log", before=before)


@pytest.mark.slow
@pytest.mark.parametrize("after_crash", [False, True], ids=["fresh", "recovering"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("thread", THREADS)
def test_killed_at_every_call_the_file_is_whole_and_what_was_safe_is_there(
    meeting: Path, tmp_path: Path, state_home: Path, thread: str, call: str, after_crash: bool
) -> None:
    before = leave_a_journal(meeting) if after_crash else START
    for number in as_they_are(tmp_path / "kept", state_home, meeting.parent):
        if not killed_at(meeting, thread, call, number, tmp_path / "log", before=before):
            break
