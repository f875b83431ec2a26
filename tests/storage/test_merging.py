"""A save touches what has changed and nothing else: comments, spacing and unknown keys stay."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting import edits, roster, stream
from protokoll_tui.meeting.model import Closing, Entry, Meeting, Person, Private
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.storage.merging import merge_text
from protokoll_tui.storage.reading import parse_meeting
from protokoll_tui.storage.writing import dump_new
from tests.storage.commenting import commented
from tests.strategies import dates, lines, meetings, people, proses, times, words

PATH = Path("möte.toml")

FILE = """\
# Om filen
schema = 1

[meeting]   # mötet
kind = "Protokoll"  # slag
bodies = [
  "Norra",  # första
  # före södra
  "Södra",
]
egen = { x = 1 }
date = 2026-05-29 # flyttat

# --- lista
[[attendance]]
heading = "Närvarande"
people = [
  # Staben
  { name = "Alva Ek", role = "ordförande", egen = 5 },  # alva
  { name = "Bo" },
  # Gäster
  { name = "Cia" }  # cia
  # svans
]

# om ett
[[agenda]]
title = "Ett" # rubrik

[[agenda.entries]]
text = \"\"\"
Hej
\"\"\"

# om två
[[agenda]]
title = "Två"
entries = [{ kind = "beslut", text = "Ja" }, { text = "b" }]

# okänd
[eget]
x = 1
"""


def change(edit: Callable[[Meeting], Meeting], text: str = FILE) -> str:
    """The lines that a save after `edit` takes away and adds, as a diff without its heads."""
    old = parse_meeting(text, PATH).meeting
    new = edit(old)
    merged = merge_text(text, old, new)
    assert parse_meeting(merged, PATH).meeting == new
    diff = difflib.unified_diff(text.splitlines(), merged.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in diff if not line.startswith(("---", "+++", "@@")))


def test_a_meeting_that_has_not_changed_leaves_the_file_as_it_was() -> None:
    assert change(lambda m: m) == ""


def test_a_changed_value_keeps_the_comment_of_its_line() -> None:
    assert change(lambda m: edits.set_facts(m, kind="Anteckningar")) == (
        '-kind = "Protokoll"  # slag\n+kind = "Anteckningar"  # slag'
    )


def test_a_value_that_goes_leaves_its_comment() -> None:
    assert change(lambda m: edits.set_facts(m, date=None)) == ("-date = 2026-05-29 # flyttat\n+# flyttat")


def test_a_new_value_stands_where_the_order_of_the_model_has_it() -> None:
    assert change(lambda m: edits.set_facts(m, place="Salen", title="Möte")) == (
        '+title = "Möte"\n+place = "Salen"'
    )
    merged = merge_text(
        FILE,
        old := parse_meeting(FILE, PATH).meeting,
        edits.set_facts(old, place="Salen", title="Möte"),
    )
    assert '# slag\ntitle = "Möte"\nbodies' in merged
    assert '# flyttat\nplace = "Salen"\n\n# --- lista' in merged


def test_a_struck_person_changes_one_line() -> None:
    assert change(lambda m: roster.set_person(m, 0, 0, status="struck")) == (
        '-  { name = "Alva Ek", role = "ordförande", egen = 5 },  # alva\n'
        '+  { name = "Alva Ek", role = "ordförande", status = "struck", egen = 5 },  # alva'
    )


def test_a_person_who_goes_takes_her_own_comment_but_not_the_heading_above() -> None:
    assert change(lambda m: roster.remove_person(m, 0, 0)) == (
        '-  { name = "Alva Ek", role = "ordförande", egen = 5 },  # alva\n'
        '-  { name = "Cia" }  # cia\n'
        '+  { name = "Cia" },  # cia'
    )


def test_people_can_come_and_move_among_comments() -> None:
    def edit(meeting: Meeting) -> Meeting:
        meeting = roster.add_person(meeting, 0, Person(name="Dan Å", mode="digital"))
        return roster.move_person(meeting, 0, 3, -3)

    merged = merge_text(FILE, old := parse_meeting(FILE, PATH).meeting, edit(old))
    assert (
        "people = [\n"
        '  { name = "Dan Å", mode = "digital" },\n'
        "  # Staben\n"
        '  { name = "Alva Ek", role = "ordförande", egen = 5 },  # alva\n'
        '  { name = "Bo" },\n'
        "  # Gäster\n"
        '  { name = "Cia" },  # cia\n'
        "  # svans\n"
        "]\n"
    ) in merged


def test_a_list_written_over_several_lines_keeps_its_lines() -> None:
    assert change(lambda m: edits.set_facts(m, bodies=("Norra", "Östra", "Södra"))) == '+  "Östra",'


def test_a_short_list_stays_on_one_line_and_what_stays_in_it_as_it_was_written() -> None:
    before = "presenters = ['Alva',   \"Bo\"] # två"
    text = f"[[agenda]]\ntitle = 'Ett'\n{before}\n"
    assert change(lambda m: edits.set_item(m, (0,), presenters=("Alva", "Cia")), text) == (
        f"-{before}\n+presenters = ['Alva',   \"Cia\"] # två"
    )
    assert change(lambda m: edits.set_item(m, (0,), presenters=("Bo", "Alva", "Dan")), text) == (
        f'-{before}\n+presenters = ["Bo", \'Alva\', "Dan"] # två'
    )


def test_a_list_that_was_empty_is_written_as_a_new_one() -> None:
    text = "[[attendance]]\npeople = []\n"
    assert change(lambda m: roster.add_person(m, 0, Person(name="Alva")), text) == (
        '-people = []\n+people = [\n+  { name = "Alva" },\n+]'
    )


def test_an_item_that_moves_takes_its_comments_and_entries_along() -> None:
    merged = merge_text(FILE, old := parse_meeting(FILE, PATH).meeting, edits.move_item(old, (1,), -1)[0])
    start, _, end = merged.partition("# om två\n")
    assert "# om ett" not in start
    assert '\n\n# om ett\n[[agenda]]\ntitle = "Ett" # rubrik\n\n[[agenda.entries]]\ntext' in end
    assert end.endswith('"""\n\n# okänd\n[eget]\nx = 1\n')


