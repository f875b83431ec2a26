"""One program at a time writes a meeting, and another one can take it over."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protokoll_tui.storage import platform
from protokoll_tui.storage.lock import Holder, Lock, holder_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "mote"


@pytest.fixture
def take(folder: Path) -> Iterator[Callable[[], Lock]]:
    taken: list[Lock] = []

    def one() -> Lock:
        lock = Lock.take(folder)
        assert isinstance(lock, Lock)
        taken.append(lock)
        return lock

    yield one
    for lock in taken:
        lock.release()


def no_sleep(_: float) -> None:
    """Wait for nothing."""


def test_the_second_one_is_told_who_has_the_meeting(folder: Path, take: Callable[[], Lock]) -> None:
    lock = take()
    holder = Lock.take(folder)
    assert holder == lock.own == holder_of(folder)
    assert f"process {os.getpid()}" in str(holder)


def test_a_meeting_that_was_let_go_is_free(folder: Path, take: Callable[[], Lock]) -> None:
    take().release()
    assert holder_of(folder) is None
    take()


def test_a_program_that_was_killed_leaves_no_lock(folder: Path, take: Callable[[], Lock]) -> None:
    script = (
        "import os, sys; from pathlib import Path; from protokoll_tui.storage.lock import Lock;"
        "Lock.take(Path(sys.argv[1])); print('taken', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"taken" + os.linesep.encode()
        held = Lock.take(folder)
        assert isinstance(held, Holder)
        assert held.pid == other.pid
        other.kill()
    take()


def test_whoever_loses_the_meeting_learns_to_whom(folder: Path, take: Callable[[], Lock]) -> None:
    first = take()
    assert first.taken_by() is None
    second = Lock.take_over(folder, patience=0.0)
    assert first.taken_by() == second.own
    assert second.taken_by() is None
    first.release()
    assert holder_of(folder) is None or second.taken_by() is None
    second.release()


def test_whoever_takes_over_waits_until_the_other_one_has_let_go(
    folder: Path, take: Callable[[], Lock]
) -> None:
    first = take()

    def other_side(_: float) -> None:
        taker = first.taken_by()
        assert taker is not None
        assert not taker.alone
        first.release()

    second = Lock.take_over(folder, patience=60.0, sleep=other_side)
    assert isinstance(Lock.take(folder), Holder)
    second.release()


def test_one_that_does_not_answer_is_not_waited_for_and_can_see_that(
    folder: Path, take: Callable[[], Lock]
) -> None:
    first = take()
    second = Lock.take_over(folder, patience=0.0, sleep=no_sleep)
    taker = first.taken_by()
    assert taker is not None
    assert taker.alone
    second.release()


def test_a_free_meeting_is_taken_over_at_once(folder: Path) -> None:
    lock = Lock.take_over(folder, sleep=lambda _: pytest.fail("there is nobody to wait for"))
    assert isinstance(Lock.take(folder), Holder)
    lock.release()


def test_a_lock_whose_holder_cannot_be_read_is_a_lock(folder: Path, take: Callable[[], Lock]) -> None:
    take()
    (folder / "holder").write_bytes(b"{")
    holder = Lock.take(folder)
    assert isinstance(holder, Holder)
    assert "annat program" in str(holder)


def test_the_name_of_a_holder_brings_no_control_characters(folder: Path, take: Callable[[], Lock]) -> None:
    lock = take()
    text = (folder / "holder").read_text("utf-8").replace(lock.own.host, "v\\u001b[2Jm")
    (folder / "holder").write_text(text, "utf-8")
    assert "\x1b" not in str(Lock.take(folder))


def test_a_file_system_without_locks_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(platform, "try_lock", refuse)
    with pytest.raises(OSError, match="No locks"):
        Lock.take(folder)


@posix
def test_nobody_else_looks_into_the_folder(folder: Path, take: Callable[[], Lock]) -> None:
    take()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "lock").stat().st_mode) == 0o600
