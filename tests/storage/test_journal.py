"""The journal gives back the last change that was written to it, whatever happened to it after that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protokoll_tui.meeting import edits
from protokoll_tui.meeting.model import Entry, Item, Meeting
from protokoll_tui.meeting.place import Place
from protokoll_tui.storage import journal as module
from protokoll_tui.storage import platform
from protokoll_tui.storage.journal import Content, Journal, State, common, is_blank, read_journal, text_of
from tests.meeting.any_edit import any_edit
from tests.strategies import meetings, proses

MEETING = Path("möte.toml")
folders_are_shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def places(count: int) -> list[Meeting]:
    return [edits.set_facts(Meeting(), place=f"Rum {number}") for number in range(count)]


def written(path: Path, states: list[Meeting]) -> Journal:
    """Begin a journal on the first meeting, and add the other ones."""
    path.unlink(missing_ok=True)
    journal = Journal(path, MEETING, State(0, text_of(states[0])))
    for number, meeting in enumerate(states[1:], start=1):
        journal.append(State(number, text_of(meeting)))
    return journal


def content(path: Path) -> Content:
    found = read_journal(path)
    assert found is not None
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "1-00.journal"


@folders_are_shared
@given(st.data(), meetings)
def test_the_last_of_any_changes_comes_back(path: Path, data: st.DataObject, meeting: Meeting) -> None:
    states = [meeting]
    for _ in range(data.draw(st.integers(0, 5))):
        states.append(data.draw(any_edit(states[-1]))(states[-1]))
    written(path, states).close()
    found = content(path)
    assert found.last.text == text_of(states[-1])
    assert found.changes == len(states) - 1


@given(meetings)
def test_a_meeting_comes_back_from_its_text(meeting: Meeting) -> None:
    assert State(1, text_of(meeting)).meeting() == meeting


@given(proses, proses)
def test_a_change_is_what_two_texts_do_not_share(before: str, after: str) -> None:
    start, end = common(before, after)
    assert before[:start] + after[start : len(after) - end] + before[len(before) - end :] == after


@folders_are_shared
@given(st.data())
def test_a_journal_that_is_cut_anywhere_gives_back_the_last_whole_line(
    path: Path, data: st.DataObject
) -> None:
    states = places(4)
    written(path, states).close()
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    lines = whole[:cut].count(b"\n") // 2
    found = read_journal(path)
    if lines == 0:
        assert found is None
        assert is_blank(path)
    else:
        assert found is not None
        assert found.last.text == text_of(states[max(0, lines - 2)])
        assert found.damaged == found.cut == (not whole[:cut].endswith(b"\n"))


WRONG = ord("~")


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().strip(b"\n").split(b"\n\n")


def write_lines(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(b"".join(b"\n" + line + b"\n" for line in lines))


def test_any_one_wrong_byte_costs_at_most_the_change_that_it_stands_in(path: Path) -> None:
    states = places(6)
    journal = written(path, states)
    journal.mark_saved(2)
    journal.close()
    whole = path.read_bytes()
    lines = lines_of(path)
    last_change = len(whole) - len(lines[-1]) - len(lines[-2]) - 4
    for at, byte in enumerate(whole):
        damaged = bytearray(whole)
        damaged[at] = WRONG if byte != WRONG else WRONG + 1
        path.write_bytes(bytes(damaged))
        found = content(path)
        if at in (last_change, len(whole) - len(lines[-1]) - 2):
            continue  # a line end beside another one, which is enough
        if last_change < at < len(whole) - len(lines[-1]) - 2:
            assert found.last.text == text_of(states[-2]), at
            assert found.cut, at
        else:
            assert found.last.text == text_of(states[-1]), at
        assert found.head.path == os.path.realpath(MEETING)
        assert found.damaged, at


@folders_are_shared
@given(st.data())
def test_a_journal_with_wrong_bytes_gives_back_states_that_were_written_and_never_a_mixture(
    path: Path, data: st.DataObject
) -> None:
    states = places(4)
    written(path, states).close()
    damaged = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=5)):
        damaged[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(damaged))
    found = read_journal(path)
    texts = [text_of(state) for state in states]
    assert found is None or {each.text for each in found.recent} <= set(texts)


def test_where_a_whole_meeting_is_lost_all_before_it_and_all_after_the_next_one_comes_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHOLE_EVERY", 3)
    states = places(11)
    written(path, states).close()
    lines = lines_of(path)
    wholes = [at for at, line in enumerate(lines) if b'"journal"' in line]
    assert wholes == [0, 1, 5, 6, 10, 11]
    for at in (5, 6):
        lines[at] = b"x" + lines[at]
    write_lines(path, lines)
    found = content(path)
    assert found.last.text == text_of(states[-1])
    assert [each.number for each in found.recent] == [0, 1, 2, 3, 8, 9, 10]
    assert found.damaged
    assert not found.cut
    write_lines(path, lines[:10])
    assert content(path).last.number == 3
    assert content(path).cut


def test_a_large_piece_is_written_as_a_whole_meeting_and_the_next_ones_are_short(path: Path) -> None:
    large = Meeting(agenda=tuple(Item(title=f"Ärende {i}", agenda_text="x" * 1000) for i in range(50)))
    journal = written(path, [large])
    both = edits.set_item(edits.set_item(large, (0,), title="Först"), (49,), title="Sist")
    journal.append(State(1, text_of(both)))
    before = journal.size
    journal.append(State(2, text_of(edits.set_item(both, (49,), title="Sist!"))))
    assert journal.size - before < 200
    assert content(path).last.number == 2


def test_what_was_saved_is_no_change_any_more(path: Path) -> None:
    journal = written(path, places(4))
    assert content(path).changes == 3
    journal.mark_saved(2)
    assert content(path).changes == 1
    journal.mark_saved(3)
    assert content(path).changes == 0


def test_what_cannot_be_read_but_was_saved_is_not_missing(path: Path) -> None:
    written(path, places(4)).mark_saved(3)
    lines = lines_of(path)
    lines[-2] = b"x" + lines[-2]
    write_lines(path, lines)
    found = content(path)
    assert (found.last.number, found.changes, found.damaged, found.cut) == (2, 0, True, False)


def test_the_journal_says_when_and_where_the_last_change_was_made(path: Path) -> None:
    journal = written(path, places(1))
    journal.append(State(1, "{}", "2026-05-29T09:47:00+02:00", Place((5, 2), 1, 17)))
    found = content(path)
    assert found.last == State(1, "{}", "2026-05-29T09:47:00+02:00", Place((5, 2), 1, 17))
    assert (found.head.path, found.head.pid) == (os.path.realpath(MEETING), os.getpid())
    assert found.head.started == platform.started(os.getpid())


def test_a_letter_costs_a_short_line_however_large_the_meeting_is(path: Path) -> None:
    large = Meeting(
        agenda=tuple(Item(title=f"Ärende {i}", entries=(Entry(text="x" * 1000),)) for i in range(50))
    )
    journal = written(path, [large])
    before = journal.size
    journal.append(State(1, text_of(edits.set_item(large, (7,), title="Ärende 7!"))))
    assert journal.size - before < 200


def test_a_line_that_is_written_only_in_part_is_cut_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = places(3)
    journal = written(path, states[:2])
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:10]))
    with pytest.raises(OSError, match="space"):
        journal.append(State(2, text_of(states[2])))
    monkeypatch.undo()
    assert content(path).last.text == text_of(states[1])
    journal.append(State(2, text_of(states[2])))
    assert content(path).last.text == text_of(states[2])


def test_a_text_that_no_file_can_hold_is_journalled_cleaned() -> None:
    dirty = Entry().model_copy(update={"text": "a\udc80"})
    meeting = Meeting().model_copy(update={"agenda": (Item(title="x", entries=(dirty,)),)})
    assert State(1, text_of(meeting)).meeting().agenda[0].entries[0].text == "a\ufffd"


def test_a_journal_takes_no_name_that_is_in_use(path: Path) -> None:
    path.write_bytes(b"annat")
    with pytest.raises(FileExistsError):
        Journal(path, MEETING, State(0, "{}"))
    assert path.read_bytes() == b"annat"


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"00000000 {}\n", b"\xff" * 100, b"zz {\n" * 5])
def test_what_is_no_journal_is_none(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert read_journal(path) is None
