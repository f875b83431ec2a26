"""What the tests of saving share: a system that cannot exchange names, and a save just before an exchange."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from protokoll_tui.storage import exchange


def _can_exchange() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "1"), Path(folder, "2")
        one.touch()
        other.touch()
        return exchange.put(one, other) is not None


needs_exchange = pytest.mark.skipif(
    not _can_exchange(), reason="this file system cannot exchange two names in one step"
)


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a file system that knows a plain rename only, as some on a network do."""

    def unknown(*_: Path) -> Path:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(exchange, "_exchange", unknown)
    monkeypatch.setattr(exchange, "_put_new", unknown)


def just_before(monkeypatch: pytest.MonkeyPatch, *saves: Callable[[], object]) -> None:
    """Have somebody do something after the last look at the file: before the first exchange, the second …"""
    put, left = exchange.put, list(saves)

    def after_them(source: Path, target: Path) -> Path | None:
        if left:
            left.pop(0)()
        return put(source, target)

    monkeypatch.setattr(exchange, "put", after_them)
