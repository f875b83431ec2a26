"""Reading a rendered document back: the words that a reader of each format gets to see."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, TypeGuard
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PageObject, PdfReader

from protokoll_tui.document.tree import Block, Document, Table, words


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text, counted: what is left when lines and marks are another's."""
    return Counter(character for character in text if character.isalnum())


def letters_of(document: Document) -> Counter[str]:
    """The letters and digits that every format has to show.

    The heads over the agenda's columns are not of them: where there are no columns they say nothing.
    """
    letter = document.letterhead
    blocks = [replace(b, header=()) if is_agenda(b) else b for b in document.blocks]
    return letters(" ".join(words((document.draft, tuple(blocks), letter.header, letter.footer))))


def is_agenda(block: Block) -> TypeGuard[Table]:
    return isinstance(block, Table) and block.role == "agenda"


def shown(data: bytes, name: str) -> str:
    """The text that a reader of a file in the format called `name` gets to see."""
    match name:
        case "markdown":
            return markdown_words(data.decode())
        case "html":
            return read_page(data.decode())[1]
        case "word":
            return word_text(data)
        case "json":
            return json_text(json.loads(data))
        case "pdf":
            return pdf_text(data)
        case _:
            return data.decode()


def json_text(node: Any) -> str:
    """The text of a tree in JSON, each part on lines of its own, without what names and numbers the parts."""
    match node:
        case {"type": "text", "text": text}:
            return str(text)
        case {"type": "break"}:
            return "\n"
        case {"children": inside}:
            return "".join(map(json_text, inside))
        case dict():
            names = ("type", "schema", "language", "anchor", "style", "role", "events")
            return "\n".join(json_text(value) for name, value in node.items() if name not in names)
        case list():
            return "\n".join(map(json_text, node))
        case str():
            return node
    return ""


def pdf_text(data: bytes) -> str:
    """The text of a PDF as it is read aloud: without the heads and feet that its tags call artifacts.

    A line ends where it does on the page, and where another tag begins.
    """
    return "\n".join(map(_page_text, PdfReader(io.BytesIO(data)).pages))


def _page_text(page: PageObject) -> str:
    tags: list[str] = []
    read: list[str] = []

    def enter(operator: bytes, operands: Any, *_: object) -> None:
        if operator in (b"BMC", b"BDC"):
            tags.append(operands[0])
            read.append("\n")
        elif operator == b"EMC":
            tags.pop()

    def take(text: str, *_: object) -> None:
        if "/Artifact" not in tags:
            read.append(text)

    page.extract_text(visitor_operand_before=enter, visitor_text=take)
    return "".join(read)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {_W + "br": "\n", _W + "tab": " "}


def word_parts(data: bytes) -> dict[str, ElementTree.Element]:
    """The parts of a Word file that hold text: its head, its body, its foot."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        parts = {name.removeprefix("word/"): ElementTree.fromstring(package.read(name)) for name in names}  # noqa: S314 - the program's own
    return {
        name: root for name, root in parts.items() if root.tag in (_W + "hdr", _W + "document", _W + "ftr")
    }


def word_text(data: bytes) -> str:
    """The text of a Word file, each paragraph on lines of its own."""
    return "\n".join(
        "".join(
            _SPACES.get(part.tag) or part.text or ""
            for part in paragraph.iter()
            if part.tag == _W + "t" or part.tag in _SPACES
        )
        for root in word_parts(data).values()
        for paragraph in root.iter(_W + "p")
    )


_GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown_words(text: str) -> str:
    """The text of Markdown as a CommonMark reader with tables and strikes shows it."""
    return " ".join(_shown(_GFM.parse(text)))


def _shown(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            found.append({"<br>": " ", "<!-- -->": ""}[token.content])
        elif token.children is not None:
            found.append("".join(_shown(token.children)))
        elif token.type == "ordered_list_open":
            continue
        else:
            assert token.type not in ("code_block", "code_inline", "fence", "image", "hr")
            found.append(token.content or ("\n" if token.type.endswith("break") else ""))
    return found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.text: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.part(tag)
        self.quiet += tag in ("head", "style") or (tag == "a" and ("class", "skip") in attrs)

    def part(self, tag: str) -> None:
        """End the line where a tag is of a block, so that two cells are not read as one word."""
        if tag not in ("a", "em", "s", "strong"):
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.part(tag)
        self.quiet -= tag in ("head", "style") or (tag == "a" and self.quiet > 0)

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.text.append(data)


def read_page(html: str) -> tuple[list[tuple[str, dict[str, Any]]], str]:
    """The tags of a page with their attributes, and the text that it shows."""
    page = _Page()
    page.feed(html)
    return page.tags, "".join(page.text)
