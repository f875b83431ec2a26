"""Make any text safe to hold, show and print.

A text can come from a file, a paste or a keyboard, and a terminal obeys control characters wherever
they stand. So every string is cleaned at the boundary of the model, once, and nothing above the model
has to think of it again.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"

# C0 but TAB and LF, DEL, C1, the bidi overrides and isolates, lone surrogates, and what XML cannot hold.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
_LINE_SPACE = re.compile(r"[\t\n]+")


def clean_text(text: str) -> str:
    """Return `text` as NFC with LF line ends, four spaces for a tab, and no control characters.

    A control character becomes U+FFFD, so that the reader sees that something stood there.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", "    ")
    return unicodedata.normalize("NFC", _UNSAFE.sub(REPLACEMENT, text))


def clean_line(text: str) -> str:
    """Return `text` cleaned as by `clean_text`, on one line and without white space at its ends."""
    return _LINE_SPACE.sub(" ", clean_text(text)).strip()


def count_unsafe(text: str) -> int:
    """Return how many control characters `clean_text` would replace in `text`."""
    return len(_UNSAFE.findall(_NEWLINES.sub("\n", text)))


def fold(text: str) -> str:
    """Return `text` in the form that names and words are compared in: NFC, case-folded, single spaces.

    å, ä and ö stay letters of their own, as a Swedish reader expects.
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
