"""A meeting as others may have it: what the secretary keeps for herself is left out of it.

Things are left out of the meeting, so that no document that is made of it can hold them. What was left
out is listed, so that a finished file can be searched for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from protokoll_tui.meeting.contacts import Contact, Kind, find_contacts
from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.masking import Names
from protokoll_tui.meeting.model import Entry, Frozen, Item, Meeting, Private, Roster
from protokoll_tui.meeting.people import same_person
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.plain import read_plain
from protokoll_tui.meeting.roster import walk_people

NAME = "[namn borttaget]"
OMITTED = "[utelämnat]"
_MARKS: dict[Kind, str] = {
    "mail": "[e-postadress borttagen]",
    "phone": "[telefonnummer borttaget]",
    "personal number": "[personnummer borttaget]",
}
_MAIL_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:mailto|tel):([^()\s]*)\)|<(?:mailto|tel):([^<>\s]*)>")
_ANGLED = re.compile("<(" + "|".join(map(re.escape, _MARKS.values())) + ")>")
_SAME_AGAIN = re.compile(rf"({re.escape(NAME)})(?: +{re.escape(NAME)})+")
_LINE_MARK = re.compile(r"^[\s>#*•-]+|^\s*[0-9]{1,3}[.)]\s+")
_FEWEST_WORDS = 4
"""Words of a left-out line below which it could stand in the minutes by chance."""
_NAME_FIELDS = frozenset({"name", "owners", "presenters", "secretary", "substitutes_for"})
"""Fields that hold names, so that letters alone mean a person there."""
_PAIRED = re.compile(r"\*\*|~~|[*`]")
"""Marks that stand before and after what they mark."""

F = TypeVar("F", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Published:
    """A meeting for the public, and what became of the rest.

    `removed` holds each string that was taken out and that no file may hold. `warnings` are Swedish lines
    about what a person has to judge.
    """

    meeting: Meeting
    names: Names
    known: frozenset[str]
    """Addresses and numbers that may stay, as `_contact_key` writes them."""
    removed: tuple[str, ...]
    warnings: tuple[str, ...]

    def left_in(self, text: str) -> list[str]:
        """Return what a reader of `text` finds in it and should not: names, addresses, numbers."""
        contacts = [text[start:end] for start, end, _ in _strangers(text, self.known)]
        return contacts + [text[start:end] for start, end in self.names.find_through_marks(text)]


def without_private(meeting: Meeting) -> Meeting:
    """Return `meeting` without what no output holds.

    That is the secretary's notes, the private entries, and the reasons for which she accepted a finding
    of the check.
    """
    agenda = tuple(_open_part(item) for item in meeting.agenda)
    return changed(meeting, agenda=agenda, private=Private(), accepted=())


def _open_part(item: Item) -> Item:
    return changed(
        item,
        entries=tuple(entry for entry in item.entries if entry.kind != "private"),
        points=tuple(_open_part(point) for point in item.points),
    )


def public(meeting: Meeting, *, known: str = "", mark_omitted: bool = False) -> Published:
    """Return `meeting` as it may be published.

    Private notes, internal passages, e-mail addresses, phone numbers and personal identity numbers go;
    protected people have no name in any text.

    Args:
        meeting: The meeting.
        known: Texts that are public already, such as the lines of the letterhead: addresses and numbers
            that stand there stay.
        mark_omitted: Whether "[utelämnat]" stands where an internal passage was.
    """
    people = [person for _, _, person in walk_people(meeting)]
    hidden = frozenset(same_person(person.name) for person in people if person.protected)
    protected = [person.name for person in people if same_person(person.name) in hidden]
    others = [person.name for person in people if same_person(person.name) not in hidden]
    names = Names.of(protected, others)
    censor = _Censor(names, _contact_keys(known) | _own_marks(meeting))
    outline = _outline(without_private(meeting), hidden, mark_omitted=mark_omitted)
    made = censor.model(outline)
    said = _spoken(" ".join(_texts(made)))
    passages = (line for line in _left_out_lines(meeting) if _spoken(line) not in said)
    found = (name for name in protected if any(True for _ in names.find(name)))
    parts = (form for part in names.single for form in (part[0].upper() + part[1:], part.upper()))
    removed = tuple(dict.fromkeys((*found, *censor.removed, *parts, *passages)))
    return Published(made, names, censor.known, removed, tuple(_warnings(made, censor)))


def _outline(meeting: Meeting, hidden: Collection[tuple[str, ...]], *, mark_omitted: bool) -> Meeting:
    """Return the meeting without the parts that go as a whole."""
    return meeting.model_copy(
        update={
            "facts": meeting.facts.model_copy(update={"link": ""}),
            "attendance": tuple(_with_masked_people(roster, hidden) for roster in meeting.attendance),
            "agenda": tuple(_without_internal(item, mark_omitted) for item in meeting.agenda),
            "log": (),
        }
    )


def _with_masked_people(roster: Roster, hidden: Collection[tuple[str, ...]]) -> Roster:
    masked = {"name": NAME, "protected": False}
    people = tuple(
        person.model_copy(update=masked) if same_person(person.name) in hidden else person
        for person in roster.people
    )
    return roster.model_copy(update={"people": people})


def _without_internal(item: Item, mark: bool) -> Item:
    entries: list[Entry] = []
    omitted = Entry(text=OMITTED)
    for entry in item.entries:
        if entry.kind != "internal":
            entries.append(entry)
        elif mark and entries[-1:] != [omitted]:
            entries.append(omitted)
    points = tuple(_without_internal(point, mark) for point in item.points)
    return item.model_copy(update={"entries": tuple(entries), "points": points})


class _Censor:
    """Takes names, addresses and numbers out of texts, and keeps count of what it took."""

    def __init__(self, names: Names, known: frozenset[str]) -> None:
        self.names = names
        self.known = known
        self.removed: dict[str, None] = {}
        self.personal_numbers = 0
        self.unsure: dict[str, None] = {}

    def model(self, model: F) -> F:
        """Return `model` with all its texts, and those inside it, censored."""
        return _with_texts(model, self.text)

    def text(self, text: str, field: str = "") -> str:
        """Return one text, that of a field, censored."""
        if field in _NAME_FIELDS and text.rstrip(".") in self.names.ordinary:
            return NAME
        text = _MAIL_LINK.sub(self._without_link, text)
        marks: list[tuple[int, int, str]] = []
        for start, end, contact in _strangers(text, self.known):
            marks.append((start, end, _MARKS[contact.kind]))
            self.personal_numbers += contact.kind == "personal number"
            if not contact.sure:
                self.unsure[text[start:end]] = None
        text = self._with_marks(text, marks)
        for find in (self.names.find, self.names.find_through_marks):
            text = self._with_marks(text, [(start, end, NAME) for start, end in find(text)])
        return _SAME_AGAIN.sub(r"\1", _ANGLED.sub(r"\1", text))

    def _without_link(self, link: re.Match[str]) -> str:
        """Return what a link to an address shows. The address is taken out of what is left of it."""
        shown, address, bare = link.groups()
        if bare is not None:
            return str(bare)
        if _contact_key(address) in self.known:
            return str(link[0])
        self.removed[address] = None
        return str(shown)

    def _with_marks(self, text: str, marks: list[tuple[int, int, str]]) -> str:
        parts: list[str] = []
        at = 0
        for start, end, mark in marks:
            self.removed[text[start:end]] = None
            before, after = _unpaired(text, start, end)
            parts += (text[at:start], before, mark, after)
            if text.startswith("(", end):
                parts.append(" ")  # "[…](" would begin a link
            at = end
        return "".join((*parts, text[at:]))


def _unpaired(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the marks of a passage whose other half stands outside it: those that open, those that close.

    Where the passage is replaced they are put before and after what replaces it, so that no half is left.
    """
    inside = _PAIRED.findall(text, start, end)
    odd = [mark for mark in dict.fromkeys(inside) if inside.count(mark) % 2]
    line = text.rfind("\n", 0, start) + 1
    closing = [mark for mark in odd if _PAIRED.findall(text, line, start).count(mark) % 2]
    opening = [mark for mark in odd if mark not in closing]
    return "".join(opening), "".join(closing)


