"""Bring together what happened to a meeting here and to its file elsewhere: merged, or one of them whole.

Locked minutes are as they were when they were locked, on whichever side that was, and nothing is merged into
them. One side stands then, and what only the other one holds is kept beside the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.status import is_locked, is_logged
from protokoll_tui.storage.aside import Kind
from protokoll_tui.storage.meeting_file import Foreign, fresh_bytes
from protokoll_tui.storage.merge3 import merge


class Joined(NamedTuple):
    """What came of it: the meeting, and which side holds something that has no place in it."""

    meeting: Meeting
    theirs_beside: bool = False
    ours_beside: bool = False


def join(base: Meeting, ours: Meeting, theirs: Meeting) -> Joined:
    """Bring together two sides that grew out of `base`.

    Where ours is locked, theirs stands if its log tells of that: somebody has changed the locked minutes, or
    reopened them, and there is nothing of ours that they have not seen. Who does not know of it has changed
    an earlier state, and ours stands. Where theirs has been locked meanwhile, it stands; not where it is an
    earlier state, from before ours was reopened.

    No line of a log is lost: minutes that are merged hold those of both sides, and where a side stands whole
    the other one, with lines that it lacks, is kept beside.
    """
    news_here, news_there = is_logged(theirs, ours), is_logged(ours, theirs)
    if is_locked(ours) and news_here:
        return Joined(ours, theirs_beside=news_there or theirs not in (base, ours))
    if is_locked(ours) or (is_locked(theirs) and (news_there or not news_here)):
        return Joined(theirs, ours_beside=news_here or ours not in (base, theirs))
    merged = merge(base, ours, theirs)
    return Joined(merged.meeting, theirs_beside=bool(merged.conflicts))


def bring_in(foreign: Foreign, ours: Meeting, path: Path) -> tuple[Meeting, list[tuple[Kind, bytes]]]:
    """Return our meeting with a change of its file, and the copies that are to be put beside that."""
    joined = join(foreign.base, ours, foreign.theirs)
    beside: list[tuple[Kind, bytes]] = []
    if joined.theirs_beside:
        beside.append(("konflikt", foreign.data))
    if joined.ours_beside:
        beside.append(("egen", fresh_bytes(ours, path)))
    return joined.meeting, beside
