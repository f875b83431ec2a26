"""How an extract is printed."""

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.extract import extract_layout
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import available_formats, render
from protokoll_tui.document.tree import words
from protokoll_tui.meeting.extract import extract
from tests.document.example import LAYOUTS, MEETING


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_an_extract_has_head_people_one_item_and_the_line_to_sign_in_every_layout(layout: Layout) -> None:
    document = compose(extract(MEETING, ["2"], "Rätt utdraget intygar"), extract_layout(layout))
    said = " ".join(words(document.blocks))
    for part in ("Utdrag ur minnesanteckningar", "Alva Ek", "Farleden", "Rätt utdraget intygar"):
        assert part in said
    assert "Alva öppnade mötet" not in said
    assert said.count("Skyltarna byts i höst") + said.count("skyltarna byts i höst") == 1
    assert not document.events


@pytest.mark.parametrize("name", [name for name in available_formats() if name != "calendar"])
def test_every_format_of_the_minutes_can_write_an_extract(name: str) -> None:
    document = compose(extract(MEETING, ["2"], "Rätt utdraget intygar"), extract_layout(Layout()))
    assert render(document, name)
