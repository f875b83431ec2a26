"""What the journals know that the files do not, after a program that did not come to its end."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.journal import Content, State, is_blank, read_journal, text_of
from protokoll_tui.storage.judging import whole_meeting
from protokoll_tui.storage.lock import holder_of
from protokoll_tui.storage.reading import parse_bytes, read_meeting
from protokoll_tui.storage.save_result import SaveResult

if TYPE_CHECKING:
    from protokoll_tui.storage.joining import Joined
    from protokoll_tui.storage.opening import OpenMeeting

_MOST_KNOWN = 50


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came back from the journals: when the last change was made, how many there were, and where."""

    at: dt.datetime | None
    changes: int
    place: Place | None
    beside: tuple[Meeting, ...] = ()
    """Meetings in which the same fields had been changed meanwhile, to be kept beside the file."""
    own: tuple[Meeting, ...] = ()
    """What was typed here, where the minutes had been locked meanwhile, to be kept beside the file too."""
    complete: bool = True
    """Whether every journal could be read to its end."""

    @property
    def conflict(self) -> bool:
        """Tell whether something had been changed elsewhere meanwhile that did not go together with it."""
        return bool(self.beside or self.own)

    @property
    def extent(self) -> str:
        """Say how much came back, in Swedish."""
        if self.complete:
            return "allt som skrevs innan programmet avbröts är kvar"
        return "det som skrevs allra sist kan saknas"


class Past(NamedTuple):
    """What earlier programs have left of a meeting: journals, and what is to be said of them, in Swedish."""

    contents: tuple[Content, ...] = ()
    """What those hold that can be read, the oldest first."""
    journals: tuple[Path, ...] = ()
    """Those that may go when the meeting has been saved."""
    notices: tuple[str, ...] = ()
    complete: bool = True
    """Whether every journal was read to its end."""

    @property
    def saved(self) -> Meeting | None:
        """The last state that is known to have been in the file; None where there is no journal."""
        return _latest(self.contents)[-1].bases[-1].meeting() if self.contents else None

    def is_whole(self, data: bytes, path: Path) -> bool:
        """Tell whether a file with this content is a state that was written, or somebody's edit of one."""
        states = [each for content in self.contents for each in (*content.bases[-1:], *_unsaved(content))]
        with contextlib.suppress(StorageError):
            text = text_of(parse_bytes(data, path).meeting)
            if any(each.text == text for content in self.contents for each in _states(content)):
                return True
        known = filter(None, map(_readable, states[-_MOST_KNOWN:]))
        return whole_meeting(data, path, known) is not None


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A meeting with text that is not in its file."""

    path: Path
    at: dt.datetime | None
    changes: int


def read_journals(paths: Sequence[Path]) -> list[Content]:
    """Return the content of those journals that hold a meeting, the oldest first."""
    read = [read_journal(path) for path in paths]
    found = [
        content for content in read if content and all(map(_readable, (content.last, content.bases[-1])))
    ]
    return sorted(found, key=lambda content: content.last.at or content.head.since)


def read_past(path: Path, *, alone: bool) -> Past:
    """Read what earlier programs have left of the meeting at `path`, and put aside what is damaged.

    Without `alone` another program may have the meeting open all the same; its journal is its own.
    """
    found, strange = state.journals_of(path), state.strange_journals_of(path)
    contents = read_journals(found)
    running = [] if alone else [each for each in contents if _is_running(each)]
    contents = [each for each in contents if each not in running]
    notices = [
        *(f"{each} ser ut som en journal men är inte din. Den har inte lästs." for each in strange),
        *(f"Mötet är öppet i ett annat program (process {each.head.pid})." for each in running),
    ]
    complete = not running
    usable = {content.path: content for content in contents}
    journals = []
    for journal in found:
        if any(journal == each.path for each in running):
            continue
        content = usable.get(journal)
        kept = None
        if content.damaged if content else not is_blank(journal):
            kept = state.keep_damaged(journal)
            notices.append(_of_damage(content, kept))
            complete = complete and content is not None and not content.cut
        if kept != journal:
            journals.append(journal)
    return Past(tuple(contents), tuple(journals), tuple(notices), complete)


def bring_back(
    contents: Sequence[Content], meeting: Meeting, *, lost: bool = False, complete: bool = True
) -> tuple[Meeting, Recovered | None]:
    """Return `meeting`, which its file holds, with all that the journals know beyond it.

    None where they know nothing more. With `lost` the file holds nothing of use, and `meeting` is what it
    is known to have held.
    """
    found, changes = meeting, 0
    beside: list[Meeting] = []
    own: list[Meeting] = []
    latest = _latest(contents)
    last: State | None = latest[-1].last if lost and latest else None
    for content in latest:
        if content.changes <= 0:
            continue
        joined = _joined(content, found)
        if joined.meeting != found or joined.ours_beside:
            beside += [found] if joined.theirs_beside else []
            own += [content.last.meeting()] if joined.ours_beside else []
            changes += content.changes
            found, last = joined.meeting, content.last
    if last is None:
        return meeting, None
    return found, Recovered(_moment(last.at), changes, last.place, tuple(beside), tuple(own), complete)


def journal_ahead(path: Path) -> dt.datetime | None:
    """Return when the last change was made that is in a journal but not in the file at `path`.

    None where there is none. Costs a look into two folders where there is no journal.
    """
    journals = state.journals_of(path)
    if not journals:
        return None
    contents = read_journals(journals)
    if not contents:
        return None
    try:
        loaded = read_meeting(path)
    except StorageError:
        return _moment(contents[-1].last.at)
    if not Past(tuple(contents)).is_whole(loaded.data, path):
        return _moment(contents[-1].last.at)
    _, recovered = bring_back(contents, loaded.meeting)
    return recovered.at if recovered else None


def list_recoverable() -> list[Recoverable]:
    """Return the meetings that have text outside their files, the latest first.

    A meeting that is open in a program now is none of them.
    """
    newest: dict[Path, Recoverable] = {}
    for folder in _folders_at_rest():
        for content in _belonging(folder):
            path = Path(content.head.path)
            at = journal_ahead(path) if path not in newest else None
            if at is not None:
                newest[path] = Recoverable(path, at, content.changes)
    return sorted(newest.values(), key=lambda each: str(each.at), reverse=True)


def list_damaged() -> list[Path]:
    """Return the journals, of meetings that are not open, that cannot be made use of as they should."""
    found: list[Path] = []
    for folder in _folders_at_rest():
        usable = {content.path for content in _belonging(folder)}
        found += [each for each in state.journals_in(folder) if each not in usable and not is_blank(each)]
        found += state.damaged_journals_in(folder)
    return found


def list_strange() -> list[Path]:
    """Return what bears the name of a journal and is another user's."""
    return [each for folder in state.meeting_folders() for each in state.strange_journals_in(folder)]


