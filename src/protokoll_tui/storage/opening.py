"""Open a meeting: lock it, read it, and bring back what a program that was killed had not saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.lock import Holder, Lock
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.reading import read_bytes
from protokoll_tui.storage.recovery import Recovered


@dataclass(frozen=True, slots=True)
class OpenMeeting:
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

    def release(self) -> None:
        """Let the next one have the meeting, where no writer was ever made for it."""
        if self.lock:
            self.lock.release()


def open_meeting(path: Path, *, take_over: bool = False) -> OpenMeeting:
    """Open the meeting in the file at `path`.

    Where another program has it open it is opened for reading, with that program as `holder`. Raises
    StorageError where there is nothing to read, neither in the file nor in a journal.

    Args:
        path: The file.
        take_over: Whether to write the meeting also where another program has it open. That one stops
            writing within a second, and its text is here then.
    """
    path = path.absolute()
    lock = _lock(path, take_over=take_over)
    if isinstance(lock, Holder):
        file = MeetingFile.open(path)
        return OpenMeeting(file, file.meeting, holder=lock, notices=_notices(path))
    try:
        return _opened(path, lock)
    except BaseException:
        if lock:
            lock.release()
        raise


def create_meeting(path: Path, meeting: Meeting) -> OpenMeeting:
    """Write `meeting` to a new file and open it. Raises StorageError, also where the file exists already."""
    file = MeetingFile.create(path, meeting)
    lock = _lock(file.path, take_over=True)
    return OpenMeeting(file, file.meeting, lock if isinstance(lock, Lock) else None)


def _lock(path: Path, *, take_over: bool) -> Lock | Holder | None:
    """Return the lock, or who has it; None where nothing can be locked."""
    folder = state.meeting_folder(path)
    if folder is None:
        return None
    try:
        return Lock.take_over(folder) if take_over else Lock.take(folder)
    except OSError:
        return None


def _opened(path: Path, lock: Lock | None) -> OpenMeeting:
    journals = state.journals_of(path)
    if not journals:
        file = MeetingFile.open(path)
        return OpenMeeting(file, file.meeting, lock, notices=_notices(path))
    from protokoll_tui.storage.recovery import bring_back, read_journals

    contents = read_journals(journals)
    try:
        file = MeetingFile.open(path)
    except StorageError:
        if not contents or path.is_dir():
            raise
        file = MeetingFile.lost(path, contents[-1].bases[0].meeting(), _found(path))
    meeting, recovered = bring_back(contents, file.meeting)
    if recovered and recovered.conflict:
        file.owe("konflikt", file.data)
    return OpenMeeting(file, meeting, lock, None, recovered, _notices(path), tuple(journals))


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
