"""How an extract is printed."""

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.extract import extract_layout
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import available_formats, render
from protokoll_tui.document.render.word.oxml import value
from protokoll_tui.document.tree import words
from protokoll_tui.meeting.extract import extract
from protokoll_tui.meeting.model import Meeting, Signature
from tests.document.example import LAYOUTS, MEETING
from tests.document.pages import text_of
from tests.document.printing import lines
from tests.document.reading import shown
from tests.document.word import opened


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_an_extract_has_head_people_one_item_and_the_line_to_sign_in_every_layout(layout: Layout) -> None:
    document = compose(extract(MEETING, ["2"], "Rätt utdraget intygar"), extract_layout(layout))
    said = " ".join(words(document.blocks))
    for part in ("Utdrag ur minnesanteckningar", "Alva Ek", "Farleden", "Rätt utdraget intygar"):
        assert part in said
    assert "Alva öppnade mötet" not in said
    assert said.count("Skyltarna byts i höst") + said.count("skyltarna byts i höst") == 1
    assert not document.events


SIGNED = ("Rätt utdraget intygar", "Namnförtydligande:", "Datum:")


@pytest.mark.parametrize("name", ["text", "markdown", "html", "word", "pdf"])
def test_the_line_to_sign_has_room_for_name_and_day_in_every_format(name: str) -> None:
    document = compose(extract(MEETING, ["2"], SIGNED[0]), extract_layout(Layout()))
    data = render(document, name)
    found = text_of(data) if name == "pdf" else shown(data, name)
    assert [found.count(words) for words in SIGNED] == [1, 1, 1]
    assert sorted(SIGNED, key=found.index) == list(SIGNED)


def test_in_text_the_room_to_write_in_is_a_line_under_each_word() -> None:
    document = compose(extract(MEETING, ["2"], SIGNED[0]), extract_layout(Layout()))
    assert (
        "Rätt utdraget intygar\n\n______________________________\n\n"
        "Namnförtydligande: ___________\n\nDatum: _______________________\n"
    ) in render(document, "text").decode()


def test_in_word_the_room_to_write_in_is_a_line_and_all_of_it_stays_on_one_page() -> None:
    document = compose(extract(MEETING, ["2"], SIGNED[0]), extract_layout(Layout()))
    role, line, name, day = opened(render(document, "word")).paragraphs[-4:]
    assert [value(each._p, "w:pPr/w:tabs/w:tab", "w:leader") for each in (name, day)] == ["underscore"] * 2
    assert [each.paragraph_format.keep_with_next for each in (role, line, name, day)] == [
        True,
        True,
        True,
        None,
    ]


def test_who_signs_the_minutes_by_name_writes_nothing_but_the_name() -> None:
    signatures = (Signature(role="Vid protokollet", name="Cia Mård"), Signature(role="Justeras"))
    said = lines(Meeting(signatures=signatures))
    assert [line.strip("_") for line in said] == [
        "Vid protokollet",
        "",
        "Cia Mård",
        "Justeras",
        "",
        "Namnförtydligande: ",
    ]


@pytest.mark.parametrize("name", [name for name in available_formats() if name != "calendar"])
def test_every_format_of_the_minutes_can_write_an_extract(name: str) -> None:
    document = compose(extract(MEETING, ["2"], "Rätt utdraget intygar"), extract_layout(Layout()))
    assert render(document, name)
