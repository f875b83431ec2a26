"""Earlier states of a meeting: kept in number and age, listed, restored, purged."""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
import sys
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Facts, Meeting
from protokoll_tui.storage import state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.versions import (
    Keeper,
    Version,
    last_readable,
    list_versions,
    purge,
    read_version,
    restore_version,
    superfluous,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return MeetingFile.create(tmp_path / "mote.toml", Meeting(facts=Facts(place="Salen"))).path


def contents(path: Path) -> list[bytes]:
    return [version.path.read_bytes() for version in list_versions(path)]


def test_the_first_offer_is_kept_and_then_one_each_five_minutes(path: Path) -> None:
    clock = Clock()
    keeper = Keeper(path, clock)
    for minute in range(11):
        clock.seconds = minute * 60
        keeper.offer(b"%d" % minute)
    assert contents(path) == [b"10", b"5", b"0"]


def test_what_must_be_kept_now_is(path: Path) -> None:
    keeper = Keeper(path, Clock())
    keeper.offer(b"1")
    keeper.offer(b"2", now=True)
    assert contents(path) == [b"2", b"1"]


def test_a_copy_that_is_there_already_is_not_made_again(path: Path) -> None:
    Keeper(path).offer(b"1")
    Keeper(path).offer(b"1")
    assert contents(path) == [b"1"]


def test_the_order_is_right_also_where_the_clock_went_back(path: Path) -> None:
    Keeper(path).offer(b"1")
    (first,) = list_versions(path)
    first.path.rename(first.path.with_name("000001-20990101T000000.toml"))
    Keeper(path).offer(b"2")
    assert contents(path) == [b"2", b"1"]


def test_the_newest_stay_and_one_of_each_of_the_last_days(tmp_path: Path) -> None:
    start = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
    found = [
        Version(tmp_path / str(number), number, start + dt.timedelta(hours=6 * number))
        for number in range(400)
    ]
    gone = superfluous(found)
    kept = [version.number for version in found if version not in gone]
    assert kept[-20:] == list(range(380, 400))
    assert len(kept) == 20 + 30 - 6
    assert superfluous([version for version in found if version not in gone]) == []


@posix
def test_nobody_else_reads_them(path: Path) -> None:
    Keeper(path).offer(b"1")
    (version,) = list_versions(path)
    assert stat.S_IMODE(version.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(version.path.parent.stat().st_mode) == 0o700


def test_a_restored_state_is_in_the_file_and_the_one_before_is_a_version(path: Path) -> None:
    Keeper(path).offer(path.read_bytes())
    file = MeetingFile.open(path)
    file.save(edits.set_facts(file.meeting, place="Hallen"))
    (version,) = list_versions(path)
    assert read_version(version).facts.place == "Salen"
    restore_version(path, version)
    assert read_meeting(path).meeting.facts.place == "Salen"
    assert [read_version(each).facts.place for each in list_versions(path)] == ["Hallen", "Salen"]


def test_a_file_that_cannot_be_read_can_be_restored(path: Path) -> None:
    Keeper(path).offer(path.read_bytes())
    Keeper(path).offer(b"<<<<", now=True)
    path.write_text("<<<<<<< HEAD", "utf-8")
    version = last_readable(path)
    assert version is not None
    result = restore_version(path, version)
    assert read_meeting(path).meeting.facts.place == "Salen"
    assert result.broken is not None
    assert result.broken.read_text("utf-8") == "<<<<<<< HEAD"


def test_an_open_meeting_is_neither_restored_nor_purged_from_outside(path: Path) -> None:
    Keeper(path).offer(path.read_bytes())
    opened = open_meeting(path)
    with pytest.raises(StorageError, match="öppet"):
        restore_version(path, list_versions(path)[0])
    with pytest.raises(StorageError, match="öppet"):
        purge(path)
    opened.release()


def test_a_purge_takes_everything_but_the_meeting_and_its_neighbours(path: Path) -> None:
    Keeper(path).offer(b"1")
    journal = next(state.new_journals(path))
    journal.touch()
    copies = [
        path.with_name("mote.konflikt-20260529-094700-000000.toml"),
        path.with_name("mote.trasig-20260529-094700-000000.toml"),
        path.with_name("mote.bak-20260529-094700-000000.toml"),
    ]
    other = path.with_name("mote-2.konflikt-20260529-094700-000000.toml")
    for each in (*copies, other):
        each.touch()
    removed = purge(path)
    assert {*copies, journal} <= set(removed)
    assert path.exists()
    assert other.exists()
    assert not any(each.exists() for each in removed)
    assert list_versions(path) == []
    folder = state.meeting_folder(path)
    assert folder is not None
    assert not folder.exists()


def test_a_user_without_a_home_has_no_versions(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "state_folder", lambda: None)
    Keeper(path).offer(b"1")
    assert list_versions(path) == []


def test_a_version_that_does_not_fit_on_the_disk_leaves_no_half(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    Keeper(path).offer(b"1")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", lambda *_: Full())
        with pytest.raises(OSError, match="space"):
            Keeper(path).offer(b"2")
    assert contents(path) == [b"1"]
