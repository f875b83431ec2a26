"""What holds for every edit of every meeting."""

from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.history import History, Step
from protokoll_tui.meeting.model import Meeting
from tests.meeting.any_edit import any_edit
from tests.strategies import meetings


@given(st.data(), meetings)
def test_an_edited_meeting_is_one_that_a_file_can_hold(data: st.DataObject, meeting: Meeting) -> None:
    after = data.draw(any_edit(meeting))(meeting)

    assert Meeting.model_validate(after.model_dump()) == after


@given(st.data(), meetings)
def test_an_edit_leaves_the_meeting_before_it_as_it_was(data: st.DataObject, meeting: Meeting) -> None:
    before = meeting.model_dump()

    data.draw(any_edit(meeting))(meeting)

    assert meeting.model_dump() == before


@given(st.data(), meetings)
def test_an_edit_shares_what_it_does_not_touch(data: st.DataObject, meeting: Meeting) -> None:
    after = data.draw(any_edit(meeting))(meeting)

    for name in Meeting.model_fields:
        old, new = getattr(meeting, name), getattr(after, name)
        assert (old == new) == (old is new)


@given(st.data(), meetings)
def test_undoing_every_edit_gives_back_the_identical_meeting(data: st.DataObject, start: Meeting) -> None:
    history, states = History(), [start]
    for _ in range(data.draw(st.integers(1, 4))):
        after = data.draw(any_edit(states[-1]))(states[-1])
        history = history.add(Step("ändra", before=states[-1], after=after))
        states.append(after)

    for state in reversed(states[:-1]):
        undone = history.undo()
        assert undone is not None
        history = undone[0]
        assert undone[1].before is state
    assert history.undo() is None

    for state in states[1:]:
        redone = history.redo()
        assert redone is not None
        history = redone[0]
        assert redone[1].after is state
    assert history.redo() is None
