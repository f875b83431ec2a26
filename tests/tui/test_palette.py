"""The palette: all commands by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.tui.actions import actions_of
from protokoll_tui.tui.agenda import AgendaScreen
from protokoll_tui.tui.dialogs import PickDialog
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.help import HelpScreen
from protokoll_tui.tui.palette import offered
from tests.tui.driving import opened

MEETING = Meeting(agenda=(Item(title="Inledning"), Item(title="Budget")))


@pytest.mark.parametrize("screen", ["facts", "attendance", "agenda", "review", "finish"])
async def test_every_command_of_a_screen_can_be_given_from_its_palette(tmp_path: Path, screen: str) -> None:
    async with opened(tmp_path, MEETING, screen=screen) as app:
        names = {action.name for action, _ in offered(app.app.screen)}
        for scope in ("facts", "attendance", "agenda", "review", "finish"):
            if scope == screen:
                wanted = {action.name for action in actions_of(scope, "meeting", "app")} - {"palette"}
                assert wanted <= names
        assert ("list_rename" in names) == (screen == "agenda")


async def test_only_the_commands_of_the_screen_are_offered(tmp_path: Path) -> None:
    async with opened(tmp_path) as app:
        names = [action.name for action, _ in offered(app.app.screen)]
        assert names == ["new_meeting", "open_meeting", "help", "leave"]


async def test_a_command_is_found_by_its_words_and_shows_its_key(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+p")
        await app.type("egna ant")
        assert app.line_with("Egna anteckningar").rstrip(" │").endswith("F12")
        assert "Nästa ärende" not in app.text


async def test_a_command_of_the_screen_is_obeyed(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f10")
        await app.type("nästa ä\n")
        screen = app.app.screen
        assert isinstance(screen, AgendaScreen)
        assert screen.editor.path == (1,)


async def test_a_command_of_the_agenda_list_is_obeyed_from_the_text(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+p")
        await app.type("stryk eller\n")
        assert app.meeting.agenda[0].status == "struck"


async def test_a_command_of_the_app_is_obeyed(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+p")
        await app.type("alla tangenter\n")
        assert isinstance(app.app.screen, HelpScreen)


async def test_undo_is_the_meetings_even_where_a_text_field_has_one_of_its_own(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("21/5")
        await app.press("ctrl+p")
        await app.type("ångra\n")
        assert isinstance(app.app.screen, FactsScreen)
        assert app.meeting == MEETING


async def test_where_nothing_is_found_it_is_said_in_swedish(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+p")
        await app.type("xyz")
        assert "Inget passar." in app.text
        await app.press("enter")
        assert isinstance(app.app.screen, PickDialog)


async def test_the_users_own_key_is_shown(tmp_path: Path, own_folders: Path) -> None:
    (own_folders / "config").mkdir(parents=True)
    (own_folders / "config" / "keys.toml").write_text('[keys]\nsave = "f11"\n', encoding="utf-8")
    async with opened(tmp_path, MEETING) as app:
        await app.press("ctrl+p")
        await app.type("spara nu")
        assert app.line_with("Spara nu").rstrip(" │").endswith("F11")
