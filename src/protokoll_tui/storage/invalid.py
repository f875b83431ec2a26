"""Say in Swedish what is wrong with the content of a file, and on which line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.source import cut, split

_QUOTE = 60
"""Characters of the file that are quoted in a message, at most."""

_FIX = "Rätta det i en textredigerare och öppna mötet igen."

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( .*)?$", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SWEDISH_KEY = re.compile(r"^\s*[\w-]*[åäöÅÄÖ][\w-]*\s*=")

_TYPES: Mapping[str, str] = {
    "string_type": "ska vara en text inom citattecken",
    "string_too_short": "får inte vara tomt",
    "string_too_long": "är för långt (högst {max_length} tecken)",
    "bool_type": "ska vara true eller false",
    "int_type": "ska vara ett heltal",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "tuple_type": "ska vara en lista inom hakparenteser",
    "model_type": "ska vara en tabell med nycklar och värden",
    "literal_error": "ska vara något av {expected}",
    "missing": "saknas",
    "date_type": "ska vara ett datum utan citattecken, till exempel 2026-05-29",
    "time_type": "ska vara ett klockslag utan citattecken, till exempel 09:00:00",
}


def explain_syntax(message: str, text: str, path: Path) -> StorageError:
    """Return what to say of a text that is no TOML; `message` is the parser's own."""
    lines = text.splitlines()
    if conflict := _CONFLICT.search(text):
        return StorageError(
            path,
            "Filen innehåller två versioner som inte har förts samman, mellan <<<<<<< och >>>>>>>.",
            "Behåll den text som gäller, ta bort de tre markörerna och öppna mötet igen.",
            line=text.count("\n", 0, conflict.start()) + 1,
        )
    if "recursion" in message:
        return StorageError(path, "Filen är nästlad för djupt för att vara ett möte.", _FIX)
    found = _LINE.search(message)
    number = int(found[1]) if found else max(1, len(lines))
    if "Unterminated" in message or "Unclosed" in message:
        return StorageError(
            path,
            "Ett citattecken eller en parentes öppnas här, eller tidigare, och stängs aldrig.",
            _FIX,
            line=number,
        )
    quoted = _quoted(lines[number - 1]) if number <= len(lines) else ""
    if "Cannot" in message:
        return StorageError(path, f"En nyckel eller tabell står två gånger: {quoted}", _FIX, line=number)
    if number <= len(lines) and _SWEDISH_KEY.match(lines[number - 1]):
        return StorageError(path, f"En nyckel får inte innehålla å, ä eller ö: {quoted}", _FIX, line=number)
    return StorageError(path, f"Raden går inte att läsa som TOML: {quoted}", _FIX, line=number)


def explain(error: ValidationError, text: str, path: Path) -> StorageError:
    """Return what to say of a file whose values the model does not take."""
    first, *others = error.errors(include_url=False)
    place = tuple("meeting" if part == "facts" else part for part in first["loc"])
    more = f" (Filen har {len(others)} fel till.)" if others else ""
    given = "" if first["type"] == "missing" else f", inte {_quoted(_as_toml(first['input']))}"
    return StorageError(
        path,
        f"{_named(place)} {_expected(first['type'], first.get('ctx', {}))}{given}.{more}",
        _FIX,
        line=find_line(text.replace("\r\n", "\n"), place),
    )


def find_line(text: str, place: Sequence[str | int]) -> int | None:
    """Return the line on which the value at `place` stands, or the nearest thing around it that is there.

    `place` is a path of keys and indices, as in ("agenda", 3, "entries", 1, "due").
    """
    table, line = cut(text), None
    parts = list(place)
    while parts:
        name = str(parts.pop(0))
        index = int(parts.pop(0)) if parts and isinstance(parts[0], int) else 0
        tables = table.tables(name)
        if index < len(tables):
            table = tables[index]
            line = table.line
        elif pair := table.pair(name):
            elements, gaps = split(pair.value)
            above = [*gaps[: index + 1], *elements[:index]] if pair.value.startswith("[") else []
            return pair.line + sum(piece.count("\n") for piece in above)
        else:
            break
    return line


def _named(place: Sequence[str | int]) -> str:
    """Return a path as it is written in code: `agenda[3].entries[1].due`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.removeprefix(".")


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    text = _TYPES.get(kind, "har ett värde som inte går att använda")
    return text.format_map(context).replace(" or ", " eller ")


def _as_toml(data: Any) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, dict):
        return "en tabell"
    return "en lista" if isinstance(data, tuple) else str(data)


def _quoted(text: str) -> str:
    text = text.strip()
    return f"”{text[:_QUOTE]}{'…' if len(text) > _QUOTE else ''}”"
