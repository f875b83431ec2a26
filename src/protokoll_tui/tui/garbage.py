"""Memory is cleared up while nobody waits for the screen.

Now and then Python's collector goes through everything that a meeting and its screens hold, wherever the
program happens to be: with 10,000 words that took 25 to 52 ms of the screen's time, in the middle of a key or
of an export. So that is done when she rests. What is young is cleared up as it comes, in less than 5 ms.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from textual.app import App

from protokoll_tui.tui.terminal import forget_removed

RESTS = 2.0
"""Seconds without a key after which nobody waits."""
WORTH = 4
"""Collections of what is no longer quite young, after which all is gone through in a rest."""
UTMOST = 100
"""The same for who never rests: one minute of typing without a pause in a wide window, ten in a small one."""


class Garbage:
    """What remains to be cleared up while the app runs."""

    def __init__(self, app: App[None], busy: Callable[[], bool]) -> None:
        """Make ready to clear up after an app, but not while it is `busy` with what should not be held up."""
        self._app = app
        self._busy = busy
        self._awake = False
        self._cleared = 0
        """Smaller collections there had been when all was gone through."""

    def begin(self) -> None:
        """Clear up what came of starting, never go through the modules again, and look at each rest."""
        gc.collect()
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, UTMOST)
        gc.enable()
        self._cleared = _smaller()
        self._app.set_interval(RESTS, self.look)

    def typed(self) -> None:
        """Take note of a key: she does not rest."""
        self._awake = True

    def look(self) -> None:
        """Clear up if nothing has been typed or written since the last look, and it is worth while."""
        busy = self._busy()
        done = _smaller()
        if not self._awake and not busy and done - self._cleared >= WORTH:
            forget_removed(self._app)
            gc.collect()
            self._cleared = done
        self._awake = busy


def _smaller() -> int:
    """Return how many collections there have been of what is no longer quite young."""
    return int(gc.get_stats()[1]["collections"])
