"""One open meeting: steps, undo past saves, and what its listeners are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.session import ELSEWHERE, RUN_PAUSE, Change, Session
from protokoll_tui.storage.lock import Holder
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import journal_ahead


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
    session.apply("status låst", edits.set_facts(session.meeting, status="locked"))
    locked = session.meeting
    write(session, "Hej då")
    assert session.undo() is None
    assert session.redo() is None
    assert session.meeting is locked
    assert session.closed
    assert refused == [None] * 3
    assert session.apply("status färdigt", edits.set_facts(locked, status="finished"))
    write(session, "Hej då")
    assert text(session) == "Hej då"


def test_a_change_is_in_the_journal_before_the_next_key(session: Session) -> None:
    write(session, "Hej")
    assert session.wait_journalled(60.0)
    assert journal_ahead(session.path) is not None
