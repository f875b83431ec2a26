"""Earlier versions on the screen, by keys; and their differences in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting, Person, Private, Roster
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.versions import Keeper, list_versions
from protokoll_tui.storage.writer import Writer
from protokoll_tui.tui import clock
from protokoll_tui.tui.earlier import differences, when
from tests.tui.driving import Driven, opened

FIRST = Meeting(agenda=(Item(title="Inledning"), Item(title="Rapport", entries=(Entry(text="Läget."),))))
SECOND = edits.add_item(FIRST, "Budget", (1,))[0]
NOW = set_text(edits.remove_item(SECOND, (1,)), (0,), 0, "Alla hälsades välkomna.")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day be the one on which the versions are made."""
    day = dt.date.today()  # noqa: DTZ011 - the day on the machine that runs the tests
    monkeypatch.setattr(clock, "today", lambda: day)


def with_versions(
    folder: Path, versions: Sequence[Meeting] = (FIRST, SECOND), screen: str = ""
) -> AbstractAsyncContextManager[Driven]:
    """Run the app with `NOW` open, and earlier versions of it."""
    path = folder / "mote.toml"
    for version in versions:
        Keeper(path).offer(fresh_bytes(version, path), now=True)
    return opened(folder, NOW, screen=screen)


async def test_the_versions_are_listed_newest_first_with_what_was_changed_after_each(
    tmp_path: Path,
) -> None:
    async with with_versions(tmp_path) as at:
        await at.press("f11")
        assert "1 nytt ärende" in at.line_after("1 ärende ändrat, 1 ärende borttaget")


@pytest.mark.parametrize("key", ["f11", "shift+f12"])
async def test_both_keys_open_and_close_the_list(tmp_path: Path, key: str) -> None:
    async with with_versions(tmp_path) as at:
        await at.press(key)
        assert "Tidigare versioner" in at.text
        await at.press(key)
        assert "Tidigare versioner" not in at.text
        assert at.meeting == NOW


async def test_enter_shows_a_version_as_it_would_be_printed_and_escape_goes_back(tmp_path: Path) -> None:
    async with with_versions(tmp_path) as at:
        await at.press("f11", "enter")
        await at.wait_for("Budget")
        assert "Läget." in at.text
        assert "välkomna" not in at.text
        assert "Från då till nu: 1 ärende ändrat, 1 ärende borttaget." in at.text
        await at.press("escape")
        assert "Tidigare versioner" in at.text
        assert at.meeting == NOW


async def test_a_long_version_is_scrolled_by_the_arrows(tmp_path: Path) -> None:
    long = Meeting(agenda=tuple(Item(title=f"Ärende nummer {n}") for n in range(60)))
    async with with_versions(tmp_path, [long]) as at:
        await at.press("f11", "enter")
        await at.wait_for("Ärende nummer 3")
        await at.press("end")
        assert "Ärende nummer 59" in at.text


async def test_a_version_is_restored_as_one_step_that_undo_takes_back(tmp_path: Path) -> None:
    async with with_versions(tmp_path) as at:
        await at.press("f11", "t")
        assert at.meeting == SECOND
        assert "Mötet är åter som det var " in at.text
        assert "Budget" in at.text
        await at.press("ctrl+z")
        assert at.meeting == NOW
        assert "Ångrade: återställ version från " in at.text
        await at.press("ctrl+y")
        assert at.meeting == SECOND


async def test_the_one_that_is_highlighted_or_shown_is_the_one_that_is_restored(tmp_path: Path) -> None:
    async with with_versions(tmp_path) as at:
        await at.press("f11", "down", "enter")
        await at.wait_for("Från då till nu")
        await at.press("t")
        assert at.meeting == FIRST


async def test_what_stood_there_before_a_restore_is_a_version_also_when_the_program_has_ended(
    tmp_path: Path,
) -> None:
    async with with_versions(tmp_path) as at:
        await at.type("Och så började vi. ")
        typed = at.meeting
        await at.press("f11", "t")
        assert at.session.close()
    newest = list_versions(tmp_path / "mote.toml")[0]
    assert read_meeting(newest.path).meeting == typed
    assert read_meeting(tmp_path / "mote.toml").meeting == SECOND


async def test_writing_goes_on_in_a_restored_meeting_that_lacks_the_item_she_was_in(tmp_path: Path) -> None:
    short = Meeting(agenda=(Item(title="Inledning"),))
    async with with_versions(tmp_path, [short]) as at:
        await at.press("ctrl+n")
        await at.press("f11", "t")
        await at.type("Hej")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)


async def test_a_restored_version_keeps_status_and_log_as_they_are_now(tmp_path: Path) -> None:
    async with with_versions(tmp_path, screen="finish") as at:
        await at.press("ctrl+u", "enter", "enter")
        logged = at.meeting.log
        await at.press("f11", "t")
        assert "Status och logg är kvar som de är nu." in " ".join(at.text.split())
        assert at.meeting.agenda == SECOND.agenda
        assert (at.meeting.facts.status, at.meeting.log) == ("finished", logged)
        await at.press("ctrl+z")
        assert at.meeting.agenda == NOW.agenda
        assert at.meeting.log == logged != ()


