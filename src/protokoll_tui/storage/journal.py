"""The journal: every change of a meeting, on the local disk before the next key.

A file that is only added to, line by line: a checksum, a space, and an object of JSON. Some lines hold the
whole meeting, as JSON text, and say whose journal it is: the first one, and then one now and then. Each of
them stands there twice. Every other change is the piece of the text that is new, and how much stays on either
side of it in the whole meeting before. Where the meeting has been saved a line says which state.

So a line needs nothing but one whole meeting before it. One that is torn or does not match its checksum is as
if it were not there: it costs the change that it holds, and `Content.damaged` says that there was one.
"""

from __future__ import annotations

import datetime as dt
import os
import zlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import PydanticSerializationError, from_json, to_json

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import platform
from protokoll_tui.storage.reading import MAX_BYTES

VERSION = 2
WHOLE_EVERY = 200
"""Changes between two lines that hold the whole meeting."""
_LONG_PIECE = 2_000
"""Characters of a piece that are too many, where the eighth of a meeting is less."""
_RECENT = 200
_LONGEST = 50 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class Head:
    """Whose journal it is: the meeting's real path, and the program that wrote it.

    `holds` names the journals before this one whose text is in all of its states but the first. `started`
    tells the program from a later one that got its number.
    """

    path: str
    pid: int
    started: str
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
    damaged: bool = False
    """Whether some of it cannot be read."""
    cut: bool = False
    """Whether that is after the last state, so that a later one may be missing."""

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
        pid = os.getpid()
        _, host = platform.user_and_host()
        self._head = {
            "journal": VERSION,
            "path": os.path.realpath(meeting_path),
            "pid": pid,
            "started": platform.started(pid),
            "host": host,
            "since": _now(),
            "holds": [each.name for each in holds],
        }
        self._descriptor = os.open(path, platform.NEW_JOURNAL, 0o600)
        self._size = 0
        self._whole: State | None = None
        self._since_whole = 0
        self._new = True
        try:
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
        line: dict[str, Any] = {"n": state.number, "at": state.at or _now()}
        if state.place is not None:
            line["place"] = (state.place.item, state.place.entry, state.place.offset)
        change = self._change(state.text)
        if change is None:
            self._write(self._head | line | {"text": state.text}, times=2)
            self._whole, self._since_whole = state, 0
        else:
            self._write(line | change)
            self._since_whole += 1

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

    def _change(self, text: str) -> dict[str, Any] | None:
        """Return what is new since the last whole meeting; None where the whole one is to be written."""
        if self._whole is None or self._since_whole >= WHOLE_EVERY:
            return None
        start, end = common(self._whole.text, text)
        piece = text[start : len(text) - end]
        if len(piece) > max(_LONG_PIECE, len(text) // 8):
            return None
        return {"on": self._whole.number, "keep": (start, end), "text": piece, "sum": _sum(text)}

    def _write(self, line: dict[str, Any], times: int = 1) -> None:
        body = to_json(line)
        # With a line end on either side no wrong byte costs more than one line.
        data = b"\n%08x %s\n" % (zlib.crc32(body), body) * times
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
    reader = _Reader()
    *lines, rest = data.split(b"\n")
    for line in filter(None, lines):
        reader.take(line)
    if rest:
        reader.damaged = reader.cut = True
    return reader.content(path)


def is_blank(path: Path) -> bool:
    """Tell whether the journal at `path` was begun but holds no line yet."""
    try:
        with path.open("rb") as file:
            start = file.read(_LONGEST)
    except OSError:
        return False
    return start.count(b"\n") < 2 and b"\0" not in start


class _Reader:
    """Takes the lines of a journal, one after the other, and keeps what they say."""

    def __init__(self) -> None:
        self.damaged = self.cut = False
        self._head: Head | None = None
        self._whole: tuple[int, str] | None = None
        self._saved = -1
        self._bases: list[State] = []
        self._recent: OrderedDict[int, State] = OrderedDict()

    def take(self, line: bytes) -> None:
        """Take a line; where it is of no use, remember that."""
        try:
            found = _opened(line)
            if "saved" in found:
                self._note_saved(int(found["saved"]))
            else:
                self._note(self._state(found))
        except (KeyError, TypeError, ValueError):
            self.damaged = self.cut = True

    def content(self, path: Path) -> Content | None:
        """Return all that was found; None where there was no state."""
        if self._head is None or not self._recent:
            return None
        states = list(self._recent.values())
        last, bases = states[-1], self._bases[-_RECENT:] or states[:1]
        saved = min(self._saved, last.number)
        return Content(path, self._head, last, saved, bases, states, self.damaged, self.cut)

    def _state(self, line: dict[str, Any]) -> State:
        text: str = line["text"]
        number = int(line["n"])
        if "journal" in line:
            self._head = _head(line)
            self._whole = number, text
        else:
            text = self._with(line)
        return State(number, text, str(line.get("at", "")), _place(line.get("place")))

    def _with(self, line: dict[str, Any]) -> str:
        """Return the whole text after a change. Raises ValueError where what it builds on is missing."""
        on, whole = self._whole or (-1, "")
        start, end = line["keep"]
        text = whole[:start] + str(line["text"]) + whole[len(whole) - end :]
        if on != line["on"] or _sum(text) != line["sum"]:
            raise ValueError("the line builds on another meeting")
        return text

    def _note(self, state: State) -> None:
        self.cut = False
        if self._saved < 0:
            self._saved = state.number  # the first state is what the file held
            self._bases.append(state)
        self._recent[state.number] = state
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    def _note_saved(self, number: int) -> None:
        if self._recent and number > next(reversed(self._recent)):
            self.cut = False  # what cannot be read here is in the file
        self._saved = number
        if number in self._recent:
            self._bases.append(self._recent[number])


def _opened(line: bytes) -> dict[str, Any]:
    """Return what a line says. Raises ValueError where it is not as it was written."""
    mark, _, body = line.partition(b" ")
    if int(mark, 16) != zlib.crc32(body):
        raise ValueError("the checksum is another one")
    found = from_json(body)
    if not isinstance(found, dict):
        raise TypeError("a line holds an object")
    return found


def _head(line: dict[str, Any]) -> Head:
    if line["journal"] != VERSION:
        raise ValueError("a journal of another version")
    holds = tuple(str(name) for name in line["holds"])
    pid, started = int(line["pid"]), str(line["started"])
    return Head(str(line["path"]), pid, started, str(line["host"]), str(line["since"]), holds)


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


def _longest(size: int, fits: Callable[[int], bool]) -> int:
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
