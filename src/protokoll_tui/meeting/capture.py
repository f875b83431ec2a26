"""The secretary's shorthand: what the start of a line, or the words of a passage, ask the program to do.

A sign and a space begin an entry (`!` beslut, `?` diskussion, `+` uppgift), `§` a new item, `§6c` is a
jump; words such as "Beslut:" do the same. The other functions only suggest: the person decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from protokoll_tui.meeting.model import EntryKind, Outcome
from protokoll_tui.meeting.people import mentions
from protokoll_tui.meeting.when import WhenError, read_date


@dataclass(frozen=True, slots=True)
class StartEntry:
    """The line begins an entry of `kind`; `text` is the end of the line, all that is not the marker."""

    kind: EntryKind
    text: str


@dataclass(frozen=True, slots=True)
class NewItem:
    """The line asks for a new item after this one, with `text` as its title."""

    text: str


@dataclass(frozen=True, slots=True)
class Jump:
    """The line asks for the item that bears `number` ("6c"). There may be none: see `find_number`."""

    number: str


Capture: TypeAlias = StartEntry | NewItem | Jump


@dataclass(frozen=True, slots=True)
class TaskGuess:
    """Who is to do a task and when it is due, as far as its words tell."""

    owners: tuple[str, ...] = ()
    due: dt.date | None = None


_SIGNS: dict[str, EntryKind] = {"!": "beslut", "?": "discussion", "+": "task"}
_WORDS: dict[str, EntryKind] = {
    "anteckning": "note",
    "beslut": "beslut",
    "beslutsförslag": "proposal",
    "diskussion": "discussion",
    "förslag": "proposal",
    "förslag till beslut": "proposal",
    "internt": "internal",
    "privat": "private",
    "reservation": "reservation",
    "uppgift": "task",
}
_SIGN = re.compile(r"([!?+])(?: +|$)")
_WORD = re.compile(rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))}):(?: +|$)", re.IGNORECASE)
_ITEM = re.compile(r"§(?: +|$)")
_NUMBER = re.compile(r"§ *(\d+(?: [a-z]|[a-z]{0,2}(?:[.:]\d+[a-z]{0,2})*))[.)]? *", re.IGNORECASE)

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


def read_capture(line: str) -> Capture | None:
    """Return what the start of a line asks for, or None for ordinary text.

    A sign counts only before a space or the end of the line, so "!viktigt" is text. An entry's text
    and an item's title are the unchanged end of the line, so the marker's length is the difference.
    """
    if found := _SIGN.match(line):
        return StartEntry(_SIGNS[found[1]], line[found.end() :])
    if found := _WORD.match(line):
        return StartEntry(_WORDS[found[1].lower()], line[found.end() :])
    if found := _NUMBER.fullmatch(line):
        return Jump("".join(found[1].split()).lower())
    if found := _ITEM.match(line):
        return NewItem(line[found.end() :])
    return None


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
    return TaskGuess(_owners(text, names), _due(text, today))


def _due(text: str, today: dt.date) -> dt.date | None:
    for keyword in _DUE.finditer(text):
        words = text[keyword.end() :].split(maxsplit=_LONGEST_DATE)[:_LONGEST_DATE]
        for length in range(len(words), 0, -1):
            try:
                return read_date(" ".join(words[:length]).rstrip(".,;:)!"), today, ahead=True)
            except WhenError:
                continue
    return None


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
