"""Personal identity numbers: personnummer and samordningsnummer, in all their spellings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_FORM = re.compile(
    # A day and a time, both in full, are none.
    r"(?<!\d)(?!\d{4}([-./ ]?)\d\d\1\d\d\s(?:[01]\d|2[0-3])[ .:]?[0-5]\d(?!\d))"
    r"(?:1[89]|20)?\d{2}([-./ ]?)\d{2}\2\d{2}(?:\s?[-+/.:]\s?|\s)?\d{2}\s?\d{2}(?!\d)",
    re.ASCII,
)
_COORDINATION = 60
"""Added to the day in a samordningsnummer."""
_CENTURIES = (18, 19, 20)
"""In which a person of whom minutes tell can have been born."""


def find_personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each personal identity number in a plain text."""
    at = 0
    while found := _FORM.search(text, at):
        if is_personal_number(found[0]):
            yield found.span()
            at = found.end()
        else:
            at = found.start() + 1  # one may begin inside what has its form by chance: "10 12 811218-9876"


def is_personal_number(text: str) -> bool:
    """Tell whether `text` is a Swedish personnummer or samordningsnummer, by its date and check digit."""
    digits = [int(char) for char in text if char.isascii() and char.isdigit()]
    if len(digits) not in (10, 12):
        return False
    *century, year, month, day = (
        tens * 10 + ones for tens, ones in zip(digits[:-4:2], digits[1:-4:2], strict=True)
    )
    if day > _COORDINATION:
        day -= _COORDINATION
    if not any(_is_date(hundreds * 100 + year, month, day) for hundreds in century or _CENTURIES):
        return False
    digits = digits[-10:]
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
