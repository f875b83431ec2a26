"""Hypothesis strategies for meetings, shared by every test that says "any meeting".

They make what the model can hold and an editor can type: every field may be set or left out, texts are
hostile to every format, and each meeting stays small enough for a hundred examples a second.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from protokoll_tui.meeting.model import (
    Accepted,
    Adjuster,
    Attachment,
    Closing,
    Entry,
    EntryKind,
    Facts,
    Frozen,
    Item,
    ItemStatus,
    LogLine,
    Meeting,
    Mode,
    NextMeeting,
    Outcome,
    Person,
    Presence,
    Private,
    Roster,
    RosterKind,
    Signature,
    Status,
)
from protokoll_tui.meeting.text import clean_line, clean_text

# No deadline: a slow machine is no defect. EXAMPLES=2000 searches deeper than a run at each commit needs to.
settings.register_profile("protokoll", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "50")))
settings.load_profile("protokoll")

NASTY = (
    "",
    " ",
    "\n",
    "\n\n",
    "slutar med radslut\n",
    "\nbörjar med radslut",
    'citat " i mitten',
    '"',
    '""',
    '"""',
    'slutar med tre """',
    "'",
    "'''",
    "både ''' och \"\"\"",
    "\\",
    "C:\\mapp\\ny",
    "slutar med \\",
    "rad ett \\\n   rad två",
    "# ingen kommentar",
    '[[agenda]]\ntitle = "inte en punkt"',
    "text = '''",
    "[röd]märkning[/]",
    "<script>&amp;</script>",
    "{{ mall }} ${skal} %s",
    "Å a\u030a ä e\u0301",
    "👩‍👩‍👧 🇸🇪",
    "\u00a0\u200b\ufeff",
    "\ufffd",
    "högerställt \u05d0\u05d1",
    "tabb\tblank  ",
    "- punkt\n  - under\n    - djupt\n1. ett\n2. två",
    "**fet** _kursiv_ ~~struken~~ [länk](https://example.org)",
    "x" * 88,
    "x" * 89,
    "ord " * 60,
)

_texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=40), st.lists(st.sampled_from(NASTY)).map("\n".join)
)

lines: SearchStrategy[str] = _texts.map(clean_line).map(lambda text: text[:2000].strip())
"""One line of plain text, possibly empty."""
words: SearchStrategy[str] = lines.filter(bool)
"""One line that is not empty."""
proses: SearchStrategy[str] = _texts.map(clean_text)
"""Light Markdown of any number of lines, possibly empty."""
dates: SearchStrategy[dt.date] = st.dates()
times: SearchStrategy[dt.time] = st.times()


def _literal(kind: Any) -> SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


def _tuples(values: SearchStrategy[Any], size: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=size).map(tuple)


def _build(
    model: type[Frozen], required: dict[str, Any] | None = None, **optional: Any
) -> SearchStrategy[Any]:
    """A model with its required fields and any selection of the optional ones."""
    return st.fixed_dictionaries(required or {}, optional=optional).map(lambda values: model(**values))


facts: SearchStrategy[Facts] = _build(
    Facts,
    kind=lines,
    title=lines,
    bodies=_tuples(lines),
    reference=lines,
    number=lines,
    date=dates,
    end_date=dates,
    date_text=lines,
    start=times,
    end=times,
    place=lines,
    link=lines,
    mode=_literal(Mode),
    unit=lines,
    secretary=lines,
    first_number=st.integers(0, 99_999),
    template=lines,
    status=_literal(Status),
)
people: SearchStrategy[Person] = _build(
    Person,
    {"name": words},
    title=lines,
    organisation=lines,
    role=lines,
    status=_literal(Presence),
    mode=_literal(Mode),
    arrives=lines,
    leaves=lines,
    substitutes_for=lines,
    note=lines,
    protected=st.booleans(),
)
rosters: SearchStrategy[Roster] = _build(
    Roster, body=lines, heading=lines, kind=_literal(RosterKind), people=_tuples(people)
)
entries: SearchStrategy[Entry] = _build(
    Entry,
    kind=_literal(EntryKind),
    text=proses,
    outcome=_literal(Outcome),
    to=lines,
    owners=_tuples(lines),
    due=dates,
    done=st.booleans(),
    time=times,
)


def _items(points: SearchStrategy[Any]) -> SearchStrategy[Item]:
    return _build(
        Item,
        {"title": words},
        number=lines,
        presenters=_tuples(lines),
        reference=lines,
        agenda_text=proses,
        status=_literal(ItemStatus),
        entries=_tuples(entries),
        points=points,
    )


items: SearchStrategy[Item] = _items(_tuples(_items(_tuples(_items(st.just(())), 1)), 1))
"""An item with points, which can have points of their own."""

meetings: SearchStrategy[Meeting] = _build(
    Meeting,
    facts=facts,
    attendance=_tuples(rosters, 2),
    agenda=_tuples(items),
    attachments=_tuples(_build(Attachment, {"title": words}, label=lines, item=lines), 2),
    next_meetings=_tuples(
        _build(
            NextMeeting,
            body=lines,
            title=lines,
            date=dates,
            end_date=dates,
            date_text=lines,
            start=times,
            end=times,
            time_text=lines,
            place=lines,
            mode=_literal(Mode),
            note=lines,
            tentative=st.booleans(),
        ),
        2,
    ),
    adjusters=_tuples(_build(Adjuster, {"name": words}, date=dates, note=lines), 2),
    signatures=_tuples(_build(Signature, {"role": lines}, name=lines), 2),
    closing=_build(Closing, evaluation=proses, text=proses),
    private=_build(Private, notes=proses),
    accepted=_tuples(_build(Accepted, {"finding": lines}, place=lines, reason=lines), 2),
    log=_tuples(_build(LogLine, {"date": dates, "status": _literal(Status)}, by=lines, note=lines), 2),
)
"""Any meeting."""