def test_a_new_table_has_a_blank_line_above_and_below() -> None:
    assert change(lambda m: edits.add_item(m, "Ny", (0,))[0]) == '+[[agenda]]\n+title = "Ny"\n+'
    merged = merge_text(FILE, old := parse_meeting(FILE, PATH).meeting, edits.add_item(old, "Ny", (0,))[0])
    assert '"""\n\n[[agenda]]\ntitle = "Ny"\n\n# om två' in merged


def test_tables_that_stood_close_get_a_blank_line_when_something_comes_between() -> None:
    text = '[[agenda]]\ntitle = "a"\n[[agenda]]\ntitle = "b"\n'
    old = parse_meeting(text, PATH).meeting
    assert merge_text(text, old, edits.add_item(old, "Ny", (0,))[0]) == (
        '[[agenda]]\ntitle = "a"\n\n[[agenda]]\ntitle = "Ny"\n\n[[agenda]]\ntitle = "b"\n'
    )
    assert merge_text(text, old, edits.move_item(old, (0,), 1)[0]) == (
        '[[agenda]]\ntitle = "b"\n\n[[agenda]]\ntitle = "a"\n'
    )


def test_entries_stand_before_points() -> None:
    text = '[[agenda]]\ntitle = "a"\n\n[[agenda.points]]\ntitle = "p"\n'
    assert change(lambda m: stream.add_entry(m, (0,), 0, text="Hej"), text) == (
        '+[[agenda.entries]]\n+kind = "note"\n+text = "Hej"\n+'
    )
    merged = merge_text(
        text, old := parse_meeting(text, PATH).meeting, stream.add_entry(old, (0,), 0, text="Hej")
    )
    assert merged.index("agenda.entries") < merged.index("agenda.points")


def test_a_table_written_inline_stays_inline() -> None:
    def edit(meeting: Meeting) -> Meeting:
        meeting = stream.set_entry(meeting, (1,), 0, to="AU")
        return stream.add_entry(meeting, (1,), 1, text="rad\nrad")

    assert change(edit) == (
        '-entries = [{ kind = "beslut", text = "Ja" }, { text = "b" }]\n'
        '+entries = [{ kind = "beslut", text = "Ja", to = "AU" }, '
        '{ kind = "note", text = "rad\\nrad\\n" }, { text = "b" }]'
    )


