"""Möte: the facts of the meeting as a form. What is typed loosely is answered in full at the field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import on
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from protokoll_tui.document.compose.derived import coming_line
from protokoll_tui.document.compose.facts import secretary_of
from protokoll_tui.meeting.coming import (
    coming_fault,
    read_attachment,
    read_coming,
    show_attachment,
    show_coming,
)
from protokoll_tui.meeting.edits import changed, set_facts
from protokoll_tui.meeting.model import LONGEST_LINE, Attachment, Meeting, Mode, NextMeeting
from protokoll_tui.session import Change, Session
from protokoll_tui.tui import clock
from protokoll_tui.tui.actions import Scope, bindings
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.facts_text import (
    FIELDS,
    Answer,
    FactField,
    answer_date,
    answer_number,
    answer_time,
    show_when,
    write_when,
)
from protokoll_tui.tui.field import Field, FieldRow, ModeField
from protokoll_tui.tui.line_input import LineInput
from protokoll_tui.tui.lines_field import LinesField, Notation
from protokoll_tui.tui.text_area import ProseArea

WIDE = 120
"""Columns from which the lists stand beside the fields."""


class FactsScreen(MeetingScreen):
    """The head of the minutes, the coming meetings, the attachments and the evaluation."""

    STEP = "facts"
    SCOPE: ClassVar[Scope] = "facts"
    CSS_PATH = "facts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("facts", "meeting", "app")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Screen declares it

    def __init__(self, session: Session) -> None:
        """Make the form of `session`."""
        super().__init__(session)
        self._entered = session.meeting
        self.date = Field(self._when_typed, placeholder="t.ex. 29/5", id="date")
        self.time = Field(self._when_typed, placeholder="t.ex. 9-12", id="time")
        self.mode = ModeField(self._mode_chosen, id="mode")
        self.fields = {
            field.name: Field(
                partial(self._typed, field), placeholder=field.hint, many=field.many, id=field.name
            )
            for field in FIELDS
        }
        self._date_row = FieldRow("Datum", self.date, answers=True)
        self._time_row = FieldRow("Tid", self.time, answers=True)
        self._number_row = FieldRow("Första paragraf", self.fields["first_number"], short=True)
        self.coming = LinesField(
            "Kommande möten",
            self._coming_notation(),
            self._coming_typed,
            hint="t.ex. 28/8 9-12 digitalt",
            id="coming",
        )
        self.attachments = LinesField(
            "Bilagor",
            Notation[Attachment](show_attachment, lambda line, _: read_attachment(line), lambda _: Answer()),
            self._attachments_typed,
            hint="t.ex. Bilaga 1: Budget (§ 5)",
            id="attachments",
        )
        self.evaluation = ProseArea(
            self._evaluation_typed, placeholder="Deltagarnas syn på mötet", id="evaluation"
        )

    def body(self) -> Iterable[Widget]:
        """Yield the form."""
        rows = {field.name: FieldRow(field.label, self.fields[field.name]) for field in FIELDS}
        rows["first_number"] = self._number_row
        first = [rows.pop("kind"), rows.pop("bodies"), self._date_row, self._time_row, rows.pop("place")]
        yield VerticalScroll(
            Vertical(*first, FieldRow("Form", self.mode), *rows.values(), id="fields"),
            Vertical(
                self.coming,
                self.attachments,
                Static("Utvärdering", markup=False, classes="section"),
                self.evaluation,
                id="lists",
            ),
            id="form",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Begin at the date, which is what is new in a new meeting."""
        self.date.focus()

    def show_saving(self) -> None:
        """Let nothing be typed where it could not be kept."""
        super().show_saving()
        self._freeze()

    def _freeze(self) -> None:
        frozen = bool(self.protokoll.refusal())
        self.mode.frozen = frozen
        for field in (self.date, self.time, *self.fields.values()):
            field.frozen = frozen
        for lines in (self.coming, self.attachments):
            lines.freeze(frozen=frozen)
        self.evaluation.read_only = frozen

    @on(LineInput.Frozen)
    def _not_taken(self) -> None:
        self.protokoll.refuses()

    def on_descendant_focus(self) -> None:
        """Remember the meeting as it was when a field was entered."""
        self._entered = self.session.meeting

    def on_descendant_blur(self) -> None:
        """Let what is typed in the next field be a step of its own."""
        self.session.close_run()

    @property
    def _today(self) -> dt.date:
        return clock.today()

    # --- from the meeting to the fields ----------------------------------------------------------

    def meeting_changed(self, change: Change | None) -> None:
        """Show the meeting. A field that already says the same keeps the words it says it in."""
        meeting = self.session.meeting
        for field in FIELDS:
            widget = self.fields[field.name]
            if change is None or field.write(meeting, self._entered, widget.value) is not meeting:
                widget.put(field.show(meeting))
        self._show_when(meeting)
        self._number_row.say(answer_number(self.fields["first_number"].value))
        self._show_secretary(meeting)
        if self.mode.mode != meeting.facts.mode:
            self.mode.put(meeting.facts.mode)
        self.coming.put(meeting.next_meetings)
        self.attachments.put(meeting.attachments)
        self.evaluation.put(meeting.closing.evaluation)
        self._freeze()

    def _show_when(self, meeting: Meeting) -> None:
        date, time = self.date.value, self.time.value
        if write_when(meeting, self._entered, date, time, self._today) is not meeting:
            for field, text in zip(
                (self.date, self.time), show_when(meeting.facts, self._today), strict=True
            ):
                field.put(text)
        self._date_row.say(answer_date(self.date.value, self._today))
        self._time_row.say(answer_time(self.time.value))

    def _show_secretary(self, meeting: Meeting) -> None:
        """Tell in the empty field who keeps the minutes by the roll call."""
        name = secretary_of(set_facts(meeting, secretary=""))
        hint = f"Tomt: {name}, sekreterare i Närvaro" if name else "Tomt: den som är sekreterare i Närvaro"
        self.fields["secretary"].placeholder = hint

    # --- from the fields to the meeting ----------------------------------------------------------

    def _typed(self, field: FactField, text: str) -> None:
        self._edit(field.step, lambda: field.write(self.session.meeting, self._entered, text))
        if field.name == "first_number":
            self._number_row.say(answer_number(text))

    def _when_typed(self, _text: str) -> None:
        step = "tid" if self.time.has_focus else "datum"
        date, time = self.date.value, self.time.value
        self._edit(step, lambda: write_when(self.session.meeting, self._entered, date, time, self._today))
        self._show_when(self.session.meeting)

    def _mode_chosen(self, mode: Mode) -> None:
        self.session.apply("form", set_facts(self.session.meeting, mode=mode))

    def _coming_typed(self, coming: tuple[NextMeeting, ...]) -> None:
        self._edit("kommande möten", lambda: self._with(next_meetings=coming))

    def _attachments_typed(self, attachments: tuple[Attachment, ...]) -> None:
        self._edit("bilagor", lambda: self._with(attachments=attachments))

    def _evaluation_typed(self, text: str) -> None:
        def edit() -> Meeting:
            return self._with(closing=changed(self.session.meeting.closing, evaluation=text))

        self._edit("utvärdering", edit)

    def _with(self, **values: Any) -> Meeting:
        meeting = self.session.meeting
        same = all(getattr(meeting, name) == value for name, value in values.items())
        return meeting if same else meeting.model_copy(update=values)

    def _edit(self, step: str, edit: Callable[[], Meeting]) -> None:
        try:
            meeting = edit()
        except ValidationError:
            self.say("Texten är längre än ett protokoll kan hålla. Det sista är inte sparat.", error=True)
            return
        self.session.apply(step, meeting, run=f"facts {step}")

    @on(Field.Refused)
    def _refused(self) -> None:
        self.say(f"En rad rymmer högst {LONGEST_LINE} tecken. Det senaste fick inte plats.", error=True)

    # --- coming meetings -------------------------------------------------------------------------

    def _coming_notation(self) -> Notation[NextMeeting]:
        return Notation(self._show_coming, self._read_coming, self._answer_coming)

    @property
    def _from_day(self) -> dt.date:
        return self.session.meeting.facts.date or self._today

    def _show_coming(self, coming: NextMeeting) -> str:
        return show_coming(coming, self._from_day, self.session.meeting.facts.bodies)

    def _read_coming(self, line: str, old: NextMeeting | None) -> NextMeeting:
        return read_coming(line, self._from_day, self.session.meeting.facts.bodies, old)

    def _answer_coming(self, line: str) -> Answer:
        if fault := coming_fault(line, self._from_day):
            return Answer(fault[:1].upper() + fault[1:], wrong=True)
        return Answer(coming_line(self._read_coming(line, None)))
