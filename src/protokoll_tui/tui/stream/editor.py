"""The live editor: the stream of one item, always ready to type.

It holds no text. What it shows is the session's meeting, what is typed becomes an edit of it, and its
own state is a cursor. It repaints the lines that changed and nothing else, which is what makes typing
feel immediate in a long item.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from protokoll_tui.meeting import writing
from protokoll_tui.meeting.capture import Jump, NewItem, read_capture
from protokoll_tui.meeting.model import LONGEST_PROSE, Entry, EntryKind
from protokoll_tui.meeting.place import ItemPath, Place
from protokoll_tui.meeting.typing_aids import line_end, line_start, without_marker, word_left, word_right
from protokoll_tui.meeting.writing import Written
from protokoll_tui.session import Session
from protokoll_tui.tui.stream.lines import Line, layout
from protokoll_tui.tui.stream.moves import MOVES, Motion
from protokoll_tui.tui.stream.paint import LABEL_WIDTH, paint_line
from protokoll_tui.tui.stream.rows import column_of
from protokoll_tui.tui.words import KINDS

RUN_LENGTH = 30
"""Characters after which the next word becomes an undo step of its own."""


class StreamEditor(Widget, can_focus=True):
    """The editor of the item at `path`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stream--text",
        "stream--label",
        "stream--beslut",
        "stream--detail",
        "stream--suggestion",
        "stream--cursor",
        "stream--selection",
        "stream--hint",
        "stream--private",
    }

    @dataclass
    class Captured(Message):
        """A line that began with § was entered: a number to jump to, or the title of a new item."""

        number: str
        title: str

    class Refused(Message):
        """A text was too long to be taken in."""

    class Moved(Message):
        """The cursor moved to another line without an edit."""

    def __init__(self, session: Session, *, accept_key: str = "Ctrl+E") -> None:
        """Make an editor with no item yet; `show` gives it one."""
        super().__init__()
        self.session = session
        self.cursor = Place(())
        self._anchor: Place | None = None
        self._accept_key = accept_key
        self._lines: list[Line] = []
        self._top = 0
        self._column: int | None = None
        self._titles: tuple[str, str, str, int] | None = None
        self._run_length = 0
        self._run_number = 0

    # --- what is shown ---------------------------------------------------------------------------

    @property
    def path(self) -> ItemPath:
        """The item that is shown; empty where the agenda is."""
        return self.cursor.item

    @property
    def entry(self) -> Entry | None:
        """The entry of the cursor; None where it does not exist yet."""
        entries = writing.entries_at(self.session.meeting, self.path) if self.path else ()
        return entries[self.cursor.entry] if self.cursor.entry < len(entries) else None

    @property
    def kind(self) -> EntryKind:
        """The kind of the entry of the cursor."""
        return self.entry.kind if self.entry else "note"

    def set_titles(self, title: str, presenters: str, clock: str) -> None:
        """Write the frame: number and title of the item, who presents it, and the time."""
        titles = (title, presenters, clock, self.outer_size.width)
        if titles == self._titles:
            return  # a new title repaints the whole widget
        self._titles = titles
        room = max(10, self.outer_size.width - 8)
        names = f" – {presenters}" if presenters else ""
        line = f"{title}{names}" if cell_len(title) + cell_len(names) <= room else title
        self.border_title = Content(line if cell_len(line) <= room else f"{set_cell_size(line, room - 1)}…")
        self.border_subtitle = Content(clock)

    @property
    def text_width(self) -> int:
        """Cells for the text beside the label column."""
        return max(8, self.size.width - LABEL_WIDTH - 1)

    def show(self, place: Place) -> None:
        """Show the item of `place` with the cursor there."""
        self.cursor = writing.fit(self.session.meeting, place)
        self._anchor = self._column = None
        self.relayout()

    def relayout(self) -> None:
        """Lay the lines out anew and repaint those that changed."""
        old = self._lines
        entries = writing.entries_at(self.session.meeting, self.path) if self.path else ()
        self._lines = []
        if self.path:
            self._lines = layout(
                entries, self.text_width, cursor=self.cursor.entry, suggestion=self._suggestion()
            )
        scrolled = self._keep_cursor_visible()
        if scrolled or len(old) != len(self._lines):
            self.refresh()
            return
        changed = [y for y, (was, line) in enumerate(zip(old, self._lines, strict=True)) if was != line]
        self._refresh_lines(*changed, self.cursor_line)

    def _suggestion(self) -> str:
        """Return the line that suggests something about the entry of the cursor, or nothing."""
        entry = self.entry
        if entry is None or entry.kind not in ("beslut", "task"):
            return ""
        from protokoll_tui.tui.suggestions import suggestion_words

        words = suggestion_words(self.session.meeting, entry)
        return f"↳ {self._accept_key}: {words}" if words else ""

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.relayout()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        index = y + self._top
        base = self.rich_style
        if index >= len(self._lines):
            return Strip.blank(self.size.width, base)
        line = self._lines[index]
        cursor = self.cursor.offset if self.has_focus and index == self.cursor_line else None
        segments = paint_line(
            line,
            self.session.meeting,
            self.path,
            cursor=cursor,
            selection=self._selection_in(line),
            style=self._style,
        )
        return Strip([Segment(" ", base), *segments]).adjust_cell_length(self.size.width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"stream--{name}")

    @property
    def cursor_line(self) -> int:
        """The index of the line that the cursor stands on."""
        found = 0
        for index, line in enumerate(self._lines):
            if line.entry > self.cursor.entry:
                break
            if line.entry == self.cursor.entry and line.role == "text":
                if line.row.start > self.cursor.offset:
                    break
                found = index
        return found

    def _keep_cursor_visible(self) -> bool:
        height = max(1, self.size.height)
        line = self.cursor_line
        below = line + 1 if line + 1 < len(self._lines) and self._lines[line + 1].role != "text" else line
        top = min(self._top, line)
        if below - top >= height:
            top = below - height + 1
        top = max(0, min(top, max(0, len(self._lines) - height)))
        scrolled, self._top = top != self._top, top
        if self.has_focus:
            self.app.cursor_position = self._cursor_on_screen()
        return scrolled

    def _cursor_on_screen(self) -> Offset:
        region = self.content_region
        if not self._lines:
            return region.offset
        line = self._lines[self.cursor_line]
        column = column_of(line.text, line.row, self.cursor.offset)
        return Offset(region.x + LABEL_WIDTH + 1 + column, region.y + self.cursor_line - self._top)

    def _refresh_lines(self, *lines: int) -> None:
        if lines:
            first, last = min(lines) - self._top, max(lines) - self._top
            self.refresh(Region(0, max(0, first), self.size.width, last - max(0, first) + 1))

    # --- the cursor ------------------------------------------------------------------------------

    def move_to(self, place: Place, *, extend: bool = False) -> None:
        """Move the cursor inside the item; `extend` selects from where it was."""
        before_line = self.cursor_line
        had_selection = self._anchor is not None
        if extend:
            self._anchor = self._anchor or self.cursor
        else:
            self._anchor = None
        changed_entry = place.entry != self.cursor.entry
        self.cursor = place
        self.session.close_run()
        if changed_entry:
            self.relayout()
        if self.cursor_line != before_line:
            self.post_message(self.Moved())
        if self._keep_cursor_visible() or had_selection or extend:
            self.refresh()
        else:
            self._refresh_lines(before_line, self.cursor_line)

    @property
    def selection(self) -> tuple[Place, Place] | None:
        """The selected span, its start first, or None."""
        if self._anchor is None or self._anchor == self.cursor:
            return None
        first, last = sorted((self._anchor, self.cursor), key=lambda place: (place.entry, place.offset))
        return first, last

    def _selection_in(self, line: Line) -> tuple[int, int] | None:
        if (span := self.selection) is None or line.role != "text":
            return None
        first, last = span
        if not first.entry <= line.entry <= last.entry:
            return None
        start = first.offset if line.entry == first.entry else 0
        end = last.offset if line.entry == last.entry else len(line.text)
        return (start, end) if start < line.row.end and end > line.row.start else None

    def selected_text(self) -> str:
        """Return the selected text, a line end between entries."""
        if (span := self.selection) is None:
            return ""
        first, last = span
        if first.entry == last.entry:
            return writing.text_at(self.session.meeting, first)[first.offset : last.offset]
        middle = [
            writing.text_at(self.session.meeting, Place(self.path, index))
            for index in range(first.entry + 1, last.entry)
        ]
        head = writing.text_at(self.session.meeting, first)[first.offset :]
        tail = writing.text_at(self.session.meeting, last)[: last.offset]
        return "\n".join([head, *middle, tail])

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
        if changed and not self.session.apply(name, written.meeting, place=before, run=run):
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
