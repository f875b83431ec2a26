"""What a program that did not come to its end had not saved is there when the meeting is opened again."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits, stream
from protokoll_tui.meeting.model import Facts, Item, LogLine, Meeting, Person, Roster, Status
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import set_status
from protokoll_tui.session import Session
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journal import Journal, State, text_of
from protokoll_tui.storage.lock import Holder, Lock
from protokoll_tui.storage.meeting_file import MeetingFile, fresh_bytes
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import (
    journal_ahead,
    list_damaged,
    list_recoverable,
    list_strange,
    restore,
)
from protokoll_tui.storage.versions import Keeper

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
    assert not state.folders_of(path)[1].parent.exists(), "the second place is for when the first has no room"
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


@pytest.mark.parametrize("place", ["Salen", "Hallen"])
def test_an_earlier_file_that_was_put_back_after_a_crash_takes_no_line_out_of_the_log(
    path: Path, place: str
) -> None:
    finished = set_status(BEFORE, "finished", AT.date(), "Alva Ek")
    sent = set_status(finished, "circulated", AT.date(), "Alva Ek")
    typed = stream.set_text(sent, (1,), 0, "Karin föredrog.")
    crash(path, finished, sent, typed, saved=2)
    MeetingFile.open(path).save(edits.set_facts(finished, place=place))
    opened = open_meeting(path)
    assert opened.meeting == edits.set_facts(typed, place=place)
    opened.release()


@pytest.mark.parametrize(
    ("before", "by_hand", "said"),
    [
        (BEFORE, "finished", "Status är färdigt, men det står inte i loggen när och av vem. "),
        (
            set_status(BEFORE, "finished", AT.date(), "Alva Ek"),
            "approved",
            "Status är justerat, men loggen slutar med färdigt. ",
        ),
        (
            set_status(set_status(BEFORE, "finished", AT.date()), "locked", AT.date()),
            "draft",
            "Status är utkast, men loggen slutar med låst. ",
        ),
    ],
)
def test_a_status_that_was_set_by_hand_while_the_meeting_was_closed_is_logged_and_told_when_it_is_opened(
    path: Path, before: Meeting, by_hand: Status, said: str
) -> None:
    MeetingFile.open(path).save(edits.set_facts(before, status=by_hand))
    session = Session(opened := open_meeting(path))
    today = dt.date.today()  # noqa: DTZ011 - as the line is dated
    assert opened.notices == (
        f"{said}Den har ändrats utanför programmet. Det står nu i loggen, med dagens datum.",
    )
    assert session.close()
    note = "ändrad utanför programmet, upptäckt den här dagen"
    line = LogLine(date=today, status=by_hand, note=note)
    assert read_meeting(path).meeting.log == (*before.log, line)
    assert open_meeting(path).notices == ()


def test_of_minutes_that_were_locked_by_hand_it_is_told_and_nothing_is_written_into_them(path: Path) -> None:
    finished = set_status(BEFORE, "finished", AT.date(), "Alva Ek")
    MeetingFile.open(path).save(edits.set_facts(finished, status="locked"))
    before = path.read_bytes()
    session = Session(opened := open_meeting(path))
    (notice,) = opened.notices
    assert notice.startswith("Status är låst, men loggen slutar med färdigt. ")
    assert "loggen är som den var" in notice
    assert session.standing == "locked"
    assert session.save()
    assert session.close()
    assert path.read_bytes() == before


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


def test_a_journal_of_which_nothing_can_be_read_is_put_aside_and_told_of_once(path: Path) -> None:
    journal = crash(path, AFTER)
    content = journal.read_bytes().replace(b"0", b"1")
    journal.write_bytes(content)
    opened = open_meeting(path)
    assert opened.meeting == BEFORE
    kept = journal.with_name(f"{journal.name}.skadad")
    assert opened.notices == (f"En journal efter ett avbrott går inte att läsa. Den ligger kvar som {kept}.",)
    opened.save()
    opened.release()
    assert kept.read_bytes() == content
    assert not journal.exists()
    assert list_damaged() == [kept]
    assert _notices_of(path) == ""


@pytest.mark.parametrize(("line", "back", "said"), [(4, 2, "är med"), (5, 1, "kan saknas")])
def test_of_a_damaged_journal_all_else_comes_back_and_it_is_put_aside(
    path: Path, line: int, back: int, said: str
) -> None:
    states = [stream.set_text(BEFORE, (1,), 0, "x" * number) for number in (1, 2)]
    journal = crash(path, *states)
    lines = journal.read_bytes().split(b"\n\n")
    assert len(lines) == 4
    lines[line - 2] = lines[line - 2].replace(b'"sum"', b'"mus"')
    journal.write_bytes(b"\n\n".join(lines))
    content = journal.read_bytes()
    opened = open_meeting(path)
    assert opened.meeting == states[back - 1]
    assert opened.recovered is not None
    assert opened.recovered.complete == (back == 2)
    (notice,) = opened.notices
    assert said in notice
    opened.save()
    assert journal.with_name(f"{journal.name}.skadad").read_bytes() == content
    assert state.journals_of(path) == []


def test_a_damaged_journal_is_put_aside_also_where_a_file_has_one_name_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no second names here")

    journal = crash(path, AFTER)
    content = journal.read_bytes()[:-1]
    journal.write_bytes(content)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_meeting(path).save()
    assert journal.with_name(f"{journal.name}.skadad").read_bytes() == content
    assert not journal.exists()


def test_a_journal_that_was_only_begun_is_taken_away(path: Path) -> None:
    journal = crash(path)
    journal.write_bytes(journal.read_bytes()[:20])
    opened = open_meeting(path)
    assert (opened.recovered, opened.notices) == (None, ())
    opened.save()
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


def test_a_machine_without_a_home_has_a_lock_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "state_folder", lambda: None)
    first, second = open_meeting(path), open_meeting(path)
    assert first.lock is not None
    assert second.holder is not None
    first.release()


@pytest.mark.parametrize("full_at_first", [True, False])
def test_a_disk_of_the_state_folder_that_is_full_at_times_gives_nobody_a_second_lock(
    path: Path, state_home: Path, monkeypatch: pytest.MonkeyPatch, full_at_first: bool
) -> None:
    sign = Lock._sign
    full = full_at_first

    def sign_where_there_is_room(lock: Lock) -> None:
        if full and lock._folder.is_relative_to(state_home / "state"):
            raise OSError(28, "full")
        sign(lock)

    monkeypatch.setattr(Lock, "_sign", sign_where_there_is_room)
    first = open_meeting(path)
    assert first.lock is not None
    full = not full
    assert open_meeting(path).holder is not None
    first.release()


def test_where_nothing_can_be_locked_the_meeting_opens_and_she_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "try_lock", _no_locks)
    opened = open_meeting(path)
    assert (opened.lock, opened.holder) == (None, None)
    (notice,) = opened.notices
    assert "ett fönster i taget" in notice


def test_without_locks_the_journal_of_another_program_that_runs_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(os, "getpid", os.getppid)
        journal = crash(path, AFTER)
    monkeypatch.setattr(platform, "try_lock", _no_locks)
    opened = open_meeting(path)
    assert (opened.recovered, opened.journals) == (None, ())
    assert "journal" not in "".join(opened.notices)
    assert journal.exists()


def test_without_locks_a_journal_of_a_killed_program_that_had_our_number_comes_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(path, AFTER)
    monkeypatch.setattr(platform, "try_lock", _no_locks)
    assert open_meeting(path).meeting == AFTER


def test_without_locks_a_journal_comes_back_whose_number_another_program_has_got(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(os, "getpid", os.getppid)
        other.setattr(platform, "started", lambda _: "1")
        crash(path, AFTER)
    monkeypatch.setattr(platform, "try_lock", _no_locks)
    monkeypatch.setattr(platform, "started", lambda _: "2")
    assert open_meeting(path).meeting == AFTER


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
    _, opened = restore(found.path)
    assert opened.recovered is not None
    assert opened.recovered.changes == 1
    assert read_meeting(path).meeting == AFTER
    assert list_recoverable() == []
    assert restore(found.path)[1].recovered is None
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


def test_a_clock_that_went_back_does_not_make_the_older_one_of_two_journals_the_newer(path: Path) -> None:
    first = crash(path, stream.set_text(BEFORE, (1,), 0, "Karin"))
    later = Journal(next(state.new_journals(path)), path, State(0, text_of(BEFORE)), (first,))
    an_hour_before = (AT - dt.timedelta(hours=1)).isoformat()
    later.append(State(1, text_of(AFTER), an_hour_before))
    later.mark_saved(1)
    later.append(State(2, text_of(edits.set_facts(AFTER, place="Köket")), an_hour_before))
    later.close()
    path.write_bytes(b"")
    opened = open_meeting(path)
    assert opened.meeting == edits.set_facts(AFTER, place="Köket")
    assert opened.file.meeting == AFTER
    opened.release()


def test_of_two_programs_with_wrong_clocks_both_texts_are_kept(path: Path) -> None:
    crash(path, edits.set_facts(BEFORE, place="Köket"))
    journal = Journal(next(state.new_journals(path)), path, State(0, text_of(BEFORE)))
    journal.append(State(1, text_of(edits.set_facts(BEFORE, place="Hallen")), "1970-01-01T01:00:00+01:00"))
    journal.close()
    opened = open_meeting(path)
    assert opened.meeting.facts.place == "Köket"
    opened.save()
    (copy,) = beside(path)
    assert read_meeting(path.with_name(copy)).meeting.facts.place == "Hallen"


def test_a_journal_without_its_first_states_still_brings_back_the_last(path: Path) -> None:
    place = crash(path, *(stream.set_text(BEFORE, (1,), 0, "x" * n) for n in range(1, 300)), saved=150)
    first, second, *rest = place.read_bytes().split(b"\n\n")
    place.write_bytes(b"\n\n".join([first[:-5], second[:-5], *rest]))
    opened = open_meeting(path)
    assert opened.meeting.agenda[1].entries[0].text == "x" * 299
    assert opened.notices
    opened.release()


# --- a file that a fault has met ----------------------------------------------------------------------

WITH_TEXT = stream.set_text(
    Meeting(
        facts=Facts(place="Salen"),
        attendance=(Roster(people=(Person(name="Alva Ek"),)),),
        agenda=(Item(title="Inledning"), Item(title="Budget"), Item(title="Övrigt")),
    ),
    (1,),
    0,
    "Sparat.",
)
MORE = stream.set_text(WITH_TEXT, (1,), 0, "Sparat. Inte sparat.")


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize(
    "keep", ["", "[meeting]", "[[attendance]]", "[[agenda]]", "[[agenda.entries]]", '"Spar']
)
def test_a_file_that_lost_its_end_after_the_program_was_killed_deletes_nothing(
    path: Path, keep: str, typed: bool
) -> None:
    whole = fresh_bytes(WITH_TEXT, path)
    end = whole.index(keep.encode()) if keep else 0
    path.write_bytes(whole[:end])
    crash(path, WITH_TEXT, *((MORE,) if typed else ()), saved=1)
    expected = MORE if typed else WITH_TEXT
    assert journal_ahead(path) == AT
    opened = open_meeting(path)
    assert opened.meeting == expected
    assert opened.recovered is not None
    opened.save()
    assert read_meeting(path).meeting == expected
    copies = [path.with_name(name).read_bytes() for name in beside(path)]
    assert [copy for copy in copies if copy] == ([whole[:end]] if end else [])
    assert state.journals_of(path) == []


def test_what_somebody_deleted_after_the_program_was_killed_stays_deleted(path: Path) -> None:
    crash(path, WITH_TEXT, MORE, saved=1)
    theirs = edits.remove_item(edits.set_facts(WITH_TEXT, place=""), (0,))
    path.write_bytes(fresh_bytes(theirs, path))
    assert open_meeting(path).meeting == edits.remove_item(edits.set_facts(MORE, place=""), (0,))


@pytest.mark.parametrize(("keep", "said"), [(b"", "är tom"), (b"[[agenda]]", "slutet av mötet")])
def test_a_file_that_was_emptied_or_cut_after_a_clean_end_is_told_of_with_its_versions(
    path: Path, keep: bytes, said: str
) -> None:
    whole = fresh_bytes(WITH_TEXT, path)
    Keeper(path).offer(whole, now=True)
    path.write_bytes(whole)
    assert _notices_of(path) == ""
    path.write_bytes(whole[: whole.index(keep)])
    notices = _notices_of(path)
    assert said in notices
    assert f'protokoll versions "{path}" --restore 1' in notices
    path.write_bytes(fresh_bytes(edits.remove_item(WITH_TEXT, (0,)), path))
    assert _notices_of(path) == ""


def _notices_of(path: Path) -> str:
    opened = open_meeting(path)
    opened.release()
    return " ".join(opened.notices)


# --- journals of others -------------------------------------------------------------------------------


def test_of_two_journals_with_the_same_field_both_texts_are_kept(path: Path) -> None:
    crash(path, edits.set_facts(BEFORE, place="Köket"))
    crash(path, edits.set_facts(BEFORE, place="Hallen"))
    opened = open_meeting(path)
    assert opened.recovered is not None
    assert opened.recovered.conflict
    opened.save()
    texts = {read_meeting(path.with_name(name)).meeting.facts.place for name in beside(path)}
    assert {*texts, read_meeting(path).meeting.facts.place} == {"Köket", "Hallen"}


def test_what_a_crash_kept_from_a_file_that_was_locked_meanwhile_is_kept_beside(path: Path) -> None:
    crash(path, AFTER)
    locked = set_status(edits.set_facts(BEFORE, status="finished"), "locked", AT.date())
    MeetingFile.open(path).save(locked)
    assert journal_ahead(path) is not None
    opened = open_meeting(path)
    assert opened.meeting == locked
    assert opened.recovered is not None
    assert opened.recovered.conflict
    result = opened.save()
    opened.release()
    assert read_meeting(path).meeting == locked
    assert result.own is not None
    assert read_meeting(result.own).meeting == AFTER
    assert journal_ahead(path) is None


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="gives a file to another user")
@pytest.mark.parametrize("planted", ["file", "folder", "root"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_journal_that_another_user_has_put_there_is_told_of_and_not_read(
    path: Path, planted: str, place: int
) -> None:
    folder = list(state.own_folders(path))[place]
    journal = crash(path, AFTER)
    journal = journal.rename(folder / journal.name)
    given = {"file": journal, "folder": folder, "root": folder.parent}[planted]
    os.chown(given, 1, 1)
    opened = open_meeting(path)
    assert opened.meeting == BEFORE
    assert any(str(journal) in notice and "inte din" in notice for notice in opened.notices)
    opened.release()
    assert journal_ahead(path) is None
    assert list_recoverable() == []
    assert list_strange() == [journal]
    assert journal.exists()


@posix
def test_a_link_to_a_journal_is_not_read(path: Path, tmp_path: Path) -> None:
    journal = crash(path, AFTER)
    elsewhere = journal.rename(tmp_path / "annan.journal")
    journal.symlink_to(elsewhere)
    assert open_meeting(path).meeting == BEFORE


@posix
def test_a_folder_of_hers_that_others_could_look_into_is_closed_and_believed(path: Path) -> None:
    journal = crash(path, AFTER)
    journal.parent.chmod(0o755)
    assert open_meeting(path).meeting == AFTER
    assert journal.parent.stat().st_mode & 0o077 == 0


def test_a_journal_that_names_another_file_than_it_lies_with_is_not_listed_for_it(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "profil"
    other.write_text("export PATH\n", "utf-8")
    journal = crash(other, AFTER)
    moved = journal.rename(next(state.own_folders(path)) / journal.name)
    assert list_recoverable() == []
    assert list_damaged() == [moved]


def test_what_is_no_meeting_is_not_written_over_because_a_journal_says_so(path: Path) -> None:
    crash(path, AFTER)
    path.write_text("export PATH\n", "utf-8")
    with pytest.raises(StorageError):
        restore(path, known=False)
    assert path.read_text("utf-8") == "export PATH\n"
    restore(path)
    assert read_meeting(path).meeting == AFTER
    (copy,) = beside(path)
    assert path.with_name(copy).read_text("utf-8") == "export PATH\n"
