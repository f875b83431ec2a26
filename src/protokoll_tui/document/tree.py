"""The document tree: what the minutes consist of, whatever the format.

`compose` makes it from a meeting and a layout; a renderer walks it and knows nothing of meetings. The
tree holds data, never markup: a renderer escapes what its format needs escaped. Nothing in it is
private, and every string is already free of control characters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

# --- inlines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, with no line end among them."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strike:
    """Struck through. The meaning always stands in words beside it too: no voice reads a strike."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is http, https, mailto or tel."""

    href: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline: TypeAlias = Text | Strong | Emphasis | Strike | Link | Break
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title of the document; no level is ever skipped.

    With `run_in` the paragraph after it goes on in the same line, where the format can do that.
    """

    level: int
    children: Inlines
    anchor: str = ""
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class List:
    """A list: `bullet`, `number` (from `start`), `att` (each clause begins with "att") or `plain`."""

    style: Literal["bullet", "number", "att", "plain"]
    items: tuple[Blocks, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value, a row each: the facts of the meeting."""

    rows: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; every cell holds blocks."""

    cells: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header` is empty where the columns need no names; `widths` are parts of the whole.

    `role` tells what it is: people in columns, the agenda as a table, or data.
    """

    header: tuple[Inlines, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    role: Literal["people", "agenda", "data"] = "data"
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled passage: a discussion, a decision, a task.

    `role` is the kind of the entries in it. A passage of one paragraph prints after its label on the
    same line; any other goes under the label. Without `label` nothing is printed before it.
    """

    role: str
    label: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: (role, name), and the words before what else is filled in by hand."""

    rows: tuple[tuple[str, str], ...]
    name_by_hand: str = ""
    """Before the room for a name in letters that can be read, under each line that bears none."""
    day_by_hand: str = ""
    """Before the room for the day under each line; empty for no such room."""

    def by_hand(self, name: str) -> tuple[str, ...]:
        """Return the words before what is filled in by hand under the line of `name`."""
        return tuple(words for words in ("" if name else self.name_by_hand, self.day_by_hand) if words)


Block: TypeAlias = Heading | Paragraph | List | Fields | Table | Passage | Signatures
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head and the foot of each page, where the format has pages.

    The lines are printed in every format. The facts are for an organisation's own letterhead, which
    has a place for some of them; they stand among the blocks too.
    """

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    unit: str = ""
    secretary: str = ""
    kind: str = ""
    bodies: str = ""
    number: str = ""
    reference: str = ""
    when: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A coming meeting as a calendar takes it. What is not known of it is None or empty.

    `line` is the meeting as it is printed among the blocks, with all that a calendar has no field for.
    """

    summary: str
    line: str
    date: dt.date | None = None
    end_date: dt.date | None = None
    """The last day of several."""
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The minutes: the title (also the first heading of `blocks`), the language, and the blocks."""

    title: str
    blocks: Blocks
    language: str = "sv-SE"
    author: str = ""
    date: str = ""
    """ISO date of the meeting, or empty."""
    draft: str = ""
    """The word that marks a draft on each page, or empty."""
    letterhead: Letterhead = Letterhead()
    events: tuple[Event, ...] = ()
    """The coming meetings once more, as data."""


def plain(children: Inlines) -> str:
    """Return the characters of some inlines, a line end for each break."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text):
                parts.append(text)
            case Break():
                parts.append("\n")
            case Strong(inner) | Emphasis(inner) | Strike(inner) | Link(_, inner):
                parts.append(plain(inner))
    return "".join(parts)


def words(node: object) -> Iterator[str]:
    """Yield every word that stands anywhere in a node, in order; the measure of a lossless renderer."""
    for text in texts(node):
        yield from text.split()


def texts(node: object) -> Iterator[str]:
    """Yield every text that stands anywhere in a node, in order: a whole paragraph, a label, a line."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        if node and isinstance(node[0], Text | Strong | Emphasis | Strike | Link | Break):
            yield plain(node)
        else:
            for child in node:
                yield from texts(child)
    elif isinstance(node, List):
        yield from texts(node.items)
    elif isinstance(node, Heading | Paragraph):
        yield from texts(node.children)
    elif isinstance(node, Passage):
        yield from texts((node.label, node.blocks))
    elif isinstance(node, Table):
        yield from texts((node.caption, node.header, node.rows))
    elif is_dataclass(node):
        for field in fields(node):
            yield from texts(getattr(node, field.name))