def _belonging(folder: Path) -> list[Content]:
    """Return what the journals in a folder of state hold, where they are of the meeting that it is for."""
    found = read_journals(state.journals_in(folder))
    return [each for each in found if state.key_of(Path(each.head.path)) == folder.name]


def _folders_at_rest() -> Iterator[Path]:
    return (folder for folder in state.meeting_folders() if not holder_of(folder))


def restore(path: Path, *, known: bool = True) -> tuple[SaveResult, OpenMeeting]:
    """Bring the journals' text of the meeting at `path` into its file, and tell what came of it.

    What only a journal names is not `known` to be a meeting: where it is none, it is not written over.
    Raises StorageError where it cannot be written, or a program has the meeting open.
    """
    from protokoll_tui.storage.opening import open_meeting

    if not known and os.path.lexists(path):
        read_meeting(path)
    opened = open_meeting(path)
    try:
        opened.require_writing()
        return opened.save(), opened
    finally:
        opened.release()


def _of_damage(content: Content | None, kept: Path) -> str:
    """Say what of a damaged journal could be used, and where it is."""
    if content is None:
        what = "En journal efter ett avbrott går inte att läsa."
    elif content.cut:
        what = "En journal efter ett avbrott är skadad, och det som skrevs sist kan saknas."
    else:
        what = "En journal efter ett avbrott är skadad på något ställe, men det som skrevs sist är med."
    return f"{what} Den ligger kvar som {kept}."


def _latest(contents: Sequence[Content]) -> list[Content]:
    """Return what no other journal says all of, in the same order. It does not depend on any clock."""
    return [each for each in contents if not any(_replaces(other, each) for other in contents)]


def _replaces(one: Content, other: Content) -> bool:
    """Tell whether one journal says all that another one does; not where they say so of each other."""
    return one.holds(other) and not other.holds(one)


def _joined(content: Content, theirs: Meeting) -> Joined:
    """Return a meeting with what one journal knows beyond it."""
    from protokoll_tui.storage.joining import Joined, join
    from protokoll_tui.storage.merge3 import nearest

    ours = content.last.meeting()
    text = text_of(theirs)
    if any(each.text == text for each in _states(content)):
        return Joined(ours)
    bases = [each for each in map(_readable, content.bases) if each is not None]
    return join(nearest(bases, theirs), ours, theirs)


def _states(content: Content) -> Iterator[State]:
    yield from content.recent
    yield from content.bases


def _unsaved(content: Content) -> list[State]:
    """Return the states after the last one that is known to be in the file; one of them may be there too."""
    return [each for each in content.recent if each.number > content.saved]


def _is_running(content: Content) -> bool:
    return platform.is_running(content.head.pid, content.head.started)


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
