"""The journal: every change of a meeting, on the local disk before the next key.

A file that is only added to, line by line: a checksum, a space, and an object of JSON. The first line says
whose journal it is. Then comes the meeting that the file holds, as JSON text, and after it each change: the
piece of that text that is new, and how much stays on either side of it. Now and then the whole text stands
there again, so that one bad line costs little. Where the meeting has been saved a line says which state.

A line that is torn or does not match its checksum is as if it were not there, so a journal is never worth
less than its last good line.
"""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import PydanticSerializationError, from_json, to_json

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import platform
from protokoll_tui.storage.reading import MAX_BYTES

VERSION = 1
WHOLE_EVERY = 200
"""Changes between two lines that hold the whole meeting."""
_RECENT = 200
_LONGEST = 20 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class Head:
    """Whose journal it is: the meeting's real path, and the program that wrote it.

    `holds` names the journals before this one whose text is in all of its states but the first.
    """

    path: str
    pid: int
    host: str
    since: str
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """The meeting after a change, as JSON text, and when and where the change was made."""

    number: int
    text: str
    at: str = ""
    place: Place | None = None

    def meeting(self) -> Meeting:
        """Return the meeting. Raises ValueError where the model refuses it."""
        return Meeting.model_validate_json(self.text)


@dataclass(slots=True)
class Content:
    """What a journal holds.

    `bases` are states that were in the meeting's file, and `recent` the last ones that there were: the
    program may have ended between a save and the note of it.
    """

    path: Path
    head: Head
    last: State
    saved: int
    bases: list[State] = field(default_factory=list)
    recent: list[State] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """Tell how many changes came after the last save."""
        return self.last.number - self.saved

    def holds(self, other: Content) -> bool:
        """Tell whether all that another journal knows is in this one, which was begun after it."""
        return other.path.name in self.head.holds and self.last.number > self.bases[0].number


def text_of(meeting: Meeting) -> str:
    """Return a meeting as JSON text, cleaned where it holds what no text file can."""
    try:
        return meeting.model_dump_json(exclude_defaults=True)
    except PydanticSerializationError:
        return Meeting.model_validate(meeting.model_dump()).model_dump_json(exclude_defaults=True)


class Journal:
    """A journal that is written. Not safe for several threads at a time.

    Every method raises OSError; the file then ends with its last whole line, and is to be given up.
    """

    def __init__(self, path: Path, meeting_path: Path, base: State, holds: Sequence[Path] = ()) -> None:
        """Begin a journal at `path`, a name that must be free, with what the meeting's file holds.

        `holds` are the journals before this one whose text is in every state that is appended.
        """
        self.path = path
        _, host = platform.user_and_host()
        self._descriptor = os.open(path, platform.NEW_JOURNAL, 0o600)
        self._size = 0
        self._text = ""
        self._since_whole = WHOLE_EVERY
        self._new = True
        try:
            self._write(
                {
                    "journal": VERSION,
                    "path": os.path.realpath(meeting_path),
                    "pid": os.getpid(),
                    "host": host,
                    "since": _now(),
                    "holds": [each.name for each in holds],
                }
            )
            self.append(base)
        except BaseException:
            self.remove()
            raise

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._size

    def append(self, state: State) -> None:
        """Write a state. It survives the end of the program at once, a power cut after `sync`."""
        whole = self._since_whole >= WHOLE_EVERY
        start, end = (0, 0) if whole else common(self._text, state.text)
        line: dict[str, Any] = {
            "n": state.number,
            "at": state.at or _now(),
            "keep": None if whole else (start, end),
            "text": state.text[start : len(state.text) - end],
            "sum": _sum(state.text),
        }
        if state.place is not None:
            line["place"] = (state.place.item, state.place.entry, state.place.offset)
        self._write(line)
        self._text = state.text
        self._since_whole = 1 if whole else self._since_whole + 1

    def mark_saved(self, number: int) -> None:
        """Say that the state with this number is in the meeting's file, and on its disk."""
        self._write({"saved": number})

    def sync(self) -> None:
        """Make all that was written survive a power cut."""
        platform.sync_data(self._descriptor)
        if self._new:
            platform.sync_folder(self.path.parent)
            self._new = False

    def close(self) -> None:
        """Close the file and leave it there."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def remove(self) -> None:
        """Close the file and take it away."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _write(self, line: dict[str, Any]) -> None:
        body = to_json(line)
        data = b"%08x %s\n" % (zlib.crc32(body), body)
        try:
            written = os.write(self._descriptor, data)
            if written != len(data):
                raise OSError(28, os.strerror(28))  # a disk that takes half a line is full
        except OSError:
            os.ftruncate(self._descriptor, self._size)  # or the next line would grow out of half of this
            raise
        self._size += len(data)


