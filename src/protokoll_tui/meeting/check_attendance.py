"""Rules about who was there."""

from __future__ import annotations

from collections.abc import Iterator

from protokoll_tui.meeting.check_finding import Finding, Subject, Target, as_key
from protokoll_tui.meeting.model import Roster
from protokoll_tui.meeting.people import same_person
from protokoll_tui.meeting.references import is_clock
from protokoll_tui.meeting.roster import walk_people

_NAMED = 3


def check_attendance(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong or missing in the rosters."""
    meeting = subject.meeting
    if not any(roster.people for roster in meeting.attendance):
        message = "Ingen står i närvarolistan"
        yield Finding("attendance-none", "warning", message, Target("attendance"))
    for index, roster in enumerate(meeting.attendance):
        yield from _unmarked(index, roster)
        yield from _twice(index, roster)
    for r, row, person in walk_people(meeting):
        target = Target("attendance", roster=r, row=row)
        for verb, item in (("kommer", person.arrives), ("går", person.leaves)):
            if not is_clock(item) and (missing := subject.missing_item(item)):
                message = f"{person.name} {verb} vid {missing}"
                yield Finding("person-item", "warning", message, target, as_key(person.name, verb, item))


def _unmarked(index: int, roster: Roster) -> Iterator[Finding]:
    rows = [row for row, person in enumerate(roster.people) if person.status == "unmarked"]
    if not rows:
        return
    people = [roster.people[row].name for row in rows]
    named = ", ".join(people[:_NAMED]) + (f" och {len(rows) - _NAMED} till" if len(rows) > _NAMED else "")
    target = Target("attendance", roster=index, row=rows[0])
    key = as_key(roster.body, roster.heading)
    yield Finding("person-unmarked", "warning", f"Inte avprickade: {named}", target, key)


def _twice(index: int, roster: Roster) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for row, person in enumerate(roster.people):
        who = same_person(person.name)
        if who in seen:
            target = Target("attendance", roster=index, row=row)
            message = f"{person.name} står två gånger i {_list_name(roster)}"
            yield Finding("person-twice", "error", message, target, as_key(person.name))
        seen.add(who)


def _list_name(roster: Roster) -> str:
    return f"listan {roster.heading}" if roster.heading else "samma lista"
