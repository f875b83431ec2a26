"""A meeting that another program writes: followed here, and written here when she wants to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.timer import Timer

from protokoll_tui.session import Session
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.tui.asking import offer
from protokoll_tui.tui.base import MeetingScreen

if TYPE_CHECKING:
    from protokoll_tui.tui.app import ProtokollApp

FOLLOW = 2.0
"""Seconds between two looks at what the other program has done."""
_THERE = "slutar det andra programmet att skriva i filen; det som skrivits där följer med hit."


class Elsewhere:
    """What the app does while its meeting is written elsewhere."""

    def __init__(self, app: ProtokollApp) -> None:
        """Make it for `app`, which has no such meeting yet."""
        self._app = app
        self._timer: Timer | None = None
        self._looking = False

    def begin(self, screen: str) -> None:
        """Offer to take over a meeting that has just been opened for reading, and follow it."""
        self._app.call_after_refresh(self.offer_writing, screen)
        self._timer = self._app.set_interval(FOLLOW, self._follow)

    def end(self) -> None:
        """Follow the meeting no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    # --- writing here ----------------------------------------------------------------------------

    def offer_writing(self, screen: str) -> None:
        """Offer to write a meeting that is only read here; `screen` is shown then."""
        session = self._app.session
        if session is None or (holder := session.read_only) is None:
            return
        question, yes, no = {
            "read": (
                f"Mötet är redan öppet: {holder}.\n\nDu kan läsa det här. Tar du över {_THERE}",
                "Ta över",
                "Läs bara",
            ),
            "taken": (
                f"Mötet skrivs nu i ett annat fönster: {holder}.\n\nTar du tillbaka det {_THERE}",
                "Ta tillbaka",
                "Låt vara",
            ),
        }.get(
            session.standing,
            ("Mötet är inte öppet på annat håll längre.", "Skriv vidare här", "Läs bara"),
        )
        offer(self._app, question, lambda: self._begin_writing(screen), yes=yes, no=no)

    def _begin_writing(self, screen: str) -> None:
        if self._app.refuses_while_writing():  # the screens of the meeting go, with what they have begun
            return
        self._app.hold_keys()  # what is typed from now on is for the meeting as it will be then
        self._app.run_worker(self._write_here(screen))

    async def _write_here(self, screen: str) -> None:
        try:
            if (session := self._app.session) is None:
                return
            take_over = session.standing != "left"
            opened = await asyncio.to_thread(open_meeting, session.path, take_over=take_over)
            if not await self._app.change_meeting(opened, screen, taken_over=take_over):
                opened.release()
        except StorageError as error:
            self._app.say(str(error), error=True)
        finally:
            self._app.release_keys()

    # --- reading here ----------------------------------------------------------------------------

    def _follow(self) -> None:
        """Look what the other program has done, unless a disk still keeps the last look waiting."""
        if self._app.session is not None and not self._looking:
            self._looking = True
            self._app.run_worker(self._look(self._app.session))

    async def _look(self, session: Session) -> None:
        try:
            seen = await asyncio.to_thread(session.look)
        finally:
            self._looking = False
        if session is not self._app.session:
            return
        left = session.see(seen)
        self._app.show_saving()
        if left and isinstance(self._app.screen, MeetingScreen):
            self.offer_writing(self._app.screen.STEP)
