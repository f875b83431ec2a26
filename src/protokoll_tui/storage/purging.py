"""Take away what is kept of a meeting besides its file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage import state
from protokoll_tui.storage.aside import asides_of
from protokoll_tui.storage.errors import StorageError, writing_failed
from protokoll_tui.storage.leftovers import temporaries_of
from protokoll_tui.storage.lock import writer_of
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.versions import file_of, last_readable, list_versions, read_version


def purge(path: Path) -> list[Path]:
    """Remove what is kept of the meeting at `path` besides its file, and return what was removed.

    That is its versions and journals, the copies and temporary files beside it that the program has made,
    and its lock. The file need not be there. What a copy in git or on a server holds is out of reach.
    Raises StorageError where something would not go, and where the meeting is open.
    """
    if holder := writer_of(path):
        raise StorageError(path, f"Mötet är öppet: {holder}.", "Stäng det och försök igen.")
    removed: list[Path] = []
    try:
        for each in (*kept_beside(path), *state.journals_of(path)):
            each.unlink(missing_ok=True)
            removed.append(each)
        for folder in filter(state.is_own, state.folders_of(path)):
            removed += [each for each in folder.rglob("*") if each.is_file()]
            shutil.rmtree(folder)
    except OSError as error:
        raise writing_failed(Path(error.filename or path), error) from error
    return removed


def kept_beside(path: Path) -> list[Path]:
    """Return the copies and the temporary files that the program has made beside the meeting at `path`."""
    real = Path(os.path.realpath(path))
    return [*asides_of(real), *temporaries_of(real)]


def former_names(path: Path) -> Iterator[Path]:
    """Yield names that the meeting at `path` seems to have had: there are versions of it, and no file.

    Those are kept under the name that they were made under. A meeting is known again by its day, its bodies,
    its number and its title.
    """
    try:
        wanted = _identity(read_meeting(path).meeting)
    except StorageError:
        return
    if not any(wanted):
        return
    for folder in state.meeting_folders():
        former = file_of(folder)
        if former is None or former.exists() or not list_versions(former):
            continue
        version = last_readable(former)
        if version and _identity(read_version(version)) == wanted:
            yield former


def _identity(meeting: Meeting) -> tuple[Any, ...]:
    facts = meeting.facts
    return facts.date, facts.date_text, facts.bodies, facts.number, facts.title
