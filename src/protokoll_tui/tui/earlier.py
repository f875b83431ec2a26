"""Earlier states of a meeting in words: when each one was, and what was changed after it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from protokoll_tui.document.dates import day_month, long_date
from protokoll_tui.meeting.model import Entry, EntryKind, Meeting
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.text import clean_line
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.matching import match
from protokoll_tui.storage.versions import Version, last_readable, list_versions, read_version

UNREADABLE: Final = "går inte att läsa"
STATUS_STAYS: Final = "Status och logg är kvar som de är nu."
"""Said of a version that is restored where the status has been changed since."""

_NEW, _GONE, _CHANGED = ("nytt", "nya"), ("borttaget", "borttagna"), ("ändrat", "ändrade")
_PARTS: Final = (
    ("facts", "uppgifterna om mötet ändrade"),
    ("attendance", "närvaron ändrad"),
    ("next_meetings", "kommande möten ändrade"),
    ("attachments", "bilagorna ändrade"),
    ("private", "egna anteckningar ändrade"),
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state, and in words what was changed after it, until the next one or until now."""

    version: Version
    after: str


def earlier_states(path: Path, now: Meeting | None) -> Iterator[Earlier]:
    """Yield the earlier states of the meeting at `path`, the newest first.

    Each one is read when it is asked for, which takes a while in a large meeting.

    Args:
        path: The meeting's file.
        now: What the meeting is at present; None where that cannot be read.
    """
    later = now
    for version in list_versions(path):
        meeting: Meeting | None = None
        with contextlib.suppress(StorageError):
            meeting = read_version(version)
        if meeting is None:
            yield Earlier(version, UNREADABLE)
        else:
            yield Earlier(version, differences(meeting, later) if later else "")
        later = meeting or later


def differences(before: Meeting, after: Meeting) -> str:
    """Return in a few words what makes `after` another meeting: "3 ärenden ändrade, 2 nya beslut"."""
    if before == after:
        return "inget ändrat i mötet"
    items = list(_counted("ärende", "ärenden", before.agenda, after.agenda))
    if not items and before.agenda != after.agenda:
        items = ["ärendenas ordning ändrad"]
    words = [
        *items,
        *_counted("beslut", "beslut", _entries(before, "beslut"), _entries(after, "beslut")),
        *(said for name, said in _PARTS if getattr(before, name) != getattr(after, name)),
    ]
    return ", ".join(words) or "annat ändrat"


def when(at: dt.datetime, today: dt.date) -> str:
    """Return a moment as it is said on the day `today`: "09.40", "i går 16.20", "29 maj 09.40"."""
    day, time = at.date(), f"{at:%H.%M}"
    if day == today:
        return time
    if day == today - dt.timedelta(days=1):
        return f"i går {time}"
    return f"{day_month(day) if day.year == today.year else long_date(day)} {time}"


def way_back(path: Path, today: dt.date) -> str:
    """Return how a meeting is found again whose file cannot be opened; empty where nothing is kept of it."""
    version = last_readable(path)
    if version is None:
        return ""
    at, file = when(version.at, today), clean_line(str(path))
    return f'Mötet som det var {at} kan hämtas med: protokoll versions "{file}" --restore {version.number}'


def _entries(meeting: Meeting, kind: EntryKind) -> list[Entry]:
    return [entry for _, item in walk_items(meeting) for entry in item.entries if entry.kind == kind]


def _counted(one: str, many: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[str]:
    """Yield how many of a kind are changed, new and gone. The words are neuter."""
    origin = match(before, after)
    changed = sum(i is not None and before[i] != each for i, each in zip(origin, after, strict=True))
    new = origin.count(None)
    gone = len(before) - (len(after) - new)
    if changed:
        yield f"{changed} {_word(one, many, changed)} {_CHANGED[changed > 1]}"
    if new:
        yield f"{new} {_NEW[new > 1]} {_word(one, many, new)}"
    if gone:
        yield f"{gone} {_word(one, many, gone)} {_GONE[gone > 1]}"


def _word(one: str, many: str, count: int) -> str:
    return one if count == 1 else many
