"""The head of the minutes and what is signed: title, facts, letterhead, adjusters, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from protokoll_tui.document.dates import date_span, moment
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.tree import (
    Blocks,
    Fields,
    Heading,
    Letterhead,
    Paragraph,
    Signatures,
    Strong,
    Text,
)
from protokoll_tui.meeting.model import Adjuster, Facts, Meeting, Mode
from protokoll_tui.meeting.roster import walk_people
from protokoll_tui.meeting.text import fold

_LONGEST_IN_FOOT = 80

MODES: dict[Mode, str] = {
    "": "",
    "physical": "fysiskt möte",
    "digital": "digitalt möte",
    "hybrid": "hybridmöte",
}


def compose_title(facts: Facts, layout: Layout) -> str:
    """Return the heading of the minutes: its own, or one made of kind, bodies and day."""
    if facts.title:
        return facts.title
    kind = facts.kind if layout.kind_in_title else ""
    name = " ".join(part for part in (kind, ", ".join(facts.bodies)) if part)
    day = date_span(facts.date, facts.end_date) if facts.date else facts.date_text or facts.reference
    return ", ".join(part for part in (name, day) if part)


def compose_facts(meeting: Meeting, layout: Layout) -> Blocks:
    """Return what, when and where. The address of a digital meeting is for those called, not for print."""
    facts, labels = meeting.facts, layout.labels
    secretary = secretary_of(meeting) if layout.secretary == "always" else facts.secretary
    rows = (
        (labels.number, facts.number),
        (labels.date, _when(facts)),
        (labels.place, place_and_mode(facts.place, facts.mode)),
        (labels.reference, facts.reference),
        (labels.unit, facts.unit),
        (labels.secretary, secretary),
    )
    fields = Fields(tuple((label, (Text(value),)) for label, value in rows if value))
    untold = _untold_by_title(facts, layout)
    named: Blocks = (Paragraph((Strong((Text(untold),)),)),) if untold else ()
    return (*named, fields) if fields.rows else named


def _untold_by_title(facts: Facts, layout: Layout) -> str:
    """Return the kind and the bodies as far as the heading of the minutes lacks a word of theirs."""
    title = _words(compose_title(facts, layout))
    kind, *bodies = (part if _words(part) - title else "" for part in (facts.kind, *facts.bodies))
    return " ".join(filter(None, (kind, ", ".join(filter(None, bodies)))))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _when(facts: Facts) -> str:
    return moment(facts.date, facts.end_date, facts.start, facts.end, date_text=facts.date_text)


def place_and_mode(place: str, mode: Mode) -> str:
    """Return "Teams (digitalt möte)". A place where people meet in person needs no such word."""
    if not place:
        return MODES[mode]
    if mode in ("", "physical") or mode in fold(place):
        return place
    return f"{place} ({MODES[mode]})"


def secretary_of(meeting: Meeting) -> str:
    """Return the secretary's name: from the facts, else the person whose role it is, else ""."""
    if meeting.facts.secretary:
        return meeting.facts.secretary
    people = (person for _, _, person in walk_people(meeting))
    return next((person.name for person in people if fold(person.role).startswith("sekr")), "")


def letterhead(meeting: Meeting, layout: Layout) -> Letterhead:
    """Return what stands on each page."""
    letter, facts = layout.letter, meeting.facts
    return Letterhead(
        header=letter.header,
        footer=(*_footer_facts(meeting, layout), *letter.footer),
        unit=facts.unit,
        secretary=secretary_of(meeting),
        kind=facts.kind,
        bodies=", ".join(facts.bodies),
        number=facts.number,
        reference=facts.reference,
        when=_when(facts),
        place=place_and_mode(facts.place, facts.mode),
    )


def _footer_facts(meeting: Meeting, layout: Layout) -> Iterator[str]:
    """Yield the line that tells on every page whose minutes it is from; none where nothing is known."""
    labels = layout.labels
    known = {
        "unit": (labels.unit, meeting.facts.unit),
        "secretary": (labels.secretary, secretary_of(meeting)),
        "reference": (labels.reference, meeting.facts.reference),
    }
    facts = [
        f"{label}: {_shortened(value)}" if label else _shortened(value)
        for label, value in (known[name] for name in layout.letter.footer_facts)
        if value
    ]
    if facts:
        yield " · ".join(facts)


def _shortened(fact: str) -> str:
    """Return a fact as a foot has room for it. It stands in full at the head of the minutes."""
    if len(fact) <= _LONGEST_IN_FOOT:
        return fact
    begun = fact[:_LONGEST_IN_FOOT]
    return f"{begun.rpartition(' ')[0] or begun} …"


def compose_adjusters(meeting: Meeting, layout: Layout) -> Blocks:
    """Return who has adjusted the minutes and when, and who is still to; or lines for them to sign on.

    A heading parts them from the section before; where they are the first, they are among the facts. Lines to
    sign on stand apart by themselves.
    """
    if layout.adjusters == "block":
        return _to_sign(
            ((layout.labels.adjusters_sign, _adjuster(adjuster)) for adjuster in meeting.adjusters), layout
        )
    done = [adjuster for adjuster in meeting.adjusters if adjuster.date]
    pending = [adjuster for adjuster in meeting.adjusters if not adjuster.date]
    body = (
        *_adjusters(f"{layout.labels.adjusters} ", done),
        *_adjusters(f"{layout.labels.adjusters_pending}: ", pending),
    )
    label = layout.labels.adjustment if layout.order[0] != "adjusters" else ""
    return (*((Heading(2, (Text(label),)),) if label and body else ()), *body)


def _adjusters(lead: str, adjusters: list[Adjuster]) -> Blocks:
    line = ", ".join(map(_adjuster, adjusters))
    return (Paragraph((Text(f"{lead}{line}"),)),) if line else ()


def _adjuster(adjuster: Adjuster) -> str:
    day = f" {adjuster.date.isoformat()}" if adjuster.date else ""
    return f"{adjuster.name}{day}{f' ({adjuster.note})' if adjuster.note else ''}"


def compose_signatures(meeting: Meeting, layout: Layout) -> Blocks:
    """Return the lines to sign on."""
    return _to_sign(((line.role, line.name) for line in meeting.signatures if line.role or line.name), layout)


def _to_sign(lines: Iterable[tuple[str, str]], layout: Layout) -> Blocks:
    """Return lines to sign on: (role, name), with room for what somebody has to add by hand."""
    rows = tuple(lines)
    nameless = any(not name for _, name in rows)
    signatures = Signatures(
        rows,
        name_by_hand=layout.labels.signature_name if nameless else "",
        day_by_hand=layout.labels.signature_day if layout.signature_day else "",
    )
    return (signatures,) if rows else ()
