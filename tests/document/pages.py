"""Reading a PDF back: its text, and what a validator has to say of it."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from tests.tools import go_without


def page_texts(data: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def text_of(data: bytes) -> str:
    """The text of all pages."""
    return "\n".join(page_texts(data))


def faults(data: bytes, standard: str) -> list[str]:
    """What keeps a file from a standard, `PDF_UA_1` or `PDF_A_3A`."""
    try:
        import page
    except ImportError:
        go_without("page-validation is not installed")
    report = page.validate_pdf_bytes(data, profile=getattr(page.ValidationProfile, standard))
    found = [f"{each.rule_id} {each.message}" for each in report.failures]
    # It takes a last byte "\r" of a compressed stream for a part of the line end that follows.
    return [each for each in found if "STREAM-LENGTH" not in each] + wrong_lengths(data)


def wrong_lengths(data: bytes) -> list[str]:
    """The streams that are not as long as they say."""
    found = []
    for stream in re.finditer(rb"/Length (\d+)[^\n]*>>\nstream\n", data):
        end = stream.end() + int(stream[1])
        if not data[end:].startswith(b"\nendstream"):
            found.append(f"stream at {stream.start()}")
    return found


def standing(data: bytes) -> list[tuple[str, float]]:
    """Each piece of text and how far above the lower edge of its page it stands, in points."""
    found: list[tuple[str, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((text.strip(), cm[3] * tm[5] + cm[5]))

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    return found


def heights(data: bytes) -> tuple[float, float]:
    """How far down and up on its page a text stands at the most, in points from the lower edge."""
    found = [height for _, height in standing(data)]
    return min(found), max(found)
