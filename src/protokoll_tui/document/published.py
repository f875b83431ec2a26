"""The last look at a file for the public: is anything in it that was taken out of the meeting?

The file is unpacked and read as a stranger could read it: the parts of a Word file, the pages, links and
attachments of a PDF, the attributes of a web page.
"""

from __future__ import annotations

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from protokoll_tui.document.render import RenderError, RenderOptions, render
from protokoll_tui.document.tree import Document
from protokoll_tui.meeting.plain import with_plain_signs

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_PARAGRAPH_END = re.compile(
    r"</(?:\w+:)?(?:p|tr|tc|td|th|li|h[1-6]|div|title|si|c|creator|subject)>|<(?:\w+:)?(?:br|tab)\b[^<>]*>"
)
_MARKUP = re.compile(r"[*_~`\\\u00ad\u200b-\u200d\u2060\ufeff]")
_HYPHEN = re.compile(r"[-‐‑]\s*\n\s*")
_SPACE = re.compile(r"\s+")


def render_published(
    document: Document, name: str, removed: Sequence[str], options: RenderOptions | None = None
) -> bytes:
    """Return `document` in the format called `name`, once it is sure that nothing of `removed` is in it.

    Raises RenderError where something is, or where the document cannot be written at all.
    """
    data = render(document, name, options)
    if found := check_published(data, removed):
        words = ", ".join(f"”{text if len(text) <= 60 else text[:59] + '…'}”" for text in found)
        raise RenderError(
            f"Den publika versionen skrevs inte, eftersom det här finns kvar i filen: {words}. "
            "Ta bort det ur mötet eller ur mallen och försök igen."
        )
    return data


def check_published(data: bytes, removed: Sequence[str]) -> list[str]:
    """Return those of `removed` that the finished file `data` still holds, in their order."""
    if not removed:
        return []
    text = "\n".join(texts_of(data))
    plain = (_plain(_HYPHEN.sub("-", text)), _plain(_HYPHEN.sub("", text)))
    readings = [(reading, _folded(reading)) for reading in plain]
    return [each for each in removed if _stands_in(_plain(each).strip(), readings)]


def _stands_in(wanted: str, readings: Sequence[tuple[str, str]]) -> bool:
    """Tell whether `wanted` stands in a text, given as it is and folded.

    A pattern takes a thousand times as long as a look for the letters, and holds the screen up meanwhile.
    """
    folded = _folded(wanted)
    return any(folded in letters and _pattern(wanted).search(text) for text, letters in readings)


def _folded(text: str) -> str:
    """Return a text in which all is equal that a pattern takes for equal letters, great or small."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _pattern(wanted: str) -> re.Pattern[str]:
    """Return what finds words of their own; in any case, unless it is one word that may be a name."""
    flags = 0 if wanted.isalpha() else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?<!\w-){re.escape(wanted)}(?!\w)(?!-\w)", flags)


def _plain(text: str) -> str:
    """Return a text without marks of Markdown and with one space between words."""
    return _SPACE.sub(" ", _MARKUP.sub("", with_plain_signs(unicodedata.normalize("NFKC", text))))


# --- unpacking -------------------------------------------------------------------------------------


def texts_of(data: bytes) -> Iterator[str]:
    """Yield all text that a finished file holds, seen or unseen, whatever its format."""
    if data.startswith(b"PK\x03\x04"):
        yield from _of_zip(data)
    elif data.startswith(b"%PDF-"):
        yield from _of_pdf(data)
    else:
        yield from _of_text(data.decode("utf-8", "replace"))


def _of_zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield from texts_of(archive.read(name))


def _of_text(text: str) -> Iterator[str]:
    start = text.lstrip("\ufeff \n")[:20].casefold()
    if start.startswith(("<?xml", "<!doctype", "<html")):
        yield from _of_markup(text)
    elif start.startswith("begin:vcalendar"):
        unfolded = re.sub(r"\r?\n[ \t]", "", text)
        yield re.sub(r"\\([,;\\])", r"\1", unfolded.replace("\\n", "\n"))
    elif start.startswith(("{", "[")):
        try:
            yield from _of_json(json.loads(text))
        except ValueError:
            yield text
    else:
        yield text


def _of_markup(text: str) -> Iterator[str]:
    """Yield the text of HTML or XML. Tags can cut a word in two, but not the ends of paragraphs."""
    for double, single in _ATTRIBUTE.findall(text):
        yield html.unescape(double or single)
    yield html.unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", text)))


def _of_json(node: Any) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for each in node:
                yield from _of_json(each)
        case dict():
            for key, each in node.items():
                yield str(key)
                yield from _of_json(each)


def _of_pdf(data: bytes) -> Iterator[str]:
    """Yield the pages, and the strings of all objects: links, bookmarks, properties, alternative texts."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise RenderError(
            "En publik PDF kan inte kontrolleras, eftersom pypdf saknas. Installera protokoll på nytt, "
            "eller välj ett annat format."
        ) from error
    reader = PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text()
    for contents in reader.attachments.values():
        for attached in contents:
            yield from texts_of(attached)
    yield from _strings_of(reader)


def _strings_of(reader: PdfReader) -> Iterator[str]:
    from pypdf.generic import IndirectObject

    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        yield from _strings(reader.get_object(IndirectObject(number, 0, reader)))


def _strings(node: Any) -> Iterator[str]:
    from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

    if isinstance(node, TextStringObject):
        yield str(node)
    elif isinstance(node, DictionaryObject):
        for each in node.values():
            yield from _strings(each)
    elif isinstance(node, ArrayObject):
        for each in node:
            yield from _strings(each)
