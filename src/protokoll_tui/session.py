"""One open meeting: the snapshot, its history, and the writer behind it.

`Session` is the only owner of the meeting while it is open. A screen asks it for `meeting`, hands it
an edited one with `apply`, and is told of every change by the listeners. No screen writes to disk.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from protokoll_tui.meeting.history import History, Step
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import is_locked, reopens, with_log
from protokoll_tui.meeting.unfinished import with_unfinished
from protokoll_tui.storage.save_state import SaveState

if TYPE_CHECKING:
    from protokoll_tui.storage.following import Following, Seen
    from protokoll_tui.storage.lock import Holder
    from protokoll_tui.storage.meeting_file import Foreign
    from protokoll_tui.storage.opening import OpenMeeting
    from protokoll_tui.storage.recovery import Recovered
    from protokoll_tui.storage.writer import Pace, Writer

ELSEWHERE = "ändrat på annat håll"
"""The name of the step in which a change of the file that somebody else made came into the meeting."""
Standing: TypeAlias = Literal["open", "locked", "read", "left", "taken"]
"""How a meeting is open: for edits; with locked minutes; for reading, while another program writes it or
when that one has left it; or taken over by another program."""
RUN_PAUSE = 2.0
"""Seconds of rest after which typing becomes a new step of the undo list."""


class Change(NamedTuple):
    """What listeners are told: the meeting before and after, how it came, and where."""

    before: Meeting
    after: Meeting
    cause: Literal["edit", "undo", "redo", "foreign"]
    name: str
    place: Place | None = None


Listener = Callable[[Change], None]


class Session:
    """An open meeting with undo, redo and a writer behind it.

    All methods belong to one thread, the one that owns the screen. `on_save` and `on_foreign` are the
    exceptions: they are called from the writer's threads.
    """

    def __init__(
        self,
        opened: OpenMeeting,
        *,
        on_save: Callable[[SaveState], None] | None = None,
        on_foreign: Callable[[Foreign], None] | None = None,
        on_refused: Callable[[Holder | None], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        pace: Pace | None = None,
    ) -> None:
        """Take over an opened meeting.

        Args:
            opened: The meeting; it becomes the first snapshot.
            on_save: Told of each change of the state of saving, from a thread of the writer.
            on_foreign: Told of each change that somebody else made to the file, from a thread of the
                writer. It is to have `take_in` called in the session's own thread.
            on_refused: Told, in the session's own thread, who has the meeting open where an edit is
                refused because of that; None where the minutes are locked.
            clock: Seconds that only go forward; tests give their own.
            pace: How often the writer does what; tests give their own.
        """
        self.path: Path = opened.path
        """The file that the meeting is saved in."""
        self.recovered: Recovered | None = opened.recovered
        """What came back when the meeting was opened, after a program that did not come to its end."""
        self._meeting = opened.meeting
        self._holder = opened.holder
        self._left = False
        self._following: Following | None = None
        self._history = History()
        self._listeners: list[Listener] = []
        self._clock = clock
        self._last_edit = 0.0
        self._drafts: dict[str, str] = {}
        self.on_save, self.on_foreign, self.on_refused = on_save, on_foreign, on_refused
        self.save_state = SaveState("saved")
        self._opened = opened
        self._pace = pace
        self._writer: Writer | None = None

    def begin(self) -> None:
        """Start the writer, where the meeting is open for writing. An edit begins it too.

        It is made late because the first screen is painted before any text can change.
        """
        if self._writer is None and self._holder is None:
            from protokoll_tui.storage.writer import Writer

            self._writer = Writer(self._opened, self._saved, self._foreign_came, self._pace)

    @property
    def read_only(self) -> Holder | None:
        """Return the program that writes the meeting where this one does not; None where it does."""
        return self._holder or (self._writer.taken_by if self._writer else None)

    @property
    def standing(self) -> Standing:
        """How the meeting is open now."""
        if self._holder is not None:
            return "left" if self._left else "read"
        if self.read_only is not None:
            return "taken"
        return "locked" if is_locked(self._meeting) else "open"

    @property
    def closed(self) -> bool:
        """Tell whether no edit is taken: the meeting is written elsewhere, or its minutes are locked."""
        return self.standing != "open"

    @property
    def let_go(self) -> bool:
        """Tell whether another program took the meeting over, and all that was typed here went along.

        What it did not get lies in a copy beside the file. The message of `save_state` says which.
        """
        return self._writer is not None and self._writer.let_go

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        return self._meeting

    def file_bytes(self, meeting: Meeting) -> Callable[[], bytes]:
        """Return what makes the content of the file as it is when `meeting` has been saved.

        Comments and unknown keys of the file are in it. It takes time, and may be called from any thread, or
        in another program.
        """
        return self._opened.file.bytes_of(meeting)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at each change from now on. Returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(
        self,
        name: str,
        meeting: Meeting,
        *,
        place: Place | None = None,
        after: Place | None = None,
        run: str = "",
    ) -> bool:
        """Make `meeting` the current snapshot.

        Args:
            name: What was done, in Swedish, as it is read after "Ångrade: ".
            meeting: The edited meeting.
            place: Where it was done, so that undo can bring the cursor there.
            after: Where writing goes on from, also after a crash.
            run: Equal runs without a pause between them become one step, as letters typed in a row.

        Returns:
            False where nothing changed, as in a meeting that is only read. Locked minutes take no edit
            but the one that reopens them.
        """
        before = self._meeting
        if meeting is before or self._refuses(locked=is_locked(before) and not reopens(before, meeting)):
            return False
        now = self._clock()
        if now - self._last_edit > RUN_PAUSE:
            self._history = self._history.close_run()
        self._last_edit = now
        self._history = self._history.add(Step(name, before, meeting, place, run))
        self._become(Change(before, meeting, "edit", name, place), after)
        return True

    @property
    def undo_ends_at_log(self) -> bool:
        """Tell whether undo has come to a change of status, which is logged and so not taken back."""
        return self._history.ends_at_log

    def undo(self) -> Step | None:
        """Take back the last step and return it; None where there is none, or it is logged."""
        if self._refuses(locked=is_locked(self._meeting)) or (result := self._history.undo()) is None:
            return None
        self._history, step = result
        self._become(Change(self._meeting, step.before, "undo", step.name, step.place))
        return step

    def redo(self) -> Step | None:
        """Do the last undone step again and return it, or None where there is none."""
        if self._refuses(locked=is_locked(self._meeting)) or (result := self._history.redo()) is None:
            return None
        history, step = result
        if step.before is not self._meeting:
            from protokoll_tui.storage.merge3 import merge

            # Somebody else has changed the meeting since: the step is done again on what it is now.
            after = merge(step.before, step.after, self._meeting).meeting
            step = step._replace(before=self._meeting, after=after)
        self._history = history.with_last(step)
        self._become(Change(self._meeting, step.after, "redo", step.name, step.place))
        return step

    def draft(self, box: str, text: str) -> None:
        """Keep what stands in a box of a dialog and is no part of the meeting yet; no text ends that.

        It goes to journal and file as a last line of the private notes (see `unfinished`), so that it
        survives the program. Neither `meeting` nor the history ever holds it. In locked minutes it does not
        go there, for they stay as they are.

        Args:
            box: The name of the box, in Swedish, as the line in the notes says it.
            text: What stands in it.
        """
        if text.strip() == self._drafts.get(box, "") or self.read_only is not None:
            return
        if text.strip():
            self._drafts[box] = text.strip()
        else:
            del self._drafts[box]
        if not is_locked(self._meeting):
            self._hand_over()

    @property
    def drafts(self) -> tuple[str, ...]:
        """The boxes of which a text is kept."""
        return tuple(self._drafts)

    def close_run(self) -> None:
        """Let the next change be a step of its own, as after a move of the cursor."""
        self._history = self._history.close_run()

    def take_in(self, foreign: Foreign) -> bool:
        """Bring a change that somebody else made to the file into the meeting, as a step of its own.

        What has no place in it is kept beside the file: see `joining`. Returns False where nothing changed.
        """
        if self._writer is None or self._writer.taken_by:
            return False
        from protokoll_tui.storage.joining import bring_in

        before = self._meeting
        meeting, beside = bring_in(foreign, before, self.path)
        if meeting.facts.status != before.facts.status:
            meeting = with_log(meeting, dt.date.today())  # noqa: DTZ011 - the day on her wall
        self._writer.absorb(foreign, self._with_drafts(meeting), beside)
        if meeting is before or meeting == before:
            return False
        step = Step(ELSEWHERE, before, meeting)
        self._history = self._history.close_run().slip_in(step)
        self._meeting = meeting
        self._tell(Change(before, meeting, "foreign", ELSEWHERE))
        return True

    def look(self) -> Seen:
        """Look at a meeting that is only read: what is in its file now, and who writes it.

        May be called from any thread; `see` is to be called with what it returns in the session's own.
        """
        if self._following is None:
            from protokoll_tui.storage.following import Following

            self._following = Following(self.path)
        return self._following.look()

    def see(self, seen: Seen) -> bool:
        """Follow what the program that writes the meeting has done. Return whether it has just left."""
        if self._holder is None:
            return False
        before, was_left = self._meeting, self._left
        self._holder, self._left = seen.writer or self._holder, seen.writer is None
        if seen.meeting is not None and seen.meeting != before:
            self._meeting = seen.meeting
            self._tell(Change(before, seen.meeting, "foreign", ELSEWHERE))
        return self._left and not was_left

    def wait_journalled(self, timeout: float = 0.05) -> bool:
        """Wait until the last change survives the end of the program; see `Writer.wait_journalled`."""
        return self._writer is None or self._writer.wait_journalled(timeout)

    def save(self, timeout: float = 5.0) -> bool:
        """Save what is not saved yet and wait for it. Returns whether all is on disk."""
        if self._opened.unsaved:
            self.begin()
        return self._writer is None or self._writer.flush(timeout)

    def keep_version(self, timeout: float = 2.0) -> bool:
        """Save, and make the file as it is then one of the earlier versions. Return whether that was done.

        May be called from any thread, as `save` may.
        """
        return self._writer is not None and self.save() and self._writer.keep_version(timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Save and end the writer's threads. Returns whether all is in the file."""
        if self._opened.unsaved:
            self.begin()
        if self._writer is None:
            self._opened.release()
            return True
        return self._writer.close(timeout)

    def _refuses(self, *, locked: bool) -> bool:
        holder = self.read_only
        refused = locked or holder is not None
        if refused and self.on_refused:
            self.on_refused(holder)
        return refused

    def _become(self, change: Change, after: Place | None = None) -> None:
        self._meeting = change.after
        self._hand_over(after or change.place)
        self._tell(change)

    def _hand_over(self, place: Place | None = None) -> None:
        """Give the writer what is to survive the program."""
        self.begin()
        if self._writer:
            self._writer.submit(self._with_drafts(self._meeting), place)

    def _with_drafts(self, meeting: Meeting) -> Meeting:
        return meeting if is_locked(meeting) else with_unfinished(meeting, self._drafts)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def _saved(self, state: SaveState) -> None:
        self.save_state = state
        if self.on_save:
            self.on_save(state)

    def _foreign_came(self, foreign: Foreign) -> None:
        if self.on_foreign:
            self.on_foreign(foreign)
