"""Personal identity numbers: personnummer and samordningsnummer, in all their spellings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_FORM = re.compile(
    # A day and a time, both in full, are none.
    r"(?<!\d)(?!\d{4}([-./ ]?)\d\d\1\d\d\s(?:[01]\d|2[0-3])[ .:]?[0-5]\d(?!\d))"
    r"(?:19|20)?\d{2}([-./ ]?)\d{2}\2\d{2}(?:\s?[-+/.:]\s?|\s)?\d{2}\s?\d{2}(?!\d)",
    re.ASCII,
)
_COORDINATION = 60
"""Added to the day in a samordningsnummer."""


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
    digits = digits[-10:]
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    if day > _COORDINATION:
        day -= _COORDINATION
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
