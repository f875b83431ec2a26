"""The names of protected people in running text: every way of writing one that cannot mean another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from protokoll_tui.meeting.people import initials, name_words
from protokoll_tui.meeting.plain import read_plain, with_plain_signs
from protokoll_tui.meeting.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_BEFORE = re.compile(r"(?:[^\W\d_]+[-'])+$")
_AFTER = re.compile(r"(?:[-'][^\W\d_]+)+")
_LONGEST = 50
_FEWEST_LETTERS = 5
"""Letters of a name below which other words begin with them by chance."""
_BETWEEN = r"[\s.,_-]{1,3}"
_END = r"(?:[:']?[sS])?(?![^\W_])"
"""A genitive s, and then the end of the word."""
_DOT = r"(?:\.(?= ?[a-zåäöéüæø]|[,;:)]))?"
"""The full stop of a letter that stands for a name, where it cannot end the sentence too."""
_ORDINARY = frozenset(
    {"AU", "BN", "BU", "FN", "FS", "HB", "HS", "KD", "KF", "KS", "MP", "RF", "RS", "SD", "SN", "SU", "UN"}
    | {"AG", "BM", "CM", "EC", "HR", "IT", "OB", "PA", "PL", "PO", "PR", "SG", "VC", "VD", "VO", "ÖB"}
    | {"AT", "BB", "BT", "BVC", "DT", "HC", "IVA", "KK", "LSS", "LVM", "LVU", "MR", "MS", "ST", "SV", "ÖV"}
    | {"AB", "AI", "CV", "DM", "DN", "EU", "GD", "ID", "IP", "IS", "IVO", "LO", "MBL", "OK", "OS", "PC", "PM"}
    | {"PS", "SE", "SFS", "SJ", "SKR", "SM", "SMS", "SOU", "TV", "UK", "US", "VAB", "VM"}
)
"""Letters that mean other things in minutes too: boards and parties, offices, care, and the rest."""


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
    ordinary: tuple[str, ...]
    """Initials that mean other things too, such as PM: they are left in running text."""

    @classmethod
    def of(cls, protected: Iterable[str], others: Iterable[str]) -> Names:
        """Return what to look for where `protected` and `others` are the people of a meeting.

        A person is named in full, in any order, by a part of the name or by initials. A part or initials
        count only where none of the others shares them, and initials only where they are no word.
        """
        names = [words for name in dict.fromkeys(protected) if (words := _words(name))]
        rest = [words for name in others if (words := _words(name))]
        taken = frozenset(fold(part) for words in rest for part in name_words(" ".join(words)))
        parts = tuple(dict.fromkeys(part for words in names for part in _parts(words)))
        single = tuple(part for part in parts if fold(part) not in taken)
        other_letters = frozenset(initials(" ".join(words)) for words in rest)
        letters = tuple(dict.fromkeys(each for words in names for each in _by_initials(words, other_letters)))
        forms = [
            *(form + _END for words in names for form in _in_full(words)),
            *(form + _END + _DOT for words in names for form in _shortened(words, rest)),
            *(f"(?:{re.escape(_capital(part))}|{re.escape(part.upper())}){_END}" for part in single),
            *(_between_dots(each) + _END + _DOT for each in letters),
        ]
        return cls(
            pattern=re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})") if forms else None,
            others=taken,
            shared=tuple(part for part in parts if fold(part) in taken),
            single=single,
            ordinary=tuple(each for each in letters if each in _ORDINARY),
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place in `text` where a protected person is named.

        A mark inside a word hides the name here, but not from `find_through_marks`.
        """
        yield from self._find(with_plain_signs(text))

    def find_through_marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each place where a reader of `text`, who sees no marks, finds a name."""
        plain = read_plain(text)
        for span in self._find(plain.text):
            yield plain.raw_span(*span)

    def begins_with_a_name(self, word: str) -> bool:
        """Tell whether a word may be made of a protected name: the Mårdskogska of a Mårdskog."""
        folded = fold(word)
        return folded not in self.others and any(
            len(part) >= _FEWEST_LETTERS and folded != (begin := fold(part)) and folded.startswith(begin)
            for part in self.single
        )

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
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


def _words(name: str) -> list[str]:
    return _WORD.findall(read_plain(name).text)


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


def _by_initials(words: Sequence[str], others: Collection[str]) -> Iterator[str]:
    """Yield the letters of a name, with those of its particles written as they are."""
    letters = initials(" ".join(words))
    if len(letters) > 1 and letters not in others:
        yield letters
        small = "".join(part[0] for word in words for part in word.split("-"))
        if small != letters and small[0].isupper() and small[-1].isupper():
            yield small


def _between_dots(letters: str) -> str:
    """Return what finds initials in a text: with dots or without, but for what is a word without them."""
    dot = r"\. ?" if letters in _ORDINARY else r"\.? ?"
    return dot.join(re.escape(letter) for letter in letters)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
