"""How the minutes look: what a template decides and `compose` obeys."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from protokoll_tui.meeting.model import Frozen, Line, Prose

Section = Literal[
    "attendance",
    "attachments",
    "agenda",
    "decisions",
    "tasks",
    "forwarded",
    "evaluation",
    "next_meetings",
    "adjusters",
    "signatures",
]


class Labels(Frozen):
    """The words that the document prints around what the secretary wrote."""

    date: Line = "Tid"
    place: Line = "Plats"
    reference: Line = "Dnr"
    number: Line = Field("Möte", description="Label of the meeting's number, such as 4/2026.")
    unit: Line = "Tjänsteställe"
    secretary: Line = "Sekreterare"
    agenda: Line = Field("Ärenden", description="Heading over the items; empty for none.")
    column_number: Line = Field("Nr", description="Head of the table's first column.")
    column_item: Line = "Dagordning"
    column_notes: Line = "Anteckningar"
    presenters: Line = "Föredragande"
    note: Line = Field("", description="Label of a plain note; empty for none.")
    discussion: Line = "Diskussion"
    proposal: Line = "Förslag till beslut"
    beslut: Line = "Beslut"
    task: Line = "Uppgift"
    forward: Line = "Till"
    event: Line = ""
    reservation: Line = "Reservation"
    internal: Line = "Internt"
    clause_lead: Line = Field("", description="Before att-clauses, such as 'Styrelsen beslutar'.")
    absent: Line = "frånvarande"
    absent_heading: Line = "Frånvarande"
    digital: Line = "digitalt"
    item_struck: Line = "Punkten utgick."
    decisions: Line = "Sammanfattning av beslut"
    tasks: Line = "Uppgifter"
    owners: Line = "Ansvarig"
    due: Line = "Senast"
    done: Line = "klart"
    forwarded: Line = "Att föra vidare"
    attachments: Line = "Bilagor"
    evaluation: Line = "Utvärdering av mötet"
    next_meetings: Line = "Kommande möten"
    attendance: Line = Field("", description="Heading over all rosters; empty for none.")
    adjustment: Line = Field("Justering", description="Heading over who has adjusted; empty for none.")
    adjusters: Line = "Justerat av"
    adjusters_pending: Line = Field("Justerare", description="Before those without a date yet.")
    adjusters_sign: Line = Field("Justeras", description="Over the line on which an adjuster signs.")
    certified: Line = Field("Rätt utdraget intygar", description="Before the signature of an extract.")
    signature_name: Line = Field("Namnförtydligande", description="Under a line to sign on without a name.")
    signature_day: Line = Field("Datum", description="Before the room for the day of a signature.")
    draft: Line = "UTKAST"


class Letter(Frozen):
    """The letterhead's lines, and what the footer says of the meeting above its own."""

    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    footer_facts: tuple[Literal["unit", "secretary", "reference"], ...] = Field(
        ("unit", "secretary", "reference"),
        description="Facts that are the footer's first line, in their order; [] for none.",
    )


class Layout(Frozen):
    """The shape of the minutes."""

    style: Literal["headings", "table"] = "headings"
    heading: Literal["own-line", "run-in"] = Field(
        "own-line",
        description="run-in: the item's first words follow its heading on the same line.",
    )
    numbering: Literal["plain", "section", "none"] = Field(
        "plain", description="plain: 6.   section: § 6   none: no number"
    )
    presenters: Literal["title", "line", "none"] = Field(
        "title", description="title: after the item's title. line: on a line of their own."
    )
    people: Literal["columns", "lines"] = Field(
        "lines",
        description="columns: name | title or organisation.   lines: name, title, organisation",
    )
    absent: Literal["struck", "apart", "omitted"] = Field(
        "struck",
        description="struck: in place, with the word. apart: under a heading of their own.",
    )
    adjusters: Literal["line", "block"] = Field(
        "line",
        description="line: who has adjusted, and when.   block: a line to sign on for each adjuster.",
    )
    signature_day: bool = Field(
        False, description="Room for the day under each line to sign on. An extract always has it."
    )
    beslut: Literal["list", "att"] = Field("list", description="How several decisions print.")
    secretary: Literal["given", "always"] = Field(
        "given",
        description="given: a row where the facts name one.   always: also where a role tells it.",
    )
    kind_in_title: bool = True
    order: Annotated[
        tuple[Section, ...],
        Field(
            description="The sections in their order. What was entered and is not named comes last, "
            "but before what is signed."
        ),
    ] = get_args(Section)
    labels: Labels = Labels()
    letter: Letter = Letter()
    intro: Prose = ""


_ENTERED: tuple[Section, ...] = (
    "attendance",
    "agenda",
    "attachments",
    "evaluation",
    "next_meetings",
    "adjusters",
    "signatures",
)


_SIGNED: tuple[Section, ...] = ("adjusters", "signatures")


def with_all_entered(layout: Layout) -> Layout:
    """Return `layout` with a place, last, for all that somebody may have entered and that it does not name.

    Minutes lose nothing that was entered because a template did not think of it, and have nothing below
    the names that stand for it. What is derived from entries that are printed anyway (decisions, tasks,
    forwarded points) stays out where it is not named.
    """
    missing = tuple(section for section in _ENTERED if section not in layout.order)
    if not missing:
        return layout
    end = len(layout.order)
    while end and layout.order[end - 1] in _SIGNED:
        end -= 1
    told = (section for section in missing if section not in _SIGNED)
    signed = (section for section in missing if section in _SIGNED)
    order = (*layout.order[:end], *told, *layout.order[end:], *signed)
    return layout.model_copy(update={"order": order})
