"""What is wrong with a template, told in Swedish: the file, the place in it and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias, get_args

from pydantic import ValidationError

from protokoll_tui.meeting.model import Frozen

KeyPath: TypeAlias = tuple[str | int, ...]

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
_UNUSABLE = "har ett värde som inte går att använda"
_FORM = {
    "colour": 'ska skrivas som # och sex siffror eller bokstäver a–f, till exempel "#1f4e5f"',
    "logo": 'ska vara namnet på en bild i mallens mapp, till exempel "logo.png"',
}
"""What a text of a certain form looks like, by its key."""


class TemplateError(Exception):
    """A template cannot be used. The text is Swedish and complete: what, where and what to do."""


def describe_toml(file: Path, error: tomllib.TOMLDecodeError) -> str:
    """Tell that `file` is not TOML, with the line where reading stopped."""
    at = _AT.search(str(error))
    where = f", rad {at[1]}" if at else ", i slutet"
    return f"{file}{where}: det som står där är inte giltig TOML. Rätta raden, ofta saknas ett citattecken."


def describe_invalid(file: Path, error: ValidationError, within: KeyPath = ()) -> str:
    """Tell the first value in `file` that a template cannot hold; `within` is the path to the model."""
    first = error.errors(include_url=False)[0]
    key = _key((*within, *first["loc"]))
    expected = str(first.get("ctx", {}).get("expected", "")).replace(" or ", " eller ")
    what = (
        _FORM.get(str(first["loc"][-1]), _UNUSABLE)
        if first["type"] == "string_pattern_mismatch"
        else f"ska vara {expected}"
        if expected
        else _WHAT.get(first["type"], _UNUSABLE)
    )
    return f"{file}: {key} {what}. Rätta värdet och spara filen."


def describe_unknown(data: Mapping[str, Any], model: type[Frozen], ours: frozenset[str]) -> tuple[str, ...]:
    """Tell the keys that are of no effect, with the one that was perhaps meant.

    They are no error: a template may be written for a later version of the program. `ours` are the
    fields of `model` that no file sets.
    """
    return tuple(_unknown(path, set(known) - ours) for path, known in _unknown_keys(data, model, ours))


def _unknown(path: KeyPath, known: set[str]) -> str:
    from difflib import get_close_matches

    meant = get_close_matches(str(path[-1]), sorted(known), 1)
    advice = f"Menar du {meant[0]}?" if meant else "Ta bort den, eller uppdatera protokoll."
    return f"{_key(path)} känns inte igen och används inte. {advice}"


def _unknown_keys(
    data: Mapping[str, Any], model: type[Frozen], ours: frozenset[str] = frozenset(), at: KeyPath = ()
) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Yield the path of each key that `model` lacks, and the fields that it has there."""
    fields = model.model_fields
    for key, value in data.items():
        if key not in fields or key in ours:
            yield (*at, key), fields
        elif inner := _model_in(fields[key].annotation):
            for index, each in enumerate(value) if isinstance(value, list) else ((None, value),):
                here = (*at, key) if index is None else (*at, key, index)
                yield from _unknown_keys(each, inner, at=here)


def _model_in(annotation: Any) -> type[Frozen] | None:
    """Return the model that a field holds, one or many of them; None for a plain value."""
    for kind in (annotation, *get_args(annotation)[:1]):
        if isinstance(kind, type) and issubclass(kind, Frozen):
            return kind
    return None


def _key(path: KeyPath) -> str:
    """Write a path as a person counts: agenda nr 3, title."""
    words = ""
    for part in path:
        words += f" nr {part + 1}" if isinstance(part, int) else f", {part}"
    return words.removeprefix(", ")
