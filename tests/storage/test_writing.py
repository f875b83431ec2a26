"""A new file holds the whole meeting and looks as if written by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given

from protokoll_tui.meeting.model import (
    Entry,
    Facts,
    Item,
    Meeting,
    Person,
    Private,
    Roster,
    Signature,
)
from protokoll_tui.storage.reading import parse_meeting
from protokoll_tui.storage.writing import dump_new, inline_table, table_text
from tests.strategies import entries, items, meetings

PATH = Path("möte.toml")

MEETING = Meeting(
    facts=Facts(
        kind="Minnesanteckningar",
        bodies=("Samverkansgrupp Åsen", "Samverkansgrupp Ön"),
        date=dt.date(2026, 5, 29),
        start=dt.time(9),
    ),
    attendance=(
        Roster(
            heading="Närvarande",
            people=(
                Person(name="Alva Ek", title="enhetschef", role="ordförande"),
                Person(name="Bo Lind", status="struck"),
            ),
        ),
    ),
    agenda=(
        Item(
            title="Sommaren",
            presenters=("Cia Mård",),
            entries=(
                Entry(text="Läget är gott.\n\n- semestrar\n- vikarier"),
                Entry(kind="beslut", text="Frågan bordläggs.", outcome="tabled"),
                Entry(kind="task", text="Ringa.", owners=("Alva Ek", "Bo Lind"), due=dt.date(2026, 6, 30)),
            ),
            points=(Item(title="Vikarier", entries=(Entry(text="Två saknas."),)),),
        ),
    ),
    signatures=(Signature(role="Vid protokollet"),),
    private=Private(notes="Boka rum."),
)

TEXT = '''\
#:schema ./.protokoll/meeting-1.schema.json
schema = 1

[meeting]
kind = "Minnesanteckningar"
bodies = ["Samverkansgrupp Åsen", "Samverkansgrupp Ön"]
date = 2026-05-29
start = 09:00:00
status = "draft"

[[attendance]]
heading = "Närvarande"
people = [
  { name = "Alva Ek", title = "enhetschef", role = "ordförande" },
  { name = "Bo Lind", status = "struck" },
]

[[agenda]]
title = "Sommaren"
presenters = ["Cia Mård"]

[[agenda.entries]]
kind = "note"
text = """
Läget är gott.

- semestrar
- vikarier
"""

[[agenda.entries]]
kind = "beslut"
text = "Frågan bordläggs."
outcome = "tabled"

[[agenda.entries]]
kind = "task"
text = "Ringa."
owners = ["Alva Ek", "Bo Lind"]
due = 2026-06-30

[[agenda.points]]
title = "Vikarier"

[[agenda.points.entries]]
kind = "note"
text = "Två saknas."

[[signatures]]
role = "Vid protokollet"

[private]
notes = "Boka rum."
'''


def test_a_new_file_looks_as_if_written_by_hand() -> None:
    assert dump_new(MEETING) == TEXT


def test_an_empty_meeting_makes_a_file_to_start_from() -> None:
    assert dump_new(Meeting()).endswith('schema = 1\n\n[meeting]\nstatus = "draft"\n')


@given(meetings)
def test_any_meeting_survives_toml_and_back(meeting: Meeting) -> None:
    assert parse_meeting(dump_new(meeting), PATH).meeting == meeting


@given(items)
def test_any_item_survives_as_a_table_of_its_own(item: Item) -> None:
    text = table_text(("agenda",), item, array=True)
    assert parse_meeting(text, PATH).meeting.agenda == (item,)


@given(entries)
def test_any_entry_survives_as_an_inline_table(entry: Entry) -> None:
    text = f'[[agenda]]\ntitle = "x"\nentries = [{inline_table(entry)}]\n'
    assert parse_meeting(text, PATH).meeting.agenda[0].entries == (entry,)
