"""A secretary without a screen, to be killed: types words into a meeting and says which are safe.

    python -m tests.crash.secretary FILE [options]

Each line that it prints is one event: `typed W` when the change that holds the word W survives the end of the
program, `unsure W` when that cannot be said, `saved W` when all up to W is in the file, `state KIND MESSAGE`
for each change of the state of saving, and at last `closed True` or `closed False`. They are printed with
`writev`, which nothing else here uses, so that a fault in every other call leaves them alone.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from protokoll_tui.meeting.edits import add_item
from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.meeting.stream import add_entry, set_text
from protokoll_tui.session import Session
from protokoll_tui.storage import exchange, platform
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journal import Journal
from protokoll_tui.storage.meeting_file import Foreign, MeetingFile
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.writer import Pace
from tests.crash.words import say, word

LATE = ("merge3", "merging", "recovery", "schema", "writing")
"""What storage imports when it needs it; imported early here, or most system calls would be Python's own."""
START = Meeting(agenda=(Item(title="Inledning"), Item(title="Budget"), Item(title="Övrigt")))
"""The meeting that the tests begin with."""


def type_word(meeting: Meeting, number: int, text: str) -> Meeting:
    """Return the meeting with one word more: mostly in a text, now and then a decision or an item."""
    at = (number % len(START.agenda),)
    if number % 10 == 4:
        return add_entry(meeting, at, len(meeting.agenda[at[0]].entries), "beslut", text)
    if number % 10 == 9:
        return add_item(meeting, text)[0]
    entries = meeting.agenda[at[0]].entries
    return set_text(meeting, at, 0, f"{entries[0].text} {text}" if entries else text)


def hold(thread: str) -> None:
    """Say the number of this thread, and wait until a byte comes in."""
    say("held", thread, threading.get_native_id())
    os.read(0, 1)


def hold_threads(names: list[str]) -> None:
    """Have the threads of these names wait before they do anything."""
    run: Callable[[threading.Thread], None] = threading.Thread.run

    def held(thread: threading.Thread) -> None:
        if thread.name in names:
            hold(thread.name)
        run(thread)

    mock.patch.object(threading.Thread, "run", held).start()


def allow_tracing() -> None:
    """Let a process beside this one trace it, where the system would only let a parent."""
    import ctypes

    pr_set_ptracer, anybody = 0x59616D61, -1
    ctypes.CDLL(None).prctl(pr_set_ptracer, anybody, 0, 0, 0)


SWITCHES = ("journal", "looking", "syncing")


def switch_off(part: str) -> None:
    """Break what the tests are about, to see that they notice."""
    if part == "journal":
        mock.patch.object(Journal, "append").start()
    if part == "looking":  # a save believes that nobody else has written to the file, before it and after it
        mock.patch.object(MeetingFile, "_on_disk", lambda self: self.data).start()
        mock.patch.object(exchange, "put", platform.replace).start()
    if part == "syncing":
        mock.patch.object(os, "fsync").start()
        mock.patch.object(os, "fdatasync").start()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--name", default="ord", help="what the words begin with")
    parser.add_argument("--words", type=int, default=0, help="how many, and then close; 0 for no end")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two words")
    parser.add_argument("--save-every", type=int, default=0, help="words between two saves")
    parser.add_argument("--rest", type=float, default=60.0, help="seconds without a word until a save")
    parser.add_argument("--look", type=float, default=60.0, help="seconds between two looks at the file")
    parser.add_argument("--close", type=float, default=10.0, help="seconds that the end may take")
    parser.add_argument("--hold", action="append", default=[], help="a thread: main, journal or saver")
    parser.add_argument("--without", choices=SWITCHES, default="", help="a part to switch off")
    return parser.parse_args()


def main() -> int:
    wanted = arguments()
    for module in LATE:
        importlib.import_module(f"protokoll_tui.storage.{module}")
    switch_off(wanted.without)
    if wanted.hold:
        allow_tracing()
        hold_threads(wanted.hold)
    if "main" in wanted.hold:
        hold("main")
    try:
        opened = open_meeting(wanted.path)
        opened.require_writing()
    except StorageError as error:
        say("refused", error)
        return 3
    foreign: list[Foreign] = []
    pace = Pace(rest=wanted.rest, longest=wanted.rest * 3, retry=0.05, look=wanted.look, sync=0.05)
    session = Session(
        opened,
        on_save=lambda state: say("state", state.kind, state.message),
        on_foreign=foreign.append,
        pace=pace,
    )
    say("opened")
    for number in itertools.count():
        if number == wanted.words > 0:
            break
        while foreign:
            session.take_in(foreign.pop(0))
        text = word(wanted.name, number)
        session.apply("skriv", type_word(session.meeting, number, text))
        say("typed" if session.wait_journalled(5) else "unsure", text)
        if wanted.save_every and number % wanted.save_every == wanted.save_every - 1 and session.save(5):
            say("saved", text)
        time.sleep(wanted.pause)
    say("closed", session.close(wanted.close))
    return 0


if __name__ == "__main__":
    sys.exit(main())
