"""Edits of the stream of one item: its ordered, typed entries.

These run at every key, so they copy without validating; the texts are cleaned here instead.
"""

from __future__ import annotations

from typing import Any

from protokoll_tui.meeting.edits import changed, drop, insert, put, update_item
from protokoll_tui.meeting.model import Entry, EntryKind, Meeting
from protokoll_tui.meeting.place import ItemPath, entry_at, item_at
from protokoll_tui.meeting.text import clean_text


def _with_entries(meeting: Meeting, path: ItemPath, entries: tuple[Entry, ...]) -> Meeting:
    if entries == _entries(meeting, path):
        return meeting
    return update_item(meeting, path, lambda item: item.model_copy(update={"entries": entries}))


def _entries(meeting: Meeting, path: ItemPath) -> tuple[Entry, ...]:
    return item_at(meeting, path).entries


def set_text(meeting: Meeting, path: ItemPath, index: int, text: str) -> Meeting:
    """Return the meeting with the text of one entry replaced.

    The entry after the last one does not exist yet: writing there makes a note. This is how an
    empty item can be typed into without an empty entry in the file.
    """
    entries = _entries(meeting, path)
    text = clean_text(text)
    if index == len(entries):
        if not text:
            return meeting
        return _with_entries(meeting, path, (*entries, Entry(text=text)))
    entry = entry_at(meeting, path, index)
    if entry.text == text:
        return meeting
    new = entry.model_copy(update={"text": text})
    return _with_entries(meeting, path, put(entries, index, new))


def add_entry(
    meeting: Meeting, path: ItemPath, index: int, kind: EntryKind = "note", text: str = ""
) -> Meeting:
    """Return the meeting with a new entry at `index` of the item's stream."""
    entry = Entry(kind=kind, text=clean_text(text))
    return _with_entries(meeting, path, insert(_entries(meeting, path), index, entry))


def set_entry(meeting: Meeting, path: ItemPath, index: int, **values: Any) -> Meeting:
    """Return the meeting with `values` set in one entry. Raises pydantic.ValidationError."""
    entry = entry_at(meeting, path, index)
    new = changed(entry, **values)
    if new is entry:
        return meeting
    return _with_entries(meeting, path, put(_entries(meeting, path), index, new))


def set_kind(meeting: Meeting, path: ItemPath, index: int, kind: EntryKind) -> Meeting:
    """Return the meeting with one entry turned into another kind; its text and details stay."""
    if index == len(_entries(meeting, path)):
        return add_entry(meeting, path, index, kind)
    return set_entry(meeting, path, index, kind=kind)


def remove_entry(meeting: Meeting, path: ItemPath, index: int) -> Meeting:
    """Return the meeting without one entry."""
    return _with_entries(meeting, path, drop(_entries(meeting, path), index))


def split_entry(
    meeting: Meeting, path: ItemPath, index: int, offset: int, kind: EntryKind = "note"
) -> Meeting:
    """Return the meeting with an entry cut at `offset`: what follows becomes an entry of `kind`."""
    entry = entry_at(meeting, path, index)
    head, tail = entry.text[:offset].rstrip("\n"), entry.text[offset:].lstrip("\n")
    entries = _entries(meeting, path)
    first = entry.model_copy(update={"text": head})
    return _with_entries(
        meeting,
        path,
        (*entries[:index], first, Entry(kind=kind, text=tail), *entries[index + 1 :]),
    )


def join_entries(meeting: Meeting, path: ItemPath, index: int) -> Meeting:
    """Return the meeting with entry `index` appended to the one before it, on a line of its own."""
    entries = _entries(meeting, path)
    if not 1 <= index < len(entries):
        raise IndexError(index)
    before, entry = entries[index - 1], entries[index]
    gap = "\n" if before.text and entry.text else ""
    joined = before.model_copy(update={"text": f"{before.text}{gap}{entry.text}"})
    return _with_entries(meeting, path, (*entries[: index - 1], joined, *entries[index + 1 :]))


def move_entry(meeting: Meeting, path: ItemPath, index: int, to: ItemPath) -> Meeting:
    """Return the meeting with one entry moved to the end of another item's stream."""
    entry = entry_at(meeting, path, index)
    if to == path:
        return _with_entries(meeting, path, (*drop(_entries(meeting, path), index), entry))
    without = remove_entry(meeting, path, index)
    return _with_entries(without, to, (*_entries(without, to), entry))
