"""Open a meeting: lock it, read it, and bring back what a program that was killed had not saved."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import is_locked, unlogged, with_log
from protokoll_tui.storage import state
from protokoll_tui.storage.aside import aside_path
from protokoll_tui.storage.atomic import create_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.judging import is_blank, is_cut
from protokoll_tui.storage.lock import Holder, Lock, holder_of
from protokoll_tui.storage.meeting_file import MeetingFile, fresh_bytes
from protokoll_tui.storage.reading import read_bytes
from protokoll_tui.storage.save_result import SaveResult

if TYPE_CHECKING:
    from protokoll_tui.storage.recovery import Past, Recovered


class OpenMeeting(NamedTuple):
    """A meeting that is open, for writing or only for reading."""

    file: MeetingFile
    meeting: Meeting
    """The meeting with all that came back from the journals, and a log that tells of its status."""
    lock: Lock | None = None
    """None where the meeting is only read, and where the machine has no place for a lock."""
    holder: Holder | None = None
    """The program that has the meeting open for writing, where this one only reads it."""
    recovered: Recovered | None = None
    """What came back from the journals; None where nothing had to."""
    notices: tuple[str, ...] = ()
    """What the user should know, in Swedish, besides what came back."""
    complete: bool = True
    """Whether every journal of programs that have ended could be read to its end."""
    journals: tuple[Path, ...] = ()
    """Journals of programs that have ended, to be removed when `meeting` has been saved."""

    @property
    def path(self) -> Path:
        """The file, as an absolute path."""
        return self.file.path

    @property
    def place(self) -> Place | None:
        """Where the last change was made that came back from the journals."""
        return self.recovered.place if self.recovered else None

    @property
    def unsaved(self) -> bool:
        """Tell whether the meeting holds more than its file."""
        return self.recovered is not None or self.meeting is not self.file.meeting

    def require_writing(self) -> None:
        """Raise StorageError where another program has the meeting open."""
        if self.holder:
            raise StorageError(self.path, f"Mötet är öppet: {self.holder}.", "Stäng det där och försök igen.")

    def save(self) -> SaveResult:
        """Write what came back to the file, where no writer does it. Raises StorageError."""
        result = self.file.save(self.meeting)
        _remove(self.journals)
        return result

    def release(self) -> None:
        """Let the next one have the meeting, where no writer was ever made for it."""
        if self.lock:
            self.lock.release()


def open_meeting(path: Path, *, take_over: bool = False, instead: Meeting | None = None) -> OpenMeeting:
    """Open the meeting in the file at `path`.

    Where another program has it open it is opened for reading, with that program as `holder`. Raises
    StorageError where there is nothing to read, neither in the file nor in a journal.

    Args:
        path: The file.
        take_over: Whether to write the meeting also where another program has it open. That one stops
            writing within a second, and its text is here then.
        instead: What to take for the content of a file that cannot be read, and that no journal knows.
    """
    path = path.absolute()
    lock = _lock(path, take_over=take_over)
    if isinstance(lock, Holder):
        file = MeetingFile.open(path)
        return OpenMeeting(file, file.meeting, holder=lock, notices=_notices(path))
    try:
        return _logged(_opened(path, lock, instead))
    except BaseException:
        if lock:
            lock.release()
        raise


def create_meeting(path: Path, meeting: Meeting) -> OpenMeeting:
    """Write `meeting` to a new file and open it. Raises StorageError, also where the file exists already."""
    file = MeetingFile.create(path, meeting)
    lock = _lock(file.path, take_over=True)
    notices = _of_earlier(file.path) if state.journals_of(file.path) else ()
    return OpenMeeting(file, file.meeting, lock if isinstance(lock, Lock) else None, notices=notices)


def _lock(path: Path, *, take_over: bool) -> Lock | Holder | None:
    """Return the lock, or who has it; None where nothing can be locked."""
    # A disk that was full when the other program began, or is now, must not give each a lock of its own.
    held = [each for each in state.folders_of(path) if holder_of(each)]
    for folder in chain(held, state.own_folders(path)):
        with contextlib.suppress(OSError):
            return Lock.take_over(folder) if take_over else Lock.take(folder)
    return None


def _opened(path: Path, lock: Lock | None, instead: Meeting | None) -> OpenMeeting:
    notices = (*_notices(path), *(() if lock else (_NO_LOCK,)))
    if instead is None and not state.journals_of(path) and not state.strange_journals_of(path):
        file = MeetingFile.open(path)
        return OpenMeeting(file, file.meeting, lock, notices=(*notices, *_lost_end(file)))
    from protokoll_tui.storage.recovery import bring_back, read_past

    past = read_past(path, alone=lock is not None)
    file, lost = _judged(path, past, instead)
    meeting, recovered = bring_back(past.contents, file.meeting, lost=lost, complete=past.complete)
    for each in recovered.beside if recovered else ():
        file.owe("konflikt", file.data if each == file.meeting else fresh_bytes(each, path))
    for each in recovered.own if recovered else ():
        file.owe("egen", fresh_bytes(each, path))
    if not recovered:
        notices = (*notices, *_lost_end(file))
    notices = (*notices, *past.notices)
    return OpenMeeting(file, meeting, lock, None, recovered, notices, past.complete, past.journals)


def _logged(opened: OpenMeeting) -> OpenMeeting:
    """Log a status that was set by hand while nobody had the meeting open, and say so.

    Locked minutes stay as they are, without that line: it is said, and the check finds it.
    """
    if not (fault := unlogged(opened.meeting)):
        return opened
    if is_locked(opened.meeting):
        return opened._replace(notices=(*opened.notices, f"{fault}. {_LOCKED_BY_HAND}"))
    today = dt.date.today()  # noqa: DTZ011 - the day on her wall
    meeting = with_log(opened.meeting, today, "ändrad utanför programmet, upptäckt den här dagen")
    return opened._replace(meeting=meeting, notices=(*opened.notices, f"{fault}. {_SET_BY_HAND}"))


def _judged(path: Path, past: Past, instead: Meeting | None) -> tuple[MeetingFile, bool]:
    """Return the meeting's file, and whether what it should hold is known from a journal only."""
    known = past.saved or instead
    if known is None:
        return MeetingFile.open(path), False
    try:
        data = read_bytes(path)
    except StorageError:
        if path.exists():
            raise
        return MeetingFile.lost(path, known, None), True
    if past.is_whole(data, path):
        return MeetingFile.open(path), False
    return MeetingFile.lost(path, known, data), True


