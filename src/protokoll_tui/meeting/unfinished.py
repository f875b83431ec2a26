"""What stands in a dialog and is no part of the meeting yet.

Journal and file hold the meeting and nothing else. So that text in a dialog survives the program all the
same, it is handed to them as the last lines of the private notes, which no output ever holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import ValidationError

from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.text import clean_line

_LINE = re.compile("Oavslutat i ”(.+?)”: ")


def with_unfinished(meeting: Meeting, texts: Mapping[str, str]) -> Meeting:
    """Return `meeting` with `texts` (by the name of the box that each stands in) at the end of its notes.

    Where they have no room there it is returned as it is.
    """
    lines = [f"Oavslutat i ”{clean_line(box)}”: {clean_line(text)}" for box, text in texts.items()]
    if not lines:
        return meeting
    notes = meeting.private.notes.removesuffix("\n")
    try:
        private = changed(meeting.private, notes="\n".join([notes, *lines] if notes else lines))
    except ValidationError:
        return meeting
    return meeting.model_copy(update={"private": private})


def unfinished_boxes(meeting: Meeting) -> tuple[str, ...]:
    """Return the boxes whose text stands at the end of the notes, since the program ended over them."""
    boxes: list[str] = []
    for line in reversed(meeting.private.notes.splitlines()):
        if (found := _LINE.match(line)) is None:
            break
        boxes.insert(0, found[1])
    return tuple(boxes)
