"""A disk that answers nothing, not even an error: whoever types does not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from protokoll_tui.storage import meeting_file, writer
from protokoll_tui.storage.journal import Journal
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.writer import Pace
from tests.crash.crashing import PATIENCE
from tests.crash.disks import frozen, image, needs_root
from tests.crash.secretary import START
from tests.crash.test_kill import start
from tests.tools import needs
from tests.tui.driving import opened

FAST = Pace(rest=0.05, longest=0.1, retry=0.05, look=0.2, sync=0.05, patience=0.2)


class Ice:
    """What calls hang in until it melts."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._melted = threading.Event()
        self.broken = False
        """Whether a call was let go because nobody melted it in time: it was waited for, then."""

    def freeze(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a call that does its work when the ice has melted."""

        def frozen_call(*args: Any) -> Any:
            self.reached.set()
            self.broken |= not self._melted.wait(PATIENCE)
            return call(*args)

        return frozen_call

    def melt(self) -> None:
        self._melted.set()


@contextmanager
def ice(*calls: tuple[object, str]) -> Iterator[Ice]:
    """Freeze calls, each named by where it is."""
    cold = Ice()
    with ExitStack() as patches:
        for where, name in calls:
            patches.enter_context(mock.patch.object(where, name, cold.freeze(getattr(where, name))))
        try:
            yield cold
        finally:
            cold.melt()


@pytest.mark.parametrize(
    ("calls", "mark", "told"),
    [
        ([(meeting_file, "exchange_file")], "i journalen", "tryggt i journalen"),
        ([(meeting_file, "exchange_file"), (Journal, "append")], "EJ SPARAT", "bara i programmet"),
    ],
)
async def test_keys_are_taken_while_the_disk_hangs_and_saved_when_it_answers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[tuple[object, str]],
    mark: str,
    told: str,
) -> None:
    monkeypatch.setattr(writer, "Pace", lambda: FAST)
    async with opened(tmp_path, START) as at:
        with ice(*calls) as disk:
            await at.type("Alla hör")
            await at.wait_for("Disken svarar inte")
            await at.type(" vad som sägs.")
            await at.wait_for("Alla hör vad som sägs.")
            assert mark in at.lines[0]
            assert told in " ".join(at.text.split())
            assert disk.reached.is_set()
            assert not disk.broken
            assert not read_meeting(at.session.path).meeting.agenda[0].entries
        await at.wait_for("allt är sparat")
        assert read_meeting(at.session.path).meeting == at.meeting


@pytest.mark.pty
@needs_root
@needs("mkfs.ext4", "fsfreeze")
def test_a_disk_that_really_freezes_keeps_nobody_from_typing(meeting: Path, tmp_path: Path) -> None:
    with image(tmp_path / "disk", tmp_path / "image", "24M", "mkfs.ext4", "-q") as disk:
        path = disk / "mote.toml"
        path.write_bytes(meeting.read_bytes())
        terminal = start(path)
        try:
            terminal.wait_for("1  Inledning")
            with frozen(disk):
                terminal.type("Alla hör")
                terminal.wait_for("Disken svarar inte")
                terminal.type(" vad som sägs.")
                terminal.wait_for("Alla hör vad som sägs.")
                assert "i journalen" in terminal.screen()[0]
            terminal.wait_for("sparat")
            terminal.key("ctrl+q")
            assert terminal.wait_end() == 0
        finally:
            terminal.close()
        assert read_meeting(path).meeting.agenda[0].entries[0].text == "Alla hör vad som sägs."
