"""One open meeting: steps, undo past saves, and what its listeners are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import LONGEST_PROSE, Item, Meeting, Private, Status
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import set_status
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.meeting.unfinished import unfinished_boxes
from protokoll_tui.session import ELSEWHERE, RUN_PAUSE, Change, Session
from protokoll_tui.storage.lock import Holder
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile, fresh_bytes
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import bring_back, journal_ahead, read_journals
from protokoll_tui.storage.state import journals_of


class Clock:
    """Seconds that go when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    opened = create_meeting(tmp_path / "mote.toml", Meeting(agenda=(Item(title="Inledning"),)))
    session = Session(opened, clock=clock)
    yield session
    session.close()


def text(session: Session) -> str:
    entries = session.meeting.agenda[0].entries
    return entries[0].text if entries else ""


def write(session: Session, new: str, *, run: str = "typing") -> None:
    session.apply("skrivet", set_text(session.meeting, (0,), 0, new), place=Place((0,)), run=run)


def test_letters_typed_in_a_row_are_one_step(session: Session) -> None:
    for new in ("H", "He", "Hej"):
        write(session, new)
    session.undo()
    assert text(session) == ""


def test_a_pause_begins_a_new_step(session: Session, clock: Clock) -> None:
    write(session, "Hej")
    clock.seconds += RUN_PAUSE + 0.1
    write(session, "Hej då")
    session.undo()
    assert text(session) == "Hej"


def test_a_move_of_the_cursor_begins_a_new_step(session: Session) -> None:
    write(session, "Hej")
    session.close_run()
    write(session, "Hej då")
    session.undo()
    assert text(session) == "Hej"


def test_undo_reaches_back_past_a_save(session: Session) -> None:
    write(session, "Hej")
    assert session.save()
    assert session.undo() is not None
    assert text(session) == ""
    assert session.save()
    assert read_meeting(session.path).meeting == session.meeting


def test_redo_gives_back_what_undo_took_until_something_else_is_done(session: Session) -> None:
    write(session, "Hej")
    session.undo()
    assert session.redo() is not None
    assert text(session) == "Hej"
    session.undo()
    write(session, "Annat", run="")
    assert session.redo() is None


def test_undo_and_redo_at_their_ends_do_nothing(session: Session) -> None:
    assert session.undo() is None
    assert session.redo() is None


def test_an_edit_that_changes_nothing_is_no_step(session: Session) -> None:
    assert session.apply("inget", session.meeting) is False
    assert session.undo() is None


def test_listeners_are_told_what_was_done_and_where(session: Session) -> None:
    told: list[Change] = []
    end = session.subscribe(told.append)
    write(session, "Hej")
    session.undo()
    end()
    session.redo()
    assert [(change.cause, change.name) for change in told] == [("edit", "skrivet"), ("undo", "skrivet")]
    assert told[1].place == Place((0,))


def test_closing_saves_the_last_letter(session: Session) -> None:
    write(session, "Hej")
    assert session.close()
    assert read_meeting(session.path).meeting.agenda[0].entries[0].text == "Hej"


# --- somebody else ------------------------------------------------------------------------------------


def change_elsewhere(session: Session, **facts: str) -> Foreign:
    """Change facts of the meeting in the file, as another program does, and let the session find it."""
    came: list[Foreign] = []
    session.on_foreign = came.append
    MeetingFile.open(session.path).save(edits.set_facts(session.meeting, **facts))
    write(session, text(session) + "!", run="")
    assert session.save()
    return came[0]


def test_a_change_made_elsewhere_comes_in_as_a_step_that_can_be_undone(session: Session) -> None:
    told: list[Change] = []
    foreign = change_elsewhere(session, place="Hallen")
    session.subscribe(told.append)
    assert session.take_in(foreign)
    assert session.meeting.facts.place == "Hallen"
    assert [(change.cause, change.name) for change in told] == [("foreign", ELSEWHERE)]
    step = session.undo()
    assert step is not None
    assert step.name == ELSEWHERE
    assert session.save()
    assert read_meeting(session.path).meeting.facts.place == ""


def test_typing_goes_on_in_a_step_of_its_own_after_a_change_made_elsewhere(session: Session) -> None:
    foreign = change_elsewhere(session, place="Hallen")
    session.take_in(foreign)
    write(session, "Hej")
    session.undo()
    assert (text(session), session.meeting.facts.place) == ("!", "Hallen")


