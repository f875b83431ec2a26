"""What is imported when. Start-up time is mostly imports, and their list does not depend on the clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_COMMAND = """
import atexit, json, sys
from protokoll_tui.__main__ import main
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
main()
"""

_LIVE_SCREEN = """
import asyncio, json, sys
from pathlib import Path
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.tui.app import ProtokollApp

async def type_a_letter():
    app = ProtokollApp(Path("."), open_meeting(Path(sys.argv[1])))
    async with app.run_test() as pilot:
        await pilot.press("a")
        modules = sorted(sys.modules)
    print(json.dumps(modules), file=sys.stderr)

asyncio.run(type_a_letter())
"""

MEETING = 'schema = 1\n[[agenda]]\ntitle = "Inledning"\n'

SCREEN_NEEDS = ("textual", "rich", "pydantic")
LATER = (
    "babel",
    "jinja2",
    "markdown_it",
    "rapidfuzz",
    "rich.markdown",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "tomlkit",
    "tree_sitter",
)
"""What no first screen needs: it comes when something is saved, previewed, exported or checked."""


def imported(script: str, *args: str) -> set[str]:
    """Run `script` in a fresh interpreter and return the modules that it had loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", script, *args],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stderr.splitlines()[-1])
    return set(modules)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_neither_the_screen_nor_the_model(option: str) -> None:
    modules = imported(_COMMAND, option)
    assert "click" in modules
    assert not modules & {*SCREEN_NEEDS, *LATER, "pathlib", "tomllib", "asyncio"}


def test_printing_minutes_does_not_load_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    path.write_text(MEETING, "utf-8")
    modules = imported(_COMMAND, "render", str(path), "--to", "text")
    assert "pydantic" in modules
    assert not modules & {"textual", "tomlkit", "jinja2", "rapidfuzz", "asyncio", "importlib.metadata"}


def test_a_word_file_in_the_programs_own_letterhead_loads_only_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    path.write_text(MEETING, "utf-8")
    modules = imported(_COMMAND, "render", str(path), "-o", str(tmp_path / "mote.docx"))
    assert "docx" in modules
    assert not modules & {"docxtpl", "jinja2", "importlib.metadata"}
    assert not modules & {"protokoll_tui.meeting.publish", "protokoll_tui.document.published"}


def test_the_live_screen_loads_only_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "mote.toml"
    path.write_text(MEETING, "utf-8")
    modules = imported(_LIVE_SCREEN, str(path))
    assert "protokoll_tui.tui.agenda" in modules
    assert not modules & set(LATER)
