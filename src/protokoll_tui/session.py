"""One open meeting: the snapshot, its history, and the writer behind it.

`Session` is the only owner of the meeting while it is open. A screen asks it for `meeting`, hands it
an edited one with `apply`, and is told of every change by the listeners. No screen writes to disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from protokoll_tui.meeting.history import History, Step
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.saver import Saver, SaveState

RUN_PAUSE = 2.0
"""Seconds of rest after which typing becomes a new step of the undo list."""


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners are told: the meeting before and after, how it came, and where."""

    before: Meeting
    after: Meeting
    cause: Literal["edit", "undo", "redo"]
    name: str
    place: Place | None = None


Listener = Callable[[Change], None]


class Session:
    """An open meeting file with undo, redo and a writer thread.

    All methods belong to one thread, the one that owns the screen. `on_save` is the exception: it is
    called from the writer thread with each new state of saving.
    """

    def __init__(
        self,
        file: MeetingFile,
        *,
        on_save: Callable[[SaveState], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take over an opened file.

        Args:
            file: The file; its meeting becomes the first snapshot.
            on_save: Told of each change of the state of saving, from the writer thread.
            clock: Seconds that only go forward; tests give their own.
        """
        self._file = file
        self._meeting = file.meeting
        self._history = History()
        self._listeners: list[Listener] = []
        self._clock = clock
        self._last_edit = 0.0
        self.on_save = on_save
        self.save_state = SaveState("saved")
        self._saver = Saver(file.save, self._saved)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self._meeting

    @property
    def path(self) -> Path:
        """The file that the meeting is saved in."""
        return self._file.path

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at each change from now on. Returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, name: str, meeting: Meeting, *, place: Place | None = None, run: str = "") -> bool:
        """Make `meeting` the current snapshot.

        Args:
            name: What was done, in Swedish, as it is read after "Ångrade: ".
            meeting: The edited meeting.
            place: Where it was done, so that undo can bring the cursor there.
            run: Equal runs without a pause between them become one step, as letters typed in a row.

        Returns:
            False where nothing changed.
        """
        before = self._meeting
        if meeting is before:
            return False
        now = self._clock()
        if now - self._last_edit > RUN_PAUSE:
            self._history = self._history.close_run()
        self._last_edit = now
        self._history = self._history.add(Step(name, before, meeting, place, run))
        self._become(Change(before, meeting, "edit", name, place))
        return True

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None where there is none."""
        if (result := self._history.undo()) is None:
            return None
        self._history, step = result
        self._become(Change(self._meeting, step.before, "undo", step.name, step.place))
        return step

    def redo(self) -> Step | None:
        """Do the last undone step again and return it, or None where there is none."""
        if (result := self._history.redo()) is None:
            return None
        self._history, step = result
        self._become(Change(self._meeting, step.after, "redo", step.name, step.place))
        return step

    def close_run(self) -> None:
        """Let the next change be a step of its own, as after a move of the cursor."""
        self._history = self._history.close_run()

    def save(self, timeout: float = 5.0) -> bool:
        """Save what is not saved yet and wait for it. Returns whether all is on disk."""
        return self._saver.flush(timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Save and end the writer thread. Returns whether all is on disk."""
        return self._saver.close(timeout)

    def _become(self, change: Change) -> None:
        self._meeting = change.after
        self._saver.submit(change.after)
        for listener in tuple(self._listeners):
            listener(change)

    def _saved(self, state: SaveState) -> None:
        self.save_state = state
        if self.on_save:
            self.on_save(state)
