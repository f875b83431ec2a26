"""What became of a matter, in words: before what was not decided, so that it never reads as granted."""

from __future__ import annotations

import re

from protokoll_tui.meeting.model import Entry, Outcome
from protokoll_tui.meeting.text import fold

_WORDS: dict[Outcome, str] = {
    "rejected": "Avslaget",
    "tabled": "Bordlagt",
    "referred": "Hänskjutet",
    "remitted": "Återremitterat",
    "none": "Inget beslut",
}

_ELSEWHERE = (
    "att|som|om|trots|eftersom|när|då|sedan|innan|medan|fast|ifall|där|vilken|vilket|vilka|och|men|samt|eller|"
    "utan|tidigare|förra|föregående|inte|ej|icke|aldrig|bevilja\\w*|godkänn\\w*|bifall\\w*|antas?|antar|"
    "fastställ\\w*|tillstyrk\\w*|ges?|utse\\w*|välj\\w*"
)
"""Words after which a verb no longer tells what became of this matter: they begin another clause, speak of
another time, or say what would be decided."""
BEFORE = rf"(?:(?!(?:{_ELSEWHERE})\b)[^\s.,:;!?]+ ){{0,8}}"
"""What may stand before the verb of a sentence that tells what became of this matter."""
_LEAD = rf"(?:beslut: ?)?(?:{BEFORE}beslut(?:ar|ade|at|as|ades)(?: att|:)? )?(?:att )?"
_NOT_DENIED = r"(?![^.,:;!?]*\b(?:inte|ej|icke|aldrig)\b)"


def _told(first: str, now: str, then: str, alone: str) -> re.Pattern[str]:
    """Return what tells an outcome: a verb that comes first, one in the present, one in the past, or a noun.

    The past tells it only where nothing follows: "Nämnden avslog ansökan i fjol. Bevilja medel."
    """
    return re.compile(
        rf"{_LEAD}(?:(?:{first})\b{_NOT_DENIED}"
        rf"|{BEFORE}(?:{now})\b{_NOT_DENIED}"
        rf"|{BEFORE}(?:{then})\b{_NOT_DENIED}[^.!?]*[.!?]?$"
        rf"|(?:{alone})(?=[.:]|$| till\b))"
    )


_TOLD: dict[Outcome, re.Pattern[str]] = {
    "rejected": _told("avslå", "avslår|avslås", "avslog|avslogs", "avslag|avslaget|avslagen"),
    "tabled": _told(
        "bordlägga", "bordlägger|bordläggs", "bordlade|bordlades", "bordlagt|bordlagd|bordläggning"
    ),
    "referred": _told(
        "hänskjuta|remittera",
        "hänskjuter|hänskjuts|hänskjutes|remitterar|remitteras",
        "hänsköt|hänsköts|remitterade|remitterades",
        "hänskjutet|hänskjuten|remiss",
    ),
    "remitted": _told(
        "återremittera",
        "återremitterar|återremitteras",
        "återremitterade|återremitterades",
        "återremitterat|återremitterad|återremiss",
    ),
    "none": re.compile(
        rf"{_LEAD}{BEFORE}(?:(?:inget|inte något|ej något) beslut"
        r"|beslut (?:fattas|fattades|tas|togs) (?:inte|ej))\b"
    ),
}


def outcome_in_front(entry: Entry, first: str) -> str:
    """Return "Hänskjutet till AU i juni": what is to stand before a text that does not say so itself.

    `first` is the first paragraph of the text. Only its own verb counts as said: a word too much is a
    blemish, and a rejection that reads as a decision is a fault. Of what was decided it is "".
    """
    word = _WORDS.get(entry.outcome, "")
    if not word or _TOLD[entry.outcome].match(fold(first.partition("\n")[0])):
        return ""
    to = entry.to.rstrip(". ")
    return f"{word} till {to}" if to else word


def receiver_behind(entry: Entry) -> str:
    """Return "till AU i juni", to stand after a text that does not name it; else ""."""
    to = entry.to.rstrip(". ")
    named = not to or re.search(rf"\b{re.escape(fold(to))}s?\b", fold(entry.text))
    return "" if named else f"till {to}"
