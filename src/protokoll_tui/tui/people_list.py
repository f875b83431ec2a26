"""The list of everybody: moved in by arrows, and by typing the letters of a name."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.content import Content

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.people import match_people
from protokoll_tui.meeting.roster import walk_people
from protokoll_tui.tui.attendance_rows import Spot, counts, people_rows
from protokoll_tui.tui.row_list import ListRow, RowList


class PeopleList(RowList):
    """The rosters of a meeting. Typed letters move the highlight to the person whom they fit best.

    A key that is bound to a command is never a letter of the search, so that the user's own keys work.
    """

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__(id="people", enter_selects=False)
        self.border_title = "Närvaro"
        self._meeting = Meeting()
        self._letters = ""
        self._hits: list[str] = []
        self._foot = ""

    @property
    def spot(self) -> Spot | None:
        """What is highlighted, or None where the list is empty."""
        return Spot.of(self.highlighted) if self.highlighted else None

    @property
    def letters(self) -> str:
        """The letters typed so far."""
        return self._letters

    @property
    def missed(self) -> bool:
        """Whether letters have been typed that fit nobody."""
        return bool(self._letters) and not self._hits

    def show(self, meeting: Meeting, spot: Spot | None = None) -> None:
        """Show the rosters of `meeting`, with the highlight at `spot` where one is given."""
        self._meeting = meeting
        rows = people_rows(meeting, self.size.width)
        self.set_rows(rows or _nobody(), highlight=spot.key if spot else None)
        self._show_foot()

    def end_search(self) -> None:
        """Forget the letters typed so far; the highlight stays."""
        self._seek("")

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self.show(self._meeting)

    def _seek(self, letters: str) -> None:
        self._letters = letters
        self._hits = []
        if letters:
            spots = [(Spot(r, p), person.name) for r, p, person in walk_people(self._meeting)]
            found = match_people(letters, [name for _, name in spots])
            self._hits = [spots[index][0].key for index in found]
        if self._hits:
            self.highlight(self._hits[0])
        self._show_foot()

    def _next_hit(self, by: int) -> None:
        index = self._hits.index(self.highlighted) if self.highlighted in self._hits else -by
        self.highlight(self._hits[(index + by) % len(self._hits)])
        self._show_foot()

    def _show_foot(self) -> None:
        foot = self._search_foot() if self._letters else counts(self._meeting)
        if foot != self._foot:
            self._foot = foot
            self.border_subtitle = Content(foot)

    def _search_foot(self) -> str:
        if not self._hits:
            found = "ingen heter så"
        elif len(self._hits) == 1:
            found = "1 träff"
        else:
            found = f"{len(self._hits)} träffar, ↓ nästa"
        return f"Sök: {self._letters}▏ {found}"

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "backspace" and self._letters:
            self._seek(self._letters[:-1])
        elif event.key == "escape" and self._letters:
            self._seek("")
        elif event.key in ("up", "down") and self._hits:
            self._next_hit(1 if event.key == "down" else -1)
        elif event.is_printable and event.character and event.key not in self.screen.active_bindings:
            self._seek(self._letters + event.character)
        else:
            return
        event.stop()
        event.prevent_default()


def _nobody() -> list[ListRow]:
    lines = ("", "  Ingen står i listan än.", "  Ctrl+A lägger till en person, Ctrl+N gäster.")
    return [ListRow(Text(line)) for line in lines]
