"""Swedish words for the kinds, outcomes and states that the screens show."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from protokoll_tui.meeting.model import Entry, EntryKind, ItemStatus, Mode, Outcome
from protokoll_tui.meeting.status import WORDS
from protokoll_tui.meeting.text import clean_line

KINDS: Final[dict[EntryKind, str]] = {
    "note": "Anteckning",
    "discussion": "Diskussion",
    "proposal": "Förslag",
    "beslut": "Beslut",
    "task": "Uppgift",
    "forward": "Föra vidare",
    "event": "Händelse",
    "reservation": "Reservation",
    "internal": "Internt",
    "private": "Egen",
}

OUTCOMES: Final[dict[Outcome, str]] = {
    "": "beslutat",
    "decided": "beslutat",
    "rejected": "avslaget",
    "tabled": "bordlagt",
    "referred": "hänskjutet",
    "remitted": "återremitterat",
    "none": "inget beslut",
}

STATUSES: Final = WORDS

MODES: Final[dict[Mode, str]] = {
    "": "",
    "physical": "på plats",
    "digital": "digitalt",
    "hybrid": "på plats och digitalt",
}

ITEM_SIGNS: Final[dict[ItemStatus, str]] = {"open": " ", "done": "✓", "struck": "✗"}


def shown_path(path: Path) -> str:
    """Return a path for a reader: the home folder as ~, and nothing in it that a terminal would obey."""
    path = path.absolute()
    with contextlib.suppress(ValueError, RuntimeError):
        path = Path("~", path.relative_to(Path.home()))
    return clean_line(str(path))


def details(entry: Entry) -> str:
    """Return what an entry holds besides its text, on one line: outcome, target, owners, due date."""
    parts: list[str] = []
    if entry.outcome and entry.outcome != "decided":
        parts.append(OUTCOMES[entry.outcome])
    if entry.to:
        parts.append(f"till {entry.to}" if entry.outcome != "referred" or not parts else entry.to)
    if entry.owners:
        parts.append(", ".join(entry.owners))
    if entry.due:
        parts.append(f"senast {entry.due.day}/{entry.due.month} {entry.due.year}")
    if entry.time:
        parts.append(f"kl. {entry.time:%H.%M}")
    if entry.done:
        parts.append("klart")
    return " · ".join(parts)
