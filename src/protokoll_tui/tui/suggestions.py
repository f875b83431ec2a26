"""What the words of an entry suggest about it: an outcome and a target, owners and a due date."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from protokoll_tui.meeting.model import Entry, EntryKind, Meeting
from protokoll_tui.meeting.roster import names
from protokoll_tui.meeting.suggest import suggest_outcome, suggest_task
from protokoll_tui.tui import clock
from protokoll_tui.tui.words import OUTCOMES


def suggested(meeting: Meeting, entry: Entry) -> dict[str, Any]:
    """Return the fields of `entry` that its words suggest and that are not set yet."""
    if entry.kind not in ("beslut", "task"):
        return {}
    today = meeting.facts.date or clock.today()
    found = _read(entry.kind, entry.text, names(meeting), today)
    return {name: value for name, value in found if not getattr(entry, name)}


@lru_cache(maxsize=256)
def _read(kind: EntryKind, text: str, people: tuple[str, ...], today: dt.date) -> tuple[tuple[str, Any], ...]:
    found: list[tuple[str, Any]] = []
    if kind == "beslut" and (outcome := suggest_outcome(text)):
        found.append(("outcome", outcome[0]))
        if outcome[1]:
            found.append(("to", outcome[1]))
    if kind == "task":
        guess = suggest_task(text, people, today)
        if guess.owners:
            found.append(("owners", guess.owners))
        if guess.due:
            found.append(("due", guess.due))
    return tuple(found)


def date_problem(meeting: Meeting, entry: Entry) -> str:
    """Return what is wrong with the day that the words of a task name, in Swedish, or an empty string."""
    if entry.kind != "task" or entry.due:
        return ""
    return suggest_task(entry.text, (), meeting.facts.date or clock.today()).problem


def suggestion_words(meeting: Meeting, entry: Entry) -> str:
    """Return the suggestion for a reader ("hänskjutet till AU i juni"), or an empty string."""
    found = suggested(meeting, entry)
    parts: list[str] = []
    if "outcome" in found:
        parts.append(OUTCOMES[found["outcome"]])
    if "to" in found:
        parts.append(f"till {found['to']}")
    if "owners" in found:
        parts.append(", ".join(found["owners"]))
    if "due" in found:
        parts.append(f"senast {found['due'].day}/{found['due'].month} {found['due'].year}")
    return " ".join(parts)
