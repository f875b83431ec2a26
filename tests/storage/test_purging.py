"""What is kept of a meeting besides its file is taken away, all of it, and nothing of its neighbours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Facts, Meeting
from protokoll_tui.storage import state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.leftovers import half_path
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.purging import former_names, purge
from protokoll_tui.storage.versions import Keeper, list_versions

posix = pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")

STAMP = "20260529-094700-000000"
MEETING = Meeting(facts=Facts(bodies=("Provnämnden",), number="3/2026"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return MeetingFile.create(tmp_path / "mote.toml", MEETING).path


def keep(path: Path) -> None:
    Keeper(path).offer(path.read_bytes(), now=True)


def test_all_goes_but_the_meeting_and_what_belongs_to_its_neighbours(path: Path) -> None:
    keep(path)
    journal = next(state.new_journals(path))
    own = [
        journal,
        *(path.with_name(f"mote.{kind}-{STAMP}.toml") for kind in ("konflikt", "egen", "trasig", "bak")),
        half_path(path),
        half_path(path.with_name(f"mote.trasig-{STAMP}.toml")),
        path.with_name(".mote.toml.1-01234567.tmp"),
    ]
    others = [
        path.with_name(f"mote-2.konflikt-{STAMP}.toml"),
        half_path(path.with_name("mote-2.toml")),
        path.with_name("mote.md"),
    ]
    for each in (*own, *others):
        each.touch()
    removed = purge(path)
    assert set(own) <= set(removed)
    assert not any(each.exists() for each in removed)
    assert all(each.exists() for each in (path, *others))
    assert list_versions(path) == []
    folder = state.meeting_folder(path)
    assert folder is not None
    assert not folder.exists()


@posix
def test_a_link_to_the_meeting_is_another_name_of_it(path: Path, tmp_path: Path) -> None:
    keep(path)
    copy = path.with_name(f"mote.bak-{STAMP}.toml")
    copy.touch()
    (tmp_path / "länkar").mkdir()
    link = tmp_path / "länkar" / "dagens.toml"
    link.symlink_to(path)
    purge(link)
    assert not copy.exists()
    assert list_versions(path) == []
    assert link.is_symlink()
    assert path.exists()


def test_a_meeting_that_is_open_is_not_purged(path: Path) -> None:
    keep(path)
    opened = open_meeting(path)
    with pytest.raises(StorageError, match="öppet"):
        purge(path)
    opened.release()
    assert len(list_versions(path)) == 1


def test_a_meeting_that_was_renamed_is_known_again_and_purged_by_its_former_name(path: Path) -> None:
    keep(path)
    now = path.rename(path.with_name("annat-namn.toml"))
    file = MeetingFile.open(now)
    file.save(edits.set_facts(file.meeting, place="Hallen"))
    assert list(former_names(now)) == [path]
    purge(path)
    assert list(former_names(now)) == []
    assert list_versions(path) == []


def test_another_meeting_and_one_whose_file_is_there_are_no_former_names(path: Path) -> None:
    keep(path)
    same = path.with_name("samma-dag.toml")
    MeetingFile.create(same, MEETING)
    assert list(former_names(same)) == []
    path.unlink()
    assert list(former_names(same)) == [path]
    MeetingFile.open(same).save(edits.set_facts(MEETING, number="4/2026"))
    assert list(former_names(same)) == []


def test_a_meeting_that_says_nothing_of_itself_is_not_taken_for_another(tmp_path: Path) -> None:
    first = MeetingFile.create(tmp_path / "ett.toml", Meeting()).path
    keep(first)
    first.unlink()
    second = MeetingFile.create(tmp_path / "tva.toml", Meeting()).path
    assert list(former_names(second)) == []
    assert list(former_names(first)) == []
