"""Dates and times as a person types them: "29/5", "fredag 29 maj", "260529", "9-12", "kl 13-16.30".

Reading is pure: what "today" is comes in as an argument. What cannot be read raises `WhenError`, whose
text is a Swedish sentence for the reader, made to stand under the field.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from protokoll_tui.meeting.text import clean_line

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

_DATE_HINT = "Skriv datum som 29/5 eller 2026-05-29"
_TIME_HINT = "Skriv tid som 9-12 eller 13.15"
_BACKWARDS = "slutet ligger före början"

_LOOK_BACK = dt.timedelta(days=120)
"""How long ago a date without a year may lie: minutes are written late, but meetings planned earlier."""

_RELATIVE = {"igår": -1, "i går": -1, "idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "i övermorgon": 2}
_DASH = re.compile(r"\s*(?:--|[-–—]|\btill\b|\bt\.?o\.?m\.?(?=\s)|\boch\b)\s*")
_FILLER = re.compile(r"^(?:på |den )+")

_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})-(\d{2})-(\d{2})|(\d{2}|\d{4})(\d{2})(\d{2})"
)
_DAY_MONTH = re.compile(r"(\d{1,2}) ?[/.] ?(\d{1,2})\.?(?:[ /.-]+(\d{4}|\d{2}))?")
_DAY_NAME = re.compile(r"(\d{1,2})(?::[ae])? ?([a-zåäö]{3,})\.?(?:[ -]+(\d{4}|\d{2}))?")
_DAY = re.compile(r"(\d{1,2})(?::[ae])?")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2})(?:[.:](\d{2}))?)?|(\d{1,2})(\d{2})")
_CLOCK = re.compile(r"^(?:från )?(?:klockan|kl\.?) ?")


class WhenError(ValueError):
    """A date or a time that cannot be understood. Its text is Swedish and says what to do."""


class UnreadError(WhenError):
    """The text does not look like a date or a time at all, as "vecka 12" or "em"."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A date as it was written; None for what was left out. A month of 13 has not been refused yet."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def read_date(text: str, today: dt.date, *, ahead: bool = False) -> dt.date:
    """Return the date that `text` means.

    Without a year it is the one nearest to come, or one of the last months; with `ahead` it is never
    before `today`, as the due date of a task. Raises WhenError.
    """
    parts = _read_parts(_plain(text), today)
    if parts is None or parts.month is None:
        raise UnreadError(_DATE_HINT)
    return _resolve(parts, today if ahead else today - _LOOK_BACK)


def read_dates(text: str, today: dt.date, *, ahead: bool = False) -> tuple[dt.date, dt.date | None]:
    """Return the first and the last day that `text` means ("8-9/10"), None for the last of a single day.

    A year that was left out is found as in `read_date`. Raises WhenError.
    """
    plain = _plain(text)
    if _read_parts(plain, today) is not None:
        return read_date(plain, today, ahead=ahead), None
    for left, right in _halves(plain):
        first, last = _read_parts(left, today), _read_parts(right, today)
        if first and last and last.month is not None:
            return _resolve_span(first, last, today if ahead else today - _LOOK_BACK)
    raise UnreadError(_DATE_HINT)


def read_span(text: str) -> tuple[dt.time, dt.time | None]:
    """Return the start and the end that `text` means ("9-12"), None for the end where only one is given.

    Raises WhenError.
    """
    plain = _CLOCK.sub("", _plain(text))
    left, *rest = _DASH.split(plain, maxsplit=1)
    start = _read_time(left)
    if not rest or not rest[0]:
        return start, None
    end = _read_time(_CLOCK.sub("", rest[0]))
    if end < start:
        raise WhenError(_BACKWARDS)
    return start, end


def short_date(day: dt.date, today: dt.date) -> str:
    """Return `day` for a form field: "29/5", with its year where `read_date` would take another one."""
    short = f"{day.day}/{day.month}"
    near = read_date(short, today) if (day.day, day.month) != (29, 2) else None
    return short if near == day else f"{short} {day.year:04}"


def short_dates(first: dt.date, last: dt.date | None, today: dt.date) -> str:
    """Return one day or a span of days for a form field, as `read_dates` takes it back."""
    if last is None or last == first:
        return short_date(first, today)
    return f"{first.day}/{first.month} {first.year:04} – {last.day}/{last.month} {last.year:04}"


def short_span(start: dt.time, end: dt.time | None = None) -> str:
    """Return a time or a span of time for a form field: "9", "9–12", "9.15–12"."""
    return _short_time(start) if end is None else f"{_short_time(start)}–{_short_time(end)}"


