"""The document as lines of a given width: what plain text, the terminal and a preview share.

A line is a row of spans, each with a style. Where nothing can show a style, the marks that stand for
it are part of the text instead (`marks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from protokoll_tui.document.render.wrap import BOLD, ITALIC, LINK, STRIKE, Line, Span, cells, pad, wrap
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Document,
    Emphasis,
    Fields,
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    Passage,
    Signatures,
    Strike,
    Strong,
    Table,
    Text,
    plain,
)

Lines: TypeAlias = list[Line]

_NARROW = 48
"""Below this width a table of data or of the agenda is printed row by row, under each other."""
_GAP = 2
_SIGNATURE = "_" * 30


def flow(document: Document, width: int, *, marks: bool = False) -> Lines:
    """Return the whole document as lines of at most `width` cells, a longer word excepted."""
    found: Lines = []
    for lines in (
        [((document.draft, BOLD),)] if document.draft else [],
        _each(document.letterhead.header, width),
        flow_blocks(document.blocks, width, marks=marks),
        _each(document.letterhead.footer, width),
    ):
        if lines:
            found += [(), *lines] if found else lines
    return found


def _each(lines: Iterable[str], width: int) -> Lines:
    return [part for line in lines for part in wrap([(line, 0)], width)]


def flow_blocks(blocks: Blocks, width: int, *, marks: bool = False) -> Lines:
    """Return some blocks as lines of at most `width` cells, a longer word excepted."""
    return _Flow(blocks, marks=marks).blocks(blocks, max(width, 1))


class _Flow:
    def __init__(self, blocks: Blocks, *, marks: bool) -> None:
        self.marks = marks
        self.in_table = False
        people = (block for block in blocks if isinstance(block, Table) and block.role == "people")
        self.names = max((self.first_column(table) for table in people), default=0)
        """Width of the names in every list of people, so that they stand in line."""

    def wrap(self, spans: Sequence[Span], width: int) -> Lines:
        """Return spans as lines; only in a table is a word cut that is too long."""
        return wrap(spans, width, break_words=self.in_table)

    # --- blocks

    def blocks(self, blocks: Sequence[Block], width: int) -> Lines:
        """Return blocks with the blank lines between them."""
        found: Lines = []
        before: Block | None = None
        index = 0
        while index < len(blocks):
            block = blocks[index]
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            if isinstance(block, Heading) and block.run_in and isinstance(after, Paragraph):
                lines = self.run_in(block, after, width)
                index += 1
            else:
                lines = self.block(block, width)
            if found and lines:
                found += [()] * _blank_lines(before, block)
            found += lines
            before = blocks[index]
            index += 1
        return found

    def block(self, block: Block, width: int) -> Lines:
        match block:
            case Heading():
                return self.heading(block, width)
            case Paragraph(children):
                return self.wrap(self.spans(children), width)
            case List():
                return self.items(block, width)
            case Fields(rows):
                return self.fields(rows, width)
            case Table():
                return self.table(block, width)
            case Passage():
                return self.passage(block, width)
            case Signatures():
                return _signatures(block, width)

    def heading(self, heading: Heading, width: int) -> Lines:
        """Return a heading, the two topmost levels underlined where there is no bold."""
        lines = self.wrap(self.spans(heading.children, BOLD), width)
        if self.marks and heading.level <= 2 and not self.in_table:
            widest = max((cells(_text(line)) for line in lines), default=0)
            lines.append((("=-"[heading.level - 1] * min(widest, width), 0),))
        return lines

    def run_in(self, heading: Heading, paragraph: Paragraph, width: int) -> Lines:
        head = self.spans(heading.children, BOLD)
        gap = ": " if self.marks else "  "
        return self.wrap([*head, (gap, 0), *self.spans(paragraph.children)], width)

    def items(self, block: List, width: int) -> Lines:
        found: Lines = []
        for number, item in enumerate(block.items, block.start):
            first, rest = _marker(block.style, number)
            room = max(width - cells(rest), 1)
            found += _indented(self.tight(item, room), first, rest)
        return found

    def tight(self, blocks: Sequence[Block], width: int) -> Lines:
        """Return the blocks of a list item: a list in it follows its text at once."""
        return self.blocks(blocks, width) or [()]

    def fields(self, rows: Iterable[tuple[str, Inlines]], width: int) -> Lines:
        labels = [f"{label}:" for label, _ in rows]
        column = min(max(map(cells, labels), default=0) + _GAP, width // 2)
        found: Lines = []
        for label, (_, value) in zip(labels, rows, strict=True):
            lines = self.wrap(self.spans(value), max(width - column, 1))
            if cells(label) > column - 1:
                found.append(((label, BOLD),))
                found += _indented(lines, " " * column, " " * column)
            else:
                found.append((*pad(((label, BOLD),), column), *lines[0]))
                found += _indented(lines[1:], " " * column, " " * column)
        return found

    def passage(self, passage: Passage, width: int) -> Lines:
        """Return a passage after its label on the same line, or indented under it."""
        if not passage.label:
            return self.blocks(passage.blocks, width)
        label: Span = (f"{passage.label}:", BOLD)
        match passage.blocks:
            case (Paragraph(children),):
                return self.wrap([label, (" ", 0), *self.spans(children)], width)
            case body:
                inside = self.blocks(body, max(width - _GAP, 1))
                return [*self.wrap([label], width), *_indented(inside, " " * _GAP, " " * _GAP)]

    # --- tables

    def table(self, table: Table, width: int) -> Lines:
        if table.role != "people" and width < _NARROW:
            return self.stacked(table, width)
        columns = self.columns(table, width)
        found: Lines = []
        self.in_table = True
        if any(table.header):
            heads = zip(table.header, columns, strict=True)
            found += _beside([self.wrap(self.spans(cell, BOLD), w) for cell, w in heads], columns)
            found.append((("-" * width, 0),))
        for index, row in enumerate(table.rows):
            if index and table.role == "agenda":
                found.append(())
            beside = zip(row.cells, columns, strict=True)
            found += _beside([self.blocks(cell, w) for cell, w in beside], columns)
        self.in_table = False
        return found

    def columns(self, table: Table, width: int) -> list[int]:
        """Return the cells of each column: the parts that the table asks for of what the gaps leave.

        The first column gets what names or numbers need, and never the greater part.
        """
        count = len(table.widths)
        room = max(width - _GAP * (count - 1), count)
        columns = [max(room * part // sum(table.widths), 1) for part in table.widths]
        if table.role == "people":
            columns[0] = min(self.names, room * 3 // 5)
        elif count > 2:
            columns[0] = min(self.first_column(table), room // 4)
        columns[-1] = max(room - sum(columns[:-1]), 1)
        return columns

    def first_column(self, table: Table) -> int:
        """Return the width of the widest number or name in the first column, its head included."""
        texts = [
            block.children for row in table.rows for block in row.cells[0] if isinstance(block, Paragraph)
        ]
        texts += table.header[:1]
        return max((sum(cells(part) for part, _ in self.spans(text)) for text in texts), default=1)

    def stacked(self, table: Table, width: int) -> Lines:
        """Return a table for a narrow screen: its cells below each other, with the names of columns."""
        found: Lines = []
        for index, row in enumerate(table.rows):
            if index:
                found.append(())
            for column, cell in enumerate(row.cells):
                head = table.header[column] if column < len(table.header) else ()
                named = head and table.role == "data"
                blocks: Blocks = (Passage("", plain(head), cell),) if named and cell else cell
                found += self.blocks(blocks, width)
        return found

    # --- inlines

    def spans(self, children: Inlines, style: int = 0) -> list[Span]:
        """Return inlines as spans; a line end is a span of its own."""
        found: list[Span] = []
        for child in children:
            match child:
                case Text(text):
                    found.append((text, style))
                case Break():
                    found.append(("\n", style))
                case Strong(inner):
                    found += self.spans(inner, style | BOLD)
                case Emphasis(inner):
                    found += self.spans(inner, style | ITALIC)
                case Strike(inner) if self.marks:
                    found += [("~~", style), *self.spans(inner, style), ("~~", style)]
                case Strike(inner):
                    found += self.spans(inner, style | STRIKE)
                case Link(href, inner):
                    found += self.spans(inner, style | LINK)
                    if href.removeprefix("mailto:") != plain(inner):
                        found.append((f" ({href})", style))
        return found


def _blank_lines(before: Block | None, block: Block) -> int:
    """Return how many blank lines stand between two blocks."""
    over_nothing = isinstance(before, Heading) and isinstance(block, Heading) and block.level <= before.level
    if isinstance(before, Heading) and not over_nothing:
        return int(before.level == 1)
    if isinstance(before, Paragraph) and isinstance(block, List):
        return 0
    return 2 if isinstance(block, Heading) and block.level == 2 else 1


def _marker(style: str, number: int) -> tuple[str, str]:
    """Return what stands before the first line of an item and before its other lines."""
    if style == "bullet":
        return "- ", "  "
    if style == "number":
        return f"{number}. ", " " * len(f"{number}. ")
    return ("", "    ") if style == "att" else ("", "  ")


def _indented(lines: Lines, first: str, rest: str) -> Lines:
    found: Lines = []
    for index, line in enumerate(lines):
        indent = first if not index else rest
        found.append(((indent, 0), *line) if indent and (line or not index) else line)
    return found


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


def _beside(columns: Sequence[Lines], widths: Sequence[int]) -> Lines:
    """Return the lines of some cells side by side."""
    found: Lines = []
    for index in range(max(map(len, columns), default=0)):
        line: list[Span] = []
        for column, (lines, width) in enumerate(zip(columns, widths, strict=True)):
            here = lines[index] if index < len(lines) else ()
            last = column == len(columns) - 1
            line += here if last else pad(here, width + _GAP)
        found.append(tuple(line))
    return found


def _signatures(signatures: Signatures, width: int) -> Lines:
    line = _SIGNATURE[:width]
    found: Lines = []
    for role, name in signatures.rows:
        if found:
            found.append(())
        found += [*wrap([(role, 0)], width), ()] if role else []
        found.append(((line, 0),))
        found += wrap([(name, 0)], width) if name else []
        for words in signatures.by_hand(name):
            found += [(), *wrap([(f"{words}: {line[cells(words) + 2 :] or line}", 0)], width)]
    return found
