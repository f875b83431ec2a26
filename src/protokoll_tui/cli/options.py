"""The arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from protokoll_tui.cli.failing import too_long

if TYPE_CHECKING:
    from pathlib import Path

F = TypeVar("F", bound=Callable[..., Any])


class PathType(click.Path):
    """A path. It exists because `pathlib` costs more time than the rest of `--help`."""

    def __init__(self, *, file_okay: bool = True, allow_dash: bool = False) -> None:
        """Make a type that asks nothing of the file itself: storage does, and says in Swedish what to do."""
        super().__init__(file_okay=file_okay, allow_dash=allow_dash, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path that was given; whether it is there is for storage to tell."""
        from pathlib import Path

        path = Path(str(super().convert(value, param, ctx)))
        if fault := too_long(path):
            raise click.UsageError(fault, ctx)
        return path


folder_option: Callable[[F], F] = click.option(
    "--folder",
    metavar="MAPP",
    type=PathType(file_okay=False),
    help="Mappen med möten. Annars ./meetings, eller din egen.",
)
file_argument: Callable[[F], F] = click.argument("file", metavar="FIL", type=PathType())
