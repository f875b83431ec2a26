"""The shipped templates: whole, told in Swedish, and usable as they are."""

import datetime as dt
import io
import shutil
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import Look, RenderOptions, render
from protokoll_tui.document.tree import Document, Heading, Text, words
from protokoll_tui.meeting.check import check
from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Closing,
    Entry,
    Facts,
    Item,
    Meeting,
    NextMeeting,
    Person,
    Roster,
    Signature,
)
from protokoll_tui.templates.loading import layout_for, load_template, new_meeting, shipped_folder
from protokoll_tui.templates.model import Template
from tests.document.test_logo import png

FOLDERS = sorted(path.parent for path in shipped_folder().glob("*/template.toml"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def template(folder: Path) -> Template:
    return load_template(folder.name)


def test_there_is_one_for_each_kind_of_meeting() -> None:
    assert [folder.name for folder in FOLDERS] == [
        "chefsgrupp",
        "folkhalsogrupp",
        "gemensam-chefsgrupp",
        "samverkansrad",
        "styrelse",
    ]


def test_it_has_a_title_a_description_people_an_agenda_and_phrases(template: Template) -> None:
    assert template.title
    assert template.description
    assert template.attendance[0].people
    assert len(template.agenda) >= 4
    assert len(template.phrases) >= 10
    assert len(set(template.phrases)) == len(template.phrases)


def test_it_sets_no_key_that_is_of_no_effect(template: Template) -> None:
    assert template.remarks == ()


def test_it_explains_itself_to_the_person_who_changes_it(folder: Path) -> None:
    text = (folder / "template.toml").read_text("utf-8")
    assert text.startswith("# Mall: ")
    comments = sum(line.count("# ") for line in text.splitlines())
    assert comments >= 20


def test_nothing_that_was_entered_is_left_out_of_its_minutes(folder: Path) -> None:
    meeting = Meeting(
        facts=Facts(template=folder.name),
        attendance=(Roster(heading="Närvarande", people=(Person(name="Almapersson"),)),),
        agenda=(Item(title="Budget", entries=(Entry(text="Texten."),)),),
        attachments=(Attachment(title="Bilagan"),),
        next_meetings=(NextMeeting(title="Nästamötet", date=dt.date(2026, 6, 5)),),
        adjusters=(Adjuster(name="Justeraren"),),
        signatures=(Signature(role="Underskriften", name="Undertecknaren"),),
        closing=Closing(evaluation="Utvärderingen."),
    )
    layout, _ = layout_for(meeting)
    printed = " ".join(words(compose(meeting, layout)))
    entered = "Almapersson Budget Texten. Bilagan Nästamötet Justeraren Underskriften Undertecknaren"
    for word in (*entered.split(), "Utvärderingen."):
        assert word in printed


def test_a_new_meeting_from_it_has_nothing_wrong_and_prints_its_agenda(template: Template) -> None:
    meeting = new_meeting(template, dt.date(2026, 5, 29))
    assert [finding for finding in check(meeting).open if finding.severity == "error"] == []
    printed = " ".join(words(compose(meeting, template.layout)))
    for item in template.agenda:
        assert " ".join(item.title.split()) in printed


def test_a_copy_of_it_takes_a_logo_and_a_colour_of_its_own_in_each_format(
    folder: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(folder, tmp_path / "egen")
    (copy / "eget.png").write_bytes(png(31, 17))
    look = Look(copy, copy / "eget.png", "Eget märke", "#7a1f3d")
    minutes = Document("Mötet", (Heading(1, (Text("Mötet"),)),))
    pdf, word, html = (render(minutes, name, RenderOptions(look=look)) for name in ("pdf", "word", "html"))
    page: Any = PdfReader(io.BytesIO(pdf)).pages[0]
    images = [each.get_object() for each in page["/Resources"]["/XObject"].values()]
    assert [(each["/Width"], each["/Height"]) for each in images] == [(31, 17)]
    assert b"0.47843137 0.12156863 0.23921569" in page.get_contents().get_data()
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert (copy / "eget.png").read_bytes() in map(package.read, package.namelist())
        assert b"7A1F3D" in package.read("word/styles.xml")
    assert b64encode((copy / "eget.png").read_bytes()) in html
    assert b"#7a1f3d" in html
