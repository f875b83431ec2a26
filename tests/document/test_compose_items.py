"""The agenda: items, points and their streams."""

import datetime as dt
from typing import Any

import pytest

from protokoll_tui.document.compose import compose, compose_item
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.tree import Heading, Paragraph, Passage, Row, Table, Text, plain, words
from protokoll_tui.meeting.model import Closing, Entry, EntryKind, Facts, Item, Meeting
from tests.document import printing
from tests.document.printing import beslut, one_item


def layout(**values: Any) -> Layout:
    """A layout that prints the agenda alone."""
    return printing.layout(order=("agenda",), **values)


def lines(meeting: Meeting, shape: Layout | None = None) -> list[str]:
    return printing.lines(meeting, shape or layout())


POINTS = Meeting(
    agenda=(
        Item(title="Start"),
        Item(
            title="Hälsa",
            points=(Item(title="Medel", points=(Item(title="Fördelning"),)), Item(title="Konferens")),
        ),
    )
)


# --- headings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbering", "heads"),
    [
        ("plain", ["1. Start", "2. Hälsa", "a) Medel", "2a.1 Fördelning", "b) Konferens"]),
        ("section", ["§ 1 Start", "§ 2 Hälsa", "a) Medel", "2a.1 Fördelning", "b) Konferens"]),
        ("none", ["Start", "Hälsa", "Medel", "Fördelning", "Konferens"]),
    ],
)
def test_an_item_bears_its_number_as_the_layout_writes_it(numbering: str, heads: list[str]) -> None:
    assert lines(POINTS, layout(numbering=numbering)) == heads


@pytest.mark.parametrize("number", ["12", "§ 12", "12."])
def test_a_number_set_by_hand_gets_no_second_sign(number: str) -> None:
    assert lines(one_item(number=number)) == ["12. Ärendet"]
    assert lines(one_item(number=number), layout(numbering="section")) == ["§ 12 Ärendet"]


def test_numbers_begin_where_the_year_has_come_to() -> None:
    meeting = one_item().model_copy(update={"facts": Facts(first_number=31)})
    assert lines(meeting, layout(numbering="section")) == ["§ 31 Ärendet"]


def test_points_are_one_level_below_their_item() -> None:
    document = compose(POINTS, layout(labels={"agenda": "Ärenden"}))
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [2, 3, 3, 4, 5, 4]


def test_every_item_can_be_pointed_at() -> None:
    anchors = [block.anchor for block in compose(POINTS, layout()).blocks if isinstance(block, Heading)]
    assert anchors == ["punkt-1", "punkt-2", "punkt-2-1", "punkt-2-1-1", "punkt-2-2"]


def test_presenters_stand_after_the_title_on_a_line_or_nowhere() -> None:
    meeting = one_item(presenters=("Alva Ek, chef", "Bo Lind"))
    assert lines(meeting) == ["1. Ärendet – Alva Ek, chef; Bo Lind"]
    assert lines(meeting, layout(presenters="line")) == ["1. Ärendet", "Föredragande: Alva Ek, chef; Bo Lind"]
    assert lines(meeting, layout(presenters="none")) == ["1. Ärendet"]


def test_the_reference_and_the_text_of_the_agenda_follow_the_heading() -> None:
    meeting = one_item(Entry(text="Sagt."), reference="LH 2", agenda_text="- Fråga")
    assert lines(meeting) == ["1. Ärendet", "Dnr LH 2", "- Fråga", "Sagt."]


def test_a_text_runs_in_after_its_heading_where_the_layout_says_so() -> None:
    shape = layout(heading="run-in")
    assert lines(one_item(Entry(text="Godkändes.\n\nNytt stycke."), presenters=("Ordföranden",)), shape) == [
        "1. Ärendet – Ordföranden: Godkändes.",
        "Nytt stycke.",
    ]


def test_nothing_but_running_text_runs_in() -> None:
    shape = layout(heading="run-in")
    for entry in (Entry(text="- punkt"), beslut("Ja."), Entry(text="## Rubrik")):
        head = compose(one_item(entry), shape).blocks[0]
        assert isinstance(head, Heading)
        assert not head.run_in


