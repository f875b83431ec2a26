"""What a program that was killed left beside a meeting goes, but not what somebody else has written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from protokoll_tui.storage import leftovers, platform
from protokoll_tui.storage.leftovers import clean_leftovers, half_path, swap_path, temporaries_of

OLD, NEW, THEIRS = b"gammal", b"ny", b"deras"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "möte [1].toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every name that is made be that of a program that has ended."""
    monkeypatch.setattr(leftovers, "_is_used", lambda _: False)


def left(path: Path, content: bytes, *, half: bool = False, old: bytes | None = OLD) -> Path:
    name = half_path(path)
    name = name if half else swap_path(name, NEW, old)
    name.write_bytes(content)
    return name


@pytest.mark.parametrize("content", [b"", NEW[:1], NEW, b"\0\0"])
def test_half_a_file_goes(path: Path, killed: None, content: bytes) -> None:
    half = left(path, content, half=True)
    assert list(clean_leftovers(path)) == []
    assert not half.exists()
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("content", [NEW, OLD, b""], ids=["not exchanged yet", "exchanged", "reserved"])
def test_what_we_wrote_and_what_we_had_seen_go(path: Path, killed: None, content: bytes) -> None:
    whole = left(path, content)
    assert list(clean_leftovers(path)) == []
    assert not whole.exists()


@pytest.mark.parametrize("old", [OLD, None], ids=["of a file", "of none"])
def test_what_somebody_else_saved_at_that_moment_stays_and_is_handed_over(
    path: Path, killed: None, old: bytes | None
) -> None:
    whole = left(path, THEIRS, old=old)
    assert list(clean_leftovers(path)) == [(whole, THEIRS)]
    assert whole.read_bytes() == THEIRS


@pytest.mark.parametrize("kind", ["konflikt", "egen", "trasig", "bak"])
def test_those_of_the_copies_beside_the_meeting_go_too(path: Path, killed: None, kind: str) -> None:
    half = left(path.with_name(f"{path.stem}.{kind}-20260529-094700-000000.toml"), NEW, half=True)
    assert list(clean_leftovers(path)) == []
    assert not half.exists()


def test_those_of_other_meetings_and_what_only_looks_like_one_stay(path: Path, killed: None) -> None:
    kept = {
        left(path.with_name("annat.toml"), NEW, half=True),
        left(path.with_name(f"{path.stem} 2.toml"), NEW, half=True),
        left(path.with_name("annat.konflikt-20260529-094700-000000.toml"), NEW, half=True),
        path.with_name(f".{path.name}.tmp"),
        path.with_name(f".{path.name}.1-2.tmp"),
        path.with_name(f"{path.name}.4194305-0123abcd.tmp"),
        path,
    }
    for each in kept:
        each.touch()
    assert list(clean_leftovers(path)) == []
    assert set(path.parent.iterdir()) == kept
    assert temporaries_of(path) == []


def test_the_files_of_a_program_that_runs_stay(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "is_running", lambda pid: pid == 5)
    own = left(path, NEW)
    running = path.with_name(f".{path.name}.5-0123abcd01234567.tmp")
    running.touch()
    assert list(clean_leftovers(path)) == []
    assert {own, running} <= set(path.parent.iterdir())
    assert set(temporaries_of(path)) == {own, running}


def test_those_of_an_earlier_program_with_the_number_of_this_one_go(path: Path) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}-0123abcd01234567.tmp")
    half.touch()
    assert list(clean_leftovers(path)) == []
    assert not half.exists()


def test_a_folder_that_has_gone_has_none(tmp_path: Path) -> None:
    assert list(clean_leftovers(tmp_path / "borta" / "mote.toml")) == []


@pytest.mark.parametrize("stem", ["x" * 250, "å" * 124, "👩" * 62])
def test_the_names_are_short_enough_for_the_longest_file_and_are_found(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.toml"
    half = half_path(path)
    whole = swap_path(half, NEW, OLD)
    try:
        half.touch()
        whole.touch()
    except UnicodeEncodeError:
        pytest.skip("this file system takes no such name")
    assert set(temporaries_of(path)) == {half, whole}
