"""Measure how long the screen stands still while the minutes are written to a file.

    python -m benchmarks.exporting

The screen's loop asks for a turn each millisecond while a thread exports a meeting of 10,000 words, twice in
each format: the first time its libraries are imported too. Shown is the longest that a turn came late.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate import make_meeting
from protokoll_tui.__main__ import TURN
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.tui.exporting import export

FORMATS = {"pdf": ".pdf", "word": ".docx", "html": ".html", "markdown": ".md", "text": ".txt"}
TARGET = 50.0


async def longest_stall(meeting: Meeting, path: Path, format_name: str) -> float:
    """Return the longest delay of the loop, in ms, while the meeting is exported in a thread."""
    job = asyncio.create_task(
        asyncio.to_thread(export, meeting, path, format_name, folder=path.parent, replace=True)
    )
    longest = 0.0
    while not job.done():
        begun = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - begun - 0.001)
    await job
    return longest * 1000


async def main() -> None:
    """Export in each format and print the stalls."""
    sys.setswitchinterval(TURN)
    meeting = make_meeting(60, 100, 10_000)
    print(f"Longest stall of the screen, 10,000 words (target {TARGET:.0f} ms): first time, then again")
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix in FORMATS.items():
            path = Path(folder) / f"minutes{suffix}"
            stalls = [await longest_stall(meeting, path, name) for _ in range(2)]
            word = "ok" if max(stalls) <= TARGET else "MISS"
            print(f"  {word:<4} {name:<9} {stalls[0]:7.1f} ms {stalls[1]:7.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
