"""Why a meeting takes no edit, or takes none back, and what can be done about it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from protokoll_tui.session import Standing

Changes: TypeAlias = Literal["meeting", "status", "nothing"]
"""What a command changes: the meeting, its status (which locked minutes take too), or nothing in it."""


def refusal(standing: Standing, changes: Changes, key: str = "") -> str:
    """Return in Swedish why a meeting takes no such change; empty where it does.

    Args:
        standing: How the meeting is open.
        changes: What is to be changed.
        key: The words for the key that saves, which offers to write here, where it can be pressed.
    """
    if standing == "open" or changes == "nothing":
        return ""
    if standing == "locked":
        if changes == "status":
            return ""
        return "Protokollet är låst. Lås upp det under Klart – F6, med Ändra status."
    reason, way = {
        "read": ("Läses bara: mötet är öppet på annat håll.", "ta över"),
        "left": ("Läses bara, men mötet är inte öppet på annat håll längre.", "skriv här"),
        "taken": ("Mötet skrivs i ett annat fönster nu.", "ta tillbaka det hit"),
    }[standing]
    return f"{reason} {key}: {way}." if key else reason


def undo_ends(*, at_log: bool) -> str:
    """Return in Swedish why undo goes no further: at the start, or at a change of status, which is logged."""
    if at_log:
        return "Status ångras inte: ändringen står i loggen. Ändra den under Klart – F6."
    return "Det finns inget mer att ångra."
