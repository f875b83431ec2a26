"""Ärenden: the live screen. Always ready to type in the item that is discussed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from protokoll_tui.meeting import edits, writing
from protokoll_tui.meeting.model import LONGEST_PROSE, EntryKind, Item
from protokoll_tui.meeting.numbering import find_number, number_items
from protokoll_tui.meeting.place import ItemPath, Place, item_at, walk_items
from protokoll_tui.meeting.stream import move_entry, set_entry
from protokoll_tui.session import Change, Session
from protokoll_tui.tui import clock
from protokoll_tui.tui.actions import BY_NAME, Action, Scope, actions_of, bindings
from protokoll_tui.tui.agenda_list import AgendaList
from protokoll_tui.tui.asking import Choice, ask_line, pick
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.preview import Preview
from protokoll_tui.tui.stream.editor import StreamEditor
from protokoll_tui.tui.words import KINDS

PREVIEW_WIDTH = 120
"""Columns from which the preview stands beside the text."""
ROOMY_WIDTH = 140
"""Columns from which the list of items gets more room too."""


class AgendaScreen(MeetingScreen):
    """The agenda to the left, the stream of one item, and the preview where there is room."""

    STEP = "agenda"
    SCOPE: ClassVar[Scope] = "agenda"
    AUTO_FOCUS: ClassVar[str | None] = "StreamEditor"
    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda", "meeting", "app")

    def __init__(self, session: Session) -> None:
        """Make the live screen of `session`."""
        super().__init__(session)
        self.editor = StreamEditor(session)
        self.list = AgendaList(session)
        self.preview = Preview(session)
        self._back: list[Place] = []
        self._clock: Timer | None = None
        self._preview_wanted = True

    def body(self) -> Iterable[Widget]:
        """Yield the panes; the preview is added when there is room for it."""
        yield Horizontal(self.list, self.editor, id="panes")

    def on_mount(self) -> None:
        """Put the cursor where writing goes on."""
        if not self.editor.path:
            self.editor.show(self.protokoll.start_place)
        self._clock = self.set_interval(20, self._show_title)

    def on_resize(self) -> None:
        """Show the preview where there is room for it."""
        self.set_class(self.size.width >= ROOMY_WIDTH, "-roomy")
        self.call_after_refresh(self._show_title)
        self._show_preview(self._preview_wanted and self.size.width >= PREVIEW_WIDTH)

    def _show_preview(self, shown: bool) -> None:
        if shown and not self.preview.is_attached:
            self.query_one("#panes").mount(self.preview)
        self.preview.display = shown
        self.preview.follow(self.editor.cursor)

    def meeting_changed(self, change: Change | None) -> None:
        """Show the change; after undo and redo, at the place where it was made.

        An edit at a place was made by the editor itself, which shows it already.
        """
        if change is None or change.cause != "edit" or change.place is None:
            place = change.place if change and change.place else self.editor.cursor
            if change and change.cause == "redo":
                place = writing.after_change(change.before, change.after, place)
            self.editor.show(place if place.item else writing.resume_at(self.session.meeting))
        self.list.show(self.editor.path)
        self.preview.follow(self.editor.cursor)
        self._show_title()

    def next_step(self) -> str:
        """Name the next item, or Granska after the last one; in the list, the way back to the text."""
        if self.list.has_focus:
            return "Du står i ärendelistan: bokstäverna är kommandon. Enter: skriv under ärendet."
        paths = [path for path, item in walk_items(self.session.meeting) if not item.points]
        path = self.editor.path
        if not paths:
            return "Skriv § och en rubrik, eller Ctrl+F, för att lägga till ett ärende."
        later = [p for p in paths if p > path and item_at(self.session.meeting, p).status != "struck"]
        if not later:
            return "Nästa: Granska – F5"
        number = number_items(self.session.meeting)[later[0]]
        return f"Nästa: {number} {item_at(self.session.meeting, later[0]).title} – Ctrl+N"

    def _item(self) -> Item | None:
        path = self.editor.path
        return item_at(self.session.meeting, path) if path else None

    def _show_title(self) -> None:
        item = self._item()
        now = clock.now().strftime("%H.%M")
        if item is None:
            title, presenters = "Inga ärenden än", ""
        else:
            number = number_items(self.session.meeting)[self.editor.path]
            title = f"{number}  {item.title}" + ("  (struket)" if item.status == "struck" else "")
            presenters = ", ".join(name.partition(",")[0] for name in item.presenters)
        self.editor.set_titles(title, presenters, now)

    # --- moving between items --------------------------------------------------------------------

    def go(self, place: Place, *, remember: bool = True) -> None:
        """Show the item of `place` with the cursor there; what was left behind is tidied."""
        old = self.editor.cursor
        if old.item and old.item != place.item:
            self.status.go_on()
            if remember:
                self._back.append(old)
            tidied = writing.tidy(self.session.meeting, old.item)
            self.session.apply("tomma rader bort", tidied, place=old, run="tidy")
        self.editor.show(place)
        self.list.show(self.editor.path)
        self.preview.follow(self.editor.cursor)
        self._show_title()
        self.show_next()
        if self.is_mounted:
            self.editor.focus()

    def go_item(self, path: ItemPath) -> None:
        """Show the item at `path` where writing goes on in it."""
        self.go(writing.end_of(self.session.meeting, path))

    def _step(self, by: int) -> None:
        paths = [path for path, item in walk_items(self.session.meeting) if not item.points]
        here = self.editor.path
        rest = [p for p in paths if p > here] if by > 0 else [p for p in reversed(paths) if p < here]
        if rest:
            self.go_item(rest[0])
        elif by > 0:
            self.say("Det här är sista ärendet. F5 granskar protokollet.")

    def action_next_item(self) -> None:
        """Go to the next item or point."""
        self._step(1)

    def action_previous_item(self) -> None:
        """Go to the item or point before."""
        self._step(-1)

    def action_go_back(self) -> None:
        """Go back to the place before the last jump."""
        if not self._back:
            self.say("Det finns inget tidigare ställe att gå tillbaka till.")
            return
        self.go(self._back.pop(), remember=False)

    def action_go_to(self) -> None:
        """Pick an item to go to, by number or words."""
        pick(
            self.app,
            "Gå till",
            self._choices(),
            lambda key: self.go_item(_path(key)),
            selected=_key(self.editor.path),
        )

    def _choices(self) -> list[Choice]:
        numbers = number_items(self.session.meeting)
        return [
            Choice(_key(path), f"{'  ' * (len(path) - 1)}{numbers[path]:>3} {item.title}")
            for path, item in walk_items(self.session.meeting)
        ]

    @on(StreamEditor.Captured)
    def _captured(self, event: StreamEditor.Captured) -> None:
        if event.number:
            path = find_number(self.session.meeting, event.number)
            if path is None:
                self.say(f"Det finns inget ärende {event.number}.", error=True)
            else:
                self.go_item(path)
        else:
            self._add_item(event.title)

    @on(StreamEditor.Refused)
    def _refused(self) -> None:
        self.say(f"Ett stycke rymmer högst {LONGEST_PROSE} tecken. Det senaste fick inte plats.", error=True)

    @on(StreamEditor.Moved)
    def _moved(self) -> None:
        self.preview.follow(self.editor.cursor)

    # --- edits of the agenda ---------------------------------------------------------------------

    def _add_item(self, title: str) -> None:
        after = self.editor.path[:1] or None
        meeting, path = edits.add_item(self.session.meeting, title, after)
        if self.session.apply(f"nytt ärende {title}", meeting, place=self.editor.cursor):
            self.go_item(path)

    def action_add_item(self) -> None:
        """Ask for the title of a new item after this one."""
        ask_line(self.app, "Nytt ärende", lambda title: self._add_item(title) if title else None)

    def action_agenda_list(self) -> None:
        """Go to the list of items, where they are moved, renamed and struck."""
        self.list.focus()

    @on(AgendaList.Chosen)
    def _chosen(self, event: AgendaList.Chosen) -> None:
        self.go_item(event.path)

    @on(AgendaList.Edited)
    def _edited(self, event: AgendaList.Edited) -> None:
        """Follow the item that was moved, made or removed in the list."""
        path = event.path
        self.editor.show(writing.end_of(self.session.meeting, path) if path else Place(()))
        self.list.show(self.editor.path)
        self.preview.follow(self.editor.cursor)
        self._show_title()
        self.show_next()

    @on(AgendaList.Told)
    def _told(self, event: AgendaList.Told) -> None:
        self.say(event.text)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Show the keys of the list while it has the focus, and those of the text else."""
        self.key_bar.actions = tuple(self.bar_actions())
        self.show_next()

    def bar_actions(self) -> Iterable[Action]:
        """Yield the actions of the list while the keys go there."""
        if not self.list.has_focus:
            yield from super().bar_actions()
            return
        yield from actions_of("agenda-list")
        yield BY_NAME["undo"]

    # --- edits of the entry ----------------------------------------------------------------------

    def _turn(self, kind: EntryKind) -> None:
        self.editor.turn(kind)

    def action_discussion(self) -> None:
        """Turn the entry into a discussion, or back."""
        self._turn("discussion")

    def action_beslut(self) -> None:
        """Turn the entry into a decision, or back."""
        self._turn("beslut")

    def action_task(self) -> None:
        """Turn the entry into a task, or back."""
        self._turn("task")

    def action_kinds(self) -> None:
        """Pick any kind for the entry."""
        if self.protokoll.refuses():
            return

        def picked(kind: str) -> None:
            for name in KINDS:
                if name == kind and name != self.editor.kind:
                    self._turn(name)

        choices = [Choice(kind, label) for kind, label in KINDS.items()]
        pick(self.app, "Vad är stycket?", choices, picked, selected=self.editor.kind)

    def action_accept(self) -> None:
        """Take the suggestion under the entry."""
        from protokoll_tui.tui.suggestions import suggested

        cursor = self.editor.cursor
        entry = self.editor.entry
        values = suggested(self.session.meeting, entry) if entry else {}
        if not values:
            self.say("Det finns inget förslag här.")
            return
        meeting = set_entry(self.session.meeting, cursor.item, cursor.entry, **values)
        self.session.apply("förslaget taget", meeting, place=cursor)
        self.editor.relayout()

    def action_details(self) -> None:
        """Open outcome, target, owners and due date of the entry."""
        from protokoll_tui.tui.details import DetailsDialog
        from protokoll_tui.tui.prompt import ask

        if self.editor.entry is None:
            self.say("Skriv något först: detaljerna hör till stycket.")
            return
        cursor = self.editor.cursor

        def closed(_: object) -> None:
            self.editor.relayout()

        ask(self.app, DetailsDialog(self.session, cursor), closed)

    def action_move_entry(self) -> None:
        """Move the entry to another item."""
        if self.editor.entry is None or self.protokoll.refuses():
            return
        cursor = self.editor.cursor

        def picked(key: str) -> None:
            if _path(key) != cursor.item:
                meeting = move_entry(self.session.meeting, cursor.item, cursor.entry, _path(key))
                if not self.session.apply("flytta stycket", meeting, place=cursor):
                    return
                self.editor.show(cursor)
                number = number_items(self.session.meeting)[_path(key)]
                self.say(f"Stycket står nu sist i {number}. Ctrl+Z ångrar.")

        pick(self.app, "Flytta stycket till", self._choices(), picked)

    def action_toggle_preview(self) -> None:
        """Show or hide the preview; in a narrow window it takes the place of the list."""
        shown = self.preview.is_attached and bool(self.preview.display)
        self._preview_wanted = not shown
        self.list.display = shown or self.size.width >= PREVIEW_WIDTH
        self._show_preview(not shown)


def _key(path: ItemPath) -> str:
    return ".".join(map(str, path))


def _path(key: str) -> ItemPath:
    return tuple(int(part) for part in key.split("."))
