"""Fields of a form: a label, one line to type in, and what the field answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from protokoll_tui.meeting.model import Mode
from protokoll_tui.tui.facts_text import Answer
from protokoll_tui.tui.line_input import LineInput


class Field(LineInput):
    """One line of text. Up, Down and Enter go to the field above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", show=False),
        Binding("down,enter", "go(1)", show=False),
    ]

    def __init__(
        self,
        typed: Callable[[str], None],
        *,
        value: str = "",
        placeholder: str = "",
        many: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make a field. Lines that are pasted into it are joined, with semicolons where it holds `many`."""
        joint = "; " if many else " "
        super().__init__(value, typed=typed, joint=joint, placeholder=placeholder, compact=True, id=id)

    def action_go(self, by: int) -> None:
        """Go to the next field, or the one before."""
        if by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class FieldRow(Vertical):
    """A label and a field. Where the field `answers`, a line under it is always kept free for that.

    A short field has the answer beside it instead.
    """

    def __init__(self, label: str, field: Widget, *, answers: bool = False, short: bool = False) -> None:
        """Make a row."""
        super().__init__(classes="field-row -short" if short else "field-row")
        self._label = label
        self.field = field
        self._answers = answers
        self._short = short
        self._answer = Static("", markup=False, classes="field-answer")
        self._said = Answer()

    def compose(self) -> ComposeResult:
        """Lay out the row."""
        label = Static(self._label, markup=False, classes="field-label")
        yield Horizontal(label, self.field, *([self._answer] if self._short else []))
        if self._answers and not self._short:
            yield self._answer

    def say(self, answer: Answer) -> None:
        """Show what the field answers. A fault is only marked as one when the field has been left."""
        self._said = answer
        show_answer(self._answer, answer, typing=self.field.has_focus)

    def on_descendant_focus(self) -> None:
        """Let her type before a fault is called one."""
        self.say(self._said)

    def on_descendant_blur(self) -> None:
        """Mark a fault that was left behind."""
        self.say(self._said)


def show_answer(line: Static, answer: Answer, *, typing: bool) -> None:
    """Show an answer on its line. The form is laid out anew for none of it: a line is always one line."""
    if answer.wrong and not typing:
        content = Content.styled(f"✗ {answer.text}", "bold $text-error")
    else:
        content = Content.styled(answer.text, "$text" if answer.wrong else "$text-muted")
    if line.content != content:
        line.update(content, layout=False)


MODE_WORDS: tuple[tuple[Mode, str], ...] = (
    ("", "anges inte"),
    ("physical", "fysiskt"),
    ("digital", "digitalt"),
    ("hybrid", "hybrid"),
)


class ModeField(Widget, can_focus=True):
    """The form of the meeting: arrows or the first letter choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,backspace", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down,enter", "go(1)", show=False),
    ]

    def __init__(self, chosen: Callable[[Mode], None], *, id: str | None = None) -> None:  # noqa: A002
        """Make a field that tells `chosen` of each choice."""
        super().__init__(id=id)
        self.mode: Mode = ""
        self.frozen = False
        """Whether what it shows cannot be changed."""
        self._chosen = chosen

    def put(self, mode: Mode) -> None:
        """Show `mode` without telling of it."""
        self.mode = mode
        self.refresh()

    def render(self) -> Content:
        """Show all choices, the chosen one with a filled sign."""
        return Content("  ").join(self._choice(mode, word) for mode, word in MODE_WORDS)

    def _choice(self, mode: Mode, word: str) -> Content:
        if mode != self.mode:
            return Content.styled(f"○ {word}", "$text-muted")
        return Content.styled(f"● {word}", "bold reverse" if self.has_focus else "bold")

    def on_key(self, event: events.Key) -> None:
        """Choose by the first letter."""
        for mode, word in MODE_WORDS:
            if event.character and event.character.casefold() == word[0]:
                event.stop()
                self._choose(mode)

    def action_step(self, by: int) -> None:
        """Choose the next one, or the one before."""
        modes: list[Mode] = [mode for mode, _ in MODE_WORDS]
        self._choose(modes[(modes.index(self.mode) + by) % len(modes)])

    def action_go(self, by: int) -> None:
        """Go to the next field, or the one before."""
        if by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _choose(self, mode: Mode) -> None:
        if self.frozen:
            self.post_message(LineInput.Frozen())
            return
        self.put(mode)
        self._chosen(mode)
