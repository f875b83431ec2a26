"""The blocks of the minutes as paragraphs and tables of Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from urllib.parse import urlsplit

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from protokoll_tui.document.dates import whole_days
from protokoll_tui.document.render.word.lists import DEEPEST, INDENT, Lists
from protokoll_tui.document.render.word.oxml import Element, w
from protokoll_tui.document.render.word.styles import Styles
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Emphasis,
    Fields,
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    Passage,
    Row,
    Signatures,
    Strike,
    Strong,
    Table,
    Text,
    plain,
    words,
)

_NARROWEST = 794
"""A column takes at least this, in twentieths of a point: "§ 36" has room in 14 mm."""
_PLAIN_HOST = re.compile(r"[\w.@%+:;=,-]+")
_BESIDE_BAR = {"beslut": "Protokoll Beslut", "internal": "Protokoll Internt"}
"""The styles of passages that have a bar at their left."""
_BAR = 170
"""Where text begins beside a bar."""
_APART = 220
"""Between two blocks of rows: about a line."""
_BESIDE_SIGNATURE = 4700
"""What a line to sign on leaves free to its right, as the style of its name does."""
_ROOM_FOR_A_HAND = 240
_SHORT = 600
"""A row of the agenda with fewer letters stays whole on a page."""
_BRIEF = 160
"""A paragraph under a heading with fewer letters stays with what comes after it."""
_FEW_ROWS = 8
"""Rows that stay on one page, since a heading with the first of them looks like the whole."""


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a block stands, which decides how it looks."""

    style: str = ""
    """Name of the style of paragraphs; "" for the document's default."""
    level: int = -1
    """Level of the list that the block is inside; -1 for none."""
    margin: int = 0
    """How far the style indents what is in no list, in twentieths of a point."""
    in_cell: bool = False
    first: bool = False
    """It is the first of a cell, where no space belongs above it."""
    apart: bool = False
    """It begins a block of rows that no heading parts from the one above it."""
    followed: bool = False
    """It is a row with another of its block after it."""
    keep: bool = False
    """It stays on the page of what comes after it."""

    @property
    def beside_bar(self) -> bool:
        """Whether it has a bar at its left, which its first line takes along wherever it begins."""
        return self.style in _BESIDE_BAR.values()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run of characters looks."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    style: str = ""


_PLAIN = _Look()


