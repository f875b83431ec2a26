"""Plain text: UTF-8, wrapped, with `~~` around what is struck."""

from __future__ import annotations

from protokoll_tui.document.render import RenderOptions
from protokoll_tui.document.render.flow import flow
from protokoll_tui.document.tree import Document


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as lines of `options.width` cells, none with blanks at its end."""
    lines = ("".join(text for text, _ in line).rstrip() for line in flow(document, options.width, marks=True))
    return ("\n".join(lines) + "\n").encode()
