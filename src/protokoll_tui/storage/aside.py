"""Copies that are put beside a meeting's file, so that nothing is lost that the file itself cannot hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from pathlib import Path
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["konflikt", "egen", "trasig", "bak"]
"""What somebody else had written; what was written here when they had locked the minutes; what could not be
read; what held comments that were not carried over."""

_STAMP = r"\d{8}-\d{6}-\d{6}"
KIND = rf"\.(?:{'|'.join(get_args(Kind))})-"
"""How the part of a name begins that says of which kind a copy is, as a pattern."""
ASIDE = re.compile(rf"{KIND}{_STAMP}\.toml$")
_LONGEST = 255  # bytes of a name, on every usual file system


def aside_path(path: Path, kind: Kind, now: dt.datetime) -> Path:
    """Return the path of a copy beside `path`, short enough for the file system."""
    tail = f".{kind}-{now.strftime('%Y%m%d-%H%M%S-%f')}.toml"
    return path.with_name(cut_name(path.stem, _LONGEST - len(tail)) + tail)


def cut_name(name: str, size: int) -> str:
    """Return as much of a file's name as takes at most `size` bytes."""
    while len(os.fsencode(name)) > size:
        name = name[:-1]
    return name


def asides_of(path: Path) -> list[Path]:
    """Return the copies that lie beside the meeting at `path`."""
    found = []
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            tail = ASIDE.search(each.name)
            if tail and each.name[: tail.start()] == cut_name(path.stem, _LONGEST - len(tail[0])):
                found.append(each)
    return sorted(found)
