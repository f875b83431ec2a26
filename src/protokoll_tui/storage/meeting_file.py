"""One open meeting and its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.atomic import create_file, replace_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.reading import Loaded, parse_bytes, read_bytes, read_meeting


@dataclass(frozen=True, slots=True)
class SaveResult:
    """A save that went well: when, and what the user has to be told about it."""

    at: dt.datetime
    backup: Path | None = None
    """The old file, kept because its comments could not be carried over into the new one."""
    conflict: Path | None = None
    """What somebody else had written to the file meanwhile."""

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
                "Någon annan hade ändrat filen. Deras version ligger kvar bredvid, "
                f"som {self.conflict.name}; i mötets fil står din."
            )
        if self.backup:
            notices.append(
                "Filens egna kommentarer gick inte att behålla. "
                f"Filen som den var ligger kvar bredvid, som {self.backup.name}."
            )
        return " ".join(notices)


class MeetingFile:
    """The file of one open meeting: what is known of it, and how a meeting gets into it.

    Not safe for several threads at a time: one thread saves (see `saver`).
    """

    def __init__(self, path: Path, loaded: Loaded) -> None:
        self.path = path
        """The file, as an absolute path. Where it is a symlink, its target is written."""
        self.meeting = loaded.meeting
        """The meeting that the file held when it was last read or written."""
        self.replaced = loaded.replaced
        """How many control characters were replaced when the file was opened."""
        self._data = loaded.data
        self._written = loaded.data
        self._kept: dict[bytes, Path] = {}

    @classmethod
    def open(cls, path: Path) -> MeetingFile:
        """Read the meeting in the file at `path`. Raises StorageError; the file stays as it is."""
        return cls(path.absolute(), read_meeting(path))

    @classmethod
    def create(cls, path: Path, meeting: Meeting) -> MeetingFile:
        """Write `meeting` to a new file. Raises StorageError, also where the file exists already."""
        from protokoll_tui.storage.schema import offer_schema

        data = _fresh(meeting, path)
        create_file(path, data)
        offer_schema(path.parent)
        return cls(path.absolute(), parse_bytes(data, path))

    def save(self, meeting: Meeting) -> SaveResult:
        """Write `meeting` to the file, and keep the comments and unknown keys that stand in it.

        What somebody else wrote to the file since it was last read is kept in a file beside it. Nothing
        is written where nothing has changed here. Raises StorageError; the old file is whole then.
        """
        now = dt.datetime.now().astimezone()
        if meeting == self.meeting and self._on_disk() is not None:
            return SaveResult(now)
        data = self._merged(meeting)
        backup = None
        if data is None:
            data = _fresh(meeting, self.path)
            backup = self._keep(self._data, f"{self.path.name}.bak-{_stamp(now)}")
        conflict: list[Path] = []

        def last_look() -> None:
            found = self._on_disk()
            if found is not None and found not in (self._data, self._written):
                conflict.append(self._keep(found, f"{self.path.stem}.konflikt-{_stamp(now)}.toml"))
            # From here on the file may come to hold these bytes, even where an error is reported.
            self._written = data

        replace_file(self.path, data, last_look)
        self._data = data
        self.meeting = meeting
        return SaveResult(now, backup, conflict[0] if conflict else None)

    def _keep(self, data: bytes, name: str) -> Path:
        """Write `data` to a new file beside the meeting's, once however often a save is tried again."""
        if data not in self._kept:
            beside = self.path.with_name(name)
            create_file(beside, data)
            self._kept[data] = beside
        return self._kept[data]

    def _on_disk(self) -> bytes | None:
        """Return what the file holds now; None where it has been taken away, to be written again."""
        try:
            return read_bytes(self.path)
        except StorageError:
            if self.path.exists():
                raise
            return None

    def _merged(self, meeting: Meeting) -> bytes | None:
        """Return the file's text with `meeting` merged in, or None where that did not come out right."""
        from protokoll_tui.storage.merging import merge_text

        text = self._data.decode("utf-8-sig")
        crlf = "\r\n" in text
        try:
            merged = merge_text(text.replace("\r\n", "\n"), self.meeting, meeting)
            data = (merged.replace("\n", "\r\n") if crlf else merged).encode()
            return data if parse_bytes(data, self.path).meeting == meeting else None
        except Exception:  # whatever went wrong in there: the text of the meeting matters more
            return None


def _fresh(meeting: Meeting, path: Path) -> bytes:
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


def _stamp(moment: dt.datetime) -> str:
    return moment.strftime("%Y%m%d-%H%M%S-%f")
