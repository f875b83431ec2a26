"""The dialogs of one line and of several: what is pasted into them, what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting.model import LONGEST_LINE, Item, Meeting, Person, Roster
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    attendance=(Roster(heading="Närvarande", people=(Person(name="Mia Ros"),)),),
    agenda=(Item(title="Inledning"),),
)


def guests(at: Driven) -> list[tuple[str, str]]:
    return [(person.name, person.title) for person in at.meeting.attendance[-1].people]


@pytest.mark.parametrize(
    "pasted",
    [
        "Nils Åberg\nÖrjan Vik, rektor\n",
        "Nils Åberg\r\n\r\nÖrjan Vik, rektor",
        "Nils Åberg <nils@x.se>; Örjan Vik, rektor",
        "Nils Åberg <nils@x.se>;\nÖrjan Vik <orjan@x.se>, rektor;",
    ],
)
async def test_pasted_guests_are_all_taken(tmp_path: Path, pasted: str) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("ctrl+n")
        await at.paste(pasted)
        await at.press("enter")
        assert guests(at) == [("Nils Åberg", ""), ("Örjan Vik", "rektor")]
        assert "Tillagda: Nils Åberg, Örjan Vik" in at.text


async def test_a_hundred_pasted_guests_are_all_taken(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("ctrl+n")
        await at.paste("\n".join(f"Gäst{n:03} Bengtsdotter-Lundqvist <gast{n}@x.se>" for n in range(100)))
        await at.press("enter")
        assert len(guests(at)) == 100
        assert "Tillagda, 100 personer" in at.text
        await at.paste("\n".join(f"Gäst{n:03} Bengtsdotter-Lundqvist" for n in range(100)))
        await at.press("enter")
        assert "Och 97 till." in at.text


async def test_of_pasted_guests_the_one_who_is_there_already_stays_in_the_field(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("ctrl+n")
        await at.paste("Nils Åberg\nMia Ros")
        await at.press("enter")
        assert guests(at) == [("Nils Åberg", "")]
        assert "Mia Ros finns redan i listan." in at.text
        await at.press("ctrl+u", "enter")
        assert at.app.screen is at.app.meeting_screen("attendance")


async def test_pasted_lines_are_joined_in_a_title_and_in_a_field_of_a_form(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+f")
        await at.paste("Budget\noch bokslut\n")
        await at.press("enter", "f3", "enter", "tab")
        await at.paste("chef\nför vården")
        await at.press("enter")
        assert at.meeting.agenda[1].title == "Budget och bokslut"
        assert at.meeting.attendance[0].people[0].title == "chef för vården"


async def test_a_dialog_says_that_a_text_did_not_fit(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+f")
        await at.paste("x" * (LONGEST_LINE + 1))
        assert "fick inte plats" in at.text


async def test_a_fault_goes_when_she_types_again_and_the_help_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("f8", "ctrl+u")
        await at.type("77\n")
        assert "Det finns inget ärende 77" in at.text
        await at.press("backspace")
        assert "Det finns inget ärende 77" not in at.text
        assert "Nummer eller klockslag" in at.text


async def test_a_dialog_with_a_help_of_its_own_names_its_keys_too(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="attendance") as at:
        await at.press("f8")
        assert "Tomt: hela mötet." in at.text
        assert "Enter: klart   Esc: avbryt" in at.text
