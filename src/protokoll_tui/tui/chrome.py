"""The frame around every screen: header with the steps, status line, key bar."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from protokoll_tui.document.dates import long_date
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.tui.actions import Action, effective_keys, key_name

STEPS: tuple[tuple[str, str, str], ...] = (
    ("facts", "Möte", "f2"),
    ("attendance", "Närvaro", "f3"),
    ("agenda", "Ärenden", "f4"),
    ("review", "Granska", "f5"),
    ("finish", "Klart", "f6"),
)
"""The screens of a meeting in the order they are used: name, label, key."""


MARK_WIDTH = 14
"""Cells for the longest mark, so that the rest of the line stands still while saving."""
_MARKS = {
    "saved": "● sparat",
    "waiting": "○ sparar …",
    "saving": "○ sparar …",
    "journal": "! i journalen",
    "memory": "✗ EJ SPARAT",
    "lost": "✗ övertaget",
}
_LEAST_NAME = 4
"""Cells that the name of a meeting needs beside its day."""
_MARK_STYLES = {"✗": "bold $text-error", "!": "bold $text-warning"}


def meeting_name(meeting: Meeting) -> str:
    """Return a short name for the header: the first body, else the title or the kind."""
    facts = meeting.facts
    return (facts.bodies[0] if facts.bodies else "") or facts.title or facts.kind or "Namnlöst möte"


def name_and_day(name: str, day: dt.date | None, room: int) -> str:
    """Return name and day of a meeting within `room` cells: the name gives way to the day.

    Without room for "Chefsgrupp · 29 maj 2026" the day is 29/5, and without room for that it goes.
    """
    width = cell_len(name)
    days = ((f" · {long_date(day)}", room // 2), (f" {day.day}/{day.month}", _LEAST_NAME)) if day else ()
    for text, needed in days:
        left = room - cell_len(text)
        if left >= min(width, needed):
            return _cut(name, left) + text
    return _cut(name, room)


def _cut(text: str, room: int) -> str:
    return text if cell_len(text) <= room else f"{set_cell_size(text, max(0, room - 1)).rstrip()}…"


def save_mark(state: SaveState, *, read_only: bool = False) -> str:
    """Return the mark that tells the truth about saving, in a sign and a word, within `MARK_WIDTH` cells.

    ● in the file. ○ in the journal, and on its way to the file. ! safe in the journal, but the file cannot
    be written. ✗ in neither, or taken over by another program. ◌ never written from here.
    """
    if read_only and state.kind != "lost":
        return "◌ läses bara"
    if state.kind == "saved" and state.at:
        return f"● sparat {state.at:%H.%M}"
    return _MARKS[state.kind]


class Header(Widget):
    """One line: what meeting, which step, saved or not."""

    DEFAULT_CSS = "Header { height: 1; width: 100%; background: $panel; }"
    name_text: reactive[str] = reactive("")
    day: reactive[dt.date | None] = reactive(None)
    mark: reactive[str] = reactive("● sparat")

    def __init__(self, step: str) -> None:
        """Make a header in which `step` (a name of `STEPS`) is the current one."""
        super().__init__()
        self._step = step

    def render(self) -> Content:
        """Lay out the line for the width there is; the name of the meeting gives way first."""
        wide = self.size.width >= 110
        steps: list[Content] = []
        for name, label, key in STEPS:
            text = f"{key.upper()} {label}" if wide or name != self._step else label
            style = "reverse bold" if name == self._step else "$text-muted"
            steps.append(Content.styled(f" {text} ", style))
        tabs = Content("").join(steps)
        style = _MARK_STYLES.get(self.mark[:1], "$text")
        room = self.size.width - tabs.cell_length - MARK_WIDTH - 3
        name = name_and_day(self.name_text, self.day, room)
        left = Content.styled(set_cell_size(name if room > 3 else "", max(0, room)), "bold")
        return Content(" ").join(
            [Content(""), left, tabs, Content.styled(f"{self.mark:>{MARK_WIDTH}}", style)]
        )


class StatusLine(Static):
    """One line under the work: what just happened, else the next step. A long message takes up to three."""

    DEFAULT_CSS = (
        "StatusLine { height: auto; min-height: 1; max-height: 3; width: 100%; padding: 0 1;"
        " color: $text-muted; }"
    )
    SECONDS: ClassVar[float] = 8.0

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__("", markup=False)
        self._next = ""
        self._message = 0
        self._shows_message = False
        self._passes = False

    def set_next(self, text: str) -> None:
        """Set what the line says when nothing has just happened."""
        if text == self._next:
            return
        self._next = text
        if not self._shows_message:
            self.update(Content.styled(text, "$text-muted"))

    def say(self, text: str, *, error: bool = False, news: bool = False) -> None:
        """Show a message for some seconds, or until she goes on.

        An error stays until the next message. News, of what she did not do herself, stays while she types.
        """
        self._message += 1
        self._shows_message = True
        self._passes = not (error or news)
        self.update(Content.styled(text, "bold $text-error" if error else "bold $text"))
        if not error:
            number = self._message
            self.set_timer(self.SECONDS, lambda: self._end(number))

    def clear(self) -> None:
        """Take away a message that no longer concerns her."""
        if self._shows_message:
            self._shows_message = False
            self.update(Content.styled(self._next, "$text-muted"))

    def go_on(self) -> None:
        """Take away a message that she has left behind."""
        if self._passes:
            self.clear()

    def _end(self, number: int) -> None:
        if self._message == number:
            self.clear()


class KeyBar(Widget):
    """The keys that matter here, as many as there is room for."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 100%; background: $panel; }"
    actions: reactive[tuple[Action, ...]] = reactive(())

    def render(self) -> Content:
        """Show the first actions that fit, the key reversed and the word after it."""
        keymap: dict[str, str] = getattr(self.app, "user_keymap", {})
        parts: list[Content] = []
        room = self.size.width - 1
        for action in self.actions:
            keys = effective_keys(action, keymap)
            if not action.bar or not keys:
                continue
            key = key_name(keys[0], short=True)
            width = cell_len(key) + cell_len(action.bar) + 3
            if width > room:
                break
            room -= width
            parts.append(Content.assemble((f" {key} ", "reverse"), (f"{action.bar} ", "$text")))
        return Content("").join(parts)
