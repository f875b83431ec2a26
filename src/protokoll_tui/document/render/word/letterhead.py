"""A letterhead: the Word file that the minutes are put into, with fields in head, foot and text."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate

from protokoll_tui.document.reasons import reason_of
from protokoll_tui.document.render import Look, RenderError
from protokoll_tui.document.render.drawing import picture_of
from protokoll_tui.document.render.logo import Logo, fitted, logo_of, read_logo, unreadable
from protokoll_tui.document.render.word.asking import AskingError, asking
from protokoll_tui.document.render.word.fields import filled
from protokoll_tui.document.render.word.oxml import select
from protokoll_tui.document.render.word.package import as_document, default_letterhead
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FILE_NAME = "letterhead.docx"
"""The letterhead's name in the folder of a template."""
MARK = "\ue000protokollet\ue000"
"""Stands for the minutes while the fields are filled: letters that nobody types."""

_MACROS = ("/vbaProject", "/keyMapCustomizations", "/attachedToolbars")
"""How the relationships to macros end, and to the keys and buttons that run them."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead that can be filled once, and what to call it in a message."""

    template: DocxTemplate
    name: str
    had_macros: bool = False
    """It has lost its macros: minutes come with nothing that runs."""

    def fill(self, document: Document) -> WordDocument:
        """Return the letterhead with its fields filled, `MARK` in the place of the minutes.

        A letterhead may ask for the values of fields and for nothing else. Raises RenderError.
        """
        try:
            self.template.render(filled(document, MARK), asking())
        except Exception as error:  # a field is an expression, which can fail in any way
            raise RenderError(self._unreadable(error)) from error
        # docxtpl leaves python-docx with the heads as they were before; a file opened anew has one truth.
        filled_file = io.BytesIO()
        self.template.docx.save(filled_file)
        return docx.Document(filled_file)

    def _unreadable(self, error: Exception) -> str:
        about = " ".join("".join(getattr(error, "docx_context", ())).split())
        near = f" Den står nära ”{about[:80]}”." if about else ""
        if isinstance(error, AskingError):
            return (
                f"En platshållare i {self.name} vill räkna, upprepa eller anropa något, och det görs "
                f"inte.{near} Den kan vara ett namn, som {{{{ enhet }}}}, eller ett villkor, "
                "som {% if utkast %} … {% endif %}."
            )
        return (
            f"En platshållare i {self.name} går inte att läsa.{near} "
            "Skriv den som {{ enhet }}, med dubbla klammerparenteser på båda sidor."
        )


def letterhead_of(look: Look) -> Letterhead:
    """Return the organisation's letterhead, or the program's own where it has none. Raises RenderError."""
    own = look.folder / FILE_NAME if look.folder else None
    if own and own.is_file():
        return read_letterhead(own)
    template = DocxTemplate(io.BytesIO(default_letterhead(look.colour)))
    if logo := logo_of(look):
        _add_logo(template, logo, look.logo_text)
    return Letterhead(template, "programmets eget brevhuvud")


def read_letterhead(file: Path) -> Letterhead:
    """Return the letterhead in a file. Raises RenderError where it is no Word file."""
    try:
        template = DocxTemplate(io.BytesIO(as_document(file.read_bytes())))
        template.init_docx()
        had_macros = without_macros(template.docx)
        _forget_template(template.docx)
    except OSError as error:
        raise RenderError(f"Brevhuvudet {file} kunde inte läsas: {reason_of(error)}.") from error
    except Exception as error:  # a file that only bears the name can fail anywhere in the libraries
        raise RenderError(
            f"Brevhuvudet {file} är ingen Word-fil som går att använda. "
            "Öppna den i Word och spara den som Word-dokument (.docx)."
        ) from error
    return Letterhead(template, f"brevhuvudet {file}", had_macros)


def without_macros(word: WordDocument) -> bool:
    """Let go of the parts that hold macros, and tell whether there were any."""
    relations = word.part.rels
    macros = [id_ for id_, relation in relations.items() if relation.reltype.endswith(_MACROS)]
    for id_ in macros:
        del relations[id_]
    return bool(macros)


def _forget_template(word: WordDocument) -> None:
    """Remove the address of the Word template that the letterhead was made from, which Word would open."""
    settings = word.settings.element
    for attached in select(settings, "w:attachedTemplate"):
        del word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels[attached.get(qn("r:id"))]
        settings.remove(attached)


def _add_logo(template: DocxTemplate, logo: Logo, text: str) -> None:
    """Put the logo above the head's first line. It has words too, for those who do not see it."""
    picture = _picture(logo)
    width, height = fitted(picture.size or (1, 1))
    template.init_docx()
    first = template.docx.sections[0].header.paragraphs[0]
    run = first.insert_paragraph_before(style="Header").add_run()
    try:
        shape = run.add_picture(io.BytesIO(picture.data), Pt(width), Pt(height))
    except Exception as error:  # each kind of image that the library cannot read has an error of its own
        raise unreadable(picture.file) from error
    shape._inline.docPr.set("descr", text)


def _picture(logo: Logo) -> Logo:
    """Return the logo as a picture: a drawing, which not every Word can show, is made one.

    A PNG of the same name beside it is taken for that.
    """
    if not logo.is_drawing:
        return logo
    beside = logo.file.with_suffix(".png")
    found = read_logo(beside) if beside.is_file() else logo
    return picture_of(found) if found.is_drawing else found
