"""What was entered in a meeting and is to be in its minutes, told from the model alone.

Nothing here asks the program how it prints: so a field that it forgets is missed. What a layout leaves out or
puts elsewhere by its own word is said where it is done. Labels and other words of the layout are not asked
for; they have their own tests.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple, TypeVar

from protokoll_tui.document.layout import Layout, Section
from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Entry,
    Facts,
    Frozen,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Roster,
)
from protokoll_tui.meeting.place import walk_items

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
GATHERED: frozenset[Section] = frozenset({"decisions", "tasks", "forwarded"})
"""Sections that say once more what stands under the items."""

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"(?<=\w)(\*+)(?=\w)")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|[0-9]{1,3}[.)])(?:\s+|$)")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_SHARED = frozenset({"bodies", "body"})
"""Fields that say the same where they mean the same."""

F = TypeVar("F", bound=Frozen)


class Run(NamedTuple):
    """Words that stand in a row, one space between them."""

    words: str
    times: int = 0
    """How often they stand there; 0 for at least once."""
    any_case: bool = False


class Entered(NamedTuple):
    """What is to be there: somewhere, and after what stands before it."""

    somewhere: list[Run]
    in_order: list[Run]


def words_of(text: str) -> str:
    """The words of a text with one space between them: letters and digits, without any mark."""
    return " ".join(_WORD.findall(text))


def marked(meeting: Meeting) -> Meeting:
    """The meeting with a word of its own at the end of each line, so that none is like another.

    A star inside a word gets a space behind it: whether it parts two words depends on the others in its line.
    """
    numbers = count()
    shared: dict[str, str] = {}

    def line(text: str) -> str:
        return _INSIDE.sub(r"\1 ", text) + f" q{next(numbers)}z" if text.strip() else text

    def text(field: str, value: str) -> str:
        if field in _SHARED:
            return shared.setdefault(value, line(value))
        return "\n".join(map(line, value.split("\n")))

    def model(old: F) -> F:
        update: dict[str, object] = {}
        for name, field in type(old).model_fields.items():
            value = getattr(old, name)
            if isinstance(value, Frozen):
                update[name] = model(value)
            elif isinstance(value, tuple):
                update[name] = tuple(
                    model(each) if isinstance(each, Frozen) else text(name, each) for each in value
                )
            elif field.annotation is str:
                update[name] = text(name, value)
        return old.model_copy(update=update)

    return model(meeting)


def entered(meeting: Meeting, layout: Layout) -> Entered:
    """What is to be in the minutes of a meeting that have the shape of `layout`."""
    sections: dict[Section, Iterator[Run]] = {
        "attendance": _attendance(meeting.attendance, layout),
        "attachments": _attachments(meeting.attachments),
        "agenda": _agenda(meeting, layout),
        "evaluation": _prose(meeting.closing.evaluation),
        "next_meetings": _next_meetings(meeting),
        "adjusters": _adjusters(meeting.adjusters, layout),
        "signatures": _lines(text for line in meeting.signatures for text in (line.role, line.name)),
    }
    somewhere = [*_head(meeting.facts), *_prose(layout.intro)]
    somewhere += _lines((*layout.letter.header, *layout.letter.footer))
    somewhere += [run for coming in meeting.next_meetings for run in _days(coming)]
    # Where a matter goes that was not decided stands before its text, or behind one that tells so itself.
    entries = [entry for _, item in walk_items(meeting) for entry in item.entries]
    undecided = (entry for entry in entries if entry.kind == "beslut" and not _is_decided(entry))
    somewhere += _lines(entry.to for entry in undecided) if "agenda" in layout.order else ()
    in_order: list[Run] = []
    for section in layout.order:
        if section not in GATHERED:
            found = list(sections[section])
            # Those absent, where they stand apart, leave the order of the list: see test_compose_people.
            apart = section == "attendance" and layout.absent == "apart"
            (somewhere if apart else in_order).extend(found)
    return Entered(somewhere, in_order)


# --- texts -----------------------------------------------------------------------------------------


def _lines(texts: Iterable[str]) -> Iterator[Run]:
    for text in texts:
        if words := words_of(text):
            yield Run(words)


def _prose(text: str, times: int = 0, *, any_case: bool = False) -> Iterator[Run]:
    """Yield each line, without the mark of a list, in parts where the target of a link stands between.

    A number before an item of a list is the list's, in formats that have lists. A target is not read aloud.
    What stands at the end of a line is said `times`: there it has the word of its own that `marked` gave it.
    """
    for line in text.split("\n"):
        *parts, last = map(words_of, _LINK_TARGET.split(_LIST_MARK.sub("", line)))
        yield from (Run(words, any_case=any_case) for words in parts if words)
        if last:
            yield Run(last, times, any_case)


def _day(date: dt.date | None) -> Iterator[Run]:
    if date:
        yield Run(f"{date.day} {MONTHS[date.month - 1]} {date.year}")


def _clock(time: dt.time | None) -> Iterator[Run]:
    if time:
        yield Run(f"{time.hour} {time.minute:02}")


# --- parts of the meeting --------------------------------------------------------------------------


def _head(facts: Facts) -> Iterator[Run]:
    """Yield the facts. What the title has the words of is not said again; a link is never printed."""
    told = set(words_of(facts.title).casefold().split())
    named = (each for each in (facts.kind, *facts.bodies) if set(words_of(each).casefold().split()) - told)
    yield from _lines((facts.title, *named))
    yield from _lines(
        (facts.number, facts.date_text, facts.place, facts.reference, facts.unit, facts.secretary)
    )
    yield from _days(facts)


def _days(when: Facts | NextMeeting) -> Iterator[Run]:
    """Yield the days and times. Of several days the last one bears month and year; one alone is no span."""
    several = when.date and when.end_date and when.end_date != when.date
    if when.date:
        yield from _day(when.end_date if several else when.date)
        yield Run(str(when.date.day))
    yield from _clock(when.start)
    yield from _clock(when.end)


def _attendance(rosters: Iterable[Roster], layout: Layout) -> Iterator[Run]:
    """Yield the people, but for those absent where the layout omits them. Over nobody there is no heading."""
    body = ""
    for roster in rosters:
        listed = [
            person for person in roster.people if layout.absent == "struck" or person.status != "struck"
        ]
        here = roster.body or ("" if roster.heading else body)
        if listed:
            yield from _lines((here if here != body else "", roster.heading))
            body = here
        for person in listed if layout.absent == "omitted" else roster.people:
            yield from _lines(_person(person, layout))


def _person(person: Person, layout: Layout) -> Iterator[str]:
    """Yield a person. In columns the role stands beside the name. Who was absent neither came nor left."""
    about = (person.title, person.organisation)
    there = (person.arrives, person.leaves, person.substitutes_for)
    marks = (*(there if person.status != "struck" else ()), person.note)
    if layout.people == "columns":
        yield from (person.name, person.role, *marks, *about)
    else:
        yield from (person.name, *about, person.role, *marks)


def _attachments(attachments: Iterable[Attachment]) -> Iterator[Run]:
    return _lines(text for each in attachments for text in (each.label, each.title, each.item))


def _agenda(meeting: Meeting, layout: Layout) -> Iterator[Run]:
    for item in meeting.agenda:
        yield from _item(item, layout)
    yield from _prose(meeting.closing.text)


def _item(item: Item, layout: Layout, depth: int = 1) -> Iterator[Run]:
    """Yield an item and its points; with one that was struck go those points of which nothing was said.

    Far down a number of its own is a letter, written together with the number above it.
    """
    if layout.numbering != "none" and depth < 4:
        yield from _lines((item.number,))
    yield from _lines((item.title,))
    presenters = tuple(_lines(item.presenters))
    yield from presenters if layout.presenters == "title" else ()
    yield from _lines((item.reference,))
    yield from presenters if layout.presenters == "line" else ()
    yield from _prose(item.agenda_text)
    for entry in item.entries:
        yield from _entry(entry, layout)
    for point in item.points:
        if item.status != "struck" or _is_said(point):
            yield from _item(point, layout, depth + 1)


def _is_said(item: Item) -> bool:
    said = any(entry.kind != "private" and entry.text.strip() for entry in item.entries)
    return said or any(map(_is_said, item.points))


def _entry(entry: Entry, layout: Layout) -> Iterator[Run]:
    """Yield an entry with all that a screen lets one enter. An att-clause may begin with a small letter."""
    order = layout.order
    match entry.kind:
        case "private":
            return
        case "beslut":
            times = 1 + ("decisions" in order and entry.outcome != "none")
            yield from _prose(entry.text, times, any_case=layout.beslut == "att")
            yield from _doing(entry)
            yield from _lines((entry.to,) if _is_decided(entry) else ())
        case "forward":
            yield from _lines((entry.to,) if entry.text.strip() or any(entry.owners) or entry.due else ())
            yield from _prose(entry.text, 1 + ("forwarded" in order))
            yield from _doing(entry)
        case kind:
            yield from _clock(entry.time if kind == "event" else None)
            yield from _prose(entry.text, 1 + (kind == "task" and "tasks" in order))
            yield from _lines((entry.to,))
            yield from _doing(entry)


def _is_decided(entry: Entry) -> bool:
    return entry.outcome in ("", "decided")


def _doing(entry: Entry) -> Iterator[Run]:
    yield from _lines(entry.owners)
    yield from _day(entry.due)


def _next_meetings(meeting: Meeting) -> Iterator[Run]:
    """Yield the coming meetings: each body's together, those of none first.

    The only body of this meeting needs no name, and of a meeting of which nothing is known none is printed.
    """
    known = [each for each in meeting.next_meetings if _is_known(each)]
    bodies = list(dict.fromkeys(each.body for each in meeting.next_meetings))
    own = len(meeting.facts.bodies) == 1 and bodies == list(meeting.facts.bodies)
    for body in sorted(bodies, key=bool):
        coming = [each for each in known if each.body == body]
        yield from _lines((body,) if coming and not own else ())
        for each in coming:
            yield from _lines((each.title, each.date_text, each.time_text, each.place, each.note))


def _is_known(coming: NextMeeting) -> bool:
    told = coming.model_copy(update={"body": "", "end_date": None})
    return told != NextMeeting()


def _adjusters(adjusters: tuple[Adjuster, ...], layout: Layout) -> Iterator[Run]:
    """Yield the adjusters; in a line those who have signed come first."""
    in_line = layout.adjusters == "line"
    for each in sorted(adjusters, key=lambda each: in_line and each.date is None):
        yield from _lines((each.name, each.date.isoformat() if each.date else "", each.note))
