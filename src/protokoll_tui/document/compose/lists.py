"""Clauses beside each other: one as it is, several as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, groupby

from protokoll_tui.document.tree import Block, Blocks, List


def as_list(clauses: Sequence[Blocks]) -> Blocks:
    """Return one clause as it is and several as a list.

    What somebody has numbered keeps its numbers, for another text may speak of "punkt 1": it stands as
    the list that it is, between the others.
    """
    if len(clauses) == 1:
        return clauses[0]
    found: list[Block] = []
    for numbered, run in groupby(clauses, is_numbered):
        several = tuple(run)
        found += joined(several) if numbered else (List("bullet", several),)
    return tuple(found)


def is_numbered(clause: Blocks) -> bool:
    """Tell whether a clause begins with a list that somebody has numbered."""
    match clause:
        case (List("number"), *_):
            return True
    return False


def joined(clauses: Iterable[Blocks]) -> Blocks:
    """Return numbered clauses, as one list where the numbers of one go on in the next."""
    found: list[Block] = []
    for block in chain.from_iterable(clauses):
        match found, block:
            case [*_, List("number") as last], List("number", items, start) if start == _next_of(last):
                found[-1] = replace(last, items=last.items + items)
            case _:
                found.append(block)
    return tuple(found)


def _next_of(numbered: List) -> int:
    return numbered.start + len(numbered.items)
