"""Each system call of saving and journalling fails: the file stays whole, the text is kept, she is told."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from pathlib import Path

import pytest

from protokoll_tui.storage.reading import read_meeting
from tests.crash.crashing import as_they_are, assert_whole, fault, needs_strace, secretary, was_put_in
from tests.crash.secretary import START
from tests.crash.test_every_call import WORDS, states

pytestmark = needs_strace

SAVING = ("open", "write", "fsync", "rename")
JOURNALLING = ("open", "write", "fdatasync", "fsync")


@pytest.mark.parametrize(
    ("call", "error"), [("open", "ENOSPC"), ("write", "EIO"), ("fsync", "EIO"), ("rename", "EIO")]
)
def test_while_the_file_cannot_be_saved_the_text_is_in_the_journal_and_she_is_told(
    meeting: Path, tmp_path: Path, call: str, error: str
) -> None:
    before = meeting.read_bytes()
    options = ("--words", WORDS, "--save-every", 2, "--close", 0.5)
    with secretary(meeting, *options, "--hold", "saver") as she:
        with fault(she, "saver", call, f"error={error}:when=1+", tmp_path / "log"):
            she.go_on()
            assert she.wait() == 0, she.errors()
        assert she.said("closed") == ["False"]
        assert len(she.said("typed")) == WORDS
        assert any(told.startswith("journal ") and "journalen" in told for told in she.said("state"))
    assert meeting.read_bytes() == before
    assert_whole(meeting, states(START), WORDS)


@pytest.mark.parametrize(
    ("call", "error"), [("open", "EIO"), ("write", "ENOSPC"), ("write", "EIO"), ("fdatasync", "EIO")]
)
def test_while_the_journal_cannot_be_written_the_file_is_saved(
    meeting: Path, tmp_path: Path, call: str, error: str
) -> None:
    with secretary(meeting, "--words", WORDS, "--save-every", 2, "--hold", "journal") as she:
        with fault(she, "journal", call, f"error={error}:when=1+", tmp_path / "log"):
            she.go_on()
            assert she.wait() == 0, she.errors()
        assert she.said("closed") == ["True"]
        assert any("Journalen går inte att skriva" in told for told in she.said("state"))
    assert read_meeting(meeting).meeting == states(START)[-1]


def test_while_nothing_can_be_written_she_is_told_that_the_text_is_in_memory_only(
    meeting: Path, tmp_path: Path
) -> None:
    before = meeting.read_bytes()
    options = ("--words", WORDS, "--save-every", 2, "--close", 0.5)
    with secretary(meeting, *options, "--hold", "saver", "--hold", "journal") as she, ExitStack() as faults:
        for thread in ("saver", "journal"):
            log = tmp_path / f"{thread}.log"
            faults.enter_context(fault(she, thread, "write", "error=ENOSPC:when=1+", log))
        she.go_on()
        she.go_on()
        assert she.wait() == 0, she.errors()
        assert she.said("closed") == ["False"]
        assert not she.said("typed")
        assert any("Det senaste finns bara i programmet" in told for told in she.said("state"))
    assert meeting.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize(
    ("thread", "call"),
    [*itertools.product(["saver"], SAVING), *itertools.product(["journal"], JOURNALLING)],
)
def test_after_any_call_has_failed_once_all_is_saved(
    meeting: Path, tmp_path: Path, state_home: Path, thread: str, call: str, error: str
) -> None:
    for number in as_they_are(tmp_path / "kept", state_home, meeting.parent):
        log = tmp_path / "log"
        with secretary(meeting, "--words", WORDS, "--save-every", 2, "--hold", thread) as she:
            with fault(she, thread, call, f"error={error}:when={number}", log):
                she.go_on()
                assert she.wait() == 0, she.errors()
            assert she.said("closed") == ["True"]
            assert read_meeting(meeting).meeting == states(START)[-1]
            assert_whole(meeting, states(START), WORDS)
        if not was_put_in(log):
            break
