"""The minutes on a terminal: the lines of `flow`, with the styles that the terminal can show.

Only `Text` objects are printed, never strings: what a person has written is not rich's markup. There
are no colours, so NO_COLOR has nothing to take away; where there are no styles at all (a pipe, a dumb
terminal), marks stand for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll_tui.document.render.flow import flow
from protokoll_tui.document.render.wrap import BOLD, ITALIC, LINK, STRIKE
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 100
"""A longer line is hard to read, whatever room there is."""

_STYLES = {BOLD: "bold", ITALIC: "italic", STRIKE: "strike", LINK: "underline"}


def print_document(document: Document, console: Console) -> None:
    """Print the minutes, as wide as the console is and never wider than `WIDEST`."""
    text = styled_text(document, min(console.width, WIDEST), marks=console.color_system is None)
    console.print(text, soft_wrap=True)


def styled_text(document: Document, width: int, *, marks: bool = False) -> Text:
    """Return the minutes as one rich text in `width` cells; `marks` stand where there are no styles."""
    from rich.text import Text

    text = Text()
    for number, line in enumerate(flow(document, width, marks=marks)):
        if number:
            text.append("\n")
        for part, style in line:
            text.append(part, _style(style))
    return text


def _style(style: int) -> str:
    return " ".join(name for flag, name in _STYLES.items() if style & flag)
