"""A meeting as the text of a new file, so that it looks as if written by hand.

A blank line before each table, people one per line, short lists on one line, and only what is set. The
first line names a JSON Schema for editors that know the `#:schema` comment (Even Better TOML, taplo):
they complete keys and mark mistakes. It points at a file in the folder `.protokoll` beside the meeting,
so that it works without network and follows when the folder is copied; the program writes that file when
it makes a meeting (see `schema`) and never reads it, so nothing is lost when it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from protokoll_tui.meeting.model import SCHEMA, Frozen, Meeting
from protokoll_tui.storage import toml_text
from protokoll_tui.storage.shape import Key, keys_of

SCHEMA_FILE = f".protokoll/meeting-{SCHEMA}.schema.json"
"""Where the schema stands, seen from the folder of the meeting."""

_HEAD = f"#:schema ./{SCHEMA_FILE}\nschema = {SCHEMA}\n"


def dump_new(meeting: Meeting) -> str:
    """Return the whole text of a new file for `meeting`."""
    return "\n".join((_HEAD, *_children((), meeting)))


def table_text(path: tuple[str, ...], model: Frozen, *, array: bool) -> str:
    """Return a model as the table at `path` and those inside it, a blank line between them.

    With `array` it is one of an array of tables: `[[agenda.entries]]`.
    """
    header = f"[[{'.'.join(path)}]]" if array else f"[{'.'.join(path)}]"
    own = "".join(f"{pair}\n" for pair in _pairs(model))
    return "\n".join((f"{header}\n{own}", *_children(path, model)))


def value_text(key: Key, data: Any) -> str:
    """Return the value of a key as it stands in a table of its own."""
    if key.form == "prose":
        return toml_text.prose(data)
    if key.form == "rows":
        return "[\n" + "".join(f"  {inline_table(row)},\n" for row in data) + "]"
    return inline_text(key, data)


def inline_text(key: Key, data: Any) -> str:
    """Return the value of a key as it stands inside an inline table: on one line."""
    match key.form:
        case "prose":
            return toml_text.prose_line(data)
        case "values":
            return toml_text.values(data)
        case "rows" | "tables":
            return f"[{', '.join(inline_table(each) for each in data)}]"
        case "table":
            return inline_table(data)
        case "value":
            return toml_text.value(data)


def inline_table(model: Frozen) -> str:
    """Return a model as `{ name = "Alva Ek", role = "ordförande" }`."""
    pairs = ", ".join(
        f"{key.name} = {inline_text(key, data)}"
        for key in keys_of(type(model))
        if key.is_set(data := getattr(model, key.field))
    )
    return f"{{ {pairs} }}" if pairs else "{}"


def _pairs(model: Frozen) -> Iterator[str]:
    for key in keys_of(type(model)):
        data = getattr(model, key.field)
        if key.form not in ("table", "tables") and key.is_set(data):
            yield f"{key.name} = {value_text(key, data)}"


def _children(path: tuple[str, ...], model: Frozen) -> Iterator[str]:
    for key in keys_of(type(model)):
        data = getattr(model, key.field)
        if not key.is_set(data):
            continue
        if key.form == "table":
            yield table_text((*path, key.name), data, array=False)
        elif key.form == "tables":
            for each in data:
                yield table_text((*path, key.name), each, array=True)
