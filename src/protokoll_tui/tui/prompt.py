"""Dialogs over an open meeting: what is typed in them survives, and they say where nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from protokoll_tui.tui.line_input import LineInput
from protokoll_tui.tui.refusal import Changes, refusal

if TYPE_CHECKING:
    from protokoll_tui.tui.app import ProtokollApp

R = TypeVar("R")


class MeetingDialog(ModalScreen[R], Generic[R]):
    """A dialog that changes the open meeting, or something of it.

    Where the meeting takes no edit, or takes none any more, its fields take no key and the hint says why.
    """

    changes: Changes = "meeting"
    left = "Esc stänger."
    """What is said after the reason why nothing can be changed."""

    def __init__(self, hint: str = "") -> None:
        """Make a dialog with a line of help at its foot."""
        super().__init__()
        self._help = hint
        self.hint = Static(hint, markup=False, classes="dialog-hint")

    @property
    def protokoll(self) -> ProtokollApp:
        """The app, with its own type."""
        return cast("ProtokollApp", self.app)

    def on_mount(self) -> None:
        """Say at once where nothing can be changed."""
        self.show_saving()

    @property
    def refusal(self) -> str:
        """Why the meeting takes no edit; empty where it does."""
        session = self.protokoll.session
        return refusal(session.standing, self.changes) if session else ""

    def show_saving(self) -> None:
        """Take no key, and say why, where the meeting takes no edit."""
        self.freeze(frozen=bool(self.refusal))
        if self.refusal:
            self.fault(f"{self.refusal} {self.left}".strip())

    def freeze(self, *, frozen: bool) -> None:
        """Let the fields take keys, or none."""
        for field in self.query(LineInput):
            field.frozen = frozen

    def fault(self, text: str) -> None:
        """Say what is wrong."""
        self.hint.update(Content.styled(text, "bold $text-error"))

    @on(LineInput.Refused)
    def _too_long(self, event: LineInput.Refused) -> None:
        event.stop()
        self.fault("Det fick inte plats på en rad, och är inte inlagt.")

    def calm(self) -> None:
        """Show the help again in the place of a fault."""
        if self.hint.content != self._help:
            self.hint.update(self._help)

    def refused(self) -> bool:
        """Tell whether the meeting takes no edit, and say why. The dialog stays, and what stands in it."""
        self.show_saving()
        return bool(self.refusal)


class Prompt(MeetingDialog[R], Generic[R]):
    """A dialog whose answer is in the meeting only when it has been given.

    Until then the session keeps what is typed as a draft. Whoever shows the dialog (`asking.ask`) ends that
    with `let_go` when the answer has been dealt with, so that the text is always in one place or the other.
    """

    left = "Det som står här är kvar tills du stänger med Esc."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+q", "cancel", show=False),
    ]

    def __init__(self, title: str, *, hint: str = "", changes: Changes = "meeting") -> None:
        """Make a dialog; `changes` says what its answer changes."""
        super().__init__(hint)
        self.changes = changes
        self._title = title
        self._kept: set[str] = set()

    def line(self, value: str = "", *, name: str = "", **options: Any) -> LineInput:
        """Return a field that holds `value`, and whose text is kept as soon as it is another one."""

        def typed(text: str) -> None:
            self.calm()
            self.keep(name, "" if text == value else text)

        return LineInput(value, typed=typed, **options)

    def keep(self, name: str, text: str) -> None:
        """Keep the text of the field called `name` as a draft; no text ends that."""
        session = self.protokoll.session
        if session is not None and self.changes != "nothing":
            box = f"{self._title}: {name}" if name else self._title
            self._kept.add(box)
            session.draft(box, text)

    def let_go(self) -> None:
        """Forget the drafts: their text is in the meeting, or was left."""
        if (session := self.protokoll.session) is not None:
            for box in self._kept:
                session.draft(box, "")

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def ask(app: App[Any], prompt: Prompt[R], then: Callable[[R], None] | None = None) -> None:
    """Show a prompt, and go on with the answer where there is one.

    Where the meeting takes no edit that is said instead, before anything is typed.
    """
    if cast("ProtokollApp", app).refuses(prompt.changes):
        return

    def answered(answer: R | None) -> None:
        if then is not None and answer is not None:
            then(answer)
        prompt.let_go()

    app.push_screen(prompt, answered)
