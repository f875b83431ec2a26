"""The names of protected people in running text: every way of writing one that cannot mean another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from protokoll_tui.meeting.name_forms import (
    ORDINARY,
    all_initials,
    alone,
    between_dots,
    in_full,
    letters_of,
    parts_of,
    read_name,
    shortened,
    small_letters,
    spelled,
    with_hyphens,
    with_two_letters,
    without_accents,
)
from protokoll_tui.meeting.people import name_words
from protokoll_tui.meeting.plain import read_plain, with_plain_signs
from protokoll_tui.meeting.text import fold

_BEFORE = re.compile(r"(?:[^\W\d_]+[-'])+$")
_AFTER = re.compile(r"(?:[-'][^\W\d_]+)+")
_LONGEST = 50
_FEWEST_LETTERS = 5
"""Letters of a name below which other words begin with them by chance."""
_BEGIN = r"(?:(?<![^\W_])|(?<=%2[0-9A-Fa-f]))"
"""The beginning of a word; in an address that of one after a space or another sign."""
_END = r"(?:[:']?[sS])?(?![^\W\d_])"
"""A genitive s, and then the end of the word, to which the number of a note may be tied."""
_DOT = r"(?:\.(?= ?[a-zåäöéüæø]|[,;:)]))?"
"""The full stop of a letter that stands for a name, where it cannot end the sentence too."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of protected people look like in the texts of one meeting."""

    pattern: re.Pattern[str] | None
    others_in_full: re.Pattern[str] | None
    """Finds the others by first and last name: what a match has a part of is theirs."""
    others: frozenset[str]
    """The words of all other names, folded."""
    shared: tuple[str, ...]
    """Words and initials of a protected name that another has too: alone they are left in the text."""
    single: tuple[str, ...]
    """Words that alone stand for a protected person, where they have a capital letter."""
    letters: tuple[str, ...]
    """Initials that none of the others has."""
    ordinary: tuple[str, ...]
    """Those of them that mean other things too, such as PM: they are left in running text."""

    @classmethod
    def of(cls, protected: Iterable[str], others: Iterable[str]) -> Names:
        """Return what to look for where `protected` and `others` are the people of a meeting.

        A person is named in full, in any order, by a part of the name or by initials. A part or initials
        count only where none of the others shares them, and initials only where they are no word.
        """
        names = [words for name in dict.fromkeys(protected) if (words := read_name(name))]
        rest = [words for name in others if (words := read_name(name))]
        taken = frozenset(fold(part) for words in rest for part in name_words(" ".join(words)))
        taken |= frozenset(form for word in taken for form in (without_accents(word), with_two_letters(word)))
        parts = tuple(dict.fromkeys(part for words in names for part in parts_of(words)))
        single = tuple(part for part in parts if fold(part) not in taken)
        other_letters = frozenset(letters for words in rest for letters in all_initials(words))
        letters = tuple(dict.fromkeys(each for words in names for each in letters_of(words, other_letters)))
        all_letters = (each for words in names for each in all_initials(words) if len(each) > 1)
        shared_letters = tuple(each for each in dict.fromkeys(all_letters) if each in other_letters)
        forms = [
            *(form + _END for words in names for form in dict.fromkeys(in_full(words, rest))),
            *(form + _END + _DOT for words in names for form in shortened(words, rest)),
            *(form + _END for part in single for form in alone(part, taken)),
            *(between_dots(each) + _END + r"(?!\d)" + _DOT for each in letters),
            *(
                form + _END + r"(?!\d)" + _DOT
                for words in names
                for form in with_hyphens(words, other_letters)
            ),
        ]
        hidden = {(fold(words[0]), fold(words[-1])) for words in names}
        whole = [
            words for words in rest if len(words) > 1 and (fold(words[0]), fold(words[-1])) not in hidden
        ]
        return cls(
            pattern=_any_of(forms),
            others_in_full=_any_of(
                rf"(?i:{form}){_END}"
                for words in whole
                for form in dict.fromkeys(
                    r"\s{1,2}".join(map(spelled, order)) for order in (words, words[:: len(words) - 1])
                )
            ),
            others=taken,
            shared=(*(part for part in parts if fold(part) in taken), *shared_letters),
            single=single,
            letters=letters,
            ordinary=tuple(each for each in letters if each in ORDINARY),
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

    def is_initials(self, text: str) -> bool:
        """Tell whether a text that can only be a name is the initials of a protected person."""
        bare = re.sub(r"[. ]", "", text)
        return any(bare in (letters, letters.lower()) for letters in self.letters)

    def left_in_doubt(self, text: str) -> Iterator[str]:
        """Yield what a plain text may name a protected person by, though it is seldom written so.

        That is a name or initials in small letters, and a short name without its accents.
        """
        parts = frozenset(map(fold, self.single))
        bare = frozenset(map(fold, map(without_accents, self.single))) - self.others
        for word in dict.fromkeys(re.findall(r"\w+(?:[-']\w+)*", text)):
            named = bare | parts if word[0].isupper() else parts
            doubtful = not named.isdisjoint({fold(word), fold(word).removesuffix("s")})
            if doubtful and not any(True for _ in self.find(word)):
                yield word
        for letters in self.letters:
            yield from small_letters(letters, text)

    def begins_with_a_name(self, word: str) -> bool:
        """Tell whether a word may be made of a protected name: the Mårdskogska of a Mårdskog."""
        folded = fold(word)
        return folded not in self.others and any(
            len(part) >= _FEWEST_LETTERS and folded != (begin := fold(part)) and folded.startswith(begin)
            for part in self.single
        )

    def _find(self, text: str) -> Iterator[tuple[int, int]]:
        found = [match.span() for match in self.pattern.finditer(text)] if self.pattern else []
        theirs: list[tuple[int, int]] = []
        if found and self.others_in_full:
            theirs = [match.span() for match in self.others_in_full.finditer(text)]
        for start, end in found:
            # The whole name of another that a match has a part of, and not the whole: "Per Ek, Karin Alm".
            cut = any(a < end and start < b and not start <= a < b <= end for a, b in theirs)
            if not cut and not self._is_part_of_another(text, start, end):
                yield start, end

    def _is_part_of_another(self, text: str, start: int, end: int) -> bool:
        """Tell whether a match ends or begins inside another's double name: the Karin of Anna-Karin."""
        before, after = _BEFORE.search(text, max(0, start - _LONGEST), start), _AFTER.match(text, end)
        words = text[start:end].split()
        wholes = [f"{before[0]}{words[0]}"] if before else []
        wholes += [f"{words[-1]}{after[0]}"] if after else []
        folded = [fold(whole) for whole in wholes]
        return any(whole in self.others or whole.removesuffix("s") in self.others for whole in folded)


def _any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds each of `forms` where a word begins; None for no forms."""
    joined = "|".join(forms)
    return re.compile(rf"{_BEGIN}(?:{joined})") if joined else None
