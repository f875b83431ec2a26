"""The last look at minutes for the public: is anything in them that was to be taken out of the meeting?

It is a double one. The document is read as a reader sees it, with the same eyes that searched the
meeting: what Markdown or a template put together is seen here. Then the finished file is unpacked and
searched for every string that was taken out.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from urllib.parse import unquote

from protokoll_tui.document.render import RenderError, RenderOptions, render
from protokoll_tui.document.tree import Document, Emphasis, Heading, Inline, Link, Strike, Strong, plain
from protokoll_tui.document.unpacking import texts_of
from protokoll_tui.meeting.plain import INVISIBLE, with_plain_signs
from protokoll_tui.meeting.publish import Published

_MARKUP = re.compile(rf"[*_~`\\{INVISIBLE}]")
_HYPHEN = re.compile(r"[-‐‑]\s*\\?\n\s*")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = Document("Protokoll", ())
_MOST = 5
"""Strings that a message quotes."""
_LONGEST = 60
"""Characters of what is quoted in a message."""


def check_document(document: Document, version: Published) -> None:
    """Look through the document that was made of `version`.

    Raises RenderError, with what was found and where, where a reader sees what was to be taken out.
    """
    if found := {left: place for place, text in _passages(document) for left in version.left_in(text)}:
        raise _refusal(found.items())


def render_published(
    document: Document, name: str, removed: Sequence[str], options: RenderOptions | None = None
) -> bytes:
    """Return `document` in the format called `name`, once it is sure that nothing of `removed` is in it.

    Raises RenderError where something is, or where the document cannot be written at all.
    """
    data = render(document, name, options)
    if found := check_published(data, removed):
        own = _words_of_format(name, found)
        found = [text for text in found if text not in own]
    if found:
        raise _refusal((text, _place_of(text, document)) for text in found)
    return data


def _words_of_format(name: str, words: Iterable[str]) -> list[str]:
    """Return those of `words` that any file of a format holds: Times New Roman tells of no Roman."""
    with contextlib.suppress(RenderError):  # a format that nothing can be written in
        return check_published(render(_EMPTY, name), [word for word in words if word.isalpha()])
    return []


def check_published(data: bytes, removed: Sequence[str]) -> list[str]:
    """Return those of `removed` that the finished file `data` still holds, in their order."""
    if not removed:
        return []
    readings = _readings("\n".join(texts_of(data)))
    return [each for each in removed if _stands_in(_plain(each).strip(), readings)]


def _readings(text: str) -> list[tuple[str, str]]:
    """Return the ways of reading a text, each as it is and folded.

    A hyphen at the end of a line parts a word that has none, or is one of its own.
    """
    readings = (_plain(_HYPHEN.sub(hyphen, text)) for hyphen in ("-", ""))
    return [(reading, _folded(reading)) for reading in readings]


def _stands_in(wanted: str, readings: Sequence[tuple[str, str]]) -> bool:
    """Tell whether `wanted` stands in a text, given as it is and folded.

    A pattern takes ten times as long for a whole text, so it is tried only where the letters stand.
    """
    folded = _folded(wanted)
    for text, letters in readings:
        aligned = len(text) == len(letters)  # ß is two letters when folded, and what follows it is elsewhere
        at = letters.find(folded)
        while at >= 0:
            if (_pattern(wanted).match(text, at) if aligned else _pattern(wanted).search(text)) is not None:
                return True
            at = letters.find(folded, at + 1) if aligned else -1
    return False


def _folded(text: str) -> str:
    """Return a text in which all is equal that a pattern takes for equal letters, great or small."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _refusal(found: Iterable[tuple[str, str]]) -> RenderError:
    """Return the fault that tells each string and its place, but none that is a part of another there."""
    plain_found = list(dict.fromkeys((_plain(text).strip(), place) for text, place in found))
    all_found = [
        f"”{_short(text)}” ({place})"
        for text, place in plain_found
        if not any(text != each and f" {text} " in f" {each} " and place == at for each, at in plain_found)
    ]
    told = ", ".join(all_found[:_MOST])
    if more := len(all_found[_MOST:]):
        told += f" och {more} till"
    return RenderError(
        f"Den publika versionen skrevs inte, eftersom det här finns kvar: {told}. Ta bort det där och försök "
        "igen."
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _place_of(text: str, document: Document) -> str:
    """Return where in the minutes `text` stands, in Swedish: under which heading, or in no part of them."""
    wanted = _plain(text).strip()
    places = (place for place, passage in _passages(document) if _stands_in(wanted, _readings(passage)))
    return next(places, "i mallens filer eller filens egenskaper")


def _passages(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of all that a reader can see, in the order of the document."""
    place = "i rubriken och uppgifterna om mötet"
    yield place, document.title
    yield place, document.author
    for line in document.letterhead.header:
        yield "i brevhuvudet, som mallen bestämmer", line
    for line in document.letterhead.footer:
        yield "i sidfoten, som mallen bestämmer", line
    for heading, text in _seen(document.blocks):
        if heading is not None and heading.level > 1:
            place = f"under ”{_short(plain(heading.children))}”"
        yield place, text
    for event in document.events:
        for text in (event.summary, event.line, event.place):
            yield "i de kommande mötena", text


def _seen(node: object) -> Iterator[tuple[Heading | None, str]]:
    """Yield the texts of a node, each heading beside its own, and the addresses of links."""
    if isinstance(node, str):
        yield None, node
    elif isinstance(node, Heading):
        yield node, plain(node.children)
    elif isinstance(node, tuple):
        if node and all(isinstance(child, Inline) for child in node):
            yield None, plain(node)
            for address in _addresses(node):
                yield None, address
        else:
            for child in node:
                yield from _seen(child)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _seen(getattr(node, field.name))


def _addresses(node: object) -> Iterator[str]:
    if isinstance(node, tuple):
        for child in node:
            yield from _addresses(child)
    elif isinstance(node, Link):
        yield node.href
    elif isinstance(node, Strong | Emphasis | Strike):
        yield from _addresses(node.children)


def _pattern(wanted: str) -> re.Pattern[str]:
    """Return what finds words of their own; in any case, but for names and initials of one word."""
    name = not any(char.isdigit() or char in "@/" for char in wanted)
    flags = 0 if name and len(_WORD.findall(wanted)) < 2 else re.IGNORECASE  # M.M. is a person, m.m. is none
    return re.compile(rf"(?<!\w)(?<!\w-){re.escape(wanted)}(?!\w)(?!-\w)", flags)


def _plain(text: str) -> str:
    """Return a text without marks of Markdown or signs of addresses, and with one space between words."""
    text = with_plain_signs(unicodedata.normalize("NFKC", unquote(text)))
    return _SPACE.sub(" ", _MARKUP.sub("", text))
