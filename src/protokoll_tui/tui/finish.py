"""Klart: the whole document, its status, and what is done when the meeting has ended."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from protokoll_tui.meeting.check import Checked, check
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.status import all_adjusted, proposed
from protokoll_tui.meeting.text import clean_line
from protokoll_tui.session import Change, Session
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.folder import new_path
from protokoll_tui.storage.opening import OpenMeeting, create_meeting
from protokoll_tui.templates.faults import TemplateError
from protokoll_tui.templates.loading import layout_for, list_templates, load_template, new_meeting
from protokoll_tui.tui import clock
from protokoll_tui.tui.actions import BY_NAME, Scope, actions_of, bindings, effective_keys, key_name
from protokoll_tui.tui.approving import adjusting_words, log_lines
from protokoll_tui.tui.asking import Choice, ask_day, pick
from protokoll_tui.tui.document_view import DocumentView
from protokoll_tui.tui.export_screen import ExportScreen
from protokoll_tui.tui.words import STATUSES, shown_path

SIDE_BY_SIDE = 110
"""Columns from which the facts stand beside the document, with all that can be done from here."""

_LOG_LINES = 6
_LAST_WRITTEN = 3
_LABEL = 13
"""Columns for the label of a fact."""
_LEAST_VALUE = 20
_MOST_OF_PATH = 3
"""Lines that the path of the meeting's file may take over the document."""


def document_lines(meeting: Meeting, width: int, folder: Path) -> tuple[list[Text], str]:
    """Return the minutes in lines of `width` cells, and a warning about the template, if any."""
    from protokoll_tui.document.compose import compose
    from protokoll_tui.document.render.terminal import WIDEST, styled_text

    layout, warning = layout_for(meeting, folder)
    text = styled_text(compose(meeting, layout), min(width, WIDEST))
    return list(text.split("\n", allow_blank=True)), warning


