"""Where the program keeps what is its own about a meeting: journal, lock, earlier versions.

All of it lies in the user's state folder on the local disk, one folder for each meeting, readable for
nobody else. Where that cannot be written there is a second place, so that text typed on a machine without a
home, or with a full disk, still survives the program.
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

JOURNAL_SUFFIX = ".journal"
DAMAGED_SUFFIX = ".skadad"


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
    """Return the folders of state of all meetings, in all places that a journal may have found."""
    found: list[Path] = []
    for root in _roots():
        with contextlib.suppress(OSError):
            found += sorted(each for each in root.iterdir() if each.is_dir())
    return found


def folders_of(path: Path) -> list[Path]:
    """Return the folders of state of the meeting at `path`, in all places; they need not exist."""
    return [root / key_of(path) for root in _roots()]


def own_folders(path: Path) -> Iterator[Path]:
    """Make and yield the folders for a meeting's state, the best place first. What cannot be made is none."""
    for root in _roots():
        with contextlib.suppress(OSError):
            private_folder(root)
            yield private_folder(root / key_of(path))


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


def is_own(folder: Path) -> bool:
    """Tell whether a folder of state, and the one that it is in, are this user's; closes them to others."""
    try:
        platform.close_to_others(folder.parent)
        platform.close_to_others(folder)
    except OSError:
        return False
    return True


def new_journals(path: Path) -> Iterator[Path]:
    """Yield paths for a new journal of the meeting at `path`, the best place first.

    The folder of each is there when it is yielded. What cannot be made is passed over.
    """
    for folder in own_folders(path):
        yield folder / f"{os.getpid()}-{secrets.token_hex(4)}{JOURNAL_SUFFIX}"


def journals_of(path: Path) -> list[Path]:
    """Return the journals that there are of the meeting at `path`."""
    return [each for folder in folders_of(path) for each in journals_in(folder)]


def strange_journals_of(path: Path) -> list[Path]:
    """Return what looks like journals of the meeting at `path` and is not to be believed: another user's."""
    return [each for folder in folders_of(path) for each in strange_journals_in(folder)]


def journals_in(folder: Path, suffix: str = JOURNAL_SUFFIX) -> list[Path]:
    """Return the journals in one folder of state; none where it cannot be read.

    Only files of this user count, in a folder that is this user's and closed to others: text that somebody
    else has put there must not come into the minutes.
    """
    return [each for each in _named(folder, suffix) if is_own(folder) and platform.is_own_file(each)]


def strange_journals_in(folder: Path) -> list[Path]:
    """Return what bears the name of a journal in a folder of state, and is another user's."""
    own = journals_in(folder)
    return [each for each in _named(folder, JOURNAL_SUFFIX) if each not in own and os.path.lexists(each)]


def damaged_journals_in(folder: Path) -> list[Path]:
    """Return the journals in one folder of state that were put aside because something in them is damaged."""
    return journals_in(folder, DAMAGED_SUFFIX)


def keep_damaged(journal: Path) -> Path:
    """Keep a copy of a journal that stays when it has been made use of, and return its path.

    Where there is no room for one it is the journal's own, and the journal is to stay.
    """
    copy = journal.with_name(journal.name + DAMAGED_SUFFIX)
    try:
        if not copy.exists():
            with contextlib.suppress(OSError):  # not every file system has second names
                copy.hardlink_to(journal)
                return copy
            copy.write_bytes(journal.read_bytes())
    except OSError:
        return journal
    return copy


def _named(folder: Path, suffix: str) -> list[Path]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(suffix))  # noqa: PTH208 - 10 times faster
    except OSError:
        return []
    return [folder / name for name in names]


def _roots() -> Iterator[Path]:
    """Yield the two places for the folders of meetings: the state folder, and one that the system lends."""
    if folder := state_folder():
        yield folder / "meetings"
    yield _second_place()


def _second_place() -> Path:
    """Return where a journal lies that finds no room in the state folder: the same at each start."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and runtime.is_dir():
        return runtime / "protokoll"
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    # `tempfile` takes another folder when the first one is full, and the journal would not be found again.
    temporary = os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp"  # noqa: S108 - see `_is_own`
    return Path(temporary) / f"protokoll-{user}"
