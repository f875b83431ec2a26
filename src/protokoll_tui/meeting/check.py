"""The check before the minutes go out: what is missing, what is wrong, each with the way to its place.

A finding that is meant to be so can be accepted with a reason; that is kept in the meeting's file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from protokoll_tui.meeting.check_agenda import check_agenda
from protokoll_tui.meeting.check_attendance import check_attendance
from protokoll_tui.meeting.check_finding import Finding, Screen, Severity, Subject, Target, as_key
from protokoll_tui.meeting.check_names import check_names
from protokoll_tui.meeting.check_personal import check_personal
from protokoll_tui.meeting.coming import coming_fault
from protokoll_tui.meeting.model import Accepted, Meeting
from protokoll_tui.meeting.place import ItemPath
from protokoll_tui.meeting.status import ADJUSTED, WORDS, unlogged
from protokoll_tui.meeting.when import short_span

__all__ = ["Checked", "Finding", "Screen", "Severity", "Target", "accept", "check", "reopen"]

_SCREENS: tuple[Screen, ...] = ("facts", "attendance", "agenda", "closing")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found: still open, and accepted by the secretary (each with her reason)."""

    open: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()


def check(meeting: Meeting) -> Checked:
    """Return all findings, in the order of the screens and, on the agenda, of its items."""
    reasons = {(accepted.finding, accepted.place): accepted.reason for accepted in meeting.accepted}
    still, done = list[Finding](), list[Finding]()
    for finding in _find(meeting):
        reason = reasons.get((finding.code, finding.key))
        if reason is None:
            still.append(finding)
        else:
            done.append(replace(finding, reason=reason))
    return Checked(tuple(still), tuple(done))


def accept(meeting: Meeting, finding: Finding, reason: str) -> Meeting:
    """Return the meeting with `finding` accepted for `reason`, which replaces an earlier one."""
    others = _without(meeting, finding)
    accepted = Accepted(finding=finding.code, place=finding.key, reason=reason)
    return meeting.model_copy(update={"accepted": (*others, accepted)})


def reopen(meeting: Meeting, finding: Finding) -> Meeting:
    """Return the meeting with an accepted finding open again."""
    others = _without(meeting, finding)
    return meeting if others == meeting.accepted else meeting.model_copy(update={"accepted": others})


def _without(meeting: Meeting, finding: Finding) -> tuple[Accepted, ...]:
    about = (finding.code, finding.key)
    return tuple(accepted for accepted in meeting.accepted if (accepted.finding, accepted.place) != about)


def _find(meeting: Meeting) -> Iterator[Finding]:
    """Yield every finding in order, with a key of its own: the second of the same bears "(2)"."""
    subject = Subject.of(meeting)
    rules = (
        _check_facts,
        _check_status,
        check_attendance,
        check_agenda,
        check_names,
        check_personal,
        _check_coming,
    )
    found = [finding for rule in rules for finding in rule(subject)]
    count = Counter[tuple[str, str]]()
    for finding in sorted(found, key=_order):
        about = (finding.code, finding.key)
        count[about] += 1
        yield (
            finding if count[about] == 1 else replace(finding, key=f"{finding.key} ({count[about]})".strip())
        )


def _order(finding: Finding) -> tuple[int, ItemPath, int, int, int, int]:
    target = finding.target
    place = target.place
    return (
        _SCREENS.index(target.screen),
        place.item if place else (),
        place.entry if place else 0,
        place.offset if place else 0,
        -1 if target.roster is None else target.roster,
        -1 if target.row is None else target.row,
    )


def _check_facts(subject: Subject) -> Iterator[Finding]:
    facts = subject.meeting.facts
    if facts.date is None and not facts.date_text:
        yield Finding("facts-date", "warning", "Mötet har inget datum", Target("facts", "date"))
    if not facts.bodies and not facts.title:
        message = "Det står inte vilken grupp som möts"
        yield Finding("facts-body", "warning", message, Target("facts", "bodies"))
    if facts.date and facts.end_date and facts.end_date < facts.date:
        message = "Mötets sista dag ligger före den första"
        yield Finding("facts-end-date", "error", message, Target("facts", "end_date"))
    one_day = facts.end_date is None or facts.end_date == facts.date
    if facts.start and facts.end and one_day and facts.end < facts.start:
        message = f"Mötet slutar innan det börjar ({short_span(facts.start, facts.end)})"
        yield Finding("facts-end", "error", message, Target("facts", "end"))


def _check_status(subject: Subject) -> Iterator[Finding]:
    """Yield where the log does not tell of the status, which somebody has set by hand then."""
    status = subject.meeting.facts.status
    message = unlogged(subject.meeting)
    if message and (subject.meeting.log or status in ADJUSTED):
        yield Finding("status-log", "warning", message, Target("facts"), WORDS[status])


def _check_coming(subject: Subject) -> Iterator[Finding]:
    facts = subject.meeting.facts
    target = Target("closing", "next_meetings")
    for coming in subject.meeting.next_meetings:
        if facts.date and coming.date is None and (fault := coming_fault(coming.date_text, facts.date)):
            key = as_key(coming.date_text)
            yield Finding("coming-date", "warning", f"Kommande möte: {fault}", target, key)
        backwards = coming.date and coming.end_date and coming.end_date < coming.date
        one_day = coming.end_date is None or coming.end_date == coming.date
        if backwards or (one_day and coming.start and coming.end and coming.end < coming.start):
            yield Finding("next-end", "error", "Nästa möte slutar innan det börjar", target)
        if coming.date and facts.date and coming.date < facts.date:
            yield Finding("next-past", "warning", "Nästa möte ligger före det här mötet", target)
