"""The JSON Schema describes the file as it is written."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.schema import json_schema, offer_schema
from protokoll_tui.storage.writing import SCHEMA_FILE, dump_new
from tests.strategies import meetings

VALIDATOR = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(data: Any) -> Any:
    """The data of a TOML file as an editor hands it to the schema: dates and times as strings."""
    match data:
        case dict():
            return {key: as_json(value) for key, value in data.items()}
        case list():
            return [as_json(value) for value in data]
        case dt.date() | dt.time():
            return data.isoformat()
    return data


def is_valid(text: str) -> bool:
    return VALIDATOR.is_valid(as_json(tomllib.loads(text)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@given(meetings)
def test_any_file_that_is_written_is_valid(meeting: Meeting) -> None:
    assert is_valid(dump_new(meeting))


@pytest.mark.parametrize(
    "text", ["", "egen = 1", "[meeting]\negen = 1", '[[agenda]]\ntitle = "a"\negen = []']
)
def test_unknown_keys_are_valid(text: str) -> None:
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "schema = 2",
        "meeting = 1",
        '[meeting]\nstatus = "klar"',
        '[meeting]\ndate = "29/5"',
        '[meeting]\nstart = "9"',
        '[meeting]\nbodies = "Norra"',
        "[[agenda]]\nnumber = '1'",
        '[[attendance]]\npeople = [{ name = "" }]',
        "[[agenda]]\ntitle = 'a'\n[[agenda.points]]\ntitle = 'b'\n[[agenda.points.entries]]\ndone = 'ja'",
    ],
)
def test_mistakes_are_not_valid(text: str) -> None:
    assert not is_valid(text)


def test_a_schema_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    offer_schema(tmp_path)
    new = (tmp_path / SCHEMA_FILE).read_bytes()
    (tmp_path / SCHEMA_FILE).write_text("{}", "utf-8")
    offer_schema(tmp_path)
    assert (tmp_path / SCHEMA_FILE).read_bytes() == new
