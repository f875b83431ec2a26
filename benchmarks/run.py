"""Measure what the user feels, side by side with the least that the same tools can do.

    python -m benchmarks.run [--quick]

All that is compared is measured in turns in one run, so that a busy machine slows both sides down.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.generate import LAST_WORD, last_text, make_meeting, write_meeting
from benchmarks.terminal import Terminal

PROTOKOLL = str(Path(sys.executable).with_name("protokoll"))
BARE = str(Path(__file__).with_name("bare.py"))
SIZES = {"60 items, 100 people, 10,000 words": (60, 100, 10_000), "6 items, 8 people, 300 words": (6, 8, 300)}

# Letters that no text and no label of the program holds, each sent once, so that a chunk which holds one
# is the answer to that key.
LETTERS = [chr(code) for code in range(0x0410, 0x0450)] + [chr(code) for code in range(0x03B1, 0x03CA)]


@dataclass
class Series:
    """Samples in milliseconds."""

    samples: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.samples)

    @property
    def p99(self) -> float:
        """The one that 99 of 100 do not exceed."""
        return sorted(self.samples)[max(0, -(-99 * len(self.samples) // 100) - 1)]


@dataclass
class Screen:
    """What is measured of a program on the screen."""

    command: tuple[str, ...]
    first_paint: Series = field(default_factory=Series)
    keys: Series = field(default_factory=Series)
    during_save: Series = field(default_factory=Series)


def environment(home: Path) -> dict[str, str]:
    """Return an environment that is the same on every machine, with a home of its own."""
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(home)}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def measure_screen(screen: Screen, env: dict[str, str], keys: int, saves: int) -> None:
    """Start a program, see its first paint, type keys at a human pace, then keys into its saving."""
    terminal = Terminal(screen.command, env)
    try:
        screen.first_paint.samples.append((terminal.when(LAST_WORD) - terminal.started) * 1000)
        terminal.rest(0.5)
        letters = iter(LETTERS)
        for letter in _take(letters, keys):
            screen.keys.samples.append(terminal.answer_time(letter) * 1000)
            terminal.rest(random.uniform(0.06, 0.14))
        for letter in _take(letters, saves):
            terminal.rest(random.uniform(0.98, 1.06))  # a save begins when typing has rested for a second
            screen.during_save.samples.append(terminal.answer_time(letter) * 1000)
    finally:
        terminal.kill()


def _take(letters: Iterator[str], count: int) -> Iterator[str]:
    for _, letter in zip(range(count), letters, strict=False):
        yield letter


def measure_command(command: Sequence[str], env: dict[str, str]) -> float:
    """Return how long a command takes, in milliseconds."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def report(what: str, value: float, unit: str, target: float, detail: str) -> None:
    """Print one figure beside what it is to reach."""
    verdict = "ok  " if value <= target else "MISS"
    print(f"  {verdict} {what:<34} {value:7.2f} {unit:<2} (target {target:g}{unit})   {detail}")


def compare_screens(name: str, folder: Path, env: dict[str, str], runs: int, keys: int, saves: int) -> None:
    """Measure the program and the bare app on one meeting, in turns, and print the figures."""
    meeting = make_meeting(*SIZES[name])
    folder.mkdir()
    text = folder / "text.txt"
    text.write_text(last_text(meeting), "utf-8")
    ours = Screen((PROTOKOLL, str(write_meeting(meeting, folder / "meeting.toml"))))
    bare = Screen((sys.executable, BARE, str(text)))
    for _ in range(runs):
        measure_screen(bare, env, keys, 0)
        measure_screen(ours, env, keys, saves)
    print(f"\n{name} ({runs} starts, {len(ours.keys.samples)} keys each)")
    paint, bare_paint = ours.first_paint.median, bare.first_paint.median
    report("first paint, to bare", paint / bare_paint, "x", 1.5, f"{paint:.0f} ms to {bare_paint:.0f} ms")
    key, bare_key = ours.keys.median, bare.keys.median
    report("key to screen, median, to bare", key / bare_key, "x", 1.3, f"{key:.2f} ms to {bare_key:.2f} ms")
    report("key to screen, p99", ours.keys.p99, "ms", 16, f"bare {bare.keys.p99:.2f} ms")
    saving = ours.during_save
    report("key while saving, p99", saving.p99, "ms", 16, f"median {saving.median:.2f} ms")


def compare_commands(folder: Path, env: dict[str, str], runs: int) -> None:
    """Measure the commands that print, and print the figures."""
    large, small = (
        str(write_meeting(make_meeting(*SIZES[name]), folder / f"{number}.toml"))
        for number, name in enumerate(SIZES)
    )
    commands = {
        "pass": (sys.executable, "-c", "pass"),
        "help": (PROTOKOLL, "--help"),
        "small": (PROTOKOLL, "render", small, "--to", "text"),
        "large": (PROTOKOLL, "render", large, "--to", "text"),
    }
    times = {name: Series() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].samples.append(measure_command(command, env))
    print(f"\nCommands ({runs} runs each)")
    help_, nothing = times["help"].median, times["pass"].median
    report("--help, to python -c pass", help_ / nothing, "x", 5, f"{help_:.0f} ms to {nothing:.0f} ms")
    large_time, small_time = times["large"].median, times["small"].median
    detail = f"{large_time:.0f} ms, of a small meeting {small_time:.0f} ms"
    report("render 10,000 words, beyond a few", large_time - small_time, "ms", 150, detail)


def print_machine() -> None:
    """Print what the figures were measured on."""
    print(f"Python {platform.python_version()}, Textual {version('textual')}, {os.cpu_count()} processors")
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} before the run; above 1 the figures say little")


def main() -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer samples: a look, not a measurement")
    quick = parser.parse_args().quick
    runs, keys, saves = (3, 20, 3) if quick else (10, 40, 6)
    print_machine()
    random.seed(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        for number, size in enumerate(SIZES):
            compare_screens(size, folder / str(number), env, runs, keys, saves)
        compare_commands(folder, env, runs * 2)


if __name__ == "__main__":
    main()
