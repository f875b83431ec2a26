"""Make the meetings that are measured: the same ones every time."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from protokoll_tui.meeting.model import (
    Entry,
    EntryKind,
    Facts,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Presence,
    Roster,
)
from protokoll_tui.storage.meeting_file import MeetingFile

LAST_WORD = "Slutordet"
"""Stands at the end of the last item, where the cursor is put: it tells that the text is on the screen."""

_SYLLABLES = ("ben", "da", "for", "gål", "hem", "kär", "lin", "mö", "nar", "rå", "sta", "ter", "und", "väg")
_KINDS: tuple[EntryKind, ...] = ("note", "discussion", "note", "beslut", "task")


def make_meeting(items: int, people: int, words: int) -> Meeting:
    """Return a meeting of so many items, people and words of text. Every item has text."""
    chance = random.Random(f"{items}-{people}-{words}")
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(800)]
    roster = Roster(heading="Närvarande", people=tuple(_person(number, chance) for number in range(people)))
    shares = [words // items + (number < words % items) for number in range(items)]
    agenda = [_item(number, share, vocabulary, chance) for number, share in enumerate(shares, 1)]
    last = agenda[-1].entries[-1]
    ending = last.model_copy(update={"text": f"{last.text} {LAST_WORD}"})
    agenda[-1] = agenda[-1].model_copy(update={"entries": (*agenda[-1].entries[:-1], ending)})
    facts = Facts(
        kind="Minnesanteckningar", bodies=("Mätgruppen",), date=dt.date(2026, 5, 29), start=dt.time(9)
    )
    return Meeting(facts=facts, attendance=(roster,), agenda=tuple(agenda))


def with_coming(meeting: Meeting) -> Meeting:
    """Return `meeting` with a coming one, without which there is no calendar."""
    coming = NextMeeting(date=dt.date(2026, 8, 28), start=dt.time(9), end=dt.time(12))
    return meeting.model_copy(update={"next_meetings": (coming,)})


def last_text(meeting: Meeting) -> str:
    """Return the text of the last item, as an editor without kinds would hold it."""
    return "\n".join(entry.text for entry in meeting.agenda[-1].entries)


def write_meeting(meeting: Meeting, path: Path) -> Path:
    """Write `meeting` to a new file and return its path."""
    MeetingFile.create(path, meeting)
    return path


def _person(number: int, chance: random.Random) -> Person:
    name = "".join(chance.choices(_SYLLABLES, k=2)).capitalize()
    family = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
    status: Presence = "struck" if number % 7 == 3 else "present"
    return Person(name=f"{name} {family}", title="handläggare", organisation="Provkommun", status=status)


def _item(number: int, words: int, vocabulary: list[str], chance: random.Random) -> Item:
    """Return an item whose words are shared out over five entries, the last of them a note."""
    kinds = _KINDS if words >= 40 else ("note",)
    share = words // len(kinds)
    entries = [Entry(kind=kind, text=_prose(share, vocabulary, chance)) for kind in kinds[:-1]]
    entries.append(Entry(text=_prose(words - share * (len(kinds) - 1), vocabulary, chance)))
    return Item(title=f"Ärende {number} {chance.choice(vocabulary)}", entries=tuple(entries))


def _prose(words: int, vocabulary: list[str], chance: random.Random) -> str:
    """Return so many words in sentences of nine."""
    chosen = chance.choices(vocabulary, k=words)
    sentences = [" ".join(chosen[at : at + 9]).capitalize() for at in range(0, words, 9)]
    return ". ".join(sentences) + "."
