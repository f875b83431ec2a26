"""Elements of a list are found again after an edit."""

from __future__ import annotations

import pytest

from protokoll_tui.meeting.model import Entry, Item
from protokoll_tui.storage.matching import match


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("abc", "abc", [0, 1, 2]),
        ("abc", "cab", [2, 0, 1]),
        ("abc", "ac", [0, 2]),
        ("abc", "abxc", [0, 1, None, 2]),
        ("abc", "xabc", [None, 0, 1, 2]),
        ("abc", "abcx", [0, 1, 2, None]),
        ("abc", "axc", [0, 1, 2]),
        ("abc", "xbc", [0, 1, 2]),
        ("abc", "xyz", [0, 1, 2]),
        ("abc", "cxy", [2, None, None]),
        ("aab", "aba", [0, 2, 1]),
        ("a", "xyz", [0, None, None]),
    ],
)
def test_what_is_equal_is_found_first_and_the_rest_by_where_it_stands(
    old: str, new: str, found: list[int | None]
) -> None:
    assert match(old, new) == found


def test_the_same_object_is_found_before_one_that_is_equal() -> None:
    first, second = Entry(text="Lika"), Entry(text="Lika")
    assert match((first, second), (second, first)) == [1, 0]


def test_a_name_tells_more_than_a_place() -> None:
    old = (Item(title="Ekonomi"), Item(title="Personal"))
    new = (Item(title="Personal", number="7"), Item(title="Ekonomi", number="8"))
    assert match(old, new) == [1, 0]
