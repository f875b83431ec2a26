"""The document's properties: what a reader of the file's list, and a voice, says of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from lxml.etree import QName, XMLSyntaxError

from protokoll_tui.document.render.word.oxml import roots, select
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part

_OWN = ("/extended-properties", "/custom-properties", "/metadata/thumbnail")
"""How the relationships to other properties end: the company, an organisation's own, a picture of page 1."""
_NAMES = ".//w:instrText/text() | .//w:fldSimple/@w:instr | .//*[local-name()='dataBinding']/@w:xpath"
_STORES = ".//*[local-name()='dataBinding']/@w:storeItemID"
_STORE_ID = re.compile(rb'itemID="([^"]*)"')
_LONGEST = 255
_FIRST_YEAR = 1900


def set_properties(word: WordDocument, document: Document) -> None:
    """Set title, author, language and day, the same at each writing: the meeting's day, not today.

    What the letterhead's own properties say is about the letterhead, and goes: all but what it shows in its
    text by a field or a content control, which would be empty without it.
    """
    _forget_own(word)
    properties = word.core_properties
    for old in select(properties._element, "*"):
        properties._element.remove(old)
    properties.title = document.title[:_LONGEST]
    properties.author = properties.last_modified_by = document.author[:_LONGEST]
    properties.language = document.language
    properties.revision = 1
    if document.date and (day := dt.date.fromisoformat(document.date)).year >= _FIRST_YEAR:
        properties.created = properties.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _forget_own(word: WordDocument) -> None:
    package, shown = word.part.package, _shown(word, _NAMES)
    for id_, relation in list(package.rels.items()):
        if relation.reltype.endswith(_OWN):
            if kept := _kept(relation.target_part.blob, " ".join(shown)):
                relation.target_part._blob = kept
            else:
                del package.rels[id_]
    stores = _shown(word, _STORES)
    for id_, relation in list(word.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not stores & _store_ids(relation.target_part):
            del word.part.rels[id_]


def _shown(word: WordDocument, path: str) -> frozenset[str]:
    """Return what the fields and content controls of the letterhead say at an XPath."""
    return frozenset(str(each) for root in roots(word) for each in select(root, path))


def _store_ids(data: Part) -> frozenset[str]:
    """Return by what ids content controls know some data."""
    properties = (relation.target_part.blob for relation in data.rels.values())
    return frozenset(id_.decode() for blob in properties for id_ in _STORE_ID.findall(blob))


def _kept(properties: bytes, shown: str) -> bytes:
    """Return the XML of some properties with those alone that are shown; nothing where there are none."""
    try:
        root = parse_xml(properties)
    except XMLSyntaxError:
        return b""
    for each in list(root):
        name = each.get("name") or QName(each).localname
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown):
            root.remove(each)
    return serialize_part_xml(root) if len(root) else b""
