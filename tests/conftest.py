"""No test touches the state that the program keeps for the person who runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import look_for_tools


def pytest_runtest_setup(item: pytest.Item) -> None:
    look_for_tools(item)


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a state folder of its own, an empty one, and programs that a test starts as well."""
    home: Path = tmp_path_factory.mktemp("tillstånd")
    (home / "runtime").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "runtime"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    return home
