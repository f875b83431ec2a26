"""open, new, list and check."""

from __future__ import annotations

import datetime as dt
import errno
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from protokoll_tui.cli import screen
from tests.cli.conftest import MEETING, Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the screen was started with, instead of a screen."""
    calls: list[dict[str, Any]] = []

    def run_app(file: Path | None, **options: Any) -> int:
        calls.append({"file": file, **options})
        return 0

    monkeypatch.setattr(screen, "run_app", run_app)
    return calls


def test_alone_it_opens_the_start_screen(run: Run, opened: list[dict[str, Any]]) -> None:
    assert run().exit_code == 0
    assert run("--folder", "andra", "--cursor").exit_code == 0
    assert opened == [
        {"file": None, "folder": None, "cursor": False},
        {"file": None, "folder": Path("andra"), "cursor": True},
    ]


@pytest.mark.parametrize("args", [["m.toml"], ["open", "m.toml"]])
def test_a_file_is_opened_with_or_without_the_command(
    run: Run, opened: list[dict[str, Any]], args: list[str]
) -> None:
    assert run(*args).exit_code == 0
    assert run("--cursor", *args).exit_code == 0
    assert run(*args, "--cursor").exit_code == 0
    assert [call["file"] for call in opened] == [Path("m.toml")] * 3
    assert [call["cursor"] for call in opened] == [False, True, True]


def test_a_file_without_the_ending_is_opened_where_it_exists(
    run: Run, opened: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "protokollet").write_text(MEETING, "utf-8")
    assert run("protokollet").exit_code == 0
    assert opened[0]["file"] == Path("protokollet")


def test_the_name_of_a_command_wins_over_a_file(
    run: Run, opened: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "list").write_text(MEETING, "utf-8")
    assert run("list").exit_code == 0
    assert not opened
    assert run("open", "list").exit_code == 0
    assert opened


def test_the_environment_can_ask_for_the_cursor(
    run: Run, opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROTOKOLL_CURSOR", "1")
    run("m.toml")
    assert opened[0]["cursor"]


def test_the_screen_is_refused_where_there_is_no_terminal(run: Run, meeting: Path) -> None:
    result = run(meeting)
    assert result.exit_code == 2
    assert "behöver en terminal" in result.stderr


def test_new_makes_a_file_named_by_day_and_group_and_prints_its_name(run: Run, tmp_path: Path) -> None:
    result = run("new", "--template", "chefsgrupp", "--date", "2026-05-29", "--folder", "moten")
    assert result.exit_code == 0
    path = Path(result.output.strip())
    assert path.parent == Path("moten")
    assert path.name.startswith("2026-05-29-")
    made = tomllib.loads((tmp_path / path).read_text("utf-8"))
    assert made["meeting"]["date"] == dt.date(2026, 5, 29)
    assert made["agenda"]


def test_new_takes_a_file_name_and_never_overwrites(run: Run, meeting: Path) -> None:
    before = meeting.read_bytes()
    result = run("new", meeting, "--template", "chefsgrupp")
    assert result.exit_code == 1
    assert "Det finns redan en fil" in result.stderr
    assert meeting.read_bytes() == before


def test_new_can_open_what_it_made(run: Run, opened: list[dict[str, Any]]) -> None:
    assert run("new", "ny.toml", "--template", "styrelse", "--open").exit_code == 0
    assert opened[0]["file"] == Path("ny.toml")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "Välj en mall"),
        (["--template", "nope"], "Mallen ”nope” finns inte"),
        (["--template", "chefsgrupp", "--date", "31/2"], "31 februari finns inte"),
    ],
)
def test_new_tells_what_is_wrong(run: Run, args: list[str], told: str) -> None:
    result = run("new", *args)
    assert result.exit_code == 2
    assert told in result.stderr


def test_list_shows_the_meetings_and_why_one_cannot_be_opened(run: Run, meeting: Path) -> None:
    meeting.with_name("trasig.toml").write_text("schema = 1\n[meeting\n", "utf-8")
    result = run("list")
    assert result.exit_code == 0
    assert "2026-05-29  utkast" in result.output
    assert "mote.toml    Chefsgrupp för provning" in result.output
    assert "trasig.toml  kan inte öppnas" in result.output


def test_list_of_an_empty_folder_says_how_to_begin(run: Run) -> None:
    result = run("--folder", "tom", "list")
    assert result.exit_code == 0
    assert "Det finns inga möten i tom" in result.output


def test_of_a_file_that_may_not_be_read_it_is_told_in_swedish_what_to_do(
    run: Run, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_options: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "access", lambda *_args, **_options: False)
    monkeypatch.setattr(os, "open", refused)
    result = run("check", meeting)
    assert result.exit_code == 2
    assert "Du får inte läsa filen" in result.stderr
    assert "not readable" not in result.stderr


def test_check_is_content_where_nothing_is_missing(run: Run, meeting: Path) -> None:
    result = run("check", meeting)
    assert (result.exit_code, result.output) == (0, "Inget saknas.\n")


def test_check_tells_what_is_missing_with_its_place_and_status_1(run: Run, meeting: Path) -> None:
    meeting.write_text(MEETING + '[[agenda]]\ntitle = "Budget"\n', "utf-8")
    result = run("check", meeting)
    assert result.exit_code == 1
    assert "Varning  Punkt 2 Budget har ingen text" in result.output


def test_check_lists_what_was_accepted_apart_and_does_not_count_it(run: Run, meeting: Path) -> None:
    accepted = '[[accepted]]\nfinding = "item-empty"\nplace = "Budget"\nreason = "Bordlades"\n'
    meeting.write_text(MEETING + '[[agenda]]\ntitle = "Budget"\n' + accepted, "utf-8")
    result = run("check", meeting)
    assert result.exit_code == 0
    assert "Inget saknas." in result.output
    assert "Godtaget:" in result.output
    assert "Skäl: Bordlades" in result.output


def test_check_says_once_what_is_twice_in_one_item(run: Run, meeting: Path) -> None:
    twice = '[[agenda.entries]]\ntext = "Gäller 811218-9876."\n' * 2
    meeting.write_text(MEETING + twice, "utf-8")
    result = run("check", meeting)
    assert result.output == (
        "Fel      Ett personnummer står i punkt 1 – ta bort det innan du delar texten (2 ställen)\n"
    )
