"""Klart, by keys alone."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import threading
import time
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from pypdf import PdfReader
from textual.widgets import Input

from protokoll_tui.apart import apart
from protokoll_tui.document.render import RenderError
from protokoll_tui.document.render.pdf import SOURCE_NAME
from protokoll_tui.meeting.model import (
    Adjuster,
    Entry,
    Facts,
    Item,
    LogLine,
    Meeting,
    NextMeeting,
    Person,
    Private,
    Roster,
)
from protokoll_tui.minutes import MinutesFile, minutes_file
from protokoll_tui.storage.atomic import check_target
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.sharing import shared_bytes
from protokoll_tui.tui import export_screen
from protokoll_tui.tui.app import ProtokollApp
from protokoll_tui.tui.dialogs import LineDialog, PickDialog
from protokoll_tui.tui.exporting import Order, orders, problem_with, proposed_name, target_path
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.finish import FinishScreen, proposed_day
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    facts=Facts(
        kind="Minnesanteckningar",
        bodies=("Arbetsutskottet",),
        date=dt.date(2026, 5, 29),
        template="chefsgrupp",
    ),
    attendance=(Roster(heading="Närvarande", people=(Person(name="Lo Dal"),)),),
    agenda=(
        Item(
            title="Bemanning",
            entries=(
                Entry(text="Frågan togs upp."),
                Entry(kind="beslut", text="Planen antas."),
                Entry(kind="private", text="Lo var trött."),
            ),
        ),
    ),
    private=Private(notes="Ring kansliet."),
)


def at_finish(
    tmp_path: Path, meeting: Meeting = MEETING, size: tuple[int, int] = (80, 24)
) -> AbstractAsyncContextManager[Driven]:
    return opened(tmp_path, meeting, screen="finish", size=size)


def document(at: Driven) -> str:
    screen = at.app.screen
    assert isinstance(screen, FinishScreen)
    return screen.document.text


def fault_of_name(at: Driven) -> str:
    """What the dialog of a file's name says under it, which is parted into lines by how long the path is."""
    dialog = at.app.screen
    assert isinstance(dialog, LineDialog)
    return str(dialog.hint.content)


def status_line(at: Driven) -> str:
    """What the status line says, which a dialog may cover in part."""
    return str(at.app.meeting_screen("finish").status.content)


