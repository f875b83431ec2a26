"""What stands in a dialog survives the program, and is in the meeting only when she says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting.edits import set_facts
from protokoll_tui.meeting.model import Entry, Item, Meeting, Person, Private, Roster
from protokoll_tui.session import Session
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import bring_back, read_journals
from protokoll_tui.storage.state import journals_of
from tests.tui.driving import opened

MEETING = Meeting(
    attendance=(Roster(heading="Närvarande", people=(Person(name="Mia Ros"),)),),
    agenda=(Item(title="Inledning", entries=(Entry(kind="beslut", text="Antas."),)),),
    private=Private(notes="Ring Bo."),
)


def kept(session: Session) -> str:
    """Return what a start after a crash now would bring back in the notes, besides what stood there."""
    assert session.wait_journalled(60.0)
    found, _ = bring_back(read_journals(journals_of(session.path)), read_meeting(session.path).meeting)
    return found.private.notes.removeprefix("Ring Bo.").strip()


@pytest.mark.parametrize(
    ("screen", "keys", "line"),
    [
        ("agenda", ["ctrl+f"], "Oavslutat i ”Nytt ärende”: Ida"),
        ("attendance", ["ctrl+n"], "Oavslutat i ”Gäster”: Ida"),
        ("attendance", ["ctrl+r"], "Oavslutat i ”Ny grupp: Rubrik”: Ida"),
        ("attendance", ["down", "enter", "tab", "tab"], "Oavslutat i ”Mia Ros: Organisation”: Ida"),
    ],
)
async def test_what_stands_in_a_dialog_comes_back_after_a_crash_and_goes_when_it_is_left(
    tmp_path: Path, screen: str, keys: list[str], line: str
) -> None:
    async with opened(tmp_path, MEETING, screen=screen) as at:
        await at.press(*keys)
        await at.type("Ida")
        assert kept(at.session) == line
        assert at.meeting == MEETING
        await at.press("escape")
        assert kept(at.session) == ""


async def test_a_detail_that_is_not_understood_yet_comes_back_too(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("up", "ctrl+d")
        await at.type("xyz")
        assert kept(at.session) == "Oavslutat i ”Beslut: detaljer: Utfall”: xyz"
        await at.press("backspace", "backspace", "backspace")
        await at.type("avslag")
        assert at.meeting.agenda[0].entries[0].outcome == "rejected"
        assert kept(at.session) == ""


async def test_what_is_only_proposed_in_a_dialog_is_no_unfinished_text(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("down", "f8")
        assert kept(at.session) == ""


async def test_an_answer_is_in_the_meeting_before_it_is_no_draft_any_more(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        states: list[str] = []
        at.session.subscribe(lambda _: states.append(kept(at.session)))
        await at.press("ctrl+f")
        await at.type("Ida")
        await at.press("enter")
        assert states[0] == "Oavslutat i ”Nytt ärende”: Ida"
        assert kept(at.session) == ""
        assert [item.title for item in at.meeting.agenda] == ["Inledning", "Ida"]


async def test_text_that_was_left_in_a_dialog_is_told_of_when_the_meeting_is_opened(tmp_path: Path) -> None:
    notes = "Ring Bo.\nOavslutat i ”Gäster”: Ida Alm"
    async with opened(tmp_path, MEETING.model_copy(update={"private": Private(notes=notes)})) as at:
        assert "I rutan ”Gäster” stod text som inte var klar" in at.text
        await at.press("f12")
        assert "Ida Alm" in at.text


async def test_a_takeover_drops_no_text_that_stands_in_a_dialog(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+f")
        await at.type("Ida")
        other = open_meeting(tmp_path / "mote.toml", take_over=True)
        assert other.meeting.private.notes == "Ring Bo.\nOavslutat i ”Nytt ärende”: Ida"
        await at.wait_for("Det som står här är kvar")
        await at.press("enter", "x")
        assert "Nytt ärende" in at.text
        assert "Ida" in at.text
        other.release()


async def test_the_name_of_a_file_to_write_is_no_text_of_the_meeting(tmp_path: Path) -> None:
    meeting = set_facts(MEETING, status="locked")
    async with opened(tmp_path, meeting, screen="finish") as at:
        await at.press("ctrl+e", "enter")
        await at.type("Ida")
        assert "Filens namn" in at.text
        assert "Ida" in at.text
        assert at.session.drafts == ()


async def test_the_reason_to_reopen_locked_minutes_is_never_in_the_notes(tmp_path: Path) -> None:
    meeting = set_facts(MEETING, status="locked")
    async with opened(tmp_path, meeting, screen="finish") as at:
        await at.press("ctrl+u", "up", "enter")
        await at.type("Fel namn")
        assert kept(at.session) == ""
        await at.press("enter")
        await at.type("Ida Alm")
        assert kept(at.session) == ""
        await at.press("enter")
        assert [(line.by, line.note) for line in at.meeting.log] == [("Ida Alm", "Fel namn")]
        assert kept(at.session) == ""
