"""The program's own letterhead, for an organisation that has none: filled without the machinery of fields."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.text.run import Run

from protokoll_tui.document.render import Look
from protokoll_tui.document.render.contrast import on_paper
from protokoll_tui.document.render.logo import logo_of
from protokoll_tui.document.render.word.fields import MARK, filled
from protokoll_tui.document.render.word.logo import inline_picture
from protokoll_tui.document.render.word.package import default_letterhead
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Header

_FIELD = re.compile(r"\{\{ (\w+) \}\}")


def own_letterhead(document: Document, look: Look) -> WordDocument:
    """Return it filled for a document, `MARK` in the place of the minutes. Raises RenderError."""
    word = docx.Document(io.BytesIO(default_letterhead(on_paper(look.colour))))
    _place_logo(word.sections[0].first_page_header, look)
    values = filled(document, MARK)
    for run in _runs(word):
        if _FIELD.search(run.text):
            run.text = _FIELD.sub(lambda field: str(values[field[1]]), run.text)
    return word


def _place_logo(head: _Header, look: Look) -> None:
    """Put the logo in its place, the head's first paragraph, which goes where there is none."""
    place = head.paragraphs[0]
    if logo := logo_of(look):
        place.clear().add_run()._r.add_drawing(inline_picture(head.part, logo, look.logo_text))
    else:
        place._p.getparent().remove(place._p)


def _runs(word: WordDocument) -> Iterator[Run]:
    section = word.sections[0]
    for part in (section.first_page_header, section.header, word, section.footer):
        for paragraph in part.paragraphs:
            yield from paragraph.runs