def test_where_both_changed_the_same_ours_stands_and_theirs_lies_beside(session: Session) -> None:
    foreign = change_elsewhere(session, place="Hallen")
    session.apply("plats", edits.set_facts(session.meeting, place="Köket"))
    assert not session.take_in(foreign)
    assert session.save()
    assert read_meeting(session.path).meeting.facts.place == "Köket"
    (copy,) = session.path.parent.glob("*.konflikt-*.toml")
    assert read_meeting(copy).meeting.facts.place == "Hallen"


def test_a_meeting_that_another_program_writes_is_only_read(session: Session) -> None:
    reader = Session(open_meeting(session.path))
    refused: list[Holder | None] = []
    reader.on_refused = refused.append
    before = reader.meeting
    write(reader, "Hej")
    assert reader.undo() is None
    assert reader.redo() is None
    assert reader.meeting is before
    assert refused == [reader.read_only] * 3
    assert reader.wait_journalled()
    assert reader.save()
    assert reader.close()
    assert session.read_only is None


def test_locked_minutes_take_no_edit_but_the_one_that_reopens_them(session: Session) -> None:
    refused: list[Holder | None] = []
    session.on_refused = refused.append
    write(session, "Hej")
    for status in ("finished", "locked"):
        set_logged(session, status)
    locked = session.meeting
    write(session, "Hej då")
    assert session.undo() is None
    assert session.redo() is None
    assert session.meeting is locked
    assert session.closed
    assert refused == [None] * 3
    set_logged(session, "finished", "Fel namn")
    write(session, "Hej då")
    assert text(session) == "Hej då"


def test_locked_minutes_are_not_reopened_without_a_line_in_the_log_nor_changed_on_the_way(
    session: Session,
) -> None:
    for status in ("finished", "locked"):
        set_logged(session, status)
    locked = session.meeting
    reopened = set_status(locked, "finished", DAY, "Alva Ek", "Fel namn")
    for other in (
        Meeting(),
        edits.set_facts(locked, status="finished"),
        reopened.model_copy(update={"log": reopened.log[-1:]}),
        edits.set_facts(reopened, place="Salen"),
    ):
        assert not session.apply("återställning", other)
    assert session.meeting is locked
    assert session.apply("status färdigt", reopened)


def test_what_stands_in_a_dialog_is_not_written_to_locked_minutes(session: Session) -> None:
    for status in ("finished", "locked"):
        set_logged(session, status)
    assert session.save()
    locked = session.path.read_bytes()
    session.draft("Varför låses protokollet upp?", "Fel namn")
    assert session.save()
    assert session.path.read_bytes() == locked


def test_what_stands_in_a_dialog_goes_not_along_into_minutes_that_are_locked_elsewhere(
    session: Session,
) -> None:
    session.draft("Nytt ärende", "Rapport")
    finished = edits.set_facts(session.meeting, status="finished")
    assert session.take_in(foreign_of(session, set_status(finished, "locked", DAY, "Bo Lind")))
    assert session.save()
    assert "Rapport" not in session.path.read_text("utf-8")


DAY = dt.date(2026, 6, 1)


def set_logged(session: Session, status: Status, note: str = "") -> None:
    assert session.apply(f"status {status}", set_status(session.meeting, status, DAY, "Alva Ek", note))


def test_no_undo_takes_a_line_out_of_the_log_nor_locks_what_was_reopened(session: Session) -> None:
    write(session, "Hej", run="")
    for status in ("finished", "locked"):
        set_logged(session, status)
    set_logged(session, "finished", "Fel namn")
    write(session, "Hej då", run="")
    logged = session.meeting.log
    assert session.undo() is not None
    assert (text(session), session.undo_ends_at_log) == ("Hej", True)
    assert session.undo() is None
    assert (text(session), session.meeting.log, session.standing) == ("Hej", logged, "open")
    assert session.redo() is not None
    assert (text(session), session.meeting.log) == ("Hej då", logged)


def test_no_undo_takes_back_a_status_that_was_logged_elsewhere(session: Session) -> None:
    write(session, "Hej", run="")
    assert session.save()
    theirs = set_status(MeetingFile.open(session.path).meeting, "finished", DAY, "Bo Lind")
    assert session.take_in(foreign_of(session, theirs))
    assert session.undo() is None
    assert session.meeting.log == theirs.log


def test_a_change_is_in_the_journal_before_the_next_key(session: Session) -> None:
    write(session, "Hej")
    assert session.wait_journalled(60.0)
    assert journal_ahead(session.path) is not None


# --- text in a dialog ---------------------------------------------------------------------------------


def with_notes(meeting: Meeting, notes: str) -> Meeting:
    return meeting.model_copy(update={"private": Private(notes=notes)})


