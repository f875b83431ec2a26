"""Whether what stands in a meeting's file is what somebody wrote, or what a fault has left of it.

A file that was emptied, or that lost its end when a disk ran full or the power went, is often good TOML
still: a meeting with less in it. Taken for a change it would delete all that is missing. Every way on which
the content of a file comes into a meeting asks here first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from protokoll_tui.meeting.model import Frozen, Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.reading import parse_bytes
from protokoll_tui.storage.shape import keys_of

_Piece: TypeAlias = tuple[int, str, Any]
"""How many tables deep, the key, and its value; `_TABLE` where one of many tables begins."""
_TABLE = object()


def whole_meeting(data: bytes, path: Path, known: Iterable[Meeting]) -> Meeting | None:
    """Return the meeting that a file with the content `data` holds; None where that is damage.

    Damage is what is empty, what cannot be read, and what is left of a known state with its end cut off.

    Args:
        data: What is in the file.
        path: The file, only to name it.
        known: States that the file is known to have held, or may have held. Ask with those that it held last.
    """
    if is_blank(data):
        return None
    try:
        found = parse_bytes(data, path).meeting
    except StorageError:
        return None
    states = list(known)
    return found if found in states or not any(is_cut(found, each) for each in states) else None


def is_blank(data: bytes) -> bool:
    """Tell whether a file with the content `data` holds nothing: it was emptied, or filled with zeros."""
    return not data.removeprefix(b"\xef\xbb\xbf").strip(b"\0 \t\r\n")


def is_cut(found: Meeting, known: Meeting) -> bool:
    """Tell whether `found` is what a fault leaves of `known`: its beginning, and nothing else.

    Where only the last table is missing, an item or an entry of one, and other items are there, somebody
    has deleted that in an editor: a fault would not have met just the place between two tables.
    """
    here, known_pieces = list(_pieces(found)), list(_pieces(known))
    missing = known_pieces[len(here) :]
    if not missing or not _begins(here, known_pieces):
        return False
    return not (found.agenda and _is_one_table(missing))


def is_cut_in_line(data: bytes, known: bytes) -> bool:
    """Tell whether `data` is the beginning of a known content, to the middle of a line.

    So it is seen also where only comments, or keys that the program does not know, are missing.
    """
    rest = known[len(data) :]
    whole_lines = data.endswith(b"\n") or rest.startswith((b"\n", b"\r\n"))
    return known.startswith(data) and bool(rest) and not whole_lines


def _begins(here: Sequence[_Piece], whole: Sequence[_Piece]) -> bool:
    """Tell whether one begins as the other does. The cut may go through a number or a time."""
    if not here:
        return True
    *before, (depth, key, value) = here
    other = whole[len(before)]
    same = value == other[2] or not isinstance(value, str | tuple)
    return same and (depth, key) == other[:2] and before == list(whole[: len(before)])


def _is_one_table(pieces: Sequence[_Piece]) -> bool:
    (first, _, value), *rest = pieces
    return value is _TABLE and all(depth > first for depth, _, _ in rest)


def _pieces(model: Frozen, depth: int = 0) -> Iterator[_Piece]:
    """Yield what is set in a model, in the order in which a file holds it."""
    tables: list[tuple[_Piece | None, Frozen]] = []
    for key in keys_of(type(model)):
        value = getattr(model, key.field)
        if value == key.default:
            continue
        if key.form == "table":
            tables.append((None, value))
        elif key.form == "tables":
            tables += (((depth, key.name, _TABLE), each) for each in value)
        else:
            yield depth, key.name, value
    for start, table in tables:
        if start:
            yield start
        yield from _pieces(table, depth + 1)
