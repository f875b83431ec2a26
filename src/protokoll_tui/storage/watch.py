"""A watch over calls to the disk: a disk or a share that freezes answers nothing, not even an error."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator


class Watch:
    """Tells when a call takes longer than `patience` seconds, and when it has come back after all.

    Args:
        on_change: Called without arguments, in the watch's own thread or in that of the call.
        patience: Seconds.
    """

    def __init__(self, on_change: Callable[[], None], patience: float = 2.0) -> None:
        self._on_change = on_change
        self._patience = patience
        self._began: dict[str, float] = {}
        self._hanging: frozenset[str] = frozenset()
        self._changed = threading.Condition()
        self._asleep = self._closed = False
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    @contextlib.contextmanager
    def call(self, name: str) -> Iterator[None]:
        """Watch what happens inside. One call of a name at a time."""
        with self._changed:
            self._began[name] = time.monotonic()
            if self._asleep:
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                del self._began[name]
                back = name in self._hanging
                self._hanging -= {name}
            if back:
                self._on_change()

    def hangs(self, name: str) -> bool:
        """Tell whether the call of this name has not come back in time."""
        return name in self._hanging

    def close(self) -> None:
        """End the watch."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._asleep = not self._began
                self._changed.wait(None if self._asleep else self._patience / 4)
                self._asleep = False
                if self._closed:
                    return
                limit = time.monotonic() - self._patience
                hanging = frozenset(name for name, began in self._began.items() if began < limit)
                news = hanging - self._hanging
                self._hanging |= hanging
            if news:
                self._on_change()
