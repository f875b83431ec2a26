"""Granska: what is missing or odd before the minutes go out; each line leads to its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget
from textual.worker import get_current_worker

from protokoll_tui.meeting.check import Checked, Finding, Target, accept, check, reopen
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.session import Change, Session
from protokoll_tui.tui.actions import Scope, bindings
from protokoll_tui.tui.asking import ask_line
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.review_rows import FindingKey, finding_at, finding_rows, summary
from protokoll_tui.tui.row_list import RowList

_FIELD_IDS = {"end_date": "date", "end": "time", "next_meetings": "coming"}
"""Which field of the form shows a field of the model, where the two have different names."""


class FindingList(RowList):
    """The findings of the check."""

    def __init__(self) -> None:
        """Make a list that waits for the first check."""
        super().__init__(id="findings", enter_selects=False)
        self.border_title = "Granska"
        self.border_subtitle = "granskar …"
        self._checked: Checked | None = None

    def show(self, checked: Checked) -> None:
        """Show what was found."""
        self._checked = checked
        self.border_subtitle = summary(checked)
        self._lay_out()

    @property
    def finding(self) -> tuple[FindingKey, Finding] | None:
        """The highlighted finding and its key."""
        if self._checked is None or not self.highlighted:
            return None
        key = FindingKey.of(self.highlighted)
        return key, finding_at(self._checked, key)

    def on_resize(self) -> None:
        """Wrap the messages for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._checked is not None:
            self.set_rows(finding_rows(self._checked, self.size.width))


class ReviewScreen(MeetingScreen):
    """The findings, those accepted with a reason apart."""

    STEP = "review"
    SCOPE: ClassVar[Scope] = "review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("review", "meeting", "app")

    def __init__(self, session: Session) -> None:
        """Make the screen of a session's check."""
        super().__init__(session)
        self.findings = FindingList()

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield self.findings

    def on_mount(self) -> None:
        """Start in the list."""
        self.findings.focus()

    def meeting_changed(self, _change: Change | None) -> None:
        """Check the meeting anew."""
        self._check(self.session.meeting)

    @work(thread=True, exclusive=True)
    def _check(self, meeting: Meeting) -> None:
        checked = check(meeting)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self.findings.show, checked)

    # --- actions ---------------------------------------------------------------------------------

    def action_go_to_finding(self) -> None:
        """Go to the place that the finding is about."""
        if found := self.findings.finding:
            self._go(found[1].target)

    def _go(self, target: Target) -> None:
        from protokoll_tui.tui.attendance import AttendanceScreen

        if target.screen == "agenda" and target.place is not None:
            self.protokoll.show_place(target.place)
            return
        screen = self.protokoll.show("facts" if target.screen == "closing" else target.screen)
        if isinstance(screen, AttendanceScreen) and target.roster is not None:
            screen.go(target.roster, target.row or 0)
        elif target.field:
            screen.call_after_refresh(_focus_field, screen, target.field)

    def action_accept_finding(self) -> None:
        """Ask why the finding is meant to be so; take an accepted one back."""
        if (found := self.findings.finding) is None:
            return
        key, finding = found
        if key.part == "accepted":
            if self.apply(f"återta {finding.message}", reopen(self.session.meeting, finding)):
                self.say("Anmärkningen är tillbaka i listan.")
            return

        def answered(reason: str) -> None:
            self.apply(f"godta {finding.message}", accept(self.session.meeting, finding, reason))

        ask_line(
            self.app,
            f"Godta: {finding.message}",
            answered,
            hint="Skriv varför. Motiveringen sparas i mötets fil.",
            check=lambda reason: "" if reason else "Skriv en kort motivering, till exempel: avsiktligt.",
        )


def _focus_field(screen: MeetingScreen, field: str) -> None:
    """Put the cursor in the field of a form that shows `field` of the model, if there is one."""
    for widget in screen.query(f"#{_FIELD_IDS.get(field, field)}"):
        inside = [each for each in (widget, *widget.query("*")) if each.focusable]
        if inside:
            inside[0].focus()
