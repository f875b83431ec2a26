"""Word: real headings, lists and tables in the organisation's own letterhead.

The fields of the letterhead are filled first and the minutes are put in afterwards, element by element:
what a secretary has typed is never read as a field.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll_tui.document.render import Look, RenderOptions
from protokoll_tui.document.render.contrast import changed_on_paper
from protokoll_tui.document.render.word.body import Body
from protokoll_tui.document.render.word.default import own_letterhead
from protokoll_tui.document.render.word.fields import FILE_NAME
from protokoll_tui.document.render.word.package import with_fixed_dates
from protokoll_tui.document.render.word.placing import insert, mark_draft, place_of_minutes, text_width
from protokoll_tui.document.render.word.properties import set_properties
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def remarks_on(look: Look) -> Iterator[str]:
    """Yield what in the organisation's letterhead nobody can have meant. Raises RenderError.

    The template's colour is that of the program's own letterhead.
    """
    if own := _organisations(look):
        from protokoll_tui.document.render.word.check import check_letterhead

        yield from (f"{own}: {fault}" for fault in check_letterhead(own, look.logo).faults)
    else:
        yield from changed_on_paper(look.colour)


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a Word file. Raises RenderError where the letterhead cannot be used."""
    word = _letterhead(document, options.look)
    styles = Styles(word)
    styles.set_language(document.language)
    place = place_of_minutes(word)
    insert(place, Body(word, styles, text_width(place)).blocks(document.blocks))
    mark_draft(word, styles, document.draft)
    set_properties(word, document)
    target = io.BytesIO()
    word.save(target)
    return with_fixed_dates(target.getvalue())


def _letterhead(document: Document, look: Look) -> WordDocument:
    """Return the organisation's letterhead, or the program's where it has none, with its fields filled."""
    if own := _organisations(look):
        from protokoll_tui.document.render.word.letterhead import read_letterhead

        return read_letterhead(own).fill(document, look)
    return own_letterhead(document, look)


def _organisations(look: Look) -> Path | None:
    """Return the file of the organisation's letterhead, if it has one."""
    file = look.folder / FILE_NAME if look.folder else None
    return file if file and file.is_file() else None
