"""Earlier states of a meeting: copies of its file, bounded in number and age.

A copy of the file as it was is kept at the first save of a session and then at most every five minutes, and
always before something is taken in that was written elsewhere. They lie in the meeting's folder of state.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.status import is_locked, restored
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.errors import StorageError, writing_failed
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.save_result import SaveResult

EVERY = 300.0
"""Seconds between two versions of one session."""
NEWEST = 20
"""Versions that are kept at least, of those that are not too old."""
DAYS = 30
"""Days back of which the last version of each day is kept."""
OLDEST = 365
"""Days back of which the last version of each month is kept. What is older goes, all but the newest."""

_FILE = "file"
_NAME = re.compile(r"(?P<number>\d{6})-(?P<at>\d{8}T\d{6})\.toml")


@dataclass(frozen=True, slots=True)
class Version:
    """A copy of a meeting's file. Numbers rise with time, also where a clock went back."""

    path: Path
    number: int
    at: dt.datetime
    """When the copy was made: until then the file was like this."""


def list_versions(path: Path) -> list[Version]:
    """Return the versions of the meeting at `path`, the newest first."""
    folder = _folder(path)
    return _versions(folder)[::-1] if folder else []


def read_version(version: Version) -> Meeting:
    """Return the meeting as it was. Raises StorageError."""
    return read_meeting(version.path).meeting


class Keeper:
    """Keeps versions of one open meeting. Not safe for several threads at a time."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._last: float | None = None

    def offer(self, data: bytes, *, now: bool = False) -> None:
        """Keep a copy of the file, which held `data`, where it is time for one, or where it is to be `now`.

        A copy that is there already is not made again. Raises OSError.
        """
        if not data or not (now or self._last is None or self._clock() - self._last >= EVERY):
            return
        folder = _folder(self._path)
        if folder is None:
            return
        if self._last is None:  # also those of meetings that nobody opens any more
            for each in state.meeting_folders():
                _expire(each / "versions")
        self._last = self._clock()
        state.private_folder(folder.parent)
        _note_file(folder.parent, self._path)
        state.private_folder(folder)
        versions = _versions(folder)
        if not versions or not _holds(versions[-1], data):
            _make(folder, versions[-1].number + 1 if versions else 1, data)
            _expire(folder)


def _holds(version: Version, data: bytes) -> bool:
    return version.path.stat().st_size == len(data) and version.path.read_bytes() == data


def _make(folder: Path, number: int, data: bytes) -> None:
    stamp = dt.datetime.now().astimezone().strftime("%Y%m%dT%H%M%S")
    path = folder / f"{number:06}-{stamp}.toml"
    descriptor = os.open(path, platform.NEW_FILE, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def superfluous(versions: list[Version], today: dt.date) -> list[Version]:
    """Return the versions that can go: too many, or too old. The newest one always stays."""
    ordered = sorted(versions, key=lambda version: version.number)
    young = [version for version in ordered if (today - version.at.date()).days < OLDEST]
    last_days = [version for version in young if (today - version.at.date()).days < DAYS]
    kept = {*ordered[-1:], *young[-NEWEST:]}
    kept.update({version.at.date(): version for version in last_days}.values())
    kept.update({(version.at.year, version.at.month): version for version in young}.values())
    return [version for version in ordered if version not in kept]


def _expire(folder: Path) -> None:
    today = dt.date.today()  # noqa: DTZ011 - as the versions are dated
    for old in superfluous(_versions(folder), today):
        with contextlib.suppress(OSError):
            old.path.unlink(missing_ok=True)


def last_readable(path: Path) -> Version | None:
    """Return the newest version that can be opened, for when the file itself cannot."""
    for version in list_versions(path):
        with contextlib.suppress(StorageError):
            read_version(version)
            return version
    return None


def restore_version(path: Path, version: Version) -> SaveResult:
    """Write an earlier state to the meeting's file, as an edit would: the state before is a version then.

    For a meeting that is not open. In one that is open the restored meeting is applied as an edit, so that
    it can be undone. What has been logged since stays so. Raises StorageError, also where a program has the
    meeting open, where the state before cannot be kept, and where the minutes are locked.
    """
    from protokoll_tui.storage.opening import open_meeting

    meeting = read_version(version)
    opened = open_meeting(path, instead=meeting)
    try:
        opened.require_writing()
        if is_locked(opened.meeting):
            raise StorageError(
                path, "Protokollet är låst.", "Lås upp det först: öppna mötet, Klart – F6, Ändra status."
            )
        meeting = restored(meeting, opened.meeting)
        if opened.journals:  # also those that know nothing more: they would bring back what is undone here
            opened.save()
        try:
            Keeper(path).offer(opened.file.data, now=True)
        except OSError as error:
            raise writing_failed(path, error) from error
        return opened.file.save(meeting)
    finally:
        opened.release()


def file_of(folder: Path) -> Path | None:
    """Return the file whose versions lie in a folder of state; None where that is not known."""
    try:
        name = (folder / _FILE).read_bytes()
    except OSError:
        return None
    return Path(os.fsdecode(name)) if name else None


def _note_file(folder: Path, path: Path) -> None:
    """Note whose versions these are: the name of the folder does not tell."""
    note, name = folder / _FILE, os.fsencode(os.path.realpath(path))
    if not note.exists() or note.read_bytes() != name:
        note.write_bytes(name)


def _folder(path: Path) -> Path | None:
    folder = state.meeting_folder(path)
    return folder / "versions" if folder else None


def _versions(folder: Path) -> list[Version]:
    """Return the versions in a folder, the oldest first."""
    found = []
    with contextlib.suppress(OSError):
        for each in folder.iterdir():
            if name := _NAME.fullmatch(each.name):
                at = dt.datetime.strptime(name["at"], "%Y%m%dT%H%M%S").astimezone()
                found.append(Version(each, int(name["number"]), at))
    return sorted(found, key=lambda version: version.number)
