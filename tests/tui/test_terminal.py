"""Textual's private parts, and the report of an error in the program: where it went wrong, and no text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.widgets import TextArea

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.tui import clock
from protokoll_tui.tui.terminal import crash_report, forget_removed
from tests.tui.driving import opened

TYPED = "Ur protokollet"


def error() -> ValueError:
    try:
        raise ValueError(TYPED)
    except ValueError as raised:
        return raised


def test_two_errors_in_one_moment_have_a_report_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 5, 29, 9, 47, tzinfo=dt.UTC))
    first, second = crash_report(error(), tmp_path / "ny"), crash_report(error(), tmp_path / "ny")
    assert first is not None
    assert second is not None
    assert first != second
    for report in (first, second):
        text = report.read_text("utf-8")
        assert text.endswith("builtins.ValueError\n")
        assert TYPED not in text.replace("raise ValueError(TYPED)", "")


def test_without_a_home_no_report_is_written_to_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert crash_report(error(), Path("~/.local/state/protokoll")) is None
    assert list(tmp_path.iterdir()) == []


async def test_the_app_forgets_a_text_area_that_was_removed_and_no_other(tmp_path: Path) -> None:
    async with opened(tmp_path, Meeting()) as at:
        shown, removed = TextArea(), TextArea()
        await at.app.screen.mount(shown, removed)
        await removed.remove()
        watching = {node for node, _ in getattr(at.app, "__watchers")["theme"]}
        assert {shown, removed} <= watching
        forget_removed(at.app)
        assert {node for node, _ in getattr(at.app, "__watchers")["theme"]} == watching - {removed}
