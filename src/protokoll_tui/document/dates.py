"""Dates and times as Swedish minutes write them.

Twelve months and seven days are all that is needed of a locale, and this is on the way of every key
press in the preview; so the words stand here and no library is loaded.
"""

from __future__ import annotations

import datetime as dt
import re

from protokoll_tui.meeting.when import MONTHS, WEEKDAYS

_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")


def day_month(date: dt.date) -> str:
    """Return "29 maj"."""
    return f"{date.day} {MONTHS[date.month - 1]}"


def long_date(date: dt.date, *, weekday: bool = False) -> str:
    """Return "29 maj 2026", or "fredag 29 maj 2026" with `weekday`."""
    day = f"{WEEKDAYS[date.weekday()]} " if weekday else ""
    return f"{day}{day_month(date)} {date.year}"


def whole_days(text: str) -> str:
    """Return a title whose days no line can part: "29 maj 2026" with blanks that hold together."""
    return _DAY.sub(lambda day: day[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def date_span(start: dt.date, end: dt.date | None = None, *, weekday: bool = False) -> str:
    """Return "8–9 oktober 2026", "30 september – 1 oktober 2026", or one date where `end` adds none.

    The weekday is only written of a single day.
    """
    if end is None or end == start:
        return long_date(start, weekday=weekday)
    if start.year != end.year:
        return f"{long_date(start)} – {long_date(end)}"
    if start.month != end.month:
        return f"{day_month(start)} – {long_date(end)}"
    return f"{start.day}–{long_date(end)}"


def clock(time: dt.time) -> str:
    """Return "9.00"."""
    return f"{time.hour}.{time.minute:02}"


def time_span(start: dt.time | None, end: dt.time | None = None) -> str:
    """Return "kl. 9.00–12.00"; "kl. 9.00" or "till kl. 12.00" where one is missing; "" where both are."""
    if start and end:
        return f"kl. {clock(start)}–{clock(end)}"
    if start:
        return f"kl. {clock(start)}"
    return f"till kl. {clock(end)}" if end else ""


def moment(
    date: dt.date | None = None,
    end_date: dt.date | None = None,
    start: dt.time | None = None,
    end: dt.time | None = None,
    *,
    date_text: str = "",
    time_text: str = "",
) -> str:
    """Return when a meeting is, from whatever is known of it: "fredag 29 maj 2026 kl. 9.00–12.00".

    Of several days the first time belongs to the first day and the last one to the last. A text
    stands beside the date or the time, or in its place.
    """
    times = " ".join(part for part in (time_span(start, end), time_text) if part)
    if date and end_date and end_date != date and start and end:
        first = day_month(date) if date.year == end_date.year else long_date(date)
        days = f"{first} kl. {clock(start)} – {long_date(end_date)} kl. {clock(end)}"
        times = time_text
    else:
        days = date_span(date, end_date, weekday=True) if date else ""
    return " ".join(part for part in (days, date_text, times) if part)
