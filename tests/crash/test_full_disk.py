"""Small disks that run full, and have room again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from protokoll_tui.meeting.stream import set_text
from protokoll_tui.session import Session
from protokoll_tui.storage import state
from protokoll_tui.storage.journal import read_journal
from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writer import Pace
from tests.crash.crashing import PATIENCE, wait_until, words_of
from tests.crash.disks import full, needs_root, tiny
from tests.crash.secretary import START, type_word
from tests.crash.words import word

pytestmark = needs_root

FAST = Pace(rest=0.02, longest=0.05, retry=0.02, look=0.05, sync=0.02)
LONG = set_text(START, (1,), 0, "Ett ord till som tar plats. " * 2000)


@pytest.fixture
def disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Path]]:
    """One disk for the meetings, and one for all that the program keeps itself."""
    with tiny(tmp_path / "meetings") as meetings, tiny(tmp_path / "state") as own:
        monkeypatch.setenv("XDG_STATE_HOME", str(own / "state"))
        (own / "runtime").mkdir()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(own / "runtime"))
        yield {"meetings": meetings, "state": own}


@pytest.fixture
def session(disks: dict[str, Path]) -> Iterator[Session]:
    """An open meeting that takes a good part of a disk."""
    path = disks["meetings"] / "mote.toml"
    path.write_bytes(fresh_bytes(LONG, path))
    session = Session(open_meeting(path), pace=FAST)
    yield session
    assert session.close()
    assert [each.name for each in path.parent.iterdir()] == ["mote.toml"]


def type_one_word(session: Session) -> None:
    session.apply("skriv", type_word(session.meeting, 0, word("ord", 0)))


@pytest.mark.parametrize(
    ("filled", "kind", "told"),
    [
        (["meetings"], "journal", "Det du skriver är tryggt i journalen"),
        (["meetings", "state"], "memory", "Det senaste finns bara i programmet"),
    ],
)
def test_on_a_full_disk_the_text_is_kept_and_told_of_and_saved_when_there_is_room(
    disks: dict[str, Path], session: Session, filled: list[str], kind: str, told: str
) -> None:
    with ExitStack() as fillings:
        for disk in filled:
            fillings.enter_context(full(disks[disk]))
        type_one_word(session)
        wait_until(lambda: session.save_state.kind == kind, f"the state {kind!r}")
        assert "Disken är full." in session.save_state.message
        assert told in session.save_state.message
        assert words_of(session.meeting)
        assert read_meeting(session.path).meeting == LONG
        assert in_journal(session.path) == (kind == "journal")
    wait_until(lambda: session.save_state.kind == "saved", "the state 'saved'")
    assert read_meeting(session.path).meeting == session.meeting


def test_where_only_the_disk_of_the_state_folder_is_full_the_journal_lies_in_the_second_place(
    disks: dict[str, Path], session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runtime").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    with full(disks["state"]):
        type_one_word(session)
        assert session.wait_journalled(PATIENCE)
        assert in_journal(session.path)
        assert session.save(PATIENCE)
        assert read_meeting(session.path).meeting == session.meeting


def in_journal(path: Path) -> bool:
    """Tell whether a journal of the meeting holds the word."""
    found = [content for each in state.journals_of(path) if (content := read_journal(each))]
    return any(words_of(content.last.meeting()) for content in found)
