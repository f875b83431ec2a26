"""Decisions in print: one inline, several as a list or as att-clauses, what became of each in words.

The items and the summary both come here, so that a decision never reads differently in two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

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
    match clause:
        case (List("number"), *_):
            return True
    return False


def _joined(clauses: Iterable[Blocks]) -> Blocks:
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


def _clauses(entry: Entry, level: int, labels: Labels | None = None) -> list[Blocks]:
    """Return the clauses of an entry: each item of a text that is nothing but bullets, or the text.

    Of a decision, who is to do it and what became of the matter follow the last one.
    """
    match blocks(entry.text, level):
        case (List("bullet", items),):
            clauses = list(items)
        case found:
            clauses = [found] if found else []
    if entry.kind != "beslut" or labels is None:
        return clauses
    match clauses:
        case [(List(items=(*points, point)) as numbered,)]:
            return [(replace(numbered, items=(*points, _ended(point, entry, labels))),)]
        case [*before, last]:
            return [*before, _ended(last, entry, labels)]
    ended = _ended((), entry, labels)
    return [ended] if ended else []


def _ended(clause: Blocks, entry: Entry, labels: Labels) -> Blocks:
    """Return a clause with who is to do it and what became of the matter."""
    clause = with_details(clause, details_of(entry, labels))
    outcome = outcome_in_words(entry)
    return _with_sentence(clause, outcome) if outcome else clause


def outcome_in_words(entry: Entry) -> str:
    """Return "hänskjutet till AU i juni"; "" where it is decided plainly or the text says so itself."""
    said = fold(entry.text)
    to = entry.to.rstrip(". ")
    named = not to or bool(re.search(rf"\b{re.escape(fold(to))}s?\b", said))
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
        case (List("number", items), *_):
            return all(map(_takes_lead, items))
    return False


def _numbered_att(clause: Blocks, names: frozenset[str]) -> Blocks:
    match clause:
        case (List(items=items) as numbered, *rest):
            return (replace(numbered, items=tuple(_att_clause(item, names) for item in items)), *rest)
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