def _strangers(text: str, known: frozenset[str]) -> Iterator[tuple[int, int, Contact]]:
    """Yield (start, end, contact) of each address and number in `text` that is not known."""
    for contact in find_contacts(text):
        if _contact_key(text[contact.start : contact.end]) not in known:
            yield contact.start, contact.end, contact


def _with_texts(model: F, change: Callable[[str, str], str]) -> F:
    """Return `model` with `change`, which gets a text and the name of its field, done to each of its texts.

    Words of a fixed choice are no texts.
    """
    update: dict[str, object] = {}
    for name, field in type(model).model_fields.items():
        old = getattr(model, name)
        new: object = old
        if isinstance(old, tuple):
            new = tuple(
                change(each, name) if isinstance(each, str) else _with_texts(each, change) for each in old
            )
        elif isinstance(old, Frozen):
            new = _with_texts(old, change)
        elif field.annotation is str:
            new = change(old, name)
        if new != old:
            update[name] = new
    return model.model_copy(update=update) if update else model


def _texts(model: Frozen) -> list[str]:
    """Return all texts of a model and of what is inside it."""
    found: list[str] = []

    def take(text: str, _field: str) -> str:
        found.append(text)
        return text

    _with_texts(model, take)
    return found


def _spoken(text: str) -> str:
    """Return the words of a text as a voice would say them: without marks, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _contact_keys(text: str) -> frozenset[str]:
    return frozenset(_contact_key(text[found.start : found.end]) for found in find_contacts(text))


def _own_marks(meeting: Meeting) -> frozenset[str]:
    """Return the keys of the organisation's own marks: some look like phone numbers, and are none."""
    marks = {meeting.facts.reference, meeting.facts.number}
    marks.update(mark for _, item in walk_items(meeting) for mark in (item.reference, item.number))
    return frozenset(
        _contact_key(mark[contact.start : contact.end])
        for mark in marks
        for contact in find_contacts(mark)
        if contact.kind == "phone" and contact.end - contact.start == len(mark)
    )


