"""Ask for something in a dialog, and go on with the answer where there is one.

The dialogs are imported when the first one is asked for: the live screen is painted without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual.app import App

from protokoll_tui.tui import clock
from protokoll_tui.tui.refusal import Changes


class Choice(NamedTuple):
    """One row to pick. `find` is the text that typing is matched with, the label without it."""

    key: str
    label: str
    find: str = ""


def ask_line(
    app: App[Any],
    title: str,
    then: Callable[[str], None],
    *,
    value: str = "",
    hint: str = "",
    check: Callable[[str], str] | None = None,
    changes: Changes = "meeting",
) -> None:
    """Ask for one line of text.

    Args:
        app: The app that shows the dialog.
        title: What is asked for.
        then: Gets the line, which may be empty. Not called where the dialog was left.
        value: What the field holds at first, selected.
        hint: A line of help under the field.
        check: Returns what is wrong with a line, in Swedish, or an empty string.
        changes: What the line changes; where the meeting does not take that, she is told instead.
    """
    from protokoll_tui.tui.dialogs import LineDialog
    from protokoll_tui.tui.prompt import ask

    ask(app, LineDialog(title, value, hint=hint, check=check, changes=changes), then)


def ask_day(app: App[Any], proposed: dt.date, then: Callable[[dt.date], None]) -> None:
    """Ask for the day of a new meeting, which its file is named by.

    Args:
        app: The app that shows the dialog.
        proposed: The day that Enter takes.
        then: Gets the day. Not called where the dialog was left.
    """
    from protokoll_tui.document.dates import long_date
    from protokoll_tui.meeting.when import WhenError, read_date

    def wrong(text: str) -> str:
        try:
            read_date(text, clock.today())
        except WhenError as error:
            return str(error)
        return ""

    ask_line(
        app,
        "Mötets dag",
        lambda text: then(read_date(text, clock.today())),
        value=proposed.isoformat(),
        hint=f"{long_date(proposed, weekday=True).capitalize()}. Annars till exempel 29/5 eller på torsdag.",
        check=wrong,
        changes="nothing",
    )


def pick(
    app: App[Any], title: str, choices: Sequence[Choice], then: Callable[[str], None], *, selected: str = ""
) -> None:
    """Have a row picked by arrows or by typing a part of it; `then` gets its key."""
    from protokoll_tui.tui.dialogs import PickDialog

    app.push_screen(PickDialog(title, choices, selected=selected), _given(then))


def confirm(
    app: App[Any], question: str, then: Callable[[], None], *, yes: str = "Ja", no: str = "Nej"
) -> None:
    """Ask a question, and go on where the answer is yes. Enter and Escape mean no."""
    from protokoll_tui.tui.dialogs import ConfirmDialog

    def answered(answer: bool | None) -> None:
        if answer:
            then()

    app.push_screen(ConfirmDialog(question, yes=yes, no=no), answered)


def offer(app: App[Any], question: str, then: Callable[[], None], *, yes: str, no: str) -> None:
    """Offer something that she has not asked for, and go on where she chooses it; `no` is proposed."""
    from protokoll_tui.tui.dialogs import OfferDialog

    def answered(answer: bool | None) -> None:
        if answer:
            then()

    app.push_screen(OfferDialog(question, yes=yes, no=no), answered)


def _given(then: Callable[[str], None]) -> Callable[[str | None], None]:
    def answered(answer: str | None) -> None:
        if answer is not None:
            then(answer)

    return answered
