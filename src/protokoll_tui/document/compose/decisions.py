"""Decisions in print: one inline, several as a list or as att-clauses, what became of each in words.

The items and the summary both come here, so that a decision never reads differently in two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeGuard

from protokoll_tui.document.compose.details import details_of, with_details
from protokoll_tui.document.layout import Labels, Layout
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import (
    Block,
    Blocks,
    Inlines,
    List,
    Paragraph,
    Text,
    plain,
)
from protokoll_tui.meeting.model import Entry, Outcome
from protokoll_tui.meeting.text import fold


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An outcome in words, and the words of a text that say it already."""

    word: str
    said: re.Pattern[str]


_OUTCOMES: dict[Outcome, _Outcome] = {
    "rejected": _Outcome("avslaget", re.compile("avsl[aåo]")),
    "tabled": _Outcome("bordlagt", re.compile("bord(lägg|lag|lades)")),
    "referred": _Outcome("hänskjutet", re.compile("hänskj|hänsköt")),
    "remitted": _Outcome("återremitterat", re.compile("återremi")),
    "none": _Outcome("inget beslut", re.compile("(inget|inte|ej) .{0,20}beslut|inget beslut")),
}

_OWN_LEAD = re.compile(r"(.*\bbesl(utar|utade|utas|utades|öt|öts)\b)(\s+att\b|:?$)", re.IGNORECASE)


def compose_decided(entries: Sequence[Entry], layout: Layout, level: int, names: frozenset[str]) -> Blocks:
    """Return neighbouring decisions as blocks. Names are words that keep their capital after "att"."""
    clauses = [clause for entry in entries for clause in _clauses(entry, level, layout.labels)]
    if layout.beslut == "att":
        return _att(clauses, layout.labels.clause_lead, names)
    return as_list(clauses)


def compose_several(entries: Iterable[Entry], level: int) -> Blocks:
    """Return neighbouring entries of another kind as blocks: one inline, several as a list."""
    return as_list([clause for entry in entries for clause in _clauses(entry, level)])


def as_list(clauses: Sequence[Blocks]) -> Blocks:
    """Return one clause as it is and several as a list.

    What somebody has numbered keeps its numbers, for another text may speak of "punkt 1": it stands as
    the list that it is, between the others.
    """
    if len(clauses) == 1:
        return clauses[0]
    found: list[Block] = []
    for numbered, run in groupby(clauses, _is_numbered):
        several = tuple(run)
        found += _joined(several) if numbered else (List("bullet", several),)
    return tuple(found)


def _is_numbered(clause: Blocks) -> bool:
    return bool(clause) and _is_list(clause[0], "number")


def _is_list(block: Block, style: str) -> TypeGuard[List]:
    return isinstance(block, List) and block.style == style


def _joined(clauses: Iterable[Blocks]) -> Iterator[Block]:
    """Yield numbered clauses, as one list where the numbers of one go on in the next."""
    before: Block | None = None
    for block in (block for clause in clauses for block in clause):
        if before and _is_list(before, "number") and _is_list(block, "number") and _goes_on(before, block):
            before = replace(before, items=before.items + block.items)
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _goes_on(before: List, block: List) -> bool:
    return block.start == before.start + len(before.items)


def _clauses(entry: Entry, level: int, labels: Labels | None = None) -> list[Blocks]:
    """Return the clauses of an entry: each item of a text that is nothing but bullets, or the text.

    Of a decision, who is to do it and what became of the matter follow the last one.
    """
    found = blocks(entry.text, level)
    clauses = [found] if found else []
    if len(found) == 1 and _is_list(found[0], "bullet"):
        clauses = list(found[0].items)
    if entry.kind != "beslut" or labels is None:
        return clauses
    last = clauses[-1] if clauses else ()
    match last:
        case (List() as numbered,):
            last = (
                replace(numbered, items=(*numbered.items[:-1], _ended(numbered.items[-1], entry, labels))),
            )
        case _:
            last = _ended(last, entry, labels)
    return [*clauses[:-1], last] if last else clauses