@pytest.mark.parametrize("screen", ["facts", "attendance", "review", "finish"])
async def test_versions_are_restored_from_every_screen(tmp_path: Path, screen: str) -> None:
    async with with_versions(tmp_path, screen=screen) as at:
        await at.press("f11", "t")
        assert at.meeting == SECOND
        assert "Mötet är åter som det var" in at.text


async def test_without_versions_it_is_said_when_one_is_made(tmp_path: Path) -> None:
    async with with_versions(tmp_path, []) as at:
        await at.press("f11")
        assert "Det finns inga tidigare versioner än." in at.text
        await at.press("enter", "t")
        assert "Tidigare versioner" in at.text


async def test_a_version_like_the_meeting_is_not_restored(tmp_path: Path) -> None:
    async with with_versions(tmp_path, [NOW]) as at:
        await at.press("f11")
        assert "inget ändrat i mötet" in at.text
        await at.press("t")
        assert "Mötet är redan så." in at.text


async def test_a_version_that_cannot_be_read_is_said_to_be_so_and_not_restored(tmp_path: Path) -> None:
    async with with_versions(tmp_path, [FIRST]) as at:
        list_versions(at.session.path)[0].path.write_text("[trasig", "utf-8")
        await at.press("f11")
        assert "går inte att läsa" in at.text
        await at.press("t", "enter")
        assert "Tidigare versioner" in at.text
        assert at.meeting == NOW


async def test_a_meeting_that_is_only_read_shows_its_versions_and_restores_none(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    Keeper(path).offer(fresh_bytes(FIRST, path), now=True)
    path.write_bytes(fresh_bytes(NOW, path))
    writer = Writer(open_meeting(path))
    async with opened(tmp_path) as at:
        at.app.open_session(open_meeting(path), "agenda")
        await at.wait_for("Mötet är redan öppet")
        await at.press("escape", "f11", "t")
        assert "går inte att ändra" in at.text
        assert at.meeting == NOW
    writer.close(5)


async def test_of_a_file_that_cannot_be_opened_it_is_said_how_the_meeting_comes_back(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mote.toml"
    Keeper(path).offer(fresh_bytes(FIRST, path), now=True)
    path.write_text("[trasig", "utf-8")
    async with opened(tmp_path, size=(160, 24)) as at:
        await at.press("down", "enter")
        assert "Mötet som det var " in at.text
        assert "--restore 1" in at.text


# --- in words --------------------------------------------------------------------------------------

BESLUT = Entry(kind="beslut", text="Budgeten antas.")


def of(*items: Item) -> Meeting:
    return Meeting(agenda=items)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (NOW, NOW, "inget ändrat i mötet"),
        (of(), of(Item(title="A"), Item(title="B")), "2 nya ärenden"),
        (of(Item(title="A"), Item(title="B")), of(), "2 ärenden borttagna"),
        (
            of(Item(title="A"), Item(title="B")),
            of(Item(title="B"), Item(title="A")),
            "ärendenas ordning ändrad",
        ),
        (
            of(Item(title="A"), Item(title="B")),
            of(Item(title="A", entries=(BESLUT, BESLUT)), Item(title="B", number="7")),
            "2 ärenden ändrade, 2 nya beslut",
        ),
        (
            of(Item(title="A", entries=(BESLUT,))),
            of(Item(title="A", entries=(BESLUT.model_copy(update={"text": "Budgeten avslås."}),))),
            "1 ärende ändrat, 1 beslut ändrat",
        ),
        (of(Item(title="A", entries=(BESLUT,))), of(Item(title="A")), "1 ärende ändrat, 1 beslut borttaget"),
        (
            of(Item(title="A", points=(Item(title="a", entries=(BESLUT,)),))),
            of(),
            "1 ärende borttaget, 1 beslut borttaget",
        ),
        (of(), Meeting(facts=Facts(place="Salen")), "uppgifterna om mötet ändrade"),
        (of(), Meeting(attendance=(Roster(people=(Person(name="Lo Dal"),)),)), "närvaron ändrad"),
        (of(), Meeting(private=Private(notes="x")), "egna anteckningar ändrade"),
    ],
)
def test_what_differs_is_said_in_a_few_words(before: Meeting, after: Meeting, words: str) -> None:
    assert differences(before, after) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-05-20 09:40", "09.40"),
        ("2026-05-19 16:20", "i går 16.20"),
        ("2026-05-02 09:40", "2 maj 09.40"),
        ("2025-12-24 15:00", "24 december 2025 15.00"),
    ],
)
def test_a_moment_is_said_as_on_that_day(at: str, words: str) -> None:
    assert when(dt.datetime.fromisoformat(at).astimezone(), dt.date(2026, 5, 20)) == words
