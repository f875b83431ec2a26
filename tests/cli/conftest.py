"""The command line without a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from protokoll_tui.cli.commands import protokoll

Run: TypeAlias = Callable[..., Result]

MEETING = """\
schema = 1
[meeting]
kind = "Minnesanteckningar"
bodies = ["Chefsgrupp för provning"]
date = 2026-05-29
[[attendance]]
heading = "Närvarande"
people = [{ name = "Alva Ek", role = "ordförande" }, { name = "Bo Lind", role = "sekreterare" }]
[[agenda]]
title = "Inledning"
[[agenda.entries]]
text = "Alva hälsade välkommen."
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `protokoll` with arguments, in a folder of its own and with nothing of the user's."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("PROTOKOLL_CURSOR", raising=False)

    def invoke(*args: object) -> Result:
        return CliRunner().invoke(protokoll, [str(arg) for arg in args], prog_name="protokoll")

    return invoke


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A meeting in which nothing is missing, in the folder `meetings`."""
    path = tmp_path / "meetings" / "mote.toml"
    path.parent.mkdir()
    path.write_text(MEETING, "utf-8")
    return path
