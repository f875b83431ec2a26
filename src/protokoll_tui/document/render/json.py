"""JSON: the whole document tree, for other programs.

Each part is an object that names its `type`, with the fields that `document/tree.py` describes. Days and
times are written as ISO 8601.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from typing import Any

from protokoll_tui.document.render import RenderOptions
from protokoll_tui.document.tree import Document

VERSION = 1
"""Rises when a program that reads the tree would have to change."""


def render(document: Document, options: RenderOptions) -> bytes:  # noqa: ARG001 - a tree has no look
    """Return the document as JSON in UTF-8."""
    data = {"schema": VERSION, **as_data(document)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_data(node: Any) -> Any:
    """Return a part of the tree as JSON's own objects, lists and strings."""
    if is_dataclass(node):
        values = {field.name: as_data(getattr(node, field.name)) for field in fields(node)}
        return {"type": type(node).__name__.lower(), **values}
    if isinstance(node, tuple):
        return [as_data(each) for each in node]
    if isinstance(node, dt.date | dt.time):
        return node.isoformat()
    return node
