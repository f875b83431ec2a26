"""Saving in the background: soon, always the newest, again and again until it succeeds."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Facts, Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.save_result import SaveResult
from protokoll_tui.storage.saver import FileState, Saver

LONG = 60.0  # seconds that no test waits for in full
NOW = dt.datetime(2026, 5, 29, 9, 47, tzinfo=dt.UTC)


def meeting(place: str) -> Meeting:
    return Meeting(facts=Facts(place=place))


class Disk:
    """Stands in for the file: takes meetings, or refuses them, or keeps the saver waiting."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.states: list[FileState] = []
        self.error: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self.entered = threading.Event()
        self.changed = threading.Condition()
        self.savers: list[Saver[Meeting]] = []

    def save(self, meeting: Meeting) -> SaveResult:
        self.entered.set()
        self.free.wait(LONG)
        if self.error:
            raise self.error
        self.places.append(meeting.facts.place)
        return SaveResult(NOW)

    def on_state(self, state: FileState) -> None:
        with self.changed:
            self.states.append(state)
            self.changed.notify_all()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, LONG)

    def kinds(self) -> list[str]:
        return [state.kind for state in self.states]

    def saver(self, *, rest: float = LONG, longest: float = LONG, retry: float = LONG) -> Saver[Meeting]:
        saver = Saver(self.save, self.on_state, rest=rest, longest=longest, retry=retry)
        self.savers.append(saver)
        return saver


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.error = None
    disk.free.set()
    for saver in disk.savers:
        saver.close(LONG)


def test_a_meeting_is_saved_after_a_rest(disk: Disk) -> None:
    disk.saver(rest=0.01).submit(meeting("a"))
    disk.wait_for(lambda: "saved" in disk.kinds())
    assert disk.places == ["a"]
    assert disk.kinds() == ["waiting", "saving", "saved"]
    assert disk.states[-1].at == NOW


def test_while_changes_go_on_a_save_comes_at_the_latest_after_a_while(disk: Disk) -> None:
    saver = disk.saver(longest=0.02)
    while "saved" not in disk.kinds():
        saver.submit(meeting("a"))
    assert disk.places


def test_only_the_newest_version_is_saved(disk: Disk) -> None:
    saver = disk.saver()
    for place in "abc":
        saver.submit(meeting(place))
    assert saver.flush(LONG)
    assert disk.places == ["c"]


def test_what_comes_during_a_save_is_saved_next(disk: Disk) -> None:
    disk.free.clear()
    saver = disk.saver(rest=0.0)
    saver.submit(meeting("a"))
    assert disk.entered.wait(LONG)
    saver.submit(meeting("b"))
    disk.free.set()
    assert saver.flush(LONG)
    assert disk.places == ["a", "b"]


def test_a_flush_with_nothing_to_save_succeeds_at_once(disk: Disk) -> None:
    assert disk.saver().flush(LONG)
    assert disk.places == []


def test_a_flush_does_not_wait_longer_than_it_is_told(disk: Disk) -> None:
    disk.free.clear()
    saver = disk.saver()
    saver.submit(meeting("a"))
    assert not saver.flush(0.01)


def test_a_failed_save_is_told_and_tried_again(disk: Disk) -> None:
    disk.error = StorageError(Path("möte.toml"), "Disken är full.")
    saver = disk.saver(rest=0.0, retry=0.005)
    saver.submit(meeting("a"))
    disk.wait_for(lambda: disk.kinds().count("failed") >= 2)
    assert (
        next(state for state in disk.states if state.kind == "failed").message
        == "möte.toml: Disken är full. Programmet försöker igen av sig självt."
    )
    disk.error = None
    disk.wait_for(lambda: disk.kinds()[-1] == "saved")
    assert disk.places == ["a"]


def test_an_error_that_nobody_foresaw_is_told_without_its_content(disk: Disk) -> None:
    disk.error = ValueError("hemlig text")
    saver = disk.saver()
    saver.submit(meeting("a"))
    assert not saver.flush(LONG)
    disk.wait_for(lambda: disk.kinds()[-1] == "failed")
    assert "ValueError" in disk.states[-1].message
    assert "hemlig" not in disk.states[-1].message


def test_after_a_failed_save_the_newest_version_is_the_one_that_is_tried(disk: Disk) -> None:
    disk.error = OSError("nej")
    saver = disk.saver()
    saver.submit(meeting("a"))
    assert not saver.flush(LONG)
    saver.submit(meeting("b"))
    disk.error = None
    assert saver.flush(LONG)
    assert disk.places == ["b"]


def test_close_saves_what_is_left_and_ends_the_thread(disk: Disk) -> None:
    saver = disk.saver()
    saver.submit(meeting("a"))
    assert saver.close(LONG)
    assert disk.places == ["a"]
    assert saver.close(LONG)
    with pytest.raises(RuntimeError):
        saver.submit(meeting("b"))


def test_close_tries_again_until_its_time_is_up(disk: Disk) -> None:
    disk.error = OSError("nej")
    saver = disk.saver(retry=0.001)
    saver.submit(meeting("a"))
    assert not saver.close(0.05)
    assert disk.kinds().count("failed") > 1


def test_close_gives_up_on_a_disk_that_does_not_answer(disk: Disk) -> None:
    disk.free.clear()
    saver = disk.saver()
    saver.submit(meeting("a"))
    assert not saver.close(0.01)


def test_a_screen_that_has_gone_does_not_stop_the_saving() -> None:
    def gone(_: FileState) -> None:
        raise RuntimeError("no screen")

    disk = Disk()
    saver = Saver(disk.save, gone, rest=LONG)
    saver.submit(meeting("a"))
    assert saver.close(LONG)
    assert disk.places == ["a"]


def test_a_real_file_is_saved(tmp_path: Path) -> None:
    file = MeetingFile.create(tmp_path / "möte.toml", Meeting())
    saver = Saver(file.save, lambda _: None)
    saver.submit(meeting("Salen"))
    assert saver.close(LONG)
    assert read_meeting(file.path).meeting == meeting("Salen")
