"""One open meeting and its file, which somebody else may write to as well."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage import on_disk
from protokoll_tui.storage.aside import Kind, aside_path
from protokoll_tui.storage.atomic import create_file, exchange_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.judging import is_blank, is_cut, is_cut_in_line
from protokoll_tui.storage.leftovers import clean_leftovers
from protokoll_tui.storage.reading import MAX_BYTES, Loaded, parse_bytes, read_bytes, read_meeting
from protokoll_tui.storage.save_result import SaveResult

_PATIENCE = 10
"""How often a save begins anew because somebody wrote to the file meanwhile."""
_MOST_STATES = 1_000


class Foreign(NamedTuple):
    """A change of the file that somebody else made: what they wrote, and what they started from.

    `base` is the state of ours that theirs is most like. Numbers of one file rise from 1.
    """

    number: int
    base: Meeting
    theirs: Meeting
    data: bytes


class _ChangedError(Exception):
    """Somebody wrote to the file while a save was under way."""


class MeetingFile:
    """The file of one open meeting: what is known of it, and how a meeting gets into it.

    Not safe for several threads at a time: one thread saves (see `writer`).
    """

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self.path = Path(os.path.realpath(path))
        """The file itself, also where it was opened by a link: what is a link to another file later is not
        this meeting."""
        self.meeting = loaded.meeting
        """The meeting that the file held when it was last read or written."""
        self.replaced = loaded.replaced
        """How many control characters were replaced when the file was opened."""
        self.on_foreign: Callable[[Foreign], None] | None = None
        """Told of each change that somebody else made, by the thread that saves."""
        self.data = loaded.data
        """The bytes that the next save starts from: of the file as it was last read or written."""
        self._written = loaded.data  # what the file holds, as far as is known
        self._attempted = loaded.data  # what it may hold too, after a save that went wrong
        self._opened_as = path.absolute()
        self._leads_to = self.path
        self._signature: on_disk.Signature | None = None
        self._inode = on_disk.inode(self.path)
        self._states = [loaded.meeting]
        self._foreign: deque[Foreign] = deque()
        self._number = 0
        self._owed: list[tuple[Kind, bytes]] = []
        self._kept: set[bytes] = set()
        self._news = SaveResult(dt.datetime.now().astimezone())
        self._strays: list[Path] = []  # files beside with what somebody else wrote, until it is kept
        self._is_cleaned = False

    @classmethod
    def open(cls, path: Path) -> MeetingFile:
        """Read the meeting in the file at `path`. Raises StorageError; the file stays as it is."""
        return cls(path, read_meeting(path))

    @classmethod
    def create(cls, path: Path, meeting: Meeting) -> MeetingFile:
        """Write `meeting` to a new file. Raises StorageError, also where the file exists already."""
        from protokoll_tui.storage.schema import offer_schema

        data = fresh_bytes(meeting, path)
        create_file(path, data)
        offer_schema(path.parent)
        return cls(path, parse_bytes(data, path))

    @classmethod
    def lost(cls, path: Path, meeting: Meeting, found: bytes | None) -> MeetingFile:
        """Return the file of a meeting that has gone, or can no longer be read, to be written again.

        Args:
            path: The file.
            meeting: What it is known to have held.
            found: What is in it now, to be kept beside it; None where it is not there.
        """
        file = cls(path, Loaded(meeting, fresh_bytes(meeting, path), 0))
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
            self._news = self._news._replace(merged=False)  # whoever absorbed it knows of it
        self._clean()
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
        self._forget_strays()
        self._remember_signature()
        return self._told(now)

    def bytes_of(self, meeting: Meeting) -> Callable[[], bytes]:
        """Return what makes the bytes that the file holds when `meeting` has been saved, without saving it.

        They are made of what stands now, when they are asked for; in another program, if need be.
        """
        return partial(_saved_bytes, self.data, meeting, self.path)

    def look(self, meeting: Meeting) -> bool:
        """Take in what somebody else may have written. Tell whether `meeting` is to be saved again.

        That is so where their change and ours are to be brought together, where the file has gone, and where
        there is something to tell. It costs a question or two about the file where nothing has happened.
        Raises StorageError.
        """
        self._clean()
        try:
            signature = on_disk.signature(self.path)
        except StorageError:
            self._signature = None
            raise
        news = bool(self._owed) or self._link_has_moved()
        if signature is not None and signature == self._signature:
            return news
        there = self._take_in()
        self._signature = signature
        return news or not there or bool(self._owed) or self._with_foreign(meeting) != self.meeting

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
        if not self._knows(found):
            found = on_disk.settled(self._on_disk)
        self._news = self._news._replace(missed=None, renamed=None)
        if found is None:
            renamed = on_disk.renamed(self.path, self._inode, self._knows)
            self._news = self._news._replace(missed=self.path, renamed=renamed)
        elif self._knows(found):
            self._written = found
        else:
            self._judge(found)
        return found is not None

    def _knows(self, found: bytes | None) -> bool:
        return found is not None and found in (self.data, self._written, self._attempted)

    def _judge(self, found: bytes) -> bool:
        """Take in what somebody else wrote. Returns False where it is no meeting, to be put beside."""
        theirs = _parsed(found, self.path)
        whole = theirs is not None and self._is_whole(theirs, found)
        if theirs is not None and whole:
            self._absorb(theirs, found)
        else:
            self.owe("trasig", found)
            self._written = found
        return whole

    def _is_whole(self, theirs: Meeting, found: bytes) -> bool:
        """Tell whether what was found is what somebody wrote, and not what a fault has left of ours."""
        if is_blank(found) or any(is_cut_in_line(found, ours) for ours in (self.data, self._written)):
            return False
        return theirs in self._states or not is_cut(theirs, self.meeting)

    def _absorb(self, theirs: Meeting, data: bytes) -> None:
        from protokoll_tui.storage.merge3 import nearest

        if self._strays:  # a second one, while the first is in no file yet
            self.owe("konflikt", self.data)
        base = nearest(self._states, theirs)
        if base == theirs:  # they have put an earlier state back: that takes away what came after it
            base = self.meeting
        self._number += 1
        foreign = Foreign(self._number, base, theirs, data)
        self._foreign.append(foreign)
        self._news = self._news._replace(merged=True)
        if self.on_foreign:
            self.on_foreign(foreign)
        self.data = self._written = data
        self._stands(theirs)

    def _with_foreign(self, meeting: Meeting) -> Meeting:
        """Return `meeting` with the foreign changes that it does not hold yet."""
        from protokoll_tui.storage.joining import bring_in

        for foreign in self._foreign:
            meeting, beside = bring_in(foreign, meeting, self.path)
            self._owed += beside
        return meeting

    def _on_disk(self) -> bytes | None:
        """Return what the file holds now; None where it has been taken away, to be written again."""
        return on_disk.content(self.path)

    def _link_has_moved(self) -> bool:
        """Tell whether the link that the meeting was opened by leads elsewhere, which has not been told."""
        if self._opened_as == self.path:
            return False
        before, self._leads_to = self._leads_to, Path(os.path.realpath(self._opened_as))
        if self._leads_to in (before, self.path):
            return False
        self._news = self._news._replace(link=(self._opened_as, self.path))
        return True

    def _clean(self) -> None:
        """Take up what a program that was killed has left beside the file."""
        if self._is_cleaned:
            return
        self._is_cleaned = True
        for leftover, found in clean_leftovers(self.path):
            self.owe("konflikt", found)
            self._strays.append(leftover)

    # --- writing ----------------------------------------------------------------------------------

    def _write(self, meeting: Meeting, now: dt.datetime, *, last: bool) -> None:
        data = self._merged(meeting)
        if data is None:
            data = fresh_bytes(meeting, self.path)
            self._keep("bak", self.data, now)
        if len(data) > MAX_BYTES:
            raise _too_large(self.path)

        def last_look() -> bytes | None:
            found = self._on_disk()
            if found is not None and not self._knows(found):
                if not last:
                    raise _ChangedError
                # Somebody writes all the time; what is there now is kept beside.
                self._keep("konflikt", found, now)
            # From here on the file may come to hold these bytes, even where an error is reported.
            self._attempted = data
            return found

        stray = exchange_file(self.path, data, last_look)
        if stray is None:
            self.data = self._written = data
            self._stands(meeting)
            return
        self._take_stray(stray, meeting, data)
        if not last:
            raise _ChangedError

    def _take_stray(self, stray: Path, meeting: Meeting, data: bytes) -> None:
        """Take in what somebody else had written just before the file was replaced, and that came out of it.

        They had not seen what replaced it. The next save starts from theirs, so that their comments are kept;
        until then it stays where it is.
        """
        found = on_disk.settled(lambda: read_bytes(stray)) or b""
        if self._judge(found):
            self._states.insert(-1, meeting)
        else:
            self.data = data
            self._stands(meeting)
        self._written = data
        self._strays.append(stray)

    def _forget_strays(self) -> None:
        """Remove the files beside whose content is now in the file, or in a copy beside it."""
        if self._written == self.data and not self._owed:
            while self._strays:
                with contextlib.suppress(OSError):
                    self._strays[-1].unlink(missing_ok=True)
                self._strays.pop()

    def _stands(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self._states.append(meeting)
        if len(self._states) > _MOST_STATES:
            del self._states[1 : _MOST_STATES // 2 : 2]

    def _remember_signature(self) -> None:
        """Remember how the file looks that was written, unless somebody has been there again since."""
        signature = on_disk.signature(self.path)
        self._signature = signature if self._on_disk() == self.data else None
        self._inode = signature[0] if self._signature and signature else self._inode

    def _pay(self, now: dt.datetime) -> None:
        """Put the copies that are owed beside the file."""
        while self._owed:
            self._keep(*self._owed[0], now)
            del self._owed[0]

    def _keep(self, kind: Kind, data: bytes, now: dt.datetime) -> None:
        """Write `data` to a new file beside the meeting's, once however often a save is tried again."""
        if data not in self._kept:
            beside = aside_path(self.path, kind, now)
            while os.path.lexists(beside):
                now += dt.timedelta(microseconds=1)
                beside = aside_path(self.path, kind, now)
            create_file(beside, data)
            self._kept.add(data)
            self._news = self._news.with_copy(kind, beside)

    def _told(self, now: dt.datetime) -> SaveResult:
        """Return what there is to tell since the last save that went well."""
        told, self._news = self._news, SaveResult(now)
        return told._replace(at=now)

    def _merged(self, meeting: Meeting) -> bytes | None:
        from protokoll_tui.storage.merging import merge_bytes

        return merge_bytes(self.data, self.meeting, meeting, self.path)


def _saved_bytes(data: bytes, meeting: Meeting, path: Path) -> bytes:
    from protokoll_tui.storage.merging import merge_bytes

    old = parse_bytes(data, path).meeting
    return merge_bytes(data, old, meeting, path) or fresh_bytes(meeting, path)


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


def _too_large(path: Path) -> StorageError:
    return StorageError(
        path,
        f"Mötet är större än {MAX_BYTES // 1_000_000} MB, och en så stor fil går inte att öppna igen.",
        "Ta bort eller korta det längsta (Ctrl+Z ångrar det senaste).",
    )
