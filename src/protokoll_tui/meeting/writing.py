"""What typing does: edits of an item's stream at a cursor, each returning the meeting and the cursor.

A cursor is a `Place`. Its entry may be one past the last one: an entry that is made by the first letter
typed there, so that an empty item holds no empty entry. Nothing here knows of a screen.
"""

from __future__ import annotations

from typing import NamedTuple

from protokoll_tui.meeting import typing_aids
from protokoll_tui.meeting.model import Entry, EntryKind, Meeting
from protokoll_tui.meeting.place import ItemPath, Place, first_unfinished, item_at
from protokoll_tui.meeting.stream import (
    add_entry,
    join_entries,
    remove_entry,
    set_kind,
    set_text,
    split_entry,
)
from protokoll_tui.meeting.text import clean_text


class Written(NamedTuple):
    """The result of a keystroke."""

    meeting: Meeting
    place: Place


def entries_at(meeting: Meeting, path: ItemPath) -> tuple[Entry, ...]:
    """Return the entries of the item at `path`."""
    return item_at(meeting, path).entries


def text_at(meeting: Meeting, place: Place) -> str:
    """Return the text of the entry that `place` is in; empty for the one that does not exist yet."""
    entries = entries_at(meeting, place.item)
    return entries[place.entry].text if place.entry < len(entries) else ""


def end_of(meeting: Meeting, path: ItemPath) -> Place:
    """Return where writing goes on in an item: the end of its last entry if that is open text."""
    entries = entries_at(meeting, path)
    if entries and entries[-1].kind in ("note", "discussion"):
        return Place(path, len(entries) - 1, len(entries[-1].text))
    return Place(path, len(entries), 0)


def resume_at(meeting: Meeting) -> Place:
    """Return where writing goes on in a meeting: in its first unfinished item."""
    path = first_unfinished(meeting)
    return end_of(meeting, path) if path else Place(())


def fit(meeting: Meeting, place: Place) -> Place:
    """Return the nearest place that exists, for a cursor that an undo or another screen left behind."""
    path = place.item
    while path:
        try:
            item_at(meeting, path)
            break
        except IndexError:
            path = path[:-1] if len(path) > 1 else ((path[0] - 1,) if path[0] > 0 else ())
    if path != place.item or not path:
        return end_of(meeting, path) if path else Place((), 0, 0)
    entry = min(place.entry, len(entries_at(meeting, path)))
    text = text_at(meeting, Place(path, entry))
    return Place(path, entry, min(place.offset, len(text)))


def after_change(before: Meeting, after: Meeting, place: Place) -> Place:
    """Return where a change of the entry at `place` ends, for a cursor that is to stand after it."""
    old, new = text_at(before, fit(before, place)), text_at(after, fit(after, place))
    shared = 0
    while shared < min(len(old), len(new)) and old[-1 - shared] == new[-1 - shared]:
        shared += 1
    offset = max(min(place.offset, len(new)), len(new) - shared)
    return fit(after, Place(place.item, place.entry, offset))


def insert(meeting: Meeting, place: Place, text: str) -> Written:
    """Insert `text` (typed or pasted) at the cursor."""
    text = clean_text(text)
    old = text_at(meeting, place)
    new = f"{old[: place.offset]}{text}{old[place.offset :]}"
    edited = set_text(meeting, place.item, place.entry, new)
    return Written(edited, Place(place.item, place.entry, place.offset + len(text)))


def capture(meeting: Meeting, place: Place) -> Written | None:
    """Turn the line into an entry of a kind where it has just begun with a sign or a word for one.

    "! " makes a beslut, "Diskussion:" a discussion, and so on (see `capture`). Only the line up to the
    cursor is read, so that a sign inside a sentence stays what it is. The dash that a list has put at the
    start of the line gives way. None where nothing was begun.
    """
    from protokoll_tui.meeting.capture import StartEntry, read_capture

    text = text_at(meeting, place)
    start = typing_aids.line_start(text, place.offset)
    found = read_capture(typing_aids.without_marker(text[start : place.offset]))
    if not isinstance(found, StartEntry):
        return None
    rest = found.text + text[place.offset :]
    without = f"{text[:start]}{rest}"
    edited = set_text(meeting, place.item, place.entry, without)
    here = Place(place.item, place.entry, start)
    if start == 0 and not _line_after(without):
        edited = set_kind(edited, place.item, place.entry, found.kind)
    else:
        here, edited = _split_line(edited, here, found.kind)
    return Written(edited, Place(here.item, here.entry, len(found.text)))


def _line_after(text: str) -> str:
    """Return what stands below the first line of `text`."""
    return text.partition("\n")[2]


def _split_line(meeting: Meeting, place: Place, kind: EntryKind) -> tuple[Place, Meeting]:
    """Make the line that begins at `place` an entry of `kind`; what follows keeps the old kind."""
    entry = entries_at(meeting, place.item)[place.entry]
    end = typing_aids.line_end(entry.text, place.offset)
    if end < len(entry.text):
        meeting = split_entry(meeting, place.item, place.entry, end, entry.kind)
    if place.offset == 0:
        return place, set_kind(meeting, place.item, place.entry, kind)
    meeting = split_entry(meeting, place.item, place.entry, place.offset, kind)
    return Place(place.item, place.entry + 1, 0), meeting