def _lost_end(file: MeetingFile) -> tuple[str, ...]:
    """Say where a file holds only the beginning of what it held, and where that is to be found.

    It costs a look into one folder, unless the file has become shorter than its last version.
    """
    folder = state.meeting_folder(file.path)
    try:
        newest = max(os.scandir(folder / "versions"), key=lambda each: each.name) if folder else None
        if newest is None or newest.stat().st_size <= len(file.data):
            return ()
    except (OSError, ValueError):
        return ()
    from protokoll_tui.storage.versions import last_readable, read_version

    version = last_readable(file.path)
    if version is None or not (is_blank(file.data) or is_cut(file.meeting, read_version(version))):
        return ()
    what = "Filen är tom." if is_blank(file.data) else "Filen har inte längre slutet av mötet."
    return (
        f"{what} Mötet som det var {version.at:%Y-%m-%d %H.%M} finns bland versionerna: F11, eller "
        f'protokoll versions "{file.path}" --restore {version.number}',
    )


def _of_earlier(path: Path) -> tuple[str, ...]:
    """Put what journals know of an earlier meeting of the same name beside the new one, and say so."""
    from protokoll_tui.storage.recovery import read_past

    past, notices = read_past(path, alone=True), []
    for content in past.contents:
        copy = aside_path(path, "konflikt", dt.datetime.now().astimezone())
        if content.changes > 0:
            try:
                create_file(copy, fresh_bytes(content.last.meeting(), path))
            except StorageError:
                return past.notices
            notices.append(
                f"Ett tidigare möte med samma namn var inte sparat. Det ligger kvar som {copy.name}."
            )
    _remove(past.journals)
    return (*notices, *past.notices)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _notices(path: Path) -> tuple[str, ...]:
    try:
        links = path.stat().st_nlink
    except OSError:
        return ()
    if links < 2:
        return ()
    return (
        "Filen har flera namn på disken (hårda länkar). När den sparas får bara det namn som du öppnade "
        "det nya innehållet.",
    )


_SET_BY_HAND = "Den har ändrats utanför programmet. Det står nu i loggen, med dagens datum."
_LOCKED_BY_HAND = (
    "Den har ändrats utanför programmet. Ett låst protokoll ändras inte, så loggen är som den var. Ska den "
    "stämma: lås upp protokollet under Klart – F6, och lås det igen."
)
_NO_LOCK = (
    "Det går inte att se om mötet är öppet i ett annat fönster på datorn: det finns ingen plats för låset. "
    "Ha det öppet i ett fönster i taget."
)
