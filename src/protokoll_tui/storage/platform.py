"""The few places where POSIX and Windows differ about files."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Flags to make a file that is not there: a planted link or file is refused, never followed."""

READ_FILE = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)
"""Flags to open a file for reading. A pipe without a writer does not keep the program waiting."""

_WINDOWS_BUSY = {5, 32, 33}  # access denied, sharing violation, lock violation
_WINDOWS_PATIENCE = 2.5  # seconds; a virus scanner or a sync client lets go sooner


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step.

    Windows refuses while another program has the target open, so there it is tried again for a while.
    """
    deadline = time.monotonic() + _WINDOWS_PATIENCE
    while True:
        try:
            source.replace(target)
        except OSError as error:
            busy = getattr(error, "winerror", None) in _WINDOWS_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows does this by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot sync a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def new_mode(folder: Path) -> int:
    """Return the mode to make a file with: nobody reads it who cannot look into the folder."""
    if sys.platform == "win32":
        return 0o666
    return folder.stat().st_mode & 0o666


def take_after(descriptor: int, old: os.stat_result) -> None:
    """Give an open file the group and the mode of the file that it is to replace."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # a group that one is not a member of
        os.fchown(descriptor, -1, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
