"""The rosters as the rows of one list: a sign, the name, the marks and the details of each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from protokoll_tui.document.compose.people import part_of_meeting
from protokoll_tui.meeting.model import Meeting, Person, Presence, Roster
from protokoll_tui.meeting.roster import tally, walk_people
from protokoll_tui.tui.row_list import ListRow

SIGNS: Final[dict[Presence, str]] = {"present": "✓", "struck": "✗", "unmarked": "?"}

_WIDE = 110
"""Columns from which role and title stand in columns of their own."""

_DEFAULT_WIDTH = 78
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Spot:
    """What a row stands for: a person of a roster, or with row -1 a roster without people."""

    roster: int
    row: int = -1

    @property
    def key(self) -> str:
        """The spot as the key of a row."""
        return f"{self.roster}.{self.row}"

    @classmethod
    def of(cls, key: str) -> Spot:
        """Return the spot that a row's key names. Raises ValueError for another text."""
        roster, _, row = key.partition(".")
        return cls(int(roster), int(row))


def marks(person: Person) -> str:
    """Return what the list says of how a person takes part: "digitalt · från § 7", or nothing."""
    if person.status == "struck":
        return "frånvarande"
    if person.status == "unmarked":
        return "omarkerad"
    parts = [
        {"digital": "digitalt", "hybrid": "delvis digitalt"}.get(person.mode, ""),
        f"från {part_of_meeting(person.arrives)}" if person.arrives else "",
        f"till {part_of_meeting(person.leaves)}" if person.leaves else "",
    ]
    return " · ".join(part for part in parts if part)


def heading(roster: Roster) -> str:
    """Return the words over a roster: its body and its heading, as far as it has them."""
    return " – ".join(part for part in (roster.body, roster.heading) if part)


def roster_name(meeting: Meeting, r: int) -> str:
    """Return what roster `r` is called: the heading it stands under, which may be the one before's."""
    return next(
        (name for roster in reversed(meeting.attendance[: r + 1]) if (name := heading(roster))), "listan"
    )


def counts(meeting: Meeting) -> str:
    """Return the foot of the list: "18 av 24 närvarande · 2 gäster · 1 digitalt"."""
    count = tally(meeting)
    parts = []
    if count.members:
        parts.append(f"{count.members_present} av {count.members} närvarande")
    if count.guests:
        parts.append("1 gäst" if count.guests == 1 else f"{count.guests} gäster")
    if count.digital:
        parts.append(f"{count.digital} digitalt")
    if count.unmarked:
        parts.append(f"{count.unmarked} omarkerade" if count.unmarked > 1 else "1 omarkerad")
    return " · ".join(parts)


def people_rows(meeting: Meeting, width: int) -> list[ListRow]:
    """Return the rows of all rosters for a list of `width` cells.

    The marks stand beside the name, where the eye runs down the list; what there is no room for to the
    right of them is shortened by the list.
    """
    people = [person for _, _, person in walk_people(meeting)]
    columns = _Columns.of(people, width)
    return [row for r, roster in enumerate(meeting.attendance) for row in _roster_rows(r, roster, columns)]


def _roster_rows(r: int, roster: Roster, columns: _Columns) -> Iterator[ListRow]:
    if r:
        yield ListRow(Text(""))
    if title := heading(roster):
        row = Text(title, style="bold")
        if roster.people:
            there = sum(person.status == "present" for person in roster.people)
            row.append(f"  {there} av {len(roster.people)}", style="not bold dim")
        yield ListRow(row)
    if not roster.people:
        yield ListRow(Text("  Ingen här än. Ctrl+A lägger till, Delete tar bort gruppen."), Spot(r).key)
    for p, person in enumerate(roster.people):
        yield ListRow(_person_row(columns, person), Spot(r, p).key)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the columns, in cells; `details` is empty where all details share the last column."""

    name: int
    marks: int
    details: tuple[int, ...]

    @classmethod
    def of(cls, people: Sequence[Person], width: int) -> _Columns:
        name = _widest((person.name for person in people), least=12, most=max(12, width * 2 // 5))
        marked = _widest((marks(person) for person in people), least=len("frånvarande"), most=34)
        if width < _WIDE:
            return cls(name, marked, ())
        role = _widest((person.role for person in people), most=24)
        title = _widest((person.title for person in people), most=width // 3)
        return cls(name, marked, (role, title))

    def row(self, person: Person) -> Text:
        struck = person.status == "struck"
        row = Text(f"{SIGNS[person.status]} ")
        row.append(_shortened(person.name, self.name), style="strike" if struck else "")
        row.append(" " * max(0, self.name - cell_len(person.name)) + _GAP)
        row.append(set_cell_size(marks(person), self.marks) + _GAP, style="bold")
        row.append(self._details(person), style="dim")
        return row

    def _details(self, person: Person) -> str:
        rest = [f"ersätter {person.substitutes_for}" if person.substitutes_for else "", person.note]
        if not self.details:
            return _joined(person.role, person.title, person.organisation, *rest)
        pairs = zip((person.role, person.title), self.details, strict=True)
        fixed = [set_cell_size(_shortened(cell, size), size) for cell, size in pairs if size]
        return _GAP.join([*fixed, _joined(person.organisation, *rest)]).rstrip()


@lru_cache(maxsize=2_000)
def _person_row(columns: _Columns, person: Person) -> Text:
    """Return the row of a person, the same object while nothing about it changes."""
    return columns.row(person)


def _widest(texts: Iterable[str], *, least: int = 0, most: int) -> int:
    return min(most, max([least, *map(cell_len, texts)]))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _shortened(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"
