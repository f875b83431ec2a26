"""From draft to locked, step by step, each with a line in the log."""

import datetime as dt

import pytest

from protokoll_tui.meeting.model import Adjuster, Facts, LogLine, Meeting, Person, Roster, Status
from protokoll_tui.meeting.status import (
    StatusError,
    all_adjusted,
    allowed,
    is_locked,
    is_logged,
    last_change,
    proposed,
    proposed_person,
    restored,
    set_adjusted,
    set_status,
    walk_log,
    with_log,
)

DAY = dt.date(2026, 6, 1)


def at(status: Status, *adjusters: Adjuster) -> Meeting:
    return Meeting(facts=Facts(status=status), adjusters=adjusters)


def test_a_step_is_logged_with_day_and_person() -> None:
    meeting = set_status(at("draft"), "finished", DAY, "Alva Ek")
    assert meeting.facts.status == "finished"
    assert meeting.log == (LogLine(date=DAY, status="finished", by="Alva Ek"),)
    assert last_change(meeting, "finished") == meeting.log[0]
    assert last_change(meeting, "locked") is None


def test_the_same_status_again_is_no_change() -> None:
    assert set_status(at("locked"), "locked", DAY) == at("locked")


@pytest.mark.parametrize("status", ["approved", "locked"])
def test_a_draft_is_finished_before_it_is_approved_or_locked(status: Status) -> None:
    assert status not in allowed(at("draft"))
    assert status in allowed(at("finished"))
    with pytest.raises(StatusError, match="Sätt det till färdigt först"):
        set_status(at("draft"), status, DAY)


def test_locked_minutes_are_reopened_for_a_reason_that_is_logged() -> None:
    locked = set_status(at("approved"), "locked", DAY, "Alva Ek")
    assert is_locked(locked)
    with pytest.raises(StatusError, match="Skriv varför"):
        set_status(locked, "finished", DAY, "Bo Lind", "  ")
    reopened = set_status(locked, "finished", DAY, "Bo Lind", "Fel datum i § 4")
    assert not is_locked(reopened)
    assert reopened.log[-1].note == "Fel datum i § 4"
    assert [was_reopened for _, was_reopened in walk_log(reopened)] == [False, True]


def test_the_person_of_the_last_change_is_proposed_else_the_chair_else_an_adjuster() -> None:
    meeting = at("finished", Adjuster(name="Bo Lind"))
    assert proposed_person(at("finished")) == ""
    assert proposed_person(meeting) == "Bo Lind"
    chair = Roster(people=(Person(name="Cia Mård"), Person(name="Alva Ek", role="ordförande")))
    meeting = meeting.model_copy(update={"attendance": (chair,)})
    assert proposed_person(meeting) == "Alva Ek"
    assert proposed_person(set_status(meeting, "approved", DAY, "Ida Alm")) == "Ida Alm"


def test_who_set_a_status_by_hand_is_not_known_and_proposed_for_nothing() -> None:
    by_hand = with_log(at("finished", Adjuster(name="Bo Lind")), DAY)
    assert by_hand.log == (LogLine(date=DAY, status="finished", note="ändrad utanför programmet"),)
    assert with_log(by_hand, DAY) is by_hand
    assert with_log(at("draft"), DAY) == at("draft")
    assert proposed_person(by_hand) == "Bo Lind"


def test_the_step_that_comes_next_is_proposed() -> None:
    assert [proposed(at(status)) for status in ("draft", "finished", "circulated", "approved", "locked")] == [
        "finished",
        "circulated",
        "approved",
        "locked",
        "locked",
    ]


def test_minutes_that_all_have_adjusted_are_proposed_for_approved() -> None:
    meeting = at("finished", Adjuster(name="Alva"), Adjuster(name="Bo", note="§ 3"))
    assert not all_adjusted(meeting)
    assert proposed(meeting) == "circulated"
    done = set_adjusted(meeting, (DAY, DAY))
    assert done.adjusters == (Adjuster(name="Alva", date=DAY), Adjuster(name="Bo", date=DAY, note="§ 3"))
    assert proposed(done) == "approved"
    assert set_adjusted(done, (DAY, DAY)) is done
    assert not all_adjusted(set_adjusted(done, (DAY, None)))
    assert not all_adjusted(at("finished"))


def test_what_is_logged_is_known_also_where_the_same_line_stood_there_before() -> None:
    back = at("finished")
    for status in ("draft", "finished"):
        back = set_status(back, status, DAY)
    again = set_status(set_status(back, "draft", DAY), "finished", DAY)
    assert is_logged(back, again)
    assert not is_logged(again, back)
    assert not is_logged(back, back)


def test_an_earlier_version_comes_back_with_the_status_and_the_log_of_now() -> None:
    early = Meeting(facts=Facts(place="Salen"))
    now = set_status(Meeting(facts=Facts(place="Hallen")), "finished", DAY, "Alva Ek")
    found = restored(early, now)
    assert (found.facts.place, found.facts.status, found.log) == ("Salen", "finished", now.log)


def test_an_earlier_version_and_the_meeting_of_now_have_the_log_of_both() -> None:
    finished = set_status(at("draft"), "finished", DAY)
    version = set_status(finished, "circulated", DAY + dt.timedelta(1))
    now = set_status(finished, "approved", DAY + dt.timedelta(2))
    found = restored(version, now)
    assert [line.status for line in found.log] == ["finished", "circulated", "approved"]
    assert found.facts.status == "approved"


def test_an_earlier_version_brings_back_a_log_that_was_lost() -> None:
    version = set_status(at("draft"), "finished", DAY)
    assert restored(version, at("draft")) == version
