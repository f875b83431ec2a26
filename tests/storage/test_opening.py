"""What a program that did not come to its end had not saved is there when the meeting is opened again."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits, stream
from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journal import Journal, State, text_of
from protokoll_tui.storage.lock import Holder
from protokoll_tui.storage.meeting_file import MeetingFile, fresh_bytes
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import journal_ahead, list_recoverable, restore

posix = pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")

BEFORE = Meeting(facts=Facts(place="Salen"), agenda=(Item(title="Inledning"), Item(title="Budget")))
AFTER = stream.set_text(BEFORE, (1,), 0, "Karin föredrog.")
AT = dt.datetime(2026, 5, 29, 9, 47, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "möten").mkdir()
    return MeetingFile.create(tmp_path / "möten" / "mote.toml", BEFORE).path


def crash(path: Path, *states: Meeting, base: Meeting = BEFORE, saved: int = 0) -> Path:
    """Leave the journal of a program that was killed after it had made the changes `states`."""
    place = next(state.new_journals(path))
    journal = Journal(place, path, State(0, text_of(base)))
    for number, meeting in enumerate(states, start=1):
        journal.append(State(number, text_of(meeting), AT.isoformat(), Place((1,), 0, number)))
        if number == saved:
            journal.mark_saved(number)
    journal.close()
    return place


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.suffix == ".toml" and each != path)


def test_a_meeting_without_a_journal_is_as_its_file_holds_it(path: Path) -> None:
    opened = open_meeting(path)
    assert (opened.meeting, opened.recovered, opened.holder, opened.notices) == (BEFORE, None, None, ())
    assert opened.lock is not None
    opened.release()


def test_what_was_not_saved_comes_back_and_is_told(path: Path) -> None:
    between = stream.set_text(BEFORE, (1,), 0, "Karin")
    crash(path, between, AFTER)
    opened = open_meeting(path)
    assert opened.meeting == AFTER
    assert opened.recovered is not None
    assert (opened.recovered.at, opened.recovered.changes) == (AT, 2)
    assert opened.place == Place((1,), 0, 2)
    assert not opened.recovered.conflict
    opened.release()


def test_what_was_saved_before_the_end_is_not_recovered(path: Path) -> None:
    MeetingFile.open(path).save(AFTER)
    crash(path, AFTER, saved=1)
    assert open_meeting(path).recovered is None
    assert journal_ahead(path) is None


def test_a_program_killed_between_the_save_and_the_note_of_it_has_lost_nothing(path: Path) -> None:
    MeetingFile.open(path).save(AFTER)
    crash(path, AFTER)
    opened = open_meeting(path)
    assert (opened.meeting, opened.recovered) == (AFTER, None)


def test_a_file_that_was_changed_meanwhile_is_merged(path: Path) -> None:
    crash(path, AFTER)
    MeetingFile.open(path).save(edits.set_facts(BEFORE, place="Hallen"))
    opened = open_meeting(path)
    assert opened.meeting == edits.set_facts(AFTER, place="Hallen")


def test_where_the_file_was_changed_in_the_same_field_its_version_is_kept_beside(path: Path) -> None:
    crash(path, edits.set_facts(BEFORE, place="Köket"))
    MeetingFile.open(path).save(edits.set_facts(BEFORE, place="Hallen"))
    opened = open_meeting(path)
    assert opened.meeting.facts.place == "Köket"
    assert opened.recovered is not None
    assert opened.recovered.conflict
    result = opened.save()
    assert result.conflict is not None
    assert read_meeting(result.conflict).meeting.facts.place == "Hallen"


def test_several_journals_are_all_brought_back(path: Path) -> None:
    crash(path, AFTER)
    crash(path, edits.set_facts(BEFORE, place="Hallen"))
    assert open_meeting(path).meeting == edits.set_facts(AFTER, place="Hallen")


def test_a_file_that_has_gone_comes_back(path: Path) -> None:
    crash(path, AFTER)
    path.unlink()
    opened = open_meeting(path)
    assert opened.meeting == AFTER
    opened.save()
    assert read_meeting(path).meeting == AFTER


@pytest.mark.parametrize("broken", ["<<<<<<< HEAD\n", '[meeting]\nplace = "Sal', "\0" * 20])
def test_a_file_that_was_broken_meanwhile_is_kept_beside_and_the_meeting_comes_back(
    path: Path, broken: str
) -> None:
    crash(path, AFTER)
    path.write_text(broken, "utf-8")
    opened = open_meeting(path)
    assert opened.meeting == AFTER
    result = opened.save()
    assert result.broken is not None
    assert result.broken.read_text("utf-8") == broken
    assert read_meeting(path).meeting == AFTER


def test_a_broken_file_that_no_journal_knows_is_an_error_and_stays(path: Path) -> None:
    path.write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(StorageError):
        open_meeting(path)
    assert path.read_text("utf-8") == "<<<<<<< HEAD\n"
    path.write_text("", "utf-8")
    opened = open_meeting(path)
    assert opened.lock is not None, "a failed attempt has let the lock go"
    opened.release()


def test_a_corrupt_journal_is_kept_and_told_and_in_nobodys_way(path: Path) -> None:
    journal = crash(path, AFTER)
    journal.write_bytes(journal.read_bytes().replace(b"0", b"1"))
    opened = open_meeting(path)
    assert opened.meeting == BEFORE
    (notice,) = opened.notices
    assert str(journal) in notice
    assert journal.exists()


def test_a_journal_that_was_only_begun_is_taken_away(path: Path) -> None:
    journal = crash(path)
    journal.write_bytes(journal.read_bytes()[:20])
    opened = open_meeting(path)
    assert (opened.recovered, opened.notices) == (None, ())
    assert not journal.exists()


def test_a_second_program_reads_and_knows_who_writes(path: Path) -> None:
    first = open_meeting(path)
    second = open_meeting(path)
    assert second.lock is None
    assert isinstance(second.holder, Holder)
    assert second.holder.pid == os.getpid()
    assert second.meeting == BEFORE
    with pytest.raises(StorageError, match="öppet"):
        second.require_writing()
    first.release()
    third = open_meeting(path)
    assert third.holder is None
    third.release()


def test_a_machine_that_has_no_place_for_a_lock_opens_the_meeting(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "state_folder", lambda: None)
    opened = open_meeting(path)
    assert (opened.lock, opened.holder) == (None, None)


def test_without_locks_the_journal_of_a_program_that_runs_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = crash(path, AFTER)
    monkeypatch.setattr(platform, "try_lock", _no_locks)
    assert open_meeting(path).recovered is None
    assert journal.exists()


def _no_locks(_: int) -> bool:
    raise OSError(37, "No locks available")


def test_a_new_meeting_does_not_get_the_text_of_an_older_one_of_its_name(path: Path) -> None:
    crash(path, AFTER)
    path.unlink()
    opened = create_meeting(path, Meeting())
    assert opened.meeting == Meeting()
    (notice,) = opened.notices
    (copy,) = beside(path)
    assert copy in notice
    assert read_meeting(path.with_name(copy)).meeting == AFTER
    opened.release()
    assert open_meeting(path).recovered is None


@posix
def test_other_names_of_a_file_are_told_of(path: Path) -> None:
    os.link(path, path.with_name("samma.toml"))
    (notice,) = open_meeting(path).notices
    assert "flera namn" in notice


@posix
def test_a_journal_is_found_by_another_name_of_the_same_meeting(path: Path) -> None:
    crash(path, AFTER)
    link = path.with_name("länk.toml")
    link.symlink_to(path)
    opened = open_meeting(link)
    assert opened.meeting == AFTER
    opened.save()
    assert link.is_symlink()
    assert read_meeting(path).meeting == AFTER


def test_render_and_check_can_ask_whether_a_journal_knows_more(path: Path) -> None:
    assert journal_ahead(path) is None
    crash(path, AFTER)
    assert journal_ahead(path) == AT
    path.unlink()
    assert journal_ahead(path) == AT


def test_what_can_be_recovered_is_listed_and_restored_without_a_screen(path: Path) -> None:
    assert list_recoverable() == []
    crash(path, AFTER)
    (found,) = list_recoverable()
    assert (found.path, found.at, found.changes) == (Path(os.path.realpath(path)), AT, 1)
    done = restore(found.path)
    assert done is not None
    assert done[1].changes == 1
    assert read_meeting(path).meeting == AFTER
    assert list_recoverable() == []
    assert restore(found.path) is None
    assert state.journals_of(path) == []


def test_a_meeting_that_is_open_now_needs_no_recovery(path: Path) -> None:
    opened = open_meeting(path)
    crash(path, AFTER)
    assert list_recoverable() == []
    with pytest.raises(StorageError, match="öppet"):
        restore(path)
    opened.release()


def test_a_meeting_in_a_folder_that_has_gone_is_listed_and_cannot_be_restored_yet(path: Path) -> None:
    crash(path, AFTER)
    shutil.rmtree(path.parent)
    assert [found.path for found in list_recoverable()] == [Path(os.path.realpath(path))]
    with pytest.raises(StorageError, match="Mappen finns inte"):
        restore(path)
    assert journal_ahead(path) == AT


def test_a_journal_that_was_begun_on_another_one_stands_for_it(path: Path) -> None:
    first = crash(path, stream.set_text(BEFORE, (1,), 0, "Karin"))
    later = Journal(next(state.new_journals(path)), path, State(0, text_of(BEFORE)), (first,))
    opened = open_meeting(path)
    assert opened.meeting.agenda[1].entries[0].text == "Karin"  # it holds nothing yet
    opened.release()
    later.append(State(1, text_of(AFTER)))
    later.mark_saved(1)
    later.close()
    saved = stream.set_text(AFTER, (1,), 1, "Mer.")
    path.write_bytes(fresh_bytes(saved, path))
    opened = open_meeting(path)
    assert (opened.meeting, opened.recovered) == (saved, None)
    opened.release()


def test_a_journal_without_its_first_states_still_brings_back_the_last(path: Path) -> None:
    place = crash(path, *(stream.set_text(BEFORE, (1,), 0, "x" * n) for n in range(1, 300)), saved=150)
    head, first, *rest = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join([head, b"0" + first[1:], *rest]))
    opened = open_meeting(path)
    assert opened.meeting.agenda[1].entries[0].text == "x" * 299
    opened.release()
