"""An organisation's own letterhead: a Word file with fields in its head, its foot and its text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from protokoll_tui.document.render import Look, RenderError
from protokoll_tui.document.render.word.fields import filled
from protokoll_tui.document.render.word.oxml import Element, select, value, w
from protokoll_tui.document.render.word.package import as_document, default_letterhead
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Header

FILE_NAME = "letterhead.docx"
"""The letterhead's name in the folder of a template."""

_MARK = "\ue000protokollet\ue000"
"""Stands for the minutes while the fields are filled: letters that nobody types."""
_AROUND = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_P = qn("w:p")
_USUAL_WIDTH = 9412
_NARROWEST = 2000


def letterhead_of(look: Look) -> DocxTemplate:
    """Return the organisation's letterhead, or the program's own where it has none. Raises RenderError."""
    own = look.folder / FILE_NAME if look.folder else None
    if own and own.is_file():
        return read_letterhead(own)
    return DocxTemplate(io.BytesIO(default_letterhead(look.colour)))


def read_letterhead(file: Path) -> DocxTemplate:
    """Return the letterhead in a file. Raises RenderError where it is no Word file."""
    try:
        data = as_document(file.read_bytes())
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
    except OSError as error:
        raise RenderError(f"Brevhuvudet {file} kunde inte läsas: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, ValueError, KeyError, SyntaxError) as error:
        raise RenderError(
            f"Brevhuvudet {file} är ingen Word-fil som går att använda. "
            "Öppna den i Word och spara den som Word-dokument (.docx)."
        ) from error
    return template


def environment() -> SandboxedEnvironment:
    """Return what reads the fields. A letterhead may ask for values and for nothing else."""
    return SandboxedEnvironment(autoescape=True)


def fill(template: DocxTemplate, document: Document) -> WordDocument:
    """Return the letterhead with its fields filled, `_MARK` in the place of the minutes.

    Raises RenderError where a field cannot be read.
    """
    try:
        template.render(filled(document, _MARK), environment())
    except TemplateError as error:
        raise RenderError(describe(error)) from error
    word: WordDocument = template.docx
    return word


def describe(error: TemplateError) -> str:
    """Say in Swedish that a field of a letterhead cannot be read."""
    about = " ".join("".join(getattr(error, "docx_context", ())).split())
    near = f" Felet är nära: ”{about[:80]}”." if about else ""
    return (
        "En platshållare i brevhuvudet går inte att läsa. Skriv den som {{ enhet }}, "
        f"med dubbla klammerparenteser på båda sidor.{near}"
    )


def place_of_minutes(word: WordDocument) -> Element:
    """Return the paragraph of the field for the minutes, or a new last one where there is no such field."""
    body: Element = word.element.body
    found = select(body, f".//w:t[contains(., '{_MARK}')][not(ancestor::w:txbxContent)]/ancestor::w:p[1]")
    place: Element = found[0] if found else body.add_p()
    for text in _texts(word):
        text.text = text.text.replace(_MARK, "")
    return place


def _texts(word: WordDocument) -> Iterator[Element]:
    """Yield each text of the letterhead that the mark stands in, in the body and around it."""
    parts = [rel.target_part for rel in word.part.rels.values() if rel.reltype in _AROUND]
    for root in (word.element, *(part.element for part in parts)):
        yield from (text for text in root.iter(qn("w:t")) if _MARK in (text.text or ""))


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
    alone = not "".join(place.itertext()).strip()
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
        if draft not in "".join(head.itertext()):
            style = w("pPr", w("pStyle", val=styles.id("Protokoll Utkast")))
            head.insert(0, w("p", style, w("r", w("t", text=draft))))


def _heads(word: WordDocument) -> Iterator[Element]:
    """Yield each head that a page can have. A section without one has that of the section before it."""
    for index, section in enumerate(word.sections):
        heads: list[_Header] = [section.header]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
        if word.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
        yield from (head._element for head in heads if not index or not head.is_linked_to_previous)