def notes_on_disk(session: Session) -> str:
    """Return the private notes that a start after a crash now would bring back."""
    assert session.wait_journalled(60.0)
    contents = read_journals(journals_of(session.path))
    return bring_back(contents, read_meeting(session.path).meeting)[0].private.notes


def test_what_stands_in_a_dialog_survives_the_program_and_is_no_part_of_the_meeting(session: Session) -> None:
    session.apply("noterat", with_notes(session.meeting, "Ring Bo."))
    before = session.meeting
    session.draft("Gäster", "Ida")
    session.draft("Gäster", "Ida Alm ")
    session.draft("Ida Alm: Titel", "ekonom")
    expected = "Ring Bo.\nOavslutat i ”Gäster”: Ida Alm\nOavslutat i ”Ida Alm: Titel”: ekonom"
    assert notes_on_disk(session) == expected
    assert session.save()
    assert read_meeting(session.path).meeting.private.notes == expected
    assert session.meeting is before
    assert unfinished_boxes(read_meeting(session.path).meeting) == ("Gäster", "Ida Alm: Titel")
    session.undo()
    assert session.meeting.private.notes == ""
    assert notes_on_disk(session).startswith("Oavslutat i ”Gäster”")


def test_when_the_dialog_closes_its_text_is_gone_from_the_disk_too(session: Session) -> None:
    session.draft("Gäster", "Ida Alm")
    write(session, "Hej")
    assert notes_on_disk(session) != ""
    session.draft("Gäster", "")
    assert notes_on_disk(session) == ""
    assert session.save()
    assert read_meeting(session.path).meeting == session.meeting


def test_a_change_made_elsewhere_touches_no_text_in_a_dialog_and_does_not_bring_it_into_the_meeting(
    session: Session,
) -> None:
    session.draft("Gäster", "Ida Alm")
    assert session.save()
    came: list[Foreign] = []
    session.on_foreign = came.append
    other = MeetingFile.open(session.path)
    other.save(edits.set_facts(other.meeting, place="Hallen"))
    write(session, "Hej", run="")
    assert session.save()
    assert session.take_in(came[0])
    assert session.meeting.facts.place == "Hallen"
    assert session.meeting.private.notes == ""
    assert session.save()
    assert read_meeting(session.path).meeting.private.notes == "Oavslutat i ”Gäster”: Ida Alm"
    session.draft("Gäster", "")
    assert session.save()
    assert read_meeting(session.path).meeting == session.meeting


def test_a_text_that_the_notes_have_no_room_for_keeps_nothing_else_from_being_saved(session: Session) -> None:
    session.apply("noterat", with_notes(session.meeting, "x" * LONGEST_PROSE))
    session.draft("Gäster", "Ida Alm")
    write(session, "Hej")
    assert session.save()
    assert read_meeting(session.path).meeting == session.meeting


# --- undo and redo around a change made elsewhere -----------------------------------------------------


def test_what_was_undone_can_be_redone_after_a_change_made_elsewhere(session: Session) -> None:
    write(session, "Hej", run="")
    write(session, "Hej då", run="")
    session.undo()
    session.undo()
    foreign = change_elsewhere_only(session, place="Hallen")
    assert session.take_in(foreign)
    for expected in ("Hej", "Hej då"):
        assert session.redo() is not None
        assert (text(session), session.meeting.facts.place) == (expected, "Hallen")
    assert session.redo() is None
    for expected in ("Hej", ""):
        session.undo()
        assert (text(session), session.meeting.facts.place) == (expected, "Hallen")
    step = session.undo()
    assert step is not None
    assert step.name == ELSEWHERE


def test_a_redone_step_and_a_change_made_elsewhere_of_the_same_text_are_both_within_undo(
    session: Session,
) -> None:
    write(session, "Hej", run="")
    session.undo()
    other = MeetingFile.open(session.path)
    foreign = foreign_of(session, set_text(other.meeting, (0,), 0, "Deras"))
    assert session.take_in(foreign)
    session.redo()
    mine = [entry.text for entry in session.meeting.agenda[0].entries]
    session.undo()
    assert "Hej" in mine
    assert text(session) == "Deras"


def test_a_change_made_elsewhere_comes_not_into_locked_minutes_and_is_kept_beside(session: Session) -> None:
    write(session, "Hej", run="")
    for status in ("finished", "locked"):
        set_logged(session, status)
    assert session.save()
    locked = session.meeting
    stale = fresh_bytes(Meeting(agenda=(Item(title="Deras"),)), session.path)
    base = Meeting(agenda=(Item(title="Inledning"),))
    assert not session.take_in(Foreign(1, base, Meeting(agenda=(Item(title="Deras"),)), stale))
    assert session.meeting is locked
    assert session.save()
    (copy,) = session.path.parent.glob("*.konflikt-*.toml")
    assert copy.read_bytes() == stale