def _plain(text: str) -> str:
    return " ".join(clean_line(text).casefold().split()).rstrip(".,; ")


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for dash in _DASH.finditer(text):
        yield text[: dash.start()], text[dash.end() :]


def _read_parts(text: str, today: dt.date) -> _Parts | None:
    """Read the parts of a date, or None where `text` does not look like one."""
    if text in _RELATIVE:
        day = today + dt.timedelta(days=_RELATIVE[text])
        return _Parts(day.day, day.month, day.year)
    weekday, text = _take_weekday(_FILLER.sub("", text))
    text = _FILLER.sub("", text)
    if not text and weekday is not None:
        day = today + dt.timedelta(days=(weekday - today.weekday()) % 7)
        return _Parts(day.day, day.month, day.year)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day_number = (part for part in found.groups() if part is not None)
        return _Parts(int(day_number), int(month), _full_year(year, today), weekday)
    if found := _DAY_MONTH.fullmatch(text):
        return _Parts(int(found[1]), int(found[2]), _full_year(found[3], today), weekday)
    if (found := _DAY_NAME.fullmatch(text)) and (month_number := _month(found[2])):
        return _Parts(int(found[1]), month_number, _full_year(found[3], today), weekday)
    if found := _DAY.fullmatch(text):
        return _Parts(int(found[1]), weekday=weekday)
    return None


def _take_weekday(text: str) -> tuple[int | None, str]:
    word, _, rest = text.partition(" ")
    word = word.rstrip(".,").removesuffix("en")
    if len(word) >= 3:
        for number, name in enumerate(WEEKDAYS):
            if name.startswith(word):
                return number, rest
    return None, text


def _month(word: str) -> int | None:
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), None)


def _full_year(year: str | None, today: dt.date) -> int | None:
    if year is None or len(year) == 4:
        return None if year is None else int(year)
    return min((1900 + int(year), 2000 + int(year)), key=lambda full: abs(full - today.year))


def _resolve(parts: _Parts, earliest: dt.date) -> dt.date:
    """Make a date of parts that hold a month, at the first fit from `earliest` where no year was given."""
    month = parts.month or 0
    if not 1 <= month <= 12:
        raise WhenError(f"månad {month} finns inte")
    name = f"{parts.day} {MONTHS[month - 1]}"
    longest = 29 if month == 2 else monthrange(2001, month)[1]
    if not 1 <= parts.day <= longest:
        raise WhenError(f"{name} finns inte")
    year = parts.year
    if year is None:
        year = earliest.year + ((month, parts.day) < (earliest.month, earliest.day))
    try:
        day = dt.date(year, month, parts.day)
    except ValueError:
        raise WhenError(f"{name} {year} finns inte") from None
    if parts.weekday is not None and day.weekday() != parts.weekday:
        raise WhenError(f"{name} {year} är en {WEEKDAYS[day.weekday()]}, inte en {WEEKDAYS[parts.weekday]}")
    return day


def _resolve_span(first: _Parts, last: _Parts, earliest: dt.date) -> tuple[dt.date, dt.date | None]:
    if first.month is None:
        first = replace(first, month=last.month, year=first.year or last.year)
    if first.year is not None and last.year is None:
        start = _resolve(first, earliest)
        end = _resolve(last, start)
    else:
        end = _resolve(last, earliest)
        start = _resolve(_year_before(first, end), end)
    if end < start:
        raise WhenError(_BACKWARDS)
    return start, end if end > start else None


def _year_before(first: _Parts, end: dt.date) -> _Parts:
    """Give the first day the year of the last one, or the year before where it turns between them."""
    if first.year is not None or first.month is None:
        return first
    turns = first.month > end.month and end.month <= 2
    return replace(first, year=end.year - turns)


def _read_time(text: str) -> dt.time:
    found = _TIME.fullmatch(text)
    if found is None:
        raise UnreadError(_TIME_HINT)
    hour, minute, second = found[1] or found[4], found[2] or found[5] or "0", found[3] or "0"
    try:
        return dt.time(int(hour), int(minute), int(second))
    except ValueError:
        raise WhenError(f"klockan {text} finns inte") from None


def _short_time(time: dt.time) -> str:
    if time.second:
        return f"{time.hour}.{time.minute:02}.{time.second:02}"
    return f"{time.hour}.{time.minute:02}" if time.minute else str(time.hour)
