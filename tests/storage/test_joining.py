"""Two sides of one meeting: open ones are merged, and into locked minutes nobody's words are mixed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from protokoll_tui.meeting import edits, stream
from protokoll_tui.meeting.model import Facts, Item, Meeting, Status
from protokoll_tui.meeting.status import set_status
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.joining import Joined, join
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.merge3 import merge
from protokoll_tui.storage.reading import read_meeting
from tests.strategies import meetings

DAY = dt.date(2026, 6, 1)
OPEN = Meeting(facts=Facts(place="Salen", status="finished"), agenda=(Item(title="Inledning"),))


def typed(meeting: Meeting, text: str = "Karin föredrog.") -> Meeting:
    return stream.set_text(meeting, (0,), 0, text)


def moved(meeting: Meeting, place: str = "Hallen") -> Meeting:
    return edits.set_facts(meeting, place=place)


def with_status(meeting: Meeting, status: Status, note: str = "") -> Meeting:
    return set_status(meeting, status, DAY, "Alva Ek", note)


def locked(meeting: Meeting = OPEN) -> Meeting:
    return with_status(meeting, "locked")


def test_what_is_open_on_both_sides_is_merged() -> None:
    assert join(OPEN, typed(OPEN), moved(OPEN)) == Joined(typed(moved(OPEN)))
    assert join(OPEN, moved(OPEN, "Köket"), moved(OPEN)) == Joined(moved(OPEN, "Köket"), theirs_beside=True)


def test_minutes_that_were_locked_here_are_as_they_were_locked_whatever_was_written_elsewhere() -> None:
    ours = locked(typed(OPEN))
    for base in (OPEN, typed(OPEN)):
        assert join(base, ours, moved(OPEN)) == Joined(ours, theirs_beside=True)
    assert join(OPEN, ours, OPEN) == Joined(ours)


def test_who_reopens_minutes_or_changes_them_as_locked_is_followed() -> None:
    ours = locked()
    reopened = typed(with_status(ours, "finished", "Fel namn"))
    by_hand = moved(ours)
    for theirs in (reopened, by_hand):
        assert join(ours, ours, theirs) == Joined(theirs)


def test_minutes_that_were_locked_elsewhere_stand_and_what_was_typed_here_is_kept_beside() -> None:
    theirs = locked(moved(OPEN))
    assert join(OPEN, typed(OPEN), theirs) == Joined(theirs, ours_beside=True)
    assert join(OPEN, OPEN, theirs) == Joined(theirs)
    assert join(typed(OPEN), typed(OPEN), locked(typed(OPEN))) == Joined(locked(typed(OPEN)))


def test_an_old_copy_of_locked_minutes_does_not_lock_what_was_reopened() -> None:
    ours = typed(with_status(locked(), "finished", "Fel namn"))
    assert join(locked(), ours, moved(locked())).meeting == moved(ours)
    put_back = join(ours, ours, locked()).meeting
    assert (put_back.facts.status, put_back.log) == ("finished", ours.log)


def test_a_line_of_the_log_that_locked_minutes_lack_is_kept_beside() -> None:
    circulated = with_status(OPEN, "circulated")
    assert join(circulated, circulated, locked()) == Joined(locked(), ours_beside=True)
    assert join(circulated, locked(), circulated) == Joined(locked(), theirs_beside=True)


def test_minutes_that_were_locked_on_both_sides_are_ours_and_theirs_is_kept_beside() -> None:
    theirs = set_status(moved(OPEN), "locked", DAY, "Bo Lind")
    assert join(OPEN, locked(), theirs) == Joined(locked(), theirs_beside=True)


@given(meetings, meetings, meetings)
def test_of_any_three_meetings_a_side_that_was_not_merged_stands_whole_and_the_other_is_kept(
    base: Meeting, ours: Meeting, theirs: Meeting
) -> None:
    joined = join(base, ours, theirs)
    if joined.meeting in (ours, theirs) and "locked" in (ours.facts.status, theirs.facts.status):
        assert joined.theirs_beside or joined.meeting == theirs or theirs == base
        assert joined.ours_beside or joined.meeting == ours or ours == base
    else:
        assert joined.meeting == merge(base, ours, theirs).meeting
    for side, beside in ((ours, joined.ours_beside), (theirs, joined.theirs_beside)):
        assert beside or not Counter(side.log) - Counter(joined.meeting.log)
    if joined.meeting.facts.status != "locked":
        assert Counter(joined.meeting.log) == Counter(ours.log) | Counter(theirs.log)


# --- in the file -----------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> MeetingFile:
    return MeetingFile.create(tmp_path / "mote.toml", OPEN)


def write_elsewhere(file: MeetingFile, meeting: Meeting) -> None:
    MeetingFile.open(file.path).save(meeting)


def test_an_old_copy_that_an_editor_saves_gets_not_into_locked_minutes(file: MeetingFile) -> None:
    stale = file.path.read_text("utf-8").replace("Salen", "Hallen")
    ours = locked(typed(OPEN))
    file.save(typed(OPEN))
    file.save(ours)
    file.path.write_text(stale, "utf-8")
    result = file.save(ours)
    assert read_meeting(file.path).meeting == ours
    assert result.conflict is not None
    assert result.conflict.read_text("utf-8") == stale


def test_words_that_were_not_saved_when_somebody_locked_lie_beside_and_that_is_told(
    file: MeetingFile,
) -> None:
    theirs = locked()
    write_elsewhere(file, theirs)
    result = file.save(typed(OPEN))
    assert read_meeting(file.path).meeting == theirs
    assert result.own is not None
    assert read_meeting(result.own).meeting == typed(OPEN)
    assert result.notice == (
        "Någon annan har låst protokollet. "
        f"Det som du hade skrivit här ligger kvar bredvid, som {result.own.name}."
    )
    assert asides_of(file.path) == [result.own]
