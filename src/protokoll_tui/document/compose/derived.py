"""What is read off the meeting: decisions, tasks, what goes on to others, attachments, next meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from protokoll_tui.document.compose.decisions import compose_decided, compose_several
from protokoll_tui.document.compose.facts import place_and_mode
from protokoll_tui.document.compose.items import Printing, label_of
from protokoll_tui.document.compose.numbers import in_full, in_reference
from protokoll_tui.document.compose.people import people_in_line
from protokoll_tui.document.dates import long_date, moment
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Event,
    Heading,
    Inlines,
    List,
    Paragraph,
    Passage,
    Row,
    Table,
    Text,
)
from protokoll_tui.meeting.model import Attachment, Entry, EntryKind, Item, Meeting, NextMeeting
from protokoll_tui.meeting.place import ItemPath, walk_items

_LEVEL = 3
"""Headings inside a text that is repeated here are below the section's own."""


def _section(label: str, body: Sequence[Block]) -> Blocks:
    """Return a section with its heading, or nothing where it is empty."""
    head = (Heading(2, (Text(label),)),) if label and body else ()
    return (*head, *body)


def _entries(meeting: Meeting, kind: EntryKind) -> Iterator[tuple[ItemPath, Item, list[Entry]]]:
    for path, item in walk_items(meeting):
        if entries := [entry for entry in item.entries if entry.kind == kind]:
            yield path, item, entries


def compose_decisions(meeting: Meeting, layout: Layout) -> Blocks:
    """Return each decision once more, by item. Where none was taken there is nothing to sum up."""
    printing = Printing.of(meeting, layout)
    body: list[Block] = []
    for path, item, entries in _entries(meeting, "beslut"):
        decided = [entry for entry in entries if entry.outcome != "none"]
        if found := compose_decided(decided, layout, _LEVEL, printing.capitals):
            number = in_full(printing.numbers[path], layout)
            body.append(Passage("beslut", " ".join(part for part in (number, item.title) if part), found))
    return _section(layout.labels.decisions, body)


def compose_tasks(meeting: Meeting, layout: Layout) -> Blocks:
    """Return all tasks as a table, with the columns that hold something."""
    labels, printing = layout.labels, Printing.of(meeting, layout)
    rows = [
        (
            _cell(in_full(printing.numbers[path], layout)),
            blocks(entry.text, _LEVEL),
            _cell(people_in_line(entry.owners)),
            _cell(", ".join(_due(entry, layout))),
        )
        for path, _, entries in _entries(meeting, "task")
        for entry in entries
        if entry.text.strip() or entry.owners or entry.due
    ]
    columns = [
        (head, width, cells)
        for head, width, cells in zip(
            (labels.column_number, labels.task, labels.owners, labels.due),
            (2, 11, 6, 6),
            zip(*rows, strict=True),
            strict=False,
        )
        if any(cells)
    ]
    if not columns:
        return ()
    heads, widths, cells = zip(*columns, strict=True)
    table = Table(
        tuple(_inlines(head) for head in heads),
        tuple(Row(row) for row in zip(*cells, strict=True)),
        widths,
    )
    return _section(labels.tasks, (table,))


def _due(entry: Entry, layout: Layout) -> Iterator[str]:
    if entry.due:
        yield long_date(entry.due)
    if entry.done:
        yield layout.labels.done


def _inlines(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _cell(text: str) -> Blocks:
    return (Paragraph((Text(text),)),) if text else ()


def compose_forwarded(meeting: Meeting, layout: Layout) -> Blocks:
    """Return what is to be taken on to others, by receiver in the order of the agenda."""
    receivers: dict[str, list[Entry]] = {}
    for _, _, entries in _entries(meeting, "forward"):
        for entry in entries:
            receivers.setdefault(entry.to, []).append(entry)
    body: list[Block] = []
    for to, forwarded in receivers.items():
        if found := compose_several(forwarded, layout.labels, _LEVEL):
            label = label_of(forwarded[0], layout.labels)
            body += (Passage("forward", label, found),) if to else found
    return _section(layout.labels.forwarded, body)


def compose_attachments(meeting: Meeting, layout: Layout) -> Blocks:
    """Return the names of the documents that belong to the minutes."""
    lines = [_cell(_attachment(attachment, layout)) for attachment in meeting.attachments]
    return _section(layout.labels.attachments, (List("plain", tuple(lines)),) if lines else ())


def _attachment(attachment: Attachment, layout: Layout) -> str:
    label = f"{attachment.label}: " if attachment.label else ""
    item = f" ({in_reference(attachment.item, layout)})" if attachment.item else ""
    return f"{label}{attachment.title}{item}"


def compose_evaluation(meeting: Meeting, layout: Layout) -> Blocks:
    """Return the participants' view of the meeting."""
    return _section(layout.labels.evaluation, blocks(meeting.closing.evaluation, _LEVEL))


def compose_next_meetings(meeting: Meeting, layout: Layout) -> Blocks:
    """Return the coming meetings, each body's together. The only body of this meeting needs no name."""
    own = set(meeting.facts.bodies) == {coming.body for coming in meeting.next_meetings}
    body: list[Block] = []
    for name, coming in _by_body(meeting.next_meetings):
        if name and not (own and len(meeting.facts.bodies) == 1):
            body.append(Heading(_LEVEL, (Text(name),)))
        body.append(List("plain", tuple(coming)))
    return _section(layout.labels.next_meetings, body)


def _by_body(meetings: Iterable[NextMeeting]) -> Iterator[tuple[str, list[Blocks]]]:
    """Yield (body, lines): the nameless first, since nothing would tell where another body's end."""
    bodies = list(dict.fromkeys(coming.body for coming in meetings))
    order = sorted(meetings, key=lambda coming: (bool(coming.body), bodies.index(coming.body)))
    for name, group in groupby(order, key=lambda coming: coming.body):
        if lines := [_cell(line) for coming in group if (line := coming_line(coming))]:
            yield name, lines


def coming_events(meeting: Meeting) -> tuple[Event, ...]:
    """Return the coming meetings for a calendar. One without a name of its own is called as its body."""
    bodies = ", ".join(meeting.facts.bodies)
    return tuple(
        Event(
            summary=", ".join(filter(None, (coming.title, coming.body or bodies))) or "Möte",
            line=line,
            date=coming.date,
            end_date=coming.end_date,
            start=coming.start,
            end=coming.end,
            place=place_and_mode(coming.place, coming.mode),
            tentative=coming.tentative,
        )
        for coming in meeting.next_meetings
        if (line := coming_line(coming))
    )


def coming_line(coming: NextMeeting) -> str:
    """Return a coming meeting as it is printed.

    For example "Extrainsatt möte: torsdag 8 oktober 2026 kl. 9.00, Nora (preliminärt)".
    """
    when = moment(
        coming.date,
        coming.end_date,
        coming.start,
        coming.end,
        date_text=coming.date_text,
        time_text=coming.time_text,
    )
    where = place_and_mode(coming.place, coming.mode)
    line = ", ".join(part for part in (when, where) if part)
    if coming.title:
        line = f"{coming.title}: {line}" if line else coming.title
    notes = ", ".join(part for part in ("preliminärt" if coming.tentative else "", coming.note) if part)
    return f"{line} ({notes})" if line and notes else line or notes
