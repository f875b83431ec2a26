"""A list in a form: one line for each, and an empty one after them to write the next in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from protokoll_tui.tui.facts_text import Answer
from protokoll_tui.tui.field import Field, show_answer

T = TypeVar("T")


@dataclass(frozen=True)
class Notation(Generic[T]):
    """How the things of a list are typed. `read` is also given what the line stood for before."""

    show: Callable[[T], str]
    read: Callable[[str, T | None], T]
    answer: Callable[[str], Answer]


class LineField(Field):
    """One line of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "delete_left", show=False)]

    def __init__(
        self, typed: Callable[[str], None], row: LineRow[Any], *, value: str = "", placeholder: str = ""
    ) -> None:
        """Make the field of `row`."""
        super().__init__(typed, value=value, placeholder=placeholder)
        self._row = row

    def take_lines(self, lines: list[str]) -> str:
        """Give each pasted line but the first a line of its own."""
        self._row.owner.insert_after(self._row, lines[1:])
        return lines[0]

    def action_delete_left(self) -> None:
        """Delete to the left; in an empty line, the line."""
        if self.value:
            super().action_delete_left()
        else:
            self.screen.focus_previous()


class LineRow(Horizontal, Generic[T]):
    """The field of a line and what it answers."""

    def __init__(self, owner: LinesField[T], source: T | None = None, text: str = "") -> None:
        """Make the line of `source`, or an empty one, or one for a pasted text."""
        super().__init__(classes="line-row")
        self.owner = owner
        self.source = source
        self._shown = owner.notation.show(source) if source is not None else None
        self.field = LineField(
            self._typed, self, value=text if self._shown is None else self._shown, placeholder=owner.hint
        )
        self._answer = Static("", markup=False, classes="line-answer")

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield self.field
        yield self._answer

    def on_mount(self) -> None:
        """Answer to what stands there."""
        self.say()

    def put(self, item: T) -> None:
        """Show `item`."""
        self.source = item
        self._shown = self.owner.notation.show(item)
        self.field.put(self._shown)
        self.say()

    def clear(self) -> None:
        """Be the empty line after the last one."""
        self.source = self._shown = None
        self.field.put("")
        self.say()

    def item(self) -> T | None:
        """Return what the line means, None where it is empty. A line that was not changed means the same."""
        text = self.field.value
        if not text.strip():
            return None
        if self.source is not None and text == self._shown:
            return self.source
        return self.owner.notation.read(text, self.source)

    def say(self) -> None:
        """Show what the line answers."""
        text = self.field.value
        answer = self.owner.notation.answer(text) if text.strip() else Answer()
        show_answer(self._answer, answer, typing=self.field.has_focus)

    def _typed(self, _text: str) -> None:
        self.say()
        self.owner.line_typed()

    def on_descendant_focus(self) -> None:
        """Let her type before a fault is called one."""
        self.say()

    def on_descendant_blur(self) -> None:
        """Mark a fault that was left behind; take away an empty line."""
        self.say()
        self.owner.line_left(self)


class LinesField(Vertical, Generic[T]):
    """A heading and the lines of a list. A line that is emptied is taken away when it is left."""

    def __init__(
        self,
        heading: str,
        notation: Notation[T],
        changed: Callable[[tuple[T, ...]], None],
        *,
        hint: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make an empty list that tells `changed` of each change, at once."""
        super().__init__(id=id, classes="lines-field")
        self.notation = notation
        self.hint = hint
        self._heading = heading
        self._changed = changed
        self._rows: list[LineRow[T]] = [LineRow(self)]
        self._frozen = False

    def compose(self) -> ComposeResult:
        """Lay out the heading and the lines."""
        yield Static(self._heading, markup=False, classes="section")
        yield from self._rows

    def freeze(self, *, frozen: bool) -> None:
        """Let the lines take keys, or none."""
        self._frozen = frozen
        for row in self._rows:
            row.field.frozen = frozen

    def items(self) -> tuple[T, ...]:
        """Return what the lines mean."""
        return tuple(item for row in self._rows if (item := row.item()) is not None)

    def put(self, items: Sequence[T]) -> None:
        """Show `items` without telling of it; where the lines say the same they stay as they are."""
        if self.items() == tuple(items):
            return
        for row, item in zip(self._rows, items, strict=False):
            row.put(item)
        for item in items[len(self._rows) :]:
            self._add(LineRow(self, item), len(self._rows))
        for row in self._rows[len(items) :][:1]:
            row.clear()
        for row in self._rows[len(items) + 1 :]:
            self._take_away(row)
        self._keep_last_empty()

    def insert_after(self, row: LineRow[T], lines: Sequence[str]) -> None:
        """Put `lines` after `row`, each as a line of its own."""
        index = self._rows.index(row) + 1
        for offset, line in enumerate(lines):
            self._add(LineRow(self, text=line), index + offset)

    def line_typed(self) -> None:
        """Tell of what was typed, with an empty line after the last one."""
        self._keep_last_empty()
        self._changed(self.items())

    def line_left(self, row: LineRow[T]) -> None:
        """Take away a line that was left empty, unless it is the last."""
        if row in self._rows[:-1] and not row.field.value.strip():
            self._take_away(row)

    def _keep_last_empty(self) -> None:
        if not self._rows or self._rows[-1].field.value:
            self._add(LineRow(self), len(self._rows))

    def _add(self, row: LineRow[T], index: int) -> None:
        row.field.frozen = self._frozen
        before = self._rows[index - 1] if index else None
        self._rows.insert(index, row)
        if self.is_mounted:
            self.mount(row, after=before)

    def _take_away(self, row: LineRow[T]) -> None:
        if row.field.has_focus:
            self._rows[self._rows.index(row) - 1].field.focus()
        self._rows.remove(row)
        row.remove()
