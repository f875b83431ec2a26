"""A terminal to start the program in, with a home of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from tests.pty.terminal import Terminal

    Start: TypeAlias = Callable[..., Terminal]

MEETING = """\
schema = 1

[meeting]
kind = "Minnesanteckningar"
bodies = ["Chefsgrupp för provning"]
date = 2026-05-29

[[attendance]]
heading = "Närvarande"
people = [
  { name = "Alva Ek", role = "ordförande" },
  { name = "Bo Lind" },
]

[[agenda]]
title = "Inledning"

[[agenda.entries]]
text = "Alva hälsade välkommen."

[[agenda]]
title = "Budget"

[[agenda]]
title = "Avslutning"
"""


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A meeting whose first unfinished item is "Budget"."""
    path = tmp_path / "moten" / "mote.toml"
    path.parent.mkdir()
    path.write_text(MEETING, "utf-8")
    return path


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `protokoll` with arguments in a terminal; it is closed after the test."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminal that the tests can open")
    from tests.pty.terminal import PROTOKOLL, Terminal

    home = tmp_path / "home"
    home.mkdir()
    env = {
        "HOME": str(home),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    opened: list[Terminal] = []

    def begin(
        *args: object,
        command: tuple[str, ...] = (PROTOKOLL,),
        columns: int = 80,
        rows: int = 24,
        **more_env: str,
    ) -> Terminal:
        argv = [*command, *map(str, args)]
        terminal = Terminal(argv, columns=columns, rows=rows, env=env | more_env, cwd=tmp_path)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()
