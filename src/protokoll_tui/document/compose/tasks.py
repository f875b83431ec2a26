"""Tasks: in place under their item, and collected in a table."""

from __future__ import annotations

from collections.abc import Sequence

from protokoll_tui.document.compose.decisions import as_list
from protokoll_tui.document.compose.people import people_in_line
from protokoll_tui.document.dates import long_date
from protokoll_tui.document.layout import Labels
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import Blocks, Inlines, Paragraph, Text
from protokoll_tui.meeting.model import Entry


def task_blocks(entries: Sequence[Entry], labels: Labels, level: int) -> Blocks:
    """Return neighbouring tasks: the text, then "(Alva Ek, senast 30 juni 2026)"."""
    return as_list([clause for entry in entries if (clause := _task(entry, labels, level))])


def _task(entry: Entry, labels: Labels, level: int) -> Blocks:
    due = f"{labels.due.lower()} {long_date(entry.due)}" if entry.due else ""
    parts = (people_in_line(entry.owners), due, labels.done if entry.done else "")
    details = ", ".join(part for part in parts if part)
    body = blocks(entry.text, level)
    if not details:
        return body
    if body and isinstance(body[-1], Paragraph):
        return (*body[:-1], Paragraph(_with_details(body[-1].children, details)))
    return (*body, Paragraph((Text(details),)))


def _with_details(children: Inlines, details: str) -> Inlines:
    """Return a sentence with its details in brackets, before its full stop."""
    match children:
        case (*before, Text(text)) if text.endswith("."):
            return (*before, Text(f"{text[:-1]} ({details})."))
        case _:
            return (*children, Text(f" ({details})"))
