"""The stream of one item on the screen: lines, cursor and selection.

It holds no text. It repaints the lines that changed and nothing else, which is what makes typing feel
immediate in a long item.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from protokoll_tui.meeting import writing
from protokoll_tui.meeting.model import Entry, EntryKind
from protokoll_tui.meeting.place import ItemPath, Place
from protokoll_tui.session import Session
from protokoll_tui.tui.stream.lines import Line, layout
from protokoll_tui.tui.stream.paint import LABEL_WIDTH, paint_line
from protokoll_tui.tui.stream.rows import column_of


class StreamView(Widget, can_focus=True):
    """The item at `path` with a cursor in it. What keys do to it is in `editor`."""

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

    class Moved(Message):
        """The cursor moved to another line without an edit."""

    def __init__(self, session: Session, *, accept_key: str = "Ctrl+E") -> None:
        """Make a view with no item yet; `show` gives it one."""
        super().__init__()
        self.session = session
        self.cursor = Place(())
        self._anchor: Place | None = None
        self._accept_key = accept_key
        self._lines: list[Line] = []
        self._top = 0
        self._column: int | None = None
        self._titles: tuple[str, str] | None = None
        self._laid_out: Size | None = None

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
        # Before the first layout there is no width: what will mostly fit is painted at once then.
        room = max(10, (self.outer_size or self.app.size).width - 8)
        names = f" – {presenters}" if presenters else ""
        line = f"{title}{names}" if cell_len(title) + cell_len(names) <= room else title
        line = line if cell_len(line) <= room else f"{set_cell_size(line, room - 1)}…"
        if (line, clock) == self._titles:
            return  # a new title repaints the whole widget
        self._titles = (line, clock)
        self.border_title, self.border_subtitle = Content(line), Content(clock)

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
        self._lay_out()
        scrolled = self._keep_cursor_visible()
        if scrolled or len(old) != len(self._lines):
            self.refresh()
            return
        changed = [y for y, (was, line) in enumerate(zip(old, self._lines, strict=True)) if was != line]
        self._refresh_lines(*changed, self.cursor_line)

    def _lay_out(self) -> None:
        self._laid_out = self.size
        entries = writing.entries_at(self.session.meeting, self.path) if self.path else ()
        self._lines = []
        if self.path:
            self._lines = layout(
                entries, self.text_width, cursor=self.cursor.entry, suggestion=self._suggestion()
            )

    def _suggestion(self) -> str:
        """Return what suggests something about the entry of the cursor, a line for each, or nothing."""
        entry = self.entry
        if entry is None or entry.kind not in ("beslut", "task"):
            return ""
        from protokoll_tui.tui.suggestions import date_problem, suggestion_words

        words = suggestion_words(self.session.meeting, entry)
        problem = date_problem(self.session.meeting, entry)
        return "\n".join(filter(None, (f"{self._accept_key}: {words}" if words else "", problem)))

    def on_resize(self) -> None:
        """Wrap to the new width; Textual repaints the widget."""
        self._fit()

    def _fit(self) -> None:
        """Wrap to the width there is, which is known to who paints before the resize is told."""
        if self._laid_out != self.size:
            self._lay_out()
            self._keep_cursor_visible()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        self._fit()
        index = y + self._top
        base = self.visual_style.rich_style
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
        below = line
        while below + 1 < min(len(self._lines), line + height) and self._lines[below + 1].role != "text":
            below += 1
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
