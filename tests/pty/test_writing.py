"""Typing, pasting and undoing through the bytes that a terminal really sends."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pty.conftest import Start

pytestmark = pytest.mark.pty


def budget(path: Path) -> list[dict[str, Any]]:
    """Return the entries of the item that the program opens at."""
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["agenda"][1].get("entries", [])
    return entries


def texts(path: Path) -> list[str]:
    return [entry["text"].strip() for entry in budget(path)]


def test_what_is_typed_stands_in_the_file_after_ctrl_q(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("Läget är gott: 7 § räcker.")
    terminal.wait_for("Läget är gott: 7 § räcker.")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert texts(meeting) == ["Läget är gott: 7 § räcker."]


def test_what_is_typed_before_the_first_paint_is_not_lost(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.type("tidigt")
    terminal.wait_for("2  Budget")
    terminal.wait_for("tidigt")
    terminal.key("ctrl+q")
    terminal.wait_end()
    assert texts(meeting) == ["tidigt"]


def test_a_key_with_alt_types_nothing(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.key("alt+x")
    terminal.type("kl")
    terminal.wait_for("kl")
    terminal.key("alt+n")
    terminal.type("art")
    terminal.wait_for("klart")
    terminal.key("ctrl+q")
    terminal.wait_end()
    assert texts(meeting) == ["klart"]


def test_f8_makes_a_decision_of_the_entry(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("Budgeten antas.")
    terminal.wait_for("Budgeten antas.")
    terminal.key("f8")
    terminal.wait_for("Beslut ")
    terminal.key("ctrl+q")
    terminal.wait_end()
    assert [entry["kind"] for entry in budget(meeting)] == ["beslut"]


def test_a_pasted_text_of_several_lines_is_undone_by_one_key(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("före ")
    terminal.paste("rad ett\nrad två\nrad tre")
    terminal.wait_for("rad tre")
    terminal.key("ctrl+z")
    terminal.wait_gone("rad tre")
    terminal.type("efter")
    terminal.wait_for("före efter")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert texts(meeting) == ["före efter"]


def test_control_characters_in_a_paste_are_not_passed_on(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.paste("farlig \x07 text\u202e här")
    terminal.wait_for("farlig")
    terminal.wait_for("här")
    terminal.key("ctrl+q")
    terminal.wait_end()
    assert "\u202e" not in texts(meeting)[0]
    assert not terminal.control_characters()
