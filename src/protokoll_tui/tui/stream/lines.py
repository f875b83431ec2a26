"""The lines of an item on the screen: labels, text rows and the detail rows under them. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from protokoll_tui.meeting.capture import suggest_outcome
from protokoll_tui.meeting.model import Entry
from protokoll_tui.tui.stream.rows import Row, wrap
from protokoll_tui.tui.words import KINDS, OUTCOMES, details


class Line(NamedTuple):
    """One line of the editor. A text line has a row; a detail line has its words in `text`."""

    entry: int
    row: Row
    role: Literal["text", "detail", "suggestion"]
    label: str
    text: str


def suggestion(entry: Entry) -> str:
    """Return the proposal under a decision ("hänskjutet till AU i juni"), or an empty string."""
    if entry.kind != "beslut" or entry.outcome:
        return ""
    found = suggest_outcome(entry.text)
    if found is None:
        return ""
    outcome, to = found
    return f"{OUTCOMES[outcome]} till {to}" if to else OUTCOMES[outcome]


def layout(entries: tuple[Entry, ...], width: int, *, virtual: bool, accept_key: str) -> list[Line]:
    """Return the lines of an item.

    Args:
        entries: The stream.
        width: Cells for the text, the label column apart.
        virtual: Whether the entry that does not exist yet is shown after the last one.
        accept_key: The key that takes a suggestion, as it is written for a reader.
    """
    lines: list[Line] = []
    nothing = Row(0, 0, 0)
    for index, entry in enumerate(entries):
        for number, row in enumerate(wrap(entry.text, width)):
            lines.append(Line(index, row, "text", "" if number else KINDS[entry.kind], entry.text))
        if words := details(entry):
            lines.append(Line(index, nothing, "detail", "", f"↳ {words}"))
        if words := suggestion(entry):
            lines.append(Line(index, nothing, "suggestion", "", f"↳ {words}?  {accept_key} tar förslaget"))
    if virtual or not entries:
        lines.append(Line(len(entries), nothing, "text", KINDS["note"], ""))
    return lines
