"""Who is to do something and when, in brackets after the words of an entry.

Every kind has them here: a screen lets one enter them for most, and an entry that changes its kind keeps
what it had.
"""

from __future__ import annotations

from protokoll_tui.document.compose.people import people_in_line
from protokoll_tui.document.dates import long_date
from protokoll_tui.document.layout import Labels
from protokoll_tui.document.tree import Blocks, Inlines, Paragraph, Text
from protokoll_tui.meeting.model import Entry


def details_of(entry: Entry, labels: Labels) -> str:
    """Return "Alva Ek, senast 30 juni 2026", or an empty string.

    Where it goes stands there too, but for the kinds that say that in a place of its own.
    """
    to = f"till {entry.to}" if entry.to and entry.kind not in ("beslut", "forward") else ""
    due = f"{labels.due.lower()} {long_date(entry.due)}" if entry.due else ""
    parts = (to, people_in_line(entry.owners), due, labels.done if entry.done else "")
    return ", ".join(part for part in parts if part)


def with_details(body: Blocks, details: str) -> Blocks:
    """Return some blocks with details in brackets at the end of the last sentence."""
    if not details:
        return body
    if body and isinstance(body[-1], Paragraph):
        return (*body[:-1], Paragraph(_in_brackets(body[-1].children, details)))
    return (*body, Paragraph((Text(details),)))


def _in_brackets(children: Inlines, details: str) -> Inlines:
    """Return a sentence with its details in brackets, before its full stop."""
    match children:
        case (*before, Text(text)) if text.endswith("."):
            return (*before, Text(f"{text[:-1]} ({details})."))
        case _:
            return (*children, Text(f" ({details})"))
