"""Attendance: the rosters, in columns or lines, and what is said beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from protokoll_tui.document.compose.numbers import in_reference
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Heading,
    Inlines,
    List,
    Paragraph,
    Row,
    Strike,
    Table,
    Text,
)
from protokoll_tui.meeting.model import Meeting, Mode, Person, Roster

_CLOCK = re.compile(r"(?:kl\.? *)?([0-9]{1,2})[.:]([0-9]{2})$")
_NUMBER = re.compile(r"(?:§ *|punkt *)?([0-9]+[a-zåäö]?)$", re.IGNORECASE)


def compose_attendance(meeting: Meeting, layout: Layout) -> Blocks:
    """Return all rosters. What has no people to print leaves no heading behind either."""
    found: list[Block] = []
    level = 2 + bool(layout.labels.attendance)
    for body, rosters in groupby(_with_bodies(meeting.attendance), key=lambda pair: pair[0]):
        below = level + bool(body)
        people = list(_rosters([roster for _, roster in rosters], layout, below))
        if people and body:
            found.append(Heading(level, (Text(body),)))
        found += people
    if found and layout.labels.attendance:
        found.insert(0, Heading(2, (Text(layout.labels.attendance),)))
    return tuple(found)


def _with_bodies(rosters: Iterable[Roster]) -> Iterator[tuple[str, Roster]]:
    """Yield each roster with its body. One without heading belongs to the body of the one before."""
    body = ""
    for roster in rosters:
        body = roster.body or ("" if roster.heading else body)
        yield body, roster


def _rosters(rosters: list[Roster], layout: Layout, level: int) -> Iterator[Block]:
    """Yield the rosters of one body, those absent after its members where they stand apart."""
    absent: tuple[Person, ...] = ()
    if layout.absent == "apart":
        absent = tuple(p for roster in rosters for p in roster.people if p.status == "struck")
    last_member = max((i for i, roster in enumerate(rosters) if roster.kind == "members"), default=-1)
    heading = ""
    for index, roster in enumerate(rosters):
        heading = roster.heading or heading
        if people := tuple(p for p in roster.people if layout.absent == "struck" or p.status != "struck"):
            if heading:
                yield Heading(level, (Text(heading),))
            heading = ""
            yield _people(people, layout)
        if index == last_member and absent:
            yield from _absent(absent, layout, level)
            absent = ()
    if absent:
        yield from _absent(absent, layout, level)


def _absent(people: tuple[Person, ...], layout: Layout, level: int) -> Iterator[Block]:
    yield Heading(level, (Text(layout.labels.absent_heading),))
    yield _people(people, layout)


@dataclass(frozen=True, slots=True)
class _Described:
    """What is printed of one person. What is not `marks` is struck through where `struck`."""

    name: str
    what: str
    marks: str
    struck: bool

    def printed(self, text: str) -> Inlines:
        return (Strike((Text(text),)),) if self.struck else (Text(text),)

    def after(self) -> Inlines:
        return (Text(f" ({self.marks})"),) if self.marks else ()


def _people(people: tuple[Person, ...], layout: Layout) -> Block:
    """Return people in columns or lines. Columns need something to put into the second one."""
    described = [_described(person, layout) for person in people]
    if layout.people == "columns" and any(person.what for person in described):
        return Table((), tuple(_row(person) for person in described), (1, 1), role="people")
    return List("plain", tuple(_line(person) for person in described))


def _described(person: Person, layout: Layout) -> _Described:
    """Return the parts of a person's line. In columns a role stands beside the name."""
    struck = person.status == "struck" and layout.absent == "struck"
    columns = layout.people == "columns"
    name = (person.name, person.role if columns else "")
    what = (person.title, person.organisation, "" if columns else person.role)
    marks = _marks(person, layout, say_absent=struck)
    return _Described(_joined(name), _joined(what), _joined(marks), struck)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def people_in_line(people: Iterable[str]) -> str:
    """Return people as they stand in running text; semicolons part them where a title follows a name."""
    parts = [person for person in people if person]
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _row(person: _Described) -> Row:
    """Return a row of two columns. The marks follow the name, where the eye runs down the list."""
    first = Paragraph((*person.printed(person.name), *person.after()))
    second = (Paragraph(person.printed(person.what)),) if person.what else ()
    return Row(((first,), second))


def _line(person: _Described) -> Blocks:
    return (Paragraph((*person.printed(_joined((person.name, person.what))), *person.after())),)


def _marks(person: Person, layout: Layout, *, say_absent: bool) -> Iterator[str]:
    """Yield what is said in words beside a name. Of somebody absent, only that and the note."""
    labels = layout.labels
    if person.status == "struck":
        if say_absent:
            yield labels.absent
    else:
        modes: dict[Mode, str] = {"digital": labels.digital, "hybrid": f"delvis {labels.digital}"}
        if mode := modes.get(person.mode):
            yield mode
        if person.arrives and person.arrives == person.leaves:
            yield part_of_meeting(person.arrives, layout)
        elif person.arrives or person.leaves:
            yield from _span(person.arrives, person.leaves, layout)
        if person.substitutes_for:
            yield f"ersätter {person.substitutes_for}"
    if person.note:
        yield person.note


def _span(arrives: str, leaves: str, layout: Layout) -> Iterator[str]:
    if arrives:
        yield f"från {part_of_meeting(arrives, layout)}"
    if leaves:
        yield f"till {part_of_meeting(leaves, layout)}"


def part_of_meeting(text: str, layout: Layout | None = None) -> str:
    """Return "punkt 7" or "§ 7" of a number, "kl. 9.41" of a time, and anything else as it stands.

    Without a layout a number is a §, as on the screens.
    """
    if clock := _CLOCK.match(text):
        return f"kl. {int(clock[1])}.{clock[2]}"
    if number := _NUMBER.match(text):
        return in_reference(number[1], layout) if layout else f"§ {number[1]}"
    return text
