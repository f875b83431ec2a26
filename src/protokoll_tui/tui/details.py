"""Outcome, target, owners and due date of one entry, in a dialog that understands loosely typed words."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from protokoll_tui.meeting.model import Entry, Meeting, Outcome
from protokoll_tui.meeting.people import match_people
from protokoll_tui.meeting.place import Place, entry_at
from protokoll_tui.meeting.roster import names
from protokoll_tui.meeting.stream import set_entry
from protokoll_tui.meeting.text import fold
from protokoll_tui.meeting.when import WhenError, read_date, read_span, short_date, short_span
from protokoll_tui.session import Session
from protokoll_tui.tui import clock
from protokoll_tui.tui.line_input import LineInput
from protokoll_tui.tui.prompt import Prompt
from protokoll_tui.tui.words import KINDS, OUTCOMES

_FIELDS: dict[str, tuple[str, str]] = {
    "outcome": ("Utfall", "beslutat, avslaget, bordlagt, hänskjutet, återremitterat, inget beslut"),
    "to": ("Till", "vart ärendet går: AU juni, länsdelsgrupperna …"),
    "owners": ("Ansvariga", "namn eller början av namn, skilda med komma eller semikolon"),
    "due": ("Senast", "28/8, 30 juni …"),
    "time": ("Klockslag", "10.15"),
    "done": ("Klart", "ja eller tomt"),
}
_REPLACED = ("due", "time")
"""Fields that are typed anew rather than changed."""
_BY_KIND: dict[str, tuple[str, ...]] = {
    "beslut": ("outcome", "to", "owners", "due"),
    "task": ("owners", "due", "done"),
    "forward": ("to",),
    "event": ("time",),
}


class DetailsDialog(Prompt[bool]):
    """The details of the entry at a place. Each field is set as soon as it is understood."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "cancel", show=False, priority=True),  # else the field deletes a letter
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, place: Place) -> None:
        """Make the dialog for the entry at `place`."""
        self.session = session
        self.place = place
        super().__init__(
            f"{KINDS[self._entry.kind]}: detaljer", hint="Enter, Tab eller pilar: nästa fält   Esc: klart"
        )
        self._fields = _BY_KIND.get(self._entry.kind, ("to", "owners", "due"))
        self._says = {name: Static("", classes="field-says", markup=False) for name in self._fields}

    @property
    def _entry(self) -> Entry:
        return entry_at(self.session.meeting, self.place.item, self.place.entry)

    def compose(self) -> ComposeResult:
        """Lay out the fields that the kind of entry has."""
        with Vertical(classes="dialog details"):
            yield Static(self._title, markup=False, classes="dialog-title")
            for name in self._fields:
                label, hint = _FIELDS[name]
                text = write_field(self._entry, name)
                yield Label(label, markup=False)
                yield LineInput(
                    text,
                    typed=partial(self._typed, name),
                    joint="; " if name == "owners" else " ",
                    id=name,
                    placeholder=hint,
                    select_on_focus=name in _REPLACED,
                )
                yield self._says[name]
                self._read(name, text)
            yield self.hint

    def _read(self, name: str, text: str) -> tuple[Any] | None:
        """Answer to a text and return what it means; None where it is not understood."""
        try:
            value, echo = read_field(name, text, self.session.meeting)
        except ValueError as error:
            self._says[name].update(Content.styled(str(error), "bold $text-error"))
            return None
        self._says[name].update(Content.styled(echo, "$text-muted"))
        return (value,)

    def _typed(self, name: str, text: str) -> None:
        label = _FIELDS[name][0]
        read = self._read(name, text)
        if read is None:
            self.keep(label, text)
            return
        meeting = set_entry(self.session.meeting, self.place.item, self.place.entry, **{name: read[0]})
        self.session.apply(label.lower(), meeting, place=self.place, run=f"{name} {self.place}")
        self.keep(label, "")

    def action_cancel(self) -> None:
        """Go back to the text."""
        self.dismiss(True)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        try:
            read_field(event.input.id or "", event.value, self.session.meeting)
        except ValueError:
            return
        if event.input.id == self._fields[-1]:
            self.action_cancel()
        else:
            self.focus_next()


def write_field(entry: Entry, name: str) -> str:
    """Return the value of a field as it is typed."""
    today = clock.today()
    if name == "outcome":
        return OUTCOMES[entry.outcome] if entry.outcome else ""
    if name == "owners":
        return ", ".join(entry.owners)
    if name == "due":
        return short_date(entry.due, today) if entry.due else ""
    if name == "time":
        return short_span(entry.time) if entry.time else ""
    if name == "done":
        return "ja" if entry.done else ""
    return entry.to


def read_field(name: str, text: str, meeting: Meeting) -> tuple[Any, str]:
    """Return the value that `text` means and how it was understood; both empty for an empty text.

    Raises:
        ValueError: with a Swedish message, where the text is not understood.
    """
    text = text.strip()
    if name == "outcome":
        outcome = _read_outcome(text)
        return outcome, OUTCOMES[outcome] if text else ""
    if name == "owners":
        owners = tuple(_whole_name(part.strip(), meeting) for part in re.split("[,;]", text) if part.strip())
        return owners, ", ".join(owners)
    if name == "due":
        return _read_due(text, meeting)
    if name == "time":
        start = read_span(text)[0] if text else None
        return start, f"kl. {start:%H.%M}" if start else ""
    if name == "done":
        done = text.casefold() in ("j", "ja", "x", "klart")
        return done, "klart" if done else ""
    return text, ""


def _read_outcome(text: str) -> Outcome:
    if not text:
        return ""
    for outcome, word in OUTCOMES.items():
        if outcome and word.startswith(text.casefold()):
            return outcome
    raise ValueError(f"Utfallet ”{text}” finns inte. Välj bland {', '.join(list(OUTCOMES.values())[1:])}.")


def _whole_name(text: str, meeting: Meeting) -> str:
    """Return the one name of the rosters that `text` finds, the text itself where it finds none.

    Raises:
        ValueError: with a Swedish message, where it finds several.
    """
    people = names(meeting)
    found = match_people(text, people)
    if len(found) > 1 and fold(text) not in map(fold, people):
        fitting = ", ".join(people[index] for index in found[:4])
        raise ValueError(f"”{text}” passar {fitting}. Skriv mer av namnet.")
    return people[found[0]] if len(found) == 1 else text


def _read_due(text: str, meeting: Meeting) -> tuple[dt.date | None, str]:
    if not text:
        return None, ""
    today = meeting.facts.date or clock.today()
    try:
        due = read_date(text, today, ahead=True)
    except WhenError as error:
        raise ValueError(str(error)) from None
    from protokoll_tui.document.dates import long_date

    return due, long_date(due, weekday=True)