class Body:
    """Makes the elements of one document, adding the styles, lists and links that they refer to."""

    def __init__(self, word: WordDocument, styles: Styles, width: int) -> None:
        """Write for `word`; `width` is that of the text, in twentieths of a point."""
        self._small: frozenset[int] = frozenset()
        """Levels of headings that are of the size of text, since some of them run in."""
        self._part = word.part
        self._styles = styles
        self._lists = Lists(word)
        self._width = width

    def blocks(self, blocks: Blocks) -> list[Element]:
        """Return the elements of all blocks of a document."""
        self._small = frozenset(b.level for b in blocks if isinstance(b, Heading) and b.run_in)
        return list(self._blocks(blocks, _Where()))

    def _blocks(self, blocks: Blocks, where: _Where) -> Iterator[Element]:
        before: Block | None = None
        for block, after in zip_longest(blocks, blocks[1:]):
            here = replace(
                where,
                first=where.first and before is None,
                apart=where.apart if before is None else _is_rows(before) and _is_rows(block),
                keep=where.keep or _leads(before, block, after),
            )
            if isinstance(block, Heading):
                yield self._heading(block, here, runs_in=block.run_in and isinstance(after, Paragraph))
            else:
                if isinstance(before, Table) and isinstance(block, Table):
                    yield w("p")
                yield from self._block(block, here)
            before = block

    def _block(self, block: Block, where: _Where) -> Iterator[Element]:
        match block:
            case Paragraph(children):
                yield self._paragraph(self._runs(children), where)
            case List():
                yield from self._list(block, where)
            case Fields(rows):
                yield from (self._field(label, text, where) for label, text in rows)
            case Table():
                yield from self._table(block, where)
            case Passage():
                yield from self._passage(block, where)
            case Signatures(rows):
                for index, (role, name) in enumerate(rows):
                    last = index == len(rows) - 1
                    yield from self._signature(role, name, block.by_hand(name), keep=not last)

    # --- paragraphs

    def _paragraph(
        self, content: Iterable[Element], where: _Where, *, number: int = 0, runs_in: bool = False
    ) -> Element:
        """Return a paragraph; with `number` it is an item of that list. The schema asks for this order."""
        properties: list[Element] = []
        if where.style:
            properties.append(w("pStyle", val=self._styles.id(where.style)))
        if where.keep:
            properties.append(w("keepNext"))
        if number:
            properties.append(w("numPr", w("ilvl", val=where.level), w("numId", val=number)))
        elif where.style.startswith("heading") and self._styles.is_numbered(where.style):
            properties.append(w("numPr", w("numId", val=0)))
        if where.apart and where.followed and not where.first:
            properties.append(w("spacing", before=_APART, after=0))
        elif where.first or where.apart:
            properties.append(w("spacing", before=0 if where.first else _APART))
        if where.level >= 0 and (where.margin or not number):
            indent = INDENT * (where.level + 1)
            hanging = indent if where.beside_bar else INDENT if number else 0
            properties.append(w("ind", left=where.margin + indent, hanging=hanging))
            if where.beside_bar and not number:
                content = (w("r", w("tab")), *content)
        if where.apart:
            properties.append(w("contextualSpacing", val=0))
        if runs_in:
            properties.append(w("rPr", w("vanish"), w("specVanish")))
        return w("p", *([w("pPr", *properties)] if properties else []), *content)

    def _heading(self, heading: Heading, where: _Where, *, runs_in: bool) -> Element:
        """Return a heading. One that runs in ends with the mark that Word calls a style separator."""
        small = where.in_cell or heading.level in self._small
        look = _Look(style="Protokoll Rubrikord") if small else _PLAIN
        children = _with_whole_days(heading.children) if heading.level == 1 else heading.children
        content = [*self._runs(children, look), *([self._run("  ")] if runs_in else [])]
        return self._paragraph(content, replace(where, style=f"heading {heading.level}"), runs_in=runs_in)

    def _field(self, label: str, text: Inlines, where: _Where) -> Element:
        content = (self._run(f"{label}:", _Look(style="Strong")), w("r", w("tab")), *self._runs(text))
        return self._paragraph(content, replace(where, style="Protokoll Fakta"))

    def _passage(self, passage: Passage, where: _Where) -> Iterator[Element]:
        """Yield a passage. One paragraph follows its label on the same line."""
        if passage.role in _BESIDE_BAR:
            where = replace(where, style=_BESIDE_BAR[passage.role], margin=_BAR)
        if not passage.label:
            yield from self._blocks(passage.blocks, where)
            return
        label = self._run(f"{passage.label}:", _Look(style="Strong"))
        match passage.blocks:
            case (Paragraph(children),):
                yield self._paragraph((label, self._run(" "), *self._runs(children)), where)
            case blocks:
                yield self._paragraph((label,), replace(where, keep=True))
                yield from self._blocks(blocks, replace(where, first=False))

    def _signature(self, role: str, name: str, by_hand: Sequence[str], *, keep: bool) -> Iterator[Element]:
        """Yield the role and, under the room for the hand, a line with the name, then what else is due.

        With `keep` it stays on the page of the one after it: nobody signs a page with nothing else on it.
        """
        yield self._paragraph(self._runs((Text(role),)), _Where(keep=True))
        line = _Where(style="Protokoll Underskrift", keep=keep or bool(by_hand))
        yield self._paragraph(self._runs((Text(name),)), line)
        for index, words_before in enumerate(by_hand):
            last = index == len(by_hand) - 1
            yield self._to_fill_in(words_before, last=last, keep=keep or not last)

    def _to_fill_in(self, words_before: str, *, last: bool, keep: bool) -> Element:
        """Return words and, after them, a line to write on that ends where the line to sign on does."""
        end = max(self._width - _BESIDE_SIGNATURE, self._width // 2)
        line = w("tabs", w("tab", val="left", leader="underscore", pos=end))
        room = w("spacing", before=_ROOM_FOR_A_HAND)
        if last:
            room.set(qn("w:after"), str(_ROOM_FOR_A_HAND))
        properties = w("pPr", *([w("keepNext")] if keep else []), line, room)
        return w("p", properties, self._run(f"{words_before}: "), w("r", w("tab")))

    # --- lists

    def _list(self, block: List, where: _Where) -> Iterator[Element]:
        if block.style == "plain":
            for index, item in enumerate(block.items):
                followed = index < len(block.items) - 1
                inside = replace(
                    where,
                    style=where.style or "Protokoll Rad",
                    apart=where.apart and not index,
                    followed=followed,
                    keep=where.keep or (followed and len(block.items) <= _FEW_ROWS),
                )
                yield from self._blocks(item, inside)
            return
        inside = replace(
            where,
            style=where.style or "List Paragraph",
            level=min(where.level + 1, DEEPEST),
            first=False,
            keep=False,
        )
        number = self._lists.instance(block.style, inside.level, block.start, beside_bar=inside.beside_bar)
        for item in block.items:
            match item:
                case (Paragraph(children), *rest):
                    yield self._paragraph(self._runs(children), inside, number=number)
                case rest:
                    yield self._paragraph((), inside, number=number)
            yield from self._blocks(tuple(rest), inside)

    # --- tables

    def _table(self, table: Table, where: _Where) -> Iterator[Element]:
        people = table.role == "people"
        columns = _columns(table.widths, self._width)
        if table.caption:
            yield self._paragraph(self._runs((Text(table.caption),)), replace(where, style="caption"))
        properties = [
            w("tblStyle", val=self._styles.id("Protokoll Personer" if people else "Protokoll Tabell")),
            w("tblW", w=sum(columns), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0620" if table.header else "0600", firstRow=int(bool(table.header))),
        ]
        if table.caption:
            properties.append(w("tblCaption", val=table.caption))
        made = w("tbl", w("tblPr", *properties), w("tblGrid", *(w("gridCol", w=width) for width in columns)))
        if table.header:
            heads = tuple((Paragraph(head),) for head in table.header)
            made.append(self._row(Row(heads), columns, w("cantSplit"), w("tblHeader")))
        for row in table.rows:
            whole = (w("cantSplit"),) if sum(map(len, words(row))) < _SHORT else ()
            made.append(self._row(row, columns, *whole))
        yield made

    def _row(self, row: Row, columns: Sequence[int], *properties: Element) -> Element:
        cells = [
            w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *self._cell(cell))
            for cell, width in zip(row.cells, columns, strict=True)
        ]
        return w("tr", *([w("trPr", *properties)] if properties else []), *cells)

    def _cell(self, blocks: Blocks) -> list[Element]:
        """Return the content of a cell, which has to end with a paragraph."""
        found = list(self._blocks(blocks, _Where(in_cell=True, first=True)))
        if not found or found[-1].tag != qn("w:p"):
            found.append(w("p"))
        return found

    # --- inlines

    def _runs(self, children: Inlines, look: _Look = _PLAIN) -> Iterator[Element]:
        for child in children:
            match child:
                case Text(text):
                    yield self._run(text, look)
                case Break():
                    yield w("r", w("br"))
                case Strong(inner):
                    yield from self._runs(inner, replace(look, bold=True))
                case Emphasis(inner):
                    yield from self._runs(inner, replace(look, italic=True))
                case Strike(inner):
                    yield from self._runs(inner, replace(look, strike=True))
                case Link(href, inner):
                    yield from self._link(href, inner, look)

    def _run(self, text: str, look: _Look = _PLAIN) -> Element:
        properties: list[Element] = []
        if look.style:
            properties.append(w("rStyle", val=self._styles.id(look.style)))
        if look.bold:
            properties += (w("b"), w("bCs"))
        if look.italic:
            properties += (w("i"), w("iCs"))
        if look.strike:
            properties.append(w("strike"))
        return w("r", *([w("rPr", *properties)] if properties else []), w("t", text=text))

    def _link(self, href: str, children: Inlines, look: _Look) -> Iterator[Element]:
        """Yield a link; as plain words where Word would call a file with that address broken."""
        if not _is_address(href):
            yield from self._runs(children, look)
            return
        link = w("hyperlink", *self._runs(children, replace(look, style="Hyperlink")))
        link.set(qn("r:id"), self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        yield link


def _is_rows(block: Block) -> bool:
    """Tell whether a block is rows of people or of the like: no heading parts two of them."""
    return (
        block.role == "people"
        if isinstance(block, Table)
        else isinstance(block, List) and block.style == "plain"
    )


def _with_whole_days(children: Inlines) -> Inlines:
    return tuple(Text(whole_days(child.text)) if isinstance(child, Text) else child for child in children)


def _leads(before: Block | None, block: Block, after: Block | None) -> bool:
    """Tell whether a paragraph belongs to what comes after it.

    It leads to a list or to lines to sign on, or it is a line under a heading, which would stand with it
    alone at the foot of a page.
    """
    if not isinstance(block, Paragraph):
        return False
    if isinstance(after, List | Signatures):
        return True
    under_heading = isinstance(before, Heading) and after is not None and not isinstance(after, Heading)
    return under_heading and len(plain(block.children)) < _BRIEF


def _columns(parts: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns: parts of the whole, none too narrow for a number."""
    columns = [max(width * part // sum(parts), _NARROWEST) for part in parts]
    widest = columns.index(max(columns))
    columns[widest] = max(width - sum(columns) + columns[widest], _NARROWEST)
    return columns


def _is_address(href: str) -> bool:
    """Tell whether Word can read an address: a scheme, then a host or a name, in plain ASCII."""
    try:
        address = urlsplit(href)
        host = address.hostname if address.scheme in ("http", "https") else address.path
    except ValueError:
        return False
    return bool(host) and href.isascii() and _PLAIN_HOST.fullmatch(host or "") is not None
