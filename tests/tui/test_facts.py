"""The form of the meeting's facts, by keys alone. It opens with the cursor in the date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.screen import Screen

from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Closing,
    Facts,
    Meeting,
    NextMeeting,
    Person,
    Roster,
)
from protokoll_tui.tui.attendance import AttendanceScreen
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    facts=Facts(
        kind="Minnesanteckningar",
        bodies=("Skogsrådet",),
        date=dt.date(2026, 5, 20),
        start=dt.time(9),
        end=dt.time(12),
        place="Björksalen",
    ),
    adjusters=(Adjuster(name="Ada Ek", date=dt.date(2026, 5, 25)),),
)


TALL = (80, 50)


def coming(app: Driven) -> list[str]:
    """The lines under the heading of the coming meetings."""
    lines = app.lines[app.lines.index(" Kommande möten") + 1 :]
    return [line for line in lines[: lines.index("")] if line]


async def test_everything_of_the_meeting_stands_in_the_form(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        rows = {line[:17].strip(): line[18:] for line in app.lines[1:18]}
        assert rows["Typ"] == "Minnesanteckningar"
        assert rows["Organ"] == "Skogsrådet"
        assert rows["Datum"] == "20/5"
        assert rows["Tid"] == "9–12"
        assert rows["Plats"] == "Björksalen"
        assert rows["Första paragraf"] == "1"
        assert rows["Justerare"] == "Ada Ek"


async def test_a_date_and_a_time_are_typed_loosely_and_answered_in_full(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("29/5\t13-16.30\t")
        assert app.line_after(" Datum").strip() == "fredag 29 maj 2026"
        assert app.line_after(" Tid").strip() == "kl. 13.00–16.30"
        assert app.meeting.facts.date == dt.date(2026, 5, 29)
        assert (app.meeting.facts.start, app.meeting.facts.end) == (dt.time(13), dt.time(16, 30))


async def test_a_meeting_of_two_days_is_one_date(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("8-9/10")
        assert app.line_after(" Datum").strip() == "8–9 oktober 2026"
        assert app.meeting.facts.end_date == dt.date(2026, 10, 9)


async def test_a_day_that_does_not_exist_is_told_and_she_can_go_on(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("31/2\t10-11")
        assert app.line_after(" Datum").strip() == "✗ 31 februari finns inte"
        assert app.line_with(" Datum").endswith("31/2")
        assert (app.meeting.facts.date, app.meeting.facts.date_text) == (None, "31/2")
        assert app.meeting.facts.start == dt.time(10)


async def test_a_fault_is_not_called_one_while_she_types(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("31/2")
        assert app.line_after(" Datum").strip() == "31 februari finns inte"


async def test_a_date_in_words_is_kept_as_it_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("vecka 12")
        assert "Skrivs som det står." in app.line_after(" Datum")
        assert app.meeting.facts.date_text == "vecka 12"


async def test_a_time_backwards_is_told_at_the_field_and_not_lost(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("\t12-9\t")
        assert app.line_after(" Tid").strip() == "✗ Slutet ligger före början"
        facts = app.meeting.facts
        assert (facts.start, facts.end, facts.date_text) == (None, None, "12-9")
        await app.press("f4", "f2")
        assert app.line_with(" Tid").endswith("12-9")


async def test_several_bodies_are_parted_by_semicolons(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("shift+tab", "end")
        await app.type("; Älvrådet;")
        assert app.meeting.facts.bodies == ("Skogsrådet", "Älvrådet")
        assert app.line_with(" Organ").endswith("Skogsrådet; Älvrådet;")


async def test_the_form_of_the_meeting_is_chosen_by_letter_or_arrow(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("\t\t\td")
        assert "● digitalt" in app.line_with(" Form")
        await app.press("right")
        assert "● hybrid" in app.line_with(" Form")
        await app.press("ctrl+z")
        assert "● digitalt" in app.line_with(" Form")
        assert app.meeting.facts.mode == "digital"


async def test_enter_and_arrows_go_from_field_to_field(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("enter", "down")
        await app.type("Älvsalen")
        assert app.meeting.facts.place == "Älvsalen"
        await app.press("up", "up")
        await app.type("21/5")
        assert app.meeting.facts.date == dt.date(2026, 5, 21)


async def test_a_field_is_undone_in_one_step_and_shown_as_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("29/5\t13-14")
        await app.press("ctrl+z")
        assert "Ångrade: tid" in app.text
        assert app.line_with(" Tid").endswith("9–12")
        await app.press("ctrl+z")
        assert "Ångrade: datum" in app.text
        assert app.line_with(" Datum").endswith("20/5")
        assert app.meeting == MEETING
        await app.press("ctrl+y")
        assert app.line_with(" Datum").endswith("29/5")


async def test_the_number_of_the_first_item_must_be_a_number(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press(*["tab"] * 9)
        await app.type("§ 31")
        assert app.meeting.facts.first_number == 31
        await app.type("x\t")
        assert app.meeting.facts.first_number == 31
        assert "✗" in app.line_with(" Första paragraf")


async def test_an_adjuster_who_stays_keeps_the_date_of_adjusting(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press(*["tab"] * 10, "end")
        await app.press(*["backspace"] * 3)
        await app.type(" Ek; Bo Al")
        assert app.meeting.adjusters == (*MEETING.adjusters, Adjuster(name="Bo Al"))


async def test_lines_that_are_pasted_into_a_field_are_joined(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("shift+tab")
        await app.paste("Skogsrådet\r\nÄlvrådet\x1b\n")
        assert app.meeting.facts.bodies == ("Skogsrådet", "Älvrådet�")


async def test_a_paste_that_has_no_room_is_refused_with_a_word(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("tab", "tab")
        await app.paste("x" * 3_000)
        assert app.meeting == MEETING
        assert "En rad rymmer högst 2000 tecken." in app.text


async def test_a_text_longer_than_its_field_follows_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.type("\t\t" + "x" * 90 + "slut")
        assert app.line_with(" Plats").endswith("xslut")
        await app.press("home")
        assert app.line_with(" Plats").endswith("xxxx")


async def test_a_key_does_not_lay_out_the_form_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        layouts: list[object] = []
        monkeypatch.setattr(Screen, "_refresh_layout", lambda *args: layouts.append(args))
        await app.type("29/5 2026")
        assert not layouts


async def test_the_secretary_of_the_roll_call_is_named_in_the_empty_field(tmp_path: Path) -> None:
    people = (Person(name="Eva Bok", role="sekreterare"),)
    async with opened(tmp_path, Meeting(attendance=(Roster(people=people),)), screen="facts") as app:
        assert "Eva Bok" in app.line_with(" Sekreterare")
        assert app.meeting.facts.secretary == ""


async def test_a_coming_meeting_is_typed_on_a_line_and_answered_in_full(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts", size=TALL) as app:
        await app.press(*["tab"] * 12)
        await app.type("28/8 9-12 digitalt\n8-9/10 internat\n")
        assert "fredag 28 augusti 2026 kl. 9.00–12.00" in coming(app)[0]
        assert coming(app)[1].split("  ")[-1] == "8–9 oktober 2026 (internat)"
        assert [c.date for c in app.meeting.next_meetings] == [dt.date(2026, 8, 28), dt.date(2026, 10, 8)]


async def test_a_coming_day_that_does_not_exist_is_told_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts", size=TALL) as app:
        await app.press(*["tab"] * 12)
        await app.type("31/2 9-12\n")
        assert "✗ 31 februari finns inte" in coming(app)[0]
        assert app.meeting.next_meetings[0].date_text == "31/2"


async def test_a_line_that_is_emptied_goes_away(tmp_path: Path) -> None:
    days = (NextMeeting(date=dt.date(2026, 8, 28)), NextMeeting(date=dt.date(2026, 9, 4)))
    meeting = MEETING.model_copy(update={"next_meetings": days})
    async with opened(tmp_path, meeting, screen="facts", size=TALL) as app:
        await app.press(*["tab"] * 12, "backspace")
        await app.press("tab")
        assert [line.split()[0] for line in coming(app)] == ["4/9", "t.ex."]
        await app.press("ctrl+z")
        assert [line.split()[0] for line in coming(app)] == ["28/8", "4/9", "t.ex."]
        assert app.meeting.next_meetings == days


async def test_what_a_line_cannot_say_stays_where_it_is_not_touched(tmp_path: Path) -> None:
    odd = NextMeeting(title="Möte: nr 2 (ja)", body="Skogsrådet", date=dt.date(2026, 8, 28), end=dt.time(12))
    meeting = MEETING.model_copy(update={"next_meetings": (odd,)})
    async with opened(tmp_path, meeting, screen="facts") as app:
        await app.press(*["tab"] * 13)
        await app.type("4/9")
        assert app.meeting.next_meetings == (odd, NextMeeting(date=dt.date(2026, 9, 4)))


async def test_pasted_lines_become_lines(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts", size=TALL) as app:
        await app.press(*["tab"] * 12)
        await app.paste("28/8 9-12\n4/9\n\n11/9 em\n")
        assert [c.date for c in app.meeting.next_meetings] == [
            dt.date(2026, 8, 28),
            dt.date(2026, 9, 4),
            dt.date(2026, 9, 11),
        ]
        await app.press("ctrl+z")
        assert app.meeting.next_meetings == ()
        assert len(coming(app)) == 1


async def test_attachments_are_named_one_to_a_line(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press(*["tab"] * 13)
        await app.type("Bilaga 1: Budget\nKarta\n")
        assert app.meeting.attachments == (
            Attachment(title="Budget", label="Bilaga 1"),
            Attachment(title="Karta"),
        )


async def test_each_line_is_undone_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press(*["tab"] * 13)
        await app.type("Budget\nKarta\n")
        await app.press("ctrl+z")
        assert app.meeting.attachments == (Attachment(title="Budget"),)


async def test_the_evaluation_has_several_lines(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press(*["tab"] * 14)
        await app.type("Bra möte.\nKort.")
        assert app.meeting.closing == Closing(evaluation="Bra möte.\nKort.")


async def test_the_whole_form_is_seen_in_a_wide_window(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts", size=(160, 50)) as app:
        for word in ("Typ", "Rubrik", "○ hybrid", "Kommande möten", "Bilagor", "Utvärdering"):
            assert word in app.text


async def test_the_last_letter_is_kept_though_the_screen_is_left_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await app.press("tab", "tab", "A", "f3")
        assert isinstance(app.app.screen, AttendanceScreen)
        assert app.meeting.facts.place == "A"


async def test_the_next_step_is_named(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        assert app.lines[-2].strip() == "Nästa: Närvaro – F3"


async def test_markup_and_control_characters_are_only_text(tmp_path: Path) -> None:
    meeting = Meeting(facts=Facts(kind="[bold]Protokoll[/]", place="A\x1b[31mB", date_text="[red]v. 12"))
    async with opened(tmp_path, meeting, screen="facts") as app:
        assert app.line_with(" Typ").endswith("[bold]Protokoll[/]")
        assert app.line_with(" Plats").endswith("A�[31mB")
        assert app.line_with(" Datum").endswith("[red]v. 12")