def _contact_key(text: str) -> str:
    """Return an address, or the digits of a number, in the form that two are compared in."""
    text = read_plain(text).text.casefold()
    if any(map(str.isalpha, text)):
        return text.replace("%40", "@").replace(" ", "")
    return "".join(filter(str.isdigit, text))


def _left_out_lines(meeting: Meeting) -> Iterator[str]:
    """Yield the lines of what was left out whole, those long enough to be told from all others."""
    texts = [meeting.private.notes]
    for _, item in walk_items(meeting):
        texts += (entry.text for entry in item.entries if entry.kind in ("private", "internal"))
    for text in texts:
        for line in text.splitlines():
            bare = _LINE_MARK.sub("", line).strip()
            if len(bare.split()) >= _FEWEST_WORDS:
                yield bare


def _warnings(made: Meeting, censor: _Censor) -> Iterator[str]:
    """Yield what a person has to look at before the minutes are published."""
    if numbers := censor.personal_numbers:
        yield f"{numbers} personnummer togs bort. Ta bort dem i mötet också."
    people = [person for _, _, person in walk_people(made)]
    if absent := [person.name for person in people if person.status == "struck"]:
        yield f"Frånvarande namnges: {', '.join(absent)}."
    if noted := [f"{person.name} ({person.note})" for person in people if person.note]:
        yield f"Det som har antecknats om personer står kvar: {', '.join(noted)}."
    if any(person.name == NAME for person in people):
        yield "Titel och organisation står kvar för den som är skyddad."
    for number in censor.unsure:
        yield f"”{number}” togs bort som ett telefonnummer. Se efter att det var ett."
    for mark in sorted(_own_marks(made)):
        yield f"Beteckningen ”{mark}” står kvar. Se efter att den inte är ett telefonnummer."
    text = read_plain("\n".join(_texts(made))).text
    words = dict.fromkeys(re.findall(r"\w+(?:[-']\w+)*", text))
    for part in censor.names.shared:
        if part in words:
            yield f"”{part}” kan vara en skyddad person, men är en annans namn också. Läs de ställena."
    for letters in censor.names.ordinary:
        if letters in words:
            yield f"”{letters}” står kvar. Se efter att ingen skyddad person menas med bokstäverna."
    for part in censor.names.single:
        if part.lower() in words:
            yield f"”{part.lower()}” står kvar med liten bokstav. Se efter att ingen skyddad person menas."
    for word in filter(censor.names.begins_with_a_name, words):
        yield f"”{word}” börjar som en skyddad persons namn. Se efter att ingen skyddad person menas."
