"""People as a secretary types them: a line becomes a person, a few letters find one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from protokoll_tui.meeting.model import Mode, Person
from protokoll_tui.meeting.text import clean_line, fold

_ROLES = {
    "ordförande": ("ordförande", "ordf", "mötesordförande"),
    "vice ordförande": ("vice ordförande", "vice ordf", "v ordförande", "v ordf"),
    "sekreterare": ("sekreterare", "sekr", "mötessekreterare", "vid protokollet"),
    "tjänstgörande ersättare": ("tjänstgörande ersättare", "tjg ersättare", "tjg ers", "tj ers"),
    "ersättare": ("ersättare", "ers"),
    "justerare": ("justerare", "protokolljusterare", "protokollsjusterare"),
    "ledamot": ("ledamot",),
    "adjungerad": ("adjungerad", "adj"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
_DIGITAL = frozenset(["digitalt", "digital", "teams", "zoom", "skype", "online", "distans", "länk"])
_PHYSICAL = frozenset({"på plats", "fysiskt"})
_TITLE_END = re.compile(
    r"(?:chef|ledare|strateg|sekreterare|handläggare|direktör|samordnare|utredare|controller|läkare|"
    r"sköterska|jurist|ekonom|planerare|utvecklare|konsult|assistent|rektor|kurator|psykolog|terapeut|råd)$"
)

_LIST_MARK = re.compile(r"^(?:[-*•]|\d{1,3}[.)])\s+")
_ANGLED = re.compile(r"<[^<>]*>")
_MAIL = re.compile(r"[(\[]?\s*(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)\]]?")
_PARENTHESIS = re.compile(r"\(([^()]{4,})\)")
_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+[-–—]\s+")
_SUBSTITUTE = re.compile(r"^(.*?\b(?:ers|ersättare))\.? för (.+)$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST = 2_000


def read_person(line: str) -> Person:
    """Return the person of one typed line: "Dan Ström, Sammanhållen vård", "Eva Bok, ordf., Teams".

    After the name come title and organisation, in any order; a role and the way of taking part are
    known by their words. E-mail addresses are dropped. Raises ValueError, in Swedish, where no name is
    left.
    """
    if len(line) > _LONGEST:
        raise ValueError("raden är för lång för en person")
    text = _MAIL.sub(" ", _ANGLED.sub(" ", _LIST_MARK.sub("", clean_line(line))))
    text = _PARENTHESIS.sub(r", \1,", text)
    name, *rest = _SEPARATOR.split(text.strip()) if text.strip() else [""]
    name, marks = _take_marks(name)
    if not any(letter.isalpha() for letter in name):
        raise ValueError("Skriv ett namn, till exempel Eva Bok, enhetschef")
    found: dict[str, Any] = {}
    details = [part for part in (*marks, *rest) if part and not _read_mark(part, found)]
    return Person.model_validate({"name": name, **found, **_title_and_organisation(details)})


def match_people(query: str, names: Sequence[str]) -> list[int]:
    """Return the indices of the names that `query` finds, the best first, else in their own order.

    Best is the beginning of a word of the name, then initials, then letters inside it. A typed a or o
    finds å, ä and ö too, after all that match as typed. An empty query finds everybody.
    """
    typed = fold(query)
    if not typed:
        return list(range(len(names)))
    ranked = [(rank, i) for i, name in enumerate(names) if (rank := _rank(typed, fold(name))) is not None]
    return [index for _, index in sorted(ranked)]


def initials(name: str) -> str:
    """Return the initials of a name, in capitals: "AKE" for Anna-Karin Ek."""
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word and word[0].isalpha()).upper()


def name_words(name: str) -> list[str]:
    """Return the words of a name, and the parts of its double names too: anna-karin, anna, karin, ek."""
    words = name.split()
    return [*words, *(part for word in words if "-" in word for part in word.split("-") if part)]


def same_person(name: str) -> tuple[str, ...]:
    """Return what two spellings of one name have in common: its words, whatever their order and case."""
    return tuple(sorted(fold(name).replace(",", " ").split()))


def mentions(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, full name) for every person that a text names without doubt.

    A person is named in full, by first name ("Mia"), by first name and initial ("Mia E.") or by initials,
    with a capital letter, and only where no other of `names` can be meant.
    """
    unique = _unique_forms(tuple(names))
    longest = max((form.count(" ") + 1 for form in unique), default=0)
    tokens = [(word.start(), word.end()) for word in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        start = tokens[at][0]
        for length in range(min(longest, len(tokens) - at), 0, -1):
            stop = tokens[at + length - 1][1]
            name = unique.get(_form(text[start:stop]))
            if name and text[start].isupper():
                yield start, stop, name
                at += length - 1
                break
        at += 1


def _rank(typed: str, name: str) -> int | None:
    rank = _rank_exactly(typed, name)
    if rank is not None:
        return rank
    rank = _rank_exactly(typed, _without_marks(name))
    return None if rank is None else rank + 3


def _rank_exactly(typed: str, name: str) -> int | None:
    words = name_words(name)
    if all(any(word.startswith(part) for word in words) for part in typed.split()):
        return 0
    if initials(name).casefold().startswith(typed):
        return 1
    return 2 if typed in name else None


def _without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _take_marks(name: str) -> tuple[str, list[str]]:
    """Split role and mode words off the end of a name that no comma parts from them."""
    words, marks = name.split(), list[str]()
    while len(words) > 1:
        length = next((n for n in (2, 1) if len(words) > n and _is_mark(" ".join(words[-n:]))), 0)
        if not length:
            break
        marks.append(" ".join(words[-length:]))
        del words[-length:]
    return " ".join(words), marks


def _is_mark(text: str) -> bool:
    return _role(text) is not None or bool(_mode(text))


def _role(text: str) -> str | None:
    return _ROLE_OF.get(" ".join(fold(text).replace(".", " ").split()))


def _mode(text: str) -> Mode:
    folded = fold(text).rstrip(".")
    if folded in _PHYSICAL:
        return "physical"
    return "digital" if folded.removeprefix("via ").removeprefix("på ") in _DIGITAL else ""


def _read_mark(part: str, found: dict[str, Any]) -> bool:
    """Take a part that is a role, a mode or "ersättare för NN" into `found`; tell whether it was one."""
    if substitute := _SUBSTITUTE.match(part):
        role = _role(substitute[1])
        if role is not None:
            found.setdefault("role", role)
            found.setdefault("substitutes_for", substitute[2])
            return True
    for key, value in (("role", _role(part)), ("mode", _mode(part))):
        if value and key not in found:
            found[key] = value
            return True
    return False


def _title_and_organisation(parts: Iterable[str]) -> dict[str, str]:
    first, *rest = [*parts, ""]
    rest = [part for part in rest if part]
    if not rest:
        return {"title" if _is_title(first) else "organisation": first} if first else {}
    if not _is_title(first) and _is_title(rest[0]):
        first, rest[0] = rest[0], first
    return {"title": first, "organisation": ", ".join(rest)}


def _is_title(text: str) -> bool:
    return text[:1].islower() or bool(_TITLE_END.search(fold(text)))


@lru_cache(maxsize=8)
def _unique_forms(names: tuple[str, ...]) -> Mapping[str, str]:
    """Return each way of writing a person that fits one person only, with the full name."""
    forms: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for form in {fold(name), fold(words[0]), fold(f"{words[0]} {words[-1][0]}")} if words else ():
            forms.setdefault(form, set()).add(name)
        if len(letters := initials(name)) > 1:
            forms.setdefault(letters, set()).add(name)
    return {form: people.pop() for form, people in forms.items() if len(people) == 1}


def _form(text: str) -> str:
    """Return a passage in the form of `_unique_forms`: initials stay capitals, all else is folded."""
    return text if text.isupper() and 1 < len(text) <= 4 else fold(text)
