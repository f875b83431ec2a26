"""Decisions that somebody has numbered, in each format: "punkt 2" in another text points at something."""

from __future__ import annotations

import re

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import render
from protokoll_tui.document.render.terminal import styled_text
from protokoll_tui.document.tree import Document
from tests.document.pages import text_of
from tests.document.printing import beslut, layout, one_item
from tests.document.word import numbering, opened

LAYOUTS = {
    f"{style} {clauses}": layout(style=style, beslut=clauses, order=("agenda", "decisions"))
    for style in ("headings", "table")
    for clauses in ("list", "att")
}


@pytest.fixture(params=list(LAYOUTS.values()), ids=list(LAYOUTS))
def document(request: pytest.FixtureRequest) -> Document:
    shape: Layout = request.param
    return compose(one_item(beslut("1. godkänna planen\n2. avsluta ärendet"), beslut("tacka alla")), shape)


def test_text_the_terminal_markdown_and_the_pages_show_the_numbers(document: Document) -> None:
    shown = {name: render(document, name).decode() for name in ("text", "markdown")}
    shown |= {"terminal": styled_text(document, 80).plain, "pdf": text_of(render(document, "pdf"))}
    for name, text in shown.items():
        for point in (r"1\.\s+(att )?godkänna planen", r"2\.\s+(att )?avsluta ärendet"):
            assert len(re.findall(point, text)) == 2, (name, point)


def test_the_page_has_an_ordered_list(document: Document) -> None:
    found = re.findall(
        r"<ol>\s*<li>(?:att )?godkänna planen</li>\s*<li>(?:att )?avsluta", render(document, "html").decode()
    )
    assert len(found) == 2


def test_word_counts_the_points_itself(document: Document) -> None:
    word = opened(render(document, "word"))
    everywhere = [
        *word.paragraphs,
        *(p for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs),
    ]
    points = [p for p in everywhere if "godkänna planen" in p.text or "avsluta ärendet" in p.text]
    assert [numbering(point) for point in points] == [("decimal", 0)] * 4
