"""Edits and counts of attendance. A person is addressed by roster and row, both from 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from protokoll_tui.meeting.edits import changed, drop, insert, move, put
from protokoll_tui.meeting.model import Entry, Frozen, Item, Meeting, Person, Roster, RosterKind
from protokoll_tui.meeting.text import clean_line, fold


class Tally(NamedTuple):
    """How many of the meeting's people are there."""

    members: int
    members_present: int
    guests: int
    digital: int
    unmarked: int


def walk_people(meeting: Meeting) -> Iterator[tuple[int, int, Person]]:
    """Yield (roster index, row, person) for everybody of every roster."""
    for r, roster in enumerate(meeting.attendance):
        for p, person in enumerate(roster.people):
            yield r, p, person


def names(meeting: Meeting) -> tuple[str, ...]:
    """Return each name of the rosters once, in their order."""
    return tuple(dict.fromkeys(person.name for _, _, person in walk_people(meeting)))


def find_name(meeting: Meeting, name: str) -> tuple[int, int] | None:
    """Return (roster, row) of the person who bears `name`, case and spaces aside, or None."""
    wanted = fold(name)
    for r, p, person in walk_people(meeting):
        if fold(person.name) == wanted:
            return r, p
    return None


def tally(meeting: Meeting) -> Tally:
    """Count those present. Who came late or left early has been there."""
    members = [
        person for roster in meeting.attendance if roster.kind == "members" for person in roster.people
    ]
    everybody = [person for _, _, person in walk_people(meeting)]
    return Tally(
        members=len(members),
        members_present=sum(person.status == "present" for person in members),
        guests=sum(
            person.status == "present"
            for roster in meeting.attendance
            if roster.kind != "members"
            for person in roster.people
        ),
        digital=sum(p.mode == "digital" and p.status == "present" for p in everybody),
        unmarked=sum(person.status == "unmarked" for person in everybody),
    )


def _with_roster(meeting: Meeting, r: int, roster: Roster) -> Meeting:
    if roster is meeting.attendance[r]:
        return meeting
    return meeting.model_copy(update={"attendance": put(meeting.attendance, r, roster)})


def _with_people(meeting: Meeting, r: int, people: tuple[Person, ...]) -> Meeting:
    return _with_roster(meeting, r, meeting.attendance[r].model_copy(update={"people": people}))


def set_person(meeting: Meeting, r: int, p: int, **values: Any) -> Meeting:
    """Return the meeting with `values` set for one person. Raises pydantic.ValidationError.

    A new name is set in every place that refers to the old one as well.
    """
    old = meeting.attendance[r].people[p]
    new = changed(old, **values)
    if new is old:
        return meeting
    edited = _with_people(meeting, r, put(meeting.attendance[r].people, p, new))
    return edited if new.name == old.name else _rename(edited, old.name, new.name)


def toggle_presence(meeting: Meeting, r: int, p: int) -> Meeting:
    """Return the meeting with a present person struck and any other one present."""
    person = meeting.attendance[r].people[p]
    return set_person(meeting, r, p, status="struck" if person.status == "present" else "present")


def add_person(meeting: Meeting, r: int, person: Person) -> Meeting:
    """Return the meeting with `person` last in roster `r`."""
    people = meeting.attendance[r].people
    return _with_people(meeting, r, insert(people, len(people), person))


def remove_person(meeting: Meeting, r: int, p: int) -> Meeting:
    """Return the meeting without one person of roster `r`."""
    return _with_people(meeting, r, drop(meeting.attendance[r].people, p))


def move_person(meeting: Meeting, r: int, p: int, by: int) -> Meeting:
    """Return the meeting with one person moved `by` rows inside the roster."""
    people = meeting.attendance[r].people
    to = max(0, min(len(people) - 1, p + by))
    return meeting if to == p else _with_people(meeting, r, move(people, p, to))


def add_roster(meeting: Meeting, heading: str, kind: RosterKind = "members", body: str = "") -> Meeting:
    """Return the meeting with a new, empty roster last."""
    roster = Roster(heading=clean_line(heading), kind=kind, body=clean_line(body))
    return meeting.model_copy(update={"attendance": (*meeting.attendance, roster)})


def set_roster(meeting: Meeting, r: int, **values: Any) -> Meeting:
    """Return the meeting with `values` set for roster `r`. Raises pydantic.ValidationError."""
    return _with_roster(meeting, r, changed(meeting.attendance[r], **values))


def remove_roster(meeting: Meeting, r: int) -> Meeting:
    """Return the meeting without roster `r` and its people."""
    return meeting.model_copy(update={"attendance": drop(meeting.attendance, r)})


def guest_roster(meeting: Meeting) -> tuple[Meeting, int]:
    """Return the meeting with a roster for guests, made where there is none, and its index."""
    for r, roster in enumerate(meeting.attendance):
        if roster.kind == "guests":
            return meeting, r
    return add_roster(meeting, "Gäster", "guests"), len(meeting.attendance)


def _rename(meeting: Meeting, old: str, new: str) -> Meeting:
    """Set a new name in presenters ("name" or "name, title"), owners, adjusters and signatures."""

    def reference(text: str) -> str:
        name, comma, rest = text.partition(",")
        return f"{new}{comma}{rest}" if fold(name) == fold(old) else text

    def with_owners(entry: Entry) -> Entry:
        return changed(entry, owners=tuple(reference(owner) for owner in entry.owners))

    def substituting(person: Person) -> Person:
        return changed(person, substitutes_for=reference(person.substitutes_for))

    def renamed(item: Item) -> Item:
        return changed(
            item,
            presenters=tuple(reference(name) for name in item.presenters),
            entries=tuple(with_owners(entry) for entry in item.entries),
            points=tuple(renamed(point) for point in item.points),
        )

    values: dict[str, tuple[Frozen, ...]] = {
        "agenda": tuple(renamed(item) for item in meeting.agenda),
        "adjusters": tuple(changed(a, name=reference(a.name)) for a in meeting.adjusters),
        "signatures": tuple(changed(s, name=reference(s.name)) for s in meeting.signatures),
        "attendance": tuple(
            changed(roster, people=tuple(substituting(person) for person in roster.people))
            for roster in meeting.attendance
        ),
    }
    update = {name: value for name, value in values.items() if value != getattr(meeting, name)}
    return meeting.model_copy(update=update)
