"""An extract: the chosen items with their numbers, the head of the meeting, and a line to sign on."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from protokoll_tui.meeting.extract import ExtractError, extract, read_items
from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Closing,
    Entry,
    Facts,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Private,
    Roster,
    Signature,
)
from protokoll_tui.meeting.numbering import number_items
from protokoll_tui.meeting.place import item_at, walk_items
from tests.strategies import meetings

SIGN = "Rätt utdraget intygar"
NOTE = Entry(text="Det sades något.")
MEETING = Meeting(
    facts=Facts(kind="Protokoll", bodies=("Styrelsen",), first_number=4),
    attendance=(Roster(heading="Närvarande", people=(Person(name="Alva Ek"),)),),
    agenda=(
        Item(title="Inledning", entries=(NOTE,)),
        Item(title="Vägen", entries=(NOTE, Entry(kind="private", text="Fråga Bo."))),
        Item(
            title="Hamnen",
            agenda_text="- Kajen",
            entries=(NOTE,),
            points=(Item(title="Kajen"), Item(title="Bryggan"), Item(title="Kranen", entries=(NOTE,))),
        ),
    ),
    attachments=(
        Attachment(title="Karta", item="5"),
        Attachment(title="Ritning", item="§ 6c"),
        Attachment(title="Kallelse"),
    ),
    next_meetings=(NextMeeting(date_text="i höst"),),
    adjusters=(Adjuster(name="Alva Ek"),),
    signatures=(Signature(role="Vid protokollet"),),
    closing=Closing(evaluation="Bra möte.", text="Klart."),
    private=Private(notes="Köp kaffe."),
)


def numbers(meeting: Meeting) -> list[str]:
    return list(number_items(meeting).values())


def test_the_items_that_are_asked_for_keep_their_numbers() -> None:
    found = extract(MEETING, ["§ 5"], SIGN)
    assert [(item.number, item.title) for item in found.agenda] == [("5", "Vägen")]
    assert found.agenda[0].entries == (NOTE,)


def test_an_item_comes_with_its_points_and_a_point_with_the_heading_of_its_item() -> None:
    assert numbers(extract(MEETING, ["6"], SIGN)) == ["6", "6a", "6b", "6c"]
    found = extract(MEETING, ["6 c", "6a"], SIGN)
    assert numbers(found) == ["6", "6a", "6c"]
    assert (found.agenda[0].entries, found.agenda[0].agenda_text) == ((), "")
    assert found.agenda[0].points[1].entries == (NOTE,)


def test_head_people_and_adjusters_stay_and_what_is_about_the_whole_meeting_goes() -> None:
    found = extract(MEETING, ["4"], SIGN)
    assert (found.facts.bodies, found.attendance, found.adjusters) == (
        MEETING.facts.bodies,
        MEETING.attendance,
        MEETING.adjusters,
    )
    assert (found.next_meetings, found.closing, found.private) == ((), Closing(), Private())


def test_the_only_line_to_sign_on_is_the_one_that_certifies_the_extract() -> None:
    assert extract(MEETING, ["4"], SIGN).signatures == (Signature(role=SIGN),)


def test_attachments_come_with_their_item() -> None:
    def attached(*numbers: str) -> list[str]:
        return [each.title for each in extract(MEETING, numbers, SIGN).attachments]

    assert attached("5") == ["Karta"]
    assert attached("6") == ["Ritning"]
    assert attached("6a") == []


@pytest.mark.parametrize(
    ("facts", "kind", "title"),
    [
        ({"kind": "Protokoll"}, "Protokollsutdrag", ""),
        ({"kind": "Minnesanteckningar"}, "Utdrag ur minnesanteckningar", ""),
        ({}, "Utdrag", ""),
        ({"kind": "Protokoll", "title": "Protokoll från höstmötet"}, "Protokollsutdrag", "från höstmötet"),
        ({"kind": "Protokoll", "title": "Höstmötet"}, "Protokollsutdrag", ": Höstmötet"),
        ({"kind": "Protokoll", "title": "Protokollen"}, "Protokollsutdrag", ": Protokollen"),
    ],
)
def test_the_heading_says_that_it_is_an_extract(facts: dict[str, str], kind: str, title: str) -> None:
    found = extract(MEETING.model_copy(update={"facts": Facts.model_validate(facts)}), ["1"], SIGN).facts
    assert found.kind == kind
    assert found.title.removeprefix(kind).strip() == title


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("4-5", ["4", "5"]),
        ("§ 5–6", ["5", "6", "6a", "6b", "6c"]),
        ("§§ 4 — 5", ["4", "5"]),
        ("5–6b", ["5", "6", "6a", "6b"]),
        ("6a-6b", ["6", "6a", "6b"]),
        ("6b-6c, 4", ["4", "6", "6b", "6c"]),
        ("4-4", ["4"]),
    ],
)
def test_a_span_means_its_ends_and_all_between(span: str, found: list[str]) -> None:
    assert numbers(extract(MEETING, read_items(span), SIGN)) == found


@pytest.mark.parametrize("items", ["4, 6a", "5;6", "5 och 6", "5–6"])
def test_an_attachment_of_several_items_comes_with_each_of_them(items: str) -> None:
    attached = MEETING.model_copy(update={"attachments": (Attachment(title="Karta", item=items),)})
    assert extract(attached, ["6"], SIGN).attachments
    assert not extract(attached, ["5" if "4" in items else "4"], SIGN).attachments


@pytest.mark.parametrize(("own", "asked"), [("3-4", "3–4"), ("3–4", "3-4"), ("2a.1", "2a1"), ("2a1", "2a.1")])
def test_a_number_is_found_with_another_dash_and_without_its_dot(own: str, asked: str) -> None:
    found = extract(Meeting(agenda=(Item(title="Vägen", number=own),)), [asked], SIGN)
    assert numbers(found) == [own]


def test_a_number_with_a_dash_of_its_own_is_no_span() -> None:
    dashed = Meeting(agenda=(Item(title="A", number="4"), Item(title="B", number="4-6"), Item(title="C")))
    assert [item.title for item in extract(dashed, ["4-6"], SIGN).agenda] == ["B"]


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ("6-4", "6–4 går baklänges. Skriv 4–6."),
        ("6c–6a", "6c–6a går baklänges. Skriv 6a–6c."),
        ("5-9", "Punkt 9 finns inte i mötet. De som finns är 4, 5, 6, 6a, 6b, 6c."),
        ("1–5", "Punkt 1 finns inte i mötet. De som finns är 4, 5, 6, 6a, 6b, 6c."),
        ("5-", "Punkt 5- finns inte i mötet. De som finns är 4, 5, 6, 6a, 6b, 6c."),
    ],
)
def test_a_span_that_is_none_is_told(span: str, told: str) -> None:
    with pytest.raises(ExtractError) as error:
        extract(MEETING, [span], SIGN)
    assert str(error.value) == told


def test_a_number_that_is_no_items_is_told_with_those_that_are() -> None:
    with pytest.raises(ExtractError) as told:
        extract(MEETING, ["5", "9"], SIGN)
    assert str(told.value) == "Punkt 9 finns inte i mötet. De som finns är 4, 5, 6, 6a, 6b, 6c."
    with pytest.raises(ExtractError, match="Mötet har inga punkter"):
        extract(Meeting(), ["1"], SIGN)
    with pytest.raises(ExtractError, match="Ange vilka punkter"):
        extract(MEETING, [], SIGN)


def test_a_number_that_stands_twice_means_both() -> None:
    twice = Meeting(agenda=(Item(title="A", number="4"), Item(title="B"), Item(title="C", number="4")))
    assert [item.title for item in extract(twice, ["4"], SIGN).agenda] == ["A", "C"]


@given(meetings, st.data())
def test_an_extract_never_loses_a_chosen_item_nor_its_number(meeting: Meeting, data: st.DataObject) -> None:
    known = {number: path for path, number in number_items(meeting).items() if number.strip(" §.)")}
    assume(known)
    wanted = data.draw(st.lists(st.sampled_from(sorted(known)), min_size=1, unique=True))
    found = extract(meeting, wanted, SIGN)
    titles = {(number_items(found)[path], item.title) for path, item in walk_items(found)}
    for number in wanted:
        assert (number, item_at(meeting, known[number]).title) in titles
