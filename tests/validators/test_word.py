"""Word files are valid for the Open XML SDK, in every letterhead."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.document.render import Look
from tests.document.test_letterhead import save_letterhead
from tests.document.test_logo import png
from tests.validators.conftest import Node
from tests.validators.documents import everything, examples, layouts, version_documents, write


def test_the_programs_own_letterhead_makes_valid_files(node: Node, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    look = Look(logo=tmp_path / "logo.png", logo_text="Åby", colour="#aa3300")
    files = write(tmp_path, "word", (*examples(), *version_documents(), everything()), look)
    assert node("word.mjs", *files) == {str(file): [] for file in files}


def test_an_organisations_own_letterhead_makes_valid_files(node: Node, tmp_path: Path) -> None:
    save_letterhead(tmp_path, "{{ organ }}", "{{ innehåll }}", "{{ sekreterare }}")
    files = write(tmp_path, "word", (*layouts(), everything()), Look(folder=tmp_path))
    assert node("word.mjs", *files) == {str(file): [] for file in files}
