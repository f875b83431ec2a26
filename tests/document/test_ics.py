"""The calendar: what a program that reads RFC 5545 gets to know of the coming meetings."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import RenderError, remarks, render
from protokoll_tui.meeting.model import Facts, Meeting, NextMeeting
from tests.strategies import meetings

DAY = dt.date(2026, 8, 28)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def meeting(*coming: NextMeeting, **facts: object) -> Meeting:
    return Meeting(facts=Facts.model_validate({"bodies": ["Rådet"], **facts}), next_meetings=coming)


def entries(*coming: NextMeeting, **facts: object) -> list[icalendar.Event]:
    data = render(compose(meeting(*coming, **facts)), "calendar")
    return icalendar.Calendar.from_ical(data).events


def entry(**values: object) -> icalendar.Event:
    (found,) = entries(NextMeeting.model_validate({"date": DAY, **values}))
    return found


def test_a_meeting_with_times_is_in_swedish_time() -> None:
    found = entry(start=dt.time(9), end=dt.time(12))
    assert found.start == dt.datetime(2026, 8, 28, 9, tzinfo=STOCKHOLM)
    assert found.end == dt.datetime(2026, 8, 28, 12, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(("month", "hours"), [(1, 1), (7, 2)])
def test_the_calendar_brings_its_own_summer_time(month: int, hours: int) -> None:
    coming = NextMeeting(date=dt.date(2027, month, 10), start=dt.time(9))
    calendar = icalendar.Calendar.from_ical(render(compose(meeting(coming)), "calendar"))
    (zone,) = calendar.timezones
    assert zone.tz_name == "Europe/Stockholm"
    at = dt.datetime(2027, month, 10, 9, tzinfo=zone.to_tz(lookup_tzid=False))
    assert at.utcoffset() == dt.timedelta(hours=hours)


def test_a_meeting_without_a_time_takes_the_whole_day() -> None:
    found = entry(time_text="em")
    assert (found.start, found.end) == (DAY, dt.date(2026, 8, 29))
    assert "em" in str(found["description"])


def test_a_meeting_of_several_days_ends_on_the_last_one() -> None:
    found = entry(end_date=dt.date(2026, 8, 29))
    assert (found.start, found.end) == (DAY, dt.date(2026, 8, 30))
    found = entry(end_date=dt.date(2026, 8, 29), start=dt.time(12), end=dt.time(13))
    assert found.end == dt.datetime(2026, 8, 29, 13, tzinfo=STOCKHOLM)


def test_of_several_days_with_no_time_to_end_the_days_are_whole() -> None:
    assert entry(end_date=dt.date(2026, 8, 29), start=dt.time(12)).start == DAY


def test_an_end_that_is_not_after_the_beginning_is_none() -> None:
    assert "dtend" not in entry(start=dt.time(9), end=dt.time(8))
    assert entry(end_date=dt.date(2026, 8, 1)).end == dt.date(2026, 8, 29)


def test_a_tentative_meeting_is_marked_so() -> None:
    assert entry(tentative=True)["status"] == "TENTATIVE"
    assert entry()["status"] == "CONFIRMED"


def test_a_meeting_is_called_by_its_title_and_body_and_has_a_place() -> None:
    found = entry(title="Extra möte", place="Nora; sal 1, plan 2", mode="hybrid")
    assert str(found["summary"]) == "Extra möte, Rådet"
    assert str(found["location"]) == "Nora; sal 1, plan 2 (hybridmöte)"
    assert str(entry(body="AU")["summary"]) == "AU"
    (nameless,) = entries(NextMeeting(date=DAY), bodies=[])
    assert str(nameless["summary"]) == "Möte"


def test_newer_minutes_change_an_entry_and_add_none() -> None:
    (before,) = entries(NextMeeting(date=DAY), date=dt.date(2026, 5, 1))
    (after,) = entries(NextMeeting(date=DAY, start=dt.time(9), place="Nora"), date=dt.date(2026, 6, 1))
    assert before["uid"] == after["uid"]
    assert int(str(before["sequence"])) < int(str(after["sequence"]))
    assert dt.datetime(2026, 5, 1, tzinfo=dt.UTC) == before.DTSTAMP
    assert dt.datetime(2026, 6, 1, tzinfo=dt.UTC) == after.DTSTAMP


def test_two_meetings_on_a_day_are_two_entries() -> None:
    found = entries(NextMeeting(date=DAY, start=dt.time(9)), NextMeeting(date=DAY, start=dt.time(13)))
    assert len({each["uid"] for each in found}) == 2


def test_a_meeting_without_a_day_is_left_out_and_that_is_said() -> None:
    document = compose(meeting(NextMeeting(date=DAY), NextMeeting(date_text="vecka 40", tentative=True)))
    assert len(icalendar.Calendar.from_ical(render(document, "calendar")).events) == 1
    assert remarks(document, "calendar") == (
        "Ett kommande möte utan datum kom inte med i kalendern: vecka 40 (preliminärt).",
    )
    assert remarks(document, "text") == ()


def test_without_any_day_there_is_no_calendar() -> None:
    with pytest.raises(RenderError, match="inget kommande möte med datum"):
        render(compose(meeting(NextMeeting(date_text="i höst"))), "calendar")


@given(meetings)
def test_any_coming_meetings_can_be_read_again(any_meeting: Meeting) -> None:
    document = compose(any_meeting)
    dated = [event for event in document.events if event.date]
    if not dated:
        return
    data = render(document, "calendar")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = icalendar.Calendar.from_ical(data).events
    assert [str(each["summary"]) for each in found] == [event.summary for event in dated]
    assert [str(each["description"]) for each in found] == [event.line for event in dated]
    assert not [error for each in found for error in each.errors]
