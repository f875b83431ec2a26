"""Somebody else changes the file while the program writes it all the time, and is killed again and again."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.recovery import restore
from tests.crash.crashing import ROOT, secretary, words_aside, words_of
from tests.storage.exchanging import needs_exchange

OFTEN = ("--rest", 0.01, "--look", 0.02, "--pause", 0.002)
"""About thirty saves a second, as no secretary would have them."""


@dataclass
class Tally:
    """The words that were acknowledged, and those of them that are gone."""

    own: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    lost_own: set[str] = field(default_factory=set)
    lost_foreign: set[str] = field(default_factory=set)


def write_together(path: Path, rounds: int, *options: object) -> Tally:
    """Have two write the same file, kill them, and see what is left; so many times."""
    tally = Tally()
    for number in range(rounds):
        with secretary(path, *OFTEN, "--name", f"own{number}", *options) as she:
            she.wait_for("opened")
            foreign = listen_to_stranger(path, f"other{number}")
            she.kill()
            tally.own.update(she.said("typed"))
        tally.foreign.update(foreign)
        restore(path)
        in_file = words_of(read_meeting(path).meeting)
        tally.lost_own = tally.own.difference(in_file)
        tally.lost_foreign = tally.foreign.difference(in_file, words_aside(path))
    return tally


def listen_to_stranger(path: Path, name: str) -> Sequence[str]:
    """Have a stranger edit the file for a moment, and return the words that they put there."""
    command = [sys.executable, "-m", "tests.crash.stranger", str(path), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as stranger:
        assert stranger.stdout
        first = stranger.stdout.readline()
        time.sleep(random.uniform(0.3, 0.9))  # noqa: S311
        stranger.kill()
        return [line.split()[1] for line in (first, *stranger.stdout.read().splitlines())]


@needs_exchange
def test_what_the_two_of_them_wrote_is_in_the_meeting_or_beside_it(meeting: Path) -> None:
    check(write_together(meeting, 2))


@needs_exchange
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_what_the_two_of_them_wrote_is_there_after_many_rounds(meeting: Path, part: int) -> None:
    check(write_together(meeting, 5))


def check(tally: Tally) -> None:
    assert tally.own
    assert tally.foreign
    assert not tally.lost_own
    assert not tally.lost_foreign


def test_without_looking_at_the_file_before_a_save_strange_words_are_lost_and_this_harness_sees_it(
    meeting: Path,
) -> None:
    tally = write_together(meeting, 1, "--without", "looking")
    assert len(tally.lost_foreign) > len(tally.foreign) // 50
