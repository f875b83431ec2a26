"""The power goes at any moment: what was saved is there, and the journal is never older than the file."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import bring_back, read_journals
from tests.crash.crashing import Secretary, secretary, words_of
from tests.crash.disks import PoweredDisk, needs_root, powered
from tests.crash.secretary import START
from tests.tools import needs

pytestmark = [needs_root, needs("mkfs.xfs", "mkfs.ext4")]

SYNCED_AFTER = 1.0
"""Seconds after which a word has to survive a power cut. A quarter is promised; the machine may be busy."""


@dataclass(frozen=True)
class Cut:
    """How many words were safe when the power went, and how many are in the file and come back in all."""

    saved: int
    typed_long_ago: int
    in_file: int
    back: int


def cuts(powered_disk: PoweredDisk, she: Secretary, folder: Path, times: int) -> Iterator[Cut]:
    """Cut the power again and again while she types, and see what is on the disk then."""
    chance = random.Random(times)  # noqa: S311
    she.wait_for("saved")
    for _ in range(times):
        typed, since = len(she.said("typed")), time.monotonic()
        time.sleep(chance.choice([0.05, 0.2, 0.5, SYNCED_AFTER]))
        saved = she.said("saved")[-1]
        old = typed if time.monotonic() - since >= SYNCED_AFTER else 0
        with powered_disk.cut(folder / "after") as disk:
            meeting = read_meeting(disk / "mote.toml").meeting
            back, _ = bring_back(read_journals(list(disk.rglob("*.journal"))), meeting)
            in_file, words = words_of(meeting), words_of(back)
        assert [number_of(each) for each in words] == list(range(len(words))), "a word in between is missing"
        yield Cut(number_of(saved) + 1, old, len(in_file), len(words))


def number_of(text: str) -> int:
    return int(text.rpartition("x")[2])


@pytest.fixture
def powered_disk(tmp_path: Path) -> Iterator[PoweredDisk]:
    with powered(tmp_path) as made:
        path = made.disk / "mote.toml"
        path.write_bytes(fresh_bytes(START, path))
        os.sync()
        yield made


@pytest.mark.parametrize("times", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_after_a_power_cut_what_was_saved_or_synced_is_there(
    powered_disk: PoweredDisk, tmp_path: Path, times: int
) -> None:
    disk = powered_disk.disk
    state = {"XDG_STATE_HOME": str(disk / "state")}
    with secretary(disk / "mote.toml", "--pause", 0.01, "--save-every", 9, env=state) as she:
        for cut in cuts(powered_disk, she, tmp_path, times):
            assert cut.back >= cut.in_file, "the journal is older than the file"
            assert cut.back >= cut.saved
            assert cut.back >= cut.typed_long_ago


def test_without_syncing_saved_words_are_lost_and_this_harness_sees_it(
    powered_disk: PoweredDisk, tmp_path: Path
) -> None:
    disk = powered_disk.disk
    state = {"XDG_STATE_HOME": str(disk / "state")}
    options = ("--pause", 0.01, "--save-every", 9, "--without", "syncing")
    with secretary(disk / "mote.toml", *options, env=state) as she:
        assert any(cut.back < cut.saved for cut in cuts(powered_disk, she, tmp_path, 3))
