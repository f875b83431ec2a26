"""What a meeting is: frozen models, one per table of the TOML file.

Every field is optional but the title of an item and the name of a person. An edit never changes a
model; it makes a new one that shares all that did not change (see `edits`).

`Line` fields are one line of plain text. `Prose` fields hold light Markdown: paragraphs, nested
lists, headings, bold, italic, strike, links; a line end is a line break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from protokoll_tui.meeting.text import clean_line, clean_text

SCHEMA = 1
"""The version of the file format, written as `schema` on the first line of a file."""


def _first(clean: Callable[[str], str]) -> BeforeValidator:
    """Return a validator that cleans a text before its length is judged: spaces are no title."""
    return BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


LONGEST_LINE = 2_000
"""Characters that a line holds at most."""
LONGEST_PROSE = 1_000_000
"""Characters that a text holds at most."""

Line = Annotated[str, Field(max_length=LONGEST_LINE), _first(clean_line)]
Prose = Annotated[str, Field(max_length=LONGEST_PROSE), _first(clean_text)]

Mode = Literal["", "physical", "digital", "hybrid"]
Status = Literal["draft", "finished", "circulated", "approved", "locked"]
Presence = Literal["present", "struck", "unmarked"]
RosterKind = Literal["members", "guests", "others"]
ItemStatus = Literal["open", "done", "struck"]
EntryKind = Literal[
    "note",
    "discussion",
    "proposal",
    "beslut",
    "task",
    "forward",
    "event",
    "reservation",
    "internal",
    "private",
]
Outcome = Literal["", "decided", "rejected", "tabled", "referred", "remitted", "none"]


class Frozen(BaseModel):
    """A model that never changes. Keys that it does not know stay in the file and out of the model."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Facts(Frozen):
    """The head of the minutes: what, who, when and where."""

    kind: Line = Field("", description="Protokoll, Minnesanteckningar, or any other word.")
    title: Line = Field("", description="Overrides the heading made of kind, bodies and date.")
    bodies: tuple[Line, ...] = Field((), description="The bodies that meet; two at a joint meeting.")
    reference: Line = Field("", description="The organisation's own mark, such as 230602 or a dnr.")
    number: Line = Field("", description="The number of the meeting, such as 4/2026.")
    date: dt.date | None = None
    end_date: dt.date | None = Field(None, description="Last day of a meeting of several days.")
    date_text: Line = Field("", description="When the date is no date: 'vecka 12'.")
    start: dt.time | None = None
    end: dt.time | None = None
    place: Line = ""
    link: Line = Field("", description="Address of a digital meeting.")
    mode: Mode = ""
    unit: Line = Field("", description="Tjänsteställe: the department that keeps the minutes.")
    secretary: Line = Field("", description="Only when no person has the role sekreterare.")
    first_number: int = Field(
        1, ge=0, le=99_999, description="Number of the first item, for § that run over the year."
    )
    template: Line = Field("", description="The template that labels and layout come from.")
    status: Status = "draft"


class Person(Frozen):
    """One person of a roster. Others refer to a person by name."""

    name: Line = Field(min_length=1)
    title: Line = ""
    organisation: Line = ""
    role: Line = Field("", description="ordförande, sekreterare, justerare, ersättare …")
    status: Presence = "present"
    mode: Mode = ""
    arrives: Line = Field("", description="The item, or the time, from which the person takes part.")
    leaves: Line = Field("", description="The item, or the time, at which the person left.")
    substitutes_for: Line = ""
    note: Line = ""
    protected: bool = Field(False, description="Skyddad: namnet visas aldrig i den publika versionen.")


class Roster(Frozen):
    """One list of people. A roster without heading is a block of the one before it."""

    body: Line = Field("", description="The body whose people these are, at a joint meeting.")
    heading: Line = Field("", description="Närvarande, Kallade, Ledamöter, Gäster, Övriga …")
    kind: RosterKind = "members"
    people: tuple[Person, ...] = ()


class Entry(Frozen):
    """One passage of an item's stream. Text, discussion and decision alternate in real minutes."""

    kind: EntryKind = "note"
    text: Prose = ""
    outcome: Outcome = Field("", description="Of a beslut; empty is the same as decided.")
    to: Line = Field("", description="Where a matter is referred or forwarded.")
    owners: tuple[Line, ...] = Field((), description="Names of those who are to do it.")
    due: dt.date | None = None
    done: bool = Field(False, description="Of a task: it has been done.")
    time: dt.time | None = Field(None, description="Of an event such as a pause.")


class Item(Frozen):
    """One item of the agenda, or a point a), b) … inside an item."""

    title: Line = Field(min_length=1)
    number: Line = Field("", description="Set by hand; wins over the derived number.")
    presenters: tuple[Line, ...] = Field((), description="Name, or 'name, title'.")
    reference: Line = Field("", description="Dnr of the matter.")
    agenda_text: Prose = Field("", description="Points on the agenda side of the item.")
    status: ItemStatus = "open"
    entries: tuple[Entry, ...] = ()
    points: tuple[Item, ...] = ()


class Attachment(Frozen):
    """A document that belongs to the minutes. It is named, never opened."""

    title: Line = Field(min_length=1)
    label: Line = Field("", description="Bilaga 1, Bilaga A …")
    item: Line = Field("", description="Number of the item that it belongs to.")


class NextMeeting(Frozen):
    """A coming meeting. Any part may be missing: 'em', 'vecka 40', a span of days."""

    body: Line = ""
    title: Line = Field("", description="Extrainsatt möte, Utvecklingsdag …")
    date: dt.date | None = None
    end_date: dt.date | None = None
    date_text: Line = ""
    start: dt.time | None = None
    end: dt.time | None = None
    time_text: Line = Field("", description="When the time is no time: 'em'.")
    place: Line = ""
    mode: Mode = ""
    note: Line = ""
    tentative: bool = False


class Adjuster(Frozen):
    """A person who checks and signs the minutes (justerare), and the day on which it was done."""

    name: Line = Field(min_length=1)
    date: dt.date | None = None
    note: Line = ""


class Signature(Frozen):
    """A line to sign on."""

    role: Line = Field("", description="Vid protokollet, Ordförande, Justeras …")
    name: Line = ""


class Closing(Frozen):
    """What stands after the items."""

    evaluation: Prose = Field("", description="The participants' view of the meeting.")
    text: Prose = ""


class Private(Frozen):
    """The secretary's own notes. No output ever holds them."""

    notes: Prose = ""


class Accepted(Frozen):
    """A finding of the check that the secretary has accepted, with her reason."""

    finding: Line = Field(description="Code of the finding, such as item-empty.")
    place: Line = Field("", description="What the finding is about, as the check names it.")
    reason: Line = ""


class LogLine(Frozen):
    """A change of the status of the minutes."""

    date: dt.date
    status: Status
    by: Line = ""
    note: Line = ""


class Meeting(Frozen):
    """One meeting: all that its file holds and all that its minutes are made from.

    In the file `facts` is the table `[meeting]`; every other field bears its own name.
    """

    # An instance without validation, since validating one would build the validator of its class at import.
    facts: Facts = Facts.model_construct()
    attendance: tuple[Roster, ...] = ()
    agenda: tuple[Item, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    next_meetings: tuple[NextMeeting, ...] = ()
    adjusters: tuple[Adjuster, ...] = ()
    signatures: tuple[Signature, ...] = ()
    closing: Closing = Closing.model_construct()
    private: Private = Private.model_construct()
    accepted: tuple[Accepted, ...] = ()
    log: tuple[LogLine, ...] = ()
