"""The secretary's shorthand: what the start of a line asks the program to do.

A sign and a space begin an entry (`!` beslut, `?` diskussion, `+` uppgift), `§` a new item, `§6c` is a
jump; words such as "Beslut:" do the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from protokoll_tui.meeting.model import EntryKind


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
