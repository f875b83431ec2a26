"""The command line. Each command imports the rooms that it needs when it runs, not before."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit status.

    `protokoll FILE` is what stands between a secretary and a meeting that has begun, so it takes the shortest
    way to the screen, past the library that reads commands and flags.
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe or an old locale may lack a letter of ours; a question mark is better than a crash.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if file := _file_alone(sys.argv[1:]):
        from protokoll_tui.cli.screen import open_at_once

        sys.exit(open_at_once(file))
    from protokoll_tui.cli.commands import protokoll

    protokoll.main(prog_name="protokoll")


def _file_alone(args: list[str]) -> str:
    """Return the meeting file where it is all that was given, with nothing about it to expand."""
    if len(args) != 1 or {"PROTOKOLL_CURSOR", "_PROTOKOLL_COMPLETE"} & os.environ.keys():
        return ""
    file = args[0]
    plain = file.endswith(".toml") and not file.startswith("-") and not set(file) & set("*?[~$%")
    return file if plain else ""
