"""The app with somebody at its keys, for the tests of the screens.

`opened(...)` runs the app without a terminal. All that a test does to it is `press` and `type`; what it
sees is `text`, the screen as lines, besides the meeting itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.session import Session
from protokoll_tui.storage.opening import create_meeting
from protokoll_tui.tui.app import ProtokollApp
from protokoll_tui.tui.dialogs import ConfirmDialog

_KEYS = {"\n": "enter", " ": "space", "\t": "tab"}


@dataclass
class Driven:
    """A running app and the keys to it."""

    app: ProtokollApp
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        assert self.app.session is not None
        return self.app.session

    @property
    def meeting(self) -> Meeting:
        """The open meeting as it is now."""
        return self.session.meeting

    async def press(self, *keys: str) -> None:
        """Press keys by their names: "tab", "ctrl+z", "f3"."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type `text`; a line end is Enter and a tab is Tab."""
        for character in text:
            if character == "§":  # a name that the pilot cannot turn back into its character
                self.app.post_message(events.Key("section_sign", "§"))
                await self.pilot.pause()
            else:
                await self.pilot.press(_KEYS.get(character, character))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste `text` as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until what was begun by a key has come to its end, or asks for a yes."""
        while any(not worker.is_finished for worker in self.app.workers):
            if isinstance(self.app.screen, ConfirmDialog):
                break
            await self.pilot.pause(0.005)
        else:
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def wait_for(self, text: str) -> None:
        """Wait until the screen shows `text`, for what is made when typing has rested."""
        for _ in range(200):
            if text in self.text:
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    async def wait_gone(self, text: str) -> None:
        """Wait until the screen no longer shows `text`."""
        for _ in range(200):
            if text not in self.text:
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"{text!r} is still on the screen:\n{self.text}")

    async def wait_ended(self) -> None:
        """Wait until the app has come to its end."""
        for _ in range(200):
            if self.app._exit:
                return
            await self.pilot.pause(0.05)
        raise AssertionError(f"the app still runs:\n{self.text}")

    @property
    def lines(self) -> list[str]:
        """The screen as it is shown, line by line, without spaces at the ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen as it is shown."""
        return "\n".join(self.lines)

    def line_with(self, text: str) -> str:
        """Return the first line on the screen that holds `text`."""
        return next(line for line in self.lines if text in line)

    def line_after(self, text: str) -> str:
        """Return the line under the first one that holds `text`."""
        return self.lines[self.lines.index(self.line_with(text)) + 1]


@asynccontextmanager
async def opened(
    folder: Path,
    meeting: Meeting | None = None,
    *,
    screen: str = "",
    size: tuple[int, int] = (80, 24),
    **options: Any,
) -> AsyncIterator[Driven]:
    """Run the app on the start screen of `folder`, or with `meeting` open in a file of it, on `screen`."""
    file = None
    if meeting is not None:
        folder.mkdir(parents=True, exist_ok=True)
        file = create_meeting(folder / "mote.toml", meeting)
    app = ProtokollApp(folder, file, **options)
    async with app.run_test(size=size) as pilot:
        driven = Driven(app, pilot)
        await driven.settle()
        if screen:
            app.show(screen)
            await driven.settle()
        try:
            yield driven
        finally:
            if app.session is not None:
                app.session.close()
