"""The few places where POSIX and Windows differ about files and programs."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

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

NEW_JOURNAL = NEW_FILE | os.O_APPEND
"""Flags to make a file that is only added to."""

LOCK_FILE = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Flags to open a file that is only locked, never read."""

BACKGROUND = 0x08004000 if sys.platform == "win32" else 0
"""Flags to start a program without a window and after others in turn (CREATE_NO_WINDOW, BELOW_NORMAL)."""

_WINDOWS_BUSY = {5, 32, 33}  # access denied, sharing violation, lock violation
_NICE = 10
_WINDOWS_PATIENCE = 2.5  # seconds; a virus scanner or a sync client lets go sooner


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target` in one step."""
    when_free(lambda: source.replace(target))


def when_free(rename: Callable[[], _T]) -> _T:
    """Rename a file. Windows refuses while another program has it open, so there it is tried for a while."""
    deadline = time.monotonic() + _WINDOWS_PATIENCE
    while True:
        try:
            return rename()
        except OSError as error:
            busy = getattr(error, "winerror", None) in _WINDOWS_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


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


def close_to_others(folder: Path) -> None:
    """See that nobody but this user can look into `folder`. Raises OSError where it is not the user's."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if sys.platform == "win32":  # the profile of a user is closed to others by its access list
        return
    if found.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def is_own_file(path: Path) -> bool:
    """Tell whether `path` is an ordinary file of this user, and no link to one."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.geteuid())


def sync_data(descriptor: int) -> None:
    """Make what was written to an open file survive a power cut, its size included."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    elif sys.platform == "win32":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def try_lock(descriptor: int) -> bool:
    """Lock an open file for this program; False where another one has it.

    The system lets go of the lock when the descriptor is closed, also by the end of the program.
    Raises OSError where the file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def is_running(pid: int, since: str = "") -> bool:
    """Tell whether another program with this number runs on this machine, and was `started` when it says.

    In a container each start gets the same number: what bears this program's own was left by one before it.
    """
    if pid == os.getpid() or (since and (now := started(pid)) and now != since):
        return False
    if sys.platform == "win32":
        import ctypes

        synchronize, timeout = 0x00100000, 0x00000102
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, False, pid)
        if not handle:
            return False
        running: int = ctypes.windll.kernel32.WaitForSingleObject(handle, 0)
        ctypes.windll.kernel32.CloseHandle(handle)
        return running == timeout
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def step_back() -> None:
    """Let other programs go before this one. On Windows it was started so, see `BACKGROUND`."""
    if sys.platform != "win32":
        os.nice(_NICE)


def started(pid: int) -> str:
    """Return what tells a program from a later one that gets its number; empty where that is not known."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def user_and_host() -> tuple[str, str]:
    """Return the names of the user and of the machine, as well as they are known without asking a network."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", ""), os.environ.get("COMPUTERNAME", "")
    return os.environ.get("LOGNAME") or os.environ.get("USER") or str(os.getuid()), os.uname().nodename


def take_after(descriptor: int, old: os.stat_result) -> None:
    """Give an open file the group and the mode of the file that it is to replace."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # a group that one is not a member of
        os.fchown(descriptor, -1, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
