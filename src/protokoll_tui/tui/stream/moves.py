"""Where a key moves the cursor, in an item of several entries. Pure functions.

A motion gets the lines, the cursor, the column it wants to keep (cells), the height of the window and the
number of entries, and returns the new cursor and the column to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from protokoll_tui.meeting import typing_aids
from protokoll_tui.meeting.place import Place
from protokoll_tui.tui.stream.lines import Line
from protokoll_tui.tui.stream.rows import column_of, offset_at

Motion: TypeAlias = Callable[[list[Line], Place, int | None, int, int], tuple[Place, int | None]]


def _text(lines: list[Line], entry: int) -> str:
    return next((line.text for line in lines if line.entry == entry and line.role == "text"), "")


def _at(cursor: Place, entry: int, offset: int) -> tuple[Place, None]:
    return Place(cursor.item, entry, offset), None


def left(
    lines: list[Line], cursor: Place, _column: int | None, _height: int, _count: int
) -> tuple[Place, int | None]:
    """One character back, into the end of the entry before at the start of one."""
    if cursor.offset:
        return _at(cursor, cursor.entry, typing_aids.char_left(_text(lines, cursor.entry), cursor.offset))
    if cursor.entry:
        return _at(cursor, cursor.entry - 1, len(_text(lines, cursor.entry - 1)))
    return cursor, None


def right(
    lines: list[Line], cursor: Place, _column: int | None, _height: int, count: int
) -> tuple[Place, int | None]:
    """One character on, into the start of the entry after at the end of one."""
    text = _text(lines, cursor.entry)
    if cursor.offset < len(text):
        return _at(cursor, cursor.entry, typing_aids.char_right(text, cursor.offset))
    if cursor.entry + 1 < count:
        return _at(cursor, cursor.entry + 1, 0)
    return cursor, None


def word_left(
    lines: list[Line], cursor: Place, column: int | None, height: int, count: int
) -> tuple[Place, int | None]:
    """To the start of the word, or of the one before."""
    text = _text(lines, cursor.entry)
    to = typing_aids.word_left(text, cursor.offset)
    return _at(cursor, cursor.entry, to) if cursor.offset else left(lines, cursor, column, height, count)


def word_right(
    lines: list[Line], cursor: Place, column: int | None, height: int, count: int
) -> tuple[Place, int | None]:
    """To the start of the next word."""
    text = _text(lines, cursor.entry)
    if cursor.offset >= len(text):
        return right(lines, cursor, column, height, count)
    return _at(cursor, cursor.entry, typing_aids.word_right(text, cursor.offset))


def _text_lines(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.role == "text"]


def _line_index(lines: list[Line], cursor: Place) -> int:
    found = 0
    for index, line in enumerate(lines):
        if (line.entry, line.row.start) <= (cursor.entry, cursor.offset):
            found = index
    return found


def _vertical(by: int) -> Motion:
    def motion(
        lines: list[Line], cursor: Place, column: int | None, height: int, count: int
    ) -> tuple[Place, int | None]:
        rows = _text_lines(lines)
        index = _line_index(rows, cursor)
        here = rows[index]
        keep = column_of(here.text, here.row, cursor.offset) if column is None else column
        to = index + (by if abs(by) == 1 else by * max(1, height - 1))
        if to >= len(rows):
            # Below the last line of a marked entry lies the note that writing goes on in.
            goes_on = by == 1 and here.entry < count and bool(here.text)
            return (Place(cursor.item, count, 0), keep) if goes_on else _at(cursor, here.entry, here.row.end)
        if to < 0:
            return _at(cursor, rows[0].entry, 0) if by != -1 or index == 0 else _at(cursor, here.entry, 0)
        line = rows[to]
        last = (
            to + 1 >= len(rows) or rows[to + 1].entry != line.entry or rows[to + 1].row.start > line.row.end
        )
        return Place(cursor.item, line.entry, offset_at(line.text, line.row, keep, last=last)), keep

    return motion


def home(
    lines: list[Line], cursor: Place, _column: int | None, _height: int, _count: int
) -> tuple[Place, int | None]:
    """To the start of the row."""
    rows = _text_lines(lines)
    return _at(cursor, cursor.entry, rows[_line_index(rows, cursor)].row.start)


def end(
    lines: list[Line], cursor: Place, _column: int | None, _height: int, _count: int
) -> tuple[Place, int | None]:
    """To the end of the row."""
    rows = _text_lines(lines)
    index = _line_index(rows, cursor)
    line = rows[index]
    wraps = index + 1 < len(rows) and rows[index + 1].entry == line.entry
    goes_on = wraps and rows[index + 1].row.start == line.row.end
    return _at(cursor, cursor.entry, line.row.end - 1 if goes_on else line.row.end)


def first(
    _lines: list[Line], cursor: Place, _column: int | None, _height: int, _count: int
) -> tuple[Place, int | None]:
    """To the start of the item."""
    return _at(cursor, 0, 0)


def last(
    lines: list[Line], cursor: Place, _column: int | None, _height: int, _count: int
) -> tuple[Place, int | None]:
    """To the end of the item."""
    entry = lines[-1].entry
    return _at(cursor, entry, len(_text(lines, entry)))


MOVES: dict[str, Motion] = {
    "left": left,
    "right": right,
    "ctrl+left": word_left,
    "ctrl+right": word_right,
    "up": _vertical(-1),
    "down": _vertical(1),
    "pageup": _vertical(-2),
    "pagedown": _vertical(2),
    "home": home,
    "end": end,
    "ctrl+home": first,
    "ctrl+end": last,
}
"""The motions by key; with Shift they select."""
