"""GitHub-flavoured Markdown that says the same words when it is read again.

A cell of a Markdown table holds one line. So the agenda as a table becomes headings, as it would be
read aloud, people become a list, and the blocks of a cell in a table of data are put on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from protokoll_tui.document.render import RenderOptions
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Document,
    Emphasis,
    Heading,
    Inline,
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
)
from protokoll_tui.document.tree import Fields as FactFields

_INLINE = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|=+(?=\s*$)|-+(?=[-\s]*$)|:(?=[-:\s]*$)")
_NUMBER_START = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_BREAK = "\\\n"
_BETWEEN = "<!-- -->"
"""Keeps the delimiters of two neighbours apart, which would be read as one run."""


def render(document: Document, options: RenderOptions) -> bytes:  # noqa: ARG001 - lines are as long as they are
    """Return the document as Markdown."""
    letter = document.letterhead
    parts = [
        _strong(document.draft),
        _broken(letter.header),
        *_blocks(document.blocks),
        _broken(letter.footer),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


# --- blocks ----------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each block as text. Of two lists in a row the second has another sign, or they were one."""
    other = False
    before: Block | None = None
    for block in map(_without_columns, blocks):
        other = not other and _would_join(before, block)
        before = block
        yield from _block(block, other_sign=other)


def _without_columns(block: Block) -> Block:
    """Return people in columns as a list, since a table of Markdown cannot be without heads."""
    if not isinstance(block, Table) or block.role != "people":
        return block
    return List("plain", tuple((Paragraph(_in_a_row(row)),) for row in block.rows))


def _in_a_row(row: Row) -> Inlines:
    found: list[Inline] = []
    for cell in row.cells:
        for paragraph in cell:
            if isinstance(paragraph, Paragraph):
                found += ([Text(" – ")] if found else []) + list(paragraph.children)
    return tuple(found)


def _would_join(before: Block | None, block: Block) -> bool:
    """Tell whether two blocks are lists that a reader would take for one."""
    if not isinstance(before, List) or not isinstance(block, List):
        return False
    return (before.style == "number") == (block.style == "number")


def _block(block: Block, *, other_sign: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block)
        case Paragraph(children):
            yield _paragraph(children)
        case List():
            yield _list(block, other_sign=other_sign)
        case FactFields(rows):
            yield _BREAK.join(f"{_strong(f'{label}:')} {_paragraph(value)}" for label, value in rows)
        case Table(caption=caption):
            if caption:
                yield _strong(caption)
            yield from _table(block)
        case Passage():
            yield from _passage(block)
        case Signatures(rows):
            yield from (_signature(role, name, block.by_hand(name)) for role, name in rows)


def _heading(heading: Heading, number: str = "") -> str:
    text = " ".join(part for part in (_escape(number), _inlines(heading.children, line_end=" ")) if part)
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    return f"{'#' * heading.level} {text}"


def _paragraph(children: Inlines) -> str:
    """Return running text, with what would begin another block at the start of a line escaped."""
    lines = _inlines(children, line_end="\n").split("\n")
    return _BREAK.join(_escape_start(line.strip(" ")) for line in lines)


def _escape_start(line: str) -> str:
    if _LINE_START.match(line):
        return f"\\{line}"
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _list(block: List, *, other_sign: bool) -> str:
    items: list[str] = []
    for number, item in enumerate(block.items, block.start):
        if block.style == "number":
            marker = f"{number}{')' if other_sign else '.'} "
        else:
            marker = "* " if other_sign else "- "
        items.append(marker + _item(item).replace("\n", "\n" + " " * len(marker)))
    return re.sub(r"\n +(?=\n|$)", "\n", "\n".join(items))


def _item(item: Blocks) -> str:
    """Return the blocks of an item, a list of bullets on the line after its text."""
    text = ""
    for index, part in enumerate(parts := list(_blocks(item))):
        close = len(parts) == len(item) and index and _follows_at_once(item[index - 1], item[index])
        text += ("" if not text else "\n" if close else "\n\n") + part
    return text


