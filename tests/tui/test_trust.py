"""What she is told of where her text is: recovered, read by another, changed elsewhere, not saved."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from protokoll_tui.meeting.edits import set_facts
from protokoll_tui.meeting.model import Entry, Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import set_status
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.minutes import MinutesFile
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import read_journals
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.storage.state import journals_of
from protokoll_tui.storage.writer import Pace, Writer
from protokoll_tui.tui import elsewhere, export_screen
from protokoll_tui.tui.app import ProtokollApp
from protokoll_tui.tui.chrome import StatusLine
from protokoll_tui.tui.preview import Preview
from tests.tui.driving import Driven, opened

MEETING = Meeting(agenda=(Item(title="Inledning"), Item(title="Rapport"), Item(title="Övrigt")))


def left_by_a_crash(path: Path, user_folders: Path) -> None:
    """Leave the disk as it is when a program ends between the journal and the file."""
    writer = Writer(create_meeting(path, MEETING), pace=Pace(rest=60, longest=60))
    writer.submit(set_text(MEETING, (1,), 0, "Sista ordet"), Place((1,), 0, 6))
    assert writer.wait_journalled(5)
    disk = path.parent / "disk"
    shutil.copytree(user_folders, disk)
    file = path.read_bytes()
    writer.close(5)
    shutil.rmtree(user_folders)
    disk.rename(user_folders)
    path.write_bytes(file)


async def test_a_meeting_comes_back_after_a_crash_with_the_cursor_where_it_was(
    tmp_path: Path, own_folders: Path
) -> None:
    left_by_a_crash(tmp_path / "mote.toml", own_folders)
    app = ProtokollApp(tmp_path, open_meeting(tmp_path / "mote.toml"))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Driven(app, pilot)
        await at.wait_for("Återställt till ")
        await at.type("X")
        assert at.meeting.agenda[1].entries[0].text == "Sista Xordet"
        at.session.close()


async def test_that_it_can_be_saved_again_is_told_where_it_was_so_before_the_trouble_was_told(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, MEETING) as at:
        assert at.session.on_save is not None
        assert at.session.save_state.kind == "saved"
        at.session.on_save(SaveState("journal", message="Disken är full."))
        await at.wait_for("Disken är full.")
        at.session.on_save(SaveState("saved"))
        await at.wait_for("Det går att spara igen, och allt är sparat.")


async def test_the_journal_knows_the_place_after_the_last_letter(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        assert at.session.wait_journalled(60.0)
        (content,) = read_journals(journals_of(at.session.path))
        assert content.last.place == Place((0,), 0, 3)


@asynccontextmanager
async def opened_twice(path: Path, *, text: str = "") -> AsyncIterator[tuple[Driven, Writer]]:
    """Open a meeting in a program that has written `text`, not saved yet, and then in a second one."""
    first = create_meeting(path, MEETING)
    writer = Writer(first, pace=Pace(look=0.05, rest=60, longest=60))
    if text:
        writer.submit(set_text(MEETING, (1,), 0, text))
        assert writer.wait_journalled(5)
    app = ProtokollApp(path.parent, open_meeting(path))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            at = Driven(app, pilot)
            await at.wait_for("Mötet är redan öppet")
            yield at, writer
            if app.session is not None:
                app.session.close()
    finally:
        writer.close(5)


async def test_the_second_program_reads_and_can_take_over(tmp_path: Path) -> None:
    async with opened_twice(tmp_path / "mote.toml") as (at, _):
        await at.press("escape")
        await at.type("Hej")
        assert at.meeting == MEETING
        assert "läses bara" in at.lines[0]
        assert "öppet på annat håll" in at.text


async def test_no_letter_that_was_typed_ahead_takes_a_meeting_over(tmp_path: Path) -> None:
    async with opened_twice(tmp_path / "mote.toml") as (at, writer):
        await at.type("jaha\nj")
        assert writer.taken_by is None
        assert at.session.standing == "read"


async def test_taking_over_lets_her_write(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    async with opened_twice(path) as (at, _):
        await at.press("down", "enter")
        await at.wait_for("Du har tagit över mötet")
        await at.type("Hej")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)
        assert at.session.close()
        assert read_meeting(path).meeting.agenda[0].entries == (Entry(text="Hej"),)


async def test_whoever_takes_over_unsaved_text_is_told_that_it_came_along(tmp_path: Path) -> None:
    async with opened_twice(tmp_path / "mote.toml", text="Osparat") as (at, _):
        await at.press("down", "enter")
        await at.wait_for("Du har tagit över mötet. Det som skrevs där till")
        assert at.meeting.agenda[1].entries == (Entry(text="Osparat"),)
        assert "avbröts" not in at.text


async def test_what_is_typed_while_the_meeting_is_taken_over_is_written(tmp_path: Path) -> None:
    async with opened_twice(tmp_path / "mote.toml") as (at, _):
        for key in ("down", "enter", "H", "e", "j"):
            at.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await at.wait_for("Du har tagit över mötet")
        await at.wait_for("Hej")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)


async def test_who_reads_can_take_over_later_with_the_key_that_saves(tmp_path: Path) -> None:
    async with opened_twice(tmp_path / "mote.toml") as (at, _):
        await at.press("enter", "ctrl+s")
        assert "Mötet är redan öppet" in at.text
        await at.press("down", "enter")
        await at.wait_for("Du har tagit över mötet")


async def test_a_meeting_is_not_taken_over_before_its_minutes_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asyncio.Event()

    async def later(*_: object, **__: object) -> MinutesFile:
        await made.wait()
        return MinutesFile(b"protokoll", (), ())

    monkeypatch.setattr(export_screen, "apart", later)
    async with opened_twice(tmp_path / "mote.toml") as (at, _):
        await at.press("enter", "f6")
        await at.pilot.press("f7", *"text", "enter", "enter", "ctrl+s", "down", "enter")
        await at.wait_for("Håller på att skriva mote.txt. Försök igen om en liten stund.")
        made.set()
        await at.settle()
        assert (tmp_path / "mote.txt").read_text("utf-8") == "protokoll"
        await at.press("ctrl+s", "down", "enter")
        await at.wait_for("Du har tagit över mötet")


async def test_who_reads_sees_what_is_written_there_and_can_go_on_when_that_program_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "FOLLOW", 0.1)
    async with opened_twice(tmp_path / "mote.toml", text="Skrivet där") as (at, writer):
        await at.press("enter", "f6")
        assert writer.flush(5)
        await at.wait_for("Skrivet där")
        writer.close(5)
        await at.wait_for("Mötet är inte öppet på annat håll längre")
        await at.press("enter")
        assert "Ctrl+S: skriv här" in at.text
        await at.press("f4", "ctrl+s", "down", "enter")
        await at.wait_for("● sparat")
        await at.type("Hej")
        assert at.meeting.agenda[1].entries == (Entry(text="Skrivet där"),)
        assert "Hej" in at.text
        assert at.session.standing == "open"


async def test_who_was_taken_over_is_told_the_truth_and_leaves_in_good_order(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        other = open_meeting(tmp_path / "mote.toml", take_over=True)
        assert other.meeting.agenda[0].entries == (Entry(text="Hej"),)
        await at.wait_for("✗ övertaget")
        await at.press("ctrl+q")
        await at.wait_ended()
        assert at.app.return_code == 0
        assert "Mötet skrivs nu från ett annat fönster" in at.app.message
        assert "Allt som skrevs här följde med dit." in at.app.message
        other.release()


async def test_who_was_taken_over_can_take_the_meeting_back(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        writer = Writer(open_meeting(tmp_path / "mote.toml", take_over=True), pace=Pace(look=0.05))
        await at.wait_for("✗ övertaget")
        await at.press("ctrl+s", "down", "enter")
        await at.wait_for("Du har tagit över mötet")
        await at.type(" igen")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej igen"),)
        writer.close(5)


async def test_a_status_that_was_set_by_hand_is_told_when_the_meeting_is_opened(tmp_path: Path) -> None:
    file = create_meeting(tmp_path / "mote.toml", MEETING)
    file.file.save(set_facts(MEETING, status="finished"))
    file.release()
    app = ProtokollApp(tmp_path, open_meeting(file.path))
    async with app.run_test(size=(200, 24)) as pilot:
        at = Driven(app, pilot)
        await at.wait_for("Den har ändrats utanför programmet. Det står nu i loggen")
        at.session.close()


async def test_a_change_made_elsewhere_comes_in_and_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        assert at.session.save()
        path = tmp_path / "mote.toml"
        path.write_text(path.read_text("utf-8").replace('"Övrigt"', '"Övriga frågor"'), "utf-8")
        await at.wait_for("Filen ändrades på annat håll")
        assert at.meeting.agenda[2].title == "Övriga frågor"
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)
        await at.press("ctrl+z")
        assert at.meeting.agenda[2].title == "Övrigt"


async def test_minutes_that_are_locked_elsewhere_are_locked_here_and_no_undo_is_promised(
    tmp_path: Path, today: dt.date
) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        assert at.session.save()
        other = MeetingFile.open(tmp_path / "mote.toml")
        finished = set_status(other.meeting, "finished", today)
        other.save(set_status(finished, "locked", today))
        await at.wait_for("Filen ändrades på annat håll, och ändringen är inlagd här.")
        assert "Ctrl+Z tar bort den" not in at.text
        await at.type("!")
        await at.press("ctrl+z")
        assert "Protokollet är låst." in at.text
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)
        assert at.session.standing == "locked"


async def test_after_a_change_made_elsewhere_the_screen_goes_on_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StatusLine, "SECONDS", 0.5)
    async with opened(tmp_path, MEETING, size=(120, 36)) as at:
        await at.type("Hej")
        assert at.session.save()
        path = tmp_path / "mote.toml"
        path.write_text(path.read_text("utf-8").replace('"Hej"', '"Hej på er"'), "utf-8")
        await at.wait_for("Filen ändrades på annat håll")
        await at.wait_gone("Filen ändrades på annat håll")
        preview = at.app.screen.query_one(Preview).query_one(Static)
        assert "Hej på er" in str(preview.content)
        await at.press("ctrl+q")
        assert at.app.return_code == 0


async def test_a_file_that_cannot_be_saved_is_told_and_saved_when_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "moten"
    async with opened(folder, MEETING) as at:
        away = tmp_path / "borta"
        folder.rename(away)
        folder.touch()
        await at.type("Hej")
        at.session.save(1)
        await at.wait_for("i journalen")
        folder.unlink()
        away.rename(folder)
        await at.wait_for("● sparat")
        assert read_meeting(folder / "mote.toml").meeting.agenda[0].entries == (Entry(text="Hej"),)


async def test_no_letter_that_was_typed_ahead_closes_a_meeting_that_is_not_saved(tmp_path: Path) -> None:
    folder = tmp_path / "moten"
    async with opened(folder, MEETING) as at:
        away = tmp_path / "borta"
        folder.rename(away)
        folder.touch()
        await at.type("Hej")
        await at.press("ctrl+q")
        await at.wait_for("Mötet kunde inte sparas i sin fil")
        await at.type("ja\n då")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej då"),)
        await at.press("ctrl+q")
        await at.wait_for("finns texten kvar i journalen")
        await at.press("down", "enter")
        await at.wait_ended()
        assert at.app.return_code == 1
        folder.unlink()
        away.rename(folder)
