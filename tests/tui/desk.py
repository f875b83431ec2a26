"""The app on one of a meeting's screens, with somebody at the keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.session import Session
from protokoll_tui.storage.meeting_file import MeetingFile
from protokoll_tui.tui.app import ProtokollApp

_KEYS = {"\n": "enter", " ": "space", ",": "comma", ".": "full_stop", "§": "section_sign", "/": "slash"}


@dataclass
class Desk:
    """What a test sees and does: keys in, text of the screen out, and the meeting behind it."""

    app: ProtokollApp
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        assert self.app.session is not None
        return self.app.session

    @property
    def meeting(self) -> Meeting:
        return self.session.meeting

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they started has ended."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*(_KEYS.get(character, character) for character in text))

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def shown(self) -> str:
        """Return the screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def line(self, part: str) -> str:
        """Return the line of the screen that holds `part`."""
        return next(line for line in self.shown().splitlines() if part in line)


@asynccontextmanager
async def desk(
    folder: Path, meeting: Meeting, key: str, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    """Open `meeting` from a new file in `folder` and go to the screen that `key` opens."""
    app = ProtokollApp(folder, MeetingFile.create(folder / "mote.toml", meeting))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        at = Desk(app, pilot)
        await at.press(key)
        yield at
