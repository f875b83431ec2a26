"""Where the program keeps what is its own, also on a machine that gives it no room."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from protokoll_tui.storage import platform, state

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026-05-29-möte.toml"


def test_a_meeting_has_one_key_by_whatever_name_it_is_opened(path: Path) -> None:
    path.touch()
    assert state.key_of(path) == state.key_of(path.parent / "x" / ".." / path.name)
    assert state.key_of(path) != state.key_of(path.with_name("2026-05-29-mote.toml"))
    assert state.key_of(path).startswith("2026-05-29-m-te-")


@posix
def test_a_link_to_a_meeting_has_the_key_of_the_meeting(path: Path) -> None:
    path.touch()
    link = path.with_name("länk.toml")
    link.symlink_to(path)
    assert state.key_of(link) == state.key_of(path)


def test_a_name_of_any_length_and_any_letters_makes_a_short_key(tmp_path: Path) -> None:
    assert len(state.key_of(tmp_path / f"{'å' * 200}.toml")) < 60
    assert len(state.key_of(tmp_path / f"{'x' * 200}.toml")) < 60


def test_the_best_place_for_a_journal_is_the_state_folder(path: Path, state_home: Path) -> None:
    first = next(state.new_journals(path))
    assert state.meeting_folder(path) == first.parent
    assert first.parent.is_dir()
    first.touch()
    assert state.journals_of(path) == [first]


@pytest.mark.parametrize("has_runtime_folder", [True, False])
def test_without_a_state_folder_a_journal_lies_in_what_the_system_lends(
    path: Path, state_home: Path, monkeypatch: pytest.MonkeyPatch, has_runtime_folder: bool
) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: Path("~/.local/state"))
    (state_home / "tillfällig").mkdir()
    monkeypatch.setenv("TMPDIR", str(state_home / "tillfällig"))
    if not has_runtime_folder:
        (state_home / "runtime").rmdir()
    assert state.state_folder() is None
    assert state.meeting_folder(path) is None
    (place,) = state.new_journals(path)
    root = place.parent.parent
    if has_runtime_folder:
        assert root == state_home / "runtime" / "protokoll"
    else:
        assert root.parent == state_home / "tillfällig"
    place.touch()
    assert state.journals_of(path) == [place]


def test_a_state_folder_that_is_a_file_is_passed_over(path: Path, state_home: Path) -> None:
    (state_home / "state").write_text("i vägen", "utf-8")
    assert next(state.new_journals(path)).is_relative_to(state_home / "runtime")


@posix
def test_a_folder_that_others_can_look_into_is_closed(tmp_path: Path) -> None:
    (tmp_path / "öppen").mkdir(mode=0o755)
    state.private_folder(tmp_path / "öppen")
    assert stat.S_IMODE((tmp_path / "öppen").stat().st_mode) == 0o700


@posix
def test_a_folder_that_is_a_link_or_somebody_elses_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "länk").symlink_to(tmp_path)
    with pytest.raises(NotADirectoryError):
        state.private_folder(tmp_path / "länk")
    (tmp_path / "annans").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345678)
    with pytest.raises(PermissionError):
        state.private_folder(tmp_path / "annans")


def test_a_program_that_runs_is_seen(tmp_path: Path) -> None:
    assert platform.is_running(os.getppid())
    assert platform.is_running(os.getppid(), platform.started(os.getppid()))
    assert not platform.is_running(2**22 + 1)


def test_the_own_number_and_one_of_a_program_begun_at_another_time_are_no_other_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not platform.is_running(os.getpid())
    monkeypatch.setattr(platform, "started", lambda _: "2")
    assert not platform.is_running(os.getppid(), "1")
    assert platform.is_running(os.getppid(), "2")
