"""A meeting that takes no edits says so before she has typed, and shows nothing that was not kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from protokoll_tui.meeting.edits import set_facts
from protokoll_tui.meeting.model import (
    Adjuster,
    Entry,
    Facts,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Private,
    Roster,
)
from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.versions import Keeper
from protokoll_tui.tui.actions import Scope, actions_of
from protokoll_tui.tui.app import ProtokollApp
from protokoll_tui.tui.base import MeetingScreen
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    attendance=(Roster(heading="Närvarande", people=(Person(name="Mia Ros"),)),),
    agenda=(Item(title="Inledning", entries=(Entry(kind="beslut", text="Antas."),)),),
    next_meetings=(NextMeeting(place="Salen"),),
    private=Private(notes="Ring Bo."),
)
REASONS = {
    "locked": "Protokollet är låst.",
    "read": "Läses bara: mötet är öppet på annat håll.",
    "taken": "Mötet skrivs i ett annat fönster nu.",
}


@asynccontextmanager
async def closed(folder: Path, standing: str) -> AsyncIterator[Driven]:
    """Run the app with a meeting that takes no edits."""
    path = folder / "mote.toml"
    if standing == "locked":
        async with opened(folder, set_facts(MEETING, status="locked")) as at:
            yield at
    elif standing == "taken":
        async with opened(folder, MEETING) as at:
            other = open_meeting(path, take_over=True)
            await at.wait_for("✗ övertaget")
            yield at
            other.release()
    else:
        other = create_meeting(path, MEETING)
        app = ProtokollApp(folder, open_meeting(path))
        async with app.run_test(size=(80, 24)) as pilot:
            at = Driven(app, pilot)
            await at.wait_for("Mötet är redan öppet")
            await at.press("escape")
            yield at
        other.release()


@pytest.mark.parametrize("standing", REASONS)
async def test_the_notes_can_be_read_and_take_no_key_and_say_why(tmp_path: Path, standing: str) -> None:
    async with closed(tmp_path, standing) as at:
        before = at.meeting
        await at.press("f12")
        assert REASONS[standing] in at.text
        assert "Sparas medan du skriver" not in at.text
        await at.type("xyz")
        await at.paste("xyz")
        await at.press("ctrl+z")
        assert "Ring Bo." in at.text
        assert "xyz" not in at.text
        assert at.meeting is before


@pytest.mark.parametrize("standing", REASONS)
async def test_no_field_of_the_form_takes_a_key(tmp_path: Path, standing: str) -> None:
    async with closed(tmp_path, standing) as at:
        before = at.meeting
        await at.press("f2")
        shown = at.lines[1:-2]
        for _ in range(20):
            await at.press("x", "backspace", "delete", "ctrl+u")
            await at.paste("klistrat\nmer")
            await at.press("tab")
        await at.press("f4", "f2")
        assert at.lines[1:-2] == shown
        assert REASONS[standing] in at.text
        assert at.meeting is before


@pytest.mark.parametrize("standing", REASONS)
@pytest.mark.parametrize(
    ("screen", "keys"),
    [
        ("agenda", ["ctrl+f"]),
        ("agenda", ["up", "ctrl+d"]),
        ("agenda", ["ctrl+k"]),
        ("agenda", ["ctrl+l", "n"]),
        ("agenda", ["ctrl+l", "b"]),
        ("attendance", ["ctrl+n"]),
        ("attendance", ["ctrl+a"]),
        ("attendance", ["ctrl+r"]),
        ("attendance", ["down", "enter"]),
        ("attendance", ["down", "f8"]),
        ("attendance", ["down", "space"]),
        ("review", ["g"]),
    ],
)
async def test_no_dialog_opens_for_a_change_that_cannot_be_made(
    tmp_path: Path, standing: str, screen: str, keys: list[str]
) -> None:
    async with closed(tmp_path, standing) as at:
        before = at.meeting
        if screen != "agenda":
            at.app.show(screen)
            await at.settle()
        current = at.app.screen
        await at.press(*keys)
        assert at.app.screen is current
        assert REASONS[standing] in at.text
        assert at.meeting is before


async def leave_dialogs(at: Driven) -> None:
    """Go back to the screen of the meeting, without an answer to what is asked."""
    while not isinstance(at.app.screen, MeetingScreen):
        await at.press("escape")


LOCKED = MEETING.model_copy(
    update={
        "facts": Facts(status="locked", bodies=("Skogsrådet",)),
        "attendance": (
            Roster(heading="Närvarande", people=(Person(name="Mia Ros"), Person(name="Bo Ek"))),
            Roster(heading="Kallade", people=(Person(name="Ida Alm", status="unmarked"),)),
        ),
        "agenda": (
            *MEETING.agenda,
            Item(title="Rapport", points=(Item(title="Läget"),)),
            Item(title="Övrigt"),
        ),
        "adjusters": (Adjuster(name="Mia Ros"),),
    }
)


@pytest.mark.parametrize("scope", ["attendance", "agenda", "agenda-list", "review"])
async def test_no_command_and_no_word_that_is_typed_or_pasted_changes_locked_minutes(
    tmp_path: Path, scope: Scope
) -> None:
    async with opened(tmp_path, LOCKED) as at:
        saved = at.session.path.read_bytes()
        for key in (action.keys[0] for action in actions_of(scope)):
            at.app.show(scope.removesuffix("-list"))
            await at.press(
                *(["ctrl+l"] if scope == "agenda-list" else []), "down", key, "x", "space", "enter"
            )
            await at.paste("Klistrat\nmer")
            await leave_dialogs(at)
            assert at.meeting == LOCKED, key
        assert "Protokollet är låst. Lås upp det" in at.text
        assert at.session.close()
        assert at.session.path.read_bytes() == saved


async def test_to_remove_an_item_of_locked_minutes_is_refused_without_a_question(tmp_path: Path) -> None:
    async with opened(tmp_path, LOCKED) as at:
        await at.press("ctrl+l", "home", "delete")
        assert "Protokollet är låst. Lås upp det" in at.text
        assert "Ta bort" not in at.text


async def test_who_has_adjusted_is_not_changed_in_locked_minutes_and_that_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, LOCKED, screen="finish") as at:
        await at.press("ctrl+d")
        assert "Protokollet är låst." in at.text
        await at.type("19/5\n")
        await leave_dialogs(at)
        assert at.meeting == LOCKED


async def test_no_version_is_restored_in_the_place_of_locked_minutes(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    Keeper(path).offer(fresh_bytes(MEETING, path), now=True)
    async with opened(tmp_path, LOCKED) as at:
        await at.press("f11", "t")
        assert "Mötet går inte att ändra: det är låst" in at.text
        await at.press("enter", "t")
        assert "Mötet går inte att ändra: det är låst" in at.text
        assert at.meeting == LOCKED


async def test_locked_minutes_can_be_reopened_and_written_then(tmp_path: Path) -> None:
    async with closed(tmp_path, "locked") as at:
        await at.press("f2", "f6", "ctrl+u", "up", "enter")
        await at.type("Fel namn\nIda Alm\n")
        assert at.session.standing == "open"
        await at.press("f2")
        await at.type("29/5")
        assert "fredag 29 maj 2026" in at.text
        await at.press("f12")
        await at.type("!")
        assert at.meeting.private.notes == "Ring Bo.!"
