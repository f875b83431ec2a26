"""What the check can find, and the little that its rules share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from protokoll_tui.meeting.capture import Jump, read_capture
from protokoll_tui.meeting.model import Entry, Frozen, Meeting
from protokoll_tui.meeting.numbering import bare_number, find_number, number_items
from protokoll_tui.meeting.place import ItemPath, Place, item_at, walk_items
from protokoll_tui.meeting.references import REMOVED
from protokoll_tui.meeting.roster import walk_people
from protokoll_tui.meeting.text import clean_line

Severity: TypeAlias = Literal["error", "warning", "info"]
"""error: the minutes are wrong; warning: something may be missing; info: worth a look."""

Screen: TypeAlias = Literal["facts", "attendance", "agenda", "closing"]

_SHORT = 60
_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Target:
    """Where the secretary goes to mend what was found.

    On the agenda it is a `place`, in the attendance a `roster` and a `row`, elsewhere the name of a
    `field` of the model.
    """

    screen: Screen
    field: str = ""
    place: Place | None = None
    roster: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before the minutes go out.

    `code` names the rule. `message` is one Swedish line. `key` says what it is about in words that hold
    when items move, so that an accepted finding is known again.
    `reason` is the secretary's own where she has accepted it.
    """

    code: str
    severity: Severity
    message: str
    target: Target
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is printed: where it stands, in Swedish words and as a key, and how to get there."""

    text: str
    where: str
    key: str
    target: Target


@dataclass(frozen=True, slots=True)
class Subject:
    """A meeting under check, with the numbers of its items worked out once."""

    meeting: Meeting
    numbers: Mapping[ItemPath, str]

    @classmethod
    def of(cls, meeting: Meeting) -> Subject:
        """Return `meeting` ready to be checked."""
        return cls(meeting, number_items(meeting))

    def item_name(self, path: ItemPath) -> str:
        """Return an item as a message calls it: "punkt 6c"."""
        return f"punkt {self.numbers[path]}"

    def item_key(self, path: ItemPath) -> str:
        """Return the titles down to an item, which stay when its number does not."""
        return as_key(*(item_at(self.meeting, path[: depth + 1]).title for depth in range(len(path))))

    def missing_item(self, text: str) -> str:
        """Return what is wrong with a reference to an item: "punkt 14, som inte finns".

        Empty where there is such an item, and where the text is no number.
        """
        number = text.removesuffix(REMOVED)
        if number != text:
            return f"punkt {bare_number(number)}, som är borttagen"
        is_number = isinstance(read_capture(f"§{bare_number(text)}"), Jump)
        missing = is_number and find_number(self.meeting, text) is None
        return f"punkt {bare_number(text)}, som inte finns" if missing else ""

    def entries(self) -> Iterator[tuple[ItemPath, int, Entry]]:
        """Yield every entry that may be printed, with the path of its item and its index."""
        for path, item in walk_items(self.meeting):
            for index, entry in enumerate(item.entries):
                if entry.kind != "private":
                    yield path, index, entry

    def running_texts(self) -> Iterator[Passage]:
        """Yield the passages that are written in sentences."""
        for path, item in walk_items(self.meeting):
            where, key = self.item_name(path), self.item_key(path)
            if item.agenda_text:
                yield Passage(item.agenda_text, where, key, Target("agenda", "agenda_text", Place(path)))
            for index, entry in enumerate(item.entries):
                if entry.kind != "private" and entry.text:
                    yield Passage(entry.text, where, key, Target("agenda", place=Place(path, index)))
        closing = self.meeting.closing
        for field, where, text in (
            ("evaluation", "utvärderingen", closing.evaluation),
            ("text", "avslutningen", closing.text),
        ):
            if text:
                yield Passage(text, where, where, Target("closing", field))

    def printed_texts(self) -> Iterator[Passage]:
        """Yield every passage that a reader of the minutes may see."""
        meeting, facts = self.meeting, self.meeting.facts
        yield Passage(facts.title, "rubriken", "rubriken", Target("facts", "title"))
        yield Passage(facts.place, "platsen", "platsen", Target("facts", "place"))
        about = (facts.kind, *facts.bodies, facts.reference, facts.number, facts.date_text, facts.unit)
        text, where = "\n".join((*about, facts.secretary)), "uppgifterna om mötet"
        yield Passage(text, where, where, Target("facts"))
        for index, roster in enumerate(meeting.attendance):
            text = f"{roster.heading}\n{roster.body}"
            yield Passage(text, "närvarolistan", "närvarolistan", Target("attendance", roster=index, row=0))
        for roster_index, row, person in walk_people(meeting):
            target = Target("attendance", roster=roster_index, row=row)
            yield Passage(_lines(person), "närvarolistan", "närvarolistan", target)
        for path, item in walk_items(meeting):
            text = "\n".join((item.title, item.number, item.reference, *item.presenters))
            key = self.item_key(path[:-1]) if path[:-1] else "rubrik"
            yield Passage(text, self.item_name(path), key, Target("agenda", "title", Place(path)))
        yield from self.running_texts()
        for path, index, entry in self.entries():
            if details := "\n".join((entry.to, *entry.owners)).strip():
                target = Target("agenda", place=Place(path, index))
                yield Passage(details, self.item_name(path), self.item_key(path), target)
        for field, where, rows in (
            ("attachments", "bilagorna", meeting.attachments),
            ("next_meetings", "nästa möte", meeting.next_meetings),
            ("adjusters", "uppgifterna om justering", meeting.adjusters),
            ("signatures", "underskrifterna", meeting.signatures),
        ):
            for each in rows:
                yield Passage(_lines(each), where, where, Target("closing", field))


def _lines(model: Frozen) -> str:
    """Return the texts of a row of the minutes, a line each."""
    values = (getattr(model, name) for name in type(model).model_fields)
    return "\n".join(value for value in values if isinstance(value, str))


def short(text: str) -> str:
    """Return `text` on one line and short enough to stand in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def as_key(*parts: str) -> str:
    """Return a key made of `parts`, in the form in which a file gives it back."""
    return clean_line(" / ".join(" ".join(part.split()) for part in parts if part.strip()))[
        :_KEY_LENGTH
    ].strip()


def sentence(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]
