"""What the commands have in common: how they speak, how they fail, which options they share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])

BAD_INPUT = 2
"""Exit status where a file, a name or a value that was given cannot be used."""
FAILED = 1
"""Exit status where something is missing in the minutes, or could not be written."""


class PathType(click.Path):
    """A path. It exists because `pathlib` costs more time than the rest of `--help`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path that was given; whether it is there is for storage to tell."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


folder_option: Callable[[F], F] = click.option(
    "--folder",
    metavar="MAPP",
    type=PathType(file_okay=False),
    help="Mappen med möten. Annars ./meetings, eller din egen.",
)
file_argument: Callable[[F], F] = click.argument("file", metavar="FIL", type=PathType())


class Failure(click.ClickException):
    """A Swedish message for standard error, and the exit status."""

    def __init__(self, message: str, status: int = BAD_INPUT) -> None:
        """Take a message that may quote a file: control characters are taken out of it here."""
        from protokoll_tui.meeting.text import clean_text

        super().__init__(clean_text(message))
        self.status = status

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """The exit status, where click looks for it."""
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
            raise Failure(str(error), status) from error
        raise


def say(text: str, *, err: bool = False) -> None:
    """Print a line that may quote a file."""
    from protokoll_tui.meeting.text import clean_text

    click.echo(clean_text(text), err=err)
