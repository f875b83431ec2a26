"""Open a meeting: lock it, read it, and bring back what a program that was killed had not saved."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import state
from protokoll_tui.storage.aside import aside_path
from protokoll_tui.storage.atomic import create_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.lock import Holder, Lock
from protokoll_tui.storage.meeting_file import MeetingFile, SaveResult, fresh_bytes
from protokoll_tui.storage.platform import is_running
from protokoll_tui.storage.reading import read_bytes

if TYPE_CHECKING:
    from protokoll_tui.storage.recovery import Recovered


class OpenMeeting(NamedTuple):
    """A meeting that is open, for writing or only for reading."""

    file: MeetingFile
    meeting: Meeting
    """The meeting with all that came back from the journals."""
    lock: Lock | None = None
    """None where the meeting is only read, and where the machine has no place for a lock."""
    holder: Holder | None = None
    """The program that has the meeting open for writing, where this one only reads it."""
    recovered: Recovered | None = None
    """What came back from the journals; None where nothing had to."""
    notices: tuple[str, ...] = ()
    """What the user should know, in Swedish, besides what came back."""
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
        return self.recovered is not None

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
        return _opened(path, lock, instead)
    except BaseException:
        if lock:
            lock.release()
        raise


def create_meeting(path: Path, meeting: Meeting) -> OpenMeeting:
    """Write `meeting` to a new file and open it. Raises StorageError, also where the file exists already."""
    file = MeetingFile.create(path, meeting)
    lock = _lock(file.path, take_over=True)
    notices = tuple(
        filter(None, (_put_aside(journal, file.path) for journal in state.journals_of(file.path)))
    )
    return OpenMeeting(file, file.meeting, lock if isinstance(lock, Lock) else None, notices=notices)


def _lock(path: Path, *, take_over: bool) -> Lock | Holder | None:
    """Return the lock, or who has it; None where nothing can be locked."""
    folder = state.meeting_folder(path)
    if folder is None:
        return None
    try:
        return Lock.take_over(folder) if take_over else Lock.take(folder)
    except OSError:
        return None


def _opened(path: Path, lock: Lock | None, instead: Meeting | None) -> OpenMeeting:
    journals = state.journals_of(path)
    if not journals and instead is None:
        file = MeetingFile.open(path)
        return OpenMeeting(file, file.meeting, lock, notices=_notices(path))
    from protokoll_tui.storage.recovery import bring_back, read_journals

    contents = read_journals(journals)
    if lock is None:  # another program may have the meeting open all the same; its journal is its own
        contents = [content for content in contents if not is_running(content.head.pid)]
        journals = [content.path for content in contents]
    known = contents[-1].bases[-1].meeting() if contents else instead
    try:
        file = MeetingFile.open(path)
    except StorageError:
        if known is None or path.is_dir():
            raise
        file = MeetingFile.lost(path, known, _found(path))
    meeting, recovered = bring_back(contents, file.meeting)
    if recovered and recovered.conflict:
        file.owe("konflikt", file.data)
    read = tuple(content.path for content in contents)
    notices = (*_notices(path), *_unreadable(journals, read))
    return OpenMeeting(file, meeting, lock, None, recovered, notices, read)


def _unreadable(journals: Sequence[Path], read: Sequence[Path]) -> Iterator[str]:
    """Say which journals hold something that cannot be read, and take away those that hold nothing yet."""
    from protokoll_tui.storage.journal import is_blank

    for journal in journals:
        if journal in read:
            continue
        if is_blank(journal):
            _remove((journal,))
        else:
            yield f"En journal efter ett avbrott går inte att läsa. Den ligger kvar som {journal}."


def _put_aside(journal: Path, path: Path) -> str:
    """Put what a journal knows of an earlier meeting of the same name beside the new one, and say so."""
    from protokoll_tui.storage.recovery import read_journals

    for content in read_journals([journal]):
        copy = aside_path(path, "konflikt", dt.datetime.now().astimezone())
        if content.changes > 0:
            try:
                create_file(copy, fresh_bytes(content.last.meeting(), path))
            except StorageError:
                return ""
        _remove((journal,))
        if content.changes > 0:
            return f"Ett tidigare möte med samma namn var inte sparat. Det ligger kvar som {copy.name}."
    return ""


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _found(path: Path) -> bytes | None:
    """Return what is in a file that is no meeting; None where it is not there. Raises StorageError."""
    try:
        return read_bytes(path)
    except StorageError:
        if path.exists():
            raise
        return None


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
