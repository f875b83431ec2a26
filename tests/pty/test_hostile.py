"""Files that want to harm: nothing of them reaches the terminal but letters, and they stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pty.conftest import Start

pytestmark = pytest.mark.pty

HARM = (
    r"\u001b]52;c;UFdORUQ=\u0007\u001b]0;PWNED\u0007\u001b[2J\u009b31m\b\u202e\u2066"
    r"[/][bold red][@click=app.quit]slut[/][b"
)
"""Writes to the clipboard, the title and over the screen, turns the text round; opens and closes markup."""

MEETING = f"""\
schema = 1
[meeting]
kind = "K {HARM}"
bodies = ["G {HARM}"]
title = "T {HARM}"
place = "P {HARM}"
date = 2026-05-29
[[attendance]]
heading = "N {HARM}"
people = [{{ name = "Alva {HARM}", title = "{HARM}", role = "{HARM}", note = "{HARM}" }}]
[[agenda]]
title = "Ä {HARM}"
presenters = ["F {HARM}"]
[[agenda.entries]]
kind = "beslut"
text = "B {HARM}"
to = "{HARM}"
[[agenda.entries]]
kind = "task"
text = "U {HARM}"
owners = ["{HARM}"]
[[agenda]]
title = "Öppet {HARM}"
[[attachments]]
title = "{HARM}"
[[next_meetings]]
title = "{HARM}"
[closing]
evaluation = "{HARM}"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "moten" / "harm.toml"
    path.parent.mkdir()
    path.write_text(MEETING, "utf-8")
    return path


def test_no_control_character_of_a_file_reaches_the_terminal_on_any_screen(
    start: Start, hostile: Path
) -> None:
    before = hostile.read_bytes()
    terminal = start(hostile, columns=130, rows=40)
    terminal.wait_for("Öppet �")
    for key, shown in (
        ("f2", "P �"),
        ("f3", "Alva �"),
        ("f5", "har ingen text"),
        ("f6", "Granskning"),
        ("f4", "Anteckning"),
        ("ctrl+g", "2 Öppet �"),
        ("enter", "Anteckning"),
    ):
        terminal.key(key)
        terminal.wait_for(shown)
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert not terminal.control_characters()
    assert hostile.read_bytes() == before


def test_no_control_character_reaches_the_terminal_from_the_list_of_meetings(
    start: Start, hostile: Path
) -> None:
    (hostile.parent / "\x1b[31m�.toml").write_text('schema = 1\ntrasig "\x1b[2J', "utf-8")
    terminal = start("--folder", hostile.parent)
    terminal.wait_for("T �")
    terminal.key("ctrl+q")
    assert terminal.wait_end() == 0
    assert not terminal.control_characters()


@pytest.mark.parametrize("command", [("render",), ("render", "--to", "markdown"), ("check",)])
def test_a_command_prints_no_control_character(start: Start, hostile: Path, command: tuple[str, ...]) -> None:
    terminal = start(*command, hostile, rows=200)
    terminal.wait_end()
    assert "@click=app.quit" in terminal.raw.decode() or command == ("check",)
    assert not terminal.control_characters()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"schema = 1\n[meeting\n", "rad 2"),
        (b"schema = 99\n", "nyare version"),
        (b"schema = 1\nagenda = 3\n", "agenda"),
        (b"\x00\x01\x02\xff", "ingen textfil"),
        ("schema = 1 # å".encode("latin-1"), "UTF-8"),
        (b"#" * 5_000_001, "5 MB"),
    ],
    ids=["broken", "newer", "wrong type", "binary", "latin-1", "huge"],
)
def test_a_bad_file_is_told_of_and_left_as_it_is(
    start: Start, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "dalig.toml"
    path.write_bytes(content)
    terminal = start(path, columns=200)
    assert terminal.wait_end() == 2
    assert terminal.shows("dalig.toml")
    assert terminal.shows(told)
    assert path.read_bytes() == content
