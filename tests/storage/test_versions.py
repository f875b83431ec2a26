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


TODAY = dt.date(2026, 5, 29)


def made(*days: float) -> list[Version]:
    """Return versions that were made so many days ago, the oldest first."""
    now = dt.datetime(2026, 5, 29, 12, tzinfo=dt.UTC)
    return [
        Version(Path(str(number)), number, now - dt.timedelta(days=ago))
        for number, ago in enumerate(sorted(days, reverse=True))
    ]


def left(versions: list[Version]) -> list[int]:
    """Return how many days ago those were made that stay."""
    gone = superfluous(versions, TODAY)
    stay = [version for version in versions if version not in gone]
    assert superfluous(stay, TODAY) == []
    return [(TODAY - version.at.date()).days for version in reversed(stay)]


def test_the_newest_stay_and_one_of_each_day_of_a_month() -> None:
    days = left(made(*(hours / 24 for hours in range(0, 28 * 24, 6))))
    assert days[:20] == [0, 0, 0, *(day for day in range(1, 6) for _ in range(4))][:20]
    assert days[20:] == list(range(days[19] + 1, 29))


def test_of_what_is_older_one_of_each_month_stays_and_nothing_when_a_year_has_gone() -> None:
    daily = made(*range(500))
    days = left(daily)
    assert days[:30] == list(range(30))
    assert days[30:] == [59, 90, 118, 149, 180, 210, 241, 271, 302, 333, 363]  # ends of months


def test_a_few_versions_go_by_their_age_alone_and_the_newest_never() -> None:
    assert left(made(400)) == [400]
    assert left(made(2_000, 900, 400)) == [400]
    assert left(made(400, 364, 3)) == [3, 364]


def test_a_clock_that_was_ahead_costs_no_version() -> None:
    assert left(made(-100, 0, 1)) == [-100, 0, 1]


def test_the_versions_of_a_meeting_that_nobody_opens_grow_old_too(path: Path, tmp_path: Path) -> None:
    other = MeetingFile.create(tmp_path / "annat.toml", Meeting()).path
    for data in (b"1", b"2"):
        Keeper(other).offer(data, now=True)
    old = list_versions(other)[-1]
    old.path.rename(old.path.with_name("000001-20200101T000000.toml"))
    assert contents(other) == [b"2", b"1"]
    Keeper(path).offer(b"1")
    assert contents(other) == [b"2"]


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


def test_an_open_meeting_is_not_restored_from_outside(path: Path) -> None:
    Keeper(path).offer(path.read_bytes())
    opened = open_meeting(path)
    with pytest.raises(StorageError, match="öppet"):
        restore_version(path, list_versions(path)[0])
    opened.release()


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
