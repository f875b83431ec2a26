"""Put a file in the place of another one, and have what stood there to look at.

A rename over a file takes away what stands there, whatever it is: also what somebody else saved a moment ago.
Where the system can exchange two names in one step nothing is taken away unseen. Linux and macOS can on
their own file systems; some network and FUSE file systems cannot. Windows keeps the old file as a backup.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from protokoll_tui.storage import platform

_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_ATTEMPTS = 10


def put(source: Path, target: Path) -> Path | None:
    """Put `source` in the place of `target` in one step, and return where what stood there is now.

    None where nothing stood there, and where the file system knows no exchange; what stood there is gone
    then. Raises OSError, and leaves `target` as it was.
    """
    for _ in range(_ATTEMPTS):
        try:
            return platform.when_free(lambda: _exchange(source, target))
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
            break
        try:
            platform.when_free(lambda: _put_new(source, target))
        except FileExistsError:  # it has come this moment
            continue
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
            break
        return None
    platform.replace(source, target)
    return None


if sys.platform == "win32":
    _IGNORE_ERRORS = 0x2 | 0x4  # of attributes and access lists that cannot be carried over
    _OLD_IS_AWAY = 1177  # the old file bears the backup's name, and the new one has not taken its place

    def _exchange(source: Path, target: Path) -> Path:
        import ctypes

        backup = source.with_suffix(".old")
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        if not kernel.ReplaceFileW(str(target), str(source), str(backup), _IGNORE_ERRORS, None, None):
            code = ctypes.get_last_error()
            if code != _OLD_IS_AWAY:
                raise ctypes.WinError(code)
            platform.replace(source, target)
        return backup

    def _put_new(source: Path, target: Path) -> None:
        source.rename(target)  # refuses where something is there

else:
    if sys.platform == "darwin":
        _EXCHANGE, _NEW = 2, 4
    else:
        _EXCHANGE, _NEW = 2, 1

    def _exchange(source: Path, target: Path) -> Path:
        _rename(source, target, _EXCHANGE)
        return source

    def _put_new(source: Path, target: Path) -> None:
        _rename(source, target, _NEW)

    def _rename(source: Path, target: Path, flag: int) -> None:
        names = os.fsencode(source), os.fsencode(target)
        try:
            import ctypes

            library = ctypes.CDLL(None, use_errno=True)
            if sys.platform == "darwin":
                failed = library.renamex_np(*names, flag)
            else:
                here = -100  # AT_FDCWD
                failed = library.renameat2(here, names[0], here, names[1], flag)
        except (ImportError, AttributeError):  # a Python without foreign calls, a C library without this one
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
        if failed:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(source), None, str(target))
