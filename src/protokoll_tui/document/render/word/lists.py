"""Lists that Word itself counts and indents: one definition for each style, one instance for each list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from protokoll_tui.document.render.word.oxml import Element, select, w

Counted = Literal["bullet", "number", "att"]

INDENT = 397
"""How far each level of a list is indented, in twentieths of a point: 7 mm."""
DEEPEST = 8

_SIGNS = "•–"
_ROOM = "\u2003\u2003"
"""About as wide as an indent."""
_EMPTY = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


class Lists:
    """The definitions of lists in one Word document. What the document had before stays."""

    def __init__(self, word: WordDocument) -> None:
        self._numbering = _numbering_of(word)
        self._abstract: dict[tuple[Counted, bool], int] = {}
        self._unnumbered: dict[tuple[Counted, bool], int] = {}

    def instance(self, style: Counted, level: int, start: int, *, beside_bar: bool = False) -> int:
        """Return the id of the list that a paragraph is to belong to.

        Lists without numbers are all of one instance; a numbered list counts for itself, from `start`.
        """
        kind = style, beside_bar
        if style == "number":
            return self._add_instance(kind, level, start)
        if kind not in self._unnumbered:
            self._unnumbered[kind] = self._add_instance(kind, level)
        return self._unnumbered[kind]

    def _add_instance(self, kind: tuple[Counted, bool], level: int, start: int | None = None) -> int:
        if kind not in self._abstract:
            self._abstract[kind] = self._add_definition(*kind)
        id_ = _free(self._numbering, "w:num/@w:numId", first=1)
        instance = w("num", w("abstractNumId", val=self._abstract[kind]), numId=id_)
        if start is not None:
            instance.append(w("lvlOverride", w("startOverride", val=start), ilvl=level))
        self._numbering.append(instance)
        return id_

    def _add_definition(self, style: Counted, beside_bar: bool) -> int:
        """Add an abstractNum. The schema wants all of them before the first num."""
        id_ = _free(self._numbering, "w:abstractNum/@w:abstractNumId", first=0)
        levels = (_level(style, level, beside_bar=beside_bar) for level in range(DEEPEST + 1))
        definition = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=id_)
        if instances := select(self._numbering, "w:num"):
            instances[0].addprevious(definition)
        else:
            self._numbering.append(definition)
        return id_


def _level(style: Counted, level: int, *, beside_bar: bool) -> Element:
    """Return a level of a list. The clauses of a decision have no sign, only its room: "att" begins them.

    An indent of their first line instead would take the bar at the left of a decision with it. So beside
    a bar each level begins where the first one does, and its sign comes after as much room.
    """
    kind, sign = {
        "bullet": ("bullet", _SIGNS[level % len(_SIGNS)]),
        "number": ("decimal", f"%{level + 1}."),
        "att": ("none", ""),
    }[style]
    if beside_bar and level and sign:
        # LibreOffice shows but one letter of a bullet, and all of a text that counts nothing.
        kind, sign = "none" if style == "bullet" else kind, f"{_ROOM * level}{sign}"
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=INDENT * (level + 1), hanging=INDENT * (level + 1 if beside_bar else 1))),
        ilvl=level,
    )


def _free(numbering: Element, path: str, *, first: int) -> int:
    taken: Iterable[str] = select(numbering, path)
    return max((int(id_) for id_ in taken), default=first - 1) + 1


def _numbering_of(word: WordDocument) -> Element:
    """Return the document's numbering. python-docx cannot make the part where there is none."""
    try:
        return word.part.numbering_part.element
    except NotImplementedError:
        name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
        part = NumberingPart(name, kind, parse_xml(_EMPTY), word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element
