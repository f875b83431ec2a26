"""The list of items beside the text: where the meeting stands, and what is changed in the agenda."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.message import Message

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.meeting.numbering import number_items
from protokoll_tui.meeting.place import ItemPath, is_finished, item_at, walk_items
from protokoll_tui.meeting.roster import tally
from protokoll_tui.session import Session
from protokoll_tui.tui.actions import bindings
from protokoll_tui.tui.asking import ask_line, confirm
from protokoll_tui.tui.row_list import ListRow, RowList


def _beslut(item: Item) -> str:
    """Return the sign for how many decisions an item has."""
    count = sum(entry.kind == "beslut" and bool(entry.text.strip()) for entry in item.entries)
    return f"⚖{count}" if count else ""


def item_row(number: str, path: ItemPath, item: Item, *, current: bool) -> Text:
    """Return the row of an item: how it stands, ▸ where it is written in, number and title."""
    sign = "✗" if item.status == "struck" else "✓" if is_finished(item) else " "
    row = Text(f"{sign}{'▸' if current else ' '}", style="bold" if current else "")
    indent = "  " * (len(path) - 1)
    row.append(f"{indent}{number:<3}", style="dim" if len(path) > 1 else "")
    row.append(item.title, style="strike" if item.status == "struck" else "")
    if item.status == "struck":
        row.append(" (struket)")
    return row


class AgendaList(RowList):
    """The items of the agenda; its own letters change it, and everything can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda-list")

    @dataclass
    class Chosen(Message):
        """An item was chosen to write under."""

        path: ItemPath

    @dataclass
    class Edited(Message):
        """The agenda was changed; `path` is the item to show now."""

        path: ItemPath

    @dataclass
    class Told(Message):
        """A command did nothing; `text` says why, in Swedish."""

        text: str

    def __init__(self, session: Session) -> None:
        """Make the list of a session's agenda."""
        super().__init__(id="agenda-list", enter_selects=False)
        self.session = session
        self.border_title = "Ärenden"
        self._present = ""
        self._current: ItemPath = ()
        self._row_cache: dict[tuple[str, ItemPath, int, bool], tuple[Item, Text]] = {}

    def show(self, current: ItemPath) -> None:
        """Show the agenda of the session with the item that is written under marked."""
        moved = current != self._current
        self._current = current
        meeting = self.session.meeting
        numbers = number_items(meeting)
        rows = [
            ListRow(
                self._row(numbers[path], path, item, current == path),
                ".".join(map(str, path)),
                tail=_beslut(item),
            )
            for path, item in walk_items(meeting)
        ]
        self.set_rows(rows, highlight=".".join(map(str, current)) if moved or not self.has_focus else None)
        people = tally(meeting)
        present = f"{people.members_present} av {people.members} närvarande" if people.members else ""
        if present != self._present:  # a new subtitle repaints the whole widget
            self._present = present
            self.border_subtitle = present or None

    def _row(self, number: str, path: ItemPath, item: Item, current: bool) -> Text:
        key = (number, path, id(item), current)
        if (cached := self._row_cache.get(key)) is not None and cached[0] is item:
            return cached[1]
        if len(self._row_cache) > 2_000:
            self._row_cache.clear()
        row = item_row(number, path, item, current=current)
        self._row_cache[key] = (item, row)
        return row

    @property
    def path(self) -> ItemPath:
        """The highlighted item."""
        return tuple(int(part) for part in self.highlighted.split(".")) if self.highlighted else ()

    def _item(self) -> Item:
        return item_at(self.session.meeting, self.path)

    def _edit(self, name: str, meeting: Meeting, path: ItemPath) -> None:
        if not self.session.apply(name, meeting):
            return
        self.post_message(self.Edited(path))
        self._current = path
        self.show(path)
        self.highlight(".".join(map(str, path)))

    def _ask(self, title: str, value: str, done: Callable[[str], None], hint: str = "") -> None:
        ask_line(self.app, title, done, value=value, hint=hint)

    def action_list_open(self) -> None:
        """Go to the text of the item."""
        if self.path:
            self.post_message(self.Chosen(self.path))

    def action_list_add(self) -> None:
        """Ask for a new item after this one."""
        path = self.path

        def done(title: str) -> None:
            if title:
                meeting, new = edits.add_item(self.session.meeting, title, path or None)
                self._edit(f"nytt ärende {title}", meeting, new)

        self._ask("Nytt ärende", "", done)

    def action_list_add_point(self) -> None:
        """Ask for a new point of the item."""
        path = self.path[:1]

        def done(title: str) -> None:
            if title:
                meeting, new = edits.add_point(self.session.meeting, title, path)
                self._edit(f"ny delpunkt {title}", meeting, new)

        if path:
            self._ask(f"Ny delpunkt under {item_at(self.session.meeting, path).title}", "", done)

    def action_list_rename(self) -> None:
        """Ask for a new title."""
        if not (path := self.path):
            return

        def done(title: str) -> None:
            if title:
                self._edit("byt rubrik", edits.set_item(self.session.meeting, path, title=title), path)

        self._ask("Rubrik", self._item().title, done)

    def action_list_presenters(self) -> None:
        """Ask for those who present the item."""
        if not (path := self.path):
            return

        def done(text: str) -> None:
            names = tuple(name.strip() for name in text.split(";") if name.strip())
            meeting = edits.set_item(self.session.meeting, path, presenters=names)
            self._edit("föredragande", meeting, path)

        self._ask(
            "Föredragande",
            "; ".join(self._item().presenters),
            done,
            "Semikolon mellan flera, komma före titeln: Cia Mård, rektor; Bo Lind",
        )

    def action_list_number(self) -> None:
        """Ask for a number set by hand."""
        if not (path := self.path):
            return

        def done(number: str) -> None:
            self._edit("sätt nummer", edits.set_item(self.session.meeting, path, number=number), path)

        self._ask("Nummer", self._item().number, done, "Tomt: numret räknas fram ur ordningen.")

    def action_list_strike(self) -> None:
        """Strike the item, or take it up again."""
        if path := self.path:
            verb = "återuppta" if self._item().status == "struck" else "stryk"
            meeting = edits.toggle_struck(self.session.meeting, path)
            self._edit(f"{verb} {self._item().title}", meeting, path)

    def action_list_done(self) -> None:
        """Mark the item done without text, or open it again; one that is struck stays so."""
        if not (path := self.path):
            return
        if self._item().status == "struck":
            self.post_message(self.Told(f"{self._item().title} är struket. S återupptar det."))
        else:
            self._edit("klarmarkering", edits.toggle_done(self.session.meeting, path), path)

    def action_list_up(self) -> None:
        """Move the item up."""
        self._shift(-1)

    def action_list_down(self) -> None:
        """Move the item down."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        if path := self.path:
            title = self._item().title
            meeting, new = edits.move_item(self.session.meeting, path, by)
            self._edit(f"flytta {title}", meeting, new)

    def action_list_remove(self) -> None:
        """Remove the item; where it has text, ask first."""
        if not (path := self.path):
            return
        item = self._item()

        def remove() -> None:
            meeting = edits.remove_item(self.session.meeting, path)
            paths = [p for p, _ in walk_items(meeting)]
            near = max((p for p in paths if p <= path), default=paths[0] if paths else ())
            self._edit(f"ta bort {item.title}", meeting, near)

        has_text = any(entry.text.strip() for entry in item.entries) or item.points
        if has_text and not self.session.closed:  # a closed meeting refuses at once, without a question
            confirm(self.app, f"Ta bort ”{item.title}” med all text? Ctrl+Z ångrar.", remove, yes="Ta bort")
        else:
            remove()

    @on(RowList.Highlighted)
    def _stay(self, event: RowList.Highlighted) -> None:
        event.stop()
