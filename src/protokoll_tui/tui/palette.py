"""The palette: every command that can be given here, found by its words, with its key beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.screen import Screen

from protokoll_tui.tui.actions import BY_NAME, Action, Scope, actions_of, effective_keys, key_name
from protokoll_tui.tui.asking import Choice
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.dialogs import PickDialog

if TYPE_CHECKING:
    from protokoll_tui.tui.app import ProtokollApp

_TITLE_WIDTH = 49


def open_palette(app: ProtokollApp) -> None:
    """Let her find a command of the current screen, and give it."""
    screen = app.screen
    owners = {action.name: owner for action, owner in offered(screen)}

    def picked(name: str | None) -> None:
        if name is not None:
            app.call_later(app.run_action, name, owners[name])

    choices = [_choice(BY_NAME[name], app.user_keymap) for name in owners]
    app.push_screen(PickDialog("Kommandon", choices), picked)


def scope_of(screen: Screen[object]) -> Scope:
    """Return whose commands are those of `screen`."""
    scope: Scope = getattr(screen, "SCOPE", "app")
    return scope


def offered(screen: Screen[object]) -> Iterator[tuple[Action, DOMNode]]:
    """Yield each command that can be given on `screen`, and the screen, widget or app that obeys it.

    The screen's own come first.
    """
    scopes: list[Scope] = [scope_of(screen)]
    scopes += ["agenda-list"] if "agenda" in scopes else []
    scopes += ["meeting"] if isinstance(screen, MeetingScreen) else []
    for action in actions_of(*scopes, *(() if "app" in scopes else ("app",))):
        owner = _owner(action, screen)
        if owner is not None and action.name != "palette":
            yield action, owner


def _owner(action: Action, screen: Screen[object]) -> DOMNode | None:
    """Return who obeys the action: the screen before the app, and a widget only where neither does."""
    for node in (screen, screen.app, *screen.query("*")):
        if hasattr(node, f"action_{action.name}"):
            return node if node.check_action(action.name, ()) else None
    return None


def _choice(action: Action, keymap: dict[str, str]) -> Choice:
    keys = ", ".join(key_name(key) for key in effective_keys(action, keymap)[:1])
    return Choice(action.name, f"{action.title:<{_TITLE_WIDTH}} {keys}", f"{action.title} {action.bar}")
