"""Word: real headings, lists and tables in the organisation's own letterhead.

The fields of the letterhead are filled first and the minutes are put in afterwards, element by element:
what a secretary has typed is never read as a field.
"""

from __future__ import annotations

import io

from protokoll_tui.document.render import RenderOptions
from protokoll_tui.document.render.word.body import Body
from protokoll_tui.document.render.word.letterhead import letterhead_of
from protokoll_tui.document.render.word.package import with_fixed_dates
from protokoll_tui.document.render.word.placing import insert, mark_draft, place_of_minutes, text_width
from protokoll_tui.document.render.word.properties import set_properties
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import Document


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
