"""iCalendar: the coming meetings, to be taken into anybody's calendar.

A coming meeting bears no name of its own in the file, and each minutes name most of those that the last ones
named. What stays the same from one to the next is what it is called and its day: the UID is made of these, so
newer minutes change an entry, also its time and place, and add no second one. A meeting that is moved to
another day is a new entry, and the old one has to be taken out by hand. The sequence is the day of the
minutes in numbers, so that newer ones win, and of the same minutes the one that is read last.

A meeting whose day is not known cannot stand in a calendar; `remarks` tells which they are.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar

from protokoll_tui.document.render import RenderError, RenderOptions
from protokoll_tui.document.tree import Document, Event

_ZONE = ZoneInfo("Europe/Stockholm")
_UIDS = uuid.UUID("6f9f3c1e-5b0e-4b0c-9d58-0d4f0f6a7c11")
_NO_DATE = dt.date(1970, 1, 1)
_STOCKHOLM = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def render(document: Document, options: RenderOptions) -> bytes:  # noqa: ARG001 - a calendar has no look
    """Return the coming meetings as a calendar. Raises RenderError where none has a day."""
    dated = [event for event in document.events if event.date]
    if not dated:
        raise RenderError(
            "Det finns inget kommande möte med datum att lägga i en kalender. "
            "Skriv in det under Kommande möten i Möte."
        )
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//protokoll-tui//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(icalendar.Timezone.from_ical(_STOCKHOLM))
    written = dt.date.fromisoformat(document.date) if document.date else _NO_DATE
    for event, uid in zip(dated, _uids(dated), strict=True):
        calendar.add_component(_entry(event, uid, written))
    return bytes(calendar.to_ical())


def remarks(document: Document) -> Iterator[str]:
    """Yield what the calendar leaves out, in Swedish."""
    for event in document.events:
        if not event.date:
            yield f"Ett kommande möte utan datum kom inte med i kalendern: {event.line}."


def _uids(events: list[Event]) -> Iterator[str]:
    """Yield a name for each event, made of what seldom changes. Of two on a day the order tells."""
    seen: list[str] = []
    for event in events:
        key = f"{event.summary}\n{event.date}"
        seen.append(key)
        yield str(uuid.uuid5(_UIDS, f"{key}\n{seen.count(key)}"))


def _entry(event: Event, uid: str, written: dt.date) -> icalendar.Event:
    """Return an event as an entry of the calendar. Its stamp is the day of the minutes, not today."""
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", dt.datetime.combine(written, dt.time(), dt.UTC))
    entry.add("sequence", max(0, (written - _NO_DATE).days))
    start, end = _span(event)
    entry.add("dtstart", start)
    if end:
        entry.add("dtend", end)
    entry.add("summary", event.summary)
    entry.add("description", event.line)
    if event.place:
        entry.add("location", event.place)
    entry.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    return entry


def _span(event: Event) -> tuple[dt.date, dt.date | None]:
    """Return when an event begins and ends: two moments, or days where a time is missing.

    A calendar's last day is the one after. An end that is not after the beginning is none.
    """
    first = event.date or _NO_DATE
    last = max(first, event.end_date or first)
    if event.start and (event.end or last == first):
        start = dt.datetime.combine(first, event.start, _ZONE)
        end = dt.datetime.combine(last, event.end, _ZONE) if event.end else start
        return start, end if end > start else None
    return first, last + dt.timedelta(days=1) if last < dt.date.max else None
