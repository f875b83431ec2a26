"""E-mail addresses, phone numbers and personal identity numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from protokoll_tui.meeting.personal_number import find_personal_numbers
from protokoll_tui.meeting.plain import read_plain

Kind = Literal["mail", "phone", "personal number"]

# Looking back lets a search begin only where a word does: a long word is read once, not once a letter.
_AT = r"(?: ?@\s?|%40| ?[(\[{<] ?(?:a|at|@|snabel[- ]?a) ?[)\]}>] ?| snabel-?a )"
_FULL_STOP = r"(?:\.| \. ?| ?[(\[{<] ?(?:dot|punkt|\.) ?[)\]}>] ?)"
"""No space stands before the one that ends a sentence."""
_DOMAIN = rf"(?:[\w-]{{1,63}}{_FULL_STOP}){{1,8}}[^\W\d_][\w-]{{0,62}}|(?<=@)[^\W\d_][\w-]{{2,62}}"
"""With dots, or the short one of a house's own."""
_MAIL = re.compile(rf"(?<![\w.+-])(?<!\w')[\w.+-][\w.+'-]{{0,63}}{_AT}(?:{_DOMAIN})", re.IGNORECASE)
# A number in a list begins a line too, but a phone number does not go on there.
_GAP = r"(?:[ ()/-]{1,3}|[ -]?\n(?![0-9]{1,3}[.)]\s))"
_RUN = re.compile(
    rf"(?<![\w/])(?<![0-9A-ZÅÄÖ]-)(?<![0-9][.,])(?:\+|\((?=(?:0|\+)[0-9]{{1,3}}\))\+?)?[0-9]+(?:{_GAP}[0-9]+)*"
)
_DOTTED = re.compile(
    r"(?<![\w/-])(?<![0-9][.,])(?:\+[0-9]{1,3}[. ]|0)[0-9]{1,3}"
    r"(?:[./-][0-9]{2,3}(?:\.[0-9]{2,3}){1,3}|\.[0-9]{5,8})(?![\w/-]|[.,][0-9])"
)
"""With dots between its groups. Dates and decimals have other lengths between theirs."""
_POINTED = re.compile(
    r"(?<![\w/-])(?<![0-9][.,:])0[1-9][0-9]{1,2}[,:;·•‧|~] ?[0-9]{2,3}"
    r"(?:[ ,:;·•‧|~-] ?[0-9]{2}){2}(?![\w/-]|[.,:][0-9])"
)
"""With other signs there, which part times, paragraphs and amounts too, but none of just these lengths."""
_GROUP = re.compile(r"[0-9]+")
_SAYS_PHONE = (
    r"\b(?:(?:tel|telefon|tfn|mob|mobil)(?: ?(?:nr|nummer))?|växel|växeln|ring|(ankn|anknytning))"
    r"(?: ?\([^()]{1,12}\))?[.:]? *"
)
_CALLED = re.compile(f"{_SAYS_PHONE}$", re.IGNORECASE)
_SHORT = re.compile(rf"{_SAYS_PHONE}(?!112\b|1177\b)[0-9]{{3,4}}(?![\w%]|[ :.,/–-]?[0-9])", re.IGNORECASE)
"""An extension within a house, or a day, a sum, a room: too short to be taken for a number by itself."""
_CALLED_ELSE = re.compile(
    r"\b(?:kl|klockan|v|vecka|veckor|dnr|diarienr|diarienummer|faktura|fakturanr|bankgiro|bg|orgnr|iban"
    r"|se[0-9]{2})[.:]? *$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[0-9]{1,3}(?: [0-9]{3})*(?: ?- ?[0-9]{1,3}(?: [0-9]{3})*)*|[0-9]+")
_COUNTED = re.compile(r" ?(?:kr|kronor|tkr|mkr|mnkr|procent|st|stycken|personer|%)(?!\w)", re.IGNORECASE)
_DATE_OR_SPAN = re.compile(
    r"[0-3]?[0-9][-/ ][01]?[0-9][-/ ](?:19|20)[0-9]{2}"
    r"|[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|[0-2][0-9][0-5][0-9] ?- ?[0-2][0-9][0-5][0-9]"
    r"|[0-5]?[0-9]-[0-5]?[0-9](?: [0-5]?[0-9]-[0-5]?[0-9])+"
)
_DAY = re.compile(r"(?:^|[ (])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")
_BEFORE = 35
"""Characters in which the word that says what a number is has to stand."""
_MOST_DIGITS = 15
_FEWEST_DIGITS = 8
_FEWEST_CALLED = 5
_FEWEST_OF_EXTENSION = 3
_DIGITS_WITH_COUNTRY = 11
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Contact:
    """Something by which a person can be reached or told from all others, and where it stands."""

    start: int
    end: int
    kind: Kind
    sure: bool = True
    """False for a number that is taken for a phone number only for the word before it or its groups."""


