"""The examples have the structure of real minutes, piece for piece.

Every count of the first four was taken, before the examples were written, from the public minutes of one
Swedish region's groups: 41 people in five blocks without headings, six people struck out of 25, a decision
that is referred, three levels of lists, fourteen coming meetings of two bodies. The words are invented.
The fifth holds what those four lack: §, att-clauses, proposals, a reservation, substitutes, signatures.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import Block, Heading, List, words
from protokoll_tui.meeting.check import check
from protokoll_tui.meeting.model import Entry, Meeting
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.roster import walk_people
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writing import dump_new
from protokoll_tui.templates.loading import layout_for, load_template

MEETINGS = Path(__file__).parents[2] / "meetings"


@dataclass(frozen=True)
class Shape:
    """How many there are of what. Lists are counted in the entries and on the agenda side of items."""

    rosters: tuple[int, ...]
    items: int
    presenters: tuple[int, ...]
    points: int = 0
    struck: int = 0
    unmarked: int = 0
    digital: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    list_levels: int = 0
    list_rows: int = 0
    headings: int = 0
    """Headings inside the text of entries."""
    agenda_rows: int = 0
    attachments: int = 0
    next_meetings: tuple[int, ...] = ()
    """By body."""
    adjusters: int = 0
    evaluation: int = 0
    """Paragraphs of the evaluation."""
    signatures: int = 0
    bodies: int = 1
    without_text: int = 0
    """Items that nothing is said of, neither in themselves nor in their points."""
    words: int = field(default=0, compare=False)
    """Words of the real minutes; the example's are at least 70 per cent of them."""


SHAPES = {
    "2026-04-17-gemensam-chefsgrupp": Shape(
        bodies=2,
        rosters=(8, 15, 8, 4, 6),
        items=7,
        presenters=(0, 0, 0, 2, 2, 4, 0),
        kinds={"note": 8, "discussion": 3, "beslut": 7},
        list_levels=3,
        list_rows=16 + 43 + 17 + 8 + 6 + 8,
        headings=1 + 5 + 2 + 8 + 3,
        evaluation=4,
        next_meetings=(5, 4),
        words=2483,
    ),
    "2026-05-29-chefsgrupp-social-valfard": Shape(
        rosters=(25, 7),
        struck=6,
        items=13,
        points=4,
        presenters=(0, 0, 0, 0, 4, 2, 0, 0, 1, 0, 3, 3, 1, 1, 0, 0, 0),
        kinds={"note": 18, "proposal": 1, "beslut": 4, "discussion": 1, "task": 1},
        outcomes=("referred",),
        next_meetings=(4,),
        without_text=1,
        words=1402,
    ),
    "2026-09-11-samverkansrad": Shape(
        bodies=2,
        rosters=(5, 9, 7, 9, 3),
        items=14,
        presenters=(1, 1, 1, 1, 2, 1, 3, 1, 1, 2, 1, 1, 0, 1),
        kinds={"note": 14},
        headings=2,
        adjusters=3,
        next_meetings=(2,),
        words=1753,
    ),
    "2026-10-22-chefsgrupp-folkhalsa": Shape(
        rosters=(13, 1),
        unmarked=13,
        digital=3,
        items=17,
        presenters=(0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 7, 1, 0),
        kinds={"note": 16, "discussion": 1, "forward": 5},
        list_levels=1,
        agenda_rows=4 + 3 + 3 + 6,
        attachments=2,
        next_meetings=(8, 6),
        words=1847,
    ),
    "2026-06-11-styrelse": Shape(
        rosters=(6, 2, 2, 1),
        struck=1,
        digital=1,
        items=14,
        points=2,
        presenters=(0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0),
        kinds={
            "note": 12,
            "discussion": 1,
            "proposal": 2,
            "beslut": 12,
            "task": 2,
            "event": 3,
            "reservation": 1,
            "internal": 1,
        },
        outcomes=("rejected", "remitted", "tabled"),
        list_levels=2,
        list_rows=5 + 3,
        attachments=2,
        next_meetings=(2,),
        adjusters=1,
        signatures=3,
        words=400,
    ),
}


