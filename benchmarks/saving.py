"""Measure what it costs that nothing typed is lost: the journal at each key, the save, and who waits for it.

    python -m benchmarks.saving [--quick]

What needs no screen is measured without one, so that the figures are those of the storage alone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from benchmarks.generate import LAST_WORD, make_meeting, write_meeting
from benchmarks.run import LETTERS, PROTOKOLL, Series, environment, print_machine, report
from benchmarks.terminal import Terminal
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.session import Session
from protokoll_tui.start_up import TURN
from protokoll_tui.storage import meeting_file
from protokoll_tui.storage.atomic import replace_file
from protokoll_tui.storage.journal import Journal
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.merging import merge_text
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import parse_bytes
from protokoll_tui.storage.writer import Pace

SIZES = {"20 kB": (12, 20, 1_650), "200 kB": (45, 70, 20_000), "2 MB": (170, 100, 225_000)}
SAVE_TARGETS = {"20 kB": 20.0, "200 kB": 150.0, "2 MB": 1500.0}
"""Milliseconds of a save, all in all. It is done away from the screen, so this is what the disk waits for."""
KEY_TARGETS = {"20 kB": 2.0, "200 kB": 8.0, "2 MB": 50.0}
"""Milliseconds from a change until it is in the journal: that long the next key waits."""
FRAME = 16.7
"""Milliseconds of a frame at 60 Hz."""
STALL_TARGETS = {"20 kB": FRAME, "200 kB": FRAME, "2 MB": 100.0}
"""Milliseconds that nobody notices; at 2 MB, a meeting of five hundred pages, that nobody minds."""
WAIT = 50.0
"""Milliseconds that one key waits for a journal that hangs; the next ones do not."""
NEVER = Pace(rest=3600, longest=3600, look=3600)
AT_ONCE = Pace(rest=0, longest=0, look=3600)

WITHOUT_JOURNAL = """
from protokoll_tui.__main__ import main
from protokoll_tui.storage.journal import Journal
from protokoll_tui.storage.journalling import Journalling

Journal.append = lambda self, state: None
Journalling.wait_written = lambda self, number, timeout: True
main()
"""


def typed(meeting: Meeting, number: int) -> Meeting:
    """Return the meeting with a letter more in an item in the middle."""
    item = (len(meeting.agenda) // 2,)
    text = meeting.agenda[item[0]].entries[0].text
    return set_text(meeting, item, 0, f"{text}{chr(97 + number % 26)}")


@contextlib.contextmanager
def session(path: Path, pace: Pace) -> Iterator[Session]:
    """Open a meeting, and let it go without a last save."""
    opened = Session(open_meeting(path), pace=pace)
    try:
        yield opened
    finally:
        opened.close(30)


def measure(what: Callable[[], object]) -> float:
    """Return how long a call takes, in milliseconds."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


# --- the key -------------------------------------------------------------------------------------


def measure_keys(name: str, path: Path, keys: int) -> None:
    """Print what it costs to have a change in the journal before the next key."""
    with_journal, without = Series(), Series()
    with session(path, NEVER) as opened:
        for number in range(keys * 2):
            meeting = typed(opened.meeting, number)

            def key(meeting: Meeting = meeting, wait: bool = number % 2 == 0) -> None:
                opened.apply("skriv", meeting)
                if wait:
                    opened.wait_journalled(1)

            (without if number % 2 else with_journal).samples.append(measure(key))
            opened.wait_journalled(1)
            time.sleep(0.005)
    detail = f"p99 {with_journal.p99:.2f} ms, without waiting for it {without.median:.2f} ms"
    report(f"a key and its journal, {name}", with_journal.median, "ms", KEY_TARGETS[name], detail)


