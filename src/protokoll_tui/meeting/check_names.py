"""Rules about names: nearly a name of the roster but not quite, or not in it at all.

In running text a name that is like no other is fine: people outside the meeting are named in minutes too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches

from protokoll_tui.meeting.check_finding import Finding, Passage, Subject, Target, as_key, short
from protokoll_tui.meeting.people import mentions, name_words, same_person
from protokoll_tui.meeting.place import ItemPath, Place, walk_items
from protokoll_tui.meeting.roster import names, walk_people
from protokoll_tui.meeting.text import fold

_CLOSE = 0.8
_CLOSE_WORD = 0.85
_LONG_WORD = 8
_SHORTEST_WORD = 5
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:\n])[\s\-*\d.)#>]*$")


def check_names(subject: Subject) -> Iterator[Finding]:
    """Yield the names that look like slips of the keyboard."""
    people = names(subject.meeting)
    if not people:
        return
    strangers: list[str] = []
    near: dict[str, str | None] = {}
    for label, name, target in _references(subject):
        if name not in near:
            near[name] = near_name(name, people)
        meant = near[name]
        if meant is None:
            strangers.append(name)
            continue
        message = f"{label} {short(name)} står inte i närvarolistan – menar du {short(meant)}?"
        yield Finding("name-unknown", "warning", message, target, as_key(name))
    yield from _unlisted(subject, people, {name for name, meant in near.items() if meant is None})
    yield from _near_words(subject, people, strangers)


def near_name(name: str, people: tuple[str, ...]) -> str | None:
    """Return the one of `people` that `name` is probably meant to be, or None where it is right or new."""
    wanted, words = fold(name), same_person(name)
    by_form = {fold(person): person for person in people}
    if wanted in by_form or any(end - start == len(name) for start, end, _ in mentions(name, people)):
        return None
    turned = next((person for person in people if same_person(person) == words), None)
    if turned is not None:
        return turned
    close = get_close_matches(wanted, by_form, n=1, cutoff=_CLOSE)
    return by_form[close[0]] if close else None


def _unlisted(subject: Subject, people: tuple[str, ...], strangers: Collection[str]) -> Iterator[Finding]:
    """Yield each presenter and owner who is in no roster, once.

    Who is presented with a title ("name, title") is told from those who were there. A single word may be a
    group as well as a person, and so may the words of a body or an organisation.
    """
    known, seen = _known_words(subject, ()), set[str]()
    for what, written, path, target in _named_in_items(subject):
        name = fold(written)
        if "," in written or written not in strangers or name in seen:
            continue
        seen.add(name)
        if _looks_like_a_name(written, known) and not _is_listed(name, people):
            message = f"{short(written)} ({what} i {subject.item_name(path)}) finns inte i Närvaro"
            yield Finding("name-unlisted", "info", message, target, as_key(written))


def _named_in_items(subject: Subject) -> Iterator[tuple[str, str, ItemPath, Target]]:
    for path, item in walk_items(subject.meeting):
        for presenter in item.presenters:
            yield "föredragande", presenter, path, Target("agenda", "presenters", Place(path))
    for path, index, entry in subject.entries():
        for owner in entry.owners if entry.kind in ("beslut", "task") else ():
            yield "ansvarig", owner, path, Target("agenda", "owners", Place(path, index))


def _looks_like_a_name(text: str, known: Collection[str]) -> bool:
    words = text.split()
    ends = (words[0], words[-1]) if len(words) > 1 else ()
    capitalized = ends and all(word[0].isupper() and not word.isupper() for word in ends)
    return bool(capitalized) and any(fold(word) not in known for word in words)


def _is_listed(name: str, people: Iterable[str]) -> bool:
    """Tell whether each word of a folded name begins a word of one person's: "anna b." can be two people."""
    parts = [part.rstrip(".") for part in name.split()]
    return any(
        all(any(word.startswith(part) for word in name_words(fold(person))) for part in parts)
        for person in people
    )