def test_each_example_has_its_counts() -> None:
    assert {path.stem for path in MEETINGS.glob("*.toml")} == set(SHAPES)


def shape_of(meeting: Meeting) -> Shape:
    people = [person for _, _, person in walk_people(meeting)]
    items = [item for _, item in walk_items(meeting)]
    printed = [entry for item in items for entry in item.entries if entry.kind != "private"]
    texts = [block for entry in printed for block in blocks(entry.text)]
    agenda = [block for item in items for block in blocks(item.agenda_text)]
    coming = Counter(coming.body for coming in meeting.next_meetings)
    return Shape(
        bodies=len(meeting.facts.bodies),
        rosters=tuple(len(roster.people) for roster in meeting.attendance),
        struck=sum(person.status == "struck" for person in people),
        unmarked=sum(person.status == "unmarked" for person in people),
        digital=sum(person.mode == "digital" for person in people),
        items=len(meeting.agenda),
        points=len(items) - len(meeting.agenda),
        presenters=tuple(len(item.presenters) for item in items),
        kinds=dict(Counter(entry.kind for entry in printed)),
        outcomes=tuple(sorted(outcomes(printed))),
        list_levels=max(map(levels, [*texts, *agenda]), default=0),
        list_rows=sum(map(rows, texts)),
        agenda_rows=sum(map(rows, agenda)),
        headings=sum(isinstance(block, Heading) for block in texts),
        attachments=len(meeting.attachments),
        next_meetings=tuple(coming.values()),
        adjusters=len(meeting.adjusters),
        evaluation=len(blocks(meeting.closing.evaluation)),
        signatures=len(meeting.signatures),
        without_text=sum(
            item.status != "struck" and not item.points and not any(e.kind != "private" for e in item.entries)
            for item in meeting.agenda
        ),
    )


def outcomes(entries: list[Entry]) -> list[str]:
    return [entry.outcome for entry in entries if entry.kind == "beslut" and entry.outcome]


def rows(block: Block) -> int:
    if not isinstance(block, List):
        return 0
    return len(block.items) + sum(rows(inner) for item in block.items for inner in item)


def levels(block: Block) -> int:
    if not isinstance(block, List):
        return 0
    return 1 + max((levels(inner) for item in block.items for inner in item), default=0)


def test_an_example_has_the_structure_of_the_real_minutes(file: Path, meeting: Meeting) -> None:
    assert shape_of(meeting) == SHAPES[file.stem]


def test_an_example_is_nearly_as_long_as_the_real_minutes(file: Path, meeting: Meeting) -> None:
    layout, _ = layout_for(meeting, MEETINGS)
    printed = len(list(words(compose(meeting, layout).blocks)))
    assert printed >= 0.7 * SHAPES[file.stem].words


def test_an_example_is_written_with_its_template_and_that_exists(meeting: Meeting) -> None:
    template = load_template(meeting.facts.template, MEETINGS)
    assert meeting.facts.kind == template.meeting.kind
    assert meeting.facts.bodies == template.meeting.bodies


def test_the_check_finds_nothing_open_in_an_example(meeting: Meeting) -> None:
    assert check(meeting).open == ()


def test_an_example_looks_as_the_program_writes_it(file: Path, meeting: Meeting) -> None:
    assert file.read_text("utf-8") == dump_new(meeting)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Siri Lundvall", "2026-09-25"),
        ("Joel Carlhammar", "2026-10-01"),
        ("Bahar Basmann", "2026-10-02"),
    ],
)
def test_adjusters_have_the_day_on_which_each_signed(name: str, day: str) -> None:
    meeting = read_meeting(MEETINGS / "2026-09-11-samverkansrad.toml").meeting
    assert {a.name: str(a.date) for a in meeting.adjusters}[name] == day


def test_the_coming_meetings_have_every_form_that_real_ones_have() -> None:
    coming = [m for file in MEETINGS.glob("*.toml") for m in read_meeting(file).meeting.next_meetings]
    assert any(m.time_text for m in coming)
    assert any(m.end_date for m in coming)
    assert any(m.tentative for m in coming)
    assert any(m.note for m in coming)
    assert any(m.title for m in coming)
    assert {m.mode for m in coming} >= {"physical", "digital"}
