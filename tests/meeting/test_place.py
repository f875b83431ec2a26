import pytest

from protokoll_tui.meeting.model import Entry, EntryKind, Item, ItemStatus, Meeting
from protokoll_tui.meeting.place import (
    entry_at,
    first_unfinished,
    has_text,
    is_finished,
    item_at,
    walk_items,
)

NOTE = (Entry(text="Informerades."),)
MEETING = Meeting(
    agenda=(
        Item(title="Inledning", entries=NOTE),
        Item(title="Ekonomi", points=(Item(title="Budget", entries=NOTE), Item(title="Bokslut"))),
        Item(title="Övrigt"),
    )
)


def test_items_and_points_are_walked_in_the_order_of_the_agenda() -> None:
    assert [(path, item.title) for path, item in walk_items(MEETING)] == [
        ((0,), "Inledning"),
        ((1,), "Ekonomi"),
        ((1, 0), "Budget"),
        ((1, 1), "Bokslut"),
        ((2,), "Övrigt"),
    ]


def test_every_walked_path_leads_to_its_item() -> None:
    assert all(item_at(MEETING, path) is item for path, item in walk_items(MEETING))
    assert entry_at(MEETING, (1, 0), 0) is NOTE[0]


@pytest.mark.parametrize("path", [(), (3,), (-1,), (1, 2), (1, -1), (0, 0)])
def test_a_path_to_nothing_is_an_index_error(path: tuple[int, ...]) -> None:
    with pytest.raises(IndexError):
        item_at(MEETING, path)


@pytest.mark.parametrize("index", [-1, 1])
def test_an_entry_that_is_not_there_is_an_index_error(index: int) -> None:
    with pytest.raises(IndexError):
        entry_at(MEETING, (0,), index)


@pytest.mark.parametrize(
    ("kind", "text", "counts"),
    [("note", "x", True), ("beslut", "x", True), ("private", "x", False), ("note", " \n", False)],
)
def test_only_text_that_can_be_printed_counts(kind: EntryKind, text: str, counts: bool) -> None:
    assert has_text(Item(title="A", entries=(Entry(kind=kind, text=text),))) is counts


@pytest.mark.parametrize(("status", "finished"), [("open", False), ("done", True), ("struck", True)])
def test_an_item_without_text_is_finished_once_it_is_done_or_struck(
    status: ItemStatus, finished: bool
) -> None:
    assert is_finished(Item(title="A", status=status)) is finished


def test_an_item_with_points_is_finished_when_they_all_are() -> None:
    done, empty = Item(title="a", entries=NOTE), Item(title="b")

    assert is_finished(Item(title="A", points=(done, done)))
    assert not is_finished(Item(title="A", entries=NOTE, points=(done, empty)))


def test_writing_begins_at_the_first_point_without_text() -> None:
    assert first_unfinished(MEETING) == (1, 1)


def test_writing_goes_on_at_the_end_where_all_is_written() -> None:
    assert first_unfinished(Meeting(agenda=(Item(title="A", entries=NOTE), MEETING.agenda[0]))) == (1,)


def test_an_empty_agenda_has_nowhere_to_write() -> None:
    assert first_unfinished(Meeting()) is None
