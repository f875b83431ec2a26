"""A meeting to be killed in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from protokoll_tui.storage.meeting_file import fresh_bytes
from tests.crash.secretary import START

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]  # signals, system calls and mounts of POSIX


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A meeting of three empty items."""
    path = tmp_path / "moten" / "mote.toml"
    path.parent.mkdir()
    path.write_bytes(fresh_bytes(START, path))
    return path
