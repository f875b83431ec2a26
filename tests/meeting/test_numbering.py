import pytest
from hypothesis import given

from protokoll_tui.meeting.model import Facts, Item, ItemStatus, Meeting
from protokoll_tui.meeting.numbering import find_number, number_items, point_letter
from protokoll_tui.meeting.place import ItemPath, walk_items
from tests.strategies import meetings


def numbers(*agenda: Item, first: int = 1) -> list[str]:
    return list(number_items(Meeting(facts=Facts(first_number=first), agenda=agenda)).values())


def item(number: str = "", *points: Item, status: ItemStatus = "open") -> Item:
    return Item(title="A", number=number, points=points, status=status)


def test_items_count_from_the_first_number_of_the_meeting() -> None:
    assert numbers(item(), item(), first=1) == ["1", "2"]
    assert numbers(item(), item(), first=117) == ["117", "118"]


def test_points_bear_letters_and_points_of_points_numbers() -> None:
    deep = item("", item("", item(), item("", item())), item())

    assert numbers(item(), deep) == ["1", "2", "2a", "2a.1", "2a.2", "2a.2a", "2b"]


def test_a_number_set_by_hand_wins_and_the_next_items_count_on_from_it() -> None:
    assert numbers(item(), item("4"), item(), item("4"), item()) == ["1", "4", "5", "4", "5"]


def test_a_number_that_is_no_integer_is_not_counted_on_from() -> None:
    assert numbers(item(), item("§ 4.19"), item()) == ["1", "§ 4.19", "2"]


def test_points_can_have_numbers_set_by_hand_too() -> None:
    assert numbers(item("6", item("x", item("9")), item())) == ["6", "6x", "6x.9", "6b"]


def test_a_struck_item_keeps_its_number() -> None:
    assert numbers(item(), item(status="struck"), item()) == ["1", "2", "3"]


@pytest.mark.parametrize(("index", "letter"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (702, "aaa")])
def test_letters_go_on_after_z(index: int, letter: str) -> None:
    assert point_letter(index) == letter


@pytest.mark.parametrize(
    ("number", "path"),
    [("6", (0,)), ("§6", (0,)), ("6b", (0, 1)), ("§ 6 B)", (0, 1)), ("6.", (0,)), ("7", (1,)), ("8", None)],
)
def test_an_item_is_found_by_its_number_as_people_write_it(number: str, path: ItemPath | None) -> None:
    meeting = Meeting(facts=Facts(first_number=6), agenda=(item("", item(), item()), item("§ 7.")))

    assert find_number(meeting, number) == path


@pytest.mark.parametrize("nothing", ["", "§", " ) "])
def test_no_number_finds_no_item(nothing: str) -> None:
    assert find_number(Meeting(agenda=(item("§"), item())), nothing) is None


@given(meetings)
def test_every_item_of_every_meeting_has_a_number(meeting: Meeting) -> None:
    found = number_items(meeting)

    assert list(found) == [path for path, _ in walk_items(meeting)]
    assert all(found.values())
