"""Spans of styled text broken into lines, measured in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, takewhile
from typing import TypeAlias

BOLD, ITALIC, STRIKE, LINK = 1, 2, 4, 8
"""Styles, to be added up."""

Span: TypeAlias = tuple[str, int]
Line: TypeAlias = tuple[Span, ...]

_Word: TypeAlias = tuple[list[Span] | None, int]
"""The spans of a word and the cells that they take, or None for a line end."""

_ENDS = "-–/@_=.?&"
"""Signs inside a word that a line may end with."""
_ROOM_FOR_HYPHEN = 6
"""Cells of a column that is wide enough for some letters and a hyphen."""

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
    nowhere; in a column, where it would hide its neighbour, it is parted with `break_words`.
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
        rest = [(character, style) for text, style in word for character in text]
        while _wide(rest) > width:
            piece, rest = _parted(rest, width)
            yield piece, _wide(piece)
        yield rest, _wide(rest)


def _parted(word: list[Span], width: int) -> tuple[list[Span], list[Span]]:
    """Return as much of a word, a character in each span, as has room in `width` cells, and the rest.

    It ends where the word itself has a sign to end at, or else with a hyphen between two letters.
    """
    reaches = accumulate(cells(character) for character, _ in word)
    fits = max(sum(1 for _ in takewhile(width.__ge__, reaches)), 1)
    by_itself = next((n for n in range(fits, fits // 2, -1) if word[n - 1][0] in _ENDS), 0)
    if by_itself:
        return word[:by_itself], word[by_itself:]
    before = fits - 1
    letters = all(character.isalpha() for character, _ in word[max(before - 2, 0) : before + 2])
    if width < _ROOM_FOR_HYPHEN or not letters:
        return word[:fits], word[fits:]
    return [*word[:before], ("-", word[before - 1][1])], word[before:]


def _wide(word: Iterable[Span]) -> int:
    return sum(cells(character) for character, _ in word)


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
