"""PDFs of all that is made of a meeting are valid by both standards. Whole examples: tests/examples."""

from __future__ import annotations

import pytest

from tests.document.pages import faults
from tests.validators.documents import versions


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    return {name: minutes.render("pdf", minutes.options("pdf")) for name, minutes in versions()}


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_3A"])
def test_extracts_public_versions_drafts_and_new_meetings_are_valid(
    pdfs: dict[str, bytes], standard: str
) -> None:
    assert {name: faults(data, standard) for name, data in pdfs.items()} == {name: [] for name in pdfs}
