"""The field of several lines: each weakness of the widget under it that is cured here."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.meeting.model import Closing, Facts, Meeting
from protokoll_tui.tui.attendance import AttendanceScreen
from protokoll_tui.tui.facts import FactsScreen
from protokoll_tui.tui.finish import FinishScreen
from protokoll_tui.tui.text_area import ProseArea
from tests.tui.driving import Driven, opened

MEETING = Meeting(facts=Facts(kind="Protokoll"))


async def to_area(app: Driven) -> ProseArea:
    await app.press("shift+tab", "shift+tab", "shift+tab")
    area = app.app.focused
    assert isinstance(area, ProseArea)
    return area


async def test_a_pasted_text_can_be_undone(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.paste("ett\ntvå\ntre\n")
        await app.press("ctrl+z")
        assert (area.text, app.meeting.closing.evaluation) == ("", "")
        await app.press("ctrl+y")
        assert (area.text, app.meeting.closing.evaluation) == ("ett\ntvå\ntre\n",) * 2


async def test_more_than_fifty_steps_can_be_undone(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        for _ in range(60):
            await app.pilot.press("a")
            app.session.close_run()
        await app.press(*["ctrl+z"] * 60)
        assert area.text == ""


async def test_line_ends_and_control_characters_are_cleaned_when_pasted(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.paste("ett\r\ntvå\u2028tre\x1b[31m\te\u0301")
        assert area.text == app.meeting.closing.evaluation == "ett\ntvå\ntre�[31m    é"


async def test_the_field_shows_the_text_of_the_file(tmp_path: Path) -> None:
    meeting = Meeting(closing=Closing(evaluation="Ett bra möte."))
    async with opened(tmp_path, meeting, screen="facts", size=(160, 50)) as app:
        assert "Ett bra möte." in app.text


async def test_an_alt_key_types_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.press("alt+n")
        assert area.text == ""


async def test_the_line_end_of_an_unbracketed_paste_is_a_line_end(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.press("a", "ctrl+j", "b")
        assert area.text == "a\nb"


async def test_the_keys_of_the_program_are_not_eaten(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        await to_area(app)
        await app.press("f6")
        assert isinstance(app.app.screen, FinishScreen)
        await app.press("f2")
        assert isinstance(app.app.screen, FactsScreen)
        await app.press("f3")
        assert isinstance(app.app.screen, AttendanceScreen)


async def test_arrows_leave_the_field_at_its_first_and_last_line(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.type("ett\ntvå")
        await app.press("up")
        assert app.app.focused is area
        await app.press("up")
        assert app.app.focused is not area


async def test_undo_keeps_the_cursor_near_where_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, screen="facts") as app:
        area = await to_area(app)
        await app.paste("ett\ntvå\ntre")
        app.session.close_run()
        await app.type("x")
        await app.press("ctrl+z")
        assert area.cursor_location == (2, 3)
