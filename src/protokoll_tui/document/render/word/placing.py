"""Where the minutes go in a letterhead, and the word for a draft on each of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from protokoll_tui.document.render.word.fields import MARK
from protokoll_tui.document.render.word.oxml import Element, roots, select, text_of, value, w
from protokoll_tui.document.render.word.styles import Styles

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Header

_P = qn("w:p")
_USUAL_WIDTH = 9412
_NARROWEST = 2000


def place_of_minutes(word: WordDocument) -> Element:
    """Return the paragraph of the field for the minutes, or a new last one where there is no such field."""
    body: Element = word.element.body
    found = select(body, f".//w:t[contains(., '{MARK}')][not(ancestor::w:txbxContent)]/ancestor::w:p[1]")
    place: Element = found[0] if found else body.add_p()
    for text in _texts(word):
        text.text = text.text.replace(MARK, "")
    return place


def _texts(word: WordDocument) -> Iterator[Element]:
    """Yield each text of the letterhead that the mark stands in, in the body and around it."""
    for root in roots(word):
        yield from (text for text in root.iter(qn("w:t")) if MARK in (text.text or ""))


def text_width(place: Element) -> int:
    """Return the width of the text at a paragraph, in twentieths of a point."""
    if cell := value(place, "ancestor::w:tc[1]/w:tcPr/w:tcW[@w:type='dxa']", "w:w"):
        return int(cell)
    section = "(self::w:p/w:pPr/w:sectPr | following::w:sectPr)[1]"
    page, left, right = (
        value(place, f"{section}/{path}", attribute)
        for path, attribute in (("w:pgSz", "w:w"), ("w:pgMar", "w:left"), ("w:pgMar", "w:right"))
    )
    try:
        return max(int(page) - int(left) - int(right), _NARROWEST)
    except ValueError:
        return _USUAL_WIDTH


def insert(place: Element, elements: list[Element]) -> None:
    """Put the minutes in the place of a paragraph, after what else it holds.

    An empty paragraph goes, unless it ends a section or has to stand after a table.
    """
    alone = not text_of(place).strip()
    if not alone:
        for element in reversed(elements):
            place.addnext(element)
        return
    for element in elements:
        place.addprevious(element)
    last, after = place.getprevious(), place.getnext()
    ends_well = (last is not None and last.tag == _P) or (after is not None and after.tag == _P)
    if ends_well and not select(place, "w:pPr/w:sectPr | .//w:drawing | .//w:br"):
        place.getparent().remove(place)


def mark_draft(word: WordDocument, styles: Styles, draft: str) -> None:
    """See to it that the word for a draft stands in the head of each page, whatever the letterhead has."""
    for head in _heads(word) if draft else ():
        if draft not in text_of(head):
            style = w("pPr", w("pStyle", val=styles.id("Protokoll Utkast")))
            head.insert(0, w("p", style, w("r", w("t", text=draft))))


def _heads(word: WordDocument) -> Iterator[Element]:
    """Yield each head that a page can have. A section without one has that of the section before it.

    So the first page of a later section may have a head that the section it is in does not show.
    """
    has_first = any(section.different_first_page_header_footer for section in word.sections)
    for index, section in enumerate(word.sections):
        heads: list[_Header] = [section.header]
        if has_first:
            heads.append(section.first_page_header)
        if word.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        yield from (head._element for head in heads if not index or not head.is_linked_to_previous)
