"""Reading a rendered document back: the words that a reader of each format gets to see."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, TypeGuard

from markdown_it import MarkdownIt
from markdown_it.token import Token

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
        self.quiet += tag in ("head", "style") or (tag == "a" and ("class", "skip") in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in ("head", "style") or (tag == "a" and self.quiet > 0)

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.text.append(data)


def read_page(html: str) -> tuple[list[tuple[str, dict[str, Any]]], str]:
    """The tags of a page with their attributes, and the text that it shows."""
    page = _Page()
    page.feed(html)
    return page.tags, "".join(page.text)
