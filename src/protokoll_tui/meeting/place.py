"""Where in a meeting something is: paths to items, and places in their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from protokoll_tui.meeting.model import Entry, Item, Meeting

ItemPath: TypeAlias = tuple[int, ...]
"""Indices from the agenda down: `(5,)` is the sixth item, `(5, 2)` its third point."""


class Place(NamedTuple):
    """A spot in the stream of an item: its path, the index of an entry, an offset in its text."""

    item: ItemPath
    entry: int = 0
    offset: int = 0


def item_at(meeting: Meeting, path: ItemPath) -> Item:
    """Return the item at `path`. Raises IndexError where there is none."""
    if not path or min(path) < 0:
        raise IndexError("an item path holds at least one index, none of them negative")
    item = meeting.agenda[path[0]]
    for index in path[1:]:
        item = item.points[index]
    return item


def entry_at(meeting: Meeting, path: ItemPath, index: int) -> Entry:
    """Return entry number `index` of the item at `path`. Raises IndexError where there is none."""
    if index < 0:
        raise IndexError(index)
    return item_at(meeting, path).entries[index]


def walk_items(meeting: Meeting) -> Iterator[tuple[ItemPath, Item]]:
    """Yield every item and point with its path, in the order of the agenda."""

    def walk(path: ItemPath, items: tuple[Item, ...]) -> Iterator[tuple[ItemPath, Item]]:
        for index, item in enumerate(items):
            here = (*path, index)
            yield here, item
            yield from walk(here, item.points)

    yield from walk((), meeting.agenda)


def has_text(item: Item) -> bool:
    """Tell whether something that can be printed stands in the item itself (its points apart)."""
    return any(entry.text.strip() for entry in item.entries if entry.kind != "private")


def is_finished(item: Item) -> bool:
    """Tell whether the item needs no more: struck, marked done, or it and its points have text."""
    if item.status != "open":
        return True
    if item.points:
        return all(is_finished(point) for point in item.points)
    return has_text(item)


def first_unfinished(meeting: Meeting) -> ItemPath | None:
    """Return the path of the first item or point to write under, the last one where all are done.

    None where the agenda is empty.
    """
    last: ItemPath | None = None
    for path, item in walk_items(meeting):
        if not item.points:
            if not is_finished(item):
                return path
            last = path
    return last
