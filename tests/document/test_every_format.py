"""What holds for every format: no word is lost, nothing that was typed is obeyed, nothing private."""

import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protokoll_tui.document.compose import compose, compose_item
from protokoll_tui.document.layout import Labels, Layout, Section
from protokoll_tui.document.render import (
    RenderOptions,
    available_formats,
    format_of,
    render,
    renderer,
)
from protokoll_tui.document.tree import Document, Link
from protokoll_tui.meeting.model import Entry, Item, Meeting, Private
from tests.document.example import LAYOUTS, MEETING
from tests.document.printing import every_block, levels
from tests.document.reading import letters, letters_of, shown
from tests.strategies import meetings

MORE_LABELS = Labels(agenda="", note="Not", attendance="Alla", clause_lead="Vi beslutar")
layouts = st.builds(
    Layout,
    style=st.sampled_from(["headings", "table"]),
    heading=st.sampled_from(["own-line", "run-in"]),
    numbering=st.sampled_from(["plain", "section", "none"]),
    presenters=st.sampled_from(["title", "line", "none"]),
    people=st.sampled_from(["columns", "lines"]),
    absent=st.sampled_from(["struck", "apart", "omitted"]),
    beslut=st.sampled_from(["list", "att"]),
    adjusters=st.sampled_from(["line", "block"]),
    kind_in_title=st.booleans(),
    order=st.permutations(get_args(Section)).map(tuple),
    labels=st.sampled_from(
        [Labels(), Labels(agenda="", note="Not", attendance="Alla", clause_lead="Vi beslutar")]
    ),
)
documents = st.builds(compose, meetings, layouts)


PROSE = ("text", "markdown", "html", "word")
"""The formats that a person reads as minutes."""


def missing(document: Document, text: str) -> dict[str, int]:
    return dict(letters_of(document) - letters(text))


@given(documents, st.sampled_from([20, 47, 80, 100]))
def test_plain_text_shows_every_word(document: Document, width: int) -> None:
    assert not missing(document, render(document, "text", RenderOptions(width=width)).decode())


@pytest.mark.parametrize("name", PROSE)
@given(document=documents)
def test_minutes_that_are_read_again_have_every_word(name: str, document: Document) -> None:
    assert not missing(document, shown(render(document, name), name))


@given(documents)
def test_no_level_of_heading_is_skipped(document: Document) -> None:
    above = 1 if not document.title else 0
    for level in levels(document):
        assert level <= above + 1
        above = level


@given(documents)
def test_no_control_character_reaches_a_document(document: Document) -> None:
    for name in PROSE:
        text = shown(render(document, name), name)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@given(documents)
def test_every_link_leads_where_a_link_may(document: Document) -> None:
    for block in every_block(document.blocks):
        for child in getattr(block, "children", ()):
            if isinstance(child, Link):
                assert child.href.split(":")[0] in ("http", "https", "mailto", "tel")


@given(meetings, layouts, st.sampled_from(PROSE))
@settings(max_examples=30)
def test_nothing_private_is_in_any_format(meeting: Meeting, layout: Layout, name: str) -> None:
    word = "Zebrafink"
    private = Entry(kind="private", text=word)
    item = Item(title="Öppen", entries=(private, *(e for i in meeting.agenda for e in i.entries), private))
    agenda = (item, item.model_copy(update={"points": (item,)}))
    meeting = meeting.model_copy(update={"agenda": agenda, "private": Private(notes=word)})
    assert word not in shown(render(compose(meeting, layout), name), name)


@pytest.mark.parametrize("name", PROSE)
def test_an_empty_meeting_makes_an_empty_document_and_no_placeholder(name: str) -> None:
    made = shown(render(compose(Meeting()), name), name)
    assert set(made.replace("1 (1)", "").replace("*", "").split()) == {"UTKAST"}


@pytest.mark.parametrize("name", PROSE)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_same_meeting_makes_the_same_bytes(name: str, layout: Layout) -> None:
    assert render(compose(MEETING, layout), name) == render(compose(MEETING, layout), name)


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("\uf0b7\tRusta bryggan\n\uf0a7  Måla", "- Rusta bryggan\n- Måla"),
        ("\uf0d8 Rusta\n   \uf0b7 bryggan", "- Rusta\n   - bryggan"),
        ("Se \uf0e0 bilagan \uf0fc", "Se → bilagan ✓"),
    ],
)
def test_what_only_words_own_fonts_can_show_is_printed_as_any_font_shows_it(pasted: str, plain: str) -> None:
    def about(text: str, title: str) -> Meeting:
        return Meeting(agenda=(Item(title=title, agenda_text=text, entries=(Entry(text=text),)),))

    typed = about(plain, "Brygga → båt")
    assert compose(about(pasted, "Brygga \uf0e0 båt")) == compose(typed)
    assert compose_item(about(pasted, "Brygga \uf0e0 båt"), (0,)) == compose_item(typed, (0,))


# --- the registry ----------------------------------------------------------------------------------


def test_a_format_is_known_by_the_suffix_of_a_file() -> None:
    assert format_of("möte.txt") == "text"
    assert format_of("MÖTE.HTML") == "html"
    assert format_of("möte.md") == "markdown"
    assert format_of("möte") is None


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        renderer("papyrus")


def test_every_format_has_a_suffix_and_a_name_to_choose_it_by() -> None:
    formats = available_formats().values()
    assert len({format_.suffix for format_ in formats}) == len(formats)
    assert all(format_.suffix.startswith(".") and format_.label for format_ in formats)
