"""Read a meeting from its file, or say in plain words why that cannot be done.

Reading never changes the file. It takes what a person may have written by hand: a byte order mark, CRLF,
inline tables, keys that the program does not know.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from protokoll_tui.meeting.model import SCHEMA, Frozen, Meeting
from protokoll_tui.meeting.text import count_unsafe
from protokoll_tui.storage import platform, toml_text
from protokoll_tui.storage.errors import StorageError, reading_failed
from protokoll_tui.storage.shape import keys_of

MAX_BYTES = 5_000_000
"""No meeting is so large; parsing what is could take minutes."""


class Loaded(NamedTuple):
    """What a file held: the meeting, the bytes, and how many control characters were replaced."""

    meeting: Meeting
    data: bytes
    replaced: int


def read_meeting(path: Path) -> Loaded:
    """Read the meeting in the file at `path`. Raises StorageError."""
    return parse_bytes(read_bytes(path), path)


def parse_bytes(data: bytes, path: Path) -> Loaded:
    """Read the meeting in the content of a file. `path` is only named in messages. Raises StorageError."""
    loaded = parse_meeting(_decode(data, path), path)
    return loaded._replace(data=data)


def parse_meeting(text: str, path: Path) -> Loaded:
    """Read the meeting in a text. `path` is only named in messages. Raises StorageError."""
    data = _parse_toml(text, path)
    _check_schema(data, path)
    replaced = sum(count_unsafe(string) for string in _strings(data)) if _suspicious(text) else 0
    _fit(data, Meeting)
    try:
        return Loaded(Meeting.model_validate(data, strict=True), text.encode(), replaced)
    except ValidationError as error:
        from protokoll_tui.storage.invalid import explain

        raise explain(error, text, path) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file of at most `MAX_BYTES`. Raises StorageError."""
    try:
        descriptor = os.open(path, platform.READ_FILE)
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112 - `Path.is_dir` fails for a name that is too long
            raise _is_folder(path) from None  # Windows says "access denied"
        raise reading_failed(path, error) from error
    try:
        _check_kind(path, os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise reading_failed(path, error) from error
    finally:
        os.close(descriptor)
    if len(data) > MAX_BYTES:
        raise _too_large(path)
    return data


def _decode(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        binary = b"\0" in data
        raise StorageError(
            path,
            "Filen är ingen textfil." if binary else "Filen är inte sparad som UTF-8.",
            "Välj en mötesfil (.toml)."
            if binary
            else "Öppna den i en textredigerare och spara den med kodningen UTF-8.",
            line=None if binary else data.count(b"\n", 0, error.start) + 1,
        ) from None
    return text


def _is_folder(path: Path) -> StorageError:
    return StorageError(path, "Det är en mapp, inte en mötesfil.", "Ange en fil i mappen.")


def _too_large(path: Path) -> StorageError:
    return StorageError(
        path,
        f"Filen är större än {MAX_BYTES // 1_000_000} MB, och så stor är ingen mötesfil.",
        "Kontrollera att det är rätt fil.",
    )


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _is_folder(path)
    if not stat.S_ISREG(status.st_mode):
        raise StorageError(path, "Det är ingen vanlig fil.", "Ange en mötesfil (.toml).")
    if status.st_size > MAX_BYTES:
        raise _too_large(path)


_STRINGS = re.compile(
    rf'"""([^"\\]*+(?:"{{1,2}}(?!")[^"\\]*+)*+)"""(?!")'
    rf"|{toml_text.LONG_BASIC}|{toml_text.LONG_LITERAL}|{toml_text.BASIC}|{toml_text.LITERAL}|\#[^\n]*+",
    re.DOTALL,
)


def quicken(text: str) -> str:
    '''Return the same TOML with `\'\'\'` for `"""` where that changes nothing.

    tomllib walks a basic string letter by letter in Python, but finds the end of a literal one by a
    search in C. Most of a meeting stands in such strings, so opening it takes half the time.
    '''

    def literal(found: re.Match[str]) -> str:
        body = found[1]
        if body is None or "'''" in body or body.endswith("'"):
            return found[0]
        return f"'''{body}'''"

    return _STRINGS.sub(literal, text)


def _parse_toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(quicken(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from protokoll_tui.storage.invalid import explain_syntax

        raise explain_syntax(str(error), text, path) from None


def _check_schema(data: dict[str, Any], path: Path) -> None:
    schema = data.get("schema", 1)
    if isinstance(schema, int) and schema > SCHEMA:
        raise StorageError(
            path,
            f"Filen är skriven av en nyare version av programmet (schema {schema}, det här läser {SCHEMA}).",
            "Uppdatera protokoll och öppna den igen.",
        )
    if schema is True or schema != SCHEMA:
        raise StorageError(path, "Värdet för schema går inte att förstå.", f"Skriv: schema = {SCHEMA}")


def _suspicious(text: str) -> bool:
    """Tell whether some string may hold a control character: as it stands, or written as an escape."""
    return "\\" in text or count_unsafe(text) > 0


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from _strings(each)
    elif isinstance(data, list):
        for each in data:
            yield from _strings(each)


def _fit(data: Any, model: type[Frozen]) -> None:
    """Turn the data of a table into what the model takes: its names, tuples, prose without our line end."""
    if not isinstance(data, dict):
        return
    for key in keys_of(model):
        if key.name != key.field:
            data.pop(key.field, None)  # an unknown key of the file that bears the name of a field
        if key.name not in data:
            continue
        value = data.pop(key.name)
        if isinstance(value, list):
            value = tuple(value)
        if key.form == "prose" and isinstance(value, str):
            value = toml_text.unpadded(value)
        elif key.model is not None:
            for each in value if isinstance(value, tuple) else (value,):
                _fit(each, key.model)
        data[key.field] = value
