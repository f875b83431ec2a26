"""From draft to locked: which steps the minutes may take, and what is logged of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, get_args

from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import LogLine, Meeting, Status
from protokoll_tui.meeting.roster import walk_people
from protokoll_tui.meeting.text import fold

ORDER: tuple[Status, ...] = get_args(Status)

WORDS: Final[dict[Status, str]] = {
    "draft": "utkast",
    "finished": "färdigt",
    "circulated": "utsänt",
    "approved": "justerat",
    "locked": "låst",
}
ADJUSTED: frozenset[Status] = frozenset({"approved", "locked"})
"""Statuses of minutes that their adjusters stand for. No draft gets them before it is finished."""


class StatusError(ValueError):
    """The minutes cannot take the step. The text is Swedish: why, and what to do."""


def is_locked(meeting: Meeting) -> bool:
    """Tell whether the minutes are locked: they are read, and only a logged reopening changes that."""
    return meeting.facts.status == "locked"


def allowed(meeting: Meeting) -> tuple[Status, ...]:
    """Return the statuses that the minutes may have next, in the order of `ORDER`, with the present one.

    Any step is allowed, since not every body circulates or adjusts its minutes; but a draft is finished
    before it is approved or locked.
    """
    if meeting.facts.status == "draft":
        return tuple(status for status in ORDER if status not in ADJUSTED)
    return ORDER


def proposed(meeting: Meeting) -> Status:
    """Return the step that comes next: approved as soon as all adjusters have adjusted."""
    status = meeting.facts.status
    if status in ("finished", "circulated") and all_adjusted(meeting):
        return "approved"
    return ORDER[min(ORDER.index(status) + 1, len(ORDER) - 1)]


def set_status(meeting: Meeting, status: Status, date: dt.date, by: str = "", note: str = "") -> Meeting:
    """Return the meeting with a new status and a line about it in its log; the same where it has it.

    Args:
        meeting: The meeting.
        status: The new status.
        date: The day of the change.
        by: Who changed it.
        note: Why. Locked minutes are reopened only for a reason.

    Raises:
        StatusError: The step is not allowed, or a reason is missing.
    """
    if status == meeting.facts.status:
        return meeting
    if status not in allowed(meeting):
        raise StatusError("Ett utkast kan inte justeras eller låsas. Sätt det till färdigt först.")
    if is_locked(meeting) and not note.strip():
        raise StatusError("Protokollet är låst. Skriv varför det låses upp.")
    line = LogLine(date=date, status=status, by=by, note=note)
    facts = changed(meeting.facts, status=status)
    return meeting.model_copy(update={"facts": facts, "log": (*meeting.log, line)})


def proposed_person(meeting: Meeting) -> str:
    """Return who perhaps changes the status where no secretary is known; empty where nobody is likelier.

    It is the one who did last, else the chair, else the first adjuster.
    """
    logged = (line.by for line in reversed(meeting.log) if line.by)
    chairs = (person.name for _, _, person in walk_people(meeting) if fold(person.role).startswith("ordf"))
    adjusters = (adjuster.name for adjuster in meeting.adjusters)
    return next(chain(logged, chairs, adjusters), "")


def not_adjusted(meeting: Meeting) -> tuple[str, ...]:
    """Return the adjusters who have not adjusted the minutes yet."""
    return tuple(adjuster.name for adjuster in meeting.adjusters if not adjuster.date)


def last_change(meeting: Meeting, status: Status) -> LogLine | None:
    """Return the line of the log about when the minutes last got `status`, or None."""
    return next((line for line in reversed(meeting.log) if line.status == status), None)


def walk_log(meeting: Meeting) -> Iterator[tuple[LogLine, bool]]:
    """Yield each line of the log, and whether it reopened locked minutes."""
    locked = False
    for line in meeting.log:
        yield line, locked and line.status != "locked"
        locked = line.status == "locked"


def reopens(locked: Meeting, after: Meeting) -> bool:
    """Tell whether `after` is `locked` with a new status and a line about that, and nothing else changed."""
    *before, line = after.log or (None,)
    if line is None or line.status == "locked" or tuple(before) != locked.log:
        return False
    facts = changed(locked.facts, status=line.status)
    return after == locked.model_copy(update={"facts": facts, "log": after.log})


def is_logged(before: Meeting, after: Meeting) -> bool:
    """Tell whether what led from `before` to `after` is in the log of `after`.

    That is never taken back, since the log only grows: another change follows on it instead.
    """
    return after.log is not before.log and bool(_beyond(after.log, before.log))


def with_both_logs(meeting: Meeting, ours: Meeting, theirs: Meeting) -> Meeting:
    """Return `meeting`, which came of two sides, with all that is in the log of either, in order of time.

    Whoever has logged last, and the other one does not know of it, has the say over the status.
    """
    new_here, new_there = _beyond(ours.log, theirs.log), _beyond(theirs.log, ours.log)
    log, last = ours.log, ours if new_here else meeting
    if new_there:
        log, last = theirs.log, theirs
    if new_here and new_there:
        log = tuple(sorted((*theirs.log, *new_here), key=lambda line: line.date))
        last = ours if log[-1] in new_here else theirs
    facts = changed(meeting.facts, status=last.facts.status)
    if log is meeting.log and facts is meeting.facts:
        return meeting
    return meeting.model_copy(update={"facts": facts, "log": log})


def _beyond(log: Sequence[LogLine], known: Sequence[LogLine]) -> list[LogLine]:
    """Return the lines of a log that another one does not have, or not as often."""
    left = Counter(known)
    beyond = []
    for line in log:
        if left[line]:
            left[line] -= 1
        else:
            beyond.append(line)
    return beyond


def unlogged(meeting: Meeting) -> str:
    """Return in Swedish that the log does not tell of the status, which was set by hand then, or nothing."""
    status = meeting.facts.status
    if not meeting.log:
        return (
            ""
            if status == "draft"
            else f"Status är {WORDS[status]}, men det står inte i loggen när och av vem"
        )
    last = meeting.log[-1].status
    return "" if status == last else f"Status är {WORDS[status]}, men loggen slutar med {WORDS[last]}"


def with_log(meeting: Meeting, today: dt.date, note: str = "ändrad utanför programmet") -> Meeting:
    """Return the meeting, with a line at the end of its log where that does not tell of the status.

    It is of the day on which that was seen, and nobody's, since it is not known when it was set and by whom.
    """
    if not unlogged(meeting):
        return meeting
    line = LogLine(date=today, status=meeting.facts.status, note=note)
    return meeting.model_copy(update={"log": (*meeting.log, line)})


def restored(version: Meeting, now: Meeting) -> Meeting:
    """Return an earlier version as it may stand in the place of `now`: what was logged since stays so."""
    return with_both_logs(version, now, version)


def set_adjusted(meeting: Meeting, dates: Sequence[dt.date | None]) -> Meeting:
    """Return the meeting with the day on which each adjuster adjusted, in their order; None for not yet."""
    adjusters = tuple(
        changed(adjuster, date=date) for adjuster, date in zip(meeting.adjusters, dates, strict=True)
    )
    return meeting if adjusters == meeting.adjusters else meeting.model_copy(update={"adjusters": adjusters})


def all_adjusted(meeting: Meeting) -> bool:
    """Tell whether there are adjusters and each has adjusted."""
    return bool(meeting.adjusters) and not not_adjusted(meeting)
