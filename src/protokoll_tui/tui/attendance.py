"""Närvaro: everybody is there from the start; a few keys say who is not, and how the others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ValidationError
from textual.binding import BindingType
from textual.widget import Widget

from protokoll_tui.document.compose.people import part_of_meeting
from protokoll_tui.meeting import roster
from protokoll_tui.meeting.model import Meeting, Person, Roster, RosterKind
from protokoll_tui.meeting.numbering import find_number, number_items
from protokoll_tui.meeting.people import read_person
from protokoll_tui.meeting.place import ItemPath, first_unfinished
from protokoll_tui.meeting.when import WhenError, read_span
from protokoll_tui.session import Change, Session
from protokoll_tui.tui.actions import Scope, bindings
from protokoll_tui.tui.attendance_rows import Spot, roster_name
from protokoll_tui.tui.base import MeetingScreen
from protokoll_tui.tui.dialogs import LineDialog
from protokoll_tui.tui.forms import AddPeopleDialog, FormDialog, FormField
from protokoll_tui.tui.people_list import PeopleList
from protokoll_tui.tui.prompt import ask

ROSTER_KINDS: tuple[tuple[RosterKind, str], ...] = (
    ("members", "Deltagare – räknas i närvaron"),
    ("guests", "Gäster"),
    ("others", "Övriga"),
)
"""The kinds of a roster and the words for them."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A way of taking part in less than the whole meeting: its field and its words."""

    field: str
    verb: str
    question: str
    whole: str


_LATE = _Part("arrives", "kom sent", "från vilket ärende?", "kom i tid")
_EARLY = _Part("leaves", "gick", "vid vilket ärende?", "var med till slutet")


