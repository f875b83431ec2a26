"""JSON: the tree, whole, so that another program can make of it what we did not think of."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

from protokoll_tui.document import tree
from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import render
from protokoll_tui.document.tree import Document
from protokoll_tui.meeting.model import Meeting
from tests.document.example import LAYOUTS, MEETING
from tests.strategies import meetings

PARTS = {name.lower(): part for name, part in vars(tree).items() if isinstance(part, type)}


def rebuilt(data: Any, hint: Any = None) -> Any:
    """The part of the tree that some JSON stands for."""
    if isinstance(data, dict):
        part = PARTS[data.pop("type")]
        hints = get_type_hints(part)
        return part(**{name: rebuilt(value, hints[name]) for name, value in data.items()})
    if isinstance(data, list):
        return tuple(rebuilt(each) for each in data)
    for kind in (dt.date, dt.time):
        if isinstance(data, str) and kind in get_args(hint):
            return kind.fromisoformat(data)
    return data


def read(document: Document) -> Any:
    return json.loads(render(document, "json"))


@given(meetings)
def test_the_tree_can_be_built_again_from_it(meeting: Meeting) -> None:
    document = compose(meeting)
    data = read(document)
    assert data.pop("schema") == 1
    assert rebuilt(data) == document


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_tree_of_each_layout_can_be_built_again(layout: Layout) -> None:
    document = compose(MEETING, layout)
    data = read(document)
    del data["schema"]
    assert rebuilt(data) == document


def test_swedish_letters_are_letters_and_the_file_ends_with_a_line() -> None:
    made = render(compose(MEETING), "json").decode()
    assert "sjövägar" in made
    assert made.endswith("}\n")


def test_days_and_times_are_iso() -> None:
    event = read(compose(MEETING))["events"][0]
    assert (event["type"], event["date"], event["start"]) == ("event", "2026-08-28", "09:00:00")
