"""What a person should know of a letterhead before minutes are written in it, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from jinja2 import meta

from protokoll_tui.document.render.word.asking import asking
from protokoll_tui.document.render.word.fields import CONTENT, DRAFT, FIELDS, FILE_NAME, LOGO, MARK
from protokoll_tui.document.render.word.letterhead import Letterhead, read_letterhead
from protokoll_tui.document.render.word.oxml import Element, select, text_of
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docxtpl import DocxTemplate

_PICTURES = ".//w:drawing | .//w:pict"


@dataclass(frozen=True, slots=True)
class Report:
    """What a letterhead has. Minutes can be put into any; `faults` are what nobody can have meant."""

    fields: tuple[str, ...]
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def check_letterhead(file: Path, logo: Path | None = None) -> Report:
    """Return what is to be said of the letterhead in a file, whose template has `logo`.

    Raises RenderError where it is of no use.
    """
    letterhead = read_letterhead(file)
    filled = read_letterhead(file).fill(Document("", ()))
    template = letterhead.template
    in_head, in_foot, in_body = (_fields(template, roots) for roots in _roots(template.docx))
    found = in_head | in_foot | in_body
    # Beside what stands in the text it matters where the minutes go, unless their place is only misspelt.
    has_place_to_choose = _has_text(template.docx) and found <= FIELDS.keys()
    return Report(
        fields=tuple(name for name in FIELDS if name in found),
        faults=(
            *_about_none(found),
            *_unknown(found),
            *_about_place(filled, in_head | in_foot),
            *(_about_missing_place(found) if has_place_to_choose else ()),
            *_about_logo(template.docx, found, logo),
        ),
        remarks=(
            *_about_name(file),
            *_about_macros(letterhead),
            *(() if has_place_to_choose else _about_missing_place(found)),
            *_about_draft(in_head),
            *_about_pages(template.docx),
            *_about_styles(Styles(template.docx)),
        ),
    )


def _roots(word: WordDocument) -> tuple[list[Element], list[Element], list[Element]]:
    """Return what holds text: the heads, the feet, the body."""
    around = {RELATIONSHIP_TYPE.HEADER: list[Element](), RELATIONSHIP_TYPE.FOOTER: list[Element]()}
    for relation in word.part.rels.values():
        if relation.reltype in around:
            around[relation.reltype].append(relation.target_part.element)
    return around[RELATIONSHIP_TYPE.HEADER], around[RELATIONSHIP_TYPE.FOOTER], [word.element]


def _fields(template: DocxTemplate, roots: list[Element]) -> set[str]:
    """Return the names of the fields in some parts, whole again where Word has split them."""
    environment = asking()
    return {
        name
        for root in roots
        for name in meta.find_undeclared_variables(
            environment.parse(template.patch_xml(template.xml_to_string(root)))
        )
    }


def _about_none(found: set[str]) -> Iterator[str]:
    """Yield what to do where a file has no field at all, such as minutes that somebody has finished."""
    if not found:
        yield (
            f"Ingenting ur mötet har en plats i filen. Skriv {{{{ {CONTENT} }}}} i ett eget stycke där "
            "protokollet ska börja, och ta bort det som bara gällde ett visst möte. I sidhuvudet och "
            "sidfoten kan till exempel {{ sidhuvud }}, {{ enhet }} och {{ sidfot }} stå. Kommandot "
            "protokoll letterhead visar alla."
        )


def _unknown(found: set[str]) -> Iterator[str]:
    for name in sorted(found - FIELDS.keys()):
        meant = get_close_matches(name, FIELDS, 1)
        advice = f" Menar du {{{{ {meant[0]} }}}}?" if meant else ""
        yield f"Platshållaren {{{{ {name} }}}} känns inte igen och blir tom.{advice}"


def _about_place(word: WordDocument, around: set[str]) -> Iterator[str]:
    """Yield what is wrong with the place of the minutes."""
    field = f"{{{{ {CONTENT} }}}}"
    if CONTENT in around:
        yield f"{field} står i sidhuvudet eller sidfoten och blir tom där. Flytta den till själva texten."
    texts = select(word.element, f".//w:t[contains(., '{MARK}')]")
    in_boxes = [text for text in texts if select(text, "ancestor::w:txbxContent")]
    if in_boxes:
        yield f"{field} står i en textruta och blir tom där. Flytta den till ett vanligt stycke."
    if len(texts) - len(in_boxes) > 1:
        yield f"{field} står på flera ställen. Protokollet läggs bara på det första."
    for paragraph in (select(text, "ancestor::w:p[1]")[0] for text in texts):
        if beside := text_of(paragraph).replace(MARK, "").strip():
            yield f"{field} står i samma stycke som ”{beside[:40]}”. Protokollet läggs efter det stycket."


def _about_name(file: Path) -> Iterator[str]:
    if file.suffix.casefold() == ".dotx":
        yield f"Filen är en Word-mall (.dotx). Det går bra, men i mallens mapp ska den heta {FILE_NAME}."


def _about_macros(letterhead: Letterhead) -> Iterator[str]:
    if letterhead.had_macros:
        yield "Makron följer inte med till protokollet. Spara filen som Word-dokument (.docx), utan makron."


def _about_missing_place(found: set[str]) -> Iterator[str]:
    if found and CONTENT not in found:
        yield f"{{{{ {CONTENT} }}}} saknas. Protokollet läggs sist, efter det som står i brevhuvudet."


def _has_text(word: WordDocument) -> bool:
    """Tell whether the body holds something."""
    body = word.element.body
    return bool(text_of(body).strip() or select(body, _PICTURES))


def _about_logo(word: WordDocument, found: set[str], logo: Path | None) -> Iterator[str]:
    """Yield what to do where a template has a logo, and its letterhead neither that nor any other picture."""
    roots = (root for several in _roots(word) for root in several)
    if logo and LOGO not in found and not any(select(root, _PICTURES) for root in roots):
        yield (
            f"Mallens logotyp {logo.name} kommer inte med, och ingen annan bild finns i brevhuvudet. Skriv "
            f"{{{{ {LOGO} }}}} där den ska stå, eller infoga en bild."
        )


def _about_draft(in_head: set[str]) -> Iterator[str]:
    if DRAFT not in in_head:
        yield f"{{{{ {DRAFT} }}}} saknas i sidhuvudet. Ordet för utkast läggs överst i det."


def _about_pages(word: WordDocument) -> Iterator[str]:
    heads, feet, _ = _roots(word)
    codes = " ".join(
        str(code)
        for root in (*heads, *feet)
        for code in select(root, ".//w:instrText/text() | .//w:fldSimple/@w:instr")
    )
    if "PAGE" not in codes.replace("NUMPAGES", "").split():
        yield "Sidnummer saknas i sidhuvud och sidfot. I Word: Infoga, Sidnummer."


def _about_styles(styles: Styles) -> Iterator[str]:
    if missing := styles.missing():
        yield f"Formatmallar som hämtas från programmets eget brevhuvud: {', '.join(missing)}."
