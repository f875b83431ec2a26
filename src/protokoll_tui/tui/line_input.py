"""The one-line field of every form and dialog."""

from __future__ import annotations

from typing import Any

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from protokoll_tui.meeting.model import LONGEST_LINE


class LineInput(Input):
    """An input that takes no more than a line of the meeting holds, and costs little to type in.

    Its cursor does not blink, so an idle screen sends nothing over the line.
    """

    # A key changes the size of no widget; by Textual's own rule the whole screen would be laid out at each.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, value: str = "", **options: Any) -> None:
        """Make a field that holds `value`; `options` are those of Textual's input."""
        super().__init__(value, max_length=LONGEST_LINE, **options)
        self.cursor_blink = False
