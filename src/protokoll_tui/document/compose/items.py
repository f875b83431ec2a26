"""The agenda: items with their streams, under headings or in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from protokoll_tui.document.compose.capitals import Capitals
from protokoll_tui.document.compose.decisions import compose_decided, compose_several, says_only_beslut
from protokoll_tui.document.compose.details import details_of, with_details
from protokoll_tui.document.compose.numbers import anchor_of, in_heading, title_of
from protokoll_tui.document.compose.people import people_in_line
from protokoll_tui.document.compose.tasks import task_blocks
from protokoll_tui.document.dates import clock
from protokoll_tui.document.layout import Labels, Layout
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Heading,
    Inline,
    Paragraph,
    Passage,
    Row,
    Table,
    Text,
)
from protokoll_tui.meeting.model import Entry, EntryKind, Item, Meeting
from protokoll_tui.meeting.numbering import number_items
from protokoll_tui.meeting.place import ItemPath, has_text, item_at


@dataclass(frozen=True, slots=True)
class Printing:
    """What the printing of every item needs to know of its meeting and layout."""

    layout: Layout
    numbers: dict[ItemPath, str]
    capitals: Capitals
    level: int
    """Heading level of the items; a point is one deeper."""

    @classmethod
    def of(cls, meeting: Meeting, layout: Layout) -> Printing:
        """Return it for one meeting and layout."""
        level = 2 + bool(layout.labels.agenda)
        return cls(layout, dict(number_items(meeting)), Capitals(meeting), level)


def compose_agenda(meeting: Meeting, layout: Layout) -> Blocks:
    """Return the items and what stands after them."""
    printing = Printing.of(meeting, layout)
    body: list[Block] = []
    if layout.style == "table":
        rows = [row for i, item in enumerate(meeting.agenda) for row in _rows(item, (i,), printing)]
        if rows:
            body.append(_table(rows, layout))
    else:
        for index, item in enumerate(meeting.agenda):
            body += _item(item, (index,), printing)
    if body and layout.labels.agenda:
        body.insert(0, Heading(2, (Text(layout.labels.agenda),)))
    return (*body, *blocks(meeting.closing.text, 2))


def compose_one(meeting: Meeting, path: ItemPath, layout: Layout) -> Blocks:
    """Return one item with its points under headings. Raises IndexError."""
    return tuple(_item(item_at(meeting, path), path, Printing.of(meeting, layout)))


# --- under headings --------------------------------------------------------------------------------


def _item(item: Item, path: ItemPath, printing: Printing) -> Iterator[Block]:
    head, *about = _head(item, path, printing)
    said = list(_stream(item, path, printing))
    runs_in = printing.layout.heading == "run-in" and not about and said and isinstance(said[0], Paragraph)
    yield replace(head, run_in=True) if runs_in and isinstance(head, Heading) else head
    yield from about
    yield from said
    for index, point in _points(item):
        yield from _item(point, (*path, index), printing)


def _head(item: Item, path: ItemPath, printing: Printing) -> Iterator[Block]:
    """Yield the heading of an item and what the agenda says of it."""
    layout = printing.layout
    number = in_heading(item, path, printing.numbers[path], layout)
    title: list[Inline] = [Text(f"{number} ")] if number else []
    title += title_of(item)
    presenters = people_in_line(item.presenters)
    if presenters and layout.presenters == "title":
        title.append(Text(f" – {presenters}"))
    yield Heading(_level(path, printing), tuple(title), anchor_of(path))
    lines = [f"{layout.labels.reference} {item.reference}"] if item.reference else []
    if presenters and layout.presenters == "line":
        lines.append(f"{layout.labels.presenters}: {presenters}")
    if lines:
        yield Paragraph(_broken(lines))
    yield from blocks(item.agenda_text, _level(path, printing) + 1)


def _broken(lines: Sequence[str]) -> tuple[Inline, ...]:
    found: list[Inline] = [Text(lines[0])]
    for line in lines[1:]:
        found += (Break(), Text(line))
    return tuple(found)


def _level(path: ItemPath, printing: Printing) -> int:
    return min(printing.level + len(path) - 1, 6)


def _points(item: Item) -> Iterator[tuple[int, Item]]:
    """Yield the points to print: of a struck item only those that something was said of."""
    for index, point in enumerate(item.points):
        if item.status != "struck" or _is_said(point):
            yield index, point


def _is_said(item: Item) -> bool:
    """Tell whether something was said of an item or of a point in it."""
    return has_text(item) or any(map(_is_said, item.points))


# --- in a table ------------------------------------------------------------------------------------


def _table(rows: Sequence[tuple[Blocks, Blocks, Blocks]], layout: Layout) -> Table:
    """Return the agenda as a table; without its first column where nothing is numbered."""
    labels = layout.labels
    head = (labels.column_number, labels.column_item, labels.column_notes)
    widths = (2, 8, 18)
    first = int(layout.numbering == "none")
    return Table(
        tuple((Text(name),) if name else () for name in head[first:]),
        tuple(Row(cells[first:]) for cells in rows),
        widths[first:],
        role="agenda",
    )


def _rows(item: Item, path: ItemPath, printing: Printing) -> Iterator[tuple[Blocks, Blocks, Blocks]]:
    """Yield a row for the item and one for each point: what a point decides stands beside its title."""
    number = in_heading(item, path, printing.numbers[path], printing.layout)
    bare = replace(printing, layout=printing.layout.model_copy(update={"numbering": "none"}))
    yield (
        (Paragraph((Text(number),)),) if number else (),
        tuple(_head(item, path, bare)),
        tuple(_stream(item, path, printing)),
    )
    for index, point in _points(item):
        yield from _rows(point, (*path, index), printing)


# --- the stream ------------------------------------------------------------------------------------


def _stream(item: Item, path: ItemPath, printing: Printing) -> Iterator[Block]:
    """Yield what was said: neighbours of a kind together, in the order in which they stand."""
    if item.status == "struck" and printing.layout.labels.item_struck:
        yield Paragraph((Text(printing.layout.labels.item_struck),))
    level = min(_level(path, printing) + 1, 6)
    entries = [entry for entry in item.entries if entry.kind != "private"]
    for (kind, label), group in groupby(entries, key=lambda e: (e.kind, label_of(e, printing.layout.labels))):
        several = list(group)
        found = _PASSAGES[kind](several, printing, level)
        if not found and not (kind == "beslut" and says_only_beslut(several, printing.layout)):
            continue
        if kind == "note" and not label:
            yield from found
        else:
            yield Passage(kind, label, found)


def label_of(entry: Entry, labels: Labels) -> str:
    """Return the word that an entry prints under."""
    if entry.kind == "forward":
        return " ".join(part for part in (labels.forward, entry.to) if part)
    return str(getattr(labels, entry.kind, ""))


def _running(entries: Sequence[Entry], printing: Printing, level: int) -> Blocks:
    labels = printing.layout.labels
    return tuple(
        block
        for entry in entries
        for block in with_details(blocks(entry.text, level), details_of(entry, labels))
    )


def _several(entries: Sequence[Entry], printing: Printing, level: int) -> Blocks:
    return compose_several(entries, printing.layout.labels, level)


def _beslut(entries: Sequence[Entry], printing: Printing, level: int) -> Blocks:
    return compose_decided(entries, printing.layout, level, printing.capitals)


def _tasks(entries: Sequence[Entry], printing: Printing, level: int) -> Blocks:
    return task_blocks(entries, printing.layout.labels, level)


def _events(entries: Sequence[Entry], printing: Printing, level: int) -> Blocks:
    found: list[Block] = []
    for entry in entries:
        body = blocks(entry.text, level)
        if entry.time:
            time = f"Kl. {clock(entry.time)}"
            if body and isinstance(body[0], Paragraph):
                body = (Paragraph((Text(f"{time} "), *body[0].children)), *body[1:])
            else:
                body = (Paragraph((Text(time),)), *body)
        found += with_details(body, details_of(entry, printing.layout.labels))
    return tuple(found)


_PASSAGES: dict[EntryKind, Callable[[Sequence[Entry], Printing, int], Blocks]] = {
    "note": _running,
    "discussion": _running,
    "proposal": _several,
    "beslut": _beslut,
    "task": _tasks,
    "forward": _several,
    "event": _events,
    "reservation": _running,
    "internal": _running,
}
