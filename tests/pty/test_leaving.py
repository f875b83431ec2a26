"""However the program ends, the text is saved and the terminal is left in order."""

from __future__ import annotations

import re
import signal
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pty.test_writing import texts

if TYPE_CHECKING:
    from tests.pty.conftest import Start

pytestmark = pytest.mark.pty

LEAVE_SCREEN = b"\x1b[?1049l"
SHOW_CURSOR = b"\x1b[?25h"

CRASHING = """
from protokoll_tui.__main__ import main
from protokoll_tui.tui.agenda import AgendaScreen

def crash(self):
    text = self.session.meeting
    raise RuntimeError(text)

AgendaScreen.action_next_item = crash
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_saves_the_text_and_restores_the_terminal(
    start: Start, meeting: Path, name: str, status: int
) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("sista raden")
    terminal.wait_for("sista raden")
    terminal.signal(getattr(signal, name))
    assert terminal.wait_end() == status
    assert texts(meeting) == ["sista raden"]
    assert LEAVE_SCREEN in terminal.raw
    assert SHOW_CURSOR in terminal.raw
    assert f"Texten är sparad i {meeting}" in terminal.raw.decode()


def private_notes(path: Path) -> str:
    notes: str = tomllib.loads(path.read_text("utf-8"))["private"]["notes"]
    return notes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_saves_what_stands_in_a_dialog_too_and_says_where(start: Start, meeting: Path) -> None:
    terminal = start(meeting, columns=120)
    terminal.wait_for("2  Budget")
    terminal.key("f3", "ctrl+n")
    terminal.wait_for("Namn, titel, organisation")
    terminal.type("Ida Alm, ekonom")
    terminal.wait_for("Ida Alm, ekonom")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_end() == 143
    assert private_notes(meeting) == "Oavslutat i ”Gäster”: Ida Alm, ekonom"
    assert "I rutan ”Gäster” stod text som inte var klar" in terminal.raw.partition(LEAVE_SCREEN)[2].decode()


def test_what_stands_in_a_dialog_comes_back_after_kill_9(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.key("ctrl+f")
    terminal.wait_for("Nytt ärende")
    terminal.type("Val av ledamot")
    terminal.wait_for("Val av ledamot")
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_end() == -signal.SIGKILL
    again = start(meeting)
    again.wait_for("rutan ”Nytt ärende” stod text")
    again.key("f12")
    again.wait_for("Oavslutat i ”Nytt ärende”: Val av ledamot")


def test_who_was_taken_over_ends_in_good_order_and_is_told_where_the_text_is(
    start: Start, meeting: Path
) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("sista raden")
    terminal.wait_for("sista raden")
    second = start(meeting)
    second.wait_for("Mötet är redan öppet")
    second.type("jaha")
    second.wait_for("Läs bara")
    second.key("down", "enter")
    second.wait_for("Du har tagit över mötet.")
    second.wait_for("2  Budget")
    terminal.wait_for("✗ övertaget")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert "Allt som skrevs här följde med dit." in terminal.raw.partition(LEAVE_SCREEN)[2].decode()
    second.key("ctrl+q")
    assert second.wait_end() == 0
    assert texts(meeting) == ["sista raden"]


def test_closing_the_window_saves_the_text_and_ends_the_program(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.type("sista raden")
    terminal.wait_for("sista raden")
    terminal.hang_up()
    # 120 is Python's own word for an output that could not be flushed, as nobody is left to read it.
    assert terminal.wait_end() in (120, 129)
    assert texts(meeting) == ["sista raden"]


def test_a_window_closed_where_hangup_is_ignored_ends_the_program_too(start: Start, meeting: Path) -> None:
    terminal = start(meeting, command=("sh", "-c", 'trap "" HUP; exec protokoll "$0"'))
    terminal.wait_for("2  Budget")
    terminal.type("sista raden")
    terminal.wait_for("sista raden")
    terminal.hang_up()
    assert terminal.wait_end() in (120, 129)
    assert texts(meeting) == ["sista raden"]


def test_a_crash_saves_the_text_and_prints_none_of_it(start: Start, meeting: Path) -> None:
    terminal = start(meeting, command=(sys.executable, "-c", CRASHING))
    terminal.wait_for("2  Budget")
    terminal.type("hemlig uppgift")
    terminal.wait_for("hemlig uppgift")
    terminal.key("ctrl+n")
    assert terminal.wait_end() == 1
    assert texts(meeting) == ["hemlig uppgift"]
    left = terminal.raw.partition(LEAVE_SCREEN)[2].decode()
    assert "Ett fel i programmet" in left
    assert "hemlig" not in left
    assert "Traceback" not in left


def test_an_ordinary_end_leaves_the_terminal_in_order(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.wait_for("2  Budget")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(LEAVE_SCREEN) == 1
    assert terminal.raw.rindex(SHOW_CURSOR) > terminal.raw.rindex(b"\x1b[?25l")
    assert terminal.raw.count(b"\x1b[>") == terminal.raw.count(b"\x1b[<u")


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_a_meeting_that_was_changed_elsewhere_is_left_in_order(
    start: Start, meeting: Path, columns: int
) -> None:
    terminal = start(meeting, columns=columns, rows=36)
    terminal.wait_for("2  Budget")
    terminal.type("sista raden")
    terminal.wait_until(lambda: texts(meeting) == ["sista raden"], "the text in the file")
    meeting.write_text(meeting.read_text("utf-8").replace('"Avslutning"', '"Sista punkten"'), "utf-8")
    terminal.wait_for("Filen ändrades på annat håll")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert "Traceback" not in terminal.raw.decode()
    assert texts(meeting) == ["sista raden"]
    assert '"Sista punkten"' in meeting.read_text("utf-8")


def test_the_kitty_protocol_is_asked_for_unambiguous_keys_only(start: Start, meeting: Path) -> None:
    terminal = start(meeting)
    terminal.type("skrivet")
    terminal.wait_for("2  Budget")
    terminal.wait_for("skrivet")
    terminal.wait_until(lambda: kitty_flags(terminal.raw) == [1], "unambiguous keys")
    terminal.key("ctrl+q")
    terminal.wait_end()
    assert kitty_flags(terminal.raw) == []


def kitty_flags(written: bytes) -> list[int]:
    """Return the stack of flags that a terminal with the Kitty keyboard protocol would hold."""
    stack: list[int] = []
    for action, flags in re.findall(rb"\x1b\[([<=>])(\d*)u", written):
        if action == b">":
            stack.append(int(flags))
        elif action == b"=":
            stack[-1] = int(flags)
        else:
            stack.pop()
    return stack