def test_a_single_table_comes_and_goes() -> None:
    def with_notes(notes: str) -> Callable[[Meeting], Meeting]:
        return lambda m: m.model_copy(update={"private": Private(notes=notes)})

    assert change(with_notes("Boka")) == '+[private]\n+notes = "Boka"\n+'
    text = '[private]\nnotes = "Boka"\n'
    assert change(with_notes(""), text) == '-[private]\n-notes = "Boka"'
    text = '[private]\nnotes = "Boka"  # mitt\n'
    assert change(with_notes(""), text) == '-notes = "Boka"  # mitt\n+# mitt'


def test_a_single_table_written_inline_is_changed_in_its_place() -> None:
    text = 'closing = { text = "a", egen = 1 } # slut\n'
    assert change(lambda m: m.model_copy(update={"closing": Closing(text="b\nc")}), text) == (
        '-closing = { text = "a", egen = 1 } # slut\n+closing = { text = "b\\nc\\n", egen = 1 } # slut'
    )


def test_an_array_of_tables_that_another_table_interrupts_is_merged() -> None:
    text = '[[agenda]]\ntitle = "a"\n\n[eget]\nx = 1\n\n[[agenda]]\ntitle = "b"\n'
    assert change(lambda m: edits.set_item(m, (1,), number="7"), text) == '+number = "7"'
    assert parse_meeting(text, PATH).meeting.agenda[1].title == "b"


def test_parts_of_a_table_that_stand_far_apart_stay_where_they_are() -> None:
    text = (
        'schema = 1\n[[agenda]]\ntitle = "A"\n[meeting]\nkind = "Protokoll"\n[own.b]\nq = 1\n'
        "[meeting.own]\ny = 2\n"
        '[[agenda]]\ntitle = "B"\n[own.a]\nz = 1\n[[agenda.entries]]\nkind = "note"\ntext = "Hej"\n'
    )
    meeting = parse_meeting(text, PATH).meeting
    first, second = meeting.agenda
    renamed = first.model_copy(update={"title": "Inledning"})
    changed = meeting.model_copy(update={"agenda": (renamed, second)})
    assert merge_text(text, meeting, changed) == text.replace('"A"', '"Inledning"')
    longer = second.model_copy(update={"entries": (*second.entries, Entry(text="Då"))})
    added = meeting.model_copy(update={"agenda": (first, longer)})
    assert merge_text(text, meeting, added).startswith(text)
    swapped = meeting.model_copy(update={"agenda": (second, first)})
    assert parse_meeting(merge_text(text, meeting, swapped), PATH).meeting == swapped


def test_an_empty_file_can_be_merged_into() -> None:
    assert merge_text("", Meeting(), Meeting(private=Private(notes="x"))) == '[private]\nnotes = "x"\n'


def test_the_end_of_the_file_stays_as_it_is() -> None:
    text = '[[agenda]]\ntitle = "a"\n\n\n# slut\n\n\n'
    assert change(lambda m: edits.set_item(m, (0,), number="7"), text) == '+number = "7"'


def facts_edits(meeting: Meeting) -> Iterator[st.SearchStrategy[Meeting]]:
    yield st.builds(
        lambda **values: edits.set_facts(meeting, **values),
        place=lines,
        date=st.none() | dates,
        start=st.none() | times,
        bodies=st.lists(lines, max_size=2).map(tuple),
    )


def agenda_edits(meeting: Meeting, *, removing: bool) -> Iterator[st.SearchStrategy[Meeting]]:
    yield words.map(lambda title: edits.add_item(meeting, title)[0])
    paths = [path for path, _ in walk_items(meeting)]
    if not paths:
        return
    path = st.sampled_from(paths)
    yield st.builds(lambda p, title: edits.add_item(meeting, title, p)[0], path, words)
    yield st.builds(lambda p, title: edits.add_point(meeting, title, p)[0], path, words)
    yield st.builds(lambda p, by: edits.move_item(meeting, p, by)[0], path, st.integers(-2, 2))
    yield st.builds(lambda p, title: edits.set_item(meeting, p, title=title), path, words)
    yield st.builds(lambda p, text: stream.add_entry(meeting, p, 0, text=text), path, proses)
    if removing:
        yield st.builds(lambda p: edits.remove_item(meeting, p), path)