def test_headings_in_a_text_are_below_the_item_and_skip_no_level() -> None:
    blocks = compose(one_item(Entry(text="#### Djup\n\n##### Djupare")), layout()).blocks
    assert [block.level for block in blocks if isinstance(block, Heading)] == [2, 3, 4]


def test_a_heading_over_the_items_is_printed_only_where_there_are_items() -> None:
    shape = layout(labels={"agenda": "Ärenden"})
    assert lines(one_item(), shape)[0] == "Ärenden"
    assert lines(Meeting(), shape) == []


def test_a_struck_item_says_that_it_was() -> None:
    meeting = one_item(Entry(text="Tas i höst."), status="struck", points=(Item(title="Tyst"),))
    assert lines(meeting) == ["1. ~~Ärendet~~", "Punkten utgick.", "Tas i höst."]


def test_of_a_struck_item_the_points_stand_that_something_was_said_of_however_deep() -> None:
    deep = Item(title="Mitten", points=(Item(title="Djupast", entries=(Entry(text="Sagt."),)),))
    found = lines(one_item(status="struck", points=(Item(title="Tyst"), deep)))
    assert found[2:] == ["b) Mitten", "1b.1 Djupast", "Sagt."]


def test_a_text_after_the_items_closes_them() -> None:
    meeting = one_item().model_copy(update={"closing": Closing(text="Mötet slutade i god tid.")})
    assert lines(meeting) == ["1. Ärendet", "Mötet slutade i god tid."]


# --- the stream ------------------------------------------------------------------------------------


def test_entries_keep_their_order_and_neighbours_of_a_kind_share_a_label() -> None:
    meeting = one_item(
        Entry(text="Inledning."),
        Entry(kind="discussion", text="Ena."),
        Entry(kind="discussion", text="Andra."),
        beslut("Ja."),
        Entry(kind="discussion", text="Tredje."),
    )
    assert lines(meeting)[1:] == [
        "Inledning.",
        "Diskussion:",
        "  Ena.",
        "  Andra.",
        "Beslut: Ja.",
        "Diskussion: Tredje.",
    ]


def test_notes_can_have_a_label_too() -> None:
    assert (
        lines(one_item(Entry(text="Text.")), layout(labels={"note": "Anteckning"}))[1] == "Anteckning: Text."
    )


def test_an_empty_entry_prints_nothing() -> None:
    kinds: tuple[Any, ...] = ("note", "discussion", "beslut", "task", "forward", "event", "reservation")
    assert lines(one_item(*(Entry(kind=kind, text=" \n") for kind in kinds))) == ["1. Ärendet"]


def test_private_entries_never_reach_the_tree() -> None:
    meeting = one_item(Entry(kind="private", text="hemligt"), Entry(text="öppet"))
    meeting = meeting.model_copy(update={"private": meeting.private.model_copy(update={"notes": "hemligt"})})
    assert "hemligt" not in set(words(compose(meeting)))
    assert "hemligt" not in set(words(compose_item(meeting, (0,))))


def test_a_private_entry_does_not_part_its_neighbours() -> None:
    meeting = one_item(beslut("Ena."), Entry(kind="private", text="x"), beslut("Andra."))
    assert lines(meeting)[1:] == ["Beslut:", "  - Ena.", "  - Andra."]


def test_an_event_begins_with_its_time() -> None:
    assert lines(one_item(Entry(kind="event", text="Paus", time=dt.time(10, 15))))[1] == "Kl. 10.15 Paus"
    assert lines(one_item(Entry(kind="event", time=dt.time(10, 15))))[1] == "Kl. 10.15"
    assert lines(one_item(Entry(kind="event", text="- Lista", time=dt.time(9))))[1:] == [
        "Kl. 9.00",
        "- Lista",
    ]


def test_what_goes_on_to_others_says_to_whom() -> None:
    entry = Entry(kind="forward", text="Enkäten.", to="områdesgrupperna")
    assert lines(one_item(entry))[1] == "Till områdesgrupperna: Enkäten."


