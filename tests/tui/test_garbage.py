"""Memory is cleared up while nobody waits: not in the middle of a key, nor of a file that is written."""

from __future__ import annotations

import asyncio
import gc
import weakref
from pathlib import Path

import pytest
from textual.app import App

from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.tui import garbage
from protokoll_tui.tui.garbage import Garbage
from tests.tui.driving import opened

MEETING = Meeting(agenda=(Item(title="Inledning"),))


class Thrown:
    """What refers to itself, so that only the collector can clear it up."""

    def __init__(self) -> None:
        self.own = self


def throw_away(*, among_much: bool = True) -> weakref.ref[Thrown]:
    """Throw something old away, among so much else that clearing up is worth while, or among nothing."""
    old = Thrown()
    gc.collect()
    for _ in range(garbage.WORTH if among_much else 0):
        gc.collect(1)
    return weakref.ref(old)


def test_what_is_old_goes_at_the_second_look_after_a_key() -> None:
    garbage = Garbage(App(), busy=lambda: False)
    thrown = throw_away()
    garbage.typed()
    garbage.look()
    assert thrown() is not None
    garbage.look()
    assert thrown() is None


def test_what_is_old_goes_at_the_second_look_after_a_file_is_written() -> None:
    writing = ["p.pdf"]
    garbage = Garbage(App(), busy=lambda: bool(writing))
    thrown = throw_away()
    garbage.look()
    garbage.look()
    writing.clear()
    garbage.look()
    assert thrown() is not None
    garbage.look()
    assert thrown() is None


def test_nothing_is_gone_through_where_it_is_not_worth_while() -> None:
    garbage = Garbage(App(), busy=lambda: False)
    thrown = throw_away()
    garbage.look()
    assert thrown() is None
    thrown = throw_away(among_much=False)
    garbage.look()
    assert thrown() is not None


async def test_the_app_looks_at_each_rest_and_counts_each_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = []
    monkeypatch.setattr(garbage, "RESTS", 0.01)
    monkeypatch.setattr(Garbage, "typed", lambda _: keys.append("key"))
    async with opened(tmp_path, MEETING) as at:
        await at.type("Hej")
        assert len(keys) == 3
        thrown = throw_away()
        async with asyncio.timeout(30):
            while thrown() is not None:
                await asyncio.sleep(0.01)
