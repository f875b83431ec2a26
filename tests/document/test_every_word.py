"""Every word of the meeting is in every format, whole, beside its neighbours, and in its place.

What is asked for is told by `entered` from the meeting alone; what a format says is read by `shown` with
other people's libraries. Between them stands the whole way from a meeting to a file.
"""

from __future__ import annotations

from typing import Any, get_args

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import Look, RenderOptions, render
from protokoll_tui.meeting.model import Entry, EntryKind, Facts, Frozen, Item, Meeting
from protokoll_tui.templates.loading import layout_for, shipped_folder
from tests.document.entered import GATHERED, entered, marked, words_of
from tests.document.looking import missing, missing_in_pages
from tests.document.reading import shown
from tests.document.test_every_format import PROSE, layouts
from tests.strategies import entries, items, meetings

FORMATS = (*PROSE, "json")
SHIPPED = [
    layout_for(Meeting(facts=Facts(template=folder.name)))[0] for folder in sorted(shipped_folder().iterdir())
]
ONE_PAGE = '#import "@local/protokoll:1.0.0": *\n#show: protokoll.with(paper: "a0")\n'

KINDS = get_args(EntryKind)


def with_every_kind(
    meeting: Meeting, kinds: list[EntryKind], said: list[Entry], points: list[Item]
) -> Meeting:
    """The meeting with an item more, which has every kind of entry, neighbours of a kind, and points."""
    texts = (entry.text if entry.text.strip() else "Sagt." for entry in said)
    entries = tuple(
        entry.model_copy(update={"kind": kind, "text": text})
        for entry, kind, text in zip(said, kinds, texts, strict=True)
    )
    item = Item(title="Allt", entries=entries, points=tuple(points))
    return meeting.model_copy(update={"agenda": (*meeting.agenda, item)})


full_meetings = st.builds(
    with_every_kind,
    meetings,
    st.permutations(KINDS).map(lambda kinds: [kind for kind in kinds for _ in range(2)]),
    st.lists(entries, min_size=2 * len(KINDS), max_size=2 * len(KINDS)),
    st.lists(items, min_size=2, max_size=3),
)
every_meeting = full_meetings.map(marked)
every_layout = st.one_of(st.sampled_from(SHIPPED), layouts)


def without_gathered(layout: Layout) -> Layout:
    """The layout without what says once more what stands under the items, so that all has one place."""
    order = tuple(section for section in layout.order if section not in GATHERED)
    return layout.model_copy(update={"order": order})


def readable(name: str, layout: Layout) -> tuple[Layout, RenderOptions]:
    """The layout and the options with which a text can be read line by line.

    In plain text the lines of two cells stand side by side. So the agenda in a table is read where the text
    is so narrow that its cells stand under each other, and people in columns where each has a line.
    """
    if name == "text" and layout.style == "table":
        return layout.model_copy(update={"people": "lines"}), RenderOptions(width=40)
    return layout, RenderOptions(width=5_000)


def unsaid(meeting: Meeting, layout: Layout, name: str) -> list[str]:
    layout, options = readable(name, layout)
    said = shown(render(compose(meeting, layout), name, options), name)
    return missing(entered(meeting, layout), said)


@pytest.mark.parametrize("name", FORMATS)
@given(meeting=every_meeting, layout=every_layout)
@settings(max_examples=25)
def test_every_word_is_there_as_often_as_the_layout_says(name: str, meeting: Meeting, layout: Layout) -> None:
    assert unsaid(meeting, layout, name) == []


@pytest.mark.parametrize("name", FORMATS)
@given(meeting=every_meeting, layout=every_layout.map(without_gathered))
@settings(max_examples=20)
def test_every_word_is_in_its_place(name: str, meeting: Meeting, layout: Layout) -> None:
    assert unsaid(meeting, layout, name) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "markdown"])
def test_a_word_of_which_a_part_is_emphasized_is_one_word(name: str) -> None:
    item = Item(title="Åter", entries=(Entry(text="*åter*remiss och för**skola**n"),))
    said = shown(render(compose(Meeting(agenda=(item,)), Layout()), name), name)
    assert "återremiss och förskolan" in words_of(said)


# --- pages -----------------------------------------------------------------------------------------


def printable(node: Any) -> Any:
    """The same meeting with letters alone that the program's own font has, and that are always seen.

    A soft hyphen is seen only where a line ends in it.
    """
    if isinstance(node, str):
        seen = node.replace("\u00ad", "")
        return "".join(each if each < "\u0180" or each in "–”…§•" else "?" for each in seen)
    if isinstance(node, tuple):
        return tuple(map(printable, node))
    if isinstance(node, Frozen):
        fields = type(node).model_fields
        return node.model_copy(update={name: printable(getattr(node, name)) for name in fields})
    return node


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Pages so large that no row of a table goes on on the next one, where its cells are read in turns."""
    folder = tmp_path_factory.mktemp("mall")
    (folder / "mall.typ").write_text(ONE_PAGE, "utf-8")
    return Look(folder=folder)


@given(meeting=full_meetings.map(printable).map(marked), layout=every_layout.map(without_gathered))
@settings(max_examples=10)
def test_every_word_is_in_its_place_on_pages(one_page: Look, meeting: Meeting, layout: Layout) -> None:
    data = render(compose(meeting, layout), "pdf", RenderOptions(look=one_page))
    assert missing_in_pages(entered(meeting, layout), shown(data, "pdf")) == []


# --- the calendar ----------------------------------------------------------------------------------


@given(meeting=every_meeting)
@settings(max_examples=25)
def test_the_calendar_has_every_word_of_the_coming_meetings_that_have_a_day(meeting: Meeting) -> None:
    dated = [coming for coming in meeting.next_meetings if coming.date]
    if not dated:
        return
    data = render(compose(meeting), "calendar")
    for coming, found in zip(dated, icalendar.Calendar.from_ical(data).events, strict=True):
        said = {name: words_of(str(found.get(name, ""))) for name in ("summary", "description", "location")}
        named = (coming.title, *((coming.body,) if coming.body else meeting.facts.bodies))
        told = (coming.title, coming.date_text, coming.time_text, coming.place, coming.note)
        assert [each for each in named if words_of(each) not in said["summary"]] == []
        assert [each for each in told if words_of(each) not in said["description"]] == []
        assert words_of(coming.place) in said["location"]
