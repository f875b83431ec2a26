"""Spans of styled text broken into lines, measured in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

BOLD, ITALIC, STRIKE, LINK = 1, 2, 4, 8
"""Styles, to be added up."""

Span: TypeAlias = tuple[str, int]
Line: TypeAlias = tuple[Span, ...]

_Word: TypeAlias = tuple[list[Span] | None, int]
"""The spans of a word and the cells that they take, or None for a line end."""

_FIRST_ODD = "\u0300"
"""No character before this one (the first combining mark) is other than one cell wide."""


def cells(text: str) -> int:
    """Return how many cells `text` takes on a screen."""
    if text.isascii() or max(text) < _FIRST_ODD:
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(line: Iterable[Span], width: int) -> Line:
    """Return a line filled with blanks up to `width` cells."""
    spans = tuple(line)
    missing = width - sum(cells(text) for text, _ in spans)
    return (*spans, (" " * missing, 0)) if missing > 0 else spans


def wrap(spans: Iterable[Span], width: int, *, break_words: bool = False) -> list[Line]:
    r"""Return spans as lines of at most `width` cells. A span of "\n" ends a line.

    A longer word has a line of its own and stands out, since an address that is cut in two leads
    nowhere; in a column, where it would hide its neighbour, it is cut with `break_words`.
    """
    found: list[Line] = []
    line: list[Span] = []
    used = 0
    words = _words(spans)
    for word, wide in _broken(words, width) if break_words else words:
        if word is None:
            found.append(tuple(line))
            line, used = [], 0
        elif line and used + 1 + wide > width:
            found.append(tuple(line))
            line, used = list(word), wide
        elif line:
            # The blank is as struck or linked as the words on both sides of it.
            _add(line, (" ", line[-1][1] & word[0][1]))
            for span in word:
                _add(line, span)
            used += 1 + wide
        else:
            line, used = list(word), wide
    found.append(tuple(line))
    return found


def _broken(words: Iterable[_Word], width: int) -> Iterator[_Word]:
    """Yield each word, one that is wider than `width` in pieces that are not."""
    for word, wide in words:
        if word is None or wide <= width:
            yield word, wide
            continue
        piece: list[Span] = []
        used = 0
        for character, style in ((character, style) for text, style in word for character in text):
            if piece and used + cells(character) > width:
                yield piece, used
                piece, used = [], 0
            piece.append((character, style))
            used += cells(character)
        yield piece, used


def _add(line: list[Span], span: Span) -> None:
    """Append a span, or lengthen the last one where the style is the same."""
    text, style = line[-1]
    if style == span[1]:
        line[-1] = (text + span[0], style)
    else:
        line.append(span)


def _words(spans: Iterable[Span]) -> Iterator[_Word]:
    """Yield each word and line end. A word may change style inside."""
    word: list[Span] = []
    wide = 0
    for text, style in spans:
        if text == "\n":
            if word:
                yield word, wide
            word, wide = [], 0
            yield None, 0
            continue
        first = True
        for part in text.split(" "):
            if not first and word:
                yield word, wide
                word, wide = [], 0
            first = False
            if part:
                word.append((part, style))
                wide += cells(part)
    if word:
        yield word, wide