async def test_the_document_stands_there_as_it_will_be_printed(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.wait_for("Minnesanteckningar Arbetsutskottet, 29 maj 2026")
        assert "Planen antas." in document(at)


async def test_private_notes_are_never_in_it(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        assert "Lo var trött" not in document(at)
        assert "kansliet" not in document(at)


async def test_a_draft_says_so_until_it_is_finished(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        assert "utkast" in at.line_with("Status")
        assert document(at).startswith("UTKAST")
        assert "UTKAST" in at.text
        await at.press("f8", "enter", "enter")
        assert "färdigt" in at.line_with("│ Status")
        assert "UTKAST" not in document(at)
        assert "UTKAST" not in at.text


async def test_a_change_of_status_is_dated_in_the_log_and_is_not_undone(
    tmp_path: Path, today: dt.date
) -> None:
    async with at_finish(tmp_path, size=(160, 50)) as at:
        await at.press("ctrl+u", "enter", "enter")
        assert at.meeting.log == (LogLine(date=today, status="finished"),)
        assert f"{today}   färdigt" in at.text
        finished = at.meeting
        await at.press("ctrl+z")
        assert "Status ångras inte: ändringen står i loggen. Ändra den under Klart – F6." in at.text
        await at.press("f12", "x", "ctrl+z", "ctrl+z")
        assert "Status ångras inte" in at.text
        assert at.meeting == finished


SECRETARY = Roster(people=(Person(name="Cia Mård", role="sekreterare"),))
ADJUSTED = (Adjuster(name="Lo Dal"), Adjuster(name="Bo Ek"))


def finished(**values: object) -> Meeting:
    facts = MEETING.facts.model_copy(update={"status": "finished"})
    return MEETING.model_copy(update={"facts": facts, "attendance": (SECRETARY,), **values})


async def test_the_picker_shows_the_day_and_the_person_of_each_status(tmp_path: Path, today: dt.date) -> None:
    async with at_finish(tmp_path, finished()) as at:
        await at.press("f8", "enter")
        assert at.meeting.log == (LogLine(date=today, status="circulated", by="Cia Mård"),)
        await at.press("f8")
        assert f"{today} Cia Mård" in at.line_with("utsänt    ")


async def test_a_draft_is_not_offered_to_be_locked(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f8")
        assert "färdigt" in at.text
        assert "låst" not in at.text


async def test_locked_minutes_are_reopened_for_a_reason_that_is_in_the_log(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(), size=(160, 50)) as at:
        await at.press("f8")
        await at.type("låst\n")
        await at.press("ctrl+z")
        assert "Protokollet är låst." in at.text
        assert at.meeting.facts.status == "locked"
        await at.press("f8")
        await at.type("färdigt\n\n")
        assert "Skriv ett skäl" in at.text
        await at.type("Fel datum\n")
        assert [line.status for line in at.meeting.log] == ["locked", "finished"]
        assert at.meeting.log[-1].note == "Fel datum"
        assert "upplåst, färdigt av Cia" in at.text


async def test_where_no_secretary_is_known_it_is_asked_who_changes_the_status(
    tmp_path: Path, today: dt.date
) -> None:
    async with at_finish(tmp_path, finished(attendance=())) as at:
        await at.press("f8")
        await at.type("justerat\n\n")
        assert "Skriv ett namn, eller Esc." in at.text
        assert not at.meeting.log
        await at.type("Lo Dal\n")
        assert at.meeting.log[-1:] == (LogLine(date=today, status="approved", by="Lo Dal"),)
        await at.press("f8")
        await at.type("låst\n\n")
        assert at.meeting.log[-1] == LogLine(date=today, status="locked", by="Lo Dal")


async def test_who_has_not_adjusted_is_told_before_the_minutes_are_locked(tmp_path: Path) -> None:
    adjusted = Adjuster(name="Bo Ek", date=dt.date(2026, 5, 19))
    async with at_finish(tmp_path, finished(adjusters=(Adjuster(name="Lo Dal"), adjusted))) as at:
        await at.press("f8")
        await at.type("låst\n")
        assert "Inte justerat av Lo Dal. Sätta status till låst ändå?" in at.text
        await at.press("n")
        assert not at.meeting.log
        await at.press("f8")
        await at.type("låst\nj")
        assert at.session.standing == "locked"


async def test_who_has_not_adjusted_is_told_once_on_the_way_to_locked(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(adjusters=(Adjuster(name="Lo Dal"),))) as at:
        await at.press("f8")
        await at.type("justerat\nj")
        await at.press("f8")
        await at.type("låst\n")
        assert at.session.standing == "locked"
        assert [line.status for line in at.meeting.log] == ["approved", "locked"]


async def test_who_has_not_adjusted_is_told_again_where_the_status_went_back_or_it_is_somebody_else(
    tmp_path: Path,
) -> None:
    async with at_finish(tmp_path, finished(adjusters=(Adjuster(name="Lo Dal"),))) as at:
        for status in ("justerat\nj", "färdigt\n", "justerat\n"):
            await at.press("f8")
            await at.type(status)
        assert "Inte justerat av Lo Dal. Sätta status till justerat ändå?" in at.text
        await at.type("j")
        at.session.apply("vald", at.meeting.model_copy(update={"adjusters": (Adjuster(name="Bo Ek"),)}))
        await at.press("f8")
        await at.type("låst\n")
        assert "Inte justerat av Bo Ek. Sätta status till låst ändå?" in at.text


def broken_format(words: str, *_: object, **__: object) -> MinutesFile:
    raise KeyError(words)


async def test_a_fault_of_a_format_is_told_and_the_meeting_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "trasigt teckensnitt"
    monkeypatch.setattr(export_screen, "minutes_file", partial(broken_format, words))
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: tmp_path / "state")
    async with at_finish(tmp_path, size=(200, 40)) as at:
        await at.press("ctrl+e", "enter", "enter")
        assert "Ett fel i programmet: mote.pdf skrevs inte. Teknisk rapport:" in at.text
        (report,) = (tmp_path / "state").glob("krasch-*.txt")
        assert "broken_format" in report.read_text("utf-8")
        assert words not in report.read_text("utf-8")
        assert words in " ".join(at.text.split())
        await at.press("f8")
        assert "Protokollets status" in at.text
    assert not (tmp_path / "mote.pdf").exists()


def killed(*_: object, **__: object) -> MinutesFile:
    os.kill(os.getpid(), signal.SIGTERM)
    raise AssertionError


async def test_that_the_program_which_makes_files_was_killed_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_screen, "minutes_file", killed)
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("text\n\n")
        said = " ".join(at.text.split())
        assert "mote.txt skrevs inte: programmet som gör filer avbröts (" in said
        assert "Försök igen" in said
        assert "Ett fel i programmet" not in said


async def test_that_there_is_no_room_for_the_file_is_told_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_screen, "minutes_file", partial(broken_format, "gjordes ändå"))
    async with at_finish(tmp_path, size=(200, 40)) as at:
        await at.press("ctrl+e", "enter")
        await at.type("borta/p.pdf\n")
        assert "Mappen finns inte." in fault_of_name(at)


async def test_what_is_typed_takes_the_place_of_the_proposed_name(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+e", "enter")
        await at.type("ett")
        assert "mote" not in at.line_with("ett")
        await at.press("left", "ctrl+a")
        await at.type("annat\n")
        assert (tmp_path / "annat.pdf").exists()


async def test_nothing_is_typed_into_locked_minutes(tmp_path: Path) -> None:
    facts = MEETING.facts.model_copy(update={"status": "locked"})
    locked = MEETING.model_copy(update={"facts": facts})
    async with opened(tmp_path, locked, screen="agenda") as at:
        await at.type("Hej")
        assert at.meeting == locked
        assert "Protokollet är låst. Lås upp det under Klart – F6" in at.text


async def test_each_adjuster_gets_the_day_on_which_the_minutes_were_adjusted(
    tmp_path: Path, today: dt.date
) -> None:
    async with at_finish(tmp_path, finished(adjusters=ADJUSTED)) as at:
        assert "Lo Dal –, Bo Ek –" in at.line_with("Justering")
        await at.press("ctrl+d")
        await at.type("31/2\n")
        assert "31 februari finns inte" in at.text
        await at.press(*["backspace"] * 4)
        await at.type("19/5\n")
        assert at.meeting.adjusters[0].date == dt.date(2026, 5, 19)
        assert at.meeting.adjusters[1].date is None
        assert "Lo Dal 2026-05-19, Bo Ek –" in at.line_with("Justering")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_fact_that_is_longer_than_its_line_goes_on_under_itself(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    names = ("Alexandra Lindqvist-Sandberg", "Maximilian Hammarskog", "Wilhelmina af Ekenstam")
    adjusters = tuple(Adjuster(name=name, date=dt.date(2026, 5, 19)) for name in names)
    async with at_finish(tmp_path, finished(adjusters=adjusters), size=size) as at:
        assert at.line_with("Justering").startswith("│ Justering    Alexandra Lindqvist-Sandberg")
        assert at.line_after("Justering").startswith(f"│ {'':13}")
        shown = " ".join(" ".join(line.split("│")[1].split()) for line in at.lines if line.startswith("│"))
        assert ", ".join(f"{name} 2026-05-19" for name in names) in shown


async def test_a_path_that_is_too_long_for_a_small_window_ends_with_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "Förvaltningens gemensamma arbetsmaterial" / ("a" * 60) / ("b" * 60)
    async with at_finish(folder) as at:
        assert "…/mote.toml" in at.line_with("Mötets fil")
        await at.pilot.resize_terminal(160, 50)
        await at.settle()
        assert "…" not in "".join(line.split("│")[1] for line in at.lines if line.startswith("│"))


async def test_what_is_said_of_a_file_is_never_cut(tmp_path: Path) -> None:
    folder = tmp_path / ("c" * 100) / ("d" * 100)
    folder.mkdir(parents=True)
    name = f"{'e' * 100}-slut"
    async with at_finish(tmp_path, size=(80, 24)) as at:
        await at.press("f7")
        await at.type("text\n")
        await at.paste(f"{folder}/{name}")
        await at.press("enter")
        (start,) = (index for index, line in enumerate(at.lines) if line.startswith(" Skrivet till"))
        said = "".join("".join(at.lines[start:]).split())
        assert f"/{'d' * 100}/{name}.txt,märktsomutkast." in said


async def test_nobody_has_adjusted_on_a_day_to_come(tmp_path: Path, today: dt.date) -> None:
    async with at_finish(tmp_path, finished(adjusters=ADJUSTED)) as at:
        await at.press("ctrl+d")
        await at.type("2027-01-01\n")
        assert "Dagen har inte kommit än" in at.text
        await at.press(*["backspace"] * 10)
        await at.type("9/7\n")
        assert at.meeting.adjusters[0].date == dt.date(2025, 7, 9)


async def test_minutes_that_are_sent_wait_for_their_adjusters(tmp_path: Path, today: dt.date) -> None:
    async with at_finish(tmp_path, finished(adjusters=ADJUSTED)) as at:
        await at.press("f8", "enter")
        assert f"utsänt {today}" in at.text
        screen = at.app.screen
        assert isinstance(screen, FinishScreen)
        assert screen.next_step() == "Nästa: skriv in vem som har justerat – Ctrl+D"
        await at.press("ctrl+d")
        await at.type("i dag\ti dag\n")
        assert "Lo Dal 2026-05-20, Bo Ek 2026-05-20" in at.text
        assert screen.next_step() == "Nästa: ändra status till justerat – Ctrl+U"


async def test_when_all_have_adjusted_approved_is_the_next_step(tmp_path: Path, today: dt.date) -> None:
    async with at_finish(tmp_path, finished(adjusters=ADJUSTED)) as at:
        await at.press("ctrl+d")
        await at.type("19/5\ti dag\n")
        assert [adjuster.date for adjuster in at.meeting.adjusters] == [dt.date(2026, 5, 19), today]
        assert "Alla har justerat." in at.text
        await at.press("f8", "enter")
        assert at.meeting.facts.status == "approved"


async def test_without_adjusters_the_form_says_where_to_name_them(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+d")
        assert "Skriv namnen under Möte – F2" in at.text


async def test_a_public_version_is_written_after_a_look_at_what_to_judge(tmp_path: Path) -> None:
    people = (Person(name="Lo Dal", protected=True), Person(name="Bo Ek", status="struck"))
    entries = (Entry(text="Lo Dal nås på 099-602 70 00."), Entry(kind="internal", text="Sagt i förtroende."))
    meeting = finished(
        attendance=(Roster(people=people),), agenda=(Item(title="Bemanning", entries=entries),)
    )
    async with at_finish(tmp_path, meeting) as at:
        await at.press("f7")
        await at.type("text publik\n")
        assert "mote-publik.txt" in at.text
        await at.press("enter")
        assert "– Frånvarande namnges: Bo Ek." in at.text
        await at.press("n")
        assert not (tmp_path / "mote-publik.txt").exists()
        await at.press("f7")
        await at.type("text publik\n\n")
        await at.press("j")
        written = (tmp_path / "mote-publik.txt").read_text("utf-8")
        assert "[namn borttaget] nås på [telefonnummer borttaget]." in written
        assert "förtroende" not in written
        assert "Publik version skriven till" in at.text


async def test_a_long_list_of_what_to_judge_can_be_read_to_its_end(tmp_path: Path) -> None:
    people = tuple(Person(name=f"Person Nummer {n}", status="struck") for n in range(60))
    async with at_finish(tmp_path, finished(attendance=(Roster(people=people),))) as at:
        await at.press("f7")
        await at.type("text publik\n\n")
        assert "Person Nummer 59" not in at.text
        assert "↑ ↓: läs allt    J: Skriv filen    N eller Esc: Avbryt" in at.text
        await at.press("end")
        assert "Person Nummer 59." in " ".join(at.text.replace("│", "").split())
        await at.press("j")
        assert (tmp_path / "mote-publik.txt").exists()


async def test_a_question_waits_until_its_screen_is_seen(tmp_path: Path) -> None:
    people = (Person(name="Bo Ek", status="struck"),)
    async with at_finish(tmp_path, finished(attendance=(Roster(people=people),))) as at:
        await at.press("f7")
        await at.type("text publik\n")
        await at.pilot.press("enter", "f4")
        await at.wait_for("Svara på en fråga om mote-publik.txt under Klart – F6.")
        await at.pilot.press("ctrl+q")
        assert "mote-publik.txt väntar på ditt svar under Klart – F6." in at.text
        await at.pilot.press("escape", "j")
        assert not (tmp_path / "mote-publik.txt").exists()
        await at.press("f6")
        await at.wait_for("– Frånvarande namnges: Bo Ek.")
        await at.press("j")
        assert (tmp_path / "mote-publik.txt").exists()


def when_open(gate: Path, *args: Any, **kwargs: Any) -> MinutesFile:
    while not gate.exists():
        time.sleep(0.01)
    return minutes_file(*args, **kwargs)


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file without which no minutes are made."""
    gate = tmp_path / "gate"
    monkeypatch.setattr(export_screen, "minutes_file", partial(when_open, gate))
    return gate


async def test_a_question_comes_over_no_dialog_that_is_being_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asyncio.Event()

    async def later(*_: object, **__: object) -> MinutesFile:
        await made.wait()
        return MinutesFile(b"", ("Se efter.",), ())

    monkeypatch.setattr(export_screen, "apart", later)
    async with at_finish(tmp_path) as at:
        await at.pilot.press("f7", *"publik", "enter", "enter")
        await at.wait_for("Skriver mote-publik.pdf")
        await at.pilot.press("f7")
        made.set()
        await at.pilot.press("enter", "j")  # on from the list of formats to the name, which a letter is for
        assert at.app.screen.query_one(Input).value == "j"
        await at.pilot.press("escape", "escape")
        await at.wait_for("– Se efter.")
        await at.press("n")


async def test_that_a_file_exists_is_asked_on_its_own_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mote.txt").write_text("gammalt", "utf-8")
    found = threading.Event()
    monkeypatch.setattr(os.path, "lexists", lambda _: found.wait())  # of a slow disk
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("text\n")
        await at.pilot.press("enter", "f4")
        found.set()
        await at.wait_for("Svara på en fråga om mote.txt under Klart – F6.")
        await at.pilot.press("j", "f6")
        await at.wait_for("mote.txt finns redan")
        await at.press("n")
        assert (tmp_path / "mote.txt").read_text("utf-8") == "gammalt"


async def test_several_files_may_be_asked_for_before_the_first_is_written(tmp_path: Path, gate: Path) -> None:
    async with at_finish(tmp_path) as at:
        for keys in ("text\n\n", "markdown\n\n", "html\n\n"):
            await at.pilot.press("f7", *({"\n": "enter"}.get(key, key) for key in keys))
        gate.touch()
        await at.settle()
        said = " ".join(at.text.split())
        assert "Skrivet till mote.txt i mötets mapp, märkt som utkast. " in said
        assert "Skrivet till mote.html i mötets mapp" in said
        assert "mote.txt, mote.md, mote.html" in at.line_with("│ Skrivet till")


async def test_a_file_that_is_ordered_twice_is_written_over_only_after_a_yes(
    tmp_path: Path, gate: Path
) -> None:
    async with at_finish(tmp_path) as at:
        for _ in range(2):
            await at.pilot.press("f7", *"text", "enter", "enter")
        await at.wait_for("mote.txt finns redan i")
        await at.pilot.press("j")
        gate.touch()
        await at.settle()
        assert " ".join(at.text.split()).count("Skrivet till mote.txt i mötets mapp") == 2


async def test_what_failed_while_she_asked_for_the_next_file_is_told_with_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = asyncio.Event()

    async def fails_once(*order: Any, **what: Any) -> Any:
        if not asking.is_set():
            await asking.wait()
            raise RenderError("Brevhuvudet går inte att läsa.")
        return await apart(*order, **what)

    monkeypatch.setattr(export_screen, "apart", fails_once)
    async with at_finish(tmp_path) as at:
        await at.pilot.press("f7", *"word", "enter", "enter", "f7")
        asking.set()
        await at.wait_for("Brevhuvudet går inte att läsa.")
        await at.pilot.press(*"text", "enter", "enter")
        await at.settle()
        said = " ".join(at.text.split())
        assert "Brevhuvudet går inte att läsa. Skrivet till mote.txt" in said
        await at.pilot.press("f7", *"text", "enter", "x", "enter")
        await at.settle()
        assert "Brevhuvudet" not in at.text


async def test_a_file_that_has_to_wait_has_what_stood_there_when_it_was_asked_for(
    tmp_path: Path, gate: Path
) -> None:
    async with at_finish(tmp_path) as at:
        for keys in ("pdf\n\n", "text\n\n"):
            await at.pilot.press("f7", *({"\n": "enter"}.get(key, key) for key in keys))
        await at.pilot.press("f8", "enter", "enter")
        gate.touch()
        await at.settle()
        assert at.meeting.facts.status == "finished"
        assert "UTKAST" in (tmp_path / "mote.txt").read_text("utf-8")


async def test_what_became_of_a_file_is_told_where_she_is_now(tmp_path: Path, gate: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("text\n")
        await at.pilot.press("enter", "f4")
        gate.touch()
        await at.settle()
        assert "Skrivet till mote.txt i mötets mapp" in at.text
        assert at.app.screen is at.app.meeting_screen("agenda")


async def test_a_meeting_is_not_left_before_its_minutes_are_written(tmp_path: Path, gate: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("text\n")
        await at.pilot.press("enter", "ctrl+n", "ctrl+q", "enter")
        gate.touch()
        await at.settle()
        assert (tmp_path / "mote.txt").exists()
        assert at.session.path == tmp_path / "mote.toml"


@pytest.mark.usefixtures("gate")
async def test_she_may_leave_all_the_same_before_the_minutes_are_written(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("pdf\n")
        await at.pilot.press("enter", "ctrl+q")
        assert "Håller på att skriva mote.pdf." in at.text
        await at.pilot.press("down", "enter")
        await at.wait_ended()
    assert not (tmp_path / "mote.pdf").exists()


async def test_a_name_that_no_disk_takes_is_told_as_such(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("text\n")
        await at.paste("x" * 300)
        await at.press("enter")
        assert fault_of_name(at).endswith("Filens namn är för långt. Välj ett kortare namn.")


async def test_what_is_left_to_look_over_is_counted(tmp_path: Path) -> None:
    lacking = MEETING.model_copy(update={"agenda": (Item(title="Bemanning"),)})
    async with at_finish(tmp_path, lacking) as at:
        assert "1 att se över – F5" in at.line_with("Granskning")
        await at.press("f8", "enter", "enter")
        assert "Status: färdigt. 1 kvar att se över – F5." in at.text


async def test_the_arrows_and_page_keys_scroll_the_document(tmp_path: Path) -> None:
    paragraphs = "\n\n".join(f"Stycke {number}." for number in range(60))
    long = MEETING.model_copy(update={"agenda": (Item(title="Läsning", entries=(Entry(text=paragraphs),)),)})
    async with at_finish(tmp_path, long) as at:
        assert "Stycke 59." not in at.text
        await at.press("end")
        assert "Stycke 59." in at.text
        await at.press("home")
        assert "Arbetsutskottet, 29 maj" in at.text


async def test_the_document_is_made_again_for_a_wider_window(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.pilot.resize_terminal(160, 50)
        await at.settle()
        assert "│ Status       utkast" in at.line_with("Status")
        assert "Planen antas." in at.text


async def test_the_minutes_are_written_beside_the_meeting(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7")
        await at.type("markdown\n")
        assert "mote.md" in at.text
        await at.press("enter")
        assert "Planen antas." in (tmp_path / "mote.md").read_text("utf-8")
        assert "kansliet" not in (tmp_path / "mote.md").read_text("utf-8")
        assert "Skrivet till" in at.text


async def test_a_pdf_carries_the_file_as_it_will_be_saved_with_what_was_written_there_by_hand(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mote.toml"
    path.write_text('# Om filen\nschema = 1\n[[agenda]]\ntitle = "Inledning"  # alltid först\n', "utf-8")
    app = ProtokollApp(tmp_path, open_meeting(path))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Driven(app, pilot)
        await at.settle()
        await at.type("Hej")
        await at.press("f12")
        await at.type("Zebrafink")
        await at.press("escape", "f6", "ctrl+e")
        await at.type("pdf\n\n")
        await at.wait_for("Skrivet till")
        assert at.session.close()
    source = PdfReader(tmp_path / "mote.pdf").attachments[SOURCE_NAME][0]
    assert "Zebrafink" in path.read_text("utf-8")
    assert source == shared_bytes(path.read_bytes(), path)
    assert '# Om filen\nschema = 1\n[[agenda]]\ntitle = "Inledning"  # alltid först' in source.decode()
    assert 'text = "Hej"' in source.decode()


async def test_a_pdf_without_the_file_carries_nothing(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("f7", "enter")
        assert "Mötesfilen läggs i som bilaga, utan egna anteckningar" in at.text
        await at.press("escape")
        await at.type("pdf utan\n")
        assert "Filens namn – PDF (.pdf), utan mötesfilen" in at.text
        assert "bilaga" not in at.text
        await at.press("enter")
    assert not PdfReader(tmp_path / "mote.pdf").attachments


AGENDA = (
    Item(title="Inledning", entries=(Entry(text="Lo Dal hälsade välkommen."),)),
    Item(
        title="Bemanning",
        points=(
            Item(title="Sommaren", entries=(Entry(text="Alla får ledigt."),)),
            Item(title="Hösten", entries=(Entry(kind="internal", text="Två slutar."), Entry(text="Oklart."))),
        ),
    ),
    Item(title="Övrigt", entries=(Entry(text="Kaffet är slut."),)),
)


async def test_an_extract_has_the_items_that_she_names_and_its_name_says_so(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        await at.press("ctrl+r")
        await at.type("1, 2b\n")
        assert "Utdrag med 1 Inledning, 2b Hösten" in at.text
        assert "Kalender" not in at.text
        await at.type("text\n")
        assert "mote-utdrag-1_2b.txt" in at.text
        await at.press("enter")
        assert "Utdraget är skrivet till" in at.text
    written = (tmp_path / "mote-utdrag-1_2b.txt").read_text("utf-8")
    assert "välkommen" in written
    assert "Oklart." in written
    assert "Rätt utdraget intygar" in written
    assert "ledigt" not in written
    assert "Kaffet" not in written


async def test_the_way_to_an_extract_is_seen_in_a_small_window(tmp_path: Path) -> None:
    async with at_finish(tmp_path, size=(80, 24)) as at:
        await at.press("f7")
        assert "Protokollsutdrag: bara några av punkterna …" in at.text


async def test_a_number_that_no_item_has_is_told_where_it_stands_typed(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        await at.press("ctrl+r", "enter")
        assert "Ange vilka punkter utdraget ska ha." in at.text
        await at.type("2, 7\n")
        assert "Punkt 7 finns inte i mötet. De som finns är 1, 2, 2a, 2b, 3." in " ".join(at.text.split())
        await at.press("backspace", "3", "enter")
        assert "Utdrag med 2 Bemanning, 3 Övrigt" in at.text


async def test_an_extract_for_the_public_leaves_out_what_is_internal(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        await at.press("f7")
        await at.type("utdrag\n2b\ntext publik\n\n")
        assert "Publik version skriven till" in at.text
    written = (tmp_path / "mote-utdrag-2b-publik.txt").read_text("utf-8")
    assert "Oklart." in written
    assert "slutar" not in written


async def test_an_extract_carries_a_file_of_its_own_items_or_none(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        await at.press("ctrl+r")
        await at.type("3\n\n")
        assert "Mötesfilen läggs i som bilaga, med bara de här punkterna." in at.text
        await at.press("enter", "ctrl+r")
        await at.type("3\nutan\nutan.pdf\n")
    (source,) = PdfReader(tmp_path / "mote-utdrag-3.pdf").attachments[SOURCE_NAME]
    assert b"Kaffet" in source
    assert b"ledigt" not in source
    assert not PdfReader(tmp_path / "utan.pdf").attachments


async def test_escape_goes_back_a_step_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        await at.press("f7")
        await at.type("protokollsutdrag\n2a\nmarkdown\n")
        assert "mote-utdrag-2a.md" in at.text
        await at.press("escape")
        assert "Utdrag med 2a Sommaren" in at.text
        await at.press("enter")
        assert "mote-utdrag-2a.md" in at.text
        await at.press("escape", "escape")
        assert "2a" in at.line_with("▊ ")
        await at.press("escape")
        assert "Skriv protokollet till en fil" in at.text
        await at.press("escape")
        assert at.app.screen is at.app.meeting_screen("finish")
        await at.press("ctrl+r")
        await at.press("escape")
        assert at.app.screen is at.app.meeting_screen("finish")
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".md", ".pdf")] == []


@pytest.mark.parametrize(
    "agenda", [(), (Item(title="Nytt", entries=(Entry(text="Annat."),)), *MEETING.agenda)]
)
async def test_an_extract_has_the_items_that_she_saw_whatever_is_changed_elsewhere_meanwhile(
    tmp_path: Path, agenda: tuple[Item, ...]
) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+r")
        await at.type("1\ntext\n")
        at.session.apply("som någon annan gjorde", MEETING.model_copy(update={"agenda": agenda}))
        await at.press("escape")
        assert "Utdrag med 1 Bemanning" in at.text
        await at.press("enter", "enter")
        assert "Planen antas." in (tmp_path / "mote-utdrag-1.txt").read_text("utf-8")


async def test_an_extract_that_exists_is_written_over_only_after_a_yes(tmp_path: Path) -> None:
    old = tmp_path / "mote-utdrag-3.txt"
    old.write_text("Gammalt.", "utf-8")
    async with at_finish(tmp_path, finished(agenda=AGENDA)) as at:
        for answer, text in (("n", "Gammalt."), ("j", "Kaffet är slut.")):
            await at.press("ctrl+r")
            await at.type("3\ntext\n\n")
            assert "mote-utdrag-3.txt finns redan" in at.text
            await at.press(answer)
            assert text in old.read_text("utf-8")


async def test_a_file_that_exists_is_written_over_only_after_a_yes(tmp_path: Path) -> None:
    (tmp_path / "mote.txt").write_text("Gammalt.", "utf-8")
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+e")
        await at.type("text\n\n")
        assert "mote.txt finns redan" in at.text
        await at.press("enter")
        assert (tmp_path / "mote.txt").read_text("utf-8") == "Gammalt."
        assert "mote.txt är kvar som den var." in at.text
        await at.press("ctrl+e")
        await at.type("text\n\n")
        await at.press("j")
        assert "Planen antas." in (tmp_path / "mote.txt").read_text("utf-8")


async def test_a_folder_that_is_not_there_is_told_where_the_name_still_stands(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+e", "enter")
        await at.type("x/y\n")
        assert fault_of_name(at).endswith("y.pdf: Mappen finns inte. Skapa mappen, eller anslut disken igen.")
        assert not (tmp_path / "x").exists()
        await at.press("home", "delete", "delete")
        assert "Mappen finns inte." not in fault_of_name(at)
        await at.press("enter")
        assert (tmp_path / "y.pdf").exists()


async def test_a_folder_that_is_not_there_is_told_beside_what_is_asked_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = threading.Event()

    def late(path: Path) -> None:
        looked.wait()
        check_target(path)

    monkeypatch.setattr(export_screen, "check_target", late)
    async with at_finish(tmp_path) as at:
        await at.pilot.press("ctrl+e", "enter", *"x/y", "enter", "f7")
        looked.set()
        await at.settle()
        assert isinstance(at.app.screen, PickDialog)
        assert "Mappen finns inte." in status_line(at)


async def test_the_meetings_own_file_is_never_written_over(tmp_path: Path) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+e", "enter")
        await at.type("mote.toml\n")
        assert "Namnet slutar på .toml" in at.text


async def test_the_next_meeting_has_the_same_template_and_the_day_that_she_gives(
    tmp_path: Path, today: dt.date
) -> None:
    async with at_finish(tmp_path) as at:
        await at.press("ctrl+n", "enter")
        assert isinstance(at.app.screen, FactsScreen)
        assert at.session.path != tmp_path / "mote.toml"
        assert (at.meeting.facts.template, at.meeting.facts.date) == ("chefsgrupp", today)
        assert at.meeting.agenda[0].title == "Inledning"
        await at.press("f6")
        assert "Planen antas." not in document(at)
    assert read_meeting(tmp_path / "mote.toml").meeting == MEETING


def test_the_next_meeting_is_proposed_on_the_day_that_the_minutes_name(today: dt.date) -> None:
    day, later = today + dt.timedelta(7), today + dt.timedelta(14)
    coming = (
        NextMeeting(body="Annat råd", date=today + dt.timedelta(1)),
        NextMeeting(body="Skogsrådet", date=later),
        NextMeeting(date=day),
    )
    meeting = Meeting(facts=Facts(bodies=("Skogsrådet",), date=today), next_meetings=coming)
    assert proposed_day(meeting, today) == day
    assert proposed_day(Meeting(), today) == today


async def test_a_meeting_without_template_asks_for_one(tmp_path: Path) -> None:
    bare = MEETING.model_copy(update={"facts": Facts()})
    async with at_finish(tmp_path, bare) as at:
        await at.press("ctrl+n")
        assert "Nytt möte: från vilken mall?" in at.text
        await at.type("styrelse\n\n")
        assert at.meeting.facts.template == "styrelse"


async def test_a_template_that_is_gone_is_told_and_the_document_still_shown(tmp_path: Path) -> None:
    gone = MEETING.model_copy(update={"facts": Facts(kind="Protokoll", template="borta")})
    async with at_finish(tmp_path, gone) as at:
        assert "Mallen ”borta” finns inte." in at.text
        assert "Planen antas." in document(at)
        await at.press("ctrl+n", "enter")
        assert at.session.path == tmp_path / "mote.toml"


async def test_that_a_template_is_gone_takes_no_place_of_what_is_said_later(tmp_path: Path) -> None:
    gone = MEETING.model_copy(update={"facts": Facts(kind="Protokoll", template="borta")})
    async with at_finish(tmp_path, gone) as at:
        await at.wait_for("Mallen ”borta” finns inte.")
        await at.press("f8", "enter", "enter")
        assert "färdigt" in at.line_with("│ Status")
        assert "Status: färdigt." in status_line(at)


async def test_a_file_that_has_not_the_shape_of_its_template_is_told_as_such(tmp_path: Path) -> None:
    gone = MEETING.model_copy(update={"facts": Facts(kind="Protokoll", template="borta")})
    async with at_finish(tmp_path, gone, size=(160, 50)) as at:
        await at.press("f7")
        await at.type("markdown\n\n")
        told = " ".join(at.text.split())
        assert "Skrivet till mote.md i mötets mapp, märkt som utkast. Mallen ”borta” finns inte." in told


async def test_texts_that_look_like_markup_are_only_text(tmp_path: Path) -> None:
    hostile = Meeting(
        facts=Facts(title="[bold]Lo[/] \x1b[31m"),
        agenda=(Item(title="[/]", entries=(Entry(text="[link=x]y"),)),),
    )
    async with at_finish(tmp_path, hostile) as at:
        assert "[bold]Lo[/] �[31m" in document(at)
        assert "[link=x]y" in document(at)


def test_a_name_lies_beside_the_meeting_and_gets_the_suffix_of_the_format() -> None:
    own = Path("/arkiv/2026/mote.toml")
    assert proposed_name(own, Order("html")) == "mote.html"
    assert target_path("utskick", own, "html") == Path("/arkiv/2026/utskick.html")
    assert target_path("utskick.htm", own, "html") == Path("/arkiv/2026/utskick.htm")
    assert target_path("~/utskick", own, "text") == Path.home() / "utskick.txt"
    assert target_path("möte 4.2", own, "pdf") == Path("/arkiv/2026/möte 4.2.pdf")


def test_the_name_of_an_extract_says_of_which_items_it_is() -> None:
    own = Path("/arkiv/2026/mote.toml")
    assert proposed_name(own, Order("pdf", "4, § 6 c")) == "mote-utdrag-4_6c.pdf"
    assert proposed_name(own, Order("pdf", "4–6")) == "mote-utdrag-4-6.pdf"
    assert proposed_name(own, Order("pdf", "4", public=True)) == "mote-utdrag-4-publik.pdf"
    assert proposed_name(own, Order("pdf", ", ".join(map(str, range(60))))) == "mote-utdrag.pdf"


def test_only_a_file_that_is_not_for_the_public_is_said_to_carry_the_meeting() -> None:
    carrying = [order for order in orders() if order.carries]
    assert [order.label for order in carrying] == ["PDF (.pdf), mötesfilen följer med"]
    assert all(order.public or not order.source or "följer" not in order.label for order in orders()[1:])


def test_a_name_that_is_none_is_told() -> None:
    own = Path("/arkiv/mote.toml")
    assert problem_with("", own, "text").startswith("Skriv ett namn")
    assert problem_with("~ingen-sådan-användare/x", own, "text") == "Det går inte att tolka som ett filnamn."
    assert problem_with("protokoll 4.md", own, "markdown") == ""
    for folder in ("~", ".", "..", "utskick/", "utskick/..", "/"):
        assert problem_with(folder, own, "text") == "Det är en mapp. Skriv filens namn också."
    assert problem_with("mote.PDF", own, "html") == "Formatet är Webbsida: sluta namnet med .html."
