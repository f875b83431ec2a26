"""The live editor: the stream of one item, always ready to type.

It holds no text. What it shows is the session's meeting, what is typed becomes an edit of it, and its
own state is a cursor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from protokoll_tui.meeting import writing
from protokoll_tui.meeting.model import LONGEST_PROSE, EntryKind
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.typing_aids import line_end, line_start, without_marker, word_left, word_right
from protokoll_tui.meeting.writing import Written
from protokoll_tui.session import Session
from protokoll_tui.tui.stream.moves import MOVES, Motion
from protokoll_tui.tui.stream.view import StreamView
from protokoll_tui.tui.words import KINDS

RUN_LENGTH = 30
"""Characters after which the next word becomes an undo step of its own."""


class StreamEditor(StreamView):
    """The editor of the item at `path`."""

    @dataclass
    class Captured(Message):
        """A line that began with § was entered: a number to jump to, or the title of a new item."""

        number: str
        title: str

    class Refused(Message):
        """A text was too long to be taken in."""

    def __init__(self, session: Session, *, accept_key: str = "Ctrl+E") -> None:
        """Make an editor with no item yet; `show` gives it one."""
        super().__init__(session, accept_key=accept_key)
        self._run_length = 0
        self._run_number = 0

    # --- keys ------------------------------------------------------------------------------------

    def _on_focus(self, _event: events.Focus) -> None:
        self._keep_cursor_visible()

    async def _on_key(self, event: events.Key) -> None:
        if not self.path:
            return
        key = event.key
        if (motion := MOVES.get(key.replace("shift+", ""))) is not None:
            self._move(motion, extend="shift+" in key)
        elif (command := _COMMANDS.get(key)) is not None:
            command(self)
        elif event.character is not None and event.is_printable:
            self.type_text(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        if self.path and event.text:
            self.type_text(event.text, name="klistra in")
        event.stop()
        event.prevent_default()

    def _move(self, motion: Motion, *, extend: bool) -> None:
        place, column = motion(self._lines, self.cursor, self._column, self.size.height, self._entry_count())
        if self.selection and not extend and motion in (MOVES["left"], MOVES["right"]):
            place = self.selection[0] if motion is MOVES["left"] else self.selection[1]
        self._column = column
        self.move_to(place, extend=extend)

    def _entry_count(self) -> int:
        return len(writing.entries_at(self.session.meeting, self.path))

    # --- edits -----------------------------------------------------------------------------------

    def _edit(self, name: str, written: Written, *, run: str = "") -> None:
        before = self.cursor
        changed = written.meeting is not self.session.meeting
        if changed and not self.session.apply(
            name, written.meeting, place=before, after=written.place, run=run
        ):
            return
        self._anchor = self._column = None
        self.cursor = written.place
        self.relayout()

    def type_text(self, text: str, *, name: str = "skrivet") -> None:
        """Insert text at the cursor, in place of what is selected."""
        meeting, place = self.session.meeting, self.cursor
        if (span := self.selection) is not None:
            meeting, place = writing.delete(meeting, *span)
        written = writing.insert(meeting, place, text)
        if len(writing.text_at(written.meeting, written.place)) > LONGEST_PROSE:
            self.post_message(self.Refused())
            return
        run = self._typing_run(text) if name == "skrivet" and not span else ""
        self._edit(name, written, run=run)
        if text == " ":
            self._capture()

    def _typing_run(self, text: str) -> str:
        """Return the run that a typed letter belongs to: some words of one entry, one undo step."""
        if text == " " and self._run_length >= RUN_LENGTH:
            self._run_number += 1
            self._run_length = 0
        self._run_length += len(text)
        return f"type {self.path} {self.cursor.entry} {self._run_number}"

    def _capture(self) -> bool:
        """Begin an entry of a kind where the line so far is a sign or a word for one."""
        if (written := writing.capture(self.session.meeting, self.cursor)) is None:
            return False
        kind = writing.entries_at(written.meeting, self.path)[written.place.entry].kind
        self._edit(f"börja {KINDS[kind].lower()}", written)
        return True

    def enter(self) -> None:
        """Begin a new line, or obey a line that begins with §."""
        from protokoll_tui.meeting.capture import Jump, NewItem, read_capture

        text = writing.text_at(self.session.meeting, self.cursor)
        start, end = line_start(text, self.cursor.offset), line_end(text, self.cursor.offset)
        line = without_marker(text[start:end])
        found = read_capture(line) if line.startswith("§") else None
        if isinstance(found, Jump | NewItem):
            first = Place(self.path, self.cursor.entry, max(0, start - 1))
            last = Place(self.path, self.cursor.entry, end)
            self._edit("skrivet", writing.delete(self.session.meeting, first, last))
            number, title = (found.number, "") if isinstance(found, Jump) else ("", found.text)
            self.post_message(self.Captured(number, title))
            return
        if self.selection is None and self._capture():
            return
        meeting, place = self.session.meeting, self.cursor
        if (span := self.selection) is not None:
            meeting, place = writing.delete(meeting, *span)
        self._edit("ny rad", writing.enter(meeting, place))

    def turn(self, kind: EntryKind) -> None:
        """Turn the entry of the cursor into `kind`, or back into a note."""
        if not self.path:
            return
        entries = writing.entries_at(self.session.meeting, self.path)
        old = entries[self.cursor.entry].kind if self.cursor.entry < len(entries) else "note"
        new = "note" if old == kind else kind
        written = writing.turn(self.session.meeting, self.cursor, kind)
        self._edit(f"{KINDS[old]} → {KINDS[new]}", written)

    def _backspace(self) -> None:
        self._delete(lambda: writing.backspace(self.session.meeting, self.cursor))

    def _delete_right(self) -> None:
        self._delete(lambda: writing.delete_right(self.session.meeting, self.cursor))

    def _delete_word_left(self) -> None:
        text = writing.text_at(self.session.meeting, self.cursor)
        to = word_left(text, self.cursor.offset)
        target = Place(self.path, self.cursor.entry, to)
        if to == self.cursor.offset:
            self._backspace()
        else:
            self._delete(lambda: writing.delete(self.session.meeting, target, self.cursor))

    def _delete_word_right(self) -> None:
        text = writing.text_at(self.session.meeting, self.cursor)
        to = word_right(text, self.cursor.offset)
        target = Place(self.path, self.cursor.entry, to)
        if to == self.cursor.offset:
            self._delete_right()
        else:
            self._delete(lambda: writing.delete(self.session.meeting, self.cursor, target))

    def _delete(self, otherwise: Callable[[], Written]) -> None:
        span = self.selection
        written = writing.delete(self.session.meeting, *span) if span else otherwise()
        self._edit("raderat", written, run="" if span else f"delete {self.path} {self.cursor.entry}")

    def _indent(self) -> None:
        self._edit("indrag", writing.indent(self.session.meeting, self.cursor, 1))

    def _outdent(self) -> None:
        self._edit("indrag", writing.indent(self.session.meeting, self.cursor, -1))

    def _select_all(self) -> None:
        last = max(0, self._entry_count() - 1)
        self._anchor = Place(self.path, 0, 0)
        self.move_to(
            Place(self.path, last, len(writing.text_at(self.session.meeting, Place(self.path, last)))),
            extend=True,
        )

    def _copy(self) -> None:
        if text := self.selected_text():
            self.app.copy_to_clipboard(text)

    def _cut(self) -> None:
        if self.selection:
            self._copy()
            self._delete(lambda: Written(self.session.meeting, self.cursor))

    def _paste(self) -> None:
        if text := self.app.clipboard:
            self.type_text(text, name="klistra in")


_COMMANDS: dict[str, Callable[[StreamEditor], None]] = {
    "enter": StreamEditor.enter,
    "shift+enter": StreamEditor.enter,
    "ctrl+j": StreamEditor.enter,
    "backspace": StreamEditor._backspace,
    "shift+backspace": StreamEditor._backspace,
    "delete": StreamEditor._delete_right,
    "ctrl+w": StreamEditor._delete_word_left,
    "ctrl+backspace": StreamEditor._delete_word_left,
    "ctrl+delete": StreamEditor._delete_word_right,
    "tab": StreamEditor._indent,
    "shift+tab": StreamEditor._outdent,
    "ctrl+a": StreamEditor._select_all,
    "ctrl+c": StreamEditor._copy,
    "ctrl+x": StreamEditor._cut,
    "ctrl+v": StreamEditor._paste,
}
"""Keys of any text editor, by name. The program's own commands are in `actions`."""
