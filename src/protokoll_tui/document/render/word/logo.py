"""The template's logo in the places that a letterhead has for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Pt

from protokoll_tui.document.render import Look
from protokoll_tui.document.render.drawing import picture_of
from protokoll_tui.document.render.logo import Logo, fitted, logo_of, read_logo, unreadable
from protokoll_tui.document.render.word.oxml import roots, select, text_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.shape import CT_Inline
    from docx.parts.story import StoryPart
    from docxtpl import DocxTemplate

_NOTHING = "\ue000ingen logotyp\ue000"
"""Stands in the place of a logo that there is none of: letters that nobody types."""
_HOLDS_MORE = "w:pPr/w:sectPr | .//w:drawing | .//w:pict | .//w:fldChar | .//w:fldSimple"


class PlacedLogo:
    """The value of the field for the logo, false without one. It is read when a letterhead asks for it."""

    def __init__(self, template: DocxTemplate, look: Look) -> None:
        self._template = template
        self._look = look
        self._placed = 0

    def __str__(self) -> str:
        """Refuse to be a text, which a filter such as `upper` makes of a value. Raises TypeError."""
        raise TypeError("a logo is no text")

    def __bool__(self) -> bool:
        return self._look.logo is not None

    def __html__(self) -> str:
        """Return the picture as what may stand in the middle of a text. Raises RenderError."""
        logo = logo_of(self._look)
        if not logo:
            return _NOTHING
        inline = inline_picture(self._template.current_rendering_part, logo, self._look.logo_text)
        # The part that it is for lacks those that were placed before yet, and gives all the same id.
        inline.docPr.set("id", str(int(inline.docPr.get("id")) + self._placed))
        self._placed += 1
        drawing = f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
        return f'</w:t></w:r>{drawing}<w:r><w:t xml:space="preserve">'


def without_empty_places(word: WordDocument) -> None:
    """Remove the paragraphs that were places of a logo, and of nothing else, where there is no logo."""
    for text in [
        each for root in roots(word) for each in root.iter(qn("w:t")) if _NOTHING in (each.text or "")
    ]:
        text.text = text.text.replace(_NOTHING, "")
        paragraph = select(text, "ancestor::w:p[1]")[0]
        is_empty = not text_of(paragraph).strip() and not select(paragraph, _HOLDS_MORE)
        if is_empty and select(paragraph, "following-sibling::*[1][self::w:p]"):
            paragraph.getparent().remove(paragraph)


def inline_picture(part: StoryPart, logo: Logo, text: str) -> CT_Inline:
    """Return the logo for a part of a document, `text` for those who do not see it. Raises RenderError."""
    picture = _picture(logo)
    width, height = fitted(picture.size or (1, 1))
    try:
        inline = part.new_pic_inline(io.BytesIO(picture.data), Pt(width), Pt(height))
    except Exception as error:  # each kind of image that the library cannot read has an error of its own
        raise unreadable(picture.file) from error
    inline.docPr.set("descr", text)
    return inline


def _picture(logo: Logo) -> Logo:
    """Return the logo as a picture: a drawing, which not every Word can show, is made one.

    A PNG of the same name beside it is taken for that.
    """
    if not logo.is_drawing:
        return logo
    beside = logo.file.with_suffix(".png")
    found = read_logo(beside) if beside.is_file() else logo
    return picture_of(found) if found.is_drawing else found
