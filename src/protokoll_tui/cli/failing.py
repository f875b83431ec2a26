"""How commands speak and fail: a line in Swedish, and an exit status."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator

BAD_INPUT = 2
"""Exit status where a file, a name or a value that was given cannot be used."""
FAILED = 1
"""Exit status where something is missing in the minutes, or could not be written."""


class CommandError(Exception):
    """A Swedish message for standard error, and the exit status."""

    def __init__(self, message: str, status: int = BAD_INPUT) -> None:
        """Take a message that may quote a file."""
        super().__init__(message)
        self.status = status

    def tell(self) -> int:
        """Print the message and return the exit status."""
        say(f"Fel: {self}", err=True)
        return self.status


@contextlib.contextmanager
def told(status: int = BAD_INPUT) -> Iterator[None]:
    """Turn what storage, templates and formats have to say of a file into a message and an exit status."""
    try:
        yield
    except Exception as error:
        # Imported where something has gone wrong: the way to the first screen is paved with few modules.
        from protokoll_tui.document.render import RenderError
        from protokoll_tui.storage.errors import StorageError
        from protokoll_tui.templates.faults import TemplateError

        if isinstance(error, StorageError | TemplateError | RenderError):
            raise CommandError(str(error), status) from error
        raise


@contextlib.contextmanager
def standard_output(more: str = "") -> Iterator[None]:
    """Turn a standard output that takes nothing, such as a full disk, into a message that `more` ends.

    A reader that has left is no fault: that error goes on to click, which ends in silence.
    """
    from protokoll_tui.document.reasons import reason_of

    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = io.StringIO()  # what could not be written is not tried again as the program ends
        message = f"Det gick inte att skriva till standard ut: {reason_of(error)}. {more}"
        raise CommandError(message.strip(), FAILED) from error


def too_long(path: str | os.PathLike[str]) -> str:
    """Return what is wrong where the system takes no name that is so long; empty where it does."""
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return f"{os.fspath(path)}: Namnet är för långt. Kontrollera det, eller välj ett kortare."
    return ""


def say(text: str, *, err: bool = False) -> None:
    """Print a line that may quote a file: control characters are taken out of it here."""
    from protokoll_tui.meeting.text import clean_text

    print(clean_text(text), file=sys.stderr if err else sys.stdout, flush=True)
