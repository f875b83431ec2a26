r"""Light Markdown, as a secretary types it, to blocks of the document tree.

The lines are read here and the words inside them by markdown-it. The rules of lines are stricter than
CommonMark's where minutes need it: Enter is a line break, a line that is indented more than the
bullet above is under it whether by one space or by four, text at the margin ends a list, and
"1986. Ett år" is no list. Nothing typed is ever dropped, but a bullet that was left without text.

    ## Rubrik            - punkt              1. punkt        \- no list
                           - under den        2. punkt
    **fet** *kursiv* ~~struken~~ [länk](https://example.org) <https://example.org>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Strike,
    Strong,
    Text,
)
from protokoll_tui.meeting.text import clean_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST_HEADING = 6
DEEPEST_LIST = 8
DEEPEST_NESTING = 8
LINK_SCHEMES = ("https:", "http:", "mailto:", "tel:")

_HEADING = re.compile(r"(#{1,6}) +(.+)")
_MARKER = re.compile(r"( *)(?:([-*•])|([0-9]{1,3})[.)])(?: +(.*)|)$")
_MARKED_UP = re.compile(r"\*[^*]*\*|_[^_]*_|~~[^~]*~~|\]\(|<[^<>]*>|\\")


@lru_cache(maxsize=2048)
def blocks(text: str, base_level: int = 2) -> Blocks:
    """Return the blocks of `text`.

    The first heading gets `base_level`. A deeper one gets the next level down, whatever number of #
    it has, so that no level is skipped.
    """
    return tuple(_place_headings(_Reader().read(text.split("\n")), base_level))


def inlines(text: str) -> Inlines:
    """Return the inlines of `text`, a `Break` for each line end, and no blocks."""
    if not _MARKED_UP.search(text):
        return _lines(text)
    return _nest(_inline_parser().parseInline(text)[0].children or [])


# --- lines -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenList:
    """A list that is being read: where its markers stand, and the blocks of each item."""

    indent: int
    style: Literal["bullet", "number"]
    start: int
    items: list[list[Block]] = field(default_factory=list)

    def continues(self, style: str, number: int) -> bool:
        """Tell whether an item is of this list: 1. 2. 3., or 1. 1. 1. as some write."""
        follows = number in (self.start, self.start + len(self.items))
        return style == self.style and (style == "bullet" or follows)


class _Reader:
    """Reads the lines of one text. Its state is the lists that are open and the paragraph begun."""

    def __init__(self) -> None:
        self.top: list[Block] = []
        self.open: list[_OpenList] = []
        self.paragraph: list[str] = []

    def read(self, lines: Sequence[str]) -> list[Block]:
        for line in lines:
            self.line(line)
        self.close_lists(0)
        return self.top

    def line(self, line: str) -> None:
        stripped = line.strip(" ")
        indent = len(line) - len(line.lstrip(" "))
        if not stripped:
            self.end_paragraph()
        elif (marker := _MARKER.match(line)) and self.marker(indent, marker):
            return
        elif not indent and (heading := _HEADING.match(stripped)):
            self.close_lists(0)
            self.top.append(Heading(len(heading[1]), inlines(heading[2])))
        else:
            self.text(indent, stripped)

    def text(self, indent: int, stripped: str) -> None:
        """Take a line of text: in the innermost item that it is indented under, or in none."""
        while self.open and indent <= self.open[-1].indent:
            self.close_list()
        self.paragraph.append(stripped)

    def marker(self, indent: int, match: re.Match[str]) -> bool:
        """Take a line that looks like an item of a list; False where it is none after all."""
        style: Literal["bullet", "number"] = "bullet" if match[2] else "number"
        number, content = int(match[3] or 1), (match[4] or "").strip(" ")
        at = self.level_of(indent)
        open_list = self.open[at] if at < len(self.open) else None
        follows = open_list is not None and open_list.continues(style, number)
        in_text = bool(self.paragraph) and open_list is None
        if not follows and (not content or (style == "number" and number != 1 and in_text)):
            return False
        self.end_paragraph()
        self.close_lists(at + 1 if follows else at)
        if not content:
            return True
        if not follows:
            self.open.append(_OpenList(indent, style, number))
        self.open[-1].items.append([])
        self.paragraph.append(content)
        return True

    def level_of(self, indent: int) -> int:
        """Return how deep a marker at `indent` is: it is under each list that stands further left."""
        return min(sum(open_list.indent < indent for open_list in self.open), DEEPEST_LIST - 1)

    def blocks(self) -> list[Block]:
        return self.open[-1].items[-1] if self.open else self.top

    def end_paragraph(self) -> None:
        if self.paragraph:
            self.blocks().append(Paragraph(inlines("\n".join(self.paragraph))))
            self.paragraph = []

    def close_list(self) -> None:
        self.end_paragraph()
        done = self.open.pop()
        self.blocks().append(List(done.style, tuple(tuple(item) for item in done.items), done.start))

    def close_lists(self, depth: int) -> None:
        """End the paragraph and the lists that are deeper than `depth`."""
        self.end_paragraph()
        while len(self.open) > depth:
            self.close_list()


def _place_headings(found: list[Block], base_level: int) -> Iterator[Block]:
    above: list[int] = []
    for block in found:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            level = min(base_level + len(above) - 1, DEEPEST_HEADING)
            yield Heading(level, block.children)
        else:
            yield block


# --- words inside a line ---------------------------------------------------------------------------


def _lines(text: str) -> Inlines:
    found: list[Inline] = []
    for line in text.split("\n"):
        if found:
            found.append(Break())
        if line:
            found.append(Text(line))
    return tuple(found)


@cache
def _inline_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["emphasis", "strikethrough", "link", "autolink", "escape", "newline"])
    # A link that is not followed stays text. What is shown of one is what was typed: decoding it
    # could make control characters of %1B.
    vars(parser).update(validateLink=_is_safe_link, normalizeLinkText=str)
    return parser


def _is_safe_link(href: str) -> bool:
    return href.lower().startswith(LINK_SCHEMES)


def _nest(tokens: Sequence[Token]) -> Inlines:
    """Return the inlines of a flat row of tokens. What is nested too deep loses its form, no words."""
    levels: list[list[Inline]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
            if len(opened) <= DEEPEST_NESTING:
                levels.append([])
        elif token.nesting == -1:
            token = opened.pop()
            if len(opened) < DEEPEST_NESTING:
                children = tuple(levels.pop())
                levels[-1].extend(_formatted(token, children))
        elif token.content:
            levels[-1].append(Text(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            levels[-1].append(Break())
    return tuple(levels[0])


def _formatted(opening: Token, children: Inlines) -> Iterator[Inline]:
    match opening.type:
        case "strong_open":
            yield Strong(children)
        case "em_open":
            yield Emphasis(children)
        case "s_open":
            yield Strike(children)
        case _:
            href = str(opening.attrs["href"])
            yield Link(href, children or (Text(href),))
            # No paper shows what only a pointer can find, so the title stands in words.
            if title := clean_line(str(opening.attrs.get("title", ""))):
                yield Text(f" ({title})")
