"""A function in a program of its own: what comes back, and what happens when it does not."""

from __future__ import annotations

import asyncio
import builtins
import os
import sys
import time
from pathlib import Path

import pytest

from protokoll_tui.apart import EndedError, Frames, apart
from protokoll_tui.document.render import RenderError
from protokoll_tui.meeting.extract import ExtractError
from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.templates.faults import TemplateError

PATIENCE = 20.0


def joined(meeting: Meeting, *, by: str) -> tuple[int, str]:
    return os.getpid(), by.join(item.title for item in meeting.agenda)


async def test_the_answer_comes_from_another_program() -> None:
    meeting = Meeting(agenda=(Item(title="Inledning"), Item(title="Övrigt å ä ö")))
    number, titles = await apart(joined, meeting, by=" – ")
    assert number != os.getpid()
    assert titles == "Inledning – Övrigt å ä ö"


def path_and_folder() -> tuple[list[str], str]:
    return sys.path, str(Path.cwd())


async def test_it_imports_from_where_this_program_does_and_not_from_the_folder_of_the_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('a file of a stranger')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each])
    assert await apart(path_and_folder) == (sys.path, str(tmp_path))


def failing(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    "error",
    [
        RenderError("Tecknet finns inte."),
        TemplateError("Mallen går inte att läsa."),
        ExtractError("Det finns ingen punkt 9."),
        StorageError(Path("mote.toml"), "Filen finns inte.", "Välj en annan.", 3),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_error_says_on_this_side_what_it_said_on_the_other(error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        await apart(failing, error)
    assert type(raised.value) is type(error)
    assert str(raised.value) == str(error)


async def test_the_place_of_an_error_comes_along_without_its_words() -> None:
    with pytest.raises(KeyError) as raised:
        await apart(failing, KeyError("vad som sades"))
    assert isinstance(raised.value.__cause__, Frames)
    assert "test_apart.py" in str(raised.value.__cause__)
    assert "vad som sades" not in str(raised.value.__cause__)


class Unwieldy(Exception):  # noqa: N818
    """An error that cannot be made again from its words alone."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what}, {where}")


def unwieldy() -> None:
    raise Unwieldy("fel", "här")


async def test_an_error_that_cannot_be_copied_is_told_in_its_words() -> None:
    with pytest.raises(RuntimeError, match="Unwieldy: fel, här"):
        await apart(unwieldy)


def ended() -> None:
    print("först något annat\ndet gick inte", file=sys.stderr, flush=True)
    os._exit(7)


async def test_a_program_that_ends_by_itself_is_told_with_what_it_said() -> None:
    with pytest.raises(EndedError, match=r"^7 det gick inte$"):
        await apart(ended)


def talkative() -> str:
    builtins.print("något från ett bibliotek")
    os.write(1, b"more\n")
    return "svar"


async def test_what_is_printed_there_is_no_part_of_the_answer_and_not_on_this_screen(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert await apart(talkative) == "svar"
    assert capfd.readouterr() == ("", "")


def slow(begun: Path, done: Path) -> None:
    begun.touch()
    time.sleep(3)
    done.touch()


async def test_a_task_that_is_cancelled_ends_the_program(tmp_path: Path) -> None:
    begun, done = tmp_path / "begun", tmp_path / "done"
    task = asyncio.create_task(apart(slow, begun, done))
    end = time.monotonic() + PATIENCE
    while not begun.exists():
        assert time.monotonic() < end, "it did not begin"
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(3.2)
    assert not done.exists()


async def test_where_no_program_may_be_started_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refused)
    assert await apart(joined, Meeting(), by="") == (os.getpid(), "")


async def test_where_python_does_not_know_its_own_program_a_thread_does_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", None)
    assert await apart(joined, Meeting(), by="") == (os.getpid(), "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is told when the program is started")
async def test_it_steps_back_for_the_program_with_the_screen() -> None:
    most = 19
    assert await apart(os.nice, 0) > os.nice(0) or os.nice(0) == most


async def test_the_other_program_loads_no_more_than_it_is_asked_for() -> None:
    loaded = await apart(eval, "sorted(__import__('sys').modules)")
    assert "protokoll_tui.apart" in loaded
    assert not {"asyncio", "textual", "pydantic", "importlib.metadata"} & set(loaded)
