"""A meeting as others may have it: what the secretary keeps for herself is left out of it.

Things are left out of the meeting, so that no document that is made of it can hold them. What was left
out is listed, so that a finished file can be searched for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from protokoll_tui.meeting.censor import NAME, Censor, contact_key, contact_keys, strangers, texts_of_model
from protokoll_tui.meeting.contacts import find_contacts, short_numbers
from protokoll_tui.meeting.masking import Names
from protokoll_tui.meeting.model import Entry, Item, Meeting, Roster
from protokoll_tui.meeting.name_forms import read_name
from protokoll_tui.meeting.people import same_person
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.plain import read_plain
from protokoll_tui.meeting.private import without_private
from protokoll_tui.meeting.roster import walk_people

OMITTED = "[utelämnat]"
_LINE_MARK = re.compile(r"^[\s>#*•-]+|^\s*[0-9]{1,3}[.)]\s+")
_FEWEST_WORDS = 4
"""Words of a left-out line below which it could stand in the minutes by chance."""


@dataclass(frozen=True, slots=True)
class Published:
    """A meeting for the public, and what became of the rest.

    `removed` holds each string that was taken out and that no file may hold. `warnings` are Swedish lines
    about what a person has to judge.
    """

    meeting: Meeting
    names: Names
    known: frozenset[str]
    """Addresses and numbers that may stay, as `contact_key` writes them."""
    known_words: frozenset[str]
    """Words of what is public already that would be taken for a name: the Berg of a Region Berg."""
    removed: tuple[str, ...]
    warnings: tuple[str, ...]

    def left_in(self, text: str) -> list[str]:
        """Return what a reader of `text` finds in it and should not: names, addresses, numbers."""
        found = [text[start:end] for start, end, _ in strangers(text, self.known)]
        for find in (self.names.find, self.names.find_through_marks):
            found += (text[start:end] for start, end in find(text))
        return [each for each in dict.fromkeys(found) if each not in self.known_words]


def public(
    meeting: Meeting,
    *,
    whole: Meeting | None = None,
    known: str = "",
    mark_omitted: bool = False,
    names_absent: bool = True,
) -> Published:
    """Return `meeting` as it may be published.

    Private notes, internal passages, e-mail addresses, phone numbers and personal identity numbers go;
    protected people have no name in any text.

    Args:
        meeting: The meeting, or an extract of it.
        whole: The meeting that it is an extract of: what is internal there is looked for in it too.
        known: Texts that are public already, such as the lines of the letterhead: addresses and numbers
            that stand there stay, and its words that by themselves might be a name stay there.
        mark_omitted: Whether "[utelämnat]" stands where an internal passage was.
        names_absent: Whether the minutes name who was absent, which a person has to judge.
    """
    people = [person for _, _, person in walk_people(meeting)]
    hidden = frozenset(_identity(person.name) for person in people if person.protected)
    protected = [person.name for person in people if _identity(person.name) in hidden]
    others = [person.name for person in people if _identity(person.name) not in hidden]
    names = Names.of(protected, others)
    censor = Censor(names, contact_keys(known).union(_own_marks(meeting).values()))
    outline = _outline(without_private(meeting), hidden, mark_omitted=mark_omitted)
    made = censor.model(outline)
    said = _spoken("\n".join(texts_of_model(made)))
    lines = dict.fromkeys(_left_out_lines(whole or meeting))
    censor.said_openly = [line for line in lines if _is_said(line, said)]
    passages = (line for line in lines if _is_long(line) and line not in censor.said_openly)
    known_words = frozenset(word for a, b in names.find(known) if (word := known[a:b]).isalpha())
    found = (name for name in protected if any(True for _ in names.find(name)))
    parts = (form for part in names.single for form in (part[0].upper() + part[1:], part.upper()))
    everything = dict.fromkeys((*found, *censor.removed, *parts, *passages))
    removed = tuple(each for each in everything if each not in known_words)
    warnings = tuple(_warnings(made, censor, known_words, names_absent=names_absent))
    return Published(made, names, censor.known, known_words, removed, warnings)


def _identity(name: str) -> tuple[str, ...]:
    """Return what all spellings of a person's name have in common, whatever stands beside it."""
    return same_person(" ".join(read_name(name)) or name)


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
        person.model_copy(update=masked) if _identity(person.name) in hidden else person
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


