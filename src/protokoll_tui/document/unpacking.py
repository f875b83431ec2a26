"""All text that a finished file holds, seen or unseen, whatever its format.

The file is unpacked and read as a stranger could read it: the parts of a Word file, the pages, links and
attachments of a PDF, the attributes of a web page.
"""

from __future__ import annotations

import base64
import contextlib
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from protokoll_tui.document.render import RenderError

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAG = re.compile(r"<[^<>]*>")
_INSIDE_WORDS = re.compile(
    r"</?(?:[abius]|em|strong|span|del|ins|code|mark|small|sub|sup|wbr)(?=[\s/>])[^<>]*>"
    r"|</?w:(?!(?:p|br|cr|tab|ptab|tc|sym|instrText|delText|noBreakHyphen)[\s/>])[^<>]*>"
)
"""Tags between two letters of a word. Any other parts what is before it from what is after it."""
_HYPHEN = re.compile(r"<w:noBreakHyphen\s*/>")
_COMMENT = re.compile(r"<!(?:--|\[CDATA\[)")
_COMMENT_END = re.compile(r"(?:--|\]\])>")
_DATA_ADDRESS = re.compile(r"data:[^;,\s\"']{0,200};base64,([A-Za-z0-9+/=]+)")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")


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
    if start.startswith(("<?x", "<!doctype", "<html")):
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
    """Yield the text of HTML or XML, its attributes, and what lies in an address of its own."""
    for inside in _DATA_ADDRESS.findall(text):
        with contextlib.suppress(ValueError):  # what cannot be decoded shows nothing to a reader either
            yield from texts_of(base64.b64decode(inside))
    for double, single in _ATTRIBUTE.findall(text):
        yield html.unescape(double or single)
    for rest in _COMMENT.split(text)[1:]:
        yield html.unescape(_COMMENT_END.split(rest, maxsplit=1)[0])
    yield html.unescape(_TAG.sub("\n", _INSIDE_WORDS.sub("", _HYPHEN.sub("-", text))))


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
    """Yield the pages, and the strings of all objects: links, bookmarks, properties, alternative texts.

    pypdf takes two seconds for ten thousand words. Libraries that are faster do not show all objects.
    """
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
    from pypdf.generic import ArrayObject, DictionaryObject, NullObject, StreamObject, TextStringObject

    if isinstance(node, TextStringObject):
        yield str(node)
    elif isinstance(node, DictionaryObject):
        for each in node.values():
            yield from _strings(each)
        if isinstance(metadata := node.get("/Metadata", NullObject()).get_object(), StreamObject):
            yield from texts_of(metadata.get_data())
    elif isinstance(node, ArrayObject):
        for each in node:
            yield from _strings(each)