def compare_keys(path: Path, env: dict[str, str], runs: int, keys: int) -> None:
    """Print the time from a key to the screen in the program with its journal and without it, in turns."""
    commands = {"on": (PROTOKOLL,), "off": (sys.executable, "-c", WITHOUT_JOURNAL)}
    times = {name: Series() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            terminal = Terminal((*command, str(path)), env)
            try:
                terminal.when(LAST_WORD)
                terminal.rest(0.5)
                for letter in LETTERS[:keys]:
                    times[name].samples.append(terminal.answer_time(letter) * 1000)
                    terminal.rest(random.uniform(0.06, 0.14))
            finally:
                terminal.kill()
    on, off = times["on"], times["off"]
    detail = f"{on.median:.2f} ms to {off.median:.2f} ms; p99 {on.p99:.2f} to {off.p99:.2f} ms"
    report("key to screen, journal on to off", on.median / off.median, "x", 1.1, detail)


# --- the save ------------------------------------------------------------------------------------


def measure_save(name: str, path: Path, saves: int) -> None:
    """Print how long a save takes of which one letter is new, and its parts."""
    file = MeetingFile.open(path)
    merge, verify, write, whole = Series(), Series(), Series(), Series()
    for number in range(saves):
        old, new = file.meeting, typed(file.meeting, number)
        merged: list[str] = []
        text = file.data.decode()
        merge.samples.append(measure(lambda: merged.append(merge_text(text, old, new))))  # noqa: B023
        data = merged[0].encode()
        verify.samples.append(measure(lambda: parse_bytes(data, path)))  # noqa: B023
        write.samples.append(measure(lambda: replace_file(path.with_name("copy"), data)))  # noqa: B023
        whole.samples.append(measure(lambda: file.save(new)))  # noqa: B023
    parts = f"merge {merge.median:.1f}, verify {verify.median:.1f}, write {write.median:.1f} ms"
    report(f"save, {name} ({len(file.data) // 1000} kB)", whole.median, "ms", SAVE_TARGETS[name], parts)


# --- who waits -----------------------------------------------------------------------------------


async def beats(until: Callable[[], bool]) -> float:
    """Return the longest time, in milliseconds, that a loop like that of the screen did not come round."""
    longest, last = 0.0, time.perf_counter()
    while not until():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000


async def measure_stalls(name: str, path: Path, saves: int) -> None:
    """Print the longest stall of a loop like that of the screen while a meeting is saved."""
    saving, resting = Series(), Series()
    with session(path, AT_ONCE) as opened:
        for number in range(saves):
            opened.apply("skriv", typed(opened.meeting, number))
            flushing = asyncio.get_running_loop().run_in_executor(None, opened.save, 60)
            saving.samples.append(await beats(flushing.done))
            end = time.perf_counter() + 0.05
            resting.samples.append(await beats(lambda: time.perf_counter() > end))  # noqa: B023
    detail = f"median {saving.median:.1f} ms of {saves} saves; at rest {max(resting.samples):.1f} ms"
    report(f"longest stall while saving, {name}", max(saving.samples), "ms", STALL_TARGETS[name], detail)


async def measure_keys_while_saving(name: str, path: Path, saves: int) -> None:
    """Print the longest that a key takes, of those that are typed while a meeting is saved."""
    longest = Series()
    with session(path, NEVER) as opened:
        type_keys(opened, 1)
        for _ in range(saves):
            saving = asyncio.get_running_loop().run_in_executor(None, opened.save, 60)
            times = [0.0]
            while not saving.done():
                times += type_keys(opened, 1)
                await asyncio.sleep(0.004)
            longest.samples.append(max(times))
    detail = f"median {longest.median:.1f} ms of {saves} saves"
    report(f"longest key while saving, {name}", max(longest.samples), "ms", STALL_TARGETS[name], detail)


def measure_hanging(path: Path, keys: int) -> None:
    """Print the longest that a key takes while disks hang."""
    reached, ice = threading.Event(), threading.Event()

    def hang(*_: object) -> None:
        reached.set()
        ice.wait()

    with mock.patch.object(meeting_file, "exchange_file", hang), session(path, AT_ONCE) as opened:
        type_keys(opened, 1)
        reached.wait()
        times = type_keys(opened, keys)
        report("key, the file's disk hangs", max(times), "ms", FRAME, f"the longest of {keys}")
        with mock.patch.object(Journal, "append", hang):
            first, *times = type_keys(opened, keys)
            report("first key, the journal hangs too", first, "ms", WAIT + FRAME, "it waits, once")
            report("the next keys", max(times), "ms", FRAME, f"the longest of {keys - 1}")
            ice.set()


def type_keys(opened: Session, keys: int) -> list[float]:
    """Type letters as the screen does, and return how long each one took, in milliseconds."""
    times = []
    for number in range(keys):
        meeting = typed(opened.meeting, number)

        def key(meeting: Meeting = meeting) -> None:
            opened.apply("skriv", meeting)
            opened.wait_journalled()

        times.append(measure(key))
    return times


def main() -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer samples: a look, not a measurement")
    quick = parser.parse_args().quick
    times, runs = (10, 2) if quick else (40, 6)
    print_machine()
    gc.freeze()
    sys.setswitchinterval(TURN)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        paths = {size: write_meeting(make_meeting(*SIZES[size]), folder / f"{size}.toml") for size in SIZES}
        print("\nA key")
        for size, path in paths.items():
            measure_keys(size, path, times * 2)
        compare_keys(paths["20 kB"], environment(folder), runs, 40)
        print("\nA save, of one letter")
        for size, path in paths.items():
            measure_save(size, path, times // 2)
        print("\nWho waits")
        for size, path in paths.items():
            asyncio.run(measure_stalls(size, path, times // 2))
            asyncio.run(measure_keys_while_saving(size, path, times // 2))
        measure_hanging(paths["200 kB"], times)


if __name__ == "__main__":
    main()
