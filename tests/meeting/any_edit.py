"""A strategy for "any edit": the change that a person could make next to a given meeting."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from protokoll_tui.meeting import edits, roster, stream
from protokoll_tui.meeting.model import EntryKind, Meeting
from protokoll_tui.meeting.place import ItemPath, item_at, walk_items
from protokoll_tui.meeting.roster import walk_people
from tests import strategies

Edit = Callable[[Meeting], Meeting]

_KINDS: tuple[EntryKind, ...] = ("note", "discussion", "beslut", "task", "private")


@st.composite
def any_edit(draw: st.DrawFn, meeting: Meeting) -> Edit:
    """Draw one edit that fits `meeting`: of its facts, its people, its agenda or an item's stream."""
    choices = [_facts_edit(draw), _new_roster(draw), draw(agenda_edit(meeting))]
    paths = [path for path, _ in walk_items(meeting)]
    if paths:
        path = draw(st.sampled_from(paths))
        choices += [*_item_edits(draw, path), *_stream_edits(draw, meeting, path, paths)]
    people = [(r, p) for r, p, _ in walk_people(meeting)]
    if people:
        choices += _person_edits(draw, *draw(st.sampled_from(people)))
    if meeting.attendance:
        choices += _roster_edits(draw, draw(st.integers(0, len(meeting.attendance) - 1)))
    return draw(st.sampled_from(choices))


@st.composite
def agenda_edit(draw: st.DrawFn, meeting: Meeting) -> Edit:
    """Draw one edit that can give the items of `meeting` other numbers, and leaves their titles."""
    title, first = draw(strategies.lines), draw(st.integers(0, 99_999))
    choices: list[Edit] = [
        lambda meeting: edits.add_item(meeting, title)[0],
        lambda meeting: edits.set_facts(meeting, first_number=first),
    ]
    paths = [path for path, _ in walk_items(meeting)]
    if paths:
        path, by = draw(st.sampled_from(paths)), draw(st.integers(-3, 3))
        number = draw(st.one_of(st.integers(0, 99).map(str), strategies.lines))
        choices += [
            lambda meeting: edits.add_item(meeting, title, path)[0],
            lambda meeting: edits.add_point(meeting, title, path)[0],
            lambda meeting: edits.move_item(meeting, path, by)[0],
            lambda meeting: edits.remove_item(meeting, path),
            lambda meeting: edits.set_item(meeting, path, number=number),
        ]
    return draw(st.sampled_from(choices))


def _facts_edit(draw: st.DrawFn) -> Edit:
    place = draw(strategies.lines)
    return lambda meeting: edits.set_facts(meeting, place=place)


def _new_roster(draw: st.DrawFn) -> Edit:
    heading = draw(strategies.lines)
    return lambda meeting: roster.add_roster(meeting, heading)


def _item_edits(draw: st.DrawFn, path: ItemPath) -> list[Edit]:
    title = draw(strategies.words)
    return [
        lambda meeting: edits.set_item(meeting, path, title=title),
        lambda meeting: edits.toggle_struck(meeting, path),
        lambda meeting: edits.toggle_done(meeting, path),
    ]


def _stream_edits(draw: st.DrawFn, meeting: Meeting, path: ItemPath, paths: list[ItemPath]) -> list[Edit]:
    entries = item_at(meeting, path).entries
    text, kind = draw(st.text(max_size=20)), draw(st.sampled_from(_KINDS))
    end = len(entries)
    choices: list[Edit] = [
        lambda meeting: stream.set_text(meeting, path, end, text),
        lambda meeting: stream.add_entry(meeting, path, end, kind, text),
        lambda meeting: stream.set_kind(meeting, path, end, kind),
    ]
    if entries:
        index = draw(st.integers(0, end - 1))
        offset = draw(st.integers(0, len(entries[index].text)))
        to = draw(st.sampled_from(paths))
        choices += [
            lambda meeting: stream.set_text(meeting, path, index, text),
            lambda meeting: stream.set_entry(meeting, path, index, owners=(text,), outcome="referred"),
            lambda meeting: stream.set_kind(meeting, path, index, kind),
            lambda meeting: stream.remove_entry(meeting, path, index),
            lambda meeting: stream.split_entry(meeting, path, index, offset, kind),
            lambda meeting: stream.move_entry(meeting, path, index, to),
        ]
    if end > 1:
        choices.append(lambda meeting: stream.join_entries(meeting, path, end - 1))
    return choices


def _person_edits(draw: st.DrawFn, r: int, p: int) -> list[Edit]:
    name, by = draw(strategies.words), draw(st.integers(-3, 3))
    return [
        lambda meeting: roster.set_person(meeting, r, p, name=name),
        lambda meeting: roster.toggle_presence(meeting, r, p),
        lambda meeting: roster.move_person(meeting, r, p, by),
        lambda meeting: roster.remove_person(meeting, r, p),
    ]


def _roster_edits(draw: st.DrawFn, r: int) -> list[Edit]:
    person, heading = draw(strategies.people), draw(strategies.lines)
    return [
        lambda meeting: roster.add_person(meeting, r, person),
        lambda meeting: roster.set_roster(meeting, r, heading=heading),
        lambda meeting: roster.remove_roster(meeting, r),
        lambda meeting: roster.guest_roster(meeting)[0],
    ]
