"""Two versions of a meeting become one, and nothing that somebody wrote is dropped."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting import edits, roster, stream
from protokoll_tui.meeting.model import Entry, Facts, Frozen, Item, Meeting, Person, Roster, Status
from protokoll_tui.meeting.status import set_status
from protokoll_tui.storage.merge3 import merge, nearest
from tests.meeting.any_edit import any_edit
from tests.strategies import meetings

BASE = Meeting(
    facts=Facts(place="Salen"),
    attendance=(Roster(people=(Person(name="Alva Ek"), Person(name="Bo Lind"))),),
    agenda=(
        Item(title="Inledning", entries=(Entry(text="Alva hälsade."),)),
        Item(title="Budget"),
        Item(title="Avslutning"),
    ),
)


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.agenda]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif isinstance(value, Frozen):
        for _, each in value:
            yield from strings(each)


@given(st.data(), meetings)
def test_every_string_that_either_side_wrote_is_in_the_merged_meeting_or_reported(
    data: st.DataObject, base: Meeting
) -> None:
    sides = []
    for _ in range(2):
        side = base
        for _ in range(data.draw(st.integers(1, 4))):
            side = data.draw(any_edit(side))(side)
        sides.append(side)
    merged = merge(base, *sides)
    have = set(strings(merged.meeting)) | {each for one in merged.conflicts for each in strings(one.theirs)}
    assert (set(strings(sides[0])) | set(strings(sides[1]))) - set(strings(base)) <= have
    assert Meeting.model_validate(merged.meeting.model_dump()) == merged.meeting


@given(meetings, meetings, meetings)
def test_of_any_three_meetings_no_string_that_is_new_is_lost(
    base: Meeting, ours: Meeting, theirs: Meeting
) -> None:
    merged = merge(base, ours, theirs)
    have = set(strings(merged.meeting)) | {each for one in merged.conflicts for each in strings(one.theirs)}
    have.add(ours.facts.status)  # as far as it goes: who has logged last has the say over it
    assert (set(strings(ours)) | set(strings(theirs))) - set(strings(base)) <= have


@given(meetings, meetings)
def test_what_only_one_side_changed_is_as_that_side_has_it(base: Meeting, side: Meeting) -> None:
    side = side.model_copy(update={"log": (*base.log, *side.log)})
    assert merge(base, side, base).meeting == side
    assert merge(base, base, side).meeting == side
    assert merge(base, side, side).meeting == side
    assert not merge(base, side, base).conflicts
    assert not merge(base, base, side).conflicts


@given(meetings, meetings, meetings)
def test_of_any_three_meetings_the_log_holds_each_line_of_both_sides_and_none_twice(
    base: Meeting, ours: Meeting, theirs: Meeting
) -> None:
    log = merge(base, ours, theirs).meeting.log
    assert Counter(log) == Counter(ours.log) | Counter(theirs.log)


def logged(*steps: tuple[int, Status]) -> Meeting:
    """Return a meeting that has taken these steps, each on its day of June."""
    meeting = BASE
    for day, status in steps:
        meeting = set_status(meeting, status, dt.date(2026, 6, day), "Alva Ek")
    return meeting


def test_lines_that_both_sides_have_logged_stand_in_the_order_of_time_and_the_last_one_is_the_status() -> (
    None
):
    ours = logged((1, "finished"), (4, "circulated"), (4, "finished"))
    theirs = logged((1, "finished"), (3, "circulated"), (5, "approved"))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(logged((1, "finished")), one, other).meeting
        assert [(line.date.day, line.status) for line in merged.log] == [
            (1, "finished"),
            (3, "circulated"),
            (4, "circulated"),
            (4, "finished"),
            (5, "approved"),
        ]
        assert merged.facts.status == "approved"


def test_an_earlier_state_that_is_put_back_takes_no_line_out_of_the_log_and_leaves_the_status() -> None:
    now, earlier = logged((1, "finished"), (2, "circulated")), logged((1, "finished"))
    theirs = edits.set_facts(earlier, place="Hallen")
    merged = merge(now, now, theirs)
    assert merged.meeting == edits.set_facts(now, place="Hallen")
    assert [conflict.theirs for conflict in merged.conflicts] == ["finished"]


def test_changes_of_different_items_come_together() -> None:
    ours = stream.set_text(BASE, (0,), 0, "Alva hälsade alla välkomna.")
    theirs = stream.add_entry(BASE, (1,), 0, "beslut", "Budgeten antas.")
    merged = merge(BASE, ours, theirs)
    assert merged.meeting.agenda[0] == ours.agenda[0]
    assert merged.meeting.agenda[1] == theirs.agenda[1]
    assert not merged.conflicts


def test_what_nobody_touched_is_shared_with_ours() -> None:
    merged = merge(BASE, BASE, edits.set_facts(BASE, place="Hallen")).meeting
    assert merged.agenda is BASE.agenda


def test_where_both_changed_the_same_field_ours_stands_and_theirs_is_reported() -> None:
    ours = edits.set_facts(BASE, place="Köket")
    theirs = edits.set_facts(BASE, place="Hallen")
    merged = merge(BASE, ours, theirs)
    assert merged.meeting.facts.place == "Köket"
    assert [(conflict.field, conflict.theirs) for conflict in merged.conflicts] == [("facts.place", "Hallen")]


def test_what_one_side_emptied_and_the_other_one_changed_stays() -> None:
    emptied = edits.set_facts(BASE, place="")
    changed = edits.set_facts(BASE, place="Hallen")
    assert merge(BASE, emptied, changed).meeting.facts.place == "Hallen"
    assert merge(BASE, changed, emptied).meeting.facts.place == "Hallen"


def test_what_one_side_removed_and_the_other_one_changed_stays() -> None:
    removed = edits.remove_item(BASE, (1,))
    changed = stream.set_text(BASE, (1,), 0, "Ny text.")
    for merged in (merge(BASE, removed, changed), merge(BASE, changed, removed)):
        assert merged.meeting.agenda[1] == changed.agenda[1]


def test_what_one_side_removed_and_the_other_one_left_alone_is_gone() -> None:
    removed = edits.remove_item(BASE, (1,))
    other = edits.set_facts(BASE, place="Hallen")
    assert titles(merge(BASE, removed, other).meeting) == ["Inledning", "Avslutning"]
    assert titles(merge(BASE, other, removed).meeting) == ["Inledning", "Avslutning"]


def test_what_both_sides_added_stands_once_where_it_is_the_same_and_ours_first_where_not() -> None:
    ours = edits.add_item(edits.add_item(BASE, "Samma")[0], "Vårt")[0]
    theirs = edits.add_item(edits.add_item(BASE, "Samma")[0], "Deras")[0]
    assert titles(merge(BASE, ours, theirs).meeting) == [*titles(BASE), "Samma", "Vårt", "Deras"]


def test_a_person_that_both_sides_added_is_one_person_with_what_both_know() -> None:
    ours = roster.add_person(BASE, 0, Person(name="Cia Mård", title="utredare"))
    theirs = roster.add_person(BASE, 0, Person(name="Cia Mård", organisation="Kansliet"))
    people = merge(BASE, ours, theirs).meeting.attendance[0].people
    assert people[2:] == (Person(name="Cia Mård", title="utredare", organisation="Kansliet"),)


def test_the_order_is_that_of_the_side_that_moved_something() -> None:
    moved = edits.move_item(BASE, (2,), -1)[0]
    added = edits.add_item(BASE, "Nytt")[0]
    assert titles(merge(BASE, added, moved).meeting) == ["Inledning", "Avslutning", "Nytt", "Budget"]
    assert titles(merge(BASE, moved, added).meeting) == ["Inledning", "Avslutning", "Nytt", "Budget"]


def test_the_nearest_state_is_the_one_that_they_started_from() -> None:
    states = [BASE]
    for number in range(5):
        states.append(stream.add_entry(states[-1], (1,), number, text=f"Rad {number}."))
    stale = edits.set_facts(states[2], place="Hallen")
    assert nearest(states, stale) is states[2]
    assert nearest(states, states[-1]) is states[-1]
