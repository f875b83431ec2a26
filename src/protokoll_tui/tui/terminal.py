"""The one place that touches Textual's private parts, and the terminal's own habits.

Textual is pinned exactly; `tests/tui/test_terminal.py` and the pseudo-terminal tests hold every cure here.

* Alt+letter reaches a widget as the letter where the terminal does not speak the Kitty protocol, and
  would be typed into the text. `without_alt` takes the character from such a key.
* Textual asks the terminal to report all keys as escape codes with their text, and some terminals then
  lose dead keys (´ ` ^ ¨). `disambiguate_only` asks for the harmless part: unambiguous escape codes.
* A crash would print the local variables, and so the minutes, on the screen. `crash_report` writes a
  traceback without them to a file, and gives one line to print.
* SIGTERM and SIGHUP end a Textual app at once. `on_hangup` lets it save and leave the screen in order.
* A widget that watches the app (each text area: its theme) is held by it after it has been removed, with its
  screen and its meeting, until what it watches changes. `forget_removed` lets it go.
"""

from __future__ import annotations

import asyncio
import secrets
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events

from protokoll_tui.apart import Frames
from protokoll_tui.tui import clock

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

_KITTY_DISAMBIGUATE = "\x1b[=1u"
_SHOW_CURSOR = "\x1b[?25h"


def without_alt(event: events.Key) -> None:
    """Take the character from a key pressed with Alt, so that no widget types it."""
    if event.key.startswith("alt+"):
        event.character = None


def disambiguate_only(app: App[Any]) -> None:
    """Ask a terminal with the Kitty protocol for unambiguous codes and nothing more."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(_KITTY_DISAMBIGUATE)
        driver.flush()


def show_hardware_cursor(app: App[Any]) -> None:
    """Show the terminal's own cursor, which braille displays and magnifiers follow."""
    driver = app._driver
    if driver is not None and not app.is_headless:
        driver.write(_SHOW_CURSOR)
        driver.flush()


def forget_removed(app: App[Any]) -> None:
    """Let the app forget the widgets that watch it and have been removed."""
    watching: dict[str, list[tuple[DOMNode, object]]] = getattr(app, "__watchers", {})
    for watchers in watching.values():
        watchers[:] = [each for each in watchers if not each[0]._closing]


def on_hangup(leave: Callable[[int], None]) -> None:
    """Call `leave(exit status)` on SIGTERM and SIGHUP, in the running event loop.

    Windows has neither a SIGHUP nor loop signal handlers; there closing the window ends the process and
    the periodic save is what remains.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, 128 + number)


def crash_report(error: BaseException, folder: Path) -> Path | None:
    """Write the traceback of `error`, without any local variable, to a new file in `folder`.

    Returns:
        The file, or None where it could not be written.
    """
    if not folder.is_absolute():  # a user without a home
        return None
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    path = folder / f"krasch-{stamp}-{secrets.token_hex(3)}.txt"  # one error often brings another at once
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("x", encoding="utf-8") as file:
            frames = traceback.format_tb(error.__traceback__)
            file.writelines(frames)
            if isinstance(error.__cause__, Frames):
                file.write(str(error.__cause__))
            file.write(f"{type(error).__module__}.{type(error).__qualname__}\n")
    except OSError:
        return None
    return path


def end_after_error(app: App[Any], error: Exception) -> None:
    """End the app after an error of its own with status 1, and print nothing of what it had in hand.

    Textual's own ending prints a traceback with local variables. A test that drives the app still gets
    the error raised.
    """
    app._return_code = 1
    if app._exception is None:
        app._exception = error
        app._exception_event.set()
    app._close_messages_no_wait()
