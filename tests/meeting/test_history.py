import datetime as dt

from protokoll_tui.meeting.history import History, Step
from protokoll_tui.meeting.model import Facts, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.meeting.status import set_status

EMPTY, FIRST, SECOND = Meeting(), Meeting(facts=Facts(place="A")), Meeting(facts=Facts(place="B"))


def test_letters_typed_in_a_row_are_one_step_at_the_place_of_the_first() -> None:
    history = History().add(Step("skriv", EMPTY, FIRST, Place((0,), 0, 1), run="text"))
    history = history.add(Step("skriv", FIRST, SECOND, Place((0,), 0, 2), run="text"))

    assert history.done == (Step("skriv", EMPTY, SECOND, Place((0,), 0, 1), run="text"),)


def test_another_run_and_a_step_without_a_run_stand_alone() -> None:
    history = History().add(Step("skriv", EMPTY, FIRST, run="a")).add(Step("skriv", FIRST, SECOND, run="b"))
    history = history.add(Step("stryk", SECOND, FIRST)).add(Step("stryk", FIRST, SECOND))

    assert len(history.done) == 4


def test_a_closed_run_takes_up_nothing_more() -> None:
    history = History().add(Step("skriv", EMPTY, FIRST, run="text")).close_run()

    assert len(history.add(Step("skriv", FIRST, SECOND, run="text")).done) == 2


def test_closing_where_no_run_is_open_changes_nothing() -> None:
    for history in (History(), History().add(Step("stryk", EMPTY, FIRST))):
        assert history.close_run() is history


def test_closing_a_run_keeps_what_can_be_redone() -> None:
    undone = History().add(Step("a", EMPTY, FIRST, run="x")).add(Step("b", FIRST, SECOND)).undo()

    assert undone is not None
    assert undone[0].close_run().undone == undone[0].undone


def test_typing_after_an_undo_does_not_change_the_step_that_was_undone() -> None:
    undone = History().add(Step("skriv", EMPTY, FIRST, run="text")).undo()
    assert undone is not None
    redone = undone[0].redo()
    assert redone is not None

    assert len(redone[0].add(Step("skriv", FIRST, SECOND, run="text")).done) == 2


def test_a_new_step_ends_what_could_be_redone() -> None:
    undone = History().add(Step("a", EMPTY, FIRST)).undo()

    assert undone is not None
    assert undone[0].add(Step("b", EMPTY, SECOND)).redo() is None


def test_nothing_is_undone_or_redone_in_a_new_history() -> None:
    assert History().undo() is None
    assert History().redo() is None


FINISHED = set_status(FIRST, "finished", dt.date(2026, 6, 1))
STATUS = Step("status färdigt", FIRST, FINISHED)


def test_a_step_that_is_logged_is_not_undone_but_what_comes_after_it_is() -> None:
    typed = Step("skriv", FINISHED, FINISHED.model_copy(update={"facts": SECOND.facts}))
    history = History().add(Step("skriv", EMPTY, FIRST)).add(STATUS)
    assert (history.undo(), history.ends_at_log) == (None, True)

    undone = history.add(typed).undo()
    assert undone is not None
    assert undone[1] == typed
    assert (undone[0].undo(), undone[0].ends_at_log) == (None, True)
    assert not History().ends_at_log


def test_a_status_that_somebody_else_has_logged_is_not_undone_either() -> None:
    undone = History().add(Step("skriv", EMPTY, FIRST)).add(Step("skriv", FIRST, SECOND)).undo()
    assert undone is not None
    history = undone[0].slip_in(STATUS)
    assert history.undo() is None
    assert history.redo() is not None


def test_a_log_that_somebody_else_has_cut_comes_back_by_undo() -> None:
    cut = Step("ändrat på annat håll", FINISHED, FIRST)
    undone = History().add(cut).undo()
    assert undone is not None
    assert undone[1] == cut
