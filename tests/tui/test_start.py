"""The start screen, by keys alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting, Status
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.tui.agenda import AgendaScreen
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.finish import FinishScreen
from protokoll_tui.tui.start import StartScreen
from tests.tui.conftest import TODAY
from tests.tui.driving import opened


def put(folder: Path, day: dt.date, body: str, *, tasks: int = 0, status: Status = "draft") -> Path:
    entries = tuple(Entry(kind="task", text=f"Uppgift {n}") for n in range(tasks))
    meeting = Meeting(
        facts=Facts(bodies=(body,), date=day, status=status),
        agenda=(Item(title="Inledning", entries=entries),),
    )
    path = folder / f"{day}.toml"
    folder.mkdir(exist_ok=True)
    MeetingFile.create(path, meeting)
    return path


async def test_the_meetings_are_listed_newest_first_with_status_and_open_tasks(tmp_path: Path) -> None:
    put(tmp_path / "m", dt.date(2026, 2, 3), "Älvrådet", tasks=3, status="circulated")
    put(tmp_path / "m", TODAY, "Skogsrådet", tasks=1)
    async with opened(tmp_path / "m") as app:
        assert app.lines[4].split() == ["i", "dag", "Skogsrådet", "utkast", "1", "öppen", "uppgift"]
        assert app.lines[5].split() == ["2026-02-03", "Älvrådet", "utsänt", "3", "öppna", "uppgifter"]


async def test_a_row_fits_the_narrowest_window(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Samverkansrådet för folkhälsa, kultur och fritid i Övre Älvdalen", tasks=12)
    async with opened(tmp_path / "m") as app:
        row = app.line_with("i dag")
        assert row.endswith("utkast    12 öppna uppgifter")
        assert "… utkast" in row


async def test_the_cursor_stands_on_a_new_meeting(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.press("enter")
        assert "Nytt möte efter mallen" in app.text


async def test_a_new_meeting_is_made_from_a_template_and_opens_on_its_facts(tmp_path: Path) -> None:
    async with opened(tmp_path / "saknas" / "m") as app:
        await app.press("ctrl+n")
        await app.type("chefsgr")
        await app.press("enter")
        assert "Mötets dag" in app.text
        await app.press("enter")
        assert isinstance(app.app.screen, FactsScreen)
        assert app.meeting.facts.date == TODAY
        assert app.meeting.facts.template == "chefsgrupp"
        assert app.session.path.parent == tmp_path / "saknas" / "m"
        assert MeetingFile.open(app.session.path).meeting == app.meeting


async def test_the_file_of_a_new_meeting_is_named_by_the_day_that_she_gives(tmp_path: Path) -> None:
    async with opened(tmp_path / "m") as app:
        await app.press("ctrl+n")
        await app.type("chefsgr\n")
        await app.type("31/2\n")
        assert "31" in app.text
        assert not (tmp_path / "m").exists()
        await app.press("ctrl+u")
        await app.type("2026-10-08\n")
        assert app.meeting.facts.date == dt.date(2026, 10, 8)
        assert app.session.path.name.startswith("2026-10-08-")


async def test_a_template_dialog_that_is_left_makes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "m") as app:
        await app.press("enter", "escape")
        assert isinstance(app.app.screen, StartScreen)
        assert not (tmp_path / "m").exists()


async def test_a_broken_template_says_why_it_cannot_be_used(tmp_path: Path, own_folders: Path) -> None:
    broken = own_folders / "config" / "templates" / "trasig"
    broken.mkdir(parents=True)
    (broken / "template.toml").write_text("title = ", encoding="utf-8")
    async with opened(tmp_path / "m") as app:
        await app.press("enter")
        assert "trasig – kan inte användas" in app.text
        await app.type("trasig\n")
        assert isinstance(app.app.screen, StartScreen)
        assert "ofta saknas ett citattecken" in app.text


async def test_where_no_folder_can_be_made_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    async with opened(tmp_path / "fil" / "m") as app:
        await app.type("\nchefsgr\n\n")
        assert isinstance(app.app.screen, StartScreen)
        assert str(tmp_path / "fil" / "m") in app.text.replace("\n", "").replace("  ", "")


async def test_an_open_meeting_goes_to_the_live_screen(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.press("down", "enter")
        assert isinstance(app.app.screen, AgendaScreen)
        assert app.meeting.facts.bodies == ("Skogsrådet",)


async def test_a_finished_meeting_goes_to_klart(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogsrådet", status="finished")
    async with opened(tmp_path / "m") as app:
        await app.press("down", "enter")
        assert isinstance(app.app.screen, FinishScreen)


async def test_typing_filters_and_goes_to_the_first_hit(tmp_path: Path) -> None:
    put(tmp_path / "m", dt.date(2026, 2, 3), "Älvrådet")
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.type("älv")
        assert "Sök: älv▏   1 av 2" in app.text
        assert "Skogsrådet" not in app.text
        await app.press("enter")
        assert app.meeting.facts.bodies == ("Älvrådet",)


async def test_a_month_in_words_is_found(tmp_path: Path) -> None:
    put(tmp_path / "m", dt.date(2026, 2, 3), "Älvrådet")
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.type("3 feb")
        assert "Älvrådet" in app.text
        assert "Skogsrådet" not in app.text


async def test_backspace_edits_the_filter_and_escape_empties_it(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.type("skox")
        assert "Inget möte passar." in app.text
        await app.press("backspace")
        assert "Sök: sko▏   1 av 1" in app.text
        await app.press("escape")
        assert "Sök:" not in app.text
        assert "Skogsrådet" in app.text


async def test_a_file_that_cannot_be_read_is_listed_and_explained(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "trasig.toml").write_text("schema = 1\n[meeting\n", encoding="utf-8")
    async with opened(tmp_path / "m") as app:
        assert "✗" in app.line_with("trasig.toml  kan inte läsas")
        await app.press("down")
        assert "rad 2" in app.text
        await app.press("enter")
        assert isinstance(app.app.screen, StartScreen)
        await app.press("up")
        assert "rad 2" not in app.text


async def test_control_characters_in_a_file_name_do_not_reach_the_screen(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogs\x1b[31mrådet [bold]fet[/]")
    async with opened(tmp_path / "m") as app:
        assert "Skogs�[31mrådet [bold]fet[/]" in app.text


async def test_an_empty_folder_says_where_the_first_meeting_will_be(tmp_path: Path) -> None:
    async with opened(tmp_path / "m") as app:
        assert "Här finns inga möten än." in app.text
        assert "Det sparas i" in app.text


async def test_what_was_changed_is_seen_when_one_comes_back(tmp_path: Path) -> None:
    put(tmp_path / "m", TODAY, "Skogsrådet")
    async with opened(tmp_path / "m") as app:
        await app.press("down", "enter", "f2", "shift+tab", "end")
        await app.type(" i norr")
        await app.press("ctrl+q")
        assert isinstance(app.app.screen, StartScreen)
        assert "Skogsrådet i norr" in app.text


async def test_a_new_meeting_stands_in_the_list_when_one_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path / "m") as app:
        await app.press("enter", "enter", "enter", "ctrl+q")
        assert isinstance(app.app.screen, StartScreen)
        assert "i dag" in app.text