def _spoken(text: str) -> str:
    """Return the words of a text as a voice would say them, without marks, in its lines."""
    lines = (" ".join(re.findall(r"[^\W_]+", line)) for line in read_plain(text).text.casefold().split("\n"))
    return "\n".join(lines)


def _is_said(line: str, said: str) -> bool:
    """Tell whether the words of a line are said anywhere; one word alone only as a line of its own."""
    words = _spoken(line)
    if " " in words:
        return f" {words} " in f" {said} ".replace("\n", " ")
    return bool(words) and words in said.split("\n")


def _is_long(line: str) -> bool:
    """Tell whether a line is long enough to be told from all others."""
    return len(line.split()) >= _FEWEST_WORDS


def _own_marks(meeting: Meeting) -> dict[str, str]:
    """Return those of the organisation's own marks that look like phone numbers, each with its key."""
    marks = [meeting.facts.reference, meeting.facts.number]
    marks += (mark for _, item in walk_items(meeting) for mark in (item.reference, item.number))
    return {
        mark: contact_key(mark)
        for mark in marks
        if [(found.start, found.end, found.kind) for found in find_contacts(mark)]
        == [(0, len(mark), "phone")]
    }


def _left_out_lines(meeting: Meeting) -> Iterator[str]:
    """Yield the lines of what was left out whole."""
    texts = [meeting.private.notes]
    for _, item in walk_items(meeting):
        texts += (entry.text for entry in item.entries if entry.kind in ("private", "internal"))
    for text in texts:
        for line in text.splitlines():
            if bare := _LINE_MARK.sub("", line).strip():
                yield bare


def _warnings(
    made: Meeting, censor: Censor, known_words: Collection[str], *, names_absent: bool
) -> Iterator[str]:
    """Yield what a person has to look at before the minutes are published."""
    if numbers := censor.personal_numbers:
        yield f"{numbers} personnummer togs bort. Ta bort dem i mötet också."
    people = [person for _, _, person in walk_people(made)]
    absent = [person.name for person in people if person.status == "struck"]
    if absent and names_absent:
        yield f"Frånvarande namnges: {', '.join(absent)}."
    if noted := [f"{person.name} ({person.note})" for person in people if person.note]:
        yield f"Det som har antecknats om personer står kvar: {', '.join(noted)}."
    if any(person.name == NAME for person in people):
        yield "Titel och organisation står kvar för den som är skyddad."
    for about, found, advice in _doubtful(made, censor, known_words):
        if quoted := ", ".join(f"”{each}”" for each in dict.fromkeys(found)):
            yield f"{about}: {quoted}. {advice}"


def _doubtful(
    made: Meeting, censor: Censor, known_words: Collection[str]
) -> Iterator[tuple[str, Iterable[str], str]]:
    """Yield what may be something else than it was taken for: in what way, the words, and what to do."""
    text = read_plain("\n".join(texts_of_model(made))).text
    words = dict.fromkeys(re.findall(r"\w+(?:[-']\w+)*", text))
    names = censor.names
    shared, ordinary = ([each for each in kind if each in words] for kind in (names.shared, names.ordinary))
    nobody = "Se efter att ingen skyddad person menas."
    taken = (each for each in censor.names_taken if len(each.split()) == 1)
    yield "Utelämnas men står också i en öppen text", censor.said_openly, "Se efter att det får stå där."
    yield "Togs bort som namn", taken, "Se efter att ingen annan eller inget annat menades."
    yield "Togs bort som telefonnummer", censor.unsure, "Se efter att inget annat menades."
    yield "Kan vara ett telefonnummer och står kvar", short_numbers(text), "Läs de ställena."
    yield "Egna beteckningar står kvar", _own_marks(made), "Se efter att ingen av dem är ett telefonnummer."
    yield "Står kvar i det som mallen bestämmer", sorted(known_words), nobody
    yield "Kan vara en skyddad person, men är en annans namn också", shared, "Läs de ställena."
    yield "Kan vara en skyddad persons initialer och står kvar", ordinary, nobody
    yield "Liknar en skyddad persons namn eller initialer och står kvar", names.left_in_doubt(text), nobody
    yield "Börjar som en skyddad persons namn och står kvar", filter(names.begins_with_a_name, words), nobody
