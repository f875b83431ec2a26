"""Attendance in all its shapes."""

from typing import Any

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.compose.people import part_of_meeting
from protokoll_tui.document.tree import Heading, List, Table, plain
from protokoll_tui.meeting.model import Meeting, Person, Roster
from tests.document.printing import layout, lines

ALVA = Person(name="Alva Ek", title="områdeschef", organisation="Region Mitt", role="ordförande")
BO = Person(name="Bo Lind", organisation="Åby", status="struck")


def roster(*people: Person, **values: Any) -> Roster:
    return Roster(**{"heading": "Närvarande", "people": people, **values})


def line(**person: Any) -> str:
    return lines(Meeting(attendance=(roster(Person(name="Cia", **person)),)))[-1]


def test_a_person_is_one_line_of_name_title_organisation_and_role() -> None:
    assert lines(Meeting(attendance=(roster(ALVA),))) == [
        "Närvarande",
        "Alva Ek, områdeschef, Region Mitt, ordförande",
    ]


def test_in_columns_the_role_stands_beside_the_name() -> None:
    found = lines(Meeting(attendance=(roster(ALVA, Person(name="Dag Öst")),)), layout(people="columns"))
    assert found[1:] == ["Alva Ek, ordförande  områdeschef, Region Mitt", "Dag Öst"]


def test_columns_with_nothing_in_the_second_one_are_lines() -> None:
    document = compose(Meeting(attendance=(roster(Person(name="Dag")),)), layout(people="columns"))
    assert isinstance(document.blocks[-1], List)


def test_columns_of_several_blocks_stand_in_line() -> None:
    people = (
        roster(Person(name="Alva Ek", organisation="Nora")),
        roster(Person(name="Bo", organisation="Åby"), heading=""),
    )
    found = lines(Meeting(attendance=people), layout(people="columns"))
    assert found[1:] == ["Alva Ek  Nora", "Bo       Åby"]


# --- absent ----------------------------------------------------------------------------------------


def test_a_struck_person_is_absent_in_words_as_well() -> None:
    assert lines(Meeting(attendance=(roster(BO),)))[-1] == "~~Bo Lind, Åby~~ (frånvarande)"
    assert lines(Meeting(attendance=(roster(BO),)), layout(people="columns"))[-1] == (
        "~~Bo Lind~~ (frånvarande)  ~~Åby~~"
    )


def test_those_absent_can_stand_apart_after_the_members() -> None:
    guests = roster(Person(name="Gun"), heading="Gäster", kind="guests")
    found = lines(Meeting(attendance=(roster(ALVA, BO), guests)), layout(absent="apart"))
    assert found[2:] == ["Frånvarande", "Bo Lind, Åby", "Gäster", "Gun"]


def test_those_absent_can_be_left_out_and_an_empty_list_with_them() -> None:
    attendance = (roster(ALVA, BO), roster(BO, heading="Ersättare"))
    assert lines(Meeting(attendance=attendance), layout(absent="omitted")) == [
        "Närvarande",
        "Alva Ek, områdeschef, Region Mitt, ordförande",
    ]


def test_the_heading_goes_to_the_first_block_that_has_people() -> None:
    attendance = (roster(BO), roster(Person(name="Dag"), heading=""))
    assert lines(Meeting(attendance=attendance), layout(absent="omitted")) == ["Närvarande", "Dag"]


def test_a_person_who_is_not_marked_yet_is_printed_plainly() -> None:
    assert line(status="unmarked") == "Cia"


# --- marks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "mark"),
    [
        ({"mode": "digital"}, "digitalt"),
        ({"mode": "hybrid"}, "delvis digitalt"),
        ({"arrives": "7"}, "från punkt 7"),
        ({"leaves": "6c"}, "till punkt 6c"),
        ({"arrives": "7", "leaves": "9"}, "från punkt 7, till punkt 9"),
        ({"arrives": "7", "leaves": "7"}, "punkt 7"),
        ({"arrives": "9:41"}, "från kl. 9.41"),
        ({"leaves": "kl 11.05"}, "till kl. 11.05"),
        ({"leaves": "lunch"}, "till lunch"),
        ({"substitutes_for": "Bo Lind"}, "ersätter Bo Lind"),
        ({"note": "utan rösträtt"}, "utan rösträtt"),
        ({"mode": "digital", "leaves": "8", "note": "ljud"}, "digitalt, till punkt 8, ljud"),
        ({"status": "struck", "mode": "digital", "note": "sjuk"}, None),
    ],
)
def test_what_is_said_beside_a_name(person: dict[str, Any], mark: str | None) -> None:
    assert line(**person) == (f"Cia ({mark})" if mark else "~~Cia~~ (frånvarande, sjuk)")


def test_a_mode_that_is_the_usual_one_is_not_said() -> None:
    assert line(mode="physical") == "Cia"


@pytest.mark.parametrize(
    ("text", "said"),
    [("§ 7", "§ 7"), ("punkt 7", "§ 7"), ("09:05", "kl. 9.05"), ("efter pausen", "efter pausen")],
)
def test_a_number_is_an_item_and_a_clock_a_time(text: str, said: str) -> None:
    assert part_of_meeting(text) == said


@pytest.mark.parametrize(
    ("numbering", "said"), [("section", "§ 7"), ("plain", "punkt 7"), ("none", "punkt 7")]
)
def test_an_item_beside_a_name_is_called_as_in_the_layout(numbering: str, said: str) -> None:
    meeting = Meeting(attendance=(roster(Person(name="Cia", arrives="7")),))
    assert lines(meeting, layout(numbering=numbering))[-1] == f"Cia (från {said})"


# --- rosters ---------------------------------------------------------------------------------------

JOINT = Meeting(
    attendance=(
        roster(Person(name="A"), body="Ena rådet", heading="Ledamöter"),
        roster(Person(name="B"), body="", heading=""),
        roster(Person(name="C"), body="Andra rådet", heading="Ledamöter"),
        roster(Person(name="D"), body="", heading="Övriga"),
    )
)


def headings(meeting: Meeting, **values: Any) -> list[tuple[int, str]]:
    found = compose(meeting, layout(**values)).blocks
    return [(block.level, plain(block.children)) for block in found if isinstance(block, Heading)]


def test_the_rosters_of_a_joint_meeting_stand_under_their_bodies() -> None:
    assert headings(JOINT) == [
        (2, "Ena rådet"),
        (3, "Ledamöter"),
        (2, "Andra rådet"),
        (3, "Ledamöter"),
        (2, "Övriga"),
    ]


def test_a_heading_over_all_rosters_moves_them_one_level_down() -> None:
    assert headings(JOINT, labels={"attendance": "Närvarolista"})[:3] == [
        (2, "Närvarolista"),
        (3, "Ena rådet"),
        (4, "Ledamöter"),
    ]


def test_a_block_without_heading_belongs_to_the_list_before_it() -> None:
    document = compose(JOINT, layout())
    assert isinstance(document.blocks[2], List)
    assert isinstance(document.blocks[3], List)


def test_people_in_columns_are_a_table_of_people() -> None:
    (table,) = (
        b
        for b in compose(Meeting(attendance=(roster(ALVA),)), layout(people="columns")).blocks
        if isinstance(b, Table)
    )
    assert table.role == "people"
    assert table.header == ()
