"""What typing does to the stream of an item."""

from __future__ import annotations

from protokoll_tui.meeting import writing
from protokoll_tui.meeting.model import Entry, EntryKind, Item, Meeting
from protokoll_tui.meeting.place import Place, item_at

ITEM = (0,)


def meeting_with(*entries: Entry) -> Meeting:
    return Meeting(agenda=(Item(title="Samsjuklighet", entries=entries),))


def stream_of(meeting: Meeting) -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.text) for entry in item_at(meeting, ITEM).entries]


def typed(meeting: Meeting, place: Place, keys: str) -> writing.Written:
    """Type `keys` as the editor does: a line end is Enter, a blank may begin an entry of a kind."""
    for key in keys:
        if key == "\n":
            begun = writing.capture(meeting, place)
            meeting, place = begun or writing.enter(meeting, place)
            continue
        meeting, place = writing.insert(meeting, place, key)
        if key == " " and (begun := writing.capture(meeting, place)):
            meeting, place = begun
    return writing.Written(meeting, place)


def test_the_first_letter_in_an_empty_item_makes_a_note() -> None:
    meeting, place = typed(meeting_with(), Place(ITEM), "H")
    assert stream_of(meeting) == [("note", "H")]
    assert place == Place(ITEM, 0, 1)


def test_a_sign_and_a_space_begin_an_entry_of_a_kind() -> None:
    meeting, place = typed(meeting_with(), Place(ITEM), "Föredrog.\n! Antas.")
    assert stream_of(meeting) == [("note", "Föredrog."), ("beslut", "Antas.")]
    assert place == Place(ITEM, 1, 6)


def test_so_do_the_words_of_the_field() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "Diskussion: Oklart.")
    assert stream_of(meeting) == [("discussion", "Oklart.")]


def test_a_sign_inside_a_line_stays_what_it_is() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "Är det klart ? Nej")
    assert stream_of(meeting) == [("note", "Är det klart ? Nej")]


def test_a_decision_begun_between_two_lines_leaves_both_as_they_were() -> None:
    meeting = meeting_with(Entry(text="Före.\n\nEfter."))
    meeting, _ = typed(meeting, Place(ITEM, 0, 6), "! Antas.")
    assert stream_of(meeting) == [("note", "Före."), ("beslut", "Antas."), ("note", "Efter.")]


def test_two_decisions_in_a_row_are_two_entries() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "! Ett.\n! Två.")
    assert stream_of(meeting) == [("beslut", "Ett."), ("beslut", "Två.")]


def test_an_empty_enter_ends_a_decision_and_a_note_goes_on() -> None:
    meeting, place = typed(meeting_with(), Place(ITEM), "! Antas.\n\nVidare.")
    assert stream_of(meeting) == [("beslut", "Antas."), ("note", "Vidare.")]
    assert place.entry == 1


def test_enter_twice_in_a_note_is_a_paragraph() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "Ett.\n\nTvå.")
    assert stream_of(meeting) == [("note", "Ett.\n\nTvå.")]


def test_lists_go_on_and_an_empty_line_ends_them() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "- ett\ntvå\n\nefter")
    assert stream_of(meeting) == [("note", "- ett\n- två\nefter")]


def test_backspace_at_the_start_of_a_decision_makes_it_a_note_and_then_joins_it() -> None:
    meeting = meeting_with(Entry(text="Före."), Entry(kind="beslut", text="Antas."))
    meeting, place = writing.backspace(meeting, Place(ITEM, 1, 0))
    assert stream_of(meeting) == [("note", "Före."), ("note", "Antas.")]
    meeting, place = writing.backspace(meeting, place)
    assert stream_of(meeting) == [("note", "Före.\nAntas.")]
    assert place == Place(ITEM, 0, 6)


def test_delete_at_the_end_joins_the_next_entry() -> None:
    meeting = meeting_with(Entry(text="Före."), Entry(text="Efter."))
    meeting, place = writing.delete_right(meeting, Place(ITEM, 0, 5))
    assert stream_of(meeting) == [("note", "Före.\nEfter.")]
    assert place == Place(ITEM, 0, 5)


def test_deleting_across_entries_keeps_the_first_and_what_is_left_of_the_last() -> None:
    meeting = meeting_with(Entry(text="abc"), Entry(kind="beslut", text="mitten"), Entry(text="xyz"))
    meeting, place = writing.delete(meeting, Place(ITEM, 2, 2), Place(ITEM, 0, 1))
    assert stream_of(meeting) == [("note", "az")]
    assert place == Place(ITEM, 0, 1)


def test_turning_in_a_long_note_turns_the_line_of_the_cursor() -> None:
    meeting = meeting_with(Entry(text="Ett.\nTvå.\nTre."))
    meeting, place = writing.turn(meeting, Place(ITEM, 0, 7), "beslut")
    assert stream_of(meeting) == [("note", "Ett."), ("beslut", "Två."), ("note", "Tre.")]
    assert place == Place(ITEM, 1, 2)


def test_turning_twice_gives_a_note_again() -> None:
    meeting = meeting_with(Entry(text="Antas."))
    meeting, place = writing.turn(meeting, Place(ITEM, 0, 3), "beslut")
    meeting, place = writing.turn(meeting, place, "beslut")
    assert stream_of(meeting) == [("note", "Antas.")]


def test_an_item_left_behind_keeps_no_empty_entries() -> None:
    meeting = meeting_with(Entry(text=""), Entry(text="Kvar."), Entry(kind="beslut", text=" \n"))
    assert stream_of(writing.tidy(meeting, ITEM)) == [("note", "Kvar.")]


def test_a_cursor_left_behind_by_an_undo_finds_the_nearest_place() -> None:
    meeting = meeting_with(Entry(text="abc"))
    assert writing.fit(meeting, Place((0,), 5, 9)) == Place((0,), 1, 0)
    assert writing.fit(meeting, Place((0,), 0, 9)) == Place((0,), 0, 3)
    assert writing.fit(meeting, Place((4, 2), 0, 0)).item == (0,)
    assert writing.fit(Meeting(), Place((0,), 0, 0)) == Place(())


def test_control_characters_never_enter_the_text() -> None:
    meeting, _ = writing.insert(meeting_with(), Place(ITEM), "a\x1b]0;b\x07\r\nc")
    assert stream_of(meeting) == [("note", "a\ufffd]0;b\ufffd\nc")]


def test_a_sign_on_the_line_that_a_list_has_begun_takes_the_place_of_the_dash() -> None:
    meeting, _ = typed(meeting_with(), Place(ITEM), "- ett\n! Antas.")
    assert stream_of(meeting) == [("note", "- ett"), ("beslut", "Antas.")]


def test_a_redone_change_leaves_the_cursor_after_it() -> None:
    before, after = meeting_with(Entry(text="ab")), meeting_with(Entry(text="a xyz b"))
    assert writing.after_change(before, after, Place(ITEM, 0, 1)) == Place(ITEM, 0, 6)
