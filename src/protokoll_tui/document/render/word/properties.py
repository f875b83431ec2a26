"""The document's properties: what a reader of the file's list, and a voice, says of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from protokoll_tui.document.render.word.oxml import select
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LONGEST = 255
_FIRST_YEAR = 1900


def set_properties(word: WordDocument, document: Document) -> None:
    """Set title, author, language and day, the same at each writing: the meeting's day, not today.

    What the letterhead's own properties say is about the letterhead, and goes.
    """
    properties = word.core_properties
    for old in select(properties._element, "*"):
        properties._element.remove(old)
    properties.title = document.title[:_LONGEST]
    properties.author = properties.last_modified_by = document.author[:_LONGEST]
    properties.language = document.language
    properties.revision = 1
    if document.date and (day := dt.date.fromisoformat(document.date)).year >= _FIRST_YEAR:
        properties.created = properties.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
