"""Measure how long the screen stands still while the minutes are written to a file.

    python -m benchmarks.exporting [--rounds 3]

A meeting of 10,000 words is open at Klart, and is exported by the keys that a person presses: in each format,
and in each as the version for the public. Meanwhile the screen's loop asks for a turn each millisecond. Each
export is made twice in a program of its own: the first time the format's libraries are imported too.

Shown is the longest time that the loop got no turn, and the longest that the screen worked itself, on its
painting for one. A virtual machine's host takes time away when it works for others (`steal` in `/proc/stat`):
then no program of ours runs at all. So each figure is that of the round in which the host took least, and
beside it stands how much that was, of the processor that lost most. A row where nothing is exported and one
where a program works that has nothing to do with ours show what the machine does by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from benchmarks.generate import make_meeting, with_coming
from protokoll_tui.document.render import available_formats
from protokoll_tui.meeting.model import Entry, Meeting
from protokoll_tui.start_up import TURN
from protokoll_tui.storage.opening import create_meeting
from protokoll_tui.tui.app import ProtokollApp
from protokoll_tui.tui.dialogs import ConfirmDialog, LineDialog, PickDialog

TARGET = 50.0
AT_REST = "nothing"
"""In the place of a format: the screen is looked at and nothing is exported."""
STRANGER = "a stranger works"
"""The same, while a program works that is none of ours: what an export cannot be blamed for."""
WORKING = """
import json, os, time
os.nice(10)
end = time.time() + 1.5
while time.time() < end:
    json.dumps([1] * 9999)
