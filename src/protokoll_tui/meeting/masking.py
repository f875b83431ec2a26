"""The names of protected people in running text: every way of writing one that cannot mean another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from protokoll_tui.meeting.people import initials, name_words
from protokoll_tui.meeting.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEFORE = re.compile(r"(?:[^\W\d_]+[-'’])+$")
_AFTER = re.compile(r"(?:[-'’][^\W\d_]+)+")
_LONGEST = 50
_BETWEEN = r"[\s.,_–-]{1,3}"
_END = r"(?:[:'’]?[sS])?(?![^\W_])"
"""A genitive s, and then the end of the word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of protected people look like in the texts of one meeting."""

    pattern: re.Pattern[str] | None
    others: frozenset[str]
    """The words of all other names, folded."""
    shared: tuple[str, ...]
    """Words of a protected name that another name has too: alone they are left in the text."""
    single: tuple[str, ...]
    """Words that alone stand for a protected person, where they have a capital letter."""

    @classmethod
    def of(cls, protected: Iterable[str], others: Iterable[str]) -> Names:
        """Return what to look for where `protected` and `others` are the people of a meeting.

        A person is named in full, in any order, by a part of the name or by initials. A part or initials
        count only where none of the others shares them.
        """
        names = [words for name in dict.fromkeys(protected) if (words := _WORD.findall(name))]
        rest = [words for name in others if (words := _WORD.findall(name))]
        taken = frozenset(fold(part) for words in rest for part in name_words(" ".join(words)))
        parts = tuple(dict.fromkeys(part for words in names for part in _parts(words)))
        single = tuple(part for part in parts if fold(part) not in taken)
        forms = [
            *(form for words in names for form in _in_full(words)),
            *(form for words in names for form in _shortened(words, rest)),
            *(f"(?:{re.escape(_capital(part))}|{re.escape(part.upper())})" for part in single),
            *(form for words in names for form in _by_initials(words, rest)),
        ]
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)}){_END}") if forms else None
        return cls(pattern, taken, tuple(part for part in parts if fold(part) in taken), single)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place in `text` where a protected person is named."""
        for found in self.pattern.finditer(text) if self.pattern else ():
            if not self._is_part_of_another(text, *found.span()):
                yield found.span()

    def _is_part_of_another(self, text: str, start: int, end: int) -> bool:
        """Tell whether a match ends or begins inside another's double name: the Karin of Anna-Karin."""
        before, after = _BEFORE.search(text, max(0, start - _LONGEST), start), _AFTER.match(text, end)
        words = text[start:end].split()
        wholes = [f"{before[0]}{words[0]}"] if before else []
        wholes += [f"{words[-1]}{after[0]}"] if after else []
        folded = [fold(whole) for whole in wholes]
        return any(whole in self.others or whole.removesuffix("s") in self.others for whole in folded)


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a name, and those of its double names, that can stand alone: no "von", no letter."""
    for part in name_words(" ".join(words)):
        if len(part) > 1 and (part[0].isupper() or not any(word[0].isupper() for word in words)):
            yield part


def _in_full(words: Sequence[str]) -> Iterator[str]:
    """Yield the whole name, last name first, and first and last name without what is between."""
    if len(words) < 2:
        return
    for order in (words, (words[-1], *words[:-1]), (words[0], words[-1]), (words[-1], words[0])):
        yield rf"(?i:{_BETWEEN.join(re.escape(word) for word in order)})"


def _shortened(words: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield "Alva E." and "A. Ek" where no other name can be shortened to the same."""
    first, last = words[0], words[-1]
    if len(words) < 2:
        return
    if not any(fold(o[0]) == fold(first) and fold(o[-1])[0] == fold(last)[0] for o in others):
        yield rf"{re.escape(_capital(first))} {re.escape(last[0].upper())}(?![\w-])"
    if not any(fold(o[0])[0] == fold(first)[0] and fold(o[-1]) == fold(last) for o in others):
        yield rf"{re.escape(first[0].upper())}\.? {re.escape(_capital(last))}"


def _by_initials(words: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[str]:
    letters = initials(" ".join(words))
    if len(letters) > 1 and letters not in {initials(" ".join(other)) for other in others}:
        yield r"\.? ?".join(re.escape(letter) for letter in letters)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
