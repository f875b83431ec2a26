"""The folder of meetings: where it is, what is listed, what a new file is called."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting
from protokoll_tui.storage.errors import StorageError
from protokoll_tui.storage.folder import LONGEST_NAME, list_meetings, meetings_folder, new_path, slug
from protokoll_tui.storage.meeting_file import MeetingFile
from tests.strategies import meetings

DAY = dt.date(2026, 5, 29)


def test_the_folder_that_is_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "meetings").mkdir()
    assert meetings_folder(Path("annan")) == Path("annan")
    assert meetings_folder() == Path("meetings")


def test_without_a_folder_here_it_is_one_of_the_users_own_and_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Dokument")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_: tmp_path / "data")
    assert meetings_folder() == tmp_path / "data"
    (tmp_path / "Dokument").mkdir()
    assert meetings_folder() == tmp_path / "Dokument" / "protokoll"
    assert not meetings_folder().exists()


def save(path: Path, meeting: Meeting) -> None:
    MeetingFile.create(path, meeting)


def test_meetings_are_listed_newest_first(tmp_path: Path) -> None:
    for day in (12, 29, 3):
        save(tmp_path / f"{day}.toml", Meeting(facts=Facts(date=DAY.replace(day=day))))
    assert [summary.path.name for summary in list_meetings(tmp_path)] == ["29.toml", "12.toml", "3.toml"]


def test_a_meeting_without_a_date_is_listed_by_the_day_on_which_it_was_written(tmp_path: Path) -> None:
    save(tmp_path / "gammalt.toml", Meeting(facts=Facts(date=dt.date(2000, 1, 1))))
    save(tmp_path / "odaterat.toml", Meeting())
    save(tmp_path / "kommande.toml", Meeting(facts=Facts(date=dt.date(9999, 1, 1))))
    assert [summary.path.stem for summary in list_meetings(tmp_path)] == ["kommande", "odaterat", "gammalt"]


def test_a_meeting_is_listed_with_what_tells_it_from_others(tmp_path: Path) -> None:
    task, done = Entry(kind="task", text="Ringa"), Entry(kind="task", done=True)
    point = Item(title="a", entries=(task,))
    save(
        tmp_path / "a.toml",
        Meeting(
            facts=Facts(bodies=("Norra", "Södra"), date=DAY, status="approved"),
            agenda=(Item(title="Ett", entries=(task, done, Entry()), points=(point,)),),
        ),
    )
    (summary,) = list_meetings(tmp_path)
    assert (summary.title, summary.date, summary.status) == ("Norra och Södra", DAY, "approved")
    assert (summary.open_tasks, summary.error) == (2, "")


def test_a_file_that_cannot_be_read_is_listed_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "trasig.toml").write_text("x =", "utf-8")
    (tmp_path / "mapp.toml").mkdir()
    save(tmp_path / "hel.toml", Meeting(facts=Facts(date=dt.date(9999, 1, 1))))
    whole, *others = list_meetings(tmp_path)
    assert whole.path.name == "hel.toml"
    assert {each.path.name: each.error.split(": ")[1].split(".")[0] for each in others} == {
        "trasig.toml": "Raden går inte att läsa som TOML",
        "mapp.toml": "Det är en mapp, inte en mötesfil",
    }


def test_copies_temporary_files_and_others_are_not_listed(tmp_path: Path) -> None:
    for name in (
        ".möte.toml.12-ab.tmp",
        ".dold.toml",
        "möte.konflikt-20260529-094700-000001.toml",
        "möte.toml.bak-20260529-094700-000001",
        "möte.md",
    ):
        (tmp_path / name).write_text("x =", "utf-8")
    assert list_meetings(tmp_path) == []


def test_a_folder_that_is_not_there_is_empty_and_a_file_is_no_folder(tmp_path: Path) -> None:
    assert list_meetings(tmp_path / "borta") == []
    (tmp_path / "fil").write_text("", "utf-8")
    with pytest.raises(StorageError):
        list_meetings(tmp_path / "fil")


@pytest.mark.skipif(os.name == "nt", reason="symlinks need rights there")
def test_a_link_to_nowhere_is_listed_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "länk.toml").symlink_to(tmp_path / "borta.toml")
    (summary,) = list_meetings(tmp_path)
    assert "finns inte" in summary.error


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (Facts(date=DAY, bodies=("Samråd äldre & unga", "Två")), "2026-05-29-samrad-aldre-unga.toml"),
        (Facts(date=DAY, title="Årsmöte"), "2026-05-29-arsmote.toml"),
        (Facts(kind="Protokoll"), "protokoll.toml"),
        (Facts(kind="会議"), "mote.toml"),
        (Facts(bodies=("Con",)), "con-mote.toml"),
        (Facts(bodies=("../../etc/passwd",)), "etc-passwd.toml"),
        (Facts(), "mote.toml"),
    ],
)
def test_a_new_file_is_named_by_the_date_and_the_body(tmp_path: Path, facts: Facts, name: str) -> None:
    assert new_path(tmp_path, Meeting(facts=facts)) == tmp_path / name


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for name in ("mote.toml", "mote-2.toml", "mote-3.toml"):
        assert new_path(tmp_path, Meeting()).name == name
        save(tmp_path / name, Meeting())


@given(st.text())
def test_any_text_becomes_a_name_that_every_file_system_takes(text: str) -> None:
    name = slug(text)
    assert len(name) <= LONGEST_NAME
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name == name.strip("-")


@given(meetings)
def test_any_meeting_has_a_path_inside_the_folder(meeting: Meeting) -> None:
    path = new_path(Path("möten"), meeting)
    assert path.parent == Path("möten")
    assert path.suffix == ".toml"
