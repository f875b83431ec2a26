import datetime as dt

import pytest
from pydantic import ValidationError

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.meeting.place import ItemPath, item_at, walk_items

POINTS = (Item(title="Budget"), Item(title="Bokslut"), Item(title="Prognos"))
MEETING = Meeting(
    facts=Facts(place="Rum 3"),
    agenda=(Item(title="Inledning"), Item(title="Ekonomi", points=POINTS), Item(title="Övrigt")),
)


def titles(meeting: Meeting) -> list[str]:
    return [item.title for _, item in walk_items(meeting)]


def test_a_fact_is_set() -> None:
    assert edits.set_facts(MEETING, date=dt.date(2026, 5, 29)).facts.date == dt.date(2026, 5, 29)


@pytest.mark.parametrize("place", ["Rum 3", "  Rum 3\n"])
def test_an_edit_that_changes_nothing_returns_the_same_meeting(place: str) -> None:
    assert edits.set_facts(MEETING, place=place) is MEETING


def test_a_fact_that_the_field_does_not_take_is_refused() -> None:
    with pytest.raises(ValidationError):
        edits.set_facts(MEETING, start="när alla har kommit")


def test_setting_a_fact_does_not_set_the_others() -> None:
    facts = edits.set_facts(Meeting(), place="Här").facts

    assert facts.model_fields_set == {"place"}


def test_a_new_item_comes_last() -> None:
    meeting, path = edits.add_item(MEETING, " Nästa\nmöte ")

    assert path == (3,)
    assert item_at(meeting, path).title == "Nästa möte"


def test_a_new_item_comes_after_another() -> None:
    meeting, path = edits.add_item(MEETING, "Sommarbemanning", after=(0,))

    assert path == (1,)
    assert titles(meeting)[:3] == ["Inledning", "Sommarbemanning", "Ekonomi"]


def test_a_new_item_after_a_point_is_a_point() -> None:
    meeting, path = edits.add_item(MEETING, "Lån", after=(1, 0))

    assert path == (1, 1)
    assert [point.title for point in meeting.agenda[1].points] == ["Budget", "Lån", "Bokslut", "Prognos"]


def test_a_new_point_comes_last_in_its_item() -> None:
    meeting, path = edits.add_point(MEETING, "Mötestider", (2,))

    assert path == (2, 0)
    assert item_at(meeting, path).title == "Mötestider"


def test_a_new_item_without_a_title_gets_one() -> None:
    meeting, path = edits.add_item(MEETING, "  ")
    assert item_at(meeting, path).title == "Ny punkt"

    meeting, path = edits.add_point(MEETING, "\n", (0,))
    assert item_at(meeting, path).title == "Ny delpunkt"


def test_a_deep_point_is_changed_and_all_beside_it_is_shared() -> None:
    meeting = edits.set_item(MEETING, (1, 1), title="Årsbokslut")

    assert item_at(meeting, (1, 1)).title == "Årsbokslut"
    for path in ((0,), (1, 0), (1, 2), (2,)):
        assert item_at(meeting, path) is item_at(MEETING, path)
    assert meeting.facts is MEETING.facts


@pytest.mark.parametrize("path", [(0,), (1, 1)])
def test_an_item_set_to_what_it_was_gives_the_same_meeting(path: ItemPath) -> None:
    assert edits.set_item(MEETING, path, title=item_at(MEETING, path).title) is MEETING


@pytest.mark.parametrize(
    ("path", "by", "to", "order"),
    [
        ((0,), 1, (1,), ["Ekonomi", "Budget", "Bokslut", "Prognos", "Inledning", "Övrigt"]),
        ((0,), 9, (2,), ["Ekonomi", "Budget", "Bokslut", "Prognos", "Övrigt", "Inledning"]),
        ((1, 2), -2, (1, 0), ["Inledning", "Ekonomi", "Prognos", "Budget", "Bokslut", "Övrigt"]),
    ],
)
def test_an_item_moves_among_its_siblings(path: ItemPath, by: int, to: ItemPath, order: list[str]) -> None:
    meeting, there = edits.move_item(MEETING, path, by)

    assert there == to
    assert titles(meeting) == order


def test_the_first_item_moves_no_higher() -> None:
    assert edits.move_item(MEETING, (0,), -1) == (MEETING, (0,))


def test_an_item_is_removed_with_its_points() -> None:
    assert titles(edits.remove_item(MEETING, (1,))) == ["Inledning", "Övrigt"]
    assert titles(edits.remove_item(MEETING, (1, 0))) == [
        "Inledning",
        "Ekonomi",
        "Bokslut",
        "Prognos",
        "Övrigt",
    ]


def test_an_item_is_struck_and_reopened() -> None:
    struck = edits.toggle_struck(MEETING, (1, 0))

    assert item_at(struck, (1, 0)).status == "struck"
    assert edits.toggle_struck(struck, (1, 0)) == MEETING


def test_an_item_is_marked_done_and_reopened() -> None:
    done = edits.toggle_done(MEETING, (0,))

    assert item_at(done, (0,)).status == "done"
    assert edits.toggle_done(done, (0,)) == MEETING


@pytest.mark.parametrize("path", [(3,), (-1,), (1, 3), (0, 0)])
def test_an_edit_of_an_item_that_is_not_there_is_an_index_error(path: ItemPath) -> None:
    with pytest.raises(IndexError):
        edits.set_item(MEETING, path, title="Nytt")
    with pytest.raises(IndexError):
        edits.remove_item(MEETING, path)
    with pytest.raises(IndexError):
        edits.move_item(MEETING, path, 1)
    with pytest.raises(IndexError):
        edits.add_point(MEETING, "Nytt", path)


def test_an_item_cannot_be_added_after_one_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        edits.add_item(MEETING, "Nytt", after=(7,))
