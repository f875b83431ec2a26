"""Decisions in print: one inline, several as a list or as att-clauses, what became of each in words.

The items and the summary both come here, so that a decision never reads differently in two places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from protokoll_tui.document.compose.att import Clause, att_clauses, split_at_att, without_label
from protokoll_tui.document.compose.capitals import Capitals
from protokoll_tui.document.compose.details import details_of, with_details
from protokoll_tui.document.compose.lists import as_list
from protokoll_tui.document.compose.outcomes import outcome_in_front, receiver_behind
from protokoll_tui.document.layout import Labels, Layout
from protokoll_tui.document.markup import blocks
from protokoll_tui.document.tree import Blocks, Break, List, Paragraph, Text, plain, texts
from protokoll_tui.meeting.model import Entry
from protokoll_tui.meeting.text import fold


def compose_decided(entries: Sequence[Entry], layout: Layout, level: int, capitals: Capitals) -> Blocks:
    """Return neighbouring decisions as blocks. `capitals` knows what keeps its capital after "att"."""
    clauses = [clause for entry in entries for clause in _decided(entry, layout, level)]
    if layout.beslut == "att":
        return att_clauses(clauses, layout.labels.clause_lead, capitals)
    return as_list([clause.blocks for clause in clauses])


def compose_several(entries: Iterable[Entry], labels: Labels, level: int) -> Blocks:
    """Return neighbouring entries of another kind as blocks: one inline, several as a list."""
    return as_list(
        [clause for entry in entries for clause in _ended(_clauses(entry, level), details_of(entry, labels))]
    )


def says_only_beslut(entries: Iterable[Entry], layout: Layout) -> bool:
    """Tell whether one of some decisions holds "Beslut:" and nothing behind it."""
    return _is_labelled(layout) and any(
        found and not without_label(found) for found in (blocks(entry.text) for entry in entries)
    )


def _is_labelled(layout: Layout) -> bool:
    """Tell whether a decision prints after the word that a secretary may have begun it with."""
    lead = layout.labels.clause_lead if layout.beslut == "att" else ""
    return "beslut" in fold(f"{layout.labels.beslut} {lead}")


def _clauses(entry: Entry, level: int) -> list[Blocks]:
    return _parted(blocks(entry.text, level))


def _parted(found: Blocks) -> list[Blocks]:
    """Return the clauses of a text: each item of one that is nothing but bullets, or the text."""
    match found:
        case (List("bullet", items),):
            return list(items)
        case found:
            return [found] if found else []


def _decided(entry: Entry, layout: Layout, level: int) -> list[Clause]:
    """Return the clauses of a decision, with who is to do it.

    What was not decided is one clause that tells so first, and follows no "Styrelsen beslutar".
    """
    found = blocks(entry.text, level)
    clauses = _parted(found)
    if _is_labelled(layout):
        clauses = [left for clause in _parted(without_label(found)) if (left := without_label(clause))]
    if layout.beslut == "att":
        clauses = [part for clause in clauses for part in split_at_att(clause)]
    details = details_of(entry, layout.labels)
    if front := outcome_in_front(entry, next(texts(tuple(clauses)), "")):
        return [Clause(with_details(_after(front, clauses), details), may_follow=False)]
    may_follow = bool(clauses) and entry.outcome != "none"
    return [Clause(body, may_follow) for body in _ended(clauses, details, receiver_behind(entry))]


def _after(front: str, clauses: Sequence[Blocks]) -> Blocks:
    """Return clauses after what became of them: one in the same line, and any more under it."""
    match clauses:
        case []:
            return (Paragraph((Text(f"{front}."),)),)
        case [(Paragraph(children),)] if not any(isinstance(child, Break) for child in children):
            return (Paragraph((Text(f"{front} – "), *children)),)
    return (Paragraph((Text(f"{front}:"),)), *as_list(clauses))


def _ended(clauses: Sequence[Blocks], details: str, receiver: str = "") -> list[Blocks]:
    """Return clauses with who is to do it and where it goes after the last one."""
    match clauses:
        case [(List(items=(*points, point)) as numbered,)]:
            return [(replace(numbered, items=(*points, _with_end(point, details, receiver))),)]
        case [*before, last]:
            return [*before, _with_end(last, details, receiver)]
    ended = _with_end((), details, receiver)
    return [ended] if ended else []


def _with_end(clause: Blocks, details: str, receiver: str) -> Blocks:
    clause = with_details(clause, details)
    return _with_sentence(clause, receiver) if receiver else clause


def _with_sentence(clause: Blocks, words: str) -> Blocks:
    """Return a clause with some words after it: a sentence of their own, or after a dash."""
    last = clause[-1] if clause else None
    sentence = f"{words[:1].upper()}{words[1:]}."
    if not isinstance(last, Paragraph):
        return (*clause, Paragraph((Text(sentence),)))
    ended = plain(last.children).rstrip().endswith((".", "!", "?"))
    return (*clause[:-1], Paragraph((*last.children, Text(f" {sentence}" if ended else f" – {words}"))))