def entry_edits(meeting: Meeting, *, removing: bool) -> Iterator[st.SearchStrategy[Meeting]]:
    spots = [(path, i) for path, item in walk_items(meeting) for i in range(len(item.entries))]
    if not spots:
        return
    spot = st.sampled_from(spots)
    yield st.builds(lambda s, text: stream.set_text(meeting, s[0], s[1], text), spot, proses)
    yield st.builds(lambda s, to, due: stream.set_entry(meeting, *s, to=to, due=due), spot, lines, dates)
    if removing:
        yield st.builds(lambda s: stream.remove_entry(meeting, s[0], s[1]), spot)
        yield st.builds(lambda s, to: stream.move_entry(meeting, s[0], s[1], to[0]), spot, spot)


def people_edits(meeting: Meeting, *, removing: bool) -> Iterator[st.SearchStrategy[Meeting]]:
    spots = [(r, p) for r, p, _ in roster.walk_people(meeting)]
    if not spots:
        return
    spot = st.sampled_from(spots)
    yield st.builds(lambda s: roster.set_person(meeting, s[0], s[1], status="struck", role=""), spot)
    yield st.builds(lambda s, name: roster.set_person(meeting, s[0], s[1], name=name), spot, words)
    yield st.builds(lambda s, by: roster.move_person(meeting, s[0], s[1], by), spot, st.integers(-2, 2))
    yield st.builds(lambda s, person: roster.add_person(meeting, s[0], person), spot, people)
    if removing:
        yield st.builds(lambda s: roster.remove_person(meeting, s[0], s[1]), spot)


def edited(meeting: Meeting, *, removing: bool) -> st.SearchStrategy[Meeting]:
    """The meeting after one edit, as the screens make them."""
    return st.one_of(
        *facts_edits(meeting),
        *agenda_edits(meeting, removing=removing),
        *entry_edits(meeting, removing=removing),
        *people_edits(meeting, removing=removing),
    )


def save_all(data: st.DataObject, meeting: Meeting, text: str, *, removing: bool) -> str:
    """Edit a few times, save after each, and see that the file then holds the meeting."""
    for _ in range(data.draw(st.integers(1, 4))):
        new = data.draw(edited(meeting, removing=removing))
        text = merge_text(text, meeting, new)
        assert parse_meeting(text, PATH).meeting == new
        meeting = new
    return text


@given(st.data(), meetings)
def test_any_edits_reach_the_file(data: st.DataObject, meeting: Meeting) -> None:
    text, _ = commented(dump_new(meeting))
    save_all(data, meeting, text, removing=True)


@given(st.data(), meetings)
def test_edits_that_remove_nothing_keep_all_comments_and_unknown_keys(
    data: st.DataObject, meeting: Meeting
) -> None:
    text, marks = commented(dump_new(meeting))
    text = save_all(data, meeting, text, removing=False)
    assert [number for number in range(marks) if f"märke {number}." not in text] == []
    assert text.count("= 'märke") == len(unknown_keys(tomllib.loads(text)))


def unknown_keys(data: Any) -> list[str]:
    if isinstance(data, list):
        return [key for each in data for key in unknown_keys(each)]
    if not isinstance(data, dict):
        return []
    own = [key for key, value in data.items() if key.startswith("x") and str(value).startswith("märke")]
    return own + [key for value in data.values() for key in unknown_keys(value)]


@given(meetings, meetings)
def test_any_meeting_can_follow_upon_any_other(old: Meeting, new: Meeting) -> None:
    text, _ = commented(dump_new(old))
    assert parse_meeting(merge_text(text, old, new), PATH).meeting == new


@given(meetings, meetings)
def test_a_file_without_comments_is_merged_into_what_a_new_one_would_be(old: Meeting, new: Meeting) -> None:
    def tidy(text: str) -> list[str]:
        return sorted(line for line in text.split("\n") if line)

    merged = merge_text(dump_new(old), old, new)
    assert tomllib.loads(merged) == tomllib.loads(dump_new(new))
    assert tidy(merged) == tidy(dump_new(new))


@pytest.mark.parametrize("text", ['meeting.kind = "a"\n', '[meeting]\nkind = "a"\n[meeting.x]\ny = 1\n'])
def test_forms_that_are_not_merged_are_at_least_not_lost(text: str) -> None:
    old = parse_meeting(text, PATH).meeting
    merged = merge_text(text, old, edits.set_facts(old, date=None))
    assert merged == text
