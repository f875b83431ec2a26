"""The text of a TOML file in pieces: tables, pairs, elements of arrays, and what stands between them.

The pieces join to the very text that they were cut from, so that a change of one leaves all others, with
their comments and their spacing, byte for byte as a person wrote them. Only valid TOML may be cut; the
caller has it parsed first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from protokoll_tui.storage.toml_text import BASIC, LITERAL, LONG_BASIC, LONG_LITERAL

_KEY = rf"(?:[A-Za-z0-9_-]+|{BASIC}|{LITERAL})"
_PATH = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_FILLER = re.compile(r"[ \t]*(?:#[^\n]*)?\n")
_HEADER = re.compile(rf"[ \t]*\[(?P<array>\[)?[ \t]*(?P<path>{_PATH})[ \t]*\]\]?[^\n]*\n", re.DOTALL)
_PAIR = re.compile(rf"[ \t]*(?P<path>{_PATH})[ \t]*=[ \t]*", re.DOTALL)
_TOKEN = re.compile(
    rf"{LONG_BASIC}|{LONG_LITERAL}|{BASIC}|{LITERAL}|#[^\n]*|[\[\]{{}},\n]|[^\[\]{{}},\n#\"']+", re.DOTALL
)


@dataclass(slots=True)
class Pair:
    """One `key = value`: the text before the value, the value, and what follows on its line."""

    name: str
    before: str
    value: str
    after: str
    line: int

    @property
    def text(self) -> str:
        """The source of the pair."""
        return f"{self.before}{self.value}{self.after}"

    @property
    def names(self) -> list[str]:
        """The names that its key is made of: several where it is dotted."""
        return _names(_match_key(self.before, 0)["path"])


@dataclass(slots=True)
class Table:
    """One table: the blank lines and comments just above its header, the header, and what is in it.

    The root of a file, and a table that is only named as part of another's name, have no header.
    """

    lead: str = ""
    header: str = ""
    line: int = 1
    body: list[Pair | str] = field(default_factory=list)
    """Pairs, and the comments and blank lines between them."""
    children: list[tuple[str, Table]] = field(default_factory=list)

    @property
    def own_text(self) -> str:
        """The source of the table itself."""
        pieces = (piece if isinstance(piece, str) else piece.text for piece in self.body)
        return "".join((self.lead, self.header, *pieces))

    def in_order(self) -> list[Table]:
        """Return the table and all tables in it as they stand in the file: other ones may stand between."""
        return sorted(self.all(), key=lambda table: table.line)

    def all(self) -> Iterator[Table]:
        """Yield the table and all tables in it, each of these after the one that it is in."""
        yield self
        for _, child in self.children:
            yield from child.all()

    def pair(self, name: str) -> Pair | None:
        """Return the pair whose key is `name`, if there is one."""
        return next((piece for piece in self.body if isinstance(piece, Pair) and piece.name == name), None)

    def tables(self, name: str) -> list[Table]:
        """Return the tables `[name]` or `[[name]]` that stand in this one, in order."""
        return [child for own, child in self.children if own == name]


def text_of(tables: Iterable[Table]) -> str:
    """Return the source of tables, one after the other; of those `in_order` it is that of the file."""
    return "".join(table.own_text for table in tables)


def cut(text: str) -> Table:
    """Return the pieces of a file's text, which must be valid TOML and use LF line ends."""
    if text and not text.endswith("\n"):
        text += "\n"
    root = table = Table()
    at, line = 0, 1
    while at < len(text):
        if found := _FILLER.match(text, at):
            table.body.append(found[0])
        elif found := _HEADER.match(text, at):
            lead = _take_lead(table, first=table is root)
            table = _open(root, _names(found["path"]), array=bool(found["array"]))
            table.lead, table.header, table.line = lead, found[0], line
        else:
            pair = _cut_pair(text, at, line)
            table.body.append(pair)
            line += pair.text.count("\n")
            at += len(pair.text)
            continue
        line += 1
        at = found.end()
    return root


def _names(path: str) -> list[str]:
    """Return the names that a dotted key is made of."""
    if '"' not in path and "'" not in path:
        return [name.strip() for name in path.split(".")]
    names = []
    data: Any = tomllib.loads(f"{path} = 0")
    while isinstance(data, dict):
        name, data = next(iter(data.items()))
        names.append(name)
    return names


def _take_lead(table: Table, *, first: bool) -> str:
    """Take the comments that touch the next header, and the blank lines above them, off a table's end.

    Where they are the first lines of the file they are about the file, and stay.
    """
    start = len(table.body)
    for blank in (False, True):
        while start:
            piece = table.body[start - 1]
            if not isinstance(piece, str) or (not piece.strip()) is not blank:
                break
            start -= 1
    if first and not start:
        return ""
    lead = "".join(piece for piece in table.body[start:] if isinstance(piece, str))
    del table.body[start:]
    return lead


def _open(root: Table, names: list[str], *, array: bool) -> Table:
    """Return the table of a header, made in its place; its parents are the last of their names."""
    parent = root
    for name in names[:-1]:
        same = parent.tables(name)
        parent = same[-1] if same else _add(parent, name)
    implicit = [] if array else parent.tables(names[-1])
    return implicit[-1] if implicit else _add(parent, names[-1])


def _add(parent: Table, name: str) -> Table:
    child = Table()
    parent.children.append((name, child))
    return child


def _cut_pair(text: str, at: int, line: int) -> Pair:
    key = _match_key(text, at)
    depth, end = 0, len(text)
    for token in _TOKEN.finditer(text, key.end()):
        match token[0][0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" | "#" if depth == 0:
                end = token.start()
                break
    value = text[key.end() : end].rstrip(" \t")
    after = text[key.end() + len(value) : text.index("\n", end) + 1]
    return Pair(_name(key), key[0], value, after, line)


def cut_inline(text: str) -> Pair:
    """Return the pair that is an element of an inline table."""
    key = _match_key(text, 0)
    return Pair(_name(key), key[0], text[key.end() :], "", 0)


def _match_key(text: str, at: int) -> re.Match[str]:
    key = _PAIR.match(text, at)
    if key is None:
        raise ValueError("a line of TOML that is no blank line, no header and no pair")
    return key


def _name(key: re.Match[str]) -> str:
    return ".".join(_names(key["path"]))


def split(source: str) -> tuple[list[str], list[str]]:
    """Return the elements of an array or of an inline table, and the gaps around them.

    There is one gap more than elements: the first begins with the opening bracket, the last ends with
    the closing one, and each holds the comma, the spacing and the comments that stand there.
    """
    elements: list[str] = []
    gaps: list[str] = []
    depth = done = end = 0
    start = -1

    for token in _TOKEN.finditer(source):
        first = token[0][0]
        depth -= first in "]}"
        inside = depth > 1 or (depth == 1 and first not in ",\n#")
        if inside and (content := token[0].strip()):
            if start < 0:
                start = token.start() + token[0].index(content[0])
            end = token.start() + len(token[0].rstrip())
        elif start >= 0 and (depth == 0 or first == ","):
            gaps.append(source[done:start])
            elements.append(source[start:end])
            start, done = -1, end
        depth += first in "[{"
    return elements, [*gaps, source[done:]]


def joined(gaps: Sequence[str], elements: Sequence[str]) -> str:
    """Return the source of an array or of an inline table that `split` gives back as these."""
    return "".join(f"{gap}{text}" for gap, text in zip(gaps, (*elements, ""), strict=True))
