import pytest

from protokoll_tui.meeting import stream
from protokoll_tui.meeting.model import Entry, Item, Meeting
from protokoll_tui.meeting.place import item_at

NOTE = Entry(text="Föredrog ärendet.\nSe bilden.")
BESLUT = Entry(kind="beslut", text="Godkänns.", outcome="decided")
PATH = (0, 0)
MEETING = Meeting(
    agenda=(Item(title="A", points=(Item(title="a", entries=(NOTE, BESLUT)),)), Item(title="B"))
)


def entries(meeting: Meeting) -> tuple[Entry, ...]:
    return item_at(meeting, PATH).entries


def test_a_text_is_replaced_and_cleaned() -> None:
    meeting = stream.set_text(MEETING, PATH, 0, "Rad\r\nrad\x1b")

    assert entries(meeting) == (Entry(text="Rad\nrad\ufffd"), BESLUT)
    assert entries(meeting)[1] is BESLUT


def test_writing_after_the_last_entry_makes_a_note() -> None:
    meeting = stream.set_text(MEETING, (1,), 0, "H")

    assert meeting.agenda[1].entries == (Entry(text="H"),)


def test_writing_nothing_makes_no_entry() -> None:
    assert stream.set_text(MEETING, (1,), 0, "") is MEETING


def test_the_same_text_gives_the_same_meeting() -> None:
    assert stream.set_text(MEETING, PATH, 1, "Godkänns.") is MEETING
    assert stream.set_entry(MEETING, PATH, 1, outcome="decided") is MEETING


def test_an_entry_is_added_anywhere_in_the_stream() -> None:
    for index in range(3):
        meeting = stream.add_entry(MEETING, PATH, index, "task", "Kalla alla.")
        assert entries(meeting)[index] == Entry(kind="task", text="Kalla alla.")
        assert len(entries(meeting)) == 3


def test_an_entry_turned_into_another_kind_keeps_the_rest() -> None:
    meeting = stream.set_kind(MEETING, PATH, 1, "note")

    assert entries(meeting)[1] == Entry(kind="note", text="Godkänns.", outcome="decided")


def test_a_kind_set_after_the_last_entry_begins_one() -> None:
    assert entries(stream.set_kind(MEETING, PATH, 2, "discussion"))[2] == Entry(kind="discussion")


def test_an_entry_is_removed() -> None:
    assert entries(stream.remove_entry(MEETING, PATH, 0)) == (BESLUT,)


def test_an_entry_cut_at_a_line_end_loses_just_that_line_end() -> None:
    meeting = stream.split_entry(MEETING, PATH, 0, len("Föredrog ärendet."), "discussion")

    assert entries(meeting) == (
        Entry(text="Föredrog ärendet."),
        Entry(kind="discussion", text="Se bilden."),
        BESLUT,
    )


def test_what_was_cut_off_can_be_joined_again() -> None:
    cut = stream.split_entry(MEETING, PATH, 0, len("Föredrog ärendet.\n"))

    assert entries(stream.join_entries(cut, PATH, 1)) == entries(MEETING)


def test_a_cut_entry_keeps_its_kind_and_details_in_its_first_part() -> None:
    meeting = stream.split_entry(MEETING, PATH, 1, 3)

    assert entries(meeting)[1:] == (
        Entry(kind="beslut", text="God", outcome="decided"),
        Entry(text="känns."),
    )


def test_joining_an_empty_entry_adds_no_line() -> None:
    with_empty = stream.add_entry(MEETING, PATH, 1)

    assert entries(stream.join_entries(with_empty, PATH, 1)) == entries(MEETING)


def test_an_entry_moves_to_the_end_of_another_item() -> None:
    meeting = stream.move_entry(MEETING, PATH, 0, (1,))

    assert entries(meeting) == (BESLUT,)
    assert meeting.agenda[1].entries == (NOTE,)


def test_an_entry_moved_within_its_item_comes_last() -> None:
    assert entries(stream.move_entry(MEETING, PATH, 0, PATH)) == (BESLUT, NOTE)
    assert stream.move_entry(MEETING, PATH, 1, PATH) is MEETING


@pytest.mark.parametrize("index", [-1, 3])
def test_an_entry_that_is_not_there_is_an_index_error(index: int) -> None:
    with pytest.raises(IndexError):
        stream.set_text(MEETING, PATH, index, "x")
    with pytest.raises(IndexError):
        stream.set_kind(MEETING, PATH, index, "note")
    with pytest.raises(IndexError):
        stream.add_entry(MEETING, PATH, index)
    with pytest.raises(IndexError):
        stream.split_entry(MEETING, PATH, index, 0)
    with pytest.raises(IndexError):
        stream.remove_entry(MEETING, PATH, index)
    with pytest.raises(IndexError):
        stream.join_entries(MEETING, PATH, index)


def test_the_first_entry_has_nothing_to_be_joined_to() -> None:
    with pytest.raises(IndexError):
        stream.join_entries(MEETING, PATH, 0)
