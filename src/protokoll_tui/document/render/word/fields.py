"""The places in a letterhead that the program fills: `{{ enhet }}` becomes the department."""

from __future__ import annotations

from collections.abc import Mapping

from protokoll_tui.document.dates import whole_days
from protokoll_tui.document.tree import Document

FILE_NAME = "letterhead.docx"
"""The name of an organisation's letterhead in the folder of its template."""
MARK = "\ue000protokollet\ue000"
"""Stands for the minutes while the fields are filled: letters that nobody types."""
CONTENT = "innehåll"
"""The field of the paragraph where the minutes go."""
DRAFT = "utkast"
LOGO = "logotyp"

FIELDS: Mapping[str, str] = {
    CONTENT: "protokollet självt, i ett eget stycke",
    "titel": "protokollets rubrik",
    "typ": "Protokoll, Minnesanteckningar …",
    "organ": "det eller de organ som möts",
    "nummer": "mötets nummer",
    "beteckning": "diarienummer eller egen beteckning",
    "datum": "mötets dag, 2026-05-29",
    "tid": "dag och klockslag, utskrivna",
    "plats": "lokal och mötesform",
    "enhet": "tjänsteställe",
    "sekreterare": "sekreterarens namn",
    LOGO: "mallens logotyp, om den har någon",
    "sidhuvud": "raderna i mallens sidhuvud",
    "sidfot": "tjänsteställe, sekreterare och beteckning, och raderna i mallens sidfot",
    DRAFT: "ordet UTKAST tills protokollet är färdigt",
}
"""What each field is, in words for a person."""


def filled(document: Document, content: str, logo: object = "") -> dict[str, object]:
    """Return what goes into each field; `content` marks the place of the minutes."""
    letter = document.letterhead
    return {
        CONTENT: content,
        "titel": whole_days(document.title),
        "typ": letter.kind,
        "organ": letter.bodies,
        "nummer": letter.number,
        "beteckning": letter.reference,
        "datum": document.date,
        "tid": letter.when,
        "plats": letter.place,
        "enhet": letter.unit,
        "sekreterare": letter.secretary,
        LOGO: logo,
        "sidhuvud": "\n".join(letter.header),
        "sidfot": "\n".join(letter.footer),
        DRAFT: document.draft,
    }
