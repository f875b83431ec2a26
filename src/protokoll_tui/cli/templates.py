"""Commands about templates: list, copy, path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import say, told
from protokoll_tui.cli.options import folder_option

if TYPE_CHECKING:
    from pathlib import Path


@click.group(invoke_without_command=True, options_metavar="[FLAGGOR]", subcommand_metavar="[KOMMANDO …]")
@folder_option
@click.pass_context
def templates(ctx: click.Context, folder: Path | None) -> None:
    """Visa, kopiera och hitta mallar."""
    ctx.default_map = dict.fromkeys(templates.commands, {"folder": folder} if folder else {})
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, folder=folder)


@templates.command("list", options_metavar="[FLAGGOR]")
@folder_option
def list_(folder: Path | None) -> None:
    """Visa alla mallar, dina egna först."""
    from protokoll_tui.storage.folder import meetings_folder
    from protokoll_tui.templates.loading import list_templates

    found = list_templates(meetings_folder(folder))
    width = max((len(template.name) for template in found), default=0)
    for template in found:
        about = f"går inte att använda: {template.error}" if template.error else template.title
        mark = "  (egen)" if template.own else ""
        say(f"{template.name:<{width}}  {about}{mark}")
        for remark in template.remarks:
            say(f"{'':<{width}}  {remark}")


@templates.command("copy", options_metavar="[FLAGGOR]")
@click.argument("name", metavar="MALL")
@click.argument("new_name", metavar="NYTT_NAMN")
@folder_option
def copy(name: str, new_name: str, folder: Path | None) -> None:
    """Kopiera MALL till en egen mall. Den kan du ändra i en textredigerare."""
    from protokoll_tui.storage.folder import meetings_folder
    from protokoll_tui.templates.loading import copy_template, own_folder

    with told():
        say(str(copy_template(name, own_folder(), new_name, meetings_folder(folder))))


@templates.command("path", options_metavar="[FLAGGOR]")
@click.argument("name", metavar="[MALL]", required=False, default="")
@folder_option
def path(name: str, folder: Path | None) -> None:
    """Visa var en mall ligger, eller mappen för dina egna."""
    from protokoll_tui.storage.folder import meetings_folder
    from protokoll_tui.templates.loading import load_template, own_folder

    with told():
        say(str(load_template(name, meetings_folder(folder)).folder if name else own_folder()))
