"""Where the program keeps what is its own, also on a machine that gives it no room."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
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


def test_without_a_state_folder_a_journal_finds_other_places(
    path: Path, state_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: Path("~/.local/state"))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(state_home / "tillfällig"))
    assert state.state_folder() is None
    assert state.meeting_folder(path) is None
    places = list(state.new_journals(path))
    assert [place.parent.parent for place in places[:1]] == [state_home / "runtime" / "protokoll"]
    assert places[1].parent == path.parent
    assert places[2].is_relative_to(state_home / "tillfällig")
    for place in places:
        place.touch()
    assert set(state.journals_of(path)) == set(places)


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


def test_what_a_killed_program_left_half_written_is_cleaned_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "is_running", lambda pid: pid == 5)
    left = path.with_name(f".{path.name}.4-0123abcd.tmp")
    kept = [
        path,
        path.with_name(f".{path.name}.5-0123abcd.tmp"),
        path.with_name(f".{path.name}.tmp"),
        path.with_name(".annat.toml.4-0123abcd.tmp"),
    ]
    for each in (left, *kept):
        each.touch()
    state.clean_leftovers(path)
    assert set(path.parent.iterdir()) == set(kept)


def test_a_program_that_runs_is_seen(tmp_path: Path) -> None:
    assert platform.is_running(os.getpid())
    assert not platform.is_running(2**22 + 1)
