"""Earlier states of a meeting: copies of its file, bounded in number and age.

A copy of the file as it was is kept at the first save of a session and then at most every five minutes, and
always before something is taken in that was written elsewhere. They lie in the meeting's folder of state.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.errors import StorageError, writing_failed
from protokoll_tui.storage.lock import holder_of
from protokoll_tui.storage.meeting_file import SaveResult
from protokoll_tui.storage.reading import read_meeting

EVERY = 300.0
"""Seconds between two versions of one session."""
NEWEST = 20
"""Versions that are kept whatever their age."""
DAYS = 30
"""Days of which one version each is kept."""

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
        self._last = self._clock()
        state.private_folder(folder.parent)
        state.private_folder(folder)
        versions = _versions(folder)
        if (
            versions
            and versions[-1].path.stat().st_size == len(data)
            and versions[-1].path.read_bytes() == data
        ):
            return
        number = versions[-1].number + 1 if versions else 1
        stamp = dt.datetime.now().astimezone().strftime("%Y%m%dT%H%M%S")
        descriptor = os.open(folder / f"{number:06}-{stamp}.toml", platform.NEW_FILE, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
        except OSError:
            (folder / f"{number:06}-{stamp}.toml").unlink(missing_ok=True)
            raise
        for old in superfluous(_versions(folder)):
            old.path.unlink(missing_ok=True)


def superfluous(versions: list[Version]) -> list[Version]:
    """Return the versions that can go: not among the newest, not the last one of one of the last days."""
    ordered = sorted(versions, key=lambda version: version.number)
    kept = set(ordered[-NEWEST:])
    days: dict[dt.date, Version] = {version.at.date(): version for version in ordered}
    kept.update(days[day] for day in sorted(days)[-DAYS:])
    return [version for version in ordered if version not in kept]


def purge(path: Path) -> list[Path]:
    """Remove what is kept of the meeting at `path` besides its file, and return what was removed.

    That is its versions and journals, the copies beside it that the program has made, and its lock. What
    a copy in git or on a server holds is out of reach. Raises StorageError where something would not go,
    and where the meeting is open.
    """
    own = state.meeting_folder(path)
    if own and (holder := holder_of(own)):
        raise StorageError(path, f"Mötet är öppet: {holder}.", "Stäng det och försök igen.")
    removed: list[Path] = []
    folders = [each for each in state.meeting_folders() if each.name == state.key_of(path)]
    try:
        for each in (*asides_of(path), *state.journals_of(path)):
            each.unlink(missing_ok=True)
            removed.append(each)
        for folder in folders:
            removed += [each for each in folder.rglob("*") if each.is_file()]
            shutil.rmtree(folder)
    except OSError as error:
        raise writing_failed(Path(error.filename or path), error) from error
    return removed


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
    it can be undone. Raises StorageError, also where a program has the meeting open, and where the state
    before cannot be kept.
    """
    from protokoll_tui.storage.opening import open_meeting

    meeting = read_version(version)
    opened = open_meeting(path, instead=meeting)
    try:
        opened.require_writing()
        if opened.journals:  # also those that know nothing more: they would bring back what is undone here
            opened.save()
        try:
            Keeper(path).offer(opened.file.data, now=True)
        except OSError as error:
            raise writing_failed(path, error) from error
        return opened.file.save(meeting)
    finally:
        opened.release()


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
