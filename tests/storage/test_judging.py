"""What a fault has left of a meeting is told from what somebody has written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting, Person, Roster
from protokoll_tui.storage.judging import is_blank, is_cut, is_cut_in_line, whole_meeting
from protokoll_tui.storage.writing import dump_new
from tests.strategies import meetings

FILE = Path("mote.toml")
KNOWN = Meeting(
    facts=Facts(place="Salen", unit="Kansliet"),
    attendance=(Roster(people=(Person(name="Alva Ek"),)),),
    agenda=(
        Item(title="Inledning"),
        Item(title="Budget", entries=(Entry(text="Alva föredrog."), Entry(kind="beslut", text="Antas."))),
        Item(title="Övrigt", points=(Item(title="Kaffe", entries=(Entry(text="Slut."),)),)),
    ),
)
TEXT = dump_new(KNOWN)


def judged(text: str, known: Meeting = KNOWN) -> Meeting | None:
    return whole_meeting(text.encode(), FILE, [known])


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\0" * 4096, b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_a_file_that_was_emptied_is_damage(data: bytes) -> None:
    assert is_blank(data)
    assert whole_meeting(data, FILE, [KNOWN]) is None


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", '[meeting]\nplace = "Sal', "[[agenda]]\n"])
def test_what_cannot_be_read_is_damage(text: str) -> None:
    assert judged(text) is None


@pytest.mark.parametrize(
    "rest",
    [
        "[meeting]",
        'unit = "Kansliet"',
        "[[attendance]]",
        "[[agenda]]",
        '[[agenda]]\ntitle = "Budget"',
        "[[agenda.entries]]",
        'text = "Antas.',
    ],
)
def test_a_file_that_has_lost_its_end_is_damage_also_where_it_can_be_read(rest: str) -> None:
    start, found, _ = TEXT.partition(rest)
    assert found
    assert judged(start) is None


@given(st.data(), meetings)
def test_cut_after_any_line_a_meeting_is_whole_or_damage_or_has_lost_one_table(
    data: st.DataObject, known: Meeting
) -> None:
    lines = dump_new(known).splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines)))
    found = judged("".join(lines[:at]), known)
    assert found in (None, known) or "".join(lines[at:]).lstrip().startswith("[")


def test_a_cut_that_goes_through_a_number_is_damage_too() -> None:
    known = edits.set_facts(KNOWN, first_number=123)
    start, _, _ = dump_new(known).partition("3\n")
    assert start.endswith("first_number = 12")
    assert judged(start, known) is None


def test_what_stands_in_the_file_is_no_damage() -> None:
    assert judged(TEXT) == KNOWN
    assert judged(f"{TEXT}\n# Kommentar\negen = 1\n") == KNOWN


@pytest.mark.parametrize(
    "edited",
    [
        edits.set_facts(KNOWN, place="Hallen"),
        edits.set_facts(KNOWN, place=""),
        edits.remove_item(KNOWN, (0,)),
        edits.remove_item(KNOWN, (2,)),
        edits.remove_item(KNOWN, (2, 0)),
        KNOWN.model_copy(update={"attendance": ()}),
    ],
)
def test_a_deletion_in_an_editor_is_no_damage(edited: Meeting) -> None:
    assert judged(dump_new(edited)) == edited


def test_a_state_that_the_file_has_held_is_no_damage() -> None:
    earlier = KNOWN.model_copy(update={"agenda": KNOWN.agenda[:1]})
    assert is_cut(earlier, KNOWN)
    assert whole_meeting(dump_new(earlier).encode(), FILE, [earlier, KNOWN]) == earlier


def test_a_file_that_ends_within_a_line_of_what_it_held_has_lost_its_end() -> None:
    known = b'[meeting]\nplace = "Salen"  # stor\n\n# slut\r\n'
    assert is_cut_in_line(known[:-5], known)
    assert is_cut_in_line(known[:30], known)
    assert not is_cut_in_line(known, known)
    assert not is_cut_in_line(known.rstrip(), known)
    assert not is_cut_in_line(b"[meeting]\n", known)
    assert not is_cut_in_line(b"[meeting]", known)
    assert not is_cut_in_line(b"[mote", known)
