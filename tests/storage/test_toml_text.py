"""Every text survives as TOML, and looks like something a person would write."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from protokoll_tui.storage import toml_text
from tests.strategies import NASTY, proses

any_text = st.one_of(proses, st.text(st.characters(exclude_categories=["Cs"])))


def read(source: str) -> Any:
    return tomllib.loads(f"x = {source}\n")["x"]


@given(any_text)
def test_any_text_survives_on_one_line(text: str) -> None:
    source = toml_text.line(text)
    assert "\n" not in source
    assert read(source) == text


@given(any_text.map(lambda text: text.replace("\r\n", "\n")))
@example("\r")
@example("\x00\x1b\x7f")
def test_any_text_survives_as_prose(text: str) -> None:
    read_back = read(toml_text.prose(text))
    stands_alone = toml_text.prose(text).startswith(('"""', "'''"))
    assert (toml_text.unpadded(read_back) if stands_alone else read_back) == text


@pytest.mark.parametrize("text", NASTY)
def test_the_reader_takes_away_what_the_writer_added(text: str) -> None:
    assert toml_text.unpadded(read(toml_text.prose(text))) == text
    assert toml_text.unpadded(read(toml_text.prose_line(text))) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kort.", '"Kort."'),
        ("x" * 88, f'"{"x" * 88}"'),
        ("x" * 89, f'"""\n{"x" * 89}\n"""'),
        ("ett\ntvå", '"""\nett\ntvå\n"""'),
        ("slut\n", '"""\nslut\n\n"""'),
        ('sa ”hej” och "hej"\n', '"""\nsa ”hej” och "hej"\n\n"""'),
        ("C:\\mapp\nrad", "'''\nC:\\mapp\nrad\n'''"),
        ('tre """\nrad', "'''\ntre \"\"\"\nrad\n'''"),
        ("C:\\mapp '''\nrad", '"""\nC:\\\\mapp \'\'\'\nrad\n"""'),
    ],
)
def test_prose_stands_on_lines_of_its_own_where_it_is_long(text: str, source: str) -> None:
    assert toml_text.prose(text) == source


@pytest.mark.parametrize(
    ("data", "source"),
    [
        ("å", '"å"'),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (dt.date(2026, 5, 29), "2026-05-29"),
        (dt.date(33, 1, 2), "0033-01-02"),
        (dt.time(9), "09:00:00"),
        (dt.time(9, 0, 0, 250_000), "09:00:00.250000"),
    ],
)
def test_scalars_are_written_as_toml_has_them(data: object, source: str) -> None:
    assert toml_text.value(data) == source
    assert read(source) == data


def test_a_value_that_toml_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        toml_text.value(1.5)


def test_a_short_list_stands_on_one_line() -> None:
    assert toml_text.values(("Alva Ek", "Bo")) == '["Alva Ek", "Bo"]'
    assert toml_text.values(()) == "[]"
