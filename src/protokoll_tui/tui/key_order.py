"""Keys are dealt with one at a time, in their order, however fast they come.

Textual forwards a key to the widget in focus and takes the next one at once; a key that moves the focus or
opens a screen is dealt with later, when it has come up from the widget. Over a slow line several keys
arrive together, and what was typed after such a key would go to the field that she had left. So a key
waits here until the one before it has gone all the way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from textual import events
from textual.app import App
from textual.dom import DOMNode

Typed: TypeAlias = events.Key | events.Paste


ROUNDS = 2
"""The first round follows the key itself, the second the message that it gave rise to (Input.Submitted)."""


class KeyOrder:
    """The line that keys wait in. It is held until `open`, so that nothing typed early goes by."""

    def __init__(self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]]) -> None:
        """Make a line that is held.

        Args:
            app: The app whose screen takes the keys.
            deliver: Hands one key to the app, as the app itself would have taken it.
        """
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._busy = False
        self._held = True

    def hold(self) -> None:
        """Let no more keys through until `open`, as while the screen that they are for is not there yet."""
        self._held = True

    async def open(self) -> None:
        """Let the keys through, those first that came before there was a screen to take them."""
        self._held = False
        await self._next()

    async def take(self, event: Typed) -> None:
        """Deliver a key, now or when those before it have been dealt with."""
        self._waiting.append(event)
        await self._next()

    async def _next(self) -> None:
        if self._busy or self._held or not self._waiting:
            return
        self._busy = True
        target = self._app.focused or self._app.screen
        await self._deliver(self._waiting.popleft())
        self._follow(target, target, ROUNDS)

    def _follow(self, node: DOMNode | None, target: DOMNode, rounds: int) -> None:
        """Go the way of the key: each node passes this on when it has dealt with what came before."""
        if node is not None and node is not self._app and node.is_running:
            node.call_later(self._follow, node.parent, target, rounds)
        elif rounds > 1:
            self._app.call_later(self._follow, target, target, rounds - 1)
        else:
            self._app.call_later(self._arrived)

    def _arrived(self) -> None:
        """Let the screen that is current now, maybe a new one, get ready for the next key."""
        screen = self._app.screen
        if screen.is_running:
            screen.call_later(self._app.call_later, self._done)
        else:
            self._app.call_later(self._done)

    async def _done(self) -> None:
        self._busy = False
        await self._next()
