"""Terminals that can do less than one would wish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pty.test_writing import texts

if TYPE_CHECKING:
    from tests.pty.conftest import Start

pytestmark = pytest.mark.pty


def test_a_dumb_terminal_is_told_what_to_do_instead(start: Start, meeting: Path) -> None:
    terminal = start(meeting, TERM="dumb")
    assert terminal.wait_end() == 2
    assert terminal.shows("TERM=dumb")
    assert b"\x1b" not in terminal.raw


def test_a_terminal_that_is_not_utf8_is_told_what_to_do(start: Start, meeting: Path) -> None:
    terminal = start(meeting, PYTHONIOENCODING="latin-1")
    assert terminal.wait_end() == 2
    assert terminal.shows("UTF-8")


def test_without_colours_every_word_is_still_there(start: Start, meeting: Path) -> None:
    terminal = start(meeting, NO_COLOR="1")
    terminal.wait_for("2  Budget")
    terminal.type("utan färg")
    terminal.wait_for("utan färg")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (300, 80)])
def test_a_small_or_large_window_takes_text_all_the_same(
    start: Start, meeting: Path, size: tuple[int, int]
) -> None:
    terminal = start(meeting, columns=size[0], rows=size[1])
    terminal.wait_for("Ärenden")
    terminal.type("ord")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert texts(meeting) == ["ord"]


def test_a_long_document_goes_to_the_pager(start: Start, meeting: Path) -> None:
    terminal = start("render", meeting, rows=5, PAGER="cat -n")
    terminal.wait_end()
    assert terminal.raw.decode().lstrip().startswith("1\t")


def test_a_short_document_does_not(start: Start, meeting: Path) -> None:
    terminal = start("render", meeting, rows=60, PAGER="cat -n")
    terminal.wait_end()
    assert "1\t" not in terminal.raw.decode()


def test_no_color_prints_no_colour(start: Start, meeting: Path) -> None:
    terminal = start("render", meeting, rows=60, NO_COLOR="1")
    terminal.wait_end()
    assert b"[3" not in terminal.raw
    assert b"[4" not in terminal.raw
