"""Small dialogs: ask for a line, pick from a list, confirm. Each can be left with Escape or its own key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from protokoll_tui.meeting.text import clean_line
from protokoll_tui.tui.asking import Choice
from protokoll_tui.tui.line_input import LineInput
from protokoll_tui.tui.prompt import Prompt
from protokoll_tui.tui.refusal import Changes

_LEAVE: list[BindingType] = [
    Binding("escape", "cancel", show=False),
    Binding("ctrl+q", "cancel", show=False),
]


class LineDialog(Prompt[str]):
    """Ask for one line of text. Returns it, or None where the dialog was left."""

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        hint: str = "",
        fault: str = "",
        check: Callable[[str], str] | None = None,
        changes: Changes = "meeting",
        escape: str = "avbryt",
    ) -> None:
        """Make a dialog.

        Args:
            title: What is asked for.
            value: What the field holds at first, selected.
            hint: A line of help under the field, over the keys.
            fault: What is wrong with the value that it holds at first, shown until something is typed.
            check: Returns what is wrong with a value, in Swedish, or an empty string.
            changes: What the answer changes.
            escape: The word for what Escape does.
        """
        keys = f"Enter: klart   Esc: {escape}"
        super().__init__(title, hint=f"{hint}\n{keys}" if hint else keys, changes=changes)
        self._value = value
        self._fault = fault
        self._check = check

    def on_mount(self) -> None:
        """Say what is wrong with the value, if anything is."""
        if self._fault:
            self.fault(self._fault)

    def compose(self) -> ComposeResult:
        """Lay out title, field and hint."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="dialog-title")
            yield self.line(self._value, select_on_focus=True)
            yield self.hint

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        value = clean_line(event.value)
        if self._check and (problem := self._check(value)):
            self.fault(problem)
        elif not self.refused():
            self.dismiss(value)


class PickDialog(ModalScreen[str | None]):
    """Pick a row by arrows or by typing a part of it. Returns its key, or None."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(
        self, title: str, choices: Sequence[Choice], *, selected: str = "", escape: str = "avbryt"
    ) -> None:
        """Make a dialog with the row whose key is `selected` highlighted; `escape` says what Escape does."""
        super().__init__()
        self._escape = escape
        self._title = title
        self._choices = list(choices)
        self._selected = selected
        self._matching = self._choices

    def compose(self) -> ComposeResult:
        """Lay out title, search field and list."""
        with Vertical(classes="dialog dialog-tall"):
            yield Static(self._title, markup=False, classes="dialog-title")
            yield LineInput(placeholder="Skriv för att söka")
            yield OptionList(*self._options(), markup=False, compact=True)
            hint = f"Enter: välj   ↑ ↓: flytta   Esc: {self._escape}"
            yield Static(hint, markup=False, classes="dialog-hint")

    def on_mount(self) -> None:
        """Start on the selected row, with the keys going to the search field."""
        options = self.query_one(OptionList)
        options.can_focus = False
        keys = [choice.key for choice in self._choices]
        options.highlighted = keys.index(self._selected) if self._selected in keys else 0

    def _options(self) -> list[Option]:
        return [Option(Content(choice.label)) for choice in self._matching]

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        wanted = event.value.casefold().split()
        self._matching = [
            choice
            for choice in self._choices
            if all(word in (choice.find or choice.label).casefold() for word in wanted)
        ]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options() or [Option("Inget passar.", disabled=True)])
        options.highlighted = 0 if self._matching else None

    @on(Input.Submitted)
    def _submit(self) -> None:
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._matching):
            self.dismiss(self._matching[index].key)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move in the list while the field takes the letters."""
        options = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "up": options.action_cursor_up,
            "down": options.action_cursor_down,
            "pageup": options.action_page_up,
            "pagedown": options.action_page_down,
        }
        if (move := moves.get(event.key)) is not None:
            move()
            event.stop()

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


class ConfirmDialog(ModalScreen[bool]):
    """Ask for a yes or no; no is the answer of Escape and of Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,enter,ctrl+q", "answer(False)", show=False),
        Binding("j", "answer(True)", show=False),
    ]

    def __init__(self, question: str, *, yes: str = "Ja", no: str = "Nej", alone: bool = False) -> None:
        """Make a dialog with the question and the words of the two answers.

        What stands `alone`, with nothing of the screen below it, is painted in half the time.
        """
        super().__init__(classes="-alone" if alone else "")
        self._question = question
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Lay out the question, which may be longer than the screen, and the two keys."""
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="dialog-text"):
                yield Static(self._question, markup=False, classes="dialog-title")
            yield Static(f"J: {self._yes}    N eller Esc: {self._no}", markup=False, classes="dialog-hint")

    def on_mount(self) -> None:
        """Give the arrows to the question."""
        text = self.query_one(VerticalScroll).focus()
        self.call_after_refresh(self._tell_of_more, text)

    def _tell_of_more(self, text: VerticalScroll) -> None:
        if text.max_scroll_y:
            hint = self.query_one(".dialog-hint", Static)
            hint.update(f"↑ ↓: läs allt    {hint.content}")

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)


class OfferDialog(ModalScreen[bool]):
    """Offer something that was not asked for. It may come while she types, so no letter answers it.

    The arrows choose; what changes nothing is proposed, and is the answer of Enter and of Escape.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+q", "leave", show=False)]

    def __init__(self, question: str, *, yes: str, no: str) -> None:
        """Make a dialog with the question and the words of the two answers."""
        super().__init__()
        self._question = question
        self._options = OptionList(no, yes, markup=False, compact=True)

    def compose(self) -> ComposeResult:
        """Lay out the question, the answers and the keys."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False, classes="dialog-title")
            yield self._options
            yield Static("↑ ↓: välj   Enter: gör så   Esc: låt vara", markup=False, classes="dialog-hint")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index == 1)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(False)
