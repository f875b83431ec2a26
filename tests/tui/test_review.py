"""Granska, by keys alone."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from protokoll_tui.meeting.check import Checked, Finding, Target
from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Accepted, Entry, Facts, Item, Meeting, NextMeeting, Person, Roster
from protokoll_tui.meeting.place import Place
from protokoll_tui.tui.agenda import AgendaScreen
from protokoll_tui.tui.attendance import AttendanceScreen
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.review_rows import finding_rows, summary
from tests.tui.driving import Driven, opened

WHOLE = Meeting(
    facts=Facts(bodies=("Arbetsutskottet",), date=dt.date(2026, 5, 29)),
    attendance=(Roster(heading="Närvarande", people=(Person(name="Lo Dal"), Person(name="Pia By"))),),
    agenda=(
        Item(title="Inledning", entries=(Entry(text="Mötet öppnades."),)),
        Item(title="Bemanning", entries=(Entry(text="Frågan togs upp."),)),
    ),
)
LACKING = WHOLE.model_copy(
    update={
        "facts": Facts(bodies=("Arbetsutskottet",)),
        "attendance": (
            Roster(
                heading="Kallade", people=(Person(name="Lo Dal"), Person(name="Pia By", status="unmarked"))
            ),
        ),
        "agenda": (WHOLE.agenda[0], Item(title="Bemanning")),
    }
)


def at_review(
    tmp_path: Path, meeting: Meeting = LACKING, size: tuple[int, int] = (80, 24)
) -> AbstractAsyncContextManager[Driven]:
    return opened(tmp_path, meeting, screen="review", size=size)


async def test_what_is_missing_stands_under_the_screen_where_it_is_mended(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        rows = [line.strip("│ ") for line in at.text.splitlines()]
        assert rows[2:11] == [
            "Möte",
            "! Se över  Mötet har inget datum",
            "",
            "Närvaro",
            "! Se över  Inte avprickade: Pia By",
            "",
            "Ärenden",
            "! Se över  Punkt 2 Bemanning har ingen text",
            "",
        ]
        assert "3 att se över" in at.text


async def test_a_whole_meeting_lacks_nothing_and_the_next_step_is_named(tmp_path: Path) -> None:
    async with at_review(tmp_path, WHOLE) as at:
        assert "✓ Inget saknas. F6: Klart." in at.text
        await at.press("enter", "g", "space")
        assert at.meeting == WHOLE


async def test_enter_leads_to_the_item_ready_to_type(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("end", "enter")
        assert isinstance(at.app.screen, AgendaScreen)
        await at.type("Antogs.")
        assert at.meeting.agenda[1].entries == (Entry(text="Antogs."),)


async def test_enter_leads_to_the_person(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("down", "enter")
        assert isinstance(at.app.screen, AttendanceScreen)
        await at.press("space")
        assert at.meeting.attendance[0].people[1].status == "present"


@pytest.mark.parametrize(
    ("meeting", "field"),
    [
        (WHOLE.model_copy(update={"facts": Facts(bodies=("Arbetsutskottet",))}), "date"),
        (WHOLE.model_copy(update={"facts": Facts(date=WHOLE.facts.date)}), "bodies"),
        (WHOLE.model_copy(update={"facts": changed(WHOLE.facts, start=dt.time(12), end=dt.time(9))}), "time"),
    ],
)
async def test_enter_leads_to_the_field(tmp_path: Path, meeting: Meeting, field: str) -> None:
    async with at_review(tmp_path, meeting) as at:
        await at.press("enter")
        assert isinstance(at.app.screen, FactsScreen)
        assert at.app.focused is not None
        assert at.app.focused.id == field


async def test_enter_leads_to_the_coming_meetings(tmp_path: Path) -> None:
    past = NextMeeting(date=dt.date(2026, 1, 8))
    async with at_review(tmp_path, WHOLE.model_copy(update={"next_meetings": (past,)})) as at:
        await at.press("enter")
        assert isinstance(at.app.screen, FactsScreen)
        assert at.app.screen.coming.has_pseudo_class("focus-within")


async def test_what_has_been_mended_is_gone_at_the_next_look(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("down", "enter", "space", "f5")
        assert "Pia By" not in at.text
        assert "2 att se över" in at.text


async def test_a_finding_is_accepted_with_a_reason(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("end", "g")
        await at.type("Tas nästa gång.\n")
        assert [(a.finding, a.reason) for a in at.meeting.accepted] == [("item-empty", "Tas nästa gång.")]
        assert "Punkt 2 Bemanning har ingen text – Tas nästa gång." in at.line_with("✓ Godtagen")
        assert "2 att se över · 1 godtagen" in at.text


async def test_without_a_reason_nothing_is_accepted(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("space", "enter")
        assert "Skriv en kort motivering" in at.text
        await at.press("escape")
        assert at.meeting == LACKING


async def test_an_accepted_finding_is_taken_back_with_the_same_key(tmp_path: Path) -> None:
    async with at_review(tmp_path) as at:
        await at.press("end", "space")
        await at.type("x\n")
        await at.press("end", "space")
        assert at.meeting.accepted == ()
        await at.press("ctrl+z")
        assert "Ångrade: återta Punkt 2 Bemanning har ingen text" in at.text
        assert len(at.meeting.accepted) == 1


async def test_texts_that_look_like_markup_are_only_text(tmp_path: Path) -> None:
    meeting = LACKING.model_copy(update={"agenda": (Item(title="[bold]Lo[/] \x1b[31m [/]"),)})
    async with at_review(tmp_path, meeting) as at:
        assert "[bold]Lo[/] �[31m [/]" in at.text
        await at.press("end", "g")
        assert "Godta: Punkt 1 [bold]Lo[/]" in at.text


def finding(message: str, **values: str) -> Finding:
    return Finding("item-empty", "error", message, Target("agenda", place=Place((0,))), **values)


def test_a_long_message_goes_on_under_itself() -> None:
    first, second, third = finding_rows(Checked((finding("ord " * 18),)), 40)[1:]
    assert (first.key, second.key, third.key) == ("open.0", "", "")
    assert first.text.plain.index("ord") == second.text.plain.index("ord")


def test_the_foot_counts_what_is_left_and_what_is_accepted() -> None:
    one = finding("Fel")
    assert summary(Checked()) == "inget saknas"
    assert summary(Checked((one,), (one, one))) == "1 att se över · 2 godtagna"


async def test_an_acceptance_from_the_file_is_known_again(tmp_path: Path) -> None:
    accepted = Accepted(finding="item-empty", place="Bemanning", reason="Avsiktligt.")
    async with at_review(tmp_path, LACKING.model_copy(update={"accepted": (accepted,)})) as at:
        assert "Avsiktligt." in at.line_with("✓ Godtagen")
