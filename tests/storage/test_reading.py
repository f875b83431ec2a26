"""What a person may have written is read; what cannot be read is explained, and stays as it was."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.reading import MAX_BYTES, parse_meeting, quicken, read_meeting
from protokoll_tui.storage.writing import dump_new
from tests.strategies import meetings

PATH = Path("möte.toml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "möte.toml"


def test_a_file_gives_its_meeting_and_its_bytes(file: Path) -> None:
    data = b'[meeting]\nplace = "Salen"\ndate = 2026-05-29\n'
    file.write_bytes(data)
    loaded = read_meeting(file)
    assert loaded.meeting.facts.place == "Salen"
    assert loaded.meeting.facts.date == dt.date(2026, 5, 29)
    assert loaded.data == data
    assert loaded.replaced == 0


@pytest.mark.parametrize("text", ["", "# bara en kommentar", "schema = 1\n", "annat = { x = 1 }\n"])
def test_a_file_without_a_meeting_in_it_is_an_empty_meeting(text: str) -> None:
    assert parse_meeting(text, PATH).meeting == Meeting()


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_taken(file: Path) -> None:
    file.write_bytes('\ufeff[closing]\r\ntext = """\r\nett\r\ntvå\r\n"""\r\n'.encode())
    assert read_meeting(file).meeting.closing.text == "ett\ntvå"


def test_one_line_end_at_the_end_of_a_prose_text_is_not_part_of_it() -> None:
    text = '[closing]\ntext = "kort"\nevaluation = """\nlång\n\n"""\n'
    closing = parse_meeting(text, PATH).meeting.closing
    assert (closing.text, closing.evaluation) == ("kort", "lång\n")


def test_tables_written_inline_are_taken() -> None:
    inside = 'entries = [{ kind = "beslut", text = "Ja." }], points = [{ title = "a" }]'
    text = f'agenda = [{{ title = "Ett", {inside} }}]'
    (item,) = parse_meeting(text, PATH).meeting.agenda
    assert item.entries[0].kind == "beslut"
    assert item.points[0].title == "a"


def test_a_table_that_bears_the_name_of_a_field_is_not_the_facts() -> None:
    assert parse_meeting('[facts]\nplace = "Salen"\n', PATH).meeting == Meeting()


def test_control_characters_are_replaced_and_counted() -> None:
    text = '[meeting]\nplace = "a\\u001b[2Jb"\nunit = "\u202ec"\nkind = "rak"\n'
    loaded = parse_meeting(text, PATH)
    assert loaded.meeting.facts.place == "a\ufffd[2Jb"
    assert loaded.meeting.facts.unit == "\ufffdc"
    assert loaded.replaced == 2


@given(meetings)
def test_what_makes_opening_quick_changes_no_value(meeting: Meeting) -> None:
    text = dump_new(meeting)
    assert tomllib.loads(quicken(text)) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = """b"""',
        'a = """b\'"""',
        'a = """\'\'\'"""',
        'a = """b""\n"""""',
        'a = """b\\""" \'"""',
        'a = \'\'\'\nb = """\n\'\'\'\nc = """d"""',
        'a = "\'\'\'" # """\nb = """c"""',
        'a = \'"""\'\nb = """c"""',
    ],
)
def test_what_makes_opening_quick_knows_every_kind_of_string(text: str) -> None:
    assert tomllib.loads(quicken(text)) == tomllib.loads(text)


