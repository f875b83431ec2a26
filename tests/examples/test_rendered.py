"""Beside each example stand its minutes in Markdown, as the program makes them today.

After a change that is meant, write them anew and read what changed in the diff:

    pytest tests/examples --update-examples
"""

from pathlib import Path

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import render
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.storage.schema import json_schema_text
from protokoll_tui.templates.loading import layout_for
from tests.document.reading import shown


def minutes(meeting: Meeting, file: Path, format_: str) -> bytes:
    layout, warning = layout_for(meeting, file.parent)
    assert warning == ""
    return render(compose(meeting, layout), format_)


def test_the_minutes_beside_an_example_are_those_that_the_program_makes(
    file: Path, meeting: Meeting, request: pytest.FixtureRequest
) -> None:
    beside = file.with_suffix(".md")
    made = minutes(meeting, file, "markdown")
    if request.config.getoption("--update-examples", default=False):
        beside.write_bytes(made)
    assert beside.read_text("utf-8") == made.decode()


def test_the_schema_that_the_examples_point_at_is_the_one_of_today(file: Path) -> None:
    line, _, _ = file.read_text("utf-8").partition("\n")
    assert (file.parent / line.removeprefix("#:schema ")).read_text("utf-8") == json_schema_text()


def runs_of_words(text: str, length: int = 4) -> set[tuple[str, ...]]:
    """Return every run of words in a text: what a leak would show, however the lines are broken."""
    words = text.split()
    return set(zip(*(words[start:] for start in range(length)), strict=False))


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "word"])
def test_no_format_holds_anything_private(file: Path, meeting: Meeting, format_: str) -> None:
    entries = [entry for _, item in walk_items(meeting) for entry in item.entries]
    private = [entry.text for entry in entries if entry.kind == "private"]
    assert private
    assert meeting.private.notes
    secret = runs_of_words("\n".join((*private, meeting.private.notes)))
    assert not secret & runs_of_words(shown(minutes(meeting, file, format_), format_))
