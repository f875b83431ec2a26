"""Dialogs of several fields, and the one that takes people line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from protokoll_tui.meeting.text import clean_line
from protokoll_tui.tui.line_input import LineInput
from protokoll_tui.tui.prompt import Prompt

_HOW = "Enter: lägg till   Enter på tom rad eller Esc: klart"
_LONGEST_PASTE = 100_000
"""Characters of the people that are taken at a time."""
_NAMES_SHOWN = 10
_PROBLEMS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a `FormDialog`. With `choices` (value and words) it is one of these, else free text."""

    key: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


class ChoiceField(Widget, can_focus=True):
    """One of a few values, changed with the arrows or the space bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]
    index: reactive[int] = reactive(0)

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Make a field that stands at `value`, or at the first choice."""
        super().__init__()
        self._choices = choices
        values = [key for key, _ in choices]
        self.set_reactive(ChoiceField.index, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """The value it stands at."""
        return self._choices[self.index][0]

    def render(self) -> Content:
        """Show the words of the value between the arrows that change it."""
        return Content(f"◂ {self._choices[self.index][1]} ▸")

    def action_step(self, by: int) -> None:
        """Go to the next or the previous value."""
        self.index = (self.index + by) % len(self._choices)


class FormDialog(Prompt[dict[str, str]]):
    """Some fields under each other. Returns their values by key, or None where the dialog was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("enter,ctrl+s", "submit", show=False),
    ]
    CSS_PATH = "forms.tcss"

    def __init__(
        self, title: str, fields: Sequence[FormField], *, check: Callable[[dict[str, str]], str] | None = None
    ) -> None:
        """Make a dialog.

        Args:
            title: What is changed.
            fields: Its fields, in the order of the Tab key.
            check: Returns what is wrong with the values, in Swedish, or an empty string.
        """
        super().__init__(title, hint="Enter: klart   Tab, ↑ ↓: nästa fält   Esc: avbryt")
        self._check = check
        self._fields: dict[str, tuple[FormField, LineInput | ChoiceField]] = {
            field.key: (field, self._widget(field)) for field in fields
        }

    def _widget(self, field: FormField) -> LineInput | ChoiceField:
        if field.choices:
            return ChoiceField(field.choices, field.value)
        return self.line(field.value, name=field.label, placeholder=field.help, compact=True)

    def compose(self) -> ComposeResult:
        """Lay out title, fields and hint."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="dialog-title")
            for field, widget in self._fields.values():
                yield Horizontal(
                    Static(field.label, markup=False, classes="form-label"), widget, classes="form-row"
                )
            yield self.hint

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Give the values, if nothing is wrong with them."""
        values = {key: clean_line(widget.value) for key, (_, widget) in self._fields.items()}
        if self._check and (problem := self._check(values)):
            self.fault(problem)
        elif not self.refused():
            self.dismiss(values)


class AddPeopleDialog(Prompt[None]):
    """A line that takes one person after the other; an empty Enter closes it.

    Several are taken at once where semicolons part them, as a mail program does. Lines that are pasted are
    put together that way.
    """

    def __init__(self, title: str, add: Callable[[str], tuple[str, str]]) -> None:
        """Make a dialog.

        Args:
            title: Where the people are added.
            add: Adds one person. Returns the name, and what is wrong in Swedish (one is empty).
        """
        super().__init__(title, hint=_HOW)
        self._add = add
        self._names: list[str] = []
        self._added = Static("", markup=False, classes="form-added")
        self._added.display = False

    def compose(self) -> ComposeResult:
        """Lay out title, field, those added and the hint."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="dialog-title")
            yield self.line(placeholder="Namn, titel, organisation", joint="; ", longest=_LONGEST_PASTE)
            yield self._added
            yield self.hint

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if not clean_line(event.value):
            self.dismiss(None)
        elif not self.refused():
            self._take(event.input, [part for part in map(clean_line, event.value.split(";")) if part])

    def _take(self, field: Input, parts: list[str]) -> None:
        """Add the people of `parts`; what cannot be added stays in the field."""
        left, problems = list[str](), list[str]()
        for part in parts:
            name, problem = self._add(part)
            if problem:
                left.append(part)
                problems.append(problem)
            else:
                self._names.append(name)
        field.value = "; ".join(left)
        if self._names:
            self._added.display = True
            self._added.update(_added_words(self._names))
        if problems:
            self.fault(_problem_words(tuple(dict.fromkeys(problems))))


def _added_words(names: Sequence[str]) -> str:
    """Return who has been added: of many, the last ones, so that the keys at the foot stay in sight."""
    if len(names) <= _NAMES_SHOWN:
        return f"Tillagda: {', '.join(names)}"
    return f"Tillagda, {len(names)} personer: … {', '.join(names[-_NAMES_SHOWN:])}"


def _problem_words(problems: Sequence[str]) -> str:
    """Return the first problems, and how many more there are."""
    rest = len(problems) - _PROBLEMS_SHOWN
    return " ".join((*problems[:_PROBLEMS_SHOWN], *([f"Och {rest} till."] if rest > 0 else [])))
