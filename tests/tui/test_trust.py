"""What she is told of where her text is: recovered, read by another, changed elsewhere, not saved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Static

from protokoll_tui.meeting.model import Entry, Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.storage.opening import create_meeting, open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writer import Pace, Writer
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


async def test_the_second_program_reads_and_can_take_over(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    first = create_meeting(path, MEETING)
    writer = Writer(first)
    app = ProtokollApp(tmp_path, open_meeting(path))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Driven(app, pilot)
        await at.wait_for("Mötet är redan öppet")
        await at.press("escape")
        await at.type("Hej")
        assert at.meeting == MEETING
        assert "läses bara" in at.lines[0]
        assert "öppet på annat håll" in at.text
        at.session.close()
    writer.close(5)


async def test_taking_over_lets_her_write(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    writer = Writer(create_meeting(path, MEETING), pace=Pace(look=0.05))
    app = ProtokollApp(tmp_path, open_meeting(path))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Driven(app, pilot)
        await at.wait_for("Mötet är redan öppet")
        await at.press("j")
        await at.wait_for("Du har tagit över mötet")
        await at.type("Hej")
        assert at.meeting.agenda[0].entries == (Entry(text="Hej"),)
        assert at.session.close()
    writer.close(5)
    assert read_meeting(path).meeting.agenda[0].entries == (Entry(text="Hej"),)


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
