"""Write a file so that it is at every moment either the old one or the new one, whole.

The new content goes into a temporary file in the same folder, to the disk, is read back and compared, and
only then takes the old one's place. A failure leaves the old file as it was and no temporary file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from protokoll_tui.storage import exchange, leftovers, platform
from protokoll_tui.storage.errors import StorageError, partly_written, writing_failed


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, which may exist or not. A symlink lives on; the file keeps its mode.

    Raises StorageError. When only the folder could not be synced the new content stands in place.
    """
    with _as_storage_error(path):
        target = _real(path)
        with _written(target, data) as temporary:
            platform.replace(temporary, target)
        platform.sync_folder(target.parent)


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files as `replace_file` writes one, and none of them where not all can be written.

    Raises StorageError, which says of several files whether any, and which of them, are written.
    """
    with contextlib.ExitStack() as stack:
        ready: dict[Path, tuple[Path, Path]] = {}
        written: list[Path] = []
        try:
            for path, data in contents.items():
                with _as_storage_error(path):
                    target = _real(path)
                    ready[path] = stack.enter_context(_written(target, data)), target
            for path, (temporary, target) in ready.items():
                with _as_storage_error(path):
                    platform.replace(temporary, target)
                    platform.sync_folder(target.parent)
                written.append(path)
        except StorageError as error:
            raise partly_written(
                error, written, [path for path in contents if path not in written]
            ) from error


def check_target(path: Path) -> None:
    """Raise StorageError where no file can be written to `path`, before there is anything to write.

    The folder is asked by making a file in it, which goes at once: no mode tells it on every system.
    """
    with _as_storage_error(path):
        target = _real(path)
        _standing(target)
        temporary = leftovers.half_path(target)
        os.close(os.open(temporary, platform.NEW_FILE, 0o600))
        with contextlib.suppress(OSError):
            temporary.unlink()


def exchange_file(path: Path, data: bytes, last_look: Callable[[], bytes | None]) -> Path | None:
    """Write `data` to `path` as `replace_file` does, and take nothing away that was not seen there.

    A link that has come to `path` is replaced, for what it leads to may be anything.

    `last_look` is called when all is ready, and returns what stands there. What it raises stops the rest.

    Returns:
        A file beside that holds what somebody else has written after the last look, to be removed when that
        has found its place; None where nobody has. Where the file system cannot exchange two names (see
        `exchange`) it is always None, and what was written in those few system calls is lost.
    """
    with _as_storage_error(path):
        with _written(path, data) as half:
            seen = last_look()
            whole = half.rename(leftovers.swap_path(half, data, seen))
            try:
                out = exchange.put(whole, path)
            except BaseException:
                whole.unlink(missing_ok=True)
                raise
            if out is not None and (out.is_symlink() or out.read_bytes() == seen):
                out.unlink()
                out = None
        platform.sync_folder(path.parent)
        return out


def create_file(path: Path, data: bytes) -> None:
    """Write `data` to a new file. Raises StorageError, also where something bears the name already."""
    with _as_storage_error(path):
        with _written(path, data) as temporary:
            os.close(os.open(path, platform.NEW_FILE, 0o600))  # the name is ours from here on
            try:
                platform.replace(temporary, path)
            except BaseException:
                path.unlink()
                raise
        platform.sync_folder(path.parent)


@contextlib.contextmanager
def _as_storage_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise writing_failed(path, error) from error


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _standing(target: Path) -> os.stat_result | None:
    """Return what is known of the file that stands at `target`, or None where none does.

    Raises OSError or StorageError where something stands there that no file may take the place of.
    """
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(old.st_mode):  # a rename would take a device or a pipe away
        raise StorageError(target, "Det är ingen vanlig fil.", "Välj ett annat namn.")
    if not os.access(target, os.W_OK):  # a rename would not ask
        raise StorageError(
            target, "Filen är skrivskyddad.", "Ta bort skrivskyddet, eller spara i en annan fil."
        )
    return old


@contextlib.contextmanager
def _written(target: Path, data: bytes) -> Iterator[Path]:
    """Yield the path of a temporary file beside `target` that holds `data`, and see that it goes."""
    old = _standing(target)
    temporary = leftovers.half_path(target)
    descriptor = os.open(temporary, platform.NEW_FILE, 0o600 if old else platform.new_mode(target.parent))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old:
                platform.take_after(descriptor, old)
            os.fsync(descriptor)
        if temporary.read_bytes() != data:
            raise StorageError(
                target,
                "Det som skrevs gick inte att läsa tillbaka.",
                "Disken kan vara trasig; spara på en annan.",
            )
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
