"""The temporary files beside a meeting, and what a program that was killed has left of them.

While a file is written it bears the name `.mote.toml.PID-….tmp`: what is left of it is ours and half a file,
and the journal knows its text. When it is whole, and just before it changes places with the meeting's file,
it is called `.mote.toml.PID-…-NEW-OLD.swap`, with digests of what was written and of what is to come out in
exchange. A file of that name that holds neither is what somebody else saved at that very moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from protokoll_tui.storage import platform
from protokoll_tui.storage.aside import KIND, cut_name

_RUN = secrets.token_hex(4)
"""Tells the files of this program from those of an earlier one that had its number."""
_LONGEST = 160  # bytes of the meeting's name in that of a temporary file
_NAME = re.compile(
    r"\.(?P<name>.+)\.(?P<pid>\d+)-(?P<run>[0-9a-f]{8})[0-9a-f]*"
    r"(?:-(?P<new>[0-9a-f]{16})-(?P<old>[0-9a-f]{16}|none))?\.(?:tmp|swap|old)"
)
_COPY = re.compile(KIND)


def half_path(target: Path) -> Path:
    """Return a path beside `target` for a file that is to take its place and is not whole yet."""
    return target.with_name(f".{_stem(target)}.{os.getpid()}-{_RUN}{secrets.token_hex(4)}.tmp")


def swap_path(half: Path, new: bytes, old: bytes | None) -> Path:
    """Return what a temporary file is called when it is whole: holds `new`, and is to get `old` for it."""
    return half.with_name(f"{half.stem}-{_digest(new)}-{'none' if old is None else _digest(old)}.swap")


def temporaries_of(path: Path) -> list[Path]:
    """Return the temporary files of the meeting at `path`, and of the copies beside it."""
    real = Path(os.path.realpath(path))
    found = []
    with contextlib.suppress(OSError):
        for each in real.parent.iterdir():
            name = _NAME.fullmatch(each.name)
            if name and _is_of(name["name"], real):
                found.append(each)
    return found


def clean_leftovers(path: Path) -> Iterator[tuple[Path, bytes]]:
    """Remove what a program that was killed left beside the meeting at `path`.

    Yields what of it somebody else has written, and its content. It stays, to be removed when that is in
    the meeting or in a copy beside it.
    """
    for each in temporaries_of(path):
        if _is_used(each):
            continue
        with contextlib.suppress(OSError):
            strange = _strange(each)
            if strange is None:
                each.unlink()
            else:
                yield each, strange


def _strange(leftover: Path) -> bytes | None:
    """Return the content of a leftover that is neither what we wrote nor what we had seen in the file."""
    name = _NAME.fullmatch(leftover.name)
    if name is None or not name["new"]:
        return None
    found = leftover.read_bytes()
    return None if not found or _digest(found) in (name["new"], name["old"]) else found


def _is_used(leftover: Path) -> bool:
    name = _NAME.fullmatch(leftover.name)
    if name is None:
        return True
    pid = int(name["pid"])
    return name["run"] == _RUN if pid == os.getpid() else platform.is_running(pid)


def _is_of(name: str, real: Path) -> bool:
    return name == _stem(real) or (
        name.startswith(real.stem) and _COPY.match(name.removeprefix(real.stem)) is not None
    )


def _stem(target: Path) -> str:
    return cut_name(target.name, _LONGEST)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
