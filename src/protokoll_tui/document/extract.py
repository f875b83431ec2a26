"""The shape of an extract of the minutes."""

from __future__ import annotations

from protokoll_tui.document.layout import Layout, Section

_GATHERED: frozenset[Section] = frozenset({"decisions", "tasks", "forwarded", "signatures"})


def extract_layout(layout: Layout) -> Layout:
    """Return `layout` for an extract: nothing said twice of so few items, and last the line to sign on."""
    order: tuple[Section, ...] = tuple(section for section in layout.order if section not in _GATHERED)
    return layout.model_copy(update={"order": (*order, "signatures"), "signature_day": True})
