"""Word files are valid for the Open XML SDK, in every letterhead."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as WordDocument

from protokoll_tui.document.render import Look
from protokoll_tui.document.render.word.oxml import w
from tests.document.test_letterhead import save_letterhead, save_with_properties
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


def test_a_letterhead_with_places_for_the_logo_and_properties_that_it_shows_makes_valid_files(
    node: Node, tmp_path: Path
) -> None:
    def edit(word: WordDocument) -> None:
        section = word.sections[0]
        section.header.paragraphs[0].text = "{{ logotyp }} {{ enhet }} {{ logotyp }}"
        field = w("fldSimple", w("r", w("t", text="7/26")), instr=" DOCPROPERTY Dnr ")
        section.footer.paragraphs[0]._p.append(field)

    save_with_properties(tmp_path, edit)
    (tmp_path / "logo.png").write_bytes(png())
    look = Look(tmp_path, tmp_path / "logo.png", "Åby")
    files = write(tmp_path, "word", (everything(),), look)
    assert node("word.mjs", *files) == {str(file): [] for file in files}
