"""Edits of facts and of the agenda: pure functions from a meeting to a meeting.

Every text is cleaned on its way in (`text`). An index that does not exist raises IndexError; an edit
that changes nothing returns the meeting that it was given, so that a caller can compare by identity.
Edits of the people are in `roster`, edits of an item's stream in `stream`. An edit that gives an item
another number takes the references to it along (`references`), so that one undo takes back both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from protokoll_tui.meeting.model import Facts, Frozen, Item, Meeting
from protokoll_tui.meeting.place import ItemPath, item_at
from protokoll_tui.meeting.references import follow
from protokoll_tui.meeting.text import clean_line

F = TypeVar("F", bound=Frozen)
T = TypeVar("T")

_NEW = -1


def changed(model: F, **values: Any) -> F:
    """Return `model` with `values` validated and set; the same object where nothing comes out changed.

    Raises pydantic.ValidationError for a value that the field does not take.
    """
    if all(getattr(model, name) == value for name, value in values.items()):
        return model
    old = {name: getattr(model, name) for name in model.model_fields_set}
    new = type(model).model_validate({**old, **values})
    return model if new == model else new


def put(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """Return `items` with `item` in place of the one at `index`."""
    if not 0 <= index < len(items):
        raise IndexError(index)
    return (*items[:index], item, *items[index + 1 :])


def drop(items: tuple[T, ...], index: int) -> tuple[T, ...]:
    """Return `items` without the one at `index`."""
    if not 0 <= index < len(items):
        raise IndexError(index)
    return (*items[:index], *items[index + 1 :])


def insert(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """Return `items` with `item` before the one at `index`, or last at the index after the last one."""
    if not 0 <= index <= len(items):
        raise IndexError(index)
    return (*items[:index], item, *items[index:])


def move(items: tuple[T, ...], index: int, to: int) -> tuple[T, ...]:
    """Return `items` with the one at `index` moved so that it stands at `to`."""
    item = items[index]
    return insert(drop(items, index), to, item)


def set_facts(meeting: Meeting, **values: Any) -> Meeting:
    """Return the meeting with `values` set in its facts. Raises pydantic.ValidationError."""
    facts: Facts = changed(meeting.facts, **values)
    if facts is meeting.facts:
        return meeting
    edited = meeting.model_copy(update={"facts": facts})
    return edited if facts.first_number == meeting.facts.first_number else _renumbered(meeting, edited)


def update_item(meeting: Meeting, path: ItemPath, edit: Callable[[Item], Item]) -> Meeting:
    """Return the meeting with the item at `path` replaced by `edit(item)`."""
    old = item_at(meeting, path)
    new = edit(old)
    return (
        meeting if new is old else _with_siblings(meeting, path, put(_siblings(meeting, path), path[-1], new))
    )


def _siblings(meeting: Meeting, path: ItemPath) -> tuple[Item, ...]:
    return meeting.agenda if len(path) == 1 else item_at(meeting, path[:-1]).points


def _with_siblings(meeting: Meeting, path: ItemPath, items: tuple[Item, ...]) -> Meeting:
    if len(path) == 1:
        return meeting.model_copy(update={"agenda": items})
    return update_item(meeting, path[:-1], lambda parent: parent.model_copy(update={"points": items}))


def _renumbered(before: Meeting, after: Meeting) -> Meeting:
    """Return `after`, whose items stand where they stood, with the references to them following."""
    return follow(before, after, lambda path: path)


def _rearranged(meeting: Meeting, path: ItemPath, items: tuple[Item, ...], order: tuple[int, ...]) -> Meeting:
    """Return the meeting with `items` as the siblings at `path` and the references to them following.

    `order` holds the index at which each of `items` stood before, `_NEW` for one that is new.
    """
    depth = len(path) - 1
    now = {old: index for index, old in enumerate(order)}

    def moved(old: ItemPath) -> ItemPath | None:
        if len(old) <= depth or old[:depth] != path[:depth]:
            return old
        index = now.get(old[depth])
        return None if index is None else (*old[:depth], index, *old[depth + 1 :])

    return follow(meeting, _with_siblings(meeting, path, items), moved)


def _order(items: tuple[Item, ...]) -> tuple[int, ...]:
    return tuple(range(len(items)))


def _with_new(meeting: Meeting, path: ItemPath, item: Item) -> Meeting:
    items = _siblings(meeting, path)
    at = path[-1]
    return _rearranged(meeting, path, insert(items, at, item), insert(_order(items), at, _NEW))


def add_item(meeting: Meeting, title: str, after: ItemPath | None = None) -> tuple[Meeting, ItemPath]:
    """Return the meeting with a new item after the one at `after`, and its path.

    Without `after` it comes last on the agenda; after a point it becomes a point of the same item.
    """
    item = Item(title=clean_line(title) or "Ny punkt")
    path = (len(meeting.agenda),) if not after else (*after[:-1], after[-1] + 1)
    return _with_new(meeting, path, item), path


def add_point(meeting: Meeting, title: str, parent: ItemPath) -> tuple[Meeting, ItemPath]:
    """Return the meeting with a new point last in the item at `parent`, and its path."""
    path = (*parent, len(item_at(meeting, parent).points))
    item = Item(title=clean_line(title) or "Ny delpunkt")
    return _with_new(meeting, path, item), path


def set_item(meeting: Meeting, path: ItemPath, **values: Any) -> Meeting:
    """Return the meeting with `values` set in the item at `path`. Raises pydantic.ValidationError."""
    edited = update_item(meeting, path, lambda item: changed(item, **values))
    renumbers = "number" in values and edited is not meeting
    return _renumbered(meeting, edited) if renumbers else edited


def move_item(meeting: Meeting, path: ItemPath, by: int) -> tuple[Meeting, ItemPath]:
    """Return the meeting with the item moved `by` places among its siblings, and its new path."""
    item_at(meeting, path)
    items = _siblings(meeting, path)
    to = max(0, min(len(items) - 1, path[-1] + by))
    if to == path[-1]:
        return meeting, path
    order = move(_order(items), path[-1], to)
    return _rearranged(meeting, path, move(items, path[-1], to), order), (*path[:-1], to)


def remove_item(meeting: Meeting, path: ItemPath) -> Meeting:
    """Return the meeting without the item at `path`, its text included."""
    items = _siblings(meeting, path)
    return _rearranged(meeting, path, drop(items, path[-1]), drop(_order(items), path[-1]))


def toggle_struck(meeting: Meeting, path: ItemPath) -> Meeting:
    """Return the meeting with the item struck ("punkten utgick"), or reopened where it was struck."""
    item = item_at(meeting, path)
    return set_item(meeting, path, status="open" if item.status == "struck" else "struck")


def toggle_done(meeting: Meeting, path: ItemPath) -> Meeting:
    """Return the meeting with the item marked done without text, or reopened where it was done."""
    item = item_at(meeting, path)
    return set_item(meeting, path, status="open" if item.status == "done" else "done")