def _references(subject: Subject) -> Iterator[tuple[str, str, Target]]:
    """Yield what a person is, the name, and where it stands, wherever a person is referred to by name."""
    meeting = subject.meeting
    for r, row, person in walk_people(meeting):
        if person.substitutes_for:
            yield "Ordinarie", person.substitutes_for, Target("attendance", roster=r, row=row)
    for path, item in walk_items(meeting):
        for presenter in item.presenters:
            target = Target("agenda", "presenters", Place(path))
            yield "Föredragande", presenter.partition(",")[0].strip(), target
    for path, index, entry in subject.entries():
        for owner in entry.owners:
            yield "Ansvarig", owner.partition(",")[0].strip(), Target("agenda", "owners", Place(path, index))
    for adjuster in meeting.adjusters:
        yield "Justeraren", adjuster.name, Target("closing", "adjusters")
    for signature in meeting.signatures:
        if signature.name:
            yield "Underskriften", signature.name, Target("closing", "signatures")


def _near_words(subject: Subject, people: Iterable[str], strangers: Iterable[str]) -> Iterator[Finding]:
    passages = list(subject.running_texts())
    index = _NameIndex(people, _known_words(subject, strangers))
    ordinary = {word for passage in passages for word in _WORD.findall(passage.text) if word.islower()}
    seen: set[str] = set()
    for passage in passages:
        for found in _WORD.finditer(passage.text):
            word = found[0]
            if word in seen or len(word) < _SHORTEST_WORD or not word[0].isupper() or word.isupper():
                continue
            if len(word) == _SHORTEST_WORD and _SENTENCE_END.search(passage.text[: found.start()][-8:]):
                continue
            seen.add(word)
            if fold(word) not in ordinary and (meant := index.near(fold(word))):
                yield _near_word(passage, word, meant, found.start())


def _near_word(passage: Passage, word: str, meant: str, offset: int) -> Finding:
    target = passage.target
    if target.place is not None and not target.field:
        target = Target("agenda", place=Place(target.place.item, target.place.entry, offset))
    message = f"”{short(word)}” i {passage.where} är inte i närvarolistan – menar du {short(meant)}?"
    return Finding("word-near", "warning", message, target, as_key(word))


def _known_words(subject: Subject, strangers: Iterable[str]) -> set[str]:
    facts = subject.meeting.facts
    texts = [*facts.bodies, facts.place, facts.unit, *strangers]
    for _, _, person in walk_people(subject.meeting):
        texts += (person.title, person.organisation)
    for roster in subject.meeting.attendance:
        texts += (roster.body, roster.heading)
    return {fold(word) for text in texts for word in _WORD.findall(text)}


class _NameIndex:
    """The words of all names, to be found again by a word one slip away from them.

    Two words that are one letter more, less, other or changed round apart have a word in common once a
    letter is taken out of each. That finds most slips without comparing every word to every name.
    """

    def __init__(self, people: Iterable[str], known: set[str]) -> None:
        parts = {fold(part): part for person in people for part in name_words(person)}
        self._known = known | set(parts)
        self._by_skeleton: dict[str, str] = {}
        self._long: dict[str, list[str]] = {}
        self._written = parts
        for part in parts:
            if len(part) >= _SHORTEST_WORD - 1:
                for skeleton in _skeletons(part):
                    self._by_skeleton.setdefault(skeleton, part)
            if len(part) >= _LONG_WORD:
                self._long.setdefault(part[0], []).append(part)

    def near(self, word: str) -> str | None:
        """Return the part of a name that `word` is probably meant to be, None where it is none or right."""
        stem = word.removesuffix("s")
        if word in self._known or stem in self._known:
            return None
        for form in dict.fromkeys((word, stem)):
            part = next((self._by_skeleton[s] for s in _skeletons(form) if s in self._by_skeleton), None)
            part = part or self._near_long(form)
            if part is not None:
                return self._written[part]
        return None

    def _near_long(self, word: str) -> str | None:
        if len(word) < _LONG_WORD:
            return None
        for part in self._long.get(word[0], ()):
            if abs(len(part) - len(word)) <= 2:
                matcher = SequenceMatcher(None, word, part, autojunk=False)
                if matcher.quick_ratio() >= _CLOSE_WORD and matcher.ratio() >= _CLOSE_WORD:
                    return part
        return None


def _skeletons(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]
