"""The mark in the header: where the text is, in a sign and a word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from rich.cells import cell_len

from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.tui.chrome import MARK_WIDTH, Header, name_and_day, save_mark
from tests.tui.driving import opened

AT = dt.datetime(2026, 5, 29, 9, 47, tzinfo=dt.UTC)
MARKS = [
    (SaveState("saved"), "● sparat"),
    (SaveState("saved", AT), "● sparat 09.47"),
    (SaveState("waiting", AT), "○ sparar …"),
    (SaveState("saving", AT), "○ sparar …"),
    (SaveState("journal", AT), "! i journalen"),
    (SaveState("memory", AT), "✗ EJ SPARAT"),
    (SaveState("lost", AT), "✗ övertaget"),
]


def test_there_is_a_mark_for_each_state() -> None:
    assert {state.kind for state, _ in MARKS} == {*get_args(get_type_hints(SaveState)["kind"])}


@pytest.mark.parametrize(("state", "mark"), MARKS)
def test_each_state_has_its_mark(state: SaveState, mark: str) -> None:
    assert save_mark(state) == mark


def test_a_meeting_that_is_only_read_is_marked_so_and_one_that_was_taken_over_as_that() -> None:
    assert save_mark(SaveState("saved", AT), read_only=True) == "◌ läses bara"
    assert save_mark(SaveState("lost", AT), read_only=True) == "✗ övertaget"


def test_only_what_is_in_the_file_looks_saved() -> None:
    assert [state.kind for state, mark in MARKS if "●" in mark or "sparat" in mark] == ["saved", "saved"]


@pytest.mark.parametrize("mark", [*(mark for _, mark in MARKS), "◌ läses bara"])
async def test_the_header_shows_the_whole_mark_at_eighty_columns(tmp_path: Path, mark: str) -> None:
    assert cell_len(mark) <= MARK_WIDTH
    async with opened(tmp_path, Meeting(agenda=(Item(title="Inledning"),))) as at:
        at.app.screen.query_one(Header).mark = mark
        await at.settle()
        assert at.lines[0].endswith(mark)


DAY = dt.date(2026, 5, 29)


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "Chefsgrupp Nordmark · 29 maj 2026"),
        (33, "Chefsgrupp Nordmark · 29 maj 2026"),
        (30, "Chefsgrupp Nord… · 29 maj 2026"),
        (26, "Chefsgrupp Nordmark 29/5"),
        (11, "Chefs… 29/5"),
        (8, "Chefsgr…"),
    ],
)
def test_the_name_of_the_meeting_gives_way_to_its_day(room: int, shown: str) -> None:
    assert name_and_day("Chefsgrupp Nordmark", DAY, room) == shown


def test_a_meeting_without_a_day_shows_its_name_alone() -> None:
    assert name_and_day("Chefsgrupp Nordmark", None, 30) == "Chefsgrupp Nordmark"


@pytest.mark.parametrize(("width", "shown"), [(80, " Chef"), (160, " Chefsgrupp Nordmark · 29 maj 2026 ")])
async def test_the_header_shows_the_day_of_the_meeting(tmp_path: Path, width: int, shown: str) -> None:
    facts = Facts(bodies=("Chefsgrupp Nordmark",), date=DAY)
    async with opened(tmp_path, Meeting(facts=facts), size=(width, 24)) as at:
        assert at.lines[0].startswith(shown)
        assert "29/5 " in at.lines[0] or "29 maj 2026" in at.lines[0]
