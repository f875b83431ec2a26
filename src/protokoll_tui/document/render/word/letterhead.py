"""An organisation's letterhead: the Word file that the minutes are put into, with fields to be filled."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from protokoll_tui.document.reasons import reason_of
from protokoll_tui.document.render import Look, RenderError
from protokoll_tui.document.render.word.asking import AskingError, asking
from protokoll_tui.document.render.word.fields import MARK, filled
from protokoll_tui.document.render.word.logo import PlacedLogo, without_empty_places
from protokoll_tui.document.render.word.oxml import roots, select, text_of
from protokoll_tui.document.render.word.package import as_document
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_NO_LOOK = Look()
_OUTSIDE = re.compile(r"\{\{(?:tr|tc|p|r) ([^{}]*)\}\}")
"""A field that docxtpl puts in the place of its whole paragraph or row, where a text may not stand."""
_MACROS = ("/vbaProject", "/keyMapCustomizations", "/attachedToolbars")
"""How the relationships to macros end, and to the keys and buttons that run them."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead that can be filled once, and what to call it in a message."""

    template: DocxTemplate
    name: str
    had_macros: bool = False
    """It has lost its macros: minutes come with nothing that runs."""

    def fill(self, document: Document, look: Look = _NO_LOOK) -> WordDocument:
        """Return the letterhead with its fields filled, and `MARK` in the place of the minutes.

        A letterhead may ask for the values of fields and for nothing else. Raises RenderError.
        """
        if found := _OUTSIDE.search("\n".join(map(text_of, roots(self.template.docx)))):
            raise RenderError(
                f"Platshållaren {found[0]} i {self.name} skulle hamna utanför texten. "
                f"Skriv {{{{ {found[1].strip()} }}}}."
            )
        try:
            self.template.render(filled(document, MARK, PlacedLogo(self.template, look)), asking())
        except RenderError:
            raise
        except Exception as error:  # a field is an expression, which can fail in any way
            raise RenderError(self._unreadable(error)) from error
        # docxtpl leaves python-docx with the heads as they were before; a file opened anew has one truth.
        filled_file = io.BytesIO()
        self.template.docx.save(filled_file)
        word = docx.Document(filled_file)
        without_empty_places(word)
        return word

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