def find_contacts(text: str) -> list[Contact]:
    """Return the addresses and numbers of a text, in their order, none inside another."""
    plain = read_plain(text)
    found = [Contact(*plain.raw_span(*m.span()), "mail") for m in _MAIL.finditer(plain.text)]
    rest = plain.text
    for start, end in find_personal_numbers(plain.text):
        found.append(Contact(*plain.raw_span(start, end), "personal number"))
        rest = f"{rest[:start]}{'_' * (end - start)}{rest[end:]}"
    found += (
        Contact(*plain.raw_span(start, end), "phone", _is_surely_phone(plain.text[start:end]))
        for start, end in _phones(rest)
    )
    found.sort(key=lambda contact: (contact.start, -contact.end))
    ends = 0
    apart: list[Contact] = []
    for contact in found:
        if contact.start >= ends:
            apart.append(contact)
            ends = contact.end
    return apart


def short_numbers(text: str) -> Iterator[str]:
    """Yield what may be the extension of a person, with the word before it, such as "tfn 4711"."""
    return (found[0] for found in _SHORT.finditer(read_plain(text).text))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for form in (_DOTTED, _POINTED):
        for found in form.finditer(text):
            if _is_phone(found[0]) and not _COUNTED.match(text, found.end()):
                yield found.span()
    for run in _RUN.finditer(text):
        groups = [(group.start(), group.end()) for group in _GROUP.finditer(text, run.start(), run.end())]
        before = max(0, run.start() - _BEFORE), run.start()
        called = _CALLED.search(text, *before)
        if not called and _CALLED_ELSE.search(text, *before):
            continue
        if _AMOUNT.fullmatch(run[0]) and _COUNTED.match(text, run.end()):
            continue
        fewest = (_FEWEST_OF_EXTENSION if called[1] else _FEWEST_CALLED) if called else _FEWEST_DIGITS
        first, after_phone = 0, False
        while first < len(groups):
            # What stands before the first digits (a plus, a bracket) belongs to the number.
            start = groups[first][0] if first else run.start()
            if first and text[start - 1] == "(" and text.startswith(")", groups[first][1]):
                start -= 1
            inside = first > 0 and not after_phone and text[start - 1] in "-/"
            last = (
                None
                if inside
                else _last_group(text, start, groups, first, _FEWEST_DIGITS if first else fewest)
            )
            after_phone = last is not None
            if last is not None:
                yield start, groups[last][1]
            first = first + 1 if last is None else last + 1


def _last_group(
    text: str, start: int, groups: Sequence[tuple[int, int]], first: int, fewest: int
) -> int | None:
    """Return the group of digits with which the longest phone number from `start` ends, or None."""
    if fewest == _FEWEST_DIGITS and text[start] not in "+(04":
        return None
    found = None
    for last in range(first, min(first + _MOST_DIGITS, len(groups))):
        begin, end = groups[last]
        if "\n" in text[groups[last - 1][1] : begin] and _is_phone(text[start : groups[last - 1][1]]):
            break  # a number that is whole does not go on in the next line
        glued = last + 1 < len(groups) and text[end] == "-"
        checked = last > first and end - begin == 1 and text[begin - 1] == "-"
        if not glued and not checked and _is_phone(text[start:end], fewest):
            found = last
    return found


def _is_surely_phone(text: str) -> bool:
    return _is_phone(text) and not _POINTED.fullmatch(text)


def _is_phone(text: str, fewest: int = _FEWEST_DIGITS) -> bool:
    """Tell whether some groups of digits have the length and the beginning of a phone number.

    One that a word such as "tel." announces needs fewer digits and can lack its area code.
    """
    called = fewest < _FEWEST_DIGITS
    if len(text) > _LONGEST or _DATE_OR_SPAN.fullmatch(text) or _DAY.search(text):
        return False
    digits = "".join(_GROUP.findall(text))
    if text.startswith(("+", "(+")) or digits.startswith("00"):
        return 9 <= len(digits) <= _MOST_DIGITS
    if digits.startswith("46") and len(digits) == _DIGITS_WITH_COUNTRY:
        return called or text == digits
    return (called or digits.startswith("0")) and fewest <= len(digits) <= 10
