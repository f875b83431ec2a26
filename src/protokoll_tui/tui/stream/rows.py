"""From a text to the rows that a screen shows, and between offsets and columns. Pure functions.

A row is a slice of the text: (start, end, indent). The rows of a text touch each other but for the line
ends between them, so an offset belongs to exactly one row. `indent` is the number of blank cells before
the slice: the continuation of a list line hangs under its text, not under its dash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

_MARKER = re.compile(r" *(?:[-*•]|\d{1,3}[.)]) +")


class Row(NamedTuple):
    """A slice of a text on one row of the screen; offsets in characters, `indent` in cells."""

    start: int
    end: int
    indent: int


@lru_cache(maxsize=2048)
def wrap(text: str, width: int) -> tuple[Row, ...]:
    """Return the rows of `text` in `width` cells; at least one row, also for an empty text.

    Blanks at the end of a row stay on it and may stand outside the width, where nothing is seen of them.
    """
    rows: list[Row] = []
    start = 0
    for line in text.split("\n"):
        rows.extend(
            Row(start + begin, start + end, indent) for begin, end, indent in _wrap_line(line, max(4, width))
        )
        start += len(line) + 1
    return tuple(rows)


@lru_cache(maxsize=4096)
def _wrap_line(line: str, width: int) -> tuple[Row, ...]:
    """Return the rows of one line. Cached, since a key changes one line of a text of many."""
    if len(line) <= width and cell_len(line) <= width:
        return (Row(0, len(line), 0),)
    marker = _MARKER.match(line)
    hang = min(marker.end(), width // 2) if marker else 0
    rows: list[Row] = []
    begin, indent = 0, 0
    while begin < len(line):
        end = _row_end(line, begin, width - indent)
        rows.append(Row(begin, end, indent))
        begin, indent = end, hang
    return tuple(rows)


def _row_end(line: str, begin: int, room: int) -> int:
    """Return where the row that begins at `begin` ends: after the last word that fits."""
    cells, index, last_break = 0, begin, 0
    while index < len(line):
        character = line[index]
        if character == " ":
            last_break = index + 1
        cells += get_character_cell_size(character)
        if cells > room and character != " ":
            return last_break if last_break > begin else max(index, begin + 1)
        index += 1
    return len(line)


def row_of(rows: tuple[Row, ...], offset: int) -> int:
    """Return the index of the row that the cursor at `offset` stands on."""
    for index in range(len(rows) - 1, 0, -1):
        if rows[index].start <= offset:
            return index
    return 0


def column_of(text: str, row: Row, offset: int) -> int:
    """Return the cell in which `offset` is shown on its row, from the left edge of the text."""
    return row.indent + cell_len(text[row.start : min(offset, row.end)])


def offset_at(text: str, row: Row, column: int, *, last: bool) -> int:
    """Return the offset that is shown at `column` of a row, its end where the row is shorter.

    On a row that goes on below (`last` is False) the end is the last character, since the offset after
    it is already the next row's.
    """
    cells = row.indent
    for offset in range(row.start, row.end):
        size = get_character_cell_size(text[offset])
        if cells + max(size, 1) > column:
            return offset
        cells += size
    return row.end if last or row.end == row.start else row.end - 1
