"""What the words of a passage suggest about it. These functions only suggest: the person decides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from protokoll_tui.meeting.model import Outcome
from protokoll_tui.meeting.people import mentions
from protokoll_tui.meeting.when import UnreadError, WhenError, read_date

_UNTIL = r"(.+?)(?=[.;,!?)](?:\s|$)|\s+(?:för|där|då|eftersom|som|med)\s|\s*\n|\s*$)"
_VERBS: dict[Outcome, str] = {
    "remitted": r"återremi\w+",
    "tabled": r"bords?l(?:ägg|ag|ad)\w*|skjut(?:s|er|a|as) upp|sköts upp",
    "referred": r"hänskj\w+|hänsköt\w*",
    "rejected": r"avsl(?:å|ås|år|og|ogs|agits|agen|aget)|nekas|(?:godkänns|bifalls|bifalles|antas) inte",
    "none": r"inget beslut|beslut fattas inte|beslut fattades inte",
}
_OUTCOMES = {
    outcome: re.compile(rf"\b(?:{verb})\b(?! inte\b)(?:[^.\n]*?\btill\s+{_UNTIL})?", re.IGNORECASE)
    for outcome, verb in _VERBS.items()
}

_DUE = re.compile(r"\b(?:senast|före|innan|till|t\.?o\.?m\.?|deadline|klart?)(?=[\s:])[\s:]*", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|/|&|\+|\boch\b|\bsamt\b)?\s*@?\s*")
_GOVERNED = re.compile(r"\b(?:till|från|med|hos|åt|för|om|mot|inför|enligt|utan)\s+$", re.IGNORECASE)
_LONGEST_DATE = 5


@dataclass(frozen=True, slots=True)
class TaskGuess:
    """Who is to do a task and when it is due, as far as its words tell."""

    owners: tuple[str, ...] = ()
    due: dt.date | None = None
    problem: str = ""
    """What is wrong with the date, in Swedish ("31 februari finns inte"), else empty."""


def suggest_outcome(text: str) -> tuple[Outcome, str] | None:
    """Return the outcome that the words of a beslut tell and where it goes ("AU i juni"), or None.

    An ordinary decision gives None: that is what a beslut is without more being said.
    """
    for outcome, pattern in _OUTCOMES.items():
        if found := pattern.search(text):
            return outcome, (found[1] or "").strip()
    return None


def suggest_task(text: str, names: Sequence[str], today: dt.date) -> TaskGuess:
    """Return the owners and the due date that the words of a task tell; the text itself stays as it is.

    An owner is named in full, by first name ("Mia", "Mia E.") or by initials, and is taken only where
    one person fits. The first people named count, unless a word such as "till" makes them the
    receivers. A date counts after "senast", "före", "till" and the like.
    """
    return TaskGuess(_owners(text, names), *_due(text, today))


def _due(text: str, today: dt.date) -> tuple[dt.date | None, str]:
    problem = ""
    for keyword in _DUE.finditer(text):
        words = text[keyword.end() :].split(maxsplit=_LONGEST_DATE)[:_LONGEST_DATE]
        for length in range(len(words), 0, -1):
            try:
                return read_date(" ".join(words[:length]).rstrip(".,;:)!"), today, ahead=True), ""
            except UnreadError:
                continue
            except WhenError as error:
                problem = problem or str(error)
                break  # a shorter piece of it would be another day than the one that was meant
    return None, problem


def _owners(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the first run of people ("Mia, Bo och Eva") that is not governed by a preposition."""
    run: list[str] = []
    free, end = False, -1
    for start, stop, name in mentions(text, names):
        if end < 0 or not _JOINED.fullmatch(text, end, start):
            if run:
                break
            free = not _GOVERNED.search(text, 0, start)
        if free and name not in run:
            run.append(name)
        end = stop
    return tuple(run)