class AttendanceScreen(MeetingScreen):
    """All rosters in one list, and the commands that change them."""

    STEP = "attendance"
    SCOPE: ClassVar[Scope] = "attendance"
    CSS_PATH = "attendance.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("attendance", "meeting", "app")

    def __init__(self, session: Session) -> None:
        """Make the screen of a session's attendance."""
        super().__init__(session)
        self.people = PeopleList()

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield self.people

    def on_mount(self) -> None:
        """Start in the list."""
        self.people.focus()

    def meeting_changed(self, change: Change | None) -> None:
        """Show the change; after undo and redo, with the highlight where it was made."""
        moved = change is not None and change.cause != "edit"
        self.people.show(self.session.meeting, _first_difference(change) if change and moved else None)

    def go(self, r: int, p: int) -> None:
        """Put the highlight on row `p` of roster `r`."""
        self.people.show(self.session.meeting, Spot(r, p))

    # --- what the commands share -------------------------------------------------------------------

    def _person(self) -> tuple[Spot, Person] | None:
        """Return the person that a command changes, and end the search; say so where it can change none."""
        if self.protokoll.refuses():
            return None
        spot = self.people.spot
        missed, letters = self.people.missed, self.people.letters
        self.people.end_search()
        if missed:
            self.say(f"Ingen i listan heter så: {letters}. Ctrl+N lägger till en gäst.")
        elif spot is None or spot.row < 0:
            self.say("Ställ markören på en person först.")
        else:
            return spot, self.session.meeting.attendance[spot.roster].people[spot.row]
        return None

    def _set(self, step: str, spot: Spot, /, **values: object) -> None:
        self.apply(step, roster.set_person(self.session.meeting, spot.roster, spot.row, **values))

    # --- how a person takes part -------------------------------------------------------------------

    def action_toggle_presence(self) -> None:
        """Strike the person, or take the person back."""
        if (found := self._person()) is None:
            return
        spot, person = found
        verb, word = {
            "present": ("stryk", "frånvarande"),
            "struck": ("återta", "närvarande"),
            "unmarked": ("pricka av", "närvarande"),
        }[person.status]
        meeting = roster.toggle_presence(self.session.meeting, spot.roster, spot.row)
        self.apply(f"{verb} {person.name}", meeting)
        self.say(f"{person.name}: {word}")

    def action_toggle_digital(self) -> None:
        """Say that the person takes part digitally, or no longer."""
        if (found := self._person()) is None:
            return
        spot, person = found
        digital = person.mode == "digital" and person.status == "present"
        word = "inte digitalt" if digital else "digitalt"
        self._set(f"{person.name} {word}", spot, mode="" if digital else "digital", status="present")
        self.say(f"{person.name}: {word}")

    def action_arrives(self) -> None:
        """Ask from when the person takes part."""
        if found := self._person():
            self._ask_when(*found, _LATE)

    def action_leaves(self) -> None:
        """Ask at what the person left."""
        if found := self._person():
            self._ask_when(*found, _EARLY)

    def _ask_when(self, spot: Spot, person: Person, part: _Part) -> None:
        def answered(text: str) -> None:
            text = self._with_point(text)
            values = {part.field: text.removeprefix("§").strip()}
            if text:
                values["status"] = "present"  # who came or went has been there
            what = f"{part.verb} ({part_of_meeting(text)})" if text else part.whole
            self._set(f"{person.name} {what}", spot, **values)
            self.say(f"{person.name}: {what}")

        old: str = getattr(person, part.field)
        dialog = LineDialog(
            f"{person.name} {part.verb} – {part.question}",
            old or self._current_number(),
            hint="Nummer eller klockslag (9.41). Tomt: hela mötet.",
            check=self._check_when,
        )
        ask(self.app, dialog, answered)

    def _with_point(self, text: str) -> str:
        """Return 1130 as 11.30, where no item has that number."""
        four_digits = len(text) == 4 and text.isascii() and text.isdigit()
        if four_digits and find_number(self.session.meeting, text) is None:
            return f"{text[:2]}.{text[2:]}"
        return text

    def _check_when(self, text: str) -> str:
        text = self._with_point(text)
        if not text or find_number(self.session.meeting, text) is not None:
            return ""
        try:
            start, end = read_span(text) if any(mark in text for mark in ".:") else (None, None)
        except WhenError as error:
            return f"{str(error).capitalize()}. Skriv ett nummer i dagordningen eller ett klockslag."
        if start is None or end is not None:
            return f"Det finns inget ärende {text}. Skriv ett nummer i dagordningen eller ett klockslag."
        return ""

    def _current_number(self) -> str:
        path = self._current_path()
        return number_items(self.session.meeting).get(path, "") if path else ""

    def _current_path(self) -> ItemPath | None:
        """Return the item of the live screen, else the first unfinished one."""
        if self.app.is_screen_installed("agenda"):
            from protokoll_tui.tui.agenda import AgendaScreen

            screen = self.protokoll.meeting_screen("agenda")
            if isinstance(screen, AgendaScreen) and screen.editor.path:
                return screen.editor.path
        return first_unfinished(self.session.meeting)

    def action_all_present(self) -> None:
        """Count everybody as present whom the roll call has not marked."""
        if self.protokoll.refuses():
            return
        self.people.end_search()
        meeting = self.session.meeting
        unmarked = [(r, p) for r, p, person in roster.walk_people(meeting) if person.status == "unmarked"]
        for r, p in unmarked:
            meeting = roster.set_person(meeting, r, p, status="present")
        if self.apply("alla omarkerade närvarande", meeting):
            self.say(f"{len(unmarked)} prickades av som närvarande.")
        else:
            self.say("Ingen är omarkerad.")

    # --- who is in the list ------------------------------------------------------------------------

    def action_add_guest(self) -> None:
        """Take guests line by line."""
        self.people.end_search()
        ask(self.app, AddPeopleDialog("Gäster", self._add_guest))

    def action_add_person(self) -> None:
        """Take people line by line, into the roster of the highlight."""
        self.people.end_search()
        spot = self.people.spot
        r = spot.roster if spot else 0
        title = f"Lägg till i {roster_name(self.session.meeting, r)}"
        ask(self.app, AddPeopleDialog(title, lambda line: self._add_to(r, line)))

    def _add_guest(self, line: str) -> tuple[str, str]:
        return self._add(line, *roster.guest_roster(self.session.meeting), "gäst")

    def _add_to(self, r: int, line: str) -> tuple[str, str]:
        meeting = self.session.meeting
        if not meeting.attendance:
            meeting = roster.add_roster(meeting, "Närvarande")
        return self._add(line, meeting, r, "lägg till")

    def _add(self, line: str, meeting: Meeting, r: int, verb: str) -> tuple[str, str]:
        """Add the person of a typed line. Returns the name, and what is wrong with the line."""
        try:
            person = read_person(line)
        except ValidationError:
            return "", "Raden är för lång för en person."
        except ValueError as error:
            return "", str(error)
        if roster.find_name(meeting, person.name) is not None:
            return "", f"{person.name} finns redan i listan."
        self.apply(f"{verb} {person.name}", roster.add_person(meeting, r, person))
        self.go(r, len(meeting.attendance[r].people))
        return person.name, ""

    def action_edit_person(self) -> None:
        """Open everything that is known of the person."""
        if (found := self._person()) is None:
            return
        spot, person = found

        def check(values: dict[str, str]) -> str:
            if not values["name"]:
                return "Namnet saknas. Esc lämnar personen som den var."
            other = roster.find_name(self.session.meeting, values["name"])
            if other is not None and other != (spot.roster, spot.row) and values["name"] != person.name:
                return f"{values['name']} finns redan i listan."
            return ""

        def answered(values: dict[str, str]) -> None:
            self._set(f"ändra {person.name}", spot, **values)

        fields = [
            FormField(key, label, getattr(person, key), help=help_) for key, label, help_ in _PERSON_FIELDS
        ]
        fields.append(FormField("protected", "Skyddad", str(person.protected), choices=_PROTECTED))
        ask(self.app, FormDialog(person.name, fields, check=check), answered)

    def action_remove_person(self) -> None:
        """Take the person off the list; on a group without people, take the group away."""
        spot = self.people.spot
        if spot is not None and spot.row < 0:
            name = roster_name(self.session.meeting, spot.roster)
            if self.apply(f"ta bort gruppen {name}", roster.remove_roster(self.session.meeting, spot.roster)):
                self.say(f"Gruppen {name} är borttagen. Ctrl+Z ångrar.")
        elif found := self._person():
            spot, person = found
            meeting = roster.remove_person(self.session.meeting, spot.roster, spot.row)
            self.apply(f"ta bort {person.name}", meeting)
            self.say(f"{person.name} är borttagen ur listan. Ctrl+Z ångrar.")

    def action_move_person_up(self) -> None:
        """Move the person up in the roster."""
        self._move(-1)

    def action_move_person_down(self) -> None:
        """Move the person down in the roster."""
        self._move(1)

    def _move(self, by: int) -> None:
        if found := self._person():
            spot, person = found
            meeting = roster.move_person(self.session.meeting, spot.roster, spot.row, by)
            if self.apply(f"flytta {person.name}", meeting):
                self.go(spot.roster, spot.row + by)

    # --- groups ------------------------------------------------------------------------------------

    def action_add_roster(self) -> None:
        """Ask for a new group."""

        def answered(values: dict[str, str]) -> None:
            meeting = roster.add_roster(self.session.meeting, "")
            r = len(meeting.attendance) - 1
            self.apply(f"ny grupp {values['heading']}".strip(), roster.set_roster(meeting, r, **values))
            self.go(r, -1)

        self.people.end_search()
        ask(self.app, FormDialog("Ny grupp", _roster_fields(Roster())), answered)

    def action_edit_roster(self) -> None:
        """Open heading, body and kind of the group."""
        self.people.end_search()
        if (spot := self.people.spot) is None:
            self.say("Det finns ingen grupp än. Ctrl+R lägger till en.")
            return
        r = spot.roster

        def answered(values: dict[str, str]) -> None:
            name = roster_name(self.session.meeting, r)
            self.apply(f"ändra gruppen {name}", roster.set_roster(self.session.meeting, r, **values))

        fields = _roster_fields(self.session.meeting.attendance[r])
        ask(self.app, FormDialog("Gruppens rubrik", fields), answered)


_PERSON_FIELDS = (
    ("name", "Namn", ""),
    ("title", "Titel", "till exempel enhetschef"),
    ("organisation", "Organisation", "förvaltning eller kommun"),
    ("role", "Roll", "till exempel ordförande, sekreterare"),
    ("substitutes_for", "Ersätter", "namn på den som ersätts"),
    ("note", "Anteckning", "skrivs ut inom parentes efter namnet"),
)
_PROTECTED = (("False", "nej"), ("True", "ja: utan namn i publik version"))


def _roster_fields(group: Roster) -> list[FormField]:
    return [
        FormField("heading", "Rubrik", group.heading, help="till exempel Närvarande, Kallade, Gäster"),
        FormField("body", "Organ", group.body, help="vid ett gemensamt möte: vilken grupp"),
        FormField("kind", "Räknas som", group.kind, choices=ROSTER_KINDS),
    ]


def _first_difference(change: Change) -> Spot | None:
    """Return the spot of the first person whom a change has made another, if it is still there."""
    before = {(r, p): person for r, p, person in roster.walk_people(change.before)}
    for r, p, person in roster.walk_people(change.after):
        if before.get((r, p)) != person:
            return Spot(r, p)
    return None
