"""Commands about the letterhead of Word files: its fields, a first one to begin with, a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import FAILED, CommandError, say, told
from protokoll_tui.cli.options import PathType

if TYPE_CHECKING:
    from pathlib import Path


@click.group(invoke_without_command=True, options_metavar="[FLAGGOR]", subcommand_metavar="[KOMMANDO …]")
@click.pass_context
def letterhead(ctx: click.Context) -> None:
    """Gör och kontrollera ett eget brevhuvud för Word.

    Utan kommando visas platshållarna som kan stå i det. Spara brevhuvudet som letterhead.docx i mallens
    mapp.
    """
    if ctx.invoked_subcommand is None:
        from protokoll_tui.document.render.word.fields import FIELDS

        for name, meaning in FIELDS.items():
            say(f"{{{{ {name} }}}}".ljust(20) + meaning)


@letterhead.command("new", options_metavar="[FLAGGOR]")
@click.argument("file", metavar="FIL", type=PathType())
def new(file: Path) -> None:
    """Skriv programmets eget brevhuvud till FIL, att göra om i Word. En fil som finns skrivs inte över."""
    from protokoll_tui.document.render.word.package import default_letterhead
    from protokoll_tui.storage.atomic import create_file

    if file.suffix.casefold() != ".docx":
        raise CommandError(f"{file} är inget namn på en Word-fil. Sluta namnet med .docx.")
    with told(FAILED):
        create_file(file, default_letterhead())
    say(str(file))


@letterhead.command("check", options_metavar="[FLAGGOR]")
@click.argument("file", metavar="FIL", type=PathType())
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Säg vad som saknas eller inte känns igen i brevhuvudet FIL."""
    from protokoll_tui.document.render.word.check import check_letterhead
    from protokoll_tui.templates.loading import FILE_NAME, look_in

    with told():
        in_template = (file.parent / FILE_NAME).is_file()
        report = check_letterhead(file, look_in(file.parent).logo if in_template else None)
    if report.fields:
        say(f"{file} går att använda. Platshållare: {', '.join(report.fields)}.")
    else:
        say(f"{file} är inget brevhuvud än: det har ingen av programmets platshållare.")
    for line in report.faults:
        say(f"! {line}")
    for line in report.remarks:
        say(f"  {line}")
    ctx.exit(FAILED if report.faults else 0)
