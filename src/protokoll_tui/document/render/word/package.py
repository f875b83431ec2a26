"""A Word file as a zip of parts: the program's own letterhead, what Word saves as a template, fixed bytes.

The own letterhead lies in the folder `letterhead` as the XML of its parts, so that a change of it can be
read in a diff.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from importlib.resources import files

ACCENT = "1D4F91"
"""The colour of headings and rules in the program's own letterhead."""
MAX_BYTES = 50_000_000
"""A larger letterhead, unpacked, is refused: it would take more memory than a document is worth."""

_DATE = (1980, 1, 1, 0, 0, 0)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OTHER_KINDS = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
    rb"|application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
)
"""What the main part of a template, or of a file with macros, is called."""
_PARTS = {
    "styles": ("styles", "rId1"),
    "settings": ("settings", "rId2"),
    "header": ("header", "rId3"),
    "footer": ("footer", "rId4"),
    "running": ("header", "rId5"),
}
"""What each part is, and by what id the document knows it. Pages but the first have the running head."""


def default_letterhead(colour: str = "") -> bytes:
    """Return the program's own letterhead as a Word file, its accents in `colour` ("#1f4e5f")."""
    folder = files(__package__) / "letterhead"
    parts = {
        f"word/{name}.xml": (folder / f"{name}.xml").read_text("utf-8") for name in ("document", *_PARTS)
    }
    if colour:
        parts = {name: xml.replace(ACCENT, colour.lstrip("#").upper()) for name, xml in parts.items()}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in zip(parts, ("document.main", *(kind for kind, _ in _PARTS.values())), strict=True)
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    index = {
        "[Content_Types].xml": f'<Types xmlns="{types}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            (id_, kind, f"{name}.xml") for name, (kind, id_) in _PARTS.items()
        ),
    }
    return _packed((name, xml.encode()) for name, xml in (index | parts).items())


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for id_, kind, target in targets
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def as_document(data: bytes) -> bytes:
    """Return a Word file as a document: what Word saved as a template or with macros is marked as one.

    Raises zipfile.BadZipFile where it is no zip, and ValueError where it is too large.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_BYTES:
            raise ValueError("too large")
        parts = [(part.filename, package.read(part)) for part in package.infolist()]
    document = f"{_MAIN}.document.main+xml".encode()
    return _packed(
        (name, _OTHER_KINDS.sub(document, part) if name == "[Content_Types].xml" else part)
        for name, part in parts
    )


def with_fixed_dates(data: bytes) -> bytes:
    """Return a package whose bytes do not tell when it was packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _packed((part.filename, package.read(part)) for part in package.infolist())


def _packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
