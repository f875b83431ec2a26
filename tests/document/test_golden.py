"""The whole of a small meeting in each layout and format, as it was when somebody last read it.

After a change that is meant, write them anew and read what changed in the diff:

    UPDATE_GOLDEN=1 pytest tests/document/test_golden.py
"""

import os
from pathlib import Path

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import available_formats, render
from tests.document.example import LAYOUTS, MEETING

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_the_minutes_read_as_they_did(layout: str, format_: str) -> None:
    file = GOLDEN / f"{layout}{available_formats()[format_].suffix}"
    made = render(compose(MEETING, LAYOUTS[layout]), format_)
    _, _, shown = made.rpartition(b"<body>\n")
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(shown)
    assert file.read_text("utf-8") == shown.decode()
