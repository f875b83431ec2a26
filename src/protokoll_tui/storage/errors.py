"""What can go wrong with a file, said so that a secretary knows what to do."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from protokoll_tui.meeting.text import clean_line

NONE_WRITTEN = "Ingen fil skrevs."
"""Said where of several files one cannot be written, or made, and so none is."""
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM}


class StorageError(Exception):
    """A file that cannot be read or written as it stands.

    `str()` is a complete Swedish message: which file, which line, what is wrong, what to do. It is free of
    control characters, since names and contents of files are quoted in it.
    """

    def __init__(self, path: Path, problem: str, advice: str = "", line: int | None = None) -> None:
        super().__init__(path, problem, advice, line)
        self.path = path
        self.problem = clean_line(problem)
        self.advice = clean_line(advice)
        self.line = line

    def __str__(self) -> str:
        place = clean_line(str(self.path)) + (f", rad {self.line}" if self.line else "")
        return f"{place}: {self.problem} {self.advice}".strip()


def reading_failed(path: Path, error: OSError) -> StorageError:
    """Return what to say of a file that the system would not let us read."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StorageError(path, "Filen finns inte.", "Kontrollera namnet, eller välj ett möte i listan.")
    if error.errno == errno.ENAMETOOLONG:
        return StorageError(path, "Namnet är för långt.", "Kontrollera att det är rätt.")
    if error.errno in _REFUSED:
        return StorageError(
            path, "Du får inte läsa filen.", "Be den som äger filen om läsrätt, eller öppna en kopia."
        )
    if error.errno == errno.ELOOP:
        return StorageError(path, "Länken leder runt i en cirkel.", "Öppna själva filen i stället.")
    return StorageError(
        path,
        f"Filen gick inte att läsa ({error.strerror or error}).",
        "Kontrollera att disken eller nätverket svarar och försök igen.",
    )


def writing_failed(path: Path, error: OSError) -> StorageError:
    """Return what to say of a file that the system would not let us write."""
    if error.errno in _FULL:
        return StorageError(path, "Disken är full.", "Ta bort något annat från den.")
    if error.errno == errno.EROFS:
        return StorageError(path, "Disken är skrivskyddad.", "Spara i en annan mapp.")
    if error.errno in _REFUSED:
        return StorageError(
            path, "Du får inte skriva i mappen.", "Be om skrivrätt, eller spara i en annan mapp."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StorageError(path, "Mappen finns inte.", "Skapa mappen, eller anslut disken igen.")
    if error.errno == errno.EISDIR:
        return StorageError(path, "Det finns en mapp med det namnet.", "Välj ett annat namn.")
    if error.errno == errno.EEXIST:
        return StorageError(path, "Det finns redan en fil med det namnet.", "Välj ett annat namn.")
    if error.errno == errno.ENAMETOOLONG:
        return StorageError(path, "Filens namn är för långt.", "Välj ett kortare namn.")
    return StorageError(
        path,
        f"Filen gick inte att skriva ({error.strerror or error}).",
        "Kontrollera att disken eller nätverket svarar.",
    )


def partly_written(error: StorageError, written: Sequence[Path], left: Sequence[Path]) -> StorageError:
    """Return what to say where one of several files could not be written: which are, or that none is."""
    if len(written) + len(left) == 1:
        return error
    now = f"Skrivna: {_names(written)}. Inte skrivna: {_names(left)}." if written else NONE_WRITTEN
    return StorageError(error.path, error.problem, f"{error.advice} {now}", error.line)


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
