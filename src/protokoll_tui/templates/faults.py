"""What is wrong with a template, told in Swedish: the file, the place in it and what to do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

_AT = re.compile(r"\(at line (\d+), column \d+\)")
_WHAT = {
    "missing": "saknas",
    "string_type": 'ska vara text inom citattecken, "så här"',
    "string_too_short": "får inte vara tom",
    "string_too_long": "är för lång",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "tuple_type": "ska vara en lista inom [ ]",
    "model_type": "ska vara en tabell",
}


class TemplateError(Exception):
    """A template cannot be used. The text is Swedish and complete: what, where and what to do."""


def describe_toml(file: Path, error: tomllib.TOMLDecodeError) -> str:
    """Tell that `file` is not TOML, with the line where reading stopped."""
    at = _AT.search(str(error))
    where = f", rad {at[1]}" if at else ", i slutet"
    return f"{file}{where}: det som står där är inte giltig TOML. Rätta raden, ofta saknas ett citattecken."


def describe_invalid(file: Path, error: ValidationError, within: tuple[str, ...] = ()) -> str:
    """Tell the first value in `file` that a template cannot hold; `within` is the path to the model."""
    first = error.errors(include_url=False)[0]
    key = _key((*within, *first["loc"]))
    expected = str(first.get("ctx", {}).get("expected", "")).replace(" or ", " eller ")
    what = (
        f"ska vara {expected}"
        if expected
        else _WHAT.get(first["type"], "har ett värde som inte går att använda")
    )
    return f"{file}: {key} {what}. Rätta värdet och spara filen."


def _key(path: tuple[str | int, ...]) -> str:
    """Write a path as a person counts: agenda nr 3, title."""
    words = ""
    for part in path:
        words += f" nr {part + 1}" if isinstance(part, int) else f", {part}"
    return words.removeprefix(", ")
