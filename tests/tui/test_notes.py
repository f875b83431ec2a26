"""The secretary's own notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Item, Meeting, Private
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.tui.agenda import AgendaScreen
from protokoll_tui.tui.notes import NotesDialog
from tests.tui.driving import opened

MEETING = Meeting(agenda=(Item(title="Inledning"),), private=Private(notes="Ring Berit."))


async def test_the_cursor_stands_after_what_was_noted_before(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f12")
        assert "Ring Berit." in app.text
        await app.type("\nFler stolar!")
        assert app.meeting.private.notes == "Ring Berit.\nFler stolar!"


async def test_notes_are_saved_as_the_rest_of_the_meeting(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f12")
        await app.type(" I dag.")
        assert app.session.save()
        assert MeetingFile.open(app.session.path).meeting.private.notes == "Ring Berit. I dag."


@pytest.mark.parametrize("key", ["escape", "f12", "ctrl+q"])
async def test_each_of_its_keys_goes_back_to_the_minutes(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f12")
        assert isinstance(app.app.screen, NotesDialog)
        await app.press(key)
        assert isinstance(app.app.screen, AgendaScreen)
        assert app.app.session is not None


async def test_undo_takes_back_what_was_noted(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f12")
        await app.type(" Nu.")
        await app.press("ctrl+z")
        assert "Ångrade: egna anteckningar" in app.text
        assert app.meeting == MEETING
        await app.press("ctrl+y")
        assert "Ring Berit. Nu." in app.text


async def test_what_is_typed_in_the_notes_is_not_in_the_minutes(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as app:
        await app.press("f12")
        await app.type("x")
        assert app.meeting.agenda == MEETING.agenda
