"""The folder of meetings: where it is, what is in it, and what a new file in it is called."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from protokoll_tui.meeting.model import Meeting, Status
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.storage.aside import ASIDE
from protokoll_tui.storage.errors import StorageError, reading_failed
from protokoll_tui.storage.reading import read_meeting

LONGEST_NAME = 80
"""Characters of a file's name before its ending."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class Summary(NamedTuple):
    """One file of the folder, as a list of meetings shows it."""

    path: Path
    modified: dt.datetime
    date: dt.date | None = None
    title: str = ""
    """The title of the meeting, or the bodies that meet, or the kind; empty where it has none of them."""
    status: Status = "draft"
    open_tasks: int = 0
    error: str = ""
    """Why the file cannot be opened, in Swedish; empty where it can."""


def meetings_folder(option: Path | None = None) -> Path:
    """Return the folder of meetings: `option`, else ./meetings if it is there, else one of the user's own.

    The folder need not exist yet.
    """
    if option is not None:
        return option
    here = Path("meetings")
    if here.is_dir():
        return here
    import platformdirs

    documents = platformdirs.user_documents_path()
    return documents / "protokoll" if documents.is_dir() else platformdirs.user_data_path("protokoll", False)


def list_meetings(folder: Path) -> list[Summary]:
    """Return the meetings in `folder`, newest first. A file that cannot be read is listed with its error.

    A folder that does not exist is empty. Raises StorageError where the folder cannot be looked into.
    """
    try:
        paths = [path for path in folder.iterdir() if _is_meeting(path)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise reading_failed(folder, error) from error
    summaries = [summary for path in paths if (summary := _summary(path))]
    return sorted(summaries, key=_newest, reverse=True)


def new_path(folder: Path, meeting: Meeting) -> Path:
    """Return a path in `folder` that is free, named by the date and the first body of the meeting."""
    facts = meeting.facts
    what = next(filter(None, (*facts.bodies[:1], facts.title, facts.kind)), "")
    stem = slug(f"{facts.date or ''} {what}") or "mote"
    path = folder / f"{stem}.toml"
    number = 2
    while path.exists() or path.is_symlink():
        path = folder / f"{stem}-{number}.toml"
        number += 1
    return path


def slug(text: str) -> str:
    """Return `text` as a name that every file system takes: a-z, 0-9 and hyphens; å and ä become a, ö o."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    name = _NO_LETTERS.sub("-", letters)[:LONGEST_NAME].strip("-")
    return f"{name}-mote" if _RESERVED.fullmatch(name) else name


def _is_meeting(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".") and not ASIDE.search(path.name)


def _summary(path: Path) -> Summary | None:
    try:
        modified = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        if not path.is_symlink():
            return None  # it has gone since the folder was listed
        modified = dt.datetime.fromtimestamp(path.lstat().st_mtime).astimezone()
    try:
        meeting = read_meeting(path).meeting
    except StorageError as error:
        return Summary(path, modified, error=str(error))
    facts = meeting.facts
    return Summary(
        path,
        modified,
        facts.date,
        facts.title or " och ".join(facts.bodies) or facts.kind,
        facts.status,
        sum(
            entry.kind == "task" and not entry.done
            for _, item in walk_items(meeting)
            for entry in item.entries
        ),
    )


def _newest(summary: Summary) -> tuple[dt.date, dt.datetime, str]:
    """What the list is sorted by: the day of the meeting, or else the day on which it was written."""
    return summary.date or summary.modified.date(), summary.modified, summary.path.name