"""
TURNS = 2
PATIENCE = 60.0


class Seen(NamedTuple):
    """What was seen of the loop while something was exported, in ms."""

    longest: float
    """The longest time that it got no turn."""
    worked: float
    """The longest that it worked itself in such a time."""
    taken: float
    """What the host took in all, of the processor that lost most."""


def taken_by_host() -> list[int]:
    """Return how long the host has not let each processor work, in ms; nothing where that is not told."""
    try:
        lines = Path("/proc/stat").read_text("ascii").splitlines()
    except OSError:
        return [0]
    return [
        int(line.split()[8]) * 1000 // os.sysconf("SC_CLK_TCK") for line in lines if re.match(r"cpu\d", line)
    ]


# --- one program -----------------------------------------------------------------------------------


def meeting_to_export() -> Meeting:
    """Return a meeting that has something to be taken out for the public, and something for a calendar."""
    meeting = make_meeting(60, 100, 10_000)
    (roster,) = meeting.attendance
    people = tuple(
        person.model_copy(update={"protected": number % 10 == 0})
        for number, person in enumerate(roster.people)
    )
    agenda = tuple(
        item.model_copy(
            update={
                "entries": (
                    *item.entries,
                    Entry(text=f"{people[number].name} svarar på frågor: namn{number}@example.org."),
                    Entry(kind="internal", text=f"Anbud nummer {number} är lämnat i förtroende."),
                )
            }
        )
        for number, item in enumerate(meeting.agenda)
    )
    rosters = (roster.model_copy(update={"people": people}),)
    return with_coming(meeting.model_copy(update={"attendance": rosters, "agenda": agenda}))


@contextlib.asynccontextmanager
async def watched(found: list[Seen]) -> AsyncIterator[None]:
    """Add to `found` what is seen of the running loop."""
    longest = most = 0.0

    async def beat() -> None:
        nonlocal longest, most
        at, worked = time.perf_counter(), time.thread_time()
        while True:  # from look to look, so that no time is left out, not that of looking either
            await asyncio.sleep(0.001)
            now, working = time.perf_counter(), time.thread_time()
            longest, most = max(longest, now - at - 0.001), max(most, working - worked)
            at, worked = now, working

    before = taken_by_host()
    beating = asyncio.create_task(beat())
    yield
    beating.cancel()
    taken = max(after - before for before, after in zip(before, taken_by_host(), strict=True))
    found.append(Seen(longest * 1000, most * 1000, taken))


async def until(pilot: Pilot[None], dialog: type[object]) -> None:
    """Wait until a dialog of a kind is on the screen."""
    end = time.monotonic() + PATIENCE
    while not isinstance(pilot.app.screen, dialog):
        if time.monotonic() > end:
            raise TimeoutError(f"no {dialog.__name__} came")
        await asyncio.sleep(0.01)


async def export(pilot: Pilot[None], choice: str, path: Path) -> Seen:
    """Export to the file at `path` by keys; `choice` is what the row of the format is found by."""
    found: list[Seen] = []
    await pilot.press("f7")
    await until(pilot, PickDialog)
    await pilot.press(*(key if key.isalnum() else "space" for key in choice), "enter")
    await until(pilot, LineDialog)
    await asyncio.sleep(0.3)
    async with watched(found):
        await pilot.press("enter")
        end = time.monotonic() + PATIENCE
        while not path.exists():
            if isinstance(pilot.app.screen, ConfirmDialog):
                await pilot.press("j")
            if time.monotonic() > end:
                raise TimeoutError(f"{path.name} was not written")
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
    path.unlink()
    return found[0]


async def measure(name: str, *, public: bool) -> list[Seen]:
    """Return what is seen of each export in this program."""
    sys.setswitchinterval(TURN)
    with tempfile.TemporaryDirectory() as folder:
        own = create_meeting(Path(folder) / "minutes.toml", meeting_to_export())
        app = ProtokollApp(Path(folder), own)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("f6")
            await asyncio.sleep(2)
            found: list[Seen] = []
            for _ in range(TURNS):
                if name in (AT_REST, STRANGER):
                    async with watched(found):
                        if name == STRANGER:
                            program = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKING)
                            await program.wait()
                        else:
                            await asyncio.sleep(1.5)
                    continue
                format_ = available_formats()[name]
                path = Path(folder) / f"minutes{'-publik' if public else ''}{format_.suffix}"
                found.append(await export(pilot, f"{format_.label}{' publik' if public else ''}", path))
        if app.session is not None:
            app.session.close()
    return found


# --- all of them -----------------------------------------------------------------------------------


def measured(name: str, *, public: bool) -> list[Seen]:
    """Return what is seen in a program that is started for one format."""
    command = [sys.executable, "-m", "benchmarks.exporting", "--one", name, *(["--public"] if public else [])]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return [Seen(*each) for each in json.loads(done.stdout)]


def compare(rounds: int) -> None:
    """Measure in turns and print the calmest of each."""
    formats = ((name, public) for public in (False, True) for name in available_formats())
    kinds = [(AT_REST, False), (STRANGER, False), *formats]
    found: dict[tuple[str, bool], list[list[Seen]]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for name, public in kinds:
            found[name, public].append(measured(name, public=public))
    print(
        f"Longest stall of the screen, 10,000 words, the calmest of {rounds}, load {os.getloadavg()[0]:.1f}:"
    )
    print(
        f"the first time and again (target {TARGET:.0f} ms); own work at the most; what the host took in all"
    )
    for (name, public), samples in found.items():
        calmest = [min(each, key=lambda seen: seen.taken) for each in zip(*samples, strict=True)]
        columns = "".join(
            f"{_judge(seen):>6}{seen.longest:6.1f} ms ({seen.worked:4.1f}; {seen.taken:4.0f})"
            for seen in calmest
        )
        print(f"  {name + (', public' if public else ''):<17}{columns}")


def _judge(seen: Seen) -> str:
    """Return whether the target was met; "host" where it was not and the host took enough for that."""
    if seen.longest <= TARGET:
        return "ok"
    return "host" if seen.taken >= TARGET else "MISS"


def main() -> None:
    """Export in each format and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", metavar="FORMAT", help=argparse.SUPPRESS)
    parser.add_argument("--public", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asyncio.run(measure(options.one, public=options.public))))
    else:
        compare(options.rounds)


if __name__ == "__main__":
    main()
