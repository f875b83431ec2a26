"""One open meeting and its file, which somebody else may write to as well."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.aside import Kind, aside_path
from protokoll_tui.storage.atomic import create_file, replace_file
from protokoll_tui.storage.errors import StorageError, reading_failed
from protokoll_tui.storage.reading import Loaded, parse_bytes, read_bytes, read_meeting

_Signature: TypeAlias = tuple[int, int, int, int]

_PATIENCE = 10
"""How often a save begins anew because somebody wrote to the file meanwhile."""
_SETTLE = 0.03
"""Seconds in which a file that somebody else writes to has to stay as it is to be taken for whole."""
_MOST_STATES = 1_000


class Foreign(NamedTuple):
    """A change of the file that somebody else made: what they wrote, and what they started from.

    `base` is the state of ours that theirs is most like. Numbers of one file rise from 1.
    """

    number: int
    base: Meeting
    theirs: Meeting
    data: bytes


class SaveResult(NamedTuple):
    """A save that went well: when, and what the user has to be told about it."""

    at: dt.datetime
    backup: Path | None = None
    """The old file, kept because its comments could not be carried over into the new one."""
    conflict: Path | None = None
    """What somebody else had written to the same fields of the meeting."""
    broken: Path | None = None
    """What was in the file and could not be read."""
    merged: bool = False
    """Whether something that somebody else wrote was taken in."""

    @property
    def comments_dropped(self) -> bool:
        """Tell whether the file was written anew, without the comments that were in it."""
        return self.backup is not None

    @property
    def notice(self) -> str:
        """What to tell the user, in Swedish; empty where there is nothing."""
        notices = []
        if self.conflict:
            notices.append(
                "Någon annan hade ändrat samma sak i filen. Din text står i mötet, "
                f"deras ligger kvar bredvid, som {self.conflict.name}."
            )
        elif self.merged:
            notices.append("Någon annan hade ändrat filen. Deras ändringar har tagits in i mötet.")
        if self.broken:
            notices.append(
                "Någon annan hade skrivit något i filen som inte går att läsa. "
                f"Det ligger kvar bredvid, som {self.broken.name}; i filen står ditt möte."
            )
        if self.backup:
            notices.append(
                "Filens egna kommentarer gick inte att behålla. "
                f"Filen som den var ligger kvar bredvid, som {self.backup.name}."
            )
        return " ".join(notices)


class _ChangedError(Exception):
    """Somebody wrote to the file while a save was under way."""


class MeetingFile:
    """The file of one open meeting: what is known of it, and how a meeting gets into it.

    Not safe for several threads at a time: one thread saves (see `writer`).
    """

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self.path = path
        """The file, as an absolute path. Where it is a symlink, its target is written."""
        self.meeting = loaded.meeting
        """The meeting that the file held when it was last read or written."""
        self.replaced = loaded.replaced
        """How many control characters were replaced when the file was opened."""
        self.on_foreign: Callable[[Foreign], None] | None = None
        """Told of each change that somebody else made, by the thread that saves."""
        self.data = loaded.data
        """The bytes of the file as it was last read or written."""
        self._written = loaded.data
        self._signature: _Signature | None = None
        self._states = [loaded.meeting]
        self._foreign: deque[Foreign] = deque()
        self._number = 0
        self._owed: list[tuple[Kind, bytes]] = []
        self._kept: set[bytes] = set()
        self._copies: dict[Kind, Path] = {}
        self._news = False

    @classmethod
    def open(cls, path: Path) -> MeetingFile:
        """Read the meeting in the file at `path`. Raises StorageError; the file stays as it is."""
        return cls(path.absolute(), read_meeting(path))

    @classmethod
    def create(cls, path: Path, meeting: Meeting) -> MeetingFile:
        """Write `meeting` to a new file. Raises StorageError, also where the file exists already."""
        from protokoll_tui.storage.schema import offer_schema

        data = fresh_bytes(meeting, path)
        create_file(path, data)
        offer_schema(path.parent)
        return cls(path.absolute(), parse_bytes(data, path))

    @classmethod
    def lost(cls, path: Path, meeting: Meeting, found: bytes | None) -> MeetingFile:
        """Return the file of a meeting that has gone, or can no longer be read, to be written again.

        Args:
            path: The file.
            meeting: What it is known to have held.
            found: What is in it now, to be kept beside it; None where it is not there.
        """
        file = cls(path.absolute(), Loaded(meeting, fresh_bytes(meeting, path), 0))
        if found is not None:
            file._written = found
            file.owe("trasig", found)
        return file

    def owe(self, kind: Kind, data: bytes) -> None:
        """Have a copy of `data` put beside the file before it is written the next time."""
        self._owed.append((kind, data))

    def save(self, meeting: Meeting, *, absorbed: int = 0) -> SaveResult:
        """Write `meeting` to the file, and keep the comments and unknown keys that stand in it.

        What somebody else wrote to the file since it was last read is merged in. Nothing is written where
        nothing has changed. Raises StorageError; the old file is whole then.

        Args:
            meeting: What to write.
            absorbed: The number of the last foreign change that `meeting` holds already.
        """
        now = dt.datetime.now().astimezone()
        while self._foreign and self._foreign[0].number <= absorbed:
            self._foreign.popleft()
            self._news = False  # whoever absorbed it knows of it
        for attempt in range(_PATIENCE):
            there = self._take_in()
            wanted = self._with_foreign(meeting)
            self._pay(now)
            if wanted == self.meeting and there and self._written == self.data:
                break
            try:
                self._write(wanted, now, last=attempt == _PATIENCE - 1)
                break
            except _ChangedError:
                continue
        self._signature = _signature(self.path)
        return self._told(now)

    def look(self, meeting: Meeting) -> bool:
        """Take in what somebody else may have written. Tell whether `meeting` is to be saved again.

        That is so where their change and ours are to be brought together, and where the file has gone.
        It costs one question about the file where nothing has happened. Raises StorageError.
        """
        try:
            signature = _signature(self.path)
        except StorageError:
            self._signature = None
            raise
        if signature is not None and signature == self._signature:
            return False
        there = self._take_in()
        self._signature = signature
        return not there or bool(self._owed) or self._with_foreign(meeting) != self.meeting

    def set_aside(self, meeting: Meeting) -> SaveResult:
        """Write `meeting` to a copy beside the file instead, where it holds anything that the file does not.

        Raises StorageError.
        """
        now = dt.datetime.now().astimezone()
        found = self._on_disk()
        theirs = _parsed(found, self.path) if found is not None else None
        if meeting in (theirs, self.meeting):
            return self._told(now)
        self._keep("konflikt", fresh_bytes(meeting, self.path), now)
        return self._told(now)

    # --- what somebody else has written -----------------------------------------------------------

    def _take_in(self) -> bool:
        """Read the file and take in what somebody else wrote to it. Return whether it is there."""
        found = self._on_disk()
        if found is None or found in (self.data, self._written):
            return found is not None
        found = self._settled(found)
        theirs = None if self._is_torn(found) else _parsed(found, self.path)
        if theirs is None:
            self.owe("trasig", found)
            self._written = found
            return True
        self._absorb(theirs, found)
        return True

    def _settled(self, found: bytes) -> bytes:
        """Return what is in the file when nobody is in the middle of writing to it any more."""
        for _ in range(_PATIENCE):
            time.sleep(_SETTLE)
            before, found = found, self._on_disk() or b""
            if found == before:
                break
        return found

    def _is_torn(self, found: bytes) -> bool:
        """Tell whether `found` is no meeting but the beginning of one: emptied, or half of it synced."""
        return not found.strip() or any(known.startswith(found) for known in (self.data, self._written))

    def _absorb(self, theirs: Meeting, data: bytes) -> None:
        from protokoll_tui.storage.merge3 import nearest

        self._number += 1
        foreign = Foreign(self._number, nearest(self._states, theirs), theirs, data)
        self._foreign.append(foreign)
        self._news = True
        if self.on_foreign:
            self.on_foreign(foreign)
        self.data = self._written = data
        self._stands(theirs)

    def _with_foreign(self, meeting: Meeting) -> Meeting:
        """Return `meeting` with the foreign changes that it does not hold yet."""
        from protokoll_tui.storage.merge3 import merge

        for foreign in self._foreign:
            merged = merge(foreign.base, meeting, foreign.theirs)
            if merged.conflicts:
                self.owe("konflikt", foreign.data)
            meeting = merged.meeting
        return meeting

    def _on_disk(self) -> bytes | None:
        """Return what the file holds now; None where it has been taken away, to be written again."""
        try:
            return read_bytes(self.path)
        except StorageError:
            if _signature(self.path) is not None:
                raise
            return None

    # --- writing ----------------------------------------------------------------------------------

    def _write(self, meeting: Meeting, now: dt.datetime, *, last: bool) -> None:
        data = self._merged(meeting)
        if data is None:
            data = fresh_bytes(meeting, self.path)
            self._keep("bak", self.data, now)

        def last_look() -> None:
            found = self._on_disk()
            if found is not None and found not in (self.data, self._written):
                if not last:
                    raise _ChangedError
                # Somebody writes all the time; what is there now is kept beside.
                self._keep("konflikt", found, now)
            # From here on the file may come to hold these bytes, even where an error is reported.
            self._written = data

        replace_file(self.path, data, last_look)
        self.data = data
        self._stands(meeting)

    def _stands(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._states.append(meeting)
        if len(self._states) > _MOST_STATES:
            del self._states[1 : _MOST_STATES // 2 : 2]

    def _pay(self, now: dt.datetime) -> None:
        """Put the copies that are owed beside the file."""
        while self._owed:
            self._keep(*self._owed[0], now)
            del self._owed[0]

    def _keep(self, kind: Kind, data: bytes, now: dt.datetime) -> None:
        """Write `data` to a new file beside the meeting's, once however often a save is tried again."""
        if data not in self._kept:
            beside = aside_path(self.path, kind, now)
            create_file(beside, data)
            self._kept.add(data)
            self._copies[kind] = beside

    def _told(self, now: dt.datetime) -> SaveResult:
        """Return what there is to tell since the last save that went well."""
        copies, self._copies = self._copies, {}
        news, self._news = self._news, False
        return SaveResult(now, copies.get("bak"), copies.get("konflikt"), copies.get("trasig"), news)

    def _merged(self, meeting: Meeting) -> bytes | None:
        """Return the file's text with `meeting` merged in, or None where that did not come out right."""
        from protokoll_tui.storage.merging import merge_text

        try:
            text = self.data.decode("utf-8-sig")
            crlf = "\r\n" in text
            merged = merge_text(text.replace("\r\n", "\n"), self.meeting, meeting)
            data = (merged.replace("\n", "\r\n") if crlf else merged).encode()
            return data if parse_bytes(data, self.path).meeting == meeting else None
        except Exception:  # whatever went wrong in there: the text of the meeting matters more
            return None


def fresh_bytes(meeting: Meeting, path: Path) -> bytes:
    """Return the bytes of a new file that reads back as `meeting`. Raises StorageError where none does."""
    from protokoll_tui.storage.writing import dump_new

    data = dump_new(meeting).encode("utf-8", "replace")
    if parse_bytes(data, path).meeting == meeting:
        return data
    # An edit has let through what the model would have cleaned; what the model makes of it can be kept.
    cleaned = Meeting.model_validate(meeting.model_dump())
    data = dump_new(cleaned).encode()
    if parse_bytes(data, path).meeting != cleaned:
        raise StorageError(
            path, "Mötet gick inte att skriva så att det kan läsas tillbaka.", "Ångra det sista."
        )
    return data


def _parsed(data: bytes, path: Path) -> Meeting | None:
    try:
        return parse_bytes(data, path).meeting
    except StorageError:
        return None


def _signature(path: Path) -> _Signature | None:
    """Return what changes with every change of the file; None where it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked each second
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise reading_failed(path, error) from error
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
