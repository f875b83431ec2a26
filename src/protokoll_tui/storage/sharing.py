"""A meeting's file as it may leave the house: its own text, and nothing in it that is private.

What goes is the table `private`, wherever somebody has put it, and every element of a list that says
`kind = "private"` of itself, in whatever spelling of TOML, with the comments inside it, on its line and
directly above it. All else stays byte for byte as it was written: comments, unknown keys, order, accepted
findings.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.private import without_private
from protokoll_tui.storage.reading import parse_bytes
from protokoll_tui.storage.source import Pair, Table, cut, cut_inline, joined, split, text_of
from protokoll_tui.storage.writing import dump_new

_PRIVATE = "private"
"""The name of the table, and the kind of an entry."""
_BOM = b"\xef\xbb\xbf"
_ABOUT_THE_FILE = "#:"
"""Begins a comment that programs read; it is about the file wherever it stands."""


def shareable(meeting: Meeting) -> Meeting:
    """Return `meeting` as others may have its file: without private notes and entries."""
    return without_private(meeting).model_copy(update={"accepted": meeting.accepted})


def shared_bytes(data: bytes, path: Path) -> bytes:
    """Return the content `data` of a meeting's file without what is private in it.

    What comes out is read back. Where it is not the meeting without its private parts, a new text is
    written instead: that costs comments, and never lets out what is private. `path` is only named in
    messages. Raises StorageError where `data` is no meeting.
    """
    wanted = shareable(parse_bytes(data, path).meeting)
    with contextlib.suppress(Exception):  # a form that was not foreseen: what is private matters more
        shared = _without_private(data)
        if parse_bytes(shared, path).meeting == wanted:
            return shared
    return new_shared_bytes(wanted)


def new_shared_bytes(meeting: Meeting) -> bytes:
    """Return the content of a new file for `meeting` without what is private in it."""
    return dump_new(shareable(meeting)).encode()


def _without_private(data: bytes) -> bytes:
    text = data.decode("utf-8-sig")
    plain = text.replace("\r\n", "\n")
    root = cut(plain)
    tables = root.in_order()
    before = text_of(tables)
    _empty(root, tomllib.loads(plain))
    left = root.in_order()
    first = next((table for table in tables if table.header), root)
    if not first.lead and not any(table is first for table in left):
        _drop_comments(root.body, len(root.body))  # they touch its header, and nothing else is above it
    if (shared := text_of(left)) == before:
        return data
    return (_BOM if data.startswith(_BOM) else b"") + _with_line_ends(shared, text).encode()


def _with_line_ends(shared: str, text: str) -> str:
    """Return `shared` with the line ends that its lines have in `text`, which it came of."""
    long = text.count("\r\n")
    if long in (0, text.count("\n")):
        return shared.replace("\n", "\r\n") if long else shared
    from difflib import SequenceMatcher

    lines, old = shared.split("\n"), text.split("\n")
    matcher = SequenceMatcher(None, [line.removesuffix("\r") for line in old], lines, autojunk=False)
    for start, at, size in matcher.get_matching_blocks():
        lines[at : at + size] = old[start : start + size]
    return "\n".join(lines)


def _drop_comments(body: list[Pair | str], end: int) -> None:
    """Drop the comments that touch what stands, or stood, at `end`."""
    while end and isinstance(above := body[end - 1], str):
        if not above.strip() or above.lstrip().startswith(_ABOUT_THE_FILE):
            break
        end -= 1
        del body[end]


def _empty(table: Table, data: dict[str, Any]) -> None:
    """Take out of a table, whose content is `data`, what is private in it.

    That is a table `private`, an inline one and dotted keys of that name, and the private elements of lists.
    """
    table.children[:] = [child for child in table.children if child[0] != _PRIVATE]
    private: set[int] = set()
    for name, children in groupby(sorted(table.children, key=_name), key=_name):
        values = data.get(name)
        rows = values if isinstance(values, list) else [values]
        for (_, child), row in zip(children, rows, strict=True):
            if isinstance(values, list) and _is_private(row):
                private.add(id(child))
            elif row is not None:
                _empty(child, row)
    table.children[:] = [child for child in table.children if id(child[1]) not in private]
    for pair in [piece for piece in table.body if isinstance(piece, Pair)]:
        if _PRIVATE in pair.names:
            index = next(i for i, piece in enumerate(table.body) if piece is pair)
            del table.body[index]
            _drop_comments(table.body, index)
        else:
            pair.value = _emptied(pair.value, _at(data, pair.names))


def _name(child: tuple[str, Table]) -> str:
    return child[0]


def _at(data: Any, names: Iterable[str]) -> Any:
    for name in names:
        data = data.get(name, {})
    return data


def _is_private(value: Any) -> bool:
    return isinstance(value, dict) and value.get("kind") == _PRIVATE


def _emptied(source: str, value: Any) -> str:
    """Return the source of a value without what is private in it."""
    if isinstance(value, dict):
        return _emptied_table(source, value)
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return _emptied_list(source, value)
    return source


def _emptied_table(source: str, value: dict[str, Any]) -> str:
    parts, gaps = split(source)
    texts: list[str] = []
    for pair in map(cut_inline, parts):
        if _PRIVATE not in pair.names:
            texts.append(f"{pair.before}{_emptied(pair.value, _at(value, pair.names))}")
            continue
        at = len(texts)
        is_last = at == len(gaps) - 2
        del gaps[at if is_last and texts else at + 1]  # the comma after it, or that before the last one
    return joined(gaps, texts) if texts or not parts else "{}"


def _emptied_list(source: str, values: Sequence[Any]) -> str:
    elements, gaps = split(source)
    texts = [_emptied(text, value) for text, value in zip(elements, values, strict=True)]
    for index in reversed(range(len(values))):
        if _is_private(values[index]):
            gaps[index : index + 2] = [_closed(gaps[index], gaps[index + 1])]
            del texts[index]
    return joined(gaps, texts) if texts or not values else "[]"


def _closed(before: str, after: str) -> str:
    """Return the gap that is left where an element goes from between two.

    The rest of its line goes too, with its comma, and the comments on the lines directly above it.
    """
    beside, above, indent = _lines(before)
    _, below, last = _lines(after)
    if not _breaks(after):
        last = after.lstrip().removeprefix(",").lstrip()
    while above and above[-1].strip():
        above.pop()
    if _breaks(before):
        return "".join((beside, *above, *below, "" if _breaks(after) else indent, last))
    if _breaks(after):
        return "".join((before.rstrip(), "\n", *below, last))
    return last if last == "]" and not before.startswith("[") else f"{before}{last}"


def _breaks(gap: str) -> bool:
    return "\n" in gap


def _lines(gap: str) -> tuple[str, list[str], str]:
    """Return the rest of the line that a gap begins on, its whole lines, and the start of its last one."""
    beside, *whole, last = gap.split("\n") if _breaks(gap) else (gap, "")
    return f"{beside}\n", [f"{line}\n" for line in whole], last