def enter(meeting: Meeting, place: Place) -> Written:
    """Begin a new line. Lists go on; an empty line at the end of a marked entry ends the entry."""
    entries = entries_at(meeting, place.item)
    text = text_at(meeting, place)
    if place.entry < len(entries):
        kind = entries[place.entry].kind
        at_end = place.offset == len(text)
        empty_line = typing_aids.line_start(text, place.offset) == place.offset
        if kind != "note" and at_end and empty_line:
            if not text.strip():
                return Written(set_kind(meeting, place.item, place.entry, "note"), place)
            edited = set_text(meeting, place.item, place.entry, text.rstrip("\n"))
            edited = add_entry(edited, place.item, place.entry + 1)
            return Written(edited, Place(place.item, place.entry + 1, 0))
    new, offset = typing_aids.enter(text, place.offset)
    edited = set_text(meeting, place.item, place.entry, new)
    return Written(edited, Place(place.item, place.entry, offset))


def indent(meeting: Meeting, place: Place, by: int) -> Written:
    """Nest the list line of the cursor one level deeper (1) or higher (-1)."""
    text = text_at(meeting, place)
    new, offset = typing_aids.indent(text, place.offset, by)
    if new == text:
        return Written(meeting, place)
    edited = set_text(meeting, place.item, place.entry, new)
    return Written(edited, Place(place.item, place.entry, offset))


def delete(meeting: Meeting, start: Place, end: Place) -> Written:
    """Delete what stands between two places of one item, in either order."""
    first, last = sorted((start, end), key=lambda place: (place.entry, place.offset))
    head = text_at(meeting, first)[: first.offset]
    tail = text_at(meeting, last)[last.offset :]
    if first == last:
        return Written(meeting, first)
    if first.entry >= len(entries_at(meeting, first.item)):
        return Written(meeting, first)
    edited = set_text(meeting, first.item, first.entry, head + tail)
    for _ in range(min(last.entry, len(entries_at(meeting, last.item)) - 1) - first.entry):
        edited = remove_entry(edited, first.item, first.entry + 1)
    return Written(edited, first)


def backspace(meeting: Meeting, place: Place) -> Written:
    """Delete the character before the cursor.

    At the start of a marked entry it becomes a note first; at the start of a note it is joined with the
    entry before it.
    """
    text = text_at(meeting, place)
    if place.offset:
        left = typing_aids.char_left(text, place.offset)
        return delete(meeting, Place(place.item, place.entry, left), place)
    entries = entries_at(meeting, place.item)
    if place.entry < len(entries) and entries[place.entry].kind != "note":
        return Written(set_kind(meeting, place.item, place.entry, "note"), place)
    if place.entry == 0:
        return Written(meeting, place)
    before = entries[place.entry - 1].text
    if place.entry == len(entries):
        return Written(meeting, Place(place.item, place.entry - 1, len(before)))
    gap = 1 if before and text else 0
    edited = join_entries(meeting, place.item, place.entry)
    return Written(edited, Place(place.item, place.entry - 1, len(before) + gap))


def delete_right(meeting: Meeting, place: Place) -> Written:
    """Delete the character after the cursor; at the end of an entry, join the next one to it."""
    text = text_at(meeting, place)
    if place.offset < len(text):
        right = typing_aids.char_right(text, place.offset)
        return delete(meeting, place, Place(place.item, place.entry, right))
    if place.entry + 1 < len(entries_at(meeting, place.item)):
        return Written(join_entries(meeting, place.item, place.entry + 1), place)
    return Written(meeting, place)


def turn(meeting: Meeting, place: Place, kind: EntryKind) -> Written:
    """Turn the entry of the cursor into another kind; the same kind again turns it into a note.

    In a note of several lines only the line of the cursor is turned, for in the middle of a meeting the
    decision is the line just written.
    """
    entries = entries_at(meeting, place.item)
    if place.entry == len(entries):
        return Written(set_kind(meeting, place.item, place.entry, kind), place)
    entry = entries[place.entry]
    if entry.kind == kind:
        return Written(set_kind(meeting, place.item, place.entry, "note"), place)
    if entry.kind != "note" or "\n" not in entry.text.strip("\n"):
        return Written(set_kind(meeting, place.item, place.entry, kind), place)
    start = typing_aids.line_start(entry.text, place.offset)
    into = place.offset - start
    here, edited = _split_line(meeting, Place(place.item, place.entry, start), kind)
    return Written(edited, Place(here.item, here.entry, into))


def tidy(meeting: Meeting, path: ItemPath) -> Meeting:
    """Return the meeting without the empty entries of one item, as it is left behind."""
    entries = entries_at(meeting, path)
    for index in reversed(range(len(entries))):
        if not entries[index].text.strip():
            meeting = remove_entry(meeting, path, index)
    return meeting
