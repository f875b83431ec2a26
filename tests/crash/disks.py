"""Disks to break: small ones, frozen ones, and ones whose power is cut. Root alone may mount them."""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FICLONE = 0x40049409

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a disk, which root alone may"
)


@contextmanager
def mounted(at: Path, *options: str) -> Iterator[Path]:
    """Mount a disk at a new folder, and unmount it whatever happens."""
    at.mkdir()
    done = subprocess.run(["mount", *options, str(at)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield at
    finally:
        if subprocess.run(["umount", str(at)], capture_output=True).returncode:
            subprocess.run(["umount", "--lazy", str(at)], check=True)


@contextmanager
def tiny(at: Path) -> Iterator[Path]:
    """Mount a disk of half a megabyte."""
    with mounted(at, "-t", "tmpfs", "-o", "size=512k", "tmpfs") as disk:
        yield disk


@contextmanager
def image(at: Path, file: Path, size: str, *make: str) -> Iterator[Path]:
    """Mount a new image of a disk, which is `file` of `size`, made by the command `make`."""
    subprocess.run(["truncate", "--size", size, str(file)], check=True)
    subprocess.run([*make, str(file)], check=True, capture_output=True)
    with mounted(at, "-o", "loop", str(file)) as disk:
        yield disk


@contextmanager
def frozen(disk: Path) -> Iterator[None]:
    """Let a disk answer nothing that is written to it."""
    subprocess.run(["fsfreeze", "--freeze", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["fsfreeze", "--unfreeze", str(disk)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a disk to its last byte."""
    file = os.open(disk / "fill", os.O_WRONLY | os.O_CREAT)
    try:
        for size in (65536, 4096, 1):
            try:
                while os.write(file, b"x" * size):
                    pass
            except OSError:
                continue
        yield
    finally:
        os.close(file)
        (disk / "fill").unlink()


class PoweredDisk:
    """A disk whose power can be cut: its image lies in a file system that clones a file in one moment."""

    def __init__(self, disk: Path, file: Path) -> None:
        self.disk = disk
        """Where it is mounted."""
        self._file = file

    @contextmanager
    def cut(self, at: Path) -> Iterator[Path]:
        """Mount the disk as it would be found if the power had gone now: without what was not synced."""
        clone = self._file.with_name("clone")
        with self._file.open("rb") as source, clone.open("wb") as target:
            fcntl.ioctl(target, _FICLONE, source.fileno())
        with mounted(at, "-o", "loop", str(clone)) as disk:
            yield disk
        at.rmdir()


@contextmanager
def powered(folder: Path) -> Iterator[PoweredDisk]:
    """Make a disk whose power can be cut, of ext4 in a file on XFS."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else folder) as name:
        make_host = ("mkfs.xfs", "-q", "-m", "reflink=1")
        with image(folder / "host", Path(name) / "host", "1500M", *make_host) as host:
            file = host / "disk"
            with image(folder / "disk", file, "64M", "mkfs.ext4", "-q") as disk:
                yield PoweredDisk(disk, file)
