"""Tasks: in place under their item, and collected in a table."""

from __future__ import annotations

from collections.abc import Sequence

from protokoll_tui.document.compose.details import details_of, with_details
from protokoll_tui.document.compose.lists import as_list
from protokoll_tui.document.layout import Labels
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import Blocks
from protokoll_tui.meeting.model import Entry


def task_blocks(entries: Sequence[Entry], labels: Labels, level: int) -> Blocks:
    """Return neighbouring tasks: the text, then "(Alva Ek, senast 30 juni 2026)"."""
    return as_list([clause for entry in entries if (clause := _task(entry, labels, level))])


def _task(entry: Entry, labels: Labels, level: int) -> Blocks:
    return with_details(blocks(entry.text, level), details_of(entry, labels))
