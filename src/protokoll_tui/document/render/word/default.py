"""The program's own letterhead, for an organisation that has none: filled without the machinery of fields."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.shared import Pt
from docx.text.run import Run

from protokoll_tui.document.render import Look
from protokoll_tui.document.render.drawing import picture_of
from protokoll_tui.document.render.logo import Logo, fitted, logo_of, read_logo, unreadable
from protokoll_tui.document.render.word.fields import MARK, filled
from protokoll_tui.document.render.word.package import default_letterhead
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_FIELD = re.compile(r"\{\{ (\w+) \}\}")


def own_letterhead(document: Document, look: Look) -> WordDocument:
    """Return it filled for a document, `MARK` in the place of the minutes. Raises RenderError."""
    word = docx.Document(io.BytesIO(default_letterhead(look.colour)))
    values = filled(document, MARK)
    for run in _runs(word):
        if _FIELD.search(run.text):
            run.text = _FIELD.sub(lambda field: values[field[1]], run.text)
    if logo := logo_of(look):
        _add_logo(word, logo, look.logo_text)
    return word


def _runs(word: WordDocument) -> Iterator[Run]:
    section = word.sections[0]
    for part in (section.header, word, section.footer):
        for paragraph in part.paragraphs:
            yield from paragraph.runs


def _add_logo(word: WordDocument, logo: Logo, text: str) -> None:
    """Put the logo above the head's first line. It has words too, for those who do not see it."""
    picture = picture_for(logo)
    width, height = fitted(picture.size or (1, 1))
    first = word.sections[0].header.paragraphs[0]
    run = first.insert_paragraph_before(style="Header").add_run()
    try:
        shape = run.add_picture(io.BytesIO(picture.data), Pt(width), Pt(height))
    except Exception as error:  # each kind of image that the library cannot read has an error of its own
        raise unreadable(picture.file) from error
    shape._inline.docPr.set("descr", text)


def picture_for(logo: Logo) -> Logo:
    """Return the logo as a picture: a drawing, which not every Word can show, is made one.

    A PNG of the same name beside it is taken for that.
    """
    if not logo.is_drawing:
        return logo
    beside = logo.file.with_suffix(".png")
    found = read_logo(beside) if beside.is_file() else logo
    return picture_of(found) if found.is_drawing else found
