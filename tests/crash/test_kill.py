"""kill -9 at any moment, while somebody types into the real program: what stood on the screen is kept.

    pytest tests/crash -m slow -n auto

runs a hundred rounds, and every other test here that takes long.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from protokoll_tui.storage.journal import text_of
from protokoll_tui.storage.reading import read_meeting
from tests.crash.crashing import brought_back
from tests.pty.terminal import PROTOKOLL, Terminal

pytestmark = pytest.mark.pty

ROUNDS = 100
QUICK = 3
SEEDS = [*range(QUICK), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(QUICK, ROUNDS))]
LETTERS = [
    chr(code)
    for start, end in ((0x410, 0x450), (0x3B1, 0x3CA), (0x561, 0x587), (0x10D0, 0x10F1), (0x100, 0x180))
    for code in range(start, end)
    if unicodedata.is_normalized("NFKC", chr(code))
]
"""Letters that stand nowhere else on the screen: one that is written to the terminal answers its key."""

_SAVES_LATE = """
from functools import partial
from protokoll_tui.__main__ import main
from protokoll_tui.storage import journal, writer

writer.Pace = partial(writer.Pace, rest=60, longest=60)
"""
SAVES_LATE = (sys.executable, "-c", f"{_SAVES_LATE}main()")
"""The program, but nothing gets into the file before it is left."""
WITHOUT_JOURNAL = (
    sys.executable,
    "-c",
    f"{_SAVES_LATE}journal.Journal.append = lambda self, state: None\nmain()",
)


@dataclass(frozen=True)
class Round:
    """What was typed before the kill, what of it stood on the screen, and what is left."""

    sent: str
    shown: str
    left: str

    @property
    def lost(self) -> str:
        """The letters that had been seen and are gone."""
        return "".join(letter for letter in self.shown if letter not in self.left)


def start(path: Path, command: Sequence[str] = (PROTOKOLL,)) -> Terminal:
    env = {
        "HOME": str(path.parent),
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
        "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"],
    }
    return Terminal([*command, str(path)], env=env, cwd=path.parent)


def keys(chance: random.Random) -> Iterator[tuple[str, float]]:
    """Yield keys and the pauses after them: words and lines, at times fast and at times at rest."""
    fast = chance.choice([0.0, 0.01, 0.05])
    for letter in LETTERS:
        yield letter, fast if chance.random() < 0.9 else chance.uniform(0.1, 1.3)
        if chance.random() < 0.2:
            yield chance.choice(" \r"), fast


def kill_while_typing(path: Path, seed: int, command: Sequence[str] = (PROTOKOLL,)) -> Round:
    """Type into the program for some time, kill it, and return what came of it."""
    chance = random.Random(seed)  # noqa: S311 - the same round each time
    terminal = start(path, command)
    sent = ""
    try:
        terminal.wait_for("1  Inledning")
        end = time.monotonic() + chance.uniform(0.1, 2)
        for key, pause in keys(chance):
            if time.monotonic() > end and LETTERS[0] in terminal.raw.decode("utf-8", "replace"):
                break
            terminal.send(key)
            sent += key.strip()
            terminal.screen()
            time.sleep(pause)
        terminal.screen()
        terminal.signal(signal.SIGKILL)
        # What comes out now was written before, but nobody has seen it.
        shown = terminal.raw.decode("utf-8", "replace")
        assert terminal.wait_end() == -signal.SIGKILL
    finally:
        terminal.close()
    read_meeting(path)
    left = text_of(brought_back(path))
    return Round(
        sent,
        "".join(letter for letter in sent if letter in shown),
        "".join(letter for letter in left if letter in LETTERS),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_while_somebody_types_no_letter_is_lost_that_was_seen(meeting: Path, seed: int) -> None:
    result = kill_while_typing(meeting, seed)
    assert result.shown, "nothing was typed, so nothing was tried"
    assert not result.lost
    assert result.sent.startswith(result.left)


def test_started_again_it_shows_what_was_typed_and_says_so(meeting: Path) -> None:
    terminal = start(meeting, SAVES_LATE)
    try:
        terminal.wait_for("1  Inledning")
        terminal.type("Alla hör")
        terminal.wait_for("Alla hör")
        terminal.signal(signal.SIGKILL)
        terminal.wait_end()
    finally:
        terminal.close()
    terminal = start(meeting)
    try:
        terminal.wait_for("Alla hör")
        terminal.wait_for("Återställt till ")
    finally:
        terminal.close()


def test_without_its_journal_the_program_loses_letters_and_this_harness_sees_it(meeting: Path) -> None:
    result = kill_while_typing(meeting, 1, WITHOUT_JOURNAL)
    assert result.shown
    assert result.lost
