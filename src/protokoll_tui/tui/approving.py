"""Status and adjusting: what the Klart screen does with the minutes after the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from protokoll_tui.document.compose.facts import secretary_of
from protokoll_tui.meeting.model import Adjuster, LogLine, Meeting, Status
from protokoll_tui.meeting.status import (
    ADJUSTED,
    ORDER,
    StatusError,
    all_adjusted,
    allowed,
    is_locked,
    last_change,
    not_adjusted,
    proposed,
    proposed_person,
    set_adjusted,
    set_status,
    walk_log,
)
from protokoll_tui.meeting.when import WhenError, read_date
from protokoll_tui.tui import clock
from protokoll_tui.tui.asking import Choice, ask_line, confirm, pick
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.forms import FormDialog, FormField
from protokoll_tui.tui.prompt import ask
from protokoll_tui.tui.refusal import Changes
from protokoll_tui.tui.words import STATUSES

_WIDEST_STATUS = max(map(len, STATUSES.values()))


class ApprovingScreen(MeetingScreen):
    """A screen on which the minutes get their status, and their adjusters the day on which they adjusted."""

    CHANGES: ClassVar[Changes] = "status"
    open_findings: int | None = None
    """How much the check has found that is not accepted; None while it is not known."""
    _approved_without: tuple[str, ...] = ()
    """Who had not adjusted the minutes when she approved them all the same."""

    def action_set_status(self) -> None:
        """Pick a status; the next one is proposed. To reopen locked minutes takes a reason."""
        if self.protokoll.refuses("status"):
            return
        meeting = self.session.meeting

        def picked(key: str) -> None:
            status = next(status for status in ORDER if status == key)
            if status != meeting.facts.status:
                self._warn_unadjusted(status)

        choices = [Choice(status, _status_choice(meeting, status)) for status in allowed(meeting)]
        pick(self.app, "Protokollets status", choices, picked, selected=proposed(meeting))

    def _warn_unadjusted(self, status: Status) -> None:
        """Say, before the minutes are approved or locked, who has not adjusted them. She decides.

        Minutes that she approved so are locked without that question, unless it has other names in it.
        """
        left = not_adjusted(self.session.meeting)
        known = self.session.meeting.facts.status == "approved" and left == self._approved_without
        if status not in ADJUSTED or not left or known:
            self._ask_reason(status)
            return

        def decided() -> None:
            self._approved_without = left
            self._ask_reason(status)

        question = f"Inte justerat av {', '.join(left)}. Sätta status till {STATUSES[status]} ändå?"
        confirm(self.app, question, decided, yes="Ändra status")

    def _ask_reason(self, status: Status) -> None:
        if not is_locked(self.session.meeting):
            self._ask_person(status)
            return
        ask_line(
            self.app,
            "Varför låses protokollet upp?",
            lambda reason: self._ask_person(status, reason),
            hint="Skälet skrivs i loggen.",
            check=lambda text: "" if text else "Skriv ett skäl, eller Esc.",
            changes="status",
        )

    def _ask_person(self, status: Status, note: str = "") -> None:
        """Go on with the secretary; where none is known ask who it is, which the log is to tell."""
        if by := secretary_of(self.session.meeting):
            self._set_status(status, by, note)
            return
        needed = status in ADJUSTED or note
        ask_line(
            self.app,
            "Vem ändrar status?",
            lambda by: self._set_status(status, by, note),
            value=proposed_person(self.session.meeting),
            hint="Namnet skrivs i loggen. Skriv in sekreteraren under Möte – F2, så frågas det inte.",
            check=lambda text: "Skriv ett namn, eller Esc." if needed and not text else "",
            changes="status",
        )

    def _set_status(self, status: Status, by: str, note: str = "") -> None:
        meeting = self.session.meeting
        try:
            changed = set_status(meeting, status, clock.today(), by, note)
        except StatusError as error:
            self.say(str(error), error=True)
            return
        if self.apply(f"status {STATUSES[status]}", changed):
            left = self.open_findings if status != "draft" else 0
            self.say(f"Status: {STATUSES[status]}.{f' {left} kvar att se över – F5.' if left else ''}")

    def action_adjusters(self) -> None:
        """Fill in the day on which each adjuster adjusted the minutes."""
        adjusters = self.session.meeting.adjusters
        if not adjusters:
            if not self.protokoll.refuses():
                self.say("Ingen justerare är vald. Skriv namnen under Möte – F2.")
            return
        fields = [
            FormField(str(index), adjuster.name, _day(adjuster.date), help="dagen, t.ex. 9/6 eller i dag")
            for index, adjuster in enumerate(adjusters)
        ]
        ask(
            self.app,
            FormDialog("Vem har justerat, och när?", fields, check=_fault_in_days),
            self._set_adjusted,
        )

    def _set_adjusted(self, values: dict[str, str]) -> None:
        meeting = set_adjusted(self.session.meeting, [_read_day(text) for text in values.values()])
        if not self.apply("justering", meeting):
            return
        if all_adjusted(meeting) and meeting.facts.status in ("finished", "circulated"):
            self.say("Alla har justerat. Nästa steg är att ändra status till justerat.")
        else:
            self.say("Dagarna för justeringen är inskrivna.")


def adjusting_words(meeting: Meeting) -> tuple[str, ...]:
    """Return in one line who has adjusted on which day, and when the minutes were sent; none without them."""
    parts = [_adjuster_words(adjuster) for adjuster in meeting.adjusters]
    sent = last_change(meeting, "circulated")
    if parts and sent and not all_adjusted(meeting):
        parts.append(f"utsänt {sent.date.isoformat()}")
    return (", ".join(parts),) if parts else ()


def log_lines(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Yield each change of the status: the day, and what became of the minutes."""
    for line, reopened in walk_log(meeting):
        yield line.date.isoformat(), _log_words(line, reopened=reopened)


def _log_words(line: LogLine, *, reopened: bool) -> str:
    by = f" av {line.by}" if line.by else ""
    note = f": {line.note}" if line.note else ""
    return f"{f'upplåst, {STATUSES[line.status]}' if reopened else STATUSES[line.status]}{by}{note}"


def _status_choice(meeting: Meeting, status: Status) -> str:
    """Return a status with the day and the person of its last change."""
    line = last_change(meeting, status)
    if line is None:
        return STATUSES[status]
    day = f"{line.date.isoformat()} {line.by}".strip()
    return f"{STATUSES[status]:<{_WIDEST_STATUS}}  {day}"


def _adjuster_words(adjuster: Adjuster) -> str:
    return f"{adjuster.name} {adjuster.date.isoformat() if adjuster.date else '–'}"


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


_MOST_OF_A_YEAR = dt.timedelta(days=245)
"""Taken from today it makes a day without year one of the year that has gone (see `read_date`)."""


def _read_day(text: str) -> dt.date | None:
    """Return the day on which somebody has adjusted, which is never to come. Raises WhenError."""
    if not text:
        return None
    today = clock.today()
    day = read_date(text, today)
    if day > today:
        day = read_date(text, today - _MOST_OF_A_YEAR)
    if day > today:
        raise WhenError("dagen har inte kommit än")
    return day


def _fault_in_days(values: dict[str, str]) -> str:
    for text in values.values():
        try:
            _read_day(text)
        except WhenError as error:
            return f"{str(error)[:1].upper()}{str(error)[1:]}"
    return ""
