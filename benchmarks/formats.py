"""Measure what a document costs in each format, beside what the usual tools take for the same one.

    python -m benchmarks.formats [--rounds 5]

Whole processes: from `exec` to their end, with the most memory that they held. The programs take turns.
LibreOffice gets our Word file and pandoc our Markdown; who is not installed is left out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generate import make_meeting, with_coming, write_meeting

PROTOKOLL = str(Path(sys.executable).with_name("protokoll"))
SIZES = {"1,800 words": (20, 40, 1_800), "10,000 words": (60, 100, 10_000)}
SUFFIXES = (".pdf", ".docx", ".html", ".md", ".txt", ".json", ".ics")


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each way to make a document, by the name that it has in the result."""
    for suffix in SUFFIXES:
        out = folder / f"minutes{suffix}"
        yield f"protokoll {suffix}", [PROTOKOLL, "render", str(folder / "meeting.toml"), "-o", str(out)]
    out = folder / "others"
    out.mkdir(exist_ok=True)
    if office := shutil.which("soffice"):
        word = str(folder / "minutes.docx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        yield (
            "LibreOffice .docx to .pdf",
            [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), word],
        )
    if pandoc := shutil.which("pandoc"):
        for suffix in (".docx", ".html"):
            yield (
                f"pandoc .md to {suffix}",
                [pandoc, "-s", str(folder / "minutes.md"), "-o", str(out / f"x{suffix}")],
            )


def measure(command: list[str]) -> tuple[float, float]:
    """Run a command. Return its time in milliseconds and the most memory it held, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = (time.perf_counter() - start) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"ended with exit status {process.returncode}: {' '.join(command)}")
    return taken, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for size, (items, people, words) in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_meeting(with_coming(make_meeting(items, people, words)), folder / "meeting.toml")
            results: dict[str, list[tuple[float, float]]] = defaultdict(list)
            for turn in range(
                rounds + 1
            ):  # the first one warms the disk's cache and makes LibreOffice's profile
                for label, command in commands(folder):
                    measured = measure(command)
                    if turn:
                        results[label].append(measured)
        print(f"\n{size}, median of {rounds}, load {os.getloadavg()[0]:.1f}")
        for label, samples in results.items():
            times, memory = zip(*samples, strict=True)
            print(f"  {label:<28} {statistics.median(times):7.0f} ms {max(memory):7.0f} MB")


if __name__ == "__main__":
    main()
