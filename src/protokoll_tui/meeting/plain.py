"""A text as a reader sees it: without its marks, with one sign for each kind of dash, space and quote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

INVISIBLE = (
    "\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\ufffd\U000e0000-\U000e0fff"
)
"""Signs without a width, and what stands for those that no text may hold, as a class of a pattern."""
_MARKS = re.compile(
    rf"(?<= ) +|[*_`{INVISIBLE}]|~~|\\(?=\S)"
    r"|(?<=[^\W\d_])- ?\n *(?=[^\W\d_A-ZÅÄÖ])"
    r"|&(?:shy|zwn?j|ZeroWidthSpace|NoBreak|#173|#8203|#[xX](?:ad|AD|200[bB]));"
    r"|</?(?:a|b|br|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>\n]{0,200})?/?>"
)
"""Emphasis, code, escapes and tags, what has no width, spaces after a space, the hyphen of a word
that goes on in the next line: none of them is read.
"""


class _Signs(dict[int, str]):
    """The plain sign of each character, always one for one, so that positions stay the same."""

    def __missing__(self, code: int) -> str:
        sign = unicodedata.normalize("NFKC", chr(code))
        self[code] = sign if len(sign) == 1 else chr(code)
        return self[code]


_SIGNS = _Signs(
    dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
    | dict.fromkeys((0x2018, 0x2019, 0x02BC, 0xFF07, 0x00B4, 0x2032), "'")
    # Cyrillic and Greek letters that nobody can tell from Latin ones.
    | dict(
        zip(
            map(ord, "АВЕКМНОРСТХаеорсухіјѕһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"),
            "ABEKMHOPCTXaeopcyxijshABEZHIKMNOPTYXo",
            strict=True,
        )
    )
)


class Plain(NamedTuple):
    """A plain text, and where in the raw one each of its characters stands."""

    text: str
    places: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the passage from `start` to `end` stands in the raw text, with the marks inside it."""
        return self.places[start], self.places[end - 1] + 1


def with_plain_signs(text: str) -> str:
    """Return `text` with each character as its plain sign, all at their old positions."""
    return text if text.isascii() else text.translate(_SIGNS)


def read_plain(text: str) -> Plain:
    """Return `text` with plain signs and without marks."""
    text = with_plain_signs(text)
    marked = {at for mark in _MARKS.finditer(text) for at in range(*mark.span())}
    if not marked:
        return Plain(text, range(len(text)))
    places = [at for at in range(len(text)) if at not in marked]
    return Plain("".join(text[at] for at in places), places)
