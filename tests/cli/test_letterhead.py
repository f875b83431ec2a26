"""letterhead: its fields, one to begin with, and the check of an organisation's own."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.cli.conftest import Run


def test_alone_it_tells_the_fields_and_what_they_are(run: Run) -> None:
    result = run("letterhead")
    assert result.exit_code == 0
    assert "{{ innehåll }}" in result.output
    assert "tjänsteställe" in result.output


def test_a_new_letterhead_passes_the_check(run: Run, tmp_path: Path) -> None:
    assert run("letterhead", "new", "brev.docx").exit_code == 0
    result = run("letterhead", "check", "brev.docx")
    assert (result.exit_code, result.output) == (
        0,
        "brev.docx går att använda. Platshållare: innehåll, titel, logotyp, sidhuvud, sidfot, utkast.\n",
    )


def test_a_letterhead_that_exists_is_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(b"mitt")
    result = run("letterhead", "new", "brev.docx")
    assert result.exit_code == 1
    assert "brev.docx" in result.output
    assert (tmp_path / "brev.docx").read_bytes() == b"mitt"


def test_a_new_letterhead_has_the_name_of_a_word_file(run: Run, tmp_path: Path) -> None:
    result = run("letterhead", "new", "brev.txt")
    assert result.exit_code == 2
    assert ".docx" in result.output
    assert not (tmp_path / "brev.txt").exists()


def test_what_cannot_be_meant_is_a_fault_and_what_is_missing_a_remark(run: Run, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("{{ enhett }}")
    word.save(str(tmp_path / "brev.docx"))
    result = run("letterhead", "check", "brev.docx")
    assert result.exit_code == 1
    assert "! Platshållaren {{ enhett }} känns inte igen och blir tom. Menar du {{ enhet }}?" in result.output
    assert "  {{ innehåll }} saknas." in result.output


def test_in_a_template_with_a_logo_a_letterhead_without_one_is_told(run: Run, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("{{ innehåll }}")
    word.save(str(tmp_path / "letterhead.docx"))
    assert run("letterhead", "check", "letterhead.docx").exit_code == 0
    (tmp_path / "template.toml").write_text('[look]\nlogo = "märke.png"\n', "utf-8")
    result = run("letterhead", "check", "letterhead.docx")
    assert result.exit_code == 1
    assert "! Mallens logotyp märke.png kommer inte med" in result.output


def test_finished_minutes_are_no_letterhead_and_what_to_write_in_them_is_told(
    run: Run, tmp_path: Path
) -> None:
    word = docx.Document()
    word.add_paragraph("Protokoll den 29 maj. Ordföranden öppnade mötet.")
    word.save(str(tmp_path / "brev.docx"))
    result = run("letterhead", "check", "brev.docx")
    assert result.exit_code == 1
    assert "brev.docx är inget brevhuvud än" in result.output
    assert (
        "! Ingenting ur mötet har en plats i filen. Skriv {{ innehåll }} i ett eget stycke" in result.output
    )
    assert "går att använda" not in result.output


def test_a_file_that_is_no_letterhead_is_said_with_its_path(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_text("x")
    for name, what in (
        ("brev.docx", "ingen Word-fil"),
        ("borta.docx", "kunde inte läsas: filen eller mappen finns inte."),
    ):
        result = run("letterhead", "check", name)
        assert result.exit_code == 2
        assert name in result.output
        assert what in result.output
