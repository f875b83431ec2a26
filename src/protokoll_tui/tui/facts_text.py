"""The facts of a meeting as they are typed: what each field shows, and what its text makes of the meeting.

Nothing that is typed is lost. What is no date or no time is kept as it stands in `date_text`, which the
minutes print beside or in place of the date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from protokoll_tui.document.dates import date_span, time_span
from protokoll_tui.meeting.edits import set_facts
from protokoll_tui.meeting.model import Adjuster, Facts, Meeting
from protokoll_tui.meeting.text import clean_line
from protokoll_tui.meeting.when import (
    UnreadError,
    WhenError,
    read_dates,
    read_span,
    short_dates,
    short_span,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field answers to its text. `wrong` where the text cannot be meant."""

    text: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class FactField:
    """One field of the form.

    `step` is the name of its edits in the undo list. `write` takes the meeting, the meeting as it was
    when the field was entered, and the text.
    """

    name: str
    label: str
    step: str
    hint: str
    show: Callable[[Meeting], str]
    write: Callable[[Meeting, Meeting, str], Meeting]
    many: bool = False


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list typed with semicolons."""
    return tuple(part for part in map(clean_line, text.split(";")) if part)


def _line(name: str, label: str, hint: str, step: str = "") -> FactField:
    def show(meeting: Meeting) -> str:
        return str(getattr(meeting.facts, name))

    def write(meeting: Meeting, _entered: Meeting, text: str) -> Meeting:
        return set_facts(meeting, **{name: clean_line(text)})

    return FactField(name, label, step or label.lower(), hint, show, write)


def _show_bodies(meeting: Meeting) -> str:
    return "; ".join(meeting.facts.bodies)


def _write_bodies(meeting: Meeting, _entered: Meeting, text: str) -> Meeting:
    return set_facts(meeting, bodies=split_list(text))


def _show_number(meeting: Meeting) -> str:
    return str(meeting.facts.first_number)


def read_number(text: str) -> int | None:
    """Return the number of the first item, 1 for an empty text, None where it is no such number."""
    text = clean_line(text).removeprefix("§").strip()
    if not text:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def answer_number(text: str) -> Answer:
    """Return what is wrong with the number of the first item."""
    if read_number(text) is None:
        return Answer("Skriv ett heltal, som 31", wrong=True)
    return Answer()


def _write_number(meeting: Meeting, _entered: Meeting, text: str) -> Meeting:
    number = read_number(text)
    return meeting if number is None else set_facts(meeting, first_number=number)


def _show_adjusters(meeting: Meeting) -> str:
    return "; ".join(adjuster.name for adjuster in meeting.adjusters)


def _write_adjusters(meeting: Meeting, entered: Meeting, text: str) -> Meeting:
    """Set the names. One that stood there when the field was entered keeps its date and note."""
    known = {adjuster.name: adjuster for adjuster in (*entered.adjusters, *meeting.adjusters)}
    adjusters = tuple(known.get(name) or Adjuster(name=name) for name in split_list(text))
    return meeting if adjusters == meeting.adjusters else meeting.model_copy(update={"adjusters": adjusters})


FIELDS: tuple[FactField, ...] = (
    _line("kind", "Typ", "t.ex. Protokoll eller Minnesanteckningar"),
    FactField(
        "bodies", "Organ", "organ", "Flera skiljs med semikolon", _show_bodies, _write_bodies, many=True
    ),
    _line("place", "Plats", "Sal, adress"),
    _line("link", "Länk", "Adressen till ett digitalt möte; skrivs inte ut"),
    _line("unit", "Tjänsteställe", "Förvaltningen som för protokollet"),
    _line("secretary", "Sekreterare", ""),
    _line("reference", "Beteckning", "Diarienummer eller egen beteckning"),
    _line("number", "Mötesnummer", "t.ex. 4/2026"),
    FactField(
        "first_number",
        "Första paragraf",
        "första paragraf",
        "1",
        _show_number,
        _write_number,
    ),
    FactField(
        "adjusters",
        "Justerare",
        "justerare",
        "Flera skiljs med semikolon",
        _show_adjusters,
        _write_adjusters,
        many=True,
    ),
    _line("title", "Rubrik", "Tomt: görs av typ, organ och datum"),
)
"""The fields of one line but date and time, which are read together."""


def show_when(facts: Facts, today: dt.date) -> tuple[str, str]:
    """Return the texts of the date field and of the time field."""
    span = short_span(facts.start, facts.end) if facts.start else ""
    if facts.date is None:
        return facts.date_text, span
    return short_dates(facts.date, facts.end_date, today), span or facts.date_text


def write_when(meeting: Meeting, entered: Meeting, date: str, time: str, today: dt.date) -> Meeting:
    """Return the meeting with the date and the time that the two fields mean.

    What is not understood goes to `date_text`. One that a file holds beside a date and a time is shown
    in no field, and stays.
    """
    values: dict[str, object] = {"date": None, "end_date": None, "start": None, "end": None}
    unread: list[str] = []
    if date.strip():
        try:
            values["date"], values["end_date"] = read_dates(date, today)
        except WhenError:
            unread.append(clean_line(date))
    if time.strip():
        try:
            values["start"], values["end"] = read_span(time)
        except WhenError:
            unread.append(clean_line(time))
    elif entered.facts.start is None:
        values["end"] = entered.facts.end
    if not unread and entered.facts.date and entered.facts.start and values["date"] and values["start"]:
        unread.append(entered.facts.date_text)
    return set_facts(meeting, **values, date_text=" ".join(unread))


def answer_date(text: str, today: dt.date) -> Answer:
    """Return how the date was understood: "fredag 29 maj 2026", or what is wrong with it."""
    if not text.strip():
        return Answer()
    try:
        first, last = read_dates(text, today)
    except UnreadError:
        return Answer("Skrivs som det står. Ett datum skrivs 29/5 eller 2026-05-29.")
    except WhenError as error:
        return Answer(_sentence(error), wrong=True)
    return Answer(date_span(first, last, weekday=True))


def answer_time(text: str) -> Answer:
    """Return how the time was understood: "kl. 9.00–12.00", or what is wrong with it."""
    if not text.strip():
        return Answer()
    try:
        start, end = read_span(text)
    except UnreadError:
        return Answer("Skrivs som det står. En tid skrivs 9-12 eller 13.15.")
    except WhenError as error:
        return Answer(_sentence(error), wrong=True)
    return Answer(time_span(start, end))


def _sentence(error: WhenError) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]
