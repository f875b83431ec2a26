"""What the journals know that the files do not, after a program that did not come to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journal import Content, State, read_journal, text_of
from protokoll_tui.storage.lock import holder_of
from protokoll_tui.storage.meeting_file import SaveResult
from protokoll_tui.storage.reading import read_meeting


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came back from the journals: when the last change was made, how many there were, and where."""

    at: dt.datetime | None
    changes: int
    place: Place | None
    journals: tuple[Path, ...]
    conflict: bool = False
    """Whether the file had been changed meanwhile, in the same fields."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A meeting with text that is not in its file."""

    path: Path
    at: dt.datetime | None
    changes: int


def read_journals(paths: Sequence[Path]) -> list[Content]:
    """Return the content of those journals that hold a meeting, the oldest first."""
    read = [read_journal(path) for path in paths]
    found = [content for content in read if content and _readable(content.last)]
    return sorted(found, key=lambda content: content.last.at or content.head.since)


def bring_back(contents: Sequence[Content], meeting: Meeting) -> tuple[Meeting, Recovered | None]:
    """Return `meeting`, which its file holds, with all that the journals know beyond it.

    None where they know nothing more.
    """
    found, changes, conflict = meeting, 0, False
    last: State | None = None
    for content in contents:
        if content.changes <= 0 or any(_replaces(other, content) for other in contents):
            continue
        merged = _merged(content, found)
        if merged is None:
            continue
        if merged[0] != found:
            found, conflict = merged[0], conflict or merged[1]
            changes += content.changes
            last = content.last
    if last is None:
        return meeting, None
    paths = tuple(content.path for content in contents)
    return found, Recovered(_moment(last.at), changes, last.place, paths, conflict)


def journal_ahead(path: Path) -> dt.datetime | None:
    """Return when the last change was made that is in a journal but not in the file at `path`.

    None where there is none. Costs a look into one folder where there is no journal.
    """
    journals = state.journals_of(path)
    if not journals:
        return None
    contents = read_journals(journals)
    ahead = [content for content in contents if content.changes > 0]
    if not ahead:
        return None
    try:
        meeting = read_meeting(path).meeting
    except StorageError:
        return _moment(ahead[-1].last.at)
    _, recovered = bring_back(contents, meeting)
    return recovered.at if recovered else None


def list_recoverable() -> list[Recoverable]:
    """Return the meetings that have text outside their files, the latest first.

    A meeting that is open in a program now is none of them. A journal that was put beside its meeting,
    for want of a better place, is found when that meeting is opened.
    """
    newest: dict[Path, Recoverable] = {}
    for folder in state.meeting_folders():
        if holder_of(folder):
            continue
        for content in read_journals(state.journals_in(folder)):
            path = Path(content.head.path)
            if path in newest or content.changes <= 0:
                continue
            at = journal_ahead(path)
            if at is not None:
                newest[path] = Recoverable(path, at, content.changes)
    return sorted(newest.values(), key=lambda each: str(each.at), reverse=True)


def restore(path: Path) -> tuple[SaveResult, Recovered] | None:
    """Bring the journals' text of the meeting at `path` into its file; None where there is nothing to.

    Raises StorageError where it cannot be written, or a program has the meeting open.
    """
    from protokoll_tui.storage.opening import open_meeting

    opened = open_meeting(path)
    try:
        opened.require_writing()
        result = opened.save()
        return (result, opened.recovered) if opened.recovered else None
    finally:
        opened.release()


def _replaces(one: Content, other: Content) -> bool:
    """Tell whether one journal says all that another one does; not where they say so of each other."""
    return one.holds(other) and not other.holds(one)


def _merged(content: Content, theirs: Meeting) -> tuple[Meeting, bool] | None:
    """Return a meeting with what one journal knows beyond it, and whether both had changed the same."""
    from protokoll_tui.storage.merge3 import merge, nearest

    ours = _readable(content.last)
    if ours is None:
        return None
    text = text_of(theirs)
    same = next((each for each in (*content.recent, *content.bases) if each.text == text), None)
    if same is not None:
        return ours, False
    bases = [each for each in map(_readable, content.bases) if each is not None]
    merged = merge(nearest(bases or [theirs], theirs), ours, theirs)
    return merged.meeting, bool(merged.conflicts)


def _readable(found: State) -> Meeting | None:
    try:
        return found.meeting()
    except ValueError:
        return None


def _moment(at: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(at)
    except ValueError:
        return None
