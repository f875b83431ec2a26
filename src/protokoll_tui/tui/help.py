"""F1: every key, read from the registry as the user's keymap leaves it, and the shorthand of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from protokoll_tui.meeting.text import clean_line
from protokoll_tui.tui.actions import SCOPES, Scope, actions_of, effective_keys, key_name
from protokoll_tui.tui.keymap import keymap_path

Section: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and its rows: what is pressed or typed, and what that does."""

KEYS_WIDTH = 23
"""Columns for the keys, so that both columns fit in 80 beside a scroll bar."""

SHORTHAND: Section = (
    "Tecken i början av en rad",
    (
        ("! och blanksteg", "Beslut"),
        ("? och blanksteg", "Diskussion"),
        ("+ och blanksteg", "Uppgift; namn och datum läses ur orden"),
        ("§ och en rubrik", "Nytt ärende efter det här, med Enter"),
        ("§6c", "Gå till ärende 6 c, med Enter"),
        ("- och blanksteg", "Punktlista; 1. och blanksteg ger en numrerad"),
        ("Beslut:", "Samma sak; likaså Diskussion: Uppgift: Förslag:"),
        ("", "Reservation: Internt: Privat:"),
    ),
)
EDITOR: Section = (
    "När du skriver",
    (
        ("Enter", "Ny rad eller punkt; en tom punkt avslutar listan"),
        ("Tab, Skift+Tab", "En nivå in eller ut i en lista"),
        ("Ctrl+←, Ctrl+→", "Ett ord bakåt eller framåt"),
        ("Home, End", "Till radens början eller slut"),
        ("Skift och pilar", "Markera"),
        ("Ctrl+A", "Markera allt"),
        ("Ctrl+C, Ctrl+X, Ctrl+V", "Kopiera, klipp ut, klistra in"),
        ("Ctrl+W, Ctrl+Backsteg", "Radera ordet före"),
    ),
)
FORM: Section = (
    "I ett formulär",
    (
        ("Tab, ↓ eller Enter", "Nästa fält"),
        ("Skift+Tab eller ↑", "Föregående fält"),
        ("Ctrl+U, Ctrl+K", "Radera till fältets början, till dess slut"),
    ),
)
_EXTRA: dict[Scope, tuple[Section, ...]] = {"agenda": (SHORTHAND, EDITOR), "facts": (FORM,)}


class HelpScreen(ModalScreen[None]):
    """All keys, those of the screen beneath first."""

    DEFAULT_CSS = """
    HelpScreen { align: center top; background: $background; }
    HelpScreen VerticalScroll { height: 1fr; width: 100%; max-width: 100; padding: 0 1; }
    HelpScreen VerticalScroll { scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    HelpScreen #help-foot { height: 1; width: 100%; background: $panel; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+t,escape,enter,q,ctrl+q", "close", show=False),
    ]

    def __init__(self, scope: Scope, keymap: Mapping[str, str]) -> None:
        """Make the page for one who stands in `scope` and has bound keys of her own by `keymap`."""
        super().__init__()
        self._scope = scope
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay out the sections, and how the page is left."""
        with VerticalScroll():
            for heading, rows in sections(self._scope, self._keymap):
                yield Static(_section_content(heading, rows), markup=False)
        yield Static("↑ ↓ bläddrar   Esc, F1 eller Q stänger", markup=False, id="help-foot")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def sections(scope: Scope, keymap: Mapping[str, str]) -> Iterator[Section]:
    """Yield all sections for one who stands in `scope`: her own first, the other screens' last."""
    near: list[Scope] = [scope, *(("agenda-list",) if scope == "agenda" else ())]
    common: list[Scope] = ["app"] if scope == "start" else ["meeting", "app"]
    for name in [*near, *common, *(other for other in SCOPES if other not in near + common)]:
        rows = tuple(_rows(name, keymap))
        if rows:
            yield SCOPES[name], rows
        yield from _EXTRA.get(name, ())
    yield (
        "Egna tangenter",
        (
            ("protokoll keys", "Skriver ut alla kommandons namn och tangenter"),
            ("Egna tangenter i", clean_line(str(keymap_path()))),
        ),
    )


def _rows(scope: Scope, keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for action in actions_of(scope):
        keys = ", ".join(key_name(key) for key in effective_keys(action, dict(keymap)))
        yield keys or "i Kommandon", action.title


def _section_content(heading: str, rows: tuple[tuple[str, str], ...]) -> Content:
    lines = [Content.styled(heading, "bold")]
    lines += [Content.assemble((f"  {keys:<{KEYS_WIDTH}}", "$text-accent"), title) for keys, title in rows]
    return Content("\n").join([*lines, Content("")])
