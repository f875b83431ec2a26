"""From a meeting and a layout to the document tree: what is printed, in which order, in which words.

This is the only place that decides what the minutes say. What can be derived (the summary of
decisions, the list of tasks) is made here from the same entries as the items, so that two places
never differ. Private entries and private notes are not read.
"""

from __future__ import annotations

from collections.abc import Callable

from protokoll_tui.document.compose.derived import (
    coming_events,
    compose_attachments,
    compose_decisions,
    compose_evaluation,
    compose_forwarded,
    compose_next_meetings,
    compose_tasks,
)
from protokoll_tui.document.compose.facts import (
    compose_adjusters,
    compose_facts,
    compose_signatures,
    compose_title,
    letterhead,
    secretary_of,
)
from protokoll_tui.document.compose.items import compose_agenda, compose_one
from protokoll_tui.document.compose.pasted import readable
from protokoll_tui.document.compose.people import compose_attendance
from protokoll_tui.document.layout import Layout, Section
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import Blocks, Document, Heading, Text
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import ItemPath

_SECTIONS: dict[Section, Callable[[Meeting, Layout], Blocks]] = {
    "attendance": compose_attendance,
    "attachments": compose_attachments,
    "agenda": compose_agenda,
    "decisions": compose_decisions,
    "tasks": compose_tasks,
    "forwarded": compose_forwarded,
    "evaluation": compose_evaluation,
    "next_meetings": compose_next_meetings,
    "adjusters": compose_adjusters,
    "signatures": compose_signatures,
}


def compose(meeting: Meeting, layout: Layout | None = None) -> Document:
    """Return the minutes of `meeting` as a document, shaped by `layout`.

    An extract or a version for the public is this function of a meeting that lacks the rest: leave
    things out of the meeting, not of the tree.
    """
    meeting, layout = readable(meeting), layout or Layout()
    title = compose_title(meeting.facts, layout)
    body: Blocks = (
        *((Heading(1, (Text(title),)),) if title else ()),
        *compose_facts(meeting, layout),
        *blocks(layout.intro, 2),
    )
    for section in layout.order:
        body += _SECTIONS[section](meeting, layout)
    facts = meeting.facts
    return Document(
        title=title,
        blocks=body,
        author=secretary_of(meeting),
        date=facts.date.isoformat() if facts.date else "",
        draft=layout.labels.draft if facts.status == "draft" else "",
        letterhead=letterhead(meeting, layout),
        events=coming_events(meeting),
    )


def compose_item(meeting: Meeting, path: ItemPath, layout: Layout | None = None) -> Blocks:
    """Return the item at `path` with its points, as the minutes will say it: for a preview.

    It has the shape of headings in every layout, since a preview is narrower than a table of three
    columns. Raises IndexError where there is no such item.
    """
    return compose_one(readable(meeting), path, layout or Layout())
