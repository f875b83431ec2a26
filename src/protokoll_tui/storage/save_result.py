"""What came of a save, and how it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from protokoll_tui.storage.aside import Kind


class SaveResult(NamedTuple):
    """A save that went well: when, and what the user has to be told about it."""

    at: dt.datetime
    backup: Path | None = None
    """The old file, kept because its comments could not be carried over into the new one."""
    conflict: Path | None = None
    """What somebody else had written to the same fields of the meeting."""
    own: Path | None = None
    """What was written here, when somebody else had locked the minutes."""
    broken: Path | None = None
    """What was in the file and could not be read."""
    merged: bool = False
    """Whether something that somebody else wrote was taken in."""
    missed: Path | None = None
    """The file, where it was not there any more and has been written again."""
    renamed: Path | None = None
    """What the file that was missed is called now."""
    link: tuple[Path, Path] | None = None
    """The link that the meeting was opened by and that leads elsewhere now, and the file that is written."""

    def with_copy(self, kind: Kind, copy: Path) -> SaveResult:
        """Return the result with a copy that has been put beside the file."""
        match kind:
            case "konflikt":
                return self._replace(conflict=copy)
            case "egen":
                return self._replace(own=copy)
            case "trasig":
                return self._replace(broken=copy)
            case "bak":
                return self._replace(backup=copy)

    @property
    def notice(self) -> str:
        """What to tell the user, in Swedish; empty where there is nothing."""
        return " ".join(_notices(self))


def _notices(result: SaveResult) -> Iterator[str]:
    if result.conflict:
        yield (
            "Någon annan hade ändrat samma sak i filen. Din text står i mötet, "
            f"deras ligger kvar bredvid, som {result.conflict.name}."
        )
    elif result.own:
        yield (
            "Någon annan har låst protokollet. "
            f"Det som du hade skrivit här ligger kvar bredvid, som {result.own.name}."
        )
    elif result.merged:
        yield "Någon annan hade ändrat filen. Deras ändringar har tagits in i mötet."
    if result.broken:
        yield (
            "Det som stod i filen gick inte att läsa, eller var bara en del av mötet. "
            f"Det ligger kvar bredvid, som {result.broken.name}; i filen står ditt möte."
        )
    if result.backup:
        yield (
            "Filens egna kommentarer gick inte att behålla. "
            f"Filen som den var ligger kvar bredvid, som {result.backup.name}."
        )
    if result.renamed and result.missed:
        yield (
            f"Någon har gett filen ett annat namn, {result.renamed.name}. Mötet sparas som förut i "
            f"{result.missed.name}; {result.renamed.name} är som den var och följer inte med."
        )
    elif result.missed:
        yield (
            f"Någon hade tagit bort filen eller flyttat den. Hela mötet är skrivet på nytt i {result.missed}."
        )
    if result.link:
        yield (
            f"Länken {result.link[0].name} leder inte längre till filen som öppnades. "
            f"Mötet sparas som förut i {result.link[1]}."
        )
