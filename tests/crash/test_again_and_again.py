"""Killed again and again at any moment while it writes all the time: each word that was safe stays safe."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from protokoll_tui.storage.reading import read_meeting
from tests.crash.crashing import brought_back, secretary, words_of

OFTEN = ("--rest", 0.02, "--look", 0.05, "--pause", 0.001)
"""Some twenty saves a second."""


def lost_after(path: Path, rounds: int, *options: object) -> set[str]:
    """Have secretaries type into one meeting, each until she is killed. Returns safe words that are gone."""
    safe: set[str] = set()
    for number in range(rounds):
        with secretary(path, *OFTEN, "--name", f"ord{number}", *options) as she:
            she.wait_for("typed")
            time.sleep(random.uniform(0, 0.4))  # noqa: S311
            she.kill()
            safe.update(she.said("typed"))
        read_meeting(path)
    assert safe
    return safe.difference(words_of(brought_back(path)))


@pytest.mark.parametrize("rounds", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_no_safe_word_is_lost_in_many_crashes_of_one_meeting(meeting: Path, rounds: int) -> None:
    assert not lost_after(meeting, rounds)


def test_without_a_journal_safe_words_are_lost_and_this_harness_sees_it(meeting: Path) -> None:
    assert lost_after(meeting, 1, "--without", "journal", "--rest", 60)
