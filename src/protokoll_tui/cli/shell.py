"""Commands that help other programs: the file's schema, the names of the keys, shell completion."""

from __future__ import annotations

import click

from protokoll_tui.cli.failing import say

_SHELLS = ("bash", "zsh", "fish")


@click.command(options_metavar="[FLAGGOR]")
def schema() -> None:
    """Skriv ut mötesfilens JSON Schema, som textredigerare förstår."""
    from protokoll_tui.storage.schema import json_schema_text

    click.echo(json_schema_text(), nl=False)


@click.command(options_metavar="[FLAGGOR]")
def keys() -> None:
    """Visa alla kommandon på skärmen, deras tangenter och namn.

    Namnen används i filen keys.toml, där du kan välja egna tangenter.
    """
    from protokoll_tui.tui.actions import SCOPES, actions_of, key_name
    from protokoll_tui.tui.keymap import keymap_path

    for scope, heading in SCOPES.items():
        if not (actions := tuple(actions_of(scope))):
            continue
        say(heading)
        for action in actions:
            shown = ", ".join(key_name(key) for key in action.keys)
            say(f"  {action.name:<18} {shown:<20} {action.title}")
    say(f'\nEgna tangenter skrivs i {keymap_path()}:\n\n[keys]\nbeslut = "f8,shift+f8"')


@click.command(options_metavar="[FLAGGOR]")
@click.argument("shell", metavar="SKAL", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Skriv ut komplettering för SKAL: bash, zsh eller fish.

    \b
    bash: eval "$(protokoll completion bash)" i ~/.bashrc
    zsh:  eval "$(protokoll completion zsh)" i ~/.zshrc
    fish: protokoll completion fish > ~/.config/fish/completions/protokoll.fish

    PowerShell har ingen komplettering än.
    """  # noqa: D301 - click wants the character itself, to keep the lines as they are
    from click.shell_completion import get_completion_class

    if complete := get_completion_class(shell):
        command = ctx.find_root().command
        click.echo(complete(command, {}, "protokoll", "_PROTOKOLL_COMPLETE").source())
