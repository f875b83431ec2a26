"""Att-clauses: "Styrelsen beslutar / att … / att …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from protokoll_tui.document.compose.capitals import Capitals
from protokoll_tui.document.compose.deciding import decides_itself
from protokoll_tui.document.compose.lists import is_numbered, joined
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Break,
    Inline,
    Inlines,
    List,
    Paragraph,
    Strong,
    Text,
    plain,
)

_OWN_LEAD = re.compile(r"beslut\b|(.*\bbesl(utar|utade|utas|utades|öt|öts)\b)(\s+att\b|:?$)", re.IGNORECASE)
_LEAD_VERB = re.compile(r"\bbeslut.*", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\s*(?:beslut\s+)?att\s*:?\s*", re.IGNORECASE)
_LABEL = re.compile(r"\s*beslut\s*(?::\s*|$)", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"(?:ja|nej|(?:bifall|avslag)(?:\s+\S+){0,4}|se (?:bilaga|ovan|nedan|punkt|§)(?:\s+\S+)?"
    r"|(?:enligt|i enlighet med)(?:\s+\S+){0,3}?\s+\w*(?:förslag(?:et)?|underlag(?:et)?|bilaga|ovan|nedan)"
    r"(?:\s+\w+)?)\.?",
    re.IGNORECASE,
)
"""What people write for a decision and what is no sentence, so that no "att" can stand before it."""
_ATT = re.compile(r"att(?::|\s|$)\s*", re.IGNORECASE)


class Clause(NamedTuple):
    """A clause of a decision, and whether it may follow the lead: what was not decided may not."""

    blocks: Blocks
    may_follow: bool


def att_clauses(clauses: Iterable[Clause], lead: str, capitals: Capitals) -> Blocks:
    """Return clauses as "Styrelsen beslutar / att … / att …", and numbered ones as "1. att …".

    A text that brings its own "beslutar att" stands by itself, for it has its lead already, and so do a
    sentence in which the body itself decides ("Styrelsen avslår ansökan."), what is no sentence ("Enligt
    förslaget.") and what was not decided.
    """
    found: list[Block] = []
    bodies = (*capitals.bodies, _LEAD_VERB.sub("", lead).strip())
    for led, run in groupby(clauses, lambda clause: clause.may_follow and _takes_lead(clause.blocks, bodies)):
        several = [clause.blocks for clause in run]
        if not led:
            found += (part for clause in several for block in clause for part in _listed_att(block))
            continue
        if lead:
            found.append(Paragraph((Text(lead),)))
        for numbered, neighbours in groupby(several, is_numbered):
            if numbered:
                found += joined(_numbered_att(clause, capitals) for clause in neighbours)
            else:
                found.append(List("att", tuple(_att_clause(clause, capitals) for clause in neighbours)))
    return tuple(found)


def _listed_att(block: Block) -> Blocks:
    """Return a text that brings its lead and its lines with "att" as that lead and a list of them."""
    match block:
        case Paragraph(children) if not begins_with_att(children):
            lead, *clauses = _lines_with_att(children)
            if clauses:
                return (lead, List("att", tuple((clause,) for clause in clauses)))
    return (block,)


def _takes_lead(clause: Blocks, bodies: tuple[str, ...]) -> bool:
    """Tell whether a clause, or each clause of a numbered list, can follow "Styrelsen beslutar"."""
    match clause:
        case (Paragraph(children), *_):
            text = plain(children)
            stands_alone = _OWN_LEAD.match(text) or _NO_CLAUSE.fullmatch(text) or decides_itself(text, bodies)
            return begins_with_att(children) or not stands_alone
        case (List("number", items), *_):
            return all(_takes_lead(item, bodies) for item in items)
    return False


def _numbered_att(clause: Blocks, capitals: Capitals) -> Blocks:
    match clause:
        case (List(items=items) as numbered, *rest):
            return (replace(numbered, items=tuple(_att_clause(item, capitals) for item in items)), *rest)
    return clause


def _att_clause(clause: Blocks, capitals: Capitals) -> Blocks:
    match clause:
        case (Paragraph(children), *rest):
            return (Paragraph(_with_att(children, capitals)), *rest)
    return clause


def _with_att(children: Inlines, capitals: Capitals) -> Inlines:
    """Return a clause that begins with one "att", the word after it small where it is no name."""
    match children:
        case (Text(text), *rest) if found := _ATT.match(text):
            after = text[found.end() :]
            return (Text(f"att {after}"), *(rest if after else _without_break(rest)))
        case (Text(text), *rest):
            return (Text(f"att {capitals.small(text)}"), *rest)
        case _ if begins_with_att(children):
            return children
    return (Text("att "), *children)


def _without_break(children: Iterable[Inline]) -> Inlines:
    match tuple(children):
        case (Break(), *rest):
            return tuple(rest)
        case found:
            return found


def begins_with_att(children: Inlines) -> bool:
    """Tell whether the first word of some inlines is "att"."""
    return bool(_ATT.match(plain(children).lstrip()))


# --- a text that holds several ---------------------------------------------------------------------


def without_label(clause: Blocks) -> Blocks:
    """Return a text without the "Beslut:" that it begins with, which the label of the passage says."""
    match clause:
        case (Paragraph(children), *rest):
            left = _without_label(children)
            return (Paragraph(left), *rest) if left else tuple(rest)
    return clause


def _without_label(children: Inlines) -> Inlines:
    match children:
        case (Text(text), *rest) if (found := _LABEL.match(text)) and (":" in found[0] or _ends_line(rest)):
            after = text[found.end() :]
            return (Text(after), *rest) if after else _begun(_without_break(rest))
        case (Strong(inner), *rest) if _LABEL.fullmatch(plain(inner)):
            return _begun(_without_break(rest))
    return children


def _ends_line(rest: Iterable[Inline]) -> bool:
    match tuple(rest):
        case () | (Break(), *_):
            return True
    return False


def _begun(children: Inlines) -> Inlines:
    """Return inlines without blanks before the first word, nor the colon behind a bold label."""
    match children:
        case (Text(text), *rest):
            text = text.lstrip(" :")
            return (Text(text), *rest) if text else _without_break(rest)
    return children


def split_at_att(clause: Blocks) -> list[Blocks]:
    """Return the clauses of a text: each point of a list under "Att:", each line that begins with "att"."""
    match clause:
        case (Paragraph(children), List() as listed, *rest) if _ANNOUNCES.fullmatch(plain(children)):
            if listed.style == "number":
                return [(listed, *rest)]
            *before, last = listed.items
            return [*before, (*last, *rest)]
    return _split(clause)


def _split(clause: Blocks) -> list[Blocks]:
    match clause:
        case (Paragraph(children), *_) if begins_with_att(children):
            pass
        case _:
            return [clause]
    found: list[Blocks] = []
    for block in clause:
        for part in _lines_with_att(block.children) if isinstance(block, Paragraph) else [block]:
            if isinstance(part, Paragraph) and begins_with_att(part.children):
                found.append((part,))
            else:
                found[-1] += (part,)
    return found


def _lines_with_att(children: Inlines) -> Iterator[Block]:
    """Yield a paragraph in parts: a line that begins with "att" begins a part of its own."""
    part: list[Inline] = []
    for index, child in enumerate(children):
        if isinstance(child, Break) and part and begins_with_att(children[index + 1 :]):
            yield Paragraph(tuple(part))
            part = []
        else:
            part.append(child)
    yield Paragraph(tuple(part))
