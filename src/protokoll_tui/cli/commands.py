"""All commands and flags."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from protokoll_tui import __version__
from protokoll_tui.cli import importing, letterhead, meetings, rendering, safety, shell, templates
from protokoll_tui.cli.failing import CommandError
from protokoll_tui.cli.options import folder_option
from protokoll_tui.cli.swedish import speak_swedish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from click.shell_completion import CompletionItem

speak_swedish()

_COMMANDS = (
    meetings.open_,
    meetings.new,
    meetings.list_,
    meetings.check,
    rendering.render,
    importing.import_,
    safety.versions,
    safety.recover,
    safety.purge,
    templates.templates,
    letterhead.letterhead,
    shell.keys,
    shell.schema,
    shell.completion,
)


class NothingCalled(click.UsageError):
    """The first argument is neither a command nor a file."""

    def __init__(self, name: str, commands: Iterable[str], ctx: click.Context) -> None:
        """Say so, and name the command that was perhaps meant."""
        from difflib import get_close_matches

        from protokoll_tui.meeting.text import clean_line

        message = f"Det finns varken någon fil eller något kommando som heter ”{clean_line(name)}”."
        near = get_close_matches(name, commands, 1)
        super().__init__(f"{message} Menade du {near[0]}?" if near else message, ctx)


class Commands(click.Group):
    """The commands, in the order of a meeting's life; a file in the place of a command is opened."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order in which the help shows them."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or take its name for a file to open. A command's name wins."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        if not name.endswith(".toml") and not os.path.exists(name):  # noqa: PTH110 - told by the command
            raise NothingCalled(name, self.commands, ctx)
        return "open", meetings.open_, args

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where it fails, say why and end with its exit status."""
        try:
            return super().invoke(ctx)
        except CommandError as failure:
            ctx.exit(failure.tell())

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the commands, and files where no command fits."""
        from click.shell_completion import CompletionItem

        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="file")]


@click.group(
    cls=Commands,
    commands={command.name or "": command for command in _COMMANDS},
    invoke_without_command=True,
    options_metavar="[FLAGGOR]",
    subcommand_metavar="[FIL | KOMMANDO …]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Slutstatus: 0 gick bra, 1 något saknas eller kunde inte skrivas, 2 fel i det som angavs.",
)
@folder_option
@meetings.cursor_option
@click.version_option(__version__, "--version", message="protokoll %(version)s")
@click.pass_context
def protokoll(ctx: click.Context, folder: Path | None, cursor: bool) -> None:
    """För protokoll medan mötet pågår.

    Utan kommando visas mötena i mappen. Med en FIL öppnas det mötet, klart att skriva i.
    """
    if ctx.invoked_subcommand is None:
        from protokoll_tui.cli.screen import run_app

        ctx.exit(run_app(None, folder=folder, cursor=cursor))
    given = {"folder": folder, "cursor": cursor or None}
    options = {name: value for name, value in given.items() if value is not None}
    ctx.default_map = dict.fromkeys(protokoll.commands, options)
