"""Word: real headings, lists and tables in the organisation's own letterhead.

The fields of the letterhead are filled first and the minutes are put in afterwards, element by element:
what a secretary has typed is never read as a field.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from protokoll_tui.document.render import Look, RenderOptions
from protokoll_tui.document.render.word.body import Body
from protokoll_tui.document.render.word.letterhead import FILE_NAME, letterhead_of
from protokoll_tui.document.render.word.package import with_fixed_dates
from protokoll_tui.document.render.word.placing import insert, mark_draft, place_of_minutes, text_width
from protokoll_tui.document.render.word.properties import set_properties
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import Document


def remarks_on(look: Look) -> Iterator[str]:
    """Yield what in the organisation's letterhead nobody can have meant. Raises RenderError."""
    own = look.folder / FILE_NAME if look.folder else None
    if own and own.is_file():
        from protokoll_tui.document.render.word.check import check_letterhead

        yield from (f"{own}: {fault}" for fault in check_letterhead(own).faults)


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a Word file. Raises RenderError where the letterhead cannot be used."""
    word = letterhead_of(options.look).fill(document)
    styles = Styles(word)
    styles.set_language(document.language)
    place = place_of_minutes(word)
    insert(place, Body(word, styles, text_width(place)).blocks(document.blocks))
    mark_draft(word, styles, document.draft)
    set_properties(word, document)
    target = io.BytesIO()
    word.save(target)
    return with_fixed_dates(target.getvalue())
