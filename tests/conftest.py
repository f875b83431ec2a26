"""No test reads or writes the state that the program keeps for the person who runs it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a state folder of its own, an empty one, and programs that a test starts as well."""
    home: Path = tmp_path_factory.mktemp("tillstånd")
    (home / "runtime").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "runtime"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    return home
