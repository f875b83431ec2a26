"""Follow a meeting that another program writes: what is in its file now, and whether it is still written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, TypeAlias

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.lock import Holder, writer_of
from protokoll_tui.storage.reading import read_meeting

_Signature: TypeAlias = tuple[int, int, int]


class Seen(NamedTuple):
    """What was seen: the meeting, None where the file is as it was or cannot be read, and who writes it."""

    meeting: Meeting | None
    writer: Holder | None


class Following:
    """Looks at the meeting in the file at `path`. A look costs little while nothing happens."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._signature: _Signature | None = None

    def look(self) -> Seen:
        """Return what there is to see now. It asks a disk: not for the thread of the screen."""
        # Who writes is asked first: of a program that has left, the file holds all.
        writer = writer_of(self._path)
        return Seen(self._read(), writer)

    def _read(self) -> Meeting | None:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - asked again and again
            signature = (found.st_ino, found.st_size, found.st_mtime_ns)
            if signature == self._signature:
                return None
            meeting = read_meeting(self._path).meeting
        except (OSError, StorageError):
            return None  # it is being replaced, or on its way; the next look will tell
        self._signature = signature
        return meeting
