"""The calendar of every example, read again by a library that knows RFC 5545."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import icalendar
import pytest

from protokoll_tui.meeting.model import Meeting, NextMeeting
from protokoll_tui.minutes import make_minutes

ZONE = "Europe/Stockholm"
SWEDISH = {"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"}


def calendar_of(file: Path, meeting: Meeting) -> icalendar.Calendar:
    minutes = make_minutes(meeting, file, file.read_bytes)
    data = minutes.render("calendar", minutes.options("calendar"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (calendar,) = icalendar.Calendar.from_ical(data, multiple=True)
    return calendar


@pytest.fixture
def calendar(file: Path, meeting: Meeting) -> icalendar.Calendar:
    return calendar_of(file, meeting)


@pytest.fixture
def coming(meeting: Meeting) -> list[NextMeeting]:
    """The coming meetings that have a day: those that a calendar can hold."""
    return [each for each in meeting.next_meetings if each.date]


def days(coming: NextMeeting) -> tuple[dt.date, dt.date]:
    assert coming.date
    return coming.date, coming.end_date or coming.date


def test_nothing_in_it_is_wrong(calendar: icalendar.Calendar) -> None:
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert [error for part in calendar.walk() for error in part.errors] == []


def test_each_coming_meeting_with_a_day_has_an_entry_of_its_own(
    calendar: icalendar.Calendar, coming: list[NextMeeting]
) -> None:
    assert len(calendar.events) == len(coming) > 0
    assert max(Counter(str(entry["uid"]) for entry in calendar.events).values()) == 1


def test_an_entry_keeps_its_name_when_the_minutes_are_written_again(
    file: Path, meeting: Meeting, calendar: icalendar.Calendar
) -> None:
    facts = meeting.facts.model_copy(update={"status": "approved", "place": "Ny sal"})
    moved = [each.model_copy(update={"place": "Ny sal", "note": "ny"}) for each in meeting.next_meetings]
    later = meeting.model_copy(update={"facts": facts, "next_meetings": tuple(moved)})
    assert uids(calendar_of(file, later)) == uids(calendar)


def uids(calendar: icalendar.Calendar) -> list[str]:
    return [str(entry["uid"]) for entry in calendar.events]


def moment(when: dt.date) -> tuple[dt.date, dt.time]:
    assert isinstance(when, dt.datetime)
    return when.date(), when.time()


def test_an_entry_begins_and_ends_when_the_meeting_does(
    calendar: icalendar.Calendar, coming: list[NextMeeting]
) -> None:
    for entry, each in zip(calendar.events, coming, strict=True):
        first, last = days(each)
        if isinstance(entry.start, dt.datetime):
            assert moment(entry.start) == (first, each.start)
            assert (moment(entry.end) if "dtend" in entry else None) == (
                (last, each.end) if each.end else None
            )
        else:
            assert not each.start
            assert (entry.start, entry.end) == (first, last + dt.timedelta(days=1))


def test_a_time_is_in_the_zone_that_the_calendar_brings(
    calendar: icalendar.Calendar, coming: list[NextMeeting]
) -> None:
    (zone,) = calendar.timezones
    assert zone.tz_name == ZONE
    assert not calendar.get_missing_tzids()
    for entry, each in zip(calendar.events, coming, strict=True):
        assert entry["dtstart"].params.get("TZID") == (ZONE if each.start else None)


def test_an_entry_says_in_swedish_what_it_is_and_whether_it_is_sure(
    meeting: Meeting, calendar: icalendar.Calendar, coming: list[NextMeeting]
) -> None:
    for entry, each in zip(calendar.events, coming, strict=True):
        body = each.body or ", ".join(meeting.facts.bodies)
        assert str(entry["summary"]) == ", ".join(filter(None, (each.title, body)))
        said = str(entry["description"])
        assert SWEDISH & set(said.split()) or each.end_date
        assert ("preliminärt" in said) == each.tentative
        assert entry["status"] == ("TENTATIVE" if each.tentative else "CONFIRMED")
