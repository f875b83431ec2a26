"""Run a function in a program of its own, beside the one that has the screen.

What takes a second of Python holds up a screen in the same program now and then, whatever thread it is in:
only one of them runs Python at a time. A program of its own leaves the screen its turns, its memory goes with
it, and if a library brings it down the meeting goes on. It steps back for other programs: the screen's first.
"""

from __future__ import annotations

# ruff: noqa: S301 - what is unpickled was pickled by this program and its own child, through pipes
import contextlib
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any, TypeVar, cast

from protokoll_tui.storage.platform import BACKGROUND, step_back

_T = TypeVar("_T")

_PROGRAM = """
import sys
sys.path[:] = {path!r}
from protokoll_tui.start_up import prepare
prepare()
from protokoll_tui.apart import answer
answer()
"""


class EndedError(Exception):
    """The program ended before it had answered. The text is its status and the last line that it said."""


class Frames(Exception):  # noqa: N818 - the cause of an error, none itself
    """Where in the other program an error came from: the lines of its traceback, without its words."""


async def apart(function: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
    """Return what `function` returns for these arguments, from a program of its own.

    The function is found there by its module and its name. It, the arguments and the answer are pickled, and
    copied. Where no program may be started the function is run in a thread. If the task is cancelled the
    program is ended.

    Raises what the function raises, with `Frames` as its cause, and EndedError.
    """
    import asyncio  # not for the other side, where it would only take time

    order = await asyncio.to_thread(pickle.dumps, (function, args, kwargs))
    try:
        program = await asyncio.create_subprocess_exec(
            sys.executable or "",
            "-P",  # nothing is imported from the folder that the program was started in
            "-c",
            _PROGRAM.format(path=sys.path),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            creationflags=BACKGROUND,
        )
    except (OSError, NotImplementedError):  # what a computer is set to allow, or has room for
        return await asyncio.to_thread(function, *args, **kwargs)
    try:
        answered, said = await program.communicate(order)
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    if program.returncode or not answered:
        last = said.decode(errors="replace").strip().rpartition("\n")[2]
        raise EndedError(f"{program.returncode} {last}".strip())
    result, error, frames = pickle.loads(answered)
    if error is not None:
        raise error from Frames(frames)
    return cast("_T", result)


def answer() -> None:
    """Do what is asked for on standard input, and answer on standard output. For the program of `apart`."""
    step_back()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        function, args, kwargs = pickle.load(sys.stdin.buffer)
        try:
            answered = pickle.dumps((function(*args, **kwargs), None, ""))
        except Exception as error:
            answered = _pickled(error, "".join(traceback.format_tb(error.__traceback__)))
        out.write(answered)


def _pickled(error: Exception, frames: str) -> bytes:
    """Return an answer with `error`; with its words where it cannot be made again on the other side."""
    with contextlib.suppress(Exception):
        answered = pickle.dumps((None, error, frames))
        pickle.loads(answered)
        return answered
    return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}"), frames))
