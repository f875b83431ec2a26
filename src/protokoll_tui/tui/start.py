"""Start: the meetings of the folder, newest first, and a new one on top."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from protokoll_tui.document.dates import long_date
from protokoll_tui.meeting.text import clean_line, fold
from protokoll_tui.storage.errors import StorageError, writing_failed
from protokoll_tui.storage.folder import Summary, list_meetings, new_path
from protokoll_tui.storage.opening import OpenMeeting, open_meeting
from protokoll_tui.storage.opening import create_meeting as create_file
from protokoll_tui.tui import clock
from protokoll_tui.tui.actions import Scope, actions_of, bindings
from protokoll_tui.tui.asking import Choice, ask_day
from protokoll_tui.tui.chrome import KeyBar, StatusLine
from protokoll_tui.tui.dialogs import PickDialog
from protokoll_tui.tui.row_list import ListRow, RowList
from protokoll_tui.tui.words import STATUSES, shown_path

if TYPE_CHECKING:
    from protokoll_tui.templates.model import Template
    from protokoll_tui.tui.app import ProtokollApp

NEW = "new"
"""Key of the row that makes a meeting; the key of every other row is its path."""

_NEXT = "Enter öppnar. Skriv för att söka bland mötena."


class StartScreen(Screen[None]):
    """What there is to open. The folder is read in a thread, so the first picture never waits for a disk."""

    SCOPE: ClassVar[Scope] = "start"
    CSS_PATH = "start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("start", "app")
    AUTO_FOCUS: ClassVar[str | None] = "#meetings"

    def __init__(self, folder: Path) -> None:
        """Make a screen of the meetings in `folder`, which need not exist yet."""
        super().__init__()
        self.folder = folder
        self.list = RowList(id="meetings", enter_selects=False)
        self.status = StatusLine()
        self.key_bar = KeyBar()
        self._search = Static("", markup=False, id="search")
        self._query = ""
        self._summaries: list[Summary] | None = None
        self._templates: dict[str, Template] = {}

    def compose(self) -> ComposeResult:
        """Lay out the name of the program, the search, the list and the frame's foot."""
        yield Static(
            Content.assemble(("protokoll", "bold"), (f"  {shown_path(self.folder)}", "$text-muted")),
            markup=False,
            id="folder",
        )
        yield self._search
        yield self.list
        yield self.status
        yield self.key_bar

    def on_mount(self) -> None:
        """Show what can be shown before the folder has been read."""
        by_name = {action.name: action for action in actions_of("app")}
        self.key_bar.actions = (
            by_name["help"],
            *actions_of("start"),
            by_name["palette"],
            by_name["leave"],
        )
        self.status.set_next(_NEXT)
        self._show()

    def on_screen_resume(self) -> None:
        """Read the folder, at first and whenever one comes back to it."""
        self.run_worker(self._load(), group="load", exclusive=True)

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._show()

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message on the status line."""
        self.status.say(text, error=error)

    # --- the list --------------------------------------------------------------------------------

    async def _load(self) -> None:
        try:
            self._summaries = await asyncio.to_thread(list_meetings, self.folder)
        except StorageError as error:
            self._summaries = []
            self.say(str(error), error=True)
        self._show()

    def _show(self, highlight: str | None = None) -> None:
        summaries = self._summaries or []
        found = [summary for summary in summaries if matches(summary, self._query)]
        rows = [ListRow(Text(" + Nytt möte"), NEW), ListRow(Text(""))]
        width, today = max(20, self.size.width), clock.today()
        rows += [ListRow(meeting_row(summary, width, today), str(summary.path)) for summary in found]
        rows += [ListRow(Text(f"   {line}", "dim")) for line in self._hints(found)]
        self.list.set_rows(rows, highlight=highlight)
        if self._query:
            count = f"   {len(found)} av {len(summaries)}"
            self._search.update(
                Content.assemble("Sök: ", (self._query, "bold"), ("▏", "bold"), (count, "$text-muted"))
            )
        else:
            self._search.update("")

    def _hints(self, found: Sequence[Summary]) -> Iterable[str]:
        if self._summaries is None:
            yield "Läser mappen …"
        elif not self._summaries:
            yield "Här finns inga möten än. Tryck Enter för att göra det första."
            yield f"Det sparas i {shown_path(self.folder)}"
        elif not found:
            yield "Inget möte passar. Backsteg suddar i sökningen, Esc tömmer den."

    @on(RowList.Highlighted)
    def _explain(self, event: RowList.Highlighted) -> None:
        """Say in full why a file cannot be opened."""
        summary = self._summary(event.key)
        if summary and summary.error:
            self.say(summary.error, error=True)
        else:
            self.status.clear()

    def _summary(self, key: str) -> Summary | None:
        return next((summary for summary in self._summaries or [] if str(summary.path) == key), None)

    def on_key(self, event: events.Key) -> None:
        """Search by typing."""
        if event.key == "backspace":
            query = self._query[:-1]
        elif event.key == "escape":
            query = ""
        elif event.is_printable and event.character and (self._query or event.character != " "):
            query = self._query + event.character
        else:
            return
        event.stop()
        self._query = query
        first = next((str(s.path) for s in self._summaries or [] if matches(s, query)), NEW)
        self._show(first if query.strip() else NEW)

    # --- opening ---------------------------------------------------------------------------------

    @property
    def _app(self) -> ProtokollApp:
        return cast("ProtokollApp", self.app)

    def action_open_meeting(self) -> None:
        """Open the highlighted meeting, or make a new one."""
        if self.list.highlighted == NEW:
            self.action_new_meeting()
        elif summary := self._summary(self.list.highlighted):
            self.run_worker(self._open(summary.path), group="open", exclusive=True)

    async def _open(self, path: Path) -> None:
        """Open a meeting where work on it goes on: in the text, or on Klart when that is finished."""
        try:
            file = await asyncio.to_thread(open_meeting, path)
        except StorageError as error:
            from protokoll_tui.tui.earlier import way_back

            way = await asyncio.to_thread(way_back, path, clock.today())
            self.say(f"{error} {way}".strip(), error=True)
            return
        self._app.open_session(file, "agenda" if file.meeting.facts.status == "draft" else "finish")

    def action_new_meeting(self) -> None:
        """Pick a template for a new meeting."""
        self.run_worker(self._pick_template(), group="open", exclusive=True)

    async def _pick_template(self) -> None:
        from protokoll_tui.templates.loading import list_templates

        templates = await asyncio.to_thread(list_templates, self.folder)
        self._templates = {template.name: template for template in templates}
        if not templates:
            self.say("Det finns inga mallar. Installera om programmet, eller lägg en egen mall.", error=True)
            return
        choices = [Choice(template.name, template_label(template)) for template in templates]
        self.app.push_screen(PickDialog("Nytt möte efter mallen", choices), self._template_picked)

    def _template_picked(self, name: str | None) -> None:
        if name is None:
            return
        template = self._templates[name]
        if template.error:
            self.say(template.error, error=True)
        else:
            ask_day(self.app, clock.today(), lambda day: self._create_soon(template, day))

    def _create_soon(self, template: Template, day: dt.date) -> None:
        self.run_worker(self._create(template, day), group="open", exclusive=True)

    async def _create(self, template: Template, day: dt.date) -> None:
        try:
            file = await asyncio.to_thread(create_meeting, self.folder, template, day)
        except StorageError as error:
            self.say(str(error), error=True)
            return
        self._app.open_session(file, "facts")


def create_meeting(folder: Path, template: Template, day: dt.date) -> OpenMeeting:
    """Make a meeting of `day` from a template in `folder`, which is made too where it is missing.

    Raises StorageError.
    """
    from protokoll_tui.templates.loading import new_meeting

    meeting = new_meeting(template, day)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise writing_failed(folder, error) from error
    return create_file(new_path(folder, meeting), meeting)


def template_label(template: Template) -> str:
    """Return the row of a template in the list to pick from."""
    about = "kan inte användas" if template.error else template.description
    return f"{template.title or template.name} – {about}" if about else template.title or template.name


def matches(summary: Summary, query: str) -> bool:
    """Tell whether every word of `query` stands in what the list could show of the meeting."""
    day = f"{summary.date.isoformat()} {long_date(summary.date, weekday=True)}" if summary.date else ""
    text = fold(f"{day} {summary.title} {summary.path.stem} {STATUSES[summary.status]} {open_tasks(summary)}")
    return all(word in text for word in fold(query).split())


def open_tasks(summary: Summary) -> str:
    """Return "3 öppna uppgifter", or an empty string where there are none."""
    count = summary.open_tasks
    return "" if not count else "1 öppen uppgift" if count == 1 else f"{count} öppna uppgifter"


def meeting_row(summary: Summary, width: int, today: dt.date) -> Text:
    """Return a meeting as a row of `width` cells: day, name, status and open tasks in columns."""
    from rich.cells import set_cell_size

    if summary.error:
        row = Text(" ✗           ")
        row.append(clean_line(summary.path.name))
        row.append("  kan inte läsas", "dim")
        return row
    day = "i dag" if summary.date == today else str(summary.date or "utan datum")
    name = summary.title or summary.path.stem
    room = min(width - 13 - 10 - 19, 70)
    row = Text(f"   {day:<10}")
    row.append(" " + set_cell_size(f"{name[: room - 2]}…" if len(name) > room - 1 else name, room), "bold")
    row.append(f"{STATUSES[summary.status]:<10}{open_tasks(summary)}")
    return row
