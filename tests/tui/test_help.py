"""The page of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.tui.actions import ACTIONS
from protokoll_tui.tui.agenda import AgendaScreen
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.help import KEYS_WIDTH, HelpScreen, sections
from protokoll_tui.tui.start import StartScreen
from tests.tui.driving import opened

MEETING = Meeting(agenda=(Item(title="Inledning"),))


def test_every_command_stands_on_the_page() -> None:
    titles = [title for _, rows in sections("agenda", {}) for _, title in rows]
    assert {action.title for action in ACTIONS} <= set(titles)


def test_no_row_is_too_long_for_eighty_columns() -> None:
    # Two columns of indent, two of margin and two for the scroll bar; the last section holds a path.
    rows = [row for _, section in [*sections("agenda", {})][:-1] for row in section]
    assert max(len(keys) for keys, _ in rows) < KEYS_WIDTH
    assert max(len(title) for _, title in rows) <= 80 - 6 - KEYS_WIDTH


def test_the_users_own_keys_are_shown() -> None:
    rows = dict(row[::-1] for _, section in sections("agenda", {"beslut": "f8,ctrl+b"}) for row in section)
    assert rows["Gör till beslut, eller tillbaka"] == "F8, Ctrl+B"


async def test_the_keys_of_where_she_stands_come_first(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("f1")
        assert app.lines[0].strip() == "I ett formulär"
    async with opened(tmp_path / "tom") as app:
        await app.press("f1")
        assert app.lines[0].strip() == "Start"


async def test_the_shorthand_is_explained(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, size=(100, 60)) as app:
        await app.press("f1")
        assert "! och blanksteg" in app.text
        assert "§6c" in app.text


async def test_arrows_scroll_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+t")
        first = app.lines[0]
        await app.press("down")
        assert app.lines[0] != first
        await app.press("end")
        assert "Egna tangenter i" in app.text


@pytest.mark.parametrize("key", ["f1", "ctrl+t", "escape", "enter", "q", "ctrl+q"])
async def test_each_of_its_keys_closes_it(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f1")
        assert isinstance(app.app.screen, HelpScreen)
        await app.press(key)
        assert isinstance(app.app.screen, AgendaScreen)


async def test_it_can_be_read_from_every_screen(tmp_path: Path) -> None:
    async with opened(tmp_path) as app:
        await app.press("f1", "f1")
        assert isinstance(app.app.screen, StartScreen)
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("f1", "f1")
        assert isinstance(app.app.screen, FactsScreen)