def read_journal(path: Path) -> Content | None:
    """Return what the journal at `path` holds; None where it is none, or nothing in it can be read."""
    try:
        if path.stat().st_size > _LONGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    lines = _lines(data)
    head = _head(next(lines, None))
    if head is None:
        return None
    return _states(path, head, lines)


def is_blank(path: Path) -> bool:
    """Tell whether the journal at `path` was begun but holds no state yet."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).count(b"\n") < 2
    except OSError:
        return False


def _states(path: Path, head: Head, lines: Iterator[dict[str, Any]]) -> Content | None:
    text: str | None = None
    last: State | None = None
    saved = -1
    recent: OrderedDict[int, State] = OrderedDict()
    bases: list[State] = []
    for line in lines:
        try:
            if "saved" in line:
                saved = int(line["saved"])
                if saved in recent:
                    bases.append(recent[saved])
                continue
            text = _text(line, text)
            if text is None:
                continue
            last = State(int(line["n"]), text, str(line.get("at", "")), _place(line.get("place")))
        except (KeyError, TypeError, ValueError):
            text = None
            continue
        if saved < 0:
            saved = last.number  # the first state is what the file held
            bases.append(last)
        recent[last.number] = last
        if len(recent) > _RECENT:
            recent.popitem(last=False)
    if last is None:
        return None
    states = list(recent.values())
    return Content(path, head, last, min(saved, last.number), bases[-_RECENT:] or states[:1], states)


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the lines that are whole and true."""
    for line in data.split(b"\n")[:-1]:
        mark, _, body = line.partition(b" ")
        try:
            if int(mark, 16) == zlib.crc32(body) and isinstance(found := from_json(body), dict):
                yield found
        except ValueError:
            continue


def _head(line: dict[str, Any] | None) -> Head | None:
    if line is None or line.get("journal") != VERSION:
        return None
    try:
        holds = tuple(str(name) for name in line["holds"])
        return Head(str(line["path"]), int(line["pid"]), str(line["host"]), str(line["since"]), holds)
    except (KeyError, TypeError, ValueError):
        return None


def _text(line: dict[str, Any], before: str | None) -> str | None:
    """Return the text of a state; None where a line that it builds on is missing."""
    text: str = line["text"]
    if line["keep"] is not None:
        if before is None:
            return None
        start, end = line["keep"]
        text = before[:start] + text + before[len(before) - end :]
    return text if _sum(text) == line["sum"] else None


def _place(data: Any) -> Place | None:
    if data is None:
        return None
    item, entry, offset = data
    return Place(tuple(int(index) for index in item), int(entry), int(offset))


def common(before: str, after: str) -> tuple[int, int]:
    """Return how many characters two texts share at their start, and how many of the rest at their end."""
    shortest = min(len(before), len(after))
    start = _longest(shortest, lambda size: before[:size] == after[:size])
    rest = shortest - start
    end = _longest(rest, lambda size: before[len(before) - size :] == after[len(after) - size :])
    return start, end


def _longest(size: int, fits: Any) -> int:
    """Return the largest number up to `size` that fits, where every smaller one fits too."""
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _sum(text: str) -> int:
    return zlib.crc32(text.encode())


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
