"""Rules about personal data that should not be published: e-mail addresses, personal numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from protokoll_tui.meeting.check_finding import Finding, Subject
from protokoll_tui.meeting.plain import read_plain

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{2}-?\d{2}-?\d{2}(?:\s?[-+/]\s?|\s)?\d{4}(?!\d)", re.ASCII)
"""What has the form of a personnummer in a plain text. Whether it is one, `is_personal_number` tells."""
_COORDINATION = 60
"""Added to the day in a samordningsnummer."""


def check_personal(subject: Subject) -> Iterator[Finding]:
    """Yield every printed text with an e-mail address or a personal identity number in it.

    Neither is repeated in the message or the key: the key ends in the file.
    """
    for passage in subject.printed_texts():
        if "@" in passage.text and _MAIL.search(passage.text):
            message = f"En e-postadress står i {passage.where} – ska den vara med?"
            yield Finding("text-email", "warning", message, passage.target, passage.key)
        if any(
            is_personal_number(found[0]) for found in PERSONAL_NUMBER.finditer(read_plain(passage.text).text)
        ):
            message = f"Ett personnummer står i {passage.where} – ta bort det innan du delar texten"
            yield Finding("text-personal-number", "error", message, passage.target, passage.key)


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