def _ended(clause: Blocks, entry: Entry, labels: Labels) -> Blocks:
    """Return a clause with who is to do it and what became of the matter."""
    clause = with_details(clause, details_of(entry, labels))
    outcome = outcome_in_words(entry)
    return _with_sentence(clause, outcome) if outcome else clause


def outcome_in_words(entry: Entry) -> str:
    """Return "hänskjutet till AU i juni"; "" where it is decided plainly or the text says so itself."""
    said = fold(entry.text)
    to = entry.to.rstrip(". ")
    named = not to or fold(to) in said
    outcome = _OUTCOMES.get(entry.outcome)
    if named and (outcome is None or outcome.said.search(said)):
        return ""
    word = outcome.word if outcome else ""
    return " ".join(part for part in (word, f"till {to}" if to else "") if part)


def _with_sentence(clause: Blocks, words: str) -> Blocks:
    """Return a clause with some words after it: a sentence of their own, or after a dash."""
    last = clause[-1] if clause else None
    if not isinstance(last, Paragraph):
        return (*clause, Paragraph((Text(f"{_capital(words)}."),)))
    ended = plain(last.children).rstrip().endswith((".", "!", "?"))
    end = f" {_capital(words)}." if ended else f" – {words}"
    return (*clause[:-1], Paragraph((*last.children, Text(end))))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- att-clauses -----------------------------------------------------------------------------------


def _att(clauses: Sequence[Blocks], lead: str, names: frozenset[str]) -> Blocks:
    """Return clauses as "Styrelsen beslutar / att … / att …", and numbered ones as "1. att …".

    A text that brings its own "beslutar att" stands by itself: it has its lead already.
    """
    found: list[Block] = []
    for led, run in groupby(clauses, _takes_lead):
        if not led:
            found += (block for clause in run for block in clause)
            continue
        if lead:
            found.append(Paragraph((Text(lead),)))
        for numbered, several in groupby(run, _is_numbered):
            if numbered:
                found += _joined(_numbered_att(clause, names) for clause in several)
            else:
                found.append(List("att", tuple(_att_clause(clause, names) for clause in several)))
    return tuple(found)


def _takes_lead(clause: Blocks) -> bool:
    """Tell whether a clause, or each clause of a numbered list, can follow "Styrelsen beslutar"."""
    match clause:
        case (Paragraph(children), *_):
            return not _has_own_lead(plain(children))
        case (List(items=items), *_) if _is_numbered(clause):
            return all(map(_takes_lead, items))
    return False


def _numbered_att(clause: Blocks, names: frozenset[str]) -> Blocks:
    match clause:
        case (List() as numbered, *rest):
            items = tuple(_att_clause(item, names) for item in numbered.items)
            return (replace(numbered, items=items), *rest)
    return clause


def _att_clause(clause: Blocks, names: frozenset[str]) -> Blocks:
    match clause:
        case (Paragraph(children), *rest):
            return (Paragraph(_with_att(children, names)), *rest)
    return clause


def _has_own_lead(text: str) -> bool:
    return not fold(text).startswith("att ") and bool(_OWN_LEAD.match(text))


def _with_att(children: Inlines, names: frozenset[str]) -> Inlines:
    """Return a clause that begins with one "att", the word after it small unless it is a name."""
    first = children[0] if children else None
    if not isinstance(first, Text):
        return (Text("att "), *children)
    if fold(first.text).startswith("att "):
        return (Text(f"att {first.text[4:].lstrip()}"), *children[1:])
    return (Text(f"att {_small(first.text, names)}"), *children[1:])


def _small(text: str, names: frozenset[str]) -> str:
    """Return `text` with a small first letter, unless it opens with a name or an abbreviation.

    A name is one of `names`, or a capital word followed by another (Region Mitt).
    """
    words = text.split(" ", 2)
    word = words[0].strip(".,:;!?")
    is_name = word in names or (len(words) > 1 and words[1][:1].isupper())
    if is_name or word[1:] != word[1:].lower():
        return text
    return text[:1].lower() + text[1:]
