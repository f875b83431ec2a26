"""The format of the file as a JSON Schema, for editors and for whoever writes meetings by program."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from protokoll_tui.meeting.model import SCHEMA, Meeting
from protokoll_tui.storage.atomic import replace_file
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.writing import SCHEMA_FILE

_TIME = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$"


class _FileSchema(GenerateJsonSchema):
    """The models' schema as the file sees it: no null in TOML, times without zone, no empty defaults."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if default and isinstance(default, str | int) else inner

    def time_schema(self, schema: core_schema.TimeSchema) -> JsonSchemaValue:  # noqa: ARG002 – pydantic calls it
        # The format "time" of JSON Schema demands a time zone; a time of day in TOML has none.
        return {"type": "string", "pattern": _TIME}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 – pydantic calls it
        return False


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a meeting's file. Keys that it does not name are allowed."""
    schema = Meeting.model_json_schema(schema_generator=_FileSchema)
    properties = schema.pop("properties")
    definitions = schema.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Möte",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA, "description": "The version of the file format."},
            "meeting": properties.pop("facts"),
            **properties,
        },
        "$defs": definitions,
    }


def json_schema_text() -> str:
    """Return the JSON Schema as text to print or to write to a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def offer_schema(folder: Path) -> None:
    """See that the schema stands where the meetings in `folder` say that it does.

    It is a help for editors only, so a folder that refuses it is no error.
    """
    path = folder / SCHEMA_FILE
    data = json_schema_text().encode()
    with contextlib.suppress(OSError, StorageError):
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            replace_file(path, data)
