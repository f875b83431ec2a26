"""Run the screens from start to end, and save whatever the end was."""

from __future__ import annotations

import sys
from pathlib import Path

from protokoll_tui.storage.opening import OpenMeeting
from protokoll_tui.tui.app import ProtokollApp


def run(folder: Path, file: OpenMeeting | None = None, *, cursor: bool = False) -> int:
    """Run the program on the terminal and return its exit status.

    A meeting that is still open when the screen has gone (a signal, an error of the program itself) is
    saved here. What the secretary must know is printed after the screen: where her text is.

    Args:
        folder: The folder of meetings.
        file: A meeting to open at once.
        cursor: Whether to show the terminal's own cursor.
    """
    app = ProtokollApp(folder, file, cursor=cursor)
    saved = True
    try:
        app.run(mouse=False)
    finally:
        session = app.session
        if session is not None:
            saved = session.close()
            where = f"Texten är sparad i {session.path}" if saved else session.save_state.message
            app.message = f"{app.message} {where}".strip()
    if app.message:
        print(app.message, file=sys.stderr)
    return app.return_code or (0 if saved else 1)
