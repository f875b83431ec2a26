"""Copies that are put beside a meeting's file, so that nothing is lost that the file itself cannot hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["konflikt", "trasig", "bak"]
"""What somebody else had written; what could not be read; what held comments that were not carried over."""

_STAMP = r"\d{8}-\d{6}-\d{6}"
ASIDE = re.compile(rf"\.(?:konflikt|trasig|bak)-{_STAMP}\.toml$")
_LONGEST = 255  # bytes of a name, on every usual file system


def aside_path(path: Path, kind: Kind, now: dt.datetime) -> Path:
    """Return the path of a copy beside `path`, short enough for the file system."""
    tail = f".{kind}-{now.strftime('%Y%m%d-%H%M%S-%f')}.toml"
    stem = path.stem
    while len(f"{stem}{tail}".encode("utf-8", "surrogateescape")) > _LONGEST:
        stem = stem[:-1]
    return path.with_name(stem + tail)


def asides_of(path: Path) -> list[Path]:
    """Return the copies that lie beside the meeting at `path`."""
    found = []
    with contextlib.suppress(OSError):
        for each in path.parent.iterdir():
            tail = ASIDE.search(each.name)
            if tail and tail.start() and path.stem.startswith(each.name[: tail.start()]):
                whole = each.name[: tail.start()] == path.stem
                if whole or len(each.name.encode("utf-8", "surrogateescape")) >= _LONGEST - 3:
                    found.append(each)
    return sorted(found)
