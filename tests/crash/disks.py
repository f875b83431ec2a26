"""Disks to break: small ones, frozen ones, and ones whose power is cut. Root alone may mount them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a disk, which root alone may"
)


def needs(*commands: str) -> pytest.MarkDecorator:
    """Skip where a command is missing."""
    missing = [command for command in commands if shutil.which(command) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


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
    with file.open("wb") as empty:
        subprocess.run(["truncate", "--size", size, str(file)], check=True)
        empty.flush()
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
