"""Pages are valid HTML, and accessible on every screen: WCAG 2.1 AA as far as a program can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validators.conftest import Node
from tests.validators.documents import everything, examples, layouts, version_documents, write


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    documents = (*examples(), *version_documents(), *layouts(), everything())
    return write(tmp_path_factory.mktemp("sidor"), "html", documents)


def test_pages_are_valid_html(node: Node, pages: list[Path]) -> None:
    assert node("html.mjs", *pages) == {str(page): [] for page in pages}


def test_pages_are_accessible_in_light_and_dark_on_a_desk_on_a_phone_and_on_paper(
    node: Node, chromium: str, pages: list[Path]
) -> None:
    assert node("page.mjs", chromium, *pages) == {str(page): [] for page in pages}
