"""Names that no file system takes, in every command that takes a name."""

from __future__ import annotations

import sys

import pytest

from protokoll_tui import cli
from protokoll_tui.cli import screen
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a name that is too long is no name")

NAME = "å" * 300
FILES = (f"{NAME}.toml", f"{NAME}/mote.toml")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "check_terminal", lambda: None)


@pytest.mark.parametrize("file", FILES, ids=["file", "folder"])
@pytest.mark.parametrize(
    "command",
    [
        ["open"],
        [],
        ["check"],
        ["render"],
        ["render", "--to", "text"],
        ["import"],
        ["versions"],
        ["versions", "--show", "1"],
        ["versions", "--restore", "1"],
        ["recover"],
        ["purge", "--yes"],
        ["letterhead", "new"],
        ["letterhead", "check"],
    ],
    ids=" ".join,
)
def test_a_file_of_a_name_that_is_too_long_is_told_with_status_2(
    run: Run, command: list[str], file: str
) -> None:
    result = run(*command, file)
    assert result.exit_code == 2
    assert "Namnet är för långt" in result.stderr


@pytest.mark.parametrize(
    "args",
    [["list"], ["new"], ["templates", "list"], []],
    ids=["list", "new", "templates", "start"],
)
def test_a_folder_of_a_name_that_is_too_long_is_told_with_status_2(run: Run, args: list[str]) -> None:
    for command in ([*args, "--folder", NAME], ["--folder", NAME, *args]):
        result = run(*command)
        assert result.exit_code == 2
        assert "Namnet är för långt" in result.stderr


def test_an_output_of_a_name_that_is_too_long_is_told_with_status_2(run: Run) -> None:
    result = run("render", "mote.toml", "--output", FILES[0])
    assert result.exit_code == 2
    assert "Namnet är för långt" in result.stderr


@pytest.mark.parametrize("file", FILES, ids=["file", "folder"])
def test_so_it_is_on_the_short_way_to_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    monkeypatch.setattr("sys.argv", ["protokoll", file])
    monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
    monkeypatch.setattr("sys.stderr.reconfigure", lambda **_: None, raising=False)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "Namnet är för långt" in capsys.readouterr().err


def test_a_name_that_is_neither_a_file_nor_a_command_is_told(run: Run) -> None:
    result = run(NAME)
    assert result.exit_code == 2
    assert "Det finns varken någon fil" in result.stderr
