"""The styles that the minutes are written in: the organisation's own, and the program's where it has none.

A style is found by its name. Word translates the ids ("Rubrik1"), never the names in the file.
"""

from __future__ import annotations

import io
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from protokoll_tui.document.render.word.oxml import Element, select, value, w
from protokoll_tui.document.render.word.package import default_letterhead

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NEEDED = (
    *(f"heading {level}" for level in range(1, 7)),
    "header",
    "List Paragraph",
    "caption",
    "Strong",
    "Hyperlink",
    "Protokoll Fakta",
    "Protokoll Rad",
    "Protokoll Beslut",
    "Protokoll Internt",
    "Protokoll Utkast",
    "Protokoll Underskrift",
    "Protokoll Rubrikord",
    "Protokoll Tabell",
    "Protokoll Personer",
)
"""The styles that the minutes may be written in, by name, each after the one that it is based on."""


class Styles:
    """The styles of one Word document, by name. One that is asked for and missing is added."""

    def __init__(self, word: WordDocument) -> None:
        self._root: Element = word.styles.element
        self._ids: dict[str, str] = {
            _folded(value(style, "w:name")): style.get(qn("w:styleId"))
            for style in select(self._root, "w:style")
        }

    def missing(self) -> list[str]:
        """Return the names of the styles that the document lacks."""
        return [name for name in NEEDED if _folded(name) not in self._ids]

    def id(self, name: str) -> str:
        """Return the id of a style, one of `NEEDED`."""
        return self._ids.get(_folded(name)) or self._add(name)

    def is_numbered(self, name: str) -> bool:
        """Tell whether the style counts its paragraphs, as the headings of many letterheads do."""
        return bool(select(self._root, f'w:style[@w:styleId="{self.id(name)}"]/w:pPr/w:numPr'))

    def set_language(self, language: str) -> None:
        """Set the language of all text, in whatever language the letterhead was begun."""
        for old in select(self._root, "w:style//w:lang"):
            old.getparent().remove(old)
        defaults = _child(_child(_child(self._root, "docDefaults"), "rPrDefault"), "rPr")
        for old in select(defaults, "w:lang"):
            defaults.remove(old)
        defaults.append(w("lang", val=language, eastAsia=language, bidi="ar-SA"))

    def _add(self, name: str) -> str:
        """Copy a style of the program's own letterhead, and what it is based on."""
        own = _own_styles()
        style = deepcopy(own[_folded(name)])
        id_ = str(style.get(qn("w:styleId")))
        while id_ in self._ids.values():
            id_ += "P"
        style.set(qn("w:styleId"), id_)
        self._ids[_folded(name)] = id_
        names = {each.get(qn("w:styleId")): value(each, "w:name") for each in own.values()}
        for reference in select(style, "w:basedOn | w:next"):
            if known := self._known(names[reference.get(qn("w:val"))]):
                reference.set(qn("w:val"), known)
            else:
                style.remove(reference)
        self._root.append(style)
        return id_

    def _known(self, name: str) -> str:
        """Return the id of a style that another one builds on; "" where it is no more than the default."""
        return self.id(name) if name in NEEDED else self._ids.get(_folded(name), "")


@cache
def _own_styles() -> dict[str, Element]:
    root = docx.Document(io.BytesIO(default_letterhead())).styles.element
    return {_folded(value(style, "w:name")): style for style in select(root, "w:style")}


def _folded(name: str) -> str:
    """Return a name as Word compares it: it writes "heading 1" where others write "Heading 1"."""
    return name.casefold()


def _child(parent: Element, tag: str) -> Element:
    """Return the child of a name, put first where it is missing."""
    for child in select(parent, f"w:{tag}"):
        return child
    child = w(tag)
    parent.insert(0, child)
    return child
