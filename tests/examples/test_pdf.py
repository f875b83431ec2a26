"""Every example as a PDF: valid by both standards, with every word, in its template's look."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from protokoll_tui.document.render.pdf import SOURCE_NAME
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.minutes import Minutes, make_minutes
from protokoll_tui.templates.loading import layout_for
from tests.document.entered import entered, marked
from tests.document.looking import missing_in_pages
from tests.document.pages import faults
from tests.document.reading import shown


@pytest.fixture
def minutes(file: Path, meeting: Meeting) -> Minutes:
    return make_minutes(meeting, file, file.read_bytes)


@pytest.fixture
def pdf(minutes: Minutes) -> bytes:
    return minutes.render("pdf", minutes.options("pdf"))


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_3A"])
def test_an_example_is_valid_with_its_source_in_it(pdf: bytes, standard: str) -> None:
    assert list(PdfReader(io.BytesIO(pdf)).attachments) == [SOURCE_NAME]
    assert faults(pdf, standard) == []


def test_the_pages_of_an_example_have_every_word(file: Path, meeting: Meeting) -> None:
    meeting = marked(meeting).model_copy(update={"facts": meeting.facts})
    minutes = make_minutes(meeting, file, file.read_bytes)
    layout, _ = layout_for(meeting, file.parent)
    said = shown(minutes.render("pdf", minutes.options("pdf")), "pdf")
    assert missing_in_pages(entered(meeting, layout), said) == []
