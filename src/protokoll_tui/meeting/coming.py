"""A coming meeting on one typed line: "28/8 9-12 digitalt", "8-9/10 internat", "AU: vecka 40 em (prel.)".

The line is what the minutes print, loosely typed: `title: when form note, place (note)`. Reading never
fails and loses nothing: what is no date is kept as a text in its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Attachment, Mode, NextMeeting
from protokoll_tui.meeting.text import clean_line, fold
from protokoll_tui.meeting.when import (
    UnreadError,
    WhenError,
    read_dates,
    read_span,
    short_dates,
    short_span,
)

_MODES: dict[str, Mode] = {
    "digitalt": "digital",
    "digital": "digital",
    "teams": "digital",
    "fysiskt": "physical",
    "fysisk": "physical",
    "hybrid": "hybrid",
    "hybridmöte": "hybrid",
}
_MODE_WORDS: dict[Mode, str] = {"": "", "digital": "digitalt", "physical": "fysiskt", "hybrid": "hybrid"}
_TENTATIVE = frozenset({"preliminärt", "preliminär", "prel", "prel."})
_TIME_WORDS = frozenset(
    {"em", "fm", "eftermiddag", "förmiddag", "eftermiddagen", "förmiddagen", "heldag", "halvdag", "kväll"}
)
_CLOCK_WORDS = frozenset({"kl", "kl.", "klockan"})
_WEEK_WORDS = frozenset({"vecka", "veckan", "v", "v."})
_HEAD = re.compile(r"([^:()]*[^\W\d_][^:()]*): +(?=\S)")
_NOTE = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
_ATTACHMENT = re.compile(
    r"(?:(Bilag[^:]{0,20}): *)?(.*?)(?: *\((?:§|punkt) *([^()]{1,20})\))?", re.IGNORECASE
)
_LONGEST_WHEN = 8


def read_coming(
    line: str, today: dt.date, bodies: Sequence[str] = (), old: NextMeeting | None = None
) -> NextMeeting:
    """Return the coming meeting that `line` means.

    Args:
        line: One typed line that is not empty.
        today: The day of this meeting; a date without a year comes after it.
        bodies: The bodies that meet now. A word of one of them before a colon tells whose meeting it is.
        old: What the line stood for before it was changed: its body stays where the line names none.
    """
    text = clean_line(line)
    values: dict[str, Any] = {name: field.default for name, field in NextMeeting.model_fields.items()}
    values["body"] = old.body if old and len(bodies) < 2 else ""
    notes: list[str] = []
    while (found := _HEAD.match(text)) and not values["title"]:
        body = _body(found[1], bodies)
        values["body" if body else "title"] = body or found[1].strip()
        text = text[found.end() :]
    if found := _NOTE.match(text):
        text = found[1]
        notes += _take_tentative(found[2].split(","), values)
    when, *places = (part.strip() for part in text.split(","))
    values["place"] = ", ".join(_take_mode(places, values))
    values["note"] = ", ".join(filter(None, [*_read_when(when.split(), today, values), *notes]))
    return changed(old or NextMeeting(), **values)


def coming_fault(line: str, today: dt.date) -> str:
    """Return what cannot be meant in the line ("31 februari finns inte"), or an empty string."""
    words = _HEAD.sub("", clean_line(line)).partition(",")[0].split()
    fault = _dates(words, today)[2]
    return str(fault) if fault else ""


def show_coming(coming: NextMeeting, today: dt.date, bodies: Sequence[str] = ()) -> str:
    """Return a coming meeting as the line that `read_coming` takes back."""
    heads = [short_body(coming.body, bodies) if len(bodies) > 1 else "", coming.title]
    when = [
        _show_dates(coming.date, coming.end_date, today) if coming.date else "",
        coming.date_text,
        _show_span(coming),
        coming.time_text,
        _MODE_WORDS[coming.mode],
    ]
    notes = ", ".join(part for part in ("preliminärt" if coming.tentative else "", coming.note) if part)
    line = ", ".join(part for part in (" ".join(filter(None, when)), coming.place) if part)
    head = "".join(f"{part}: " for part in heads if part)
    return f"{head}{line}{f' ({notes})' if notes else ''}".strip()


def short_body(body: str, bodies: Sequence[str]) -> str:
    """Return the first word of `body` that no other of `bodies` has, else the whole name."""
    others = {word for other in bodies if other != body for word in fold(other).split()}
    return next((word for word in body.split() if fold(word) not in others), body) if body in bodies else body


def read_attachment(line: str) -> Attachment:
    """Return the attachment of a line such as "Bilaga 1: Budget (§ 5)". The line is not empty."""
    found = _ATTACHMENT.fullmatch(clean_line(line))
    if found is None or not found[2]:
        return Attachment(title=clean_line(line))
    return Attachment(title=found[2], label=found[1] or "", item=found[3] or "")


def show_attachment(attachment: Attachment) -> str:
    """Return an attachment as the line that `read_attachment` takes back."""
    label = f"{attachment.label}: " if attachment.label else ""
    item = f" (§ {attachment.item.strip('§. ')})" if attachment.item else ""
    return f"{label}{attachment.title}{item}"


def _body(head: str, bodies: Sequence[str]) -> str:
    found = [
        body
        for body in bodies
        if fold(head) == fold(body) or fold(head) in (fold(word) for word in body.split())
    ]
    return found[0] if len(found) == 1 else ""


def _take_tentative(parts: Sequence[str], values: dict[str, Any]) -> Iterator[str]:
    for part in map(str.strip, parts):
        if part.casefold() in _TENTATIVE:
            values["tentative"] = True
        else:
            yield part


def _take_mode(parts: Sequence[str], values: dict[str, Any]) -> Iterator[str]:
    for part in parts:
        mode = _MODES.get(part.casefold())
        if mode and not values["mode"]:
            values["mode"] = mode
        elif part:
            yield part


def _read_when(words: list[str], today: dt.date, values: dict[str, Any]) -> list[str]:
    """Read date, time and form into `values` and return the words that are left, as a note."""
    words = [*_take_tentative(words, values)]
    count, dates, _ = _dates(words, today)
    if dates:
        values["date"], values["end_date"] = dates
    else:
        count = count or next((n for n in range(len(words)) if _ends_date(words, n)), len(words))
        values["date_text"] = " ".join(words[:count])
    left = [*_take_mode(_read_time(words[count:], values), values)]
    return [" ".join(left)] if left else []


def _dates(
    words: Sequence[str], today: dt.date
) -> tuple[int, tuple[dt.date, dt.date | None] | None, WhenError | None]:
    """Return how many of the first words are a date, which one, and why there can be none."""
    count, fault = 0, None
    for length in range(min(len(words), _LONGEST_WHEN), 0, -1):
        try:
            dates = read_dates(" ".join(words[:length]), today, ahead=True)
        except UnreadError:
            continue
        except WhenError as error:
            count, fault = length, error
            continue
        if fault is None and not (_is_hour(words[length - 1]) and dates[0] < today):
            return length, dates, None
    return count, None, fault


def _is_hour(word: str) -> bool:
    """Tell whether a number that could be a year of two digits could be an hour too."""
    return word.isdigit() and len(word) == 2 and int(word) <= 24


def _read_time(words: list[str], values: dict[str, Any]) -> list[str]:
    """Read the first words as a time into `values`; return the others."""
    for count in range(min(len(words), _LONGEST_WHEN), 0, -1):
        try:
            values["start"], values["end"] = read_span(" ".join(words[:count]))
        except WhenError:
            continue
        words = words[count:]
        break
    if words and words[0].casefold().rstrip(".") in _TIME_WORDS:
        values["time_text"] = words[0]
        words = words[1:]
    return words


def _ends_date(words: Sequence[str], index: int) -> bool:
    """Tell whether the word at `index` is a time or a form, so that a date in words ends before it.

    A bare number is a week or a year and not an hour.
    """
    word = words[index].casefold()
    if word in _MODES or word in _CLOCK_WORDS or word.rstrip(".") in _TIME_WORDS:
        return True
    if word.isdigit() or (index and words[index - 1].casefold() in _WEEK_WORDS):
        return False
    try:
        read_span(word)
    except WhenError:
        return False
    return True


def _show_span(coming: NextMeeting) -> str:
    """Return the time; after a date in words it needs a "kl", since "vecka 40 9" could be anything."""
    if coming.start is None:
        return ""
    span = short_span(coming.start, coming.end)
    return span if coming.date else f"kl {span}"


def _show_dates(first: dt.date, last: dt.date | None, today: dt.date) -> str:
    """Return the shortest text that is read back as the same day or days."""
    if last is None:
        texts = [f"{first.day}/{first.month}", f"{first.day}/{first.month} {first.year:04}"]
    else:
        texts = [
            f"{first.day}-{last.day}/{last.month}",
            f"{first.day}/{first.month}-{last.day}/{last.month}",
            short_dates(first, last, today),
        ]
    return next((text for text in texts if _dates(text.split(), today)[1] == (first, last)), texts[-1])
