"""The words that are typed, apart from the rest: a process that needs no more than them starts at once."""

from __future__ import annotations

import os
import re

WORD = re.compile(r"[a-z]+\d*x\d{6}")


def word(name: str, number: int) -> str:
    """Return a word that is no part of another one."""
    return f"{name}x{number:06}"


def say(*what: object) -> None:
    """Print a line at once."""
    os.writev(1, [" ".join(map(str, what)).encode() + b"\n"])
