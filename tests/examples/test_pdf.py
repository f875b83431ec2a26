"""Every example as a PDF: valid by both standards, with every word, in its template's look."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import render
from protokoll_tui.document.render.pdf import SOURCE_NAME
from protokoll_tui.document.tree import Document
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.templates.loading import layout_for
from protokoll_tui.tui.exporting import options_for
from tests.document.pages import faults, text_of
from tests.document.reading import letters, letters_of


@pytest.fixture
def document(file: Path, meeting: Meeting) -> Document:
    return compose(meeting, layout_for(meeting, file.parent)[0])


@pytest.fixture
def pdf(file: Path, meeting: Meeting, document: Document) -> bytes:
    return render(document, "pdf", options_for(meeting, file.parent))


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_3A"])
def test_an_example_is_valid_with_its_source_in_it(pdf: bytes, standard: str) -> None:
    assert list(PdfReader(io.BytesIO(pdf)).attachments) == [SOURCE_NAME]
    assert faults(pdf, standard) == []


def test_the_pages_of_an_example_have_every_word(pdf: bytes, document: Document) -> None:
    assert not letters_of(document) - letters(text_of(pdf))
