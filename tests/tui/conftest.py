"""No test of the screens reads or writes the folders of the person who runs it, or asks for today's date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import platformdirs
import pytest

from protokoll_tui.tui import clock

TODAY = dt.date(2026, 5, 20)
"""A Wednesday."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program user folders of its own, empty ones."""
    home = tmp_path / "hemma"
    for kind in ("config", "data", "state", "cache", "documents"):

        def path(*_args: object, kind: str = kind, **_options: object) -> Path:
            return home / kind

        def folder(*_args: object, kind: str = kind, **_options: object) -> str:
            return str(home / kind)

        monkeypatch.setattr(platformdirs, f"user_{kind}_path", path)
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", folder)
    return home


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """Let it be one and the same day."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY
