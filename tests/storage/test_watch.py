"""A disk that does not answer is noticed, and so is its coming back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from protokoll_tui.storage.watch import Watch

LONG = 60.0


@pytest.fixture
def told() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def watch(told: threading.Semaphore) -> Iterator[Watch]:
    watch = Watch(told.release, patience=0.02)
    yield watch
    watch.close()


def test_a_call_that_takes_too_long_is_told_and_so_is_its_end(
    watch: Watch, told: threading.Semaphore
) -> None:
    with watch.call("file"):
        assert told.acquire(timeout=LONG)
        assert watch.hangs("file")
        assert not watch.hangs("journal")
    assert told.acquire(timeout=LONG)
    assert not watch.hangs("file")


def test_a_second_disk_that_stops_to_answer_is_told_too(watch: Watch, told: threading.Semaphore) -> None:
    with watch.call("file"):
        assert told.acquire(timeout=LONG)
        with watch.call("journal"):
            assert told.acquire(timeout=LONG)
            assert watch.hangs("journal")
            assert watch.hangs("file")


def test_calls_that_come_back_are_not_told() -> None:
    watch = Watch(lambda: pytest.fail("nothing hangs"), patience=LONG)
    for _ in range(3):
        with watch.call("file"):
            pass
    watch.close()
