"""A file takes the place of another one, and what stood there can be looked at."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from protokoll_tui.storage import exchange
from tests.storage.exchanging import needs_exchange, without_exchange


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "ny"
    path.write_text("ny", "utf-8")
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "gammal"
    path.write_text("gammal", "utf-8")
    return path


@needs_exchange
def test_what_stood_there_is_handed_back(new: Path, old: Path) -> None:
    out = exchange.put(new, old)
    assert out is not None
    assert out.read_text("utf-8") == "gammal"
    assert old.read_text("utf-8") == "ny"


def test_where_nothing_stood_nothing_is_handed_back(new: Path, tmp_path: Path) -> None:
    assert exchange.put(new, tmp_path / "borta") is None
    assert [each.read_text("utf-8") for each in tmp_path.iterdir()] == ["ny"]


@needs_exchange
def test_what_comes_the_moment_before_is_handed_back_too(
    new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_new, target = exchange._put_new, tmp_path / "borta"

    def too_late(source: Path, target: Path) -> None:
        if not target.exists():
            target.write_text("främmande", "utf-8")
        put_new(source, target)

    monkeypatch.setattr(exchange, "_put_new", too_late)
    out = exchange.put(new, target)
    assert out is not None
    assert out.read_text("utf-8") == "främmande"
    assert target.read_text("utf-8") == "ny"


@pytest.mark.parametrize("there", [True, False])
def test_a_file_system_that_cannot_exchange_gets_the_file_all_the_same(
    new: Path, old: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    without_exchange(monkeypatch)
    if not there:
        old.unlink()
    assert exchange.put(new, old) is None
    assert old.read_text("utf-8") == "ny"
    assert not new.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="calls of POSIX")
@pytest.mark.parametrize("ctypes", [None, SimpleNamespace(CDLL=lambda *_, **__: object())])
def test_a_python_or_a_c_library_without_the_call_is_a_system_that_cannot(
    new: Path, old: Path, monkeypatch: pytest.MonkeyPatch, ctypes: object
) -> None:
    monkeypatch.setitem(sys.modules, "ctypes", ctypes)
    assert exchange.put(new, old) is None
    assert old.read_text("utf-8") == "ny"


@pytest.mark.parametrize("step", ["_exchange", "_put_new"])
def test_a_disk_that_refuses_is_told_and_nothing_has_moved(
    new: Path, old: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(exchange, step, refuse)
    if step == "_put_new":
        old.unlink()
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        exchange.put(new, old)
    assert new.read_text("utf-8") == "ny"
    assert not old.exists() or old.read_text("utf-8") == "gammal"


def test_a_file_that_has_gone_itself_is_an_error(new: Path, old: Path) -> None:
    new.unlink()
    with pytest.raises(FileNotFoundError):
        exchange.put(new, old)
    assert old.read_text("utf-8") == "gammal"
