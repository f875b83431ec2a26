"""Takes the names of protected people, addresses and numbers out of the texts of a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from protokoll_tui.meeting.contacts import Contact, Kind, find_contacts
from protokoll_tui.meeting.masking import Names
from protokoll_tui.meeting.model import Frozen
from protokoll_tui.meeting.plain import read_plain

NAME = "[namn borttaget]"
_MARKS: dict[Kind, str] = {
    "mail": "[e-postadress borttagen]",
    "phone": "[telefonnummer borttaget]",
    "personal number": "[personnummer borttaget]",
}
_MAIL_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:mailto|tel):([^()\s]*)\)|<(?:mailto|tel):([^<>\s]*)>")
_ANGLED = re.compile("<(" + "|".join(map(re.escape, _MARKS.values())) + ")>")
_ANY_MARK = "|".join(map(re.escape, (NAME, *_MARKS.values())))
_CUT_LINK = re.compile(
    rf"\[((?:{_ANY_MARK}|[^\[\]\n])*)\]\((?=[^()\n]*(?:{_ANY_MARK}))(?:{_ANY_MARK}|[^()\s])*\)"
)
"""A link whose address leads nowhere any more."""
_SAME_AGAIN = re.compile(rf"({re.escape(NAME)})(?: +{re.escape(NAME)})+")
_NAME_FIELDS = frozenset({"name", "owners", "presenters", "secretary", "substitutes_for"})
"""Fields that hold names, so that letters alone mean a person there."""
_NEVER_PRINTED = frozenset({"template"})
_PAIRED = re.compile(r"\*\*|~~|[*`]|(?<!\w)_|_(?!\w)")
"""Marks that stand before and after what they mark."""

F = TypeVar("F", bound=Frozen)


class Censor:
    """Takes names, addresses and numbers out of texts, and keeps count of what it took."""

    def __init__(self, names: Names, known: frozenset[str]) -> None:
        self.names = names
        self.known = known
        self.removed: dict[str, None] = {}
        self.personal_numbers = 0
        self.unsure: dict[str, None] = {}
        self.names_taken: dict[str, None] = {}
        self.said_openly: list[str] = []

    def model(self, model: F) -> F:
        """Return `model` with all its texts, and those inside it, censored."""
        return _with_texts(model, self.text)

    def text(self, text: str, field: str = "") -> str:
        """Return one text, that of a field, censored."""
        if field in _NEVER_PRINTED:
            return text
        if field in _NAME_FIELDS:
            name, comma, rest = text.partition(",")
            text = f"{NAME}{comma}{rest}" if self.names.is_initials(name) else text
        text = _MAIL_LINK.sub(self._without_link, text)
        marks: list[tuple[int, int, str]] = []
        for start, end, contact in strangers(text, self.known):
            marks.append((start, end, _MARKS[contact.kind]))
            self.personal_numbers += contact.kind == "personal number"
            if not contact.sure:
                self.unsure[text[start:end]] = None
        text = self._with_marks(text, marks)
        for find in (self.names.find_through_marks, self.names.find):
            spans = list(find(text))
            self.names_taken.update(dict.fromkeys(text[start:end] for start, end in spans))
            text = self._with_marks(text, [(start, end, NAME) for start, end in spans])
        return _SAME_AGAIN.sub(r"\1", _CUT_LINK.sub(r"\1", _ANGLED.sub(r"\1", text)))

    def _without_link(self, link: re.Match[str]) -> str:
        """Return what a link to an address shows. The address is taken out of what is left of it."""
        shown, address, bare = link.groups()
        if bare is not None:
            return str(bare)
        if contact_key(address) in self.known:
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


def strangers(text: str, known: frozenset[str]) -> Iterator[tuple[int, int, Contact]]:
    """Yield (start, end, contact) of each address and number in `text` that is not known."""
    for contact in find_contacts(text):
        if contact_key(text[contact.start : contact.end]) not in known:
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


def texts_of_model(model: Frozen) -> list[str]:
    """Return all texts of a model and of what is inside it."""
    found: list[str] = []

    def take(text: str, _field: str) -> str:
        found.append(text)
        return text

    _with_texts(model, take)
    return found


def contact_keys(text: str) -> frozenset[str]:
    """Return the keys of all addresses and numbers in `text`."""
    return frozenset(contact_key(text[found.start : found.end]) for found in find_contacts(text))


def contact_key(text: str) -> str:
    """Return an address, or the digits of a number, in the form that two are compared in."""
    text = read_plain(text).text.casefold()
    if any(map(str.isalpha, text)):
        return text.replace("%40", "@").replace(" ", "")
    return "".join(filter(str.isdigit, text))