def test_a_task_ends_with_owners_and_day() -> None:
    due = dt.date(2026, 6, 30)
    tasks = (
        Entry(kind="task", text="Skriver förslag.", owners=("Alva Ek", "Bo"), due=due),
        Entry(kind="task", text="Bjuder in", done=True),
        Entry(kind="task", text="- a\n- b", owners=("Cia",)),
        Entry(kind="task", text="Ringer"),
    )
    assert lines(one_item(*tasks))[1:] == [
        "Uppgift:",
        "  - Skriver förslag (Alva Ek, Bo, senast 30 juni 2026).",
        "  - Bjuder in (klart)",
        "  - - a",
        "    - b",
        "    Cia",
        "  - Ringer",
    ]


# --- one item, and a table -------------------------------------------------------------------------


def test_one_item_reads_as_it_does_in_the_whole() -> None:
    second = Item(title="B", entries=(beslut("Ja."),), points=(Item(title="C"),))
    meeting = Meeting(agenda=(Item(title="A"), second))
    whole = compose(meeting, layout()).blocks
    assert compose_item(meeting, (1,), layout()) == whole[1:]
    assert compose_item(meeting, (1, 0), layout()) == whole[-1:]


def test_an_item_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(IndexError):
        compose_item(Meeting(), (0,))


def table_of(meeting: Meeting, **values: Any) -> Table:
    (table,) = (b for b in compose(meeting, layout(style="table", **values)).blocks if isinstance(b, Table))
    return table


def test_a_table_has_number_title_and_notes_and_a_row_for_each_point() -> None:
    meeting = Meeting(
        agenda=(
            Item(
                title="Hälsa",
                presenters=("Gun",),
                agenda_text="- Fråga",
                entries=(Entry(text="Text."),),
                points=(Item(title="Medel", entries=(beslut("Ja."),)),),
            ),
        )
    )
    table = table_of(meeting)
    assert table.role == "agenda"
    assert [plain(head) for head in table.header] == ["Nr", "Dagordning", "Anteckningar"]
    assert [[" ".join(words(cell)) for cell in row.cells] for row in table.rows] == [
        ["1.", "Hälsa – Gun Fråga", "Text."],
        ["a)", "Medel", "Beslut Ja."],
    ]


def test_a_table_without_numbers_has_no_column_for_them() -> None:
    table = table_of(one_item(Entry(text="Text.")), numbering="none")
    assert len(table.widths) == len(table.header) == 2
    assert table.rows == (
        Row(((Heading(2, (Text("Ärendet"),), "punkt-1"),), (Paragraph((Text("Text."),)),))),
    )


def test_each_kind_tells_its_role() -> None:
    found = compose(one_item(beslut("Ja."), Entry(kind="internal", text="Nej.")), layout()).blocks
    assert [block.role for block in found if isinstance(block, Passage)] == ["beslut", "internal"]


@pytest.mark.parametrize(
    "kind", ["note", "discussion", "proposal", "task", "event", "reservation", "internal"]
)
def test_where_an_entry_goes_and_who_is_to_do_it_stand_after_its_text(kind: EntryKind) -> None:
    entry = Entry(kind=kind, text="Bojarna räknas.", to="AU", owners=("Alva Ek",), due=dt.date(2026, 6, 30))
    found = lines(one_item(entry))
    assert found[-1].endswith("Bojarna räknas (till AU, Alva Ek, senast 30 juni 2026).")


def test_who_is_to_forward_a_point_is_named_where_it_stands_and_in_the_summary() -> None:
    entry = Entry(kind="forward", text="Bojarna räknas.", to="kommunerna", owners=("Alva Ek",))
    found = printing.lines(one_item(entry), printing.layout(order=("agenda", "forwarded")))
    assert found[1:] == [
        "Till kommunerna: Bojarna räknas (Alva Ek).",
        "Att föra vidare",
        "Till kommunerna: Bojarna räknas (Alva Ek).",
    ]
