"""What the validators get to see: examples, what is made of them, layouts, and all that a tree can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import Look, RenderOptions, available_formats, render
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Document,
    Emphasis,
    Fields,
    Heading,
    Letterhead,
    Link,
    List,
    Paragraph,
    Passage,
    Row,
    Signatures,
    Strike,
    Strong,
    Table,
    Text,
)
from protokoll_tui.meeting.model import Facts, Meeting, Status
from protokoll_tui.minutes import Minutes, make_minutes
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writing import dump_new
from protokoll_tui.templates.loading import layout_for, load_template, new_meeting
from tests.document.example import LAYOUTS, MEETING

EXAMPLES = Path(__file__).parents[2] / "meetings"

_LONG = "Möteslokalsbokningssystemsförvaltarorganisationsutredning" * 3
_TEXT = Paragraph(
    (
        Text("Läs <b>&amp; "),
        Strong((Emphasis((Text("noga"),)),)),
        Break(),
        Strike((Text("Bo Lind"),)),
        Text(f" (frånvarande) {_LONG} "),
        Link("https://example.org/?a=1&b=2", (Text("kartan"),)),
        Link("http://[", (Text("trasig adress"),)),
    )
)


def _nested(depth: int, style: str) -> Block:
    inside: Blocks = (_nested(depth - 1, style),) if depth else ()
    return List("number" if style == "number" else "bullet", ((_TEXT, *inside, _TEXT), (_TEXT,)), 3)


def everything() -> tuple[str, Document]:
    """Return (name, document) of one with every part that the tree has, in every place."""
    inside: Blocks = (
        Heading(3, (Text("Rubrik"),)),
        _TEXT,
        _nested(8, "bullet"),
        _nested(2, "number"),
        List("att", ((_TEXT,), (_nested(1, "bullet"),))),
        List("plain", ((_TEXT,),)),
        Passage("beslut", "Beslut", (_TEXT,)),
        Passage("internal", "Internt", (_TEXT, _nested(1, "bullet"))),
        Passage("event", "", (_TEXT,)),
    )
    agenda = Table(
        ((Text("Nr"),), (Text("Ärende"),), (Text("Anteckningar"),)),
        (Row(((Paragraph((Text("1."),)),), (Heading(2, (Text("Val"),), "punkt-1"), _TEXT), inside)),),
        (2, 8, 18),
        role="agenda",
    )
    data = Table(((Text("A"),), ()), (Row(((_TEXT,), ())),), (1, 1), caption="Namn")
    people = Table((), (Row(((_TEXT,), ())),), (1, 1), role="people")
    blocks: Blocks = (
        Heading(1, (Text("Protokoll"),)),
        Fields((("En mycket lång etikett för en rad", (Text("värde"),)), ("Tid", _TEXT.children))),
        Heading(2, (Text("Inledning"),), "punkt-2", run_in=True),
        _TEXT,
        agenda,
        data,
        people,
        people,
        List("plain", ((_TEXT,),)),
        *inside,
        Signatures((("Vid protokollet", "Cia Mård"), ("Justeras", "")), "Namnförtydligande", "Datum"),
    )
    letter = Letterhead(header=("Åby & Nora",), footer=("Box 1",), unit="Hamnen")
    return "allt", Document(
        "Protokoll", blocks, author="Cia Mård", date="2026-05-29", draft="UTKAST", letterhead=letter
    )


def examples() -> Iterator[tuple[str, Document]]:
    """Yield (name, document) of each example."""
    for file in sorted(EXAMPLES.glob("*.toml")):
        meeting = read_meeting(file).meeting
        yield file.stem, compose(meeting, layout_for(meeting, file.parent)[0])


SHAPES = {"2026-06-11-styrelse": "36,39a", "2026-05-29-chefsgrupp-social-valfard": "4,6"}
"""An example under headings, with § and att-clauses, and one in a table; and the items of an extract."""
STATUSES: tuple[Status, ...] = ("draft", "locked")


def versions() -> Iterator[tuple[str, Minutes]]:
    """Yield (name, minutes) of what else is made of a meeting, at its beginning and its end.

    Extracts, versions for the public, drafts and locked ones; and a meeting that was just begun, from a
    template and from none.
    """
    for name, items in SHAPES.items():
        path = EXAMPLES / f"{name}.toml"
        meeting = read_meeting(path).meeting
        yield f"{name}-utdrag", make_minutes(meeting, path, path.read_bytes, items=items)
        yield (
            f"{name}-publik",
            make_minutes(meeting, path, path.read_bytes, for_public=True, mark_omitted=True),
        )
        for status in STATUSES:
            facts = meeting.facts.model_copy(update={"status": status})
            yield f"{name}-{status}", _minutes(meeting.model_copy(update={"facts": facts}))
    day = dt.date(2026, 9, 10)
    yield "nytt", _minutes(new_meeting(load_template("styrelse"), day))
    yield "tomt", _minutes(Meeting(facts=Facts(date=day)))


def _minutes(meeting: Meeting) -> Minutes:
    return make_minutes(meeting, EXAMPLES / "nytt.toml", lambda: dump_new(meeting).encode())


def version_documents() -> Iterator[tuple[str, Document]]:
    """Yield (name, document) of each of them."""
    for name, minutes in versions():
        yield name, minutes.document


def layouts() -> Iterator[tuple[str, Document]]:
    """Yield (name, document) of one small meeting in each layout."""
    for name, layout in LAYOUTS.items():
        yield name, compose(MEETING, layout)


def write(
    folder: Path, format_name: str, documents: Iterable[tuple[str, Document]], look: Look | None = None
) -> list[Path]:
    """Write documents to a folder and return the files."""
    suffix = available_formats()[format_name].suffix
    files = []
    for name, document in documents:
        files.append(folder / (name + suffix))
        files[-1].write_bytes(render(document, format_name, RenderOptions(look=look or Look())))
    return files
