"""What the check found, as rows: grouped by where it is mended, those accepted last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from rich.text import Text

from protokoll_tui.meeting.check import Checked, Finding, Screen, Severity
from protokoll_tui.tui.row_list import ListRow

SCREENS: Final[dict[Screen, str]] = {
    "facts": "Möte",
    "attendance": "Närvaro",
    "agenda": "Ärenden",
    "closing": "Avslutning",
}

SIGNS: Final[dict[Severity, tuple[str, str]]] = {
    "error": ("✗", "Fel"),
    "warning": ("!", "Se över"),
    "info": ("·", "Tips"),
}
"""The sign and the word of each severity."""

_WORD = max(len(word) for _, word in SIGNS.values())
_INDENT = _WORD + 4


@dataclass(frozen=True, slots=True)
class FindingKey:
    """Which finding a row shows: its list, and its place there."""

    part: Literal["open", "accepted"]
    index: int

    def __str__(self) -> str:
        return f"{self.part}.{self.index}"

    @classmethod
    def of(cls, key: str) -> FindingKey:
        """Return what the key of a row names. Raises ValueError for another text."""
        part, _, index = key.partition(".")
        return cls("accepted" if part == "accepted" else "open", int(index))


def finding_at(checked: Checked, key: FindingKey) -> Finding:
    """Return the finding that `key` names. Raises IndexError where there is none."""
    return (checked.open if key.part == "open" else checked.accepted)[key.index]


def summary(checked: Checked) -> str:
    """Return how much is left: "3 att se över · 2 godtagna"."""
    left = f"{len(checked.open)} att se över" if checked.open else "inget saknas"
    accepted = len(checked.accepted)
    return left if not accepted else f"{left} · {accepted} {'godtagen' if accepted == 1 else 'godtagna'}"


def finding_rows(checked: Checked, width: int) -> list[ListRow]:
    """Return the rows for a list of `width` cells. A long message goes on below, under itself."""
    rows = list(_open_rows(checked, width))
    if not checked.open:
        rows.append(ListRow(Text("✓ Inget saknas. F6: Klart.", style="bold")))
    if checked.accepted:
        rows += [ListRow(Text("")), ListRow(Text("Godtagna med motivering", style="bold"))]
        for index, finding in enumerate(checked.accepted):
            line = f"{finding.message} – {finding.reason}" if finding.reason else finding.message
            rows += _wrapped("✓", "Godtagen", line, str(FindingKey("accepted", index)), width, "dim")
    return rows


def _open_rows(checked: Checked, width: int) -> Iterator[ListRow]:
    numbered = enumerate(checked.open)
    for count, (screen, findings) in enumerate(groupby(numbered, key=lambda pair: pair[1].target.screen)):
        if count:
            yield ListRow(Text(""))
        yield ListRow(Text(SCREENS[screen], style="bold"))
        for index, finding in findings:
            sign, word = SIGNS[finding.severity]
            yield from _wrapped(sign, word, finding.message, str(FindingKey("open", index)), width)


def _wrapped(sign: str, word: str, message: str, key: str, width: int, style: str = "") -> Iterator[ListRow]:
    from textwrap import wrap

    first, *rest = wrap(message, max(20, width - _INDENT)) or [""]
    row = Text(f"{sign} ", style="bold")
    row.append(f"{word:<{_WORD}}  ", style="dim")
    row.append(first, style=style)
    yield ListRow(row, key)
    for line in rest:
        yield ListRow(Text(" " * _INDENT + line, style=style))