BAD = {
    "ingen TOML": (b"[meeting]\nplace = \n", 2, "går inte att läsa som TOML"),
    "tar slut för tidigt": (b'[closing]\ntext = """\nabc\n', 3, "stängs aldrig"),
    "en nyckel två gånger": (b"[meeting]\nkind = 'a'\nkind = 'b'\n", 3, "står två gånger"),
    "en tabell två gånger": (b"[meeting]\n[closing]\n[meeting]\n", 3, "står två gånger"),
    "å i en nyckel": ("[meeting]\når = 1\n".encode(), 2, "å, ä eller ö"),
    "två versioner": (
        b"[meeting]\n<<<<<<< HEAD\nkind = 'a'\n=======\nkind = 'b'\n>>>>>>> x\n",
        2,
        "två versioner",
    ),
    "djup": (b"a = " + b"[" * 5000, None, "för djupt"),
    "nyare schema": (b"schema = 2\n", None, "nyare version"),
    "okänt schema": (b"schema = 'ett'\n", None, "schema = 1"),
    "schema true": (b"schema = true\n", None, "schema = 1"),
    "fel slag av värde": (b"[meeting]\n\nreference = 230602\n", 3, "meeting.reference ska vara en text"),
    "fel datum": (
        b"[[agenda]]\ntitle = 'a'\n[[agenda]]\ntitle = 'b'\n"
        b"[[agenda.entries]]\n[[agenda.entries]]\n\ndue = '29/5'\n",
        8,
        "agenda[1].entries[1].due ska vara ett datum",
    ),
    "ett tal är inget klockslag": (b"[meeting]\nstart = 9\n", 2, "meeting.start ska vara ett klockslag"),
    "inget av orden": (
        b"[meeting]\nstatus = 'klar'\n",
        2,
        "'draft', 'finished', 'circulated', 'approved' eller",
    ),
    "text för lista": (b"[meeting]\nbodies = 'Namnden'\n", 2, "meeting.bodies ska vara en lista"),
    "lista för tabell": (b"meeting = []\n", 1, "meeting ska vara en tabell"),
    "punkt utan rubrik": (b"\n[[agenda]]\nnumber = '1'\n", 2, "agenda[0].title saknas"),
    "person utan namn": (
        b"[[attendance]]\npeople = [\n  { name = 'A' },\n  # om B\n  { title = 'B' },\n]\n",
        5,
        "attendance[0].people[1].name saknas",
    ),
    "tal utanför": (b"[meeting]\nfirst_number = -1\n", 2, "ska vara minst 0"),
    "inget sant eller falskt": (
        b"[[agenda]]\ntitle = 'a'\nentries = [{ done = 1 }]\n",
        3,
        "true eller false",
    ),
    "flera fel": (b"[meeting]\nkind = 1\nplace = 2\n", 2, "(Filen har 1 fel till.)"),
    "bilder": (b"\x89PNG\r\n\x1a\n\0\0", None, "ingen textfil"),
    "latin-1": ("[meeting]\nplace = 'Åsen'\n".encode("latin-1"), 2, "UTF-8"),
    "för stor": (b"#" * (MAX_BYTES + 1), None, "större än 5 MB"),
}


@pytest.mark.parametrize(("data", "line", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_explained_and_stays_as_it_was(
    file: Path, data: bytes, line: int | None, said: str
) -> None:
    file.write_bytes(data)
    with pytest.raises(StorageError) as caught:
        read_meeting(file)
    assert caught.value.line == line
    assert said in str(caught.value)
    assert str(file) in str(caught.value)
    assert str(caught.value).endswith((".", "schema = 1", ")"))
    assert file.read_bytes() == data


def test_the_content_of_a_file_that_a_message_quotes_is_cleaned_and_short(file: Path) -> None:
    file.write_text(f"[meeting]\nstatus = '\x9b\u202e{'x' * 500}'\n", "utf-8")
    with pytest.raises(StorageError) as caught:
        read_meeting(file)
    assert str(caught.value).isprintable()
    assert len(caught.value.problem) < 300


def test_a_file_that_is_not_there_is_explained(file: Path) -> None:
    with pytest.raises(StorageError, match="finns inte"):
        read_meeting(file)


def test_a_folder_is_no_meeting(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="en mapp"):
        read_meeting(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_meeting_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(StorageError, match="ingen vanlig fil"):
        read_meeting(tmp_path / "pipe.toml")


def test_a_file_that_may_not_be_read_is_explained(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    file.write_text("")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StorageError, match="får inte läsa"):
        read_meeting(file)


def test_a_link_that_leads_to_itself_is_explained(file: Path) -> None:
    try:
        file.symlink_to(file)
    except OSError:
        pytest.skip("no symlinks here")
    with pytest.raises(StorageError, match="cirkel"):
        read_meeting(file)