def test_who_reopens_locked_minutes_elsewhere_is_followed(session: Session) -> None:
    for status in ("finished", "locked"):
        set_logged(session, status)
    assert session.save()
    theirs = set_status(session.meeting, "finished", DAY, "Bo Lind", "Fel namn")
    assert session.take_in(foreign_of(session, theirs))
    assert (session.meeting, session.standing) == (theirs, "open")


def test_an_earlier_file_that_is_put_back_takes_no_line_out_of_the_log_and_ctrl_z_brings_back_the_text(
    session: Session,
) -> None:
    set_logged(session, "finished")
    assert session.save()
    earlier = session.meeting
    write(session, "Hej", run="")
    set_logged(session, "circulated")
    write(session, "Hej då", run="")
    assert session.save()
    now = session.meeting
    assert session.take_in(Foreign(1, now, earlier, fresh_bytes(earlier, session.path)))
    assert (text(session), session.meeting.facts.status) == ("", "circulated")
    assert [line.status for line in session.meeting.log] == ["finished", "circulated"]
    session.undo()
    assert session.meeting == now


def test_a_status_that_was_set_by_hand_outside_is_logged_here(session: Session) -> None:
    for status in ("finished", "locked"):
        set_logged(session, status)
    assert session.save()
    before = session.meeting.log
    assert session.take_in(foreign_of(session, edits.set_facts(session.meeting, status="draft")))
    assert session.standing == "open"
    assert session.meeting.log[:-1] == before
    line = session.meeting.log[-1]
    assert (line.status, line.by, line.note) == ("draft", "", "ändrad utanför programmet")
    assert session.save()
    assert read_meeting(session.path).meeting.log == session.meeting.log


def test_words_that_were_typed_while_somebody_locked_the_minutes_are_kept_beside(session: Session) -> None:
    base = session.meeting
    write(session, "Hej")
    mine = session.meeting
    theirs = set_status(edits.set_facts(base, status="finished"), "locked", DAY, "Bo Lind")
    assert session.take_in(Foreign(1, base, theirs, fresh_bytes(theirs, session.path)))
    assert (session.meeting, session.standing) == (theirs, "locked")
    assert session.save()
    (copy,) = session.path.parent.glob("*.egen-*.toml")
    assert read_meeting(copy).meeting == mine
    assert "Någon annan har låst protokollet." in session.save_state.message


def change_elsewhere_only(session: Session, **facts: str) -> Foreign:
    """Change facts of the meeting in the file, as another program does, while nothing is edited here."""
    assert session.save()
    return foreign_of(session, edits.set_facts(MeetingFile.open(session.path).meeting, **facts))


def foreign_of(session: Session, theirs: Meeting) -> Foreign:
    return Foreign(1, MeetingFile.open(session.path).meeting, theirs, b"")


# --- read while it is written elsewhere ---------------------------------------------------------------


def test_who_reads_follows_the_file_and_is_told_once_when_the_writer_has_left(session: Session) -> None:
    reader = Session(open_meeting(session.path))
    told: list[Change] = []
    reader.subscribe(told.append)
    write(session, "Hej")
    assert session.save()
    assert reader.see(reader.look()) is False
    assert text(reader) == "Hej"
    assert [change.cause for change in told] == ["foreign"]
    assert reader.see(reader.look()) is False
    assert len(told) == 1
    standings = [reader.standing]
    session.close()
    assert reader.see(reader.look()) is True
    assert reader.see(reader.look()) is False
    standings.append(reader.standing)
    assert standings == ["read", "left"]


def test_a_file_that_cannot_be_read_for_a_moment_leaves_the_reader_with_what_she_saw(
    session: Session,
) -> None:
    write(session, "Hej")
    assert session.save()
    reader = Session(open_meeting(session.path))
    data = session.path.read_bytes()
    session.path.write_text("[[", "utf-8")
    reader.see(reader.look())
    assert text(reader) == "Hej"
    session.path.write_bytes(data)
    reader.see(reader.look())
    assert text(reader) == "Hej"


def test_who_was_taken_over_with_all_that_was_typed_has_let_go(session: Session) -> None:
    write(session, "Hej")
    standings = [(session.standing, session.let_go)]
    taker = open_meeting(session.path, take_over=True)
    assert taker.meeting.agenda[0].entries[0].text == "Hej"
    assert not session.save()
    standings.append((session.standing, session.let_go))
    assert not session.close()
    standings.append((session.standing, session.let_go))
    assert standings == [("open", False), ("taken", True), ("taken", True)]
    taker.release()
