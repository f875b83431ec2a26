"""Every word that the command line prints is Swedish, click's own too."""

from __future__ import annotations

import re

import pytest

from protokoll_tui.cli.commands import protokoll
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Arguments?|Error|Try|Show|this|Invalid|Missing|No such|does|required|default|"
    r"unexpected|ARGS|COMMAND|OPTIONS|TEXT|PATH|INTEGER)\b"
)

COMMANDS = [
    (),
    *((name,) for name in protokoll.commands),
    ("templates", "list"),
    ("templates", "copy"),
    ("templates", "path"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_swedish(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Användning: protokoll" in result.output
    assert "Visa den här hjälpen." in result.output
    assert not ENGLISH.search(result.output)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--nope"], "Det finns ingen flagga som heter '--nope'."),
        (["render", "--widht", "3", "x.toml"], "Menade du '--width'?"),
        (["render"], "Det saknas ett argument: 'FIL'."),
        (["render", "--width", "bred", "x.toml"], "'bred' är inget heltal."),
        (["render", "--width", "3", "x.toml"], "3 ligger utanför 20<=x<=1000."),
        (["render", "--to"], "Flaggan '--to' behöver ett värde."),
        (["render", "--to", "pdff", "x.toml"], "'pdff' är inget format. De som finns är: pdf,"),
        (["check", "a.toml", "b.toml"], "Ett argument är för mycket: b.toml"),
        (["check", "a.toml", "b", "c"], "De här argumenten är för många: b c"),
        (["list", "--help=ja"], "Flaggan '--help' tar inget värde."),
        (["completion", "tcsh"], "'tcsh' är inte något av 'bash', 'zsh', 'fish'."),
        (["templates", "nope"], "Det finns inget kommando som heter 'nope'."),
        (["rendr"], "Det finns varken någon fil eller något kommando som heter ”rendr”. Menade du render?"),
        (["finns-inte.toml", "--cursor", "--folder"], "Flaggan '--folder' behöver ett värde."),
        (["check", "finns-inte.toml"], "finns-inte.toml: Filen finns inte."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_understood_is_told_in_swedish_with_status_2(
    run: Run, args: list[str], told: str
) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not ENGLISH.search(result.stderr)
