"""import: the meeting comes back out of its PDF, and what is said where it cannot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import RenderOptions, render
from protokoll_tui.document.render.pdf import SOURCE_NAME
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.reading import parse_bytes, read_meeting
from protokoll_tui.storage.sharing import shareable, shared_bytes
from protokoll_tui.storage.writing import dump_new
from tests.cli.conftest import MEETING, Run
from tests.storage.commenting import commented
from tests.strategies import meetings

EXAMPLES = sorted((Path(__file__).parents[2] / "meetings").glob("*.toml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_meeting_comes_back_whole_but_for_what_is_private(run: Run, tmp_path: Path, example: Path) -> None:
    assert run("render", example, "-o", "p.pdf").exit_code == 0
    result = run("import", "p.pdf", "-o", "ny.toml")
    assert (result.exit_code, result.output) == (0, "ny.toml\n")
    before, after = read_meeting(example).meeting, read_meeting(tmp_path / "ny.toml").meeting
    assert after == shareable(before)
    assert after != before


@pytest.mark.parametrize("crlf", [False, True])
def test_what_was_written_by_hand_comes_back_byte_for_byte(run: Run, meeting: Path, crlf: bool) -> None:
    text = f"# Om filen\n{MEETING}egen = 'nyckel'  # vår\n\n[[accepted]]\nfinding = \"item-empty\"\n"
    private = '\n# Zebrafink\n[private]\nnotes = "Zebrafink"\n'
    wanted, whole = (
        (b"\xef\xbb\xbf" + each.replace("\n", "\r\n").encode()) if crlf else each.encode()
        for each in (text, text + private)
    )
    meeting.write_bytes(whole)
    run("render", meeting, "-o", "p.pdf")
    run("import", "p.pdf", "-o", "ny.toml")
    assert Path("ny.toml").read_bytes() == wanted


@settings(max_examples=12)
@given(meetings)
def test_the_file_of_any_meeting_comes_unchanged_out_of_a_pdf(meeting: Meeting) -> None:
    shared = shared_bytes(commented(dump_new(meeting))[0].encode(), Path("m.toml"))
    pdf = render(compose(Meeting(), Layout()), "pdf", RenderOptions(source=shared))
    assert PdfReader(io.BytesIO(pdf)).attachments[SOURCE_NAME] == [shared]
    assert parse_bytes(shared, Path("m.toml")).meeting == shareable(meeting)


def test_without_a_name_the_meeting_is_put_beside_the_pdf(run: Run, meeting: Path) -> None:
    pdf = meeting.with_name("utskick.pdf")
    run("render", meeting, "-o", pdf)
    assert run("import", pdf).exit_code == 0
    assert read_meeting(pdf.with_suffix(".toml")).meeting == read_meeting(meeting).meeting


def test_a_file_that_exists_is_never_written_over(run: Run, meeting: Path) -> None:
    pdf = meeting.with_suffix(".pdf")
    run("render", meeting, "-o", pdf)
    result = run("import", pdf)
    assert result.exit_code == 1
    assert "Det finns redan en fil" in result.output
    assert meeting.read_text("utf-8") == MEETING


def test_no_source_leaves_the_meeting_out(run: Run, meeting: Path) -> None:
    run("render", meeting, "-o", "p.pdf", "--no-source")
    result = run("import", "p.pdf")
    assert result.exit_code == 2
    assert "p.pdf har inget möte med sig" in result.output


def test_an_extract_carries_its_own_items_only(run: Run, meeting: Path, tmp_path: Path) -> None:
    meeting.write_text(MEETING + '[[agenda]]\ntitle = "Sekretess"\n', "utf-8")
    run("render", meeting, "-o", "p.pdf", "--items", "1")
    run("import", "p.pdf")
    assert "Sekretess" not in (tmp_path / "p.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ingen PDF som går att läsa"),
        (b"%PDF-1.7\nhej\n%%EOF", "ingen PDF som går att läsa"),
        (None, "Filen finns inte"),
    ],
)
def test_what_is_no_pdf_is_refused_in_one_line(
    run: Run, tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "p.pdf").write_bytes(content)
    result = run("import", "p.pdf")
    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.splitlines()) == 1


def with_source(path: Path, source: bytes, password: str = "") -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(SOURCE_NAME, source)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)


def test_a_pdf_that_is_locked_is_said_to_be(run: Run, tmp_path: Path) -> None:
    with_source(tmp_path / "p.pdf", MEETING.encode(), password="hemligt")  # noqa: S106
    assert "låst med lösenord" in run("import", "p.pdf").output


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"schema = 1\n[[agenda]\n", "rad 2"),
        (b"schema = 1\n[[agenda]]\ntitle = 3\n", "rad 3"),
        (b"schema = 1\n" + b"#" * 6_000_000, "större än 5 MB"),
        (b"", "bilagan protokoll.toml är tom"),
    ],
)
def test_an_attachment_that_is_no_meeting_is_not_written(
    run: Run, tmp_path: Path, source: bytes, said: str
) -> None:
    with_source(tmp_path / "p.pdf", source)
    result = run("import", "p.pdf")
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "p.toml").exists()


@pytest.mark.parametrize("marked", [False, True])
def test_of_two_attachments_of_the_name_the_source_is_taken_and_none_by_chance(
    run: Run, tmp_path: Path, marked: bool
) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(SOURCE_NAME, MEETING.replace("Alva", "Någon").encode())
    right = writer.add_attachment(SOURCE_NAME, MEETING.encode())
    if marked:
        right.associated_file_relationship = NameObject("/Source")
    writer.write(tmp_path / "p.pdf")
    result = run("import", "p.pdf")
    if marked:
        assert (tmp_path / "p.toml").read_text("utf-8") == MEETING
    else:
        assert result.exit_code == 2
        assert "har 2 olika bilagor som heter protokoll.toml" in result.output
        assert not (tmp_path / "p.toml").exists()


def test_the_meetings_file_has_to_be_called_one(run: Run, meeting: Path, tmp_path: Path) -> None:
    run("render", meeting, "-o", "p.pdf")
    result = run("import", "p.pdf", "-o", "p.txt")
    assert result.exit_code == 2
    assert not (tmp_path / "p.txt").exists()


def test_the_private_is_not_in_the_pdf_in_any_form(run: Run, meeting: Path, tmp_path: Path) -> None:
    private = '[[agenda.entries]]\nkind = "private"\ntext = "Zebrafink"\n[private]\nnotes = "Zebrafink"\n'
    meeting.write_text(MEETING + private, "utf-8")
    run("render", meeting, "-o", "p.pdf")
    reader = PdfReader(tmp_path / "p.pdf")
    assert b"Zebrafink" not in reader.attachments[SOURCE_NAME][0]
    assert not any("Zebrafink" in page.extract_text() for page in reader.pages)
