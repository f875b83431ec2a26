"""Start the program on the screen, and say how it went when it has ended."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll_tui.cli.failing import FAILED, CommandError, say, told, too_long

if TYPE_CHECKING:
    from protokoll_tui.session import Session

_INSTEAD = "Protokollet kan läsas som text med: protokoll render FIL"


def run_app(file: Path | None, *, folder: Path | None = None, cursor: bool = False) -> int:
    """Show the start screen, or the meeting in `file`. Returns the exit status.

    Raises CommandError where the terminal cannot show the program or the file cannot be opened.
    """
    check_terminal()
    if fault := too_long(file or ""):
        raise CommandError(fault)
    from protokoll_tui.storage.errors import StorageError
    from protokoll_tui.storage.opening import open_meeting

    try:
        opened = open_meeting(file) if file else None
    except StorageError as error:
        from protokoll_tui.tui.earlier import way_back

        way = way_back(error.path, dt.date.today())  # noqa: DTZ011 - the day on her wall
        raise CommandError(f"{error}\n{way}".strip()) from error
    from protokoll_tui.tui.app import ProtokollApp

    app = ProtokollApp(file.parent if file else _meetings(folder), opened, cursor=cursor)
    saved = True
    where = ""
    try:
        app.run(mouse=False)
    finally:
        # A session that is still open was ended by a signal, by an error, or with a disk that refuses it.
        if app.session is not None:
            saved = app.session.close() or app.session.let_go
            where = " ".join(_where(app.session, saved=saved))
        _say_last(app.message, where)
    return (app.return_code or 0) if saved else FAILED


def open_at_once(file: str) -> int:
    """Open the meeting in `file`, where nothing else was asked for. Returns the exit status."""
    try:
        return run_app(Path(file))
    except CommandError as failure:
        return failure.tell()
    except KeyboardInterrupt:
        return FAILED


def _meetings(folder: Path | None) -> Path:
    from protokoll_tui.storage.folder import meetings_folder

    with told():
        return meetings_folder(folder)


def check_terminal() -> None:
    """Raise CommandError where the program cannot be shown: no terminal, a dumb one, or not UTF-8."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(f"Programmet behöver en terminal att visas i. {_INSTEAD}")
    if os.environ.get("TERM") == "dumb":
        raise CommandError(f"Terminalen (TERM=dumb) kan inte visa programmet. {_INSTEAD}")
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        raise CommandError(
            f"Terminalen är inställd på {sys.stdout.encoding}, som saknar tecken som programmet visar. "
            "Välj UTF-8, till exempel med: export LC_ALL=C.UTF-8"
        )


def _where(session: Session, *, saved: bool) -> Iterator[str]:
    """Say where the text of a session is that has just been closed."""
    if session.let_go:
        yield session.save_state.message
    elif saved:
        from protokoll_tui.tui.news import unfinished_news

        yield f"Texten är sparad i {session.path}"
        yield from unfinished_news(session.drafts)
    else:
        yield f"Mötet kunde inte sparas i sin fil. {session.save_state.message}"


def _say_last(*messages: str) -> None:
    """Print what there is to say to a terminal that may be gone."""
    try:
        for message in filter(None, messages):
            say(message, err=True)
    except OSError:
        return
