"""A meeting without what the secretary keeps for herself."""

from __future__ import annotations

from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Item, Meeting, Private


def without_private(meeting: Meeting) -> Meeting:
    """Return `meeting` without what no output holds.

    That is the secretary's notes, the private entries, and the reasons for which she accepted a finding
    of the check.
    """
    agenda = tuple(_open_part(item) for item in meeting.agenda)
    return changed(meeting, agenda=agenda, private=Private(), accepted=())


def _open_part(item: Item) -> Item:
    return changed(
        item,
        entries=tuple(entry for entry in item.entries if entry.kind != "private"),
        points=tuple(_open_part(point) for point in item.points),
    )
