"""Ask what is to be written of a meeting: which items, in what format, for whom, in which file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeAlias

from textual.app import App

from protokoll_tui.meeting.extract import ExtractError, find_items, read_items
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.numbering import number_items
from protokoll_tui.meeting.place import item_at
from protokoll_tui.session import Session
from protokoll_tui.tui.asking import Choice
from protokoll_tui.tui.dialogs import LineDialog, PickDialog
from protokoll_tui.tui.exporting import Order, orders, problem_with, proposed_name, target_path
from protokoll_tui.tui.words import shown_path

_EXTRACT = "extract"
_LONGEST_TITLE = 190
"""Characters of the items of an extract that are told over the list of formats."""


AskAgain: TypeAlias = Callable[[str], None]
"""Asks for the name of the file once more, with what was typed and why it cannot be that, in Swedish."""
Then: TypeAlias = Callable[[Meeting, Order, Path, AskAgain], object]
"""Gets the meeting, what is to be written of it, and where."""


class ExportDialogs:
    """The dialogs on the way to a file. Escape goes back to the one before, with what was typed in it.

    They are about the meeting as it was when she began: the items that she has named are those, whatever
    somebody else does to the file meanwhile.
    """

    def __init__(self, app: App[Any], session: Session, then: Then) -> None:
        """Make them; `then` is called when all has been answered."""
        self._app = app
        self._meeting = session.meeting
        self._own = session.path
        self._then = then

    def ask_format(self, chosen: Order | None = None) -> None:
        """Ask in what format the minutes are to be written, and go on to the name of the file."""
        choices = orders()
        rows = _rows(choices)
        for_all = sum(not order.public for order in choices)
        rows.insert(for_all, Choice(_EXTRACT, "Protokollsutdrag: bara några av punkterna …"))

        def picked(key: str | None) -> None:
            if key == _EXTRACT:
                self.ask_items(back=self.ask_format)
            elif key:
                self._ask_name(choices[int(key)], self.ask_format)

        title = "Skriv protokollet till en fil"
        self._app.push_screen(PickDialog(title, rows, selected=_key(choices, chosen)), picked)

    def ask_items(self, typed: str = "", back: Callable[[], None] | None = None) -> None:
        """Ask which items an extract has, and go on to its format."""

        def answered(items: str | None) -> None:
            if items is not None:
                self._ask_extract_format(items, back)
            elif back is not None:
                back()

        dialog = LineDialog(
            "Protokollsutdrag: vilka punkter?",
            typed,
            hint="Numren med komma mellan, till exempel 4, 6c eller 36–38. "
            "En punkt följs av sina delpunkter.",
            check=lambda text: fault_of_items(self._meeting, text),
            changes="nothing",
            escape="avbryt" if back is None else "tillbaka",
        )
        self._app.push_screen(dialog, answered)

    def _ask_extract_format(
        self, items: str, back: Callable[[], None] | None, chosen: Order | None = None
    ) -> None:
        choices = orders(items)

        def picked(key: str | None) -> None:
            if key:
                self._ask_name(choices[int(key)], lambda order: self._ask_extract_format(items, back, order))
            else:
                self.ask_items(items, back)

        title = f"Utdrag med {told_items(self._meeting, items)}"
        dialog = PickDialog(title, _rows(choices), selected=_key(choices, chosen), escape="tillbaka")
        self._app.push_screen(dialog, picked)

    def _ask_name(
        self, order: Order, back: Callable[[Order], None], typed: str = "", fault: str = ""
    ) -> None:
        own = self._own

        def answered(text: str | None) -> None:
            if text:
                path = target_path(text, own, order.format_name)
                self._then(self._meeting, order, path, partial(self._ask_name, order, back, text))
            else:
                back(order)

        folder = f"Läggs i {shown_path(own.parent)}. Annan mapp: skriv hela sökvägen."
        dialog = LineDialog(
            f"Filens namn – {order.label}",
            typed or proposed_name(own, order),
            hint="\n".join(filter(None, (folder, order.carries))),
            fault=fault,
            check=lambda text: problem_with(text, own, order.format_name),
            changes="nothing",
            escape="tillbaka",
        )
        self._app.push_screen(dialog, answered)


def fault_of_items(meeting: Meeting, text: str) -> str:
    """Return why no extract can be made with the items that were typed, in Swedish, or an empty string."""
    try:
        find_items(meeting, read_items(text))
    except ExtractError as error:
        return str(error)
    return ""


def told_items(meeting: Meeting, items: str) -> str:
    """Return number and title of each of the items, so that she sees which they are."""
    numbers = number_items(meeting)
    told = (
        f"{numbers[path]} {item_at(meeting, path).title}" for path in find_items(meeting, read_items(items))
    )
    return shorten(", ".join(told), _LONGEST_TITLE, placeholder=" …")


def _rows(choices: list[Order]) -> list[Choice]:
    return [Choice(str(index), order.label) for index, order in enumerate(choices)]


def _key(choices: list[Order], chosen: Order | None) -> str:
    return str(choices.index(chosen)) if chosen in choices else ""
