"""References to items by number name the item that was meant, whatever happens to the agenda."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Attachment, Facts, Item, Meeting, Person, Roster
from protokoll_tui.meeting.numbering import bare_number, find_number, find_numbers, number_items
from protokoll_tui.meeting.place import item_at, walk_items
from protokoll_tui.meeting.references import REMOVED, is_clock
from tests import strategies
from tests.meeting.any_edit import agenda_edit

POINTS = (Item(title="Budget"), Item(title="Bokslut"), Item(title="Prognos"))
AGENDA = (Item(title="Inledning"), Item(title="Ekonomi", points=POINTS), Item(title="Övrigt"))


def referring(text: str) -> Meeting:
    """A meeting in which a person comes and leaves at `text`, and an attachment belongs to it."""
    person = Person(name="Mia Falk", arrives=text, leaves=text)
    return Meeting(
        attendance=(Roster(people=(Person(name="Alva Nystrand"), person)),),
        agenda=AGENDA,
        attachments=(Attachment(title="Protokoll"), Attachment(title="Kalkyl", item=text)),
    )


def references(meeting: Meeting) -> list[str]:
    people = [person for roster in meeting.attendance for person in roster.people]
    return [
        *(text for person in people for text in (person.arrives, person.leaves)),
        *(attachment.item for attachment in meeting.attachments),
    ]


def reference(meeting: Meeting) -> str:
    """Return what the person's and the attachment's references say, which is the same."""
    (text,) = {text for text in references(meeting) if text}
    return text


@pytest.mark.parametrize(
    ("text", "edit", "followed"),
    [
        ("3", lambda meeting: edits.add_item(meeting, "Val", (0,))[0], "4"),
        ("2c", lambda meeting: edits.add_item(meeting, "Val", (0,))[0], "3c"),
        ("2c", lambda meeting: edits.add_item(meeting, "Lån", (1, 0))[0], "2d"),
        ("1", lambda meeting: edits.add_item(meeting, "Val", (0,))[0], "1"),
        ("3", lambda meeting: edits.add_item(meeting, "Val")[0], "3"),
        ("3", lambda meeting: edits.add_point(meeting, "Lån", (1,))[0], "3"),
        ("1", lambda meeting: edits.move_item(meeting, (0,), 2)[0], "3"),
        ("2b", lambda meeting: edits.move_item(meeting, (0,), 1)[0], "1b"),
        ("2a", lambda meeting: edits.move_item(meeting, (1, 2), -2)[0], "2b"),
        ("3", lambda meeting: edits.remove_item(meeting, (0,)), "2"),
        ("2c", lambda meeting: edits.remove_item(meeting, (1, 0)), "2b"),
        ("3", lambda meeting: edits.set_item(meeting, (1,), number="7"), "8"),
        ("2a", lambda meeting: edits.set_item(meeting, (1,), number="7"), "7a"),
        ("2", lambda meeting: edits.set_facts(meeting, first_number=31), "32"),
    ],
)
def test_a_reference_follows_its_item(text: str, edit: Callable[[Meeting], Meeting], followed: str) -> None:
    assert reference(edit(referring(text))) == followed


@pytest.mark.parametrize(
    ("text", "followed"), [("§ 3", "§ 4"), ("§3.", "§ 4"), ("punkt 3", "4"), ("§ 2 B)", "§ 3b")]
)
def test_a_reference_follows_however_it_is_written(text: str, followed: str) -> None:
    assert reference(edits.add_item(referring(text), "Val", (0,))[0]) == followed


def test_a_reference_that_still_holds_stays_as_it_is_written() -> None:
    assert reference(edits.add_item(referring("§ 2 B)"), "Val")[0]) == "§ 2 B)"


@pytest.mark.parametrize("text", ["kl. 2.15", "2.15", "lunch", "14"])
def test_a_time_a_word_and_a_number_of_no_item_stay(text: str) -> None:
    meeting = edits.set_item(referring(text), (2,), number="2.15")

    assert [text for text in references(edits.remove_item(meeting, (0,))) if text][:2] == [text, text]


def test_a_number_that_looks_like_a_time_is_marked_as_a_number() -> None:
    meeting = edits.set_item(referring("3"), (2,), number="4.19")

    assert reference(meeting) == "§ 4.19"
    assert reference(edits.set_item(meeting, (2,), number="5")) == "§ 5"


def test_a_reference_to_a_removed_item_stays_where_nothing_else_bears_the_number() -> None:
    assert reference(edits.remove_item(referring("3"), (2,))) == "3"


def test_a_reference_to_a_removed_item_does_not_pass_to_the_item_that_takes_its_number() -> None:
    removed = edits.remove_item(referring("2a"), (1, 0))

    assert reference(removed) == "2a, borttagen"
    assert reference(edits.remove_item(removed, (0,))) == "2a, borttagen"


def test_people_and_attachments_that_refer_to_nothing_else_are_shared() -> None:
    before = referring("1")
    after, _ = edits.add_item(before, "Val", (0,))

    assert after.attendance is before.attendance
    assert after.attachments is before.attachments


def test_a_reference_that_a_line_cannot_hold_stays() -> None:
    long = "7" * 2000

    assert reference(edits.set_item(referring("2a"), (1,), number=long)) == "2a"


@st.composite
def referring_meetings(draw: st.DrawFn) -> Meeting:
    """Any meeting whose items have titles of their own and whose references name items, or anything else."""
    meeting = draw(strategies.meetings)
    for index, (path, _) in enumerate(list(walk_items(meeting))):
        meeting = edits.set_item(meeting, path, title=f"Ärende {index}")
    names = list(number_items(meeting).values()) or ["1"]
    texts = st.one_of(st.sampled_from(names), st.sampled_from(names), st.sampled_from(["11.30", "lunch", ""]))
    person = draw(st.builds(Person, name=st.just("Mia Falk"), arrives=texts, leaves=texts))
    attachment = draw(st.builds(Attachment, title=st.just("Kalkyl"), item=texts))
    return meeting.model_copy(
        update={
            "attendance": (*meeting.attendance, Roster(people=(person,))),
            "attachments": (*meeting.attachments, attachment),
        }
    )


def followed_references(before: Meeting, after: Meeting) -> Iterator[tuple[str, str]]:
    """Yield each reference that named an item before, with what it says after."""
    for old, new in zip(references(before), references(after), strict=True):
        if find_number(before, old) is not None and not is_clock(old):
            yield old, new


@given(st.data(), referring_meetings())
def test_after_any_edit_of_the_agenda_a_reference_names_the_same_item(
    data: st.DataObject, before: Meeting
) -> None:
    after = data.draw(agenda_edit(before))(before)

    now = {item.title: path for path, item in walk_items(after)}
    for old, new in followed_references(before, after):
        path = find_number(before, old)
        assert path is not None
        there = now.get(item_at(before, path).title)
        if there is None:
            assert new == old or new == f"{old}{REMOVED}"
            assert find_number(after, new) is None
        elif bare_number(number_items(after)[there]):
            assert there in find_numbers(after, new)
            assert not is_clock(new)


@given(st.data(), referring_meetings())
def test_what_names_no_item_stays_through_any_edit_of_the_agenda(
    data: st.DataObject, before: Meeting
) -> None:
    after = data.draw(agenda_edit(before))(before)

    for old, new in zip(references(before), references(after), strict=True):
        if find_number(before, old) is None:
            assert new == old


def test_the_first_item_of_those_that_bear_a_number_is_the_one_that_is_meant() -> None:
    twice = tuple(Item(title=title, number="4") for title in ("Ett", "Två"))
    meeting = referring("4").model_copy(update={"facts": Facts(), "agenda": twice})

    assert reference(edits.set_item(meeting, (0,), number="5")) == "5"
    assert reference(edits.set_item(meeting, (1,), number="5")) == "4"
