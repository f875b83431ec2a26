"""Elements of WordprocessingML in one expression each: `w("p", w("r", w("t", text="Hej")))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Element: TypeAlias = _Element


_AROUND = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def roots(word: WordDocument) -> Iterator[Element]:
    """Yield what holds the text of a document: its body, and each head and foot."""
    yield word.element
    yield from (rel.target_part.element for rel in word.part.rels.values() if rel.reltype in _AROUND)


def w(tag: str, /, *children: Element, text: str = "", **attributes: str | int) -> Element:
    """Return the element `w:tag` with attributes in the same namespace. Blanks of a text are kept."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    if text:
        element.text = text
        if text != text.strip():
            element.set(qn("xml:space"), "preserve")
    element.extend(children)
    return element


def select(element: Element, path: str) -> list[Any]:
    """Return what an XPath finds from an element, whatever class python-docx gives it."""
    return list(_Element.xpath(element, path, namespaces=nsmap))


def text_of(element: Element) -> str:
    """Return the text inside an element, without its breaks and tabs."""
    return "".join(select(element, ".//w:t/text()"))


def value(element: Element, path: str, attribute: str = "w:val") -> str:
    """Return an attribute of the first element at `path`; "" where there is none."""
    return next(iter(select(element, f"{path}/@{attribute}")), "")
