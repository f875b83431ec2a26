"""Bring the text of a file up to date with a meeting, and touch nothing else in it.

Comments, spacing, and keys that the program does not know stay as they are. A comment just above a table
goes with it; one at the end of a line stays on its line. Only what differs between the meeting that the
text stands for and the new one is written, in the place that the order of the model gives it.

The text is edited as pieces of source (see `source`) and not through a TOML library's document: such a
document hangs a comment above `[[table]]` on the table before it, and takes longer to parse than a
secretary takes to notice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

from protokoll_tui.meeting.model import Frozen, Meeting
from protokoll_tui.storage.matching import match
from protokoll_tui.storage.reading import parse_bytes
from protokoll_tui.storage.shape import Key, keys_of
from protokoll_tui.storage.source import Pair, Table, cut, cut_inline, joined, split, text_of
from protokoll_tui.storage.writing import inline_table, inline_text, table_text, value_text

_Fresh: TypeAlias = Callable[[Key, Any], str]


def merge_text(text: str, old: Meeting, new: Meeting) -> str:
    """Return `text`, which holds `old`, changed so that it holds `new`.

    The text is valid TOML with LF line ends. What comes out is to be read back and compared before it
    replaces anything: forms that nobody writes by hand (a dotted key for a table) are not seen here.
    """
    content = text.rstrip("\n")
    root = cut(f"{content}\n" if content else "")
    before = list(root.all())
    _merge_table(root, (), old, new)
    result = text_of(_in_file_order(before, list(root.all())))
    merged = result if root.body else result.lstrip("\n")
    return merged + text[len(content) + 1 :]


def merge_bytes(data: bytes, old: Meeting, new: Meeting, path: Path) -> bytes | None:
    """Return the content `data` of a file, which holds `old`, changed so that it holds `new`.

    What comes out has been read back. None where it was not `new`. `path` is only named.
    """
    try:
        text = data.decode("utf-8-sig")
        crlf = "\r\n" in text
        merged = merge_text(text.replace("\r\n", "\n"), old, new)
        result = (merged.replace("\n", "\r\n") if crlf else merged).encode()
        return result if parse_bytes(result, path).meeting == new else None
    except Exception:  # whatever went wrong in there: the text of the meeting matters more
        return None


def _in_file_order(before: Sequence[Table], after: Sequence[Table]) -> Sequence[Table]:
    """Return the tables of a file where a person has put them: parts of one may stand far from each other.

    A new one follows what it follows in its own table. Where some have changed places each table is written
    with all that is in it.
    """
    old, left = {id(table) for table in before}, {id(table) for table in after}
    stayed = [id(table) for table in before if id(table) in left]
    if stayed != [id(table) for table in after if id(table) in old]:
        return after
    lines: list[int] = []
    for table in after:
        lines.append(table.line if id(table) in old else lines[-1])
    return [table for _, table in sorted(zip(lines, after, strict=True), key=itemgetter(0))]


def _merge_table(table: Table, path: tuple[str, ...], old: Frozen, new: Frozen) -> None:
    for key in keys_of(type(new)):
        was, now = getattr(old, key.field), getattr(new, key.field)
        if was is now or was == now:
            continue
        if key.form not in ("table", "tables") or table.pair(key.name):
            _merge_pair(table.body, type(new), key, was, now, value_text, "\n")
        elif key.form == "tables":
            _merge_tables(table, path, type(new), key, was, now)
        elif table.tables(key.name):
            _merge_only_table(table, path, key, was, now)
        else:
            fresh = _new_table((*path, key.name), now, array=False)
            _put_tables(table, type(new), key.name, [fresh])


def _merge_only_table(table: Table, path: tuple[str, ...], key: Key, was: Frozen, now: Frozen) -> None:
    """Merge into a `[table]`. One that is left with nothing in it goes."""
    child = table.tables(key.name)[0]
    _merge_table(child, (*path, key.name), was, now)
    if not key.is_set(now) and not child.body and not child.children:
        table.children.remove((key.name, child))


def _merge_tables(
    table: Table,
    path: tuple[str, ...],
    parent: type[Frozen],
    key: Key,
    was: Sequence[Frozen],
    now: Sequence[Frozen],
) -> None:
    own = (*path, key.name)
    old_tables = table.tables(key.name)
    tables = []
    for i, each in zip(match(was, now), now, strict=True):
        if i is None:
            tables.append(_new_table(own, each, array=True))
        else:
            _merge_table(old_tables[i], own, was[i], each)
            tables.append(old_tables[i])
    _put_tables(table, parent, key.name, tables)


def _new_table(path: tuple[str, ...], model: Frozen, *, array: bool) -> Table:
    table = cut(table_text(path, model, array=array))
    for name in path:
        table = table.tables(name)[-1]
    return table


def _put_tables(table: Table, parent: type[Frozen], name: str, tables: list[Table]) -> None:
    """Put `tables` where those of the same name stand, or where the order of the model has them.

    A table that now follows another than before has a blank line above it.
    """
    before = _above(table)
    children = [(name, each) for each in tables]
    slots = [i for i, (own, _) in enumerate(table.children) if own == name]
    if slots:
        for i in reversed(slots[len(tables) :]):
            del table.children[i]
        for i, child in zip(slots, children, strict=False):
            table.children[i] = child
        place = slots[-1] + 1
        table.children[place:place] = children[len(slots) :]
    else:
        at = _place([own for own, _ in table.children], parent, name)
        at = len(table.children) if at is None else at
        table.children[at:at] = children
    now = _above(table)
    for _, each in table.children:
        if before.get(id(each), -1) != now[id(each)] and not each.lead.startswith("\n"):
            each.lead = f"\n{each.lead}"


def _above(table: Table) -> dict[int, int]:
    """Return for each child, by identity, the one that stands above it; 0 for the first."""
    children = [id(child) for _, child in table.children]
    return dict(zip(children, [0, *children], strict=False))


def _place(names: Sequence[str | None], model: type[Frozen], name: str) -> int | None:
    """Return where `name` belongs among `names`: after those before it in the model, or before the rest.

    None where no name is the model's.
    """
    rank = {key.name: i for i, key in enumerate(keys_of(model))}
    known = [(i, rank[own]) for i, own in enumerate(names) if own in rank]
    before = [i for i, own in known if own < rank[name]]
    if before:
        return before[-1] + 1
    return known[0][0] if known else None


def _merge_pair(
    body: list[Pair | str], model: type[Frozen], key: Key, was: Any, now: Any, fresh: _Fresh, end: str
) -> None:
    """Set, change or take away one key. The comment of a key that goes stays, on a line of its own."""
    pair = next((piece for piece in body if isinstance(piece, Pair) and piece.name == key.name), None)
    if pair is None:
        if key.is_set(now):
            names = [piece.name if isinstance(piece, Pair) else None for piece in body]
            new = Pair(key.name, f"{key.name} = ", fresh(key, now), end, 0)
            body.insert(_place(names, model, key.name) or 0, new)
    elif key.is_set(now):
        pair.value = _merged_value(pair.value, key, was, now, fresh)
    else:
        index = body.index(pair)
        body[index : index + 1] = [pair.after.lstrip()] if pair.after.strip() else []


def _merged_value(source: str, key: Key, was: Any, now: Any, fresh: _Fresh) -> str:
    if key.form == "table":
        return _merged_inline_table(source, was, now)
    if isinstance(was, tuple):
        return _merged_array(source, key, was, now)
    return fresh(key, now)


def _merged_inline_table(source: str, old: Frozen, new: Frozen) -> str:
    elements, gaps = split(source)
    body: list[Pair | str] = [cut_inline(element) for element in elements]
    for key in keys_of(type(new)):
        was, now = getattr(old, key.field), getattr(new, key.field)
        if was != now:
            _merge_pair(body, type(new), key, was, now, inline_text, "")
    texts = [piece.text for piece in body if isinstance(piece, Pair)]
    if len(texts) == len(elements):
        return joined(gaps, texts)
    return f"{{ {', '.join(texts)} }}" if texts else "{}"


def _merged_array(source: str, key: Key, was: Sequence[Any], now: Sequence[Any]) -> str:
    elements, gaps = split(source)
    found = match(was, now)
    texts = [
        _element(each) if i is None else _merged_element(elements[i], was[i], each)
        for i, each in zip(found, now, strict=True)
    ]
    if found == list(range(len(was))):
        return joined(gaps, texts)
    if not elements:
        return value_text(key, now)
    if not any("\n" in gap for gap in gaps):
        return f"[{', '.join(texts)}]"
    return _lines(gaps, found, texts)


def _element(data: Any) -> str:
    from protokoll_tui.storage.toml_text import value

    return inline_table(data) if isinstance(data, Frozen) else value(data)


def _merged_element(source: str, was: Any, now: Any) -> str:
    if was == now:
        return source
    return _merged_inline_table(source, was, now) if isinstance(now, Frozen) else _element(now)


def _lines(gaps: Sequence[str], found: Sequence[int | None], texts: Sequence[str]) -> str:
    """Return an array with one element per line.

    A comment at the end of an element's line goes with the element. One on a line of its own stays above
    the element that it stood above, or above the next one that is still there: it often heads a group.
    """
    indent = gaps[0].rpartition("\n")[2] or "  "
    beside, above = _comments(gaps)
    left = {i for i in found if i is not None}
    last = len(gaps) - 1
    for i in range(last):
        if i not in left:
            above[i + 1] = above.pop(i) + above[i + 1]
    lines = [f"[{beside[0]}"]
    for old, text in zip(found, texts, strict=True):
        if old is not None:
            lines += [f"{indent}{comment}" for comment in above[old]]
        lines.append(f"{indent}{text},{beside[old + 1] if old is not None else ''}")
    lines += [f"{indent}{comment}" for comment in above[last]]
    return "\n".join((*lines, f"{gaps[-1].rpartition(chr(10))[2].removesuffix(']')}]"))


def _comments(gaps: Sequence[str]) -> tuple[list[str], dict[int, list[str]]]:
    """Return the comment on the line that each gap begins on, and those on lines of their own in it."""
    beside, above = [], {}
    for i, gap in enumerate(gaps):
        first, *rest = gap.split("\n")
        mark = first.find("#")
        beside.append(f"  {first[mark:]}" if mark >= 0 else "")
        above[i] = [line.strip() for line in rest if line.strip().startswith("#")]
    return beside, above
