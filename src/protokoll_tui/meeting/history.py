"""Undo and redo for the whole meeting: snapshots, with a name for each step."""

from __future__ import annotations

from typing import NamedTuple

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import is_logged


class Step(NamedTuple):
    """One change, which can be taken back where it is not in the log of the minutes.

    `name` is a Swedish phrase ("stryk Ida Alm") that is read after "Ångrade: ".
    `before` and `after` share all that the step did not touch. `place` is where it happened.
    A step with a `run` takes up later changes of the same run (letters typed in a row).
    """

    name: str
    before: Meeting
    after: Meeting
    place: Place | None = None
    run: str = ""

    @property
    def is_logged(self) -> bool:
        """Tell whether it is in the log, as a change of status is: then it stands."""
        return is_logged(self.before, self.after)


class History(NamedTuple):
    """The steps of one open meeting; `done` can be undone, `undone` can be redone, last first.

    A logged step begins it anew: it is the first one, and the only one of `done` that is never undone.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def add(self, step: Step) -> History:
        """Return the history with `step` at its end. What had been undone can no longer be redone."""
        if step.is_logged:
            return History((step,))
        if self.done and step.run and self.done[-1].run == step.run:
            return History((*self.done[:-1], self.done[-1]._replace(after=step.after)))
        return History((*self.done, step))

    def slip_in(self, step: Step) -> History:
        """Return the history with a step of somebody else at its end. What had been undone stays so."""
        return History((step,) if step.is_logged else (*self.done, step), self.undone)

    @property
    def ends_at_log(self) -> bool:
        """Tell whether undo has come to a step that it does not take back, since that is logged."""
        return bool(self.done) and self.done[-1].is_logged

    def with_last(self, step: Step) -> History:
        """Return the history with `step` in the place of the last one that was done."""
        return History((*self.done[:-1], step), self.undone)

    def close_run(self) -> History:
        """Return the history with its last step closed: the next change is a step of its own."""
        if not self.done or not self.done[-1].run:
            return self
        return History((*self.done[:-1], self.done[-1]._replace(run="")), self.undone)

    def undo(self) -> tuple[History, Step] | None:
        """Return the history one step back and the step undone, or None at the start or a logged step."""
        if not self.done or self.ends_at_log:
            return None
        step = self.done[-1]._replace(run="")
        return History(self.done[:-1], (*self.undone, step)), step

    def redo(self) -> tuple[History, Step] | None:
        """Return the history one step on and the step that was redone, or None at the end."""
        if not self.undone:
            return None
        step = self.undone[-1]
        return History((*self.done, step), self.undone[:-1]), step