class FinishScreen(ExportScreen):
    """Status, check and file to the left or above; the document as it is printed beside."""

    STEP = "finish"
    SCOPE: ClassVar[Scope] = "finish"
    CSS_PATH = "finish.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("finish", "meeting", "app")

    def __init__(self, session: Session) -> None:
        """Make the screen of a session's document."""
        super().__init__(session)
        self.document = DocumentView()
        self._facts = Static("", id="finish-facts", markup=False)
        self._facts.border_title = "Klart"
        self._warned = ""

    def body(self) -> Iterable[Widget]:
        """Yield the facts and the document."""
        yield Container(self._facts, self.document, id="finish-panes")

    def on_mount(self) -> None:
        """Start in the document, where the arrows scroll."""
        self.document.focus()

    def on_resize(self) -> None:
        """Lay the document out for the new width."""
        self.set_class(self.size.width >= SIDE_BY_SIDE, "-side-by-side")
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self._show_facts()
        self._make()

    def meeting_changed(self, _change: Change | None) -> None:
        """Show the facts at once, the document and the check as soon as they are made."""
        self._show_facts()
        self._make()

    def next_step(self) -> str:
        """Name what is left to do."""
        if self.open_findings:
            return "Nästa: se över det som är kvar – F5"
        meeting = self.session.meeting
        adjusted = all_adjusted(meeting) and proposed(meeting) == "approved"
        if meeting.facts.status == "draft" or adjusted:
            return f"Nästa: ändra status till {STATUSES[proposed(meeting)]} – {self._key('set_status')}"
        if meeting.adjusters and meeting.facts.status == "circulated":
            return f"Nästa: skriv in vem som har justerat – {self._key('adjusters')}"
        return f"Nästa: skriv till en fil – {self._key('export')}"

    def _key(self, name: str) -> str:
        keys = effective_keys(BY_NAME[name], self.protokoll.user_keymap)
        return key_name(keys[0]) if keys else "Ctrl+P"

    # --- what is shown -----------------------------------------------------------------------------

    def _show_facts(self) -> None:
        meeting = self.session.meeting
        rows = [
            ("Status", STATUSES[meeting.facts.status], "bold"),
            ("Granskning", self._review_words(), ""),
            *(("Justering", words, "") for words in adjusting_words(meeting)),
            *(("Skrivet till", ", ".join(files), "") for files in [self._last_written()] if files),
            ("Mötets fil", self._own_path(), ""),
        ]
        lines = [line for label, value, style in rows for line in self._row(label, value, style)]
        if self.has_class("-side-by-side"):
            if meeting.log:
                lines += [Content(""), Content.styled("Status ändrad", "$text-muted")]
                for day, words in list(log_lines(meeting))[-_LOG_LINES:]:
                    lines += self._row(day, words)
            lines += [Content(""), Content.styled("Härifrån", "$text-muted")]
            for action in actions_of("finish"):
                lines += self._row(self._key(action.name), action.title)
        self._facts.update(Content("\n").join(lines))

    def _row(self, label: str, value: str, style: str = "") -> Iterator[Content]:
        """Yield a value beside its label; what does not fit on the line goes on below, under itself."""
        room = max(_LEAST_VALUE, self._facts.content_size.width - _LABEL)
        for line in wrap(value, room) or [""]:
            yield Content.assemble((f"{label:<{_LABEL}}", "$text-muted"), (line, style))
            label = ""

    def _last_written(self) -> list[str]:
        return [self.short(path) for path in self.written[-_LAST_WRITTEN:]]

    def _own_path(self) -> str:
        """Return where the meeting's file is; its name alone where all of it would push the document away."""
        path = shown_path(self.session.path)
        takes = len(list(self._row("", path)))
        if takes <= _MOST_OF_PATH or self.has_class("-side-by-side"):
            return path
        return f"…/{clean_line(self.session.path.name)}"

    def _review_words(self) -> str:
        if self.open_findings is None:
            return "granskar …"
        return f"{self.open_findings} att se över – F5" if self.open_findings else "✓ inget saknas"

    def _make(self) -> None:
        width = self.document.scrollable_content_region.width
        if width:
            self._make_document(self.session.meeting, width)

    @work(thread=True, exclusive=True, group="document")
    def _make_document(self, meeting: Meeting, width: int) -> None:
        lines, warning = document_lines(meeting, width, self.session.path.parent)
        checked = check(meeting)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_document, lines, checked, warning)

    def _show_document(self, lines: Sequence[Text], checked: Checked, warning: str) -> None:
        self.open_findings = len(checked.open)
        self.document.show(lines)
        self.document.border_subtitle = Content(STATUSES[self.session.meeting.facts.status])
        self._show_facts()
        self.show_next()
        if warning and warning != self._warned:  # once, or it would hide all that is said afterwards
            self.say(warning, error=True)
        self._warned = warning

    def written_changed(self) -> None:
        """Show where the last files are."""
        self._show_facts()

    # --- the next meeting --------------------------------------------------------------------------

    def action_new_from_this(self) -> None:
        """Begin a meeting from the same template; from one that is picked where this has none."""
        if self.protokoll.refuses_while_writing():
            return
        if name := self.session.meeting.facts.template:
            self._ask_day(name)
            return
        templates = [template for template in list_templates(self.session.path.parent) if not template.error]
        choices = [Choice(template.name, template.title or template.name) for template in templates]
        pick(self.app, "Nytt möte: från vilken mall?", choices, self._ask_day)

    def _ask_day(self, template_name: str) -> None:
        def given(day: dt.date) -> None:
            # A worker of the app: one of this screen's own would end with the screen.
            self.app.run_worker(self._begin(template_name, day), exclusive=True, group="begin")

        ask_day(self.app, proposed_day(self.session.meeting, clock.today()), given)

    async def _begin(self, template_name: str, day: dt.date) -> None:
        folder = self.session.path.parent
        try:
            file = await asyncio.to_thread(_create_meeting, template_name, folder, day)
        except (StorageError, TemplateError) as error:
            self.say(str(error), error=True)
            return
        if not await self.protokoll.change_meeting(file, "facts"):
            file.release()
            self.say(
                f"Det nya mötet finns i {file.path}, men det här kunde inte sparas och är kvar öppet.",
                error=True,
            )


def proposed_day(meeting: Meeting, today: dt.date) -> dt.date:
    """Return the day of the next meeting as these minutes name it; today where they name none."""
    bodies = (*meeting.facts.bodies, "")
    coming = (each.date for each in meeting.next_meetings if each.date and each.body in bodies)
    return min((day for day in coming if day > (meeting.facts.date or today)), default=today)


def _create_meeting(template_name: str, folder: Path, day: dt.date) -> OpenMeeting:
    meeting = new_meeting(load_template(template_name, folder), day)
    return create_meeting(new_path(folder, meeting), meeting)
