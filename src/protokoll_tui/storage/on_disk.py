"""Questions about a file that somebody else may be writing, moving or taking away at this moment."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from protokoll_tui.storage.errors import StorageError, reading_failed
from protokoll_tui.storage.reading import read_bytes

Signature: TypeAlias = tuple[int, int, int, int]
"""Inode, size, and the times of the last change of content and of anything."""

_SETTLE = 0.03
"""Seconds in which a file that somebody else writes to has to stay as it is to be taken for whole."""
_PATIENCE = 10


def signature(path: Path) -> Signature | None:
    """Return what changes with every change of the file; None where it is not there. Raises StorageError.

    A link in its place is none: the file has been moved, and what the link leads to may be another meeting.
    """
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise reading_failed(path, error) from error
    if stat.S_ISLNK(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def inode(path: Path) -> int:
    """Return the number that the system knows the file by, under any name; 0 where it is not there."""
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - on the way to the first screen
    except OSError:
        return 0


def content(path: Path) -> bytes | None:
    """Return what the file holds; None where it is not there. Raises StorageError."""
    if signature(path) is None:
        return None
    try:
        return read_bytes(path)
    except StorageError:
        if signature(path) is not None:
            raise
        return None


def settled(read: Callable[[], bytes | None]) -> bytes | None:
    """Return what is in a file when nobody is in the middle of writing to it any more."""
    found = read()
    for _ in range(_PATIENCE):
        time.sleep(_SETTLE)
        before, found = found, read()
        if found == before:
            break
    return found


def renamed(path: Path, inode: int, is_it: Callable[[bytes], bool]) -> Path | None:
    """Return where a file is now that has left `path`; None where it is not in the same folder.

    Args:
        path: Where it was.
        inode: Its number. The system may have given it to another file since.
        is_it: Tells whether that is the content of the file.
    """
    try:
        with os.scandir(path.parent) as entries:
            for entry in entries:
                if entry.inode() == inode and not entry.name.startswith(".") and is_it(_read(entry)):
                    return Path(entry.path)
    except OSError:
        return None
    return None


def _read(entry: os.DirEntry[str]) -> bytes:
    try:
        return read_bytes(Path(entry.path))
    except StorageError:
        return b""