def _follows_at_once(before: Block, block: Block) -> bool:
    return isinstance(before, Paragraph) and isinstance(block, List) and block.style != "number"


def _passage(passage: Passage) -> Iterator[str]:
    """Yield a passage. One paragraph follows its label on the same line."""
    if not passage.label:
        yield from _blocks(passage.blocks)
        return
    label = _strong(f"{passage.label}:")
    match passage.blocks:
        case (Paragraph(children),):
            yield f"{label} {_inlines(children, line_end=_BREAK)}"
        case blocks:
            yield label
            yield from _blocks(blocks)


def _signature(role: str, name: str, by_hand: Iterable[str]) -> str:
    room = "." * 30
    return _broken([part for part in (role, room, name, *(f"{words}: {room}" for words in by_hand)) if part])


def _broken(lines: Iterable[str]) -> str:
    return _BREAK.join(_escape_start(_escape(line)) for line in lines)


def _strong(text: str) -> str:
    return f"**{_escape(text)}**" if text else ""


# --- tables ----------------------------------------------------------------------------------------


def _table(table: Table) -> Iterator[str]:
    if table.role == "agenda":
        for row in table.rows:
            yield from _agenda_row(row)
    else:
        yield _data(table)


def _agenda_row(row: Row) -> Iterator[str]:
    """Yield the cells of an item below each other, its number in its heading."""
    match row.cells:
        case ((Paragraph(number),), (Heading() as heading, *rest), *cells):
            yield _heading(heading, plain(number))
            yield from _blocks(rest)
            for cell in cells:
                yield from _blocks(cell)
        case cells:
            for cell in cells:
                yield from _blocks(cell)


def _data(table: Table) -> str:
    head = [_inlines(cell, line_end=" ") for cell in table.header] or [""] * len(table.widths)
    rows = [head, ["---"] * len(head), *([_cell(cell) for cell in row.cells] for row in table.rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cell(blocks: Blocks) -> str:
    """Return the blocks of a cell on one line."""
    return "<br>".join(_cell_lines(blocks))


def _cell_lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(children=children):
                yield f"**{_inlines(children, line_end=' ')}**"
            case Paragraph(children):
                yield _inlines(children, line_end="<br>")
            case List():
                for number, item in enumerate(block.items, block.start):
                    marker = f"{number}\\. " if block.style == "number" else "• "
                    yield marker + "<br>".join(_cell_lines(item))
            case Passage():
                yield f"{_strong(f'{block.label}:')} {'<br>'.join(_cell_lines(block.blocks))}"
            case _:
                yield from (part.replace("\n", "<br>") for part in _block(block, other_sign=False))


# --- inlines ---------------------------------------------------------------------------------------


def _escape(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _inlines(children: Inlines, *, line_end: str) -> str:
    parts: list[str] = []
    before: Inline | None = None
    for child in children:
        if _has_delimiters(before) and _has_delimiters(child):
            parts.append(_BETWEEN)
        if isinstance(child, Link) and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(_inline(child, line_end))
        before = child
    return "".join(parts)


def _has_delimiters(inline: Inline | None) -> bool:
    return isinstance(inline, Strong | Emphasis | Strike)


def _inline(child: Inline, line_end: str) -> str:
    match child:
        case Text(text):
            return _escape(text)
        case Break():
            return line_end
        case Strong(inner):
            return f"**{_inlines(inner, line_end=line_end)}**"
        case Emphasis(inner):
            return f"*{_inlines(inner, line_end=line_end)}*"
        case Strike((Strike() as inner,)):  # four tildes would begin a block of code
            return _inline(inner, line_end)
        case Strike(inner):
            return f"~~{_inlines(inner, line_end=line_end)}~~"
        case Link(href, inner):
            target = f"<{href}>" if "(" in href or ")" in href else href
            return f"[{_inlines(inner, line_end=line_end)}]({target})"
