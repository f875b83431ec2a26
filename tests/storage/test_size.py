"""A meeting that grows too large to be opened again: the file stays one that can be, and no text is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.meeting import edits, stream
from protokoll_tui.meeting.model import Facts, Item, Meeting
from protokoll_tui.storage import meeting_file, reading
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writer import Pace, Writer

LONG = 60.0
CALM = Pace(rest=LONG, longest=LONG, look=LONG, retry=0.01)
SMALL = Meeting(facts=Facts(place="Salen"), agenda=(Item(title="Inledning"),))
LARGE = stream.set_text(SMALL, (0,), 0, "ord " * 500)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (meeting_file, reading):
        monkeypatch.setattr(module, "MAX_BYTES", 1_000)
    return MeetingFile.create(tmp_path / "mote.toml", SMALL).path


def test_it_is_told_and_the_text_is_in_the_journal_and_comes_back_until_it_is_shortened(path: Path) -> None:
    writer = Writer(open_meeting(path), pace=CALM)
    writer.submit(LARGE)
    assert not writer.flush(LONG)
    assert writer.state.kind == "journal"
    assert "större än" in writer.state.message
    assert not writer.close(0.05)
    assert read_meeting(path).meeting == SMALL

    opened = open_meeting(path)
    assert opened.meeting == LARGE
    writer = Writer(opened, pace=CALM)
    shorter = edits.set_facts(SMALL, place="Hallen")
    writer.submit(shorter)
    assert writer.close(LONG)
    assert read_meeting(path).meeting == shorter


def test_what_grows_again_and_again_is_saved_as_long_as_it_can_be_opened(path: Path) -> None:
    writer = Writer(open_meeting(path), pace=CALM)
    for words in range(0, 500, 20):
        writer.submit(stream.set_text(SMALL, (0,), 0, "ord " * words))
        writer.flush(LONG)
        assert read_meeting(path).meeting.facts.place == "Salen"
    writer.submit(SMALL)
    assert writer.close(LONG)
