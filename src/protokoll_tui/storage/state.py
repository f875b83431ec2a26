"""Where the program keeps what is its own about a meeting: journal, lock, earlier versions.

All of it lies in the user's state folder on the local disk, one folder for each meeting, readable for
nobody else. Where that cannot be written the journal finds another place, so that text typed on a machine
without a home still survives the program.
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
from protokoll_tui.storage.atomic import temporary_stem

JOURNAL_SUFFIX = ".journal"

_LEFTOVER = re.compile(r"\.(?P<pid>\d+)-[0-9a-f]{8}\.tmp$")


def state_folder() -> Path | None:
    """Return the state folder, which need not exist yet; None where the user has no home."""
    import platformdirs

    folder = platformdirs.user_state_path("protokoll", appauthor=False)
    return folder if folder.is_absolute() else None


def key_of(path: Path) -> str:
    """Return the name of a meeting's folder of state: readable, and one for each real file."""
    real = os.path.realpath(path)
    stem = re.sub(r"[^a-z0-9]+", "-", Path(real).stem.lower())[:40].strip("-") or "mote"
    return f"{stem}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"


def meeting_folder(path: Path) -> Path | None:
    """Return the folder of state of the meeting at `path`; None where the user has no home."""
    state = state_folder()
    return state / "meetings" / key_of(path) if state else None


def meeting_folders() -> list[Path]:
    """Return the folders of state of all meetings, wherever a journal may have found a place."""
    state = state_folder()
    roots = [state / "meetings" if state else None, _runtime_folder(), _temporary_folder()]
    found: list[Path] = []
    for root in filter(None, roots):
        with contextlib.suppress(OSError):
            found += sorted(each for each in root.iterdir() if each.is_dir())
    return found


def private_folder(folder: Path) -> Path:
    """Make `folder` and those above it where they are missing, for this user alone, and return it.

    Raises OSError, also where somebody else has made it.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        private_folder(folder.parent)
        folder.mkdir(mode=0o700)
    except FileExistsError:
        platform.close_to_others(folder)
    return folder


def new_journals(path: Path) -> Iterator[Path]:
    """Yield paths for a new journal of the meeting at `path`, the best place first.

    The folder of each is there when it is yielded. What cannot be made is passed over.
    """
    name = f"{os.getpid()}-{secrets.token_hex(4)}{JOURNAL_SUFFIX}"
    key = key_of(path)
    for root in _roots():
        with contextlib.suppress(OSError):
            yield private_folder(root / key) / name
    yield _beside(path)
    with contextlib.suppress(OSError):
        if temporary := _temporary_folder():
            private_folder(temporary)
            yield private_folder(temporary / key) / name


def journals_of(path: Path) -> list[Path]:
    """Return the journals that there are of the meeting at `path`."""
    key = key_of(path)
    found: list[Path] = []
    for root in (*_roots(), _temporary_folder()):
        if root is not None:
            found += journals_in(root / key)
    beside = _beside(path)
    if beside.is_file():
        found.append(beside)
    return found


def journals_in(folder: Path) -> list[Path]:
    """Return the journals in one folder of state; none where it cannot be read."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(JOURNAL_SUFFIX))  # noqa: PTH208 - 10 times faster
    except OSError:
        return []
    return [folder / name for name in names]


def clean_leftovers(path: Path) -> None:
    """Remove the half-written files that a program that was killed left beside the meeting at `path`."""
    real = Path(os.path.realpath(path))
    with contextlib.suppress(OSError):
        for each in real.parent.glob(f"{_escaped(temporary_stem(real))}.*.tmp"):
            found = _LEFTOVER.search(each.name)
            if found and not platform.is_running(int(found["pid"])):
                with contextlib.suppress(OSError):
                    each.unlink()


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _roots() -> Iterator[Path]:
    state = state_folder()
    if state:
        yield state / "meetings"
    if runtime := _runtime_folder():
        yield runtime


def _runtime_folder() -> Path | None:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(runtime) / "protokoll" if Path(runtime).is_absolute() else None


def _temporary_folder() -> Path | None:
    import tempfile

    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return Path(tempfile.gettempdir()) / f"protokoll-{user}"


def _beside(path: Path) -> Path:
    real = Path(os.path.realpath(path))
    return real.with_name(f".{key_of(real)}{JOURNAL_SUFFIX}")
