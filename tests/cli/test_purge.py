"""purge: temporary files and former names, besides what `test_safety` tells of."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.storage.leftovers import half_path
from protokoll_tui.storage.versions import Keeper, list_versions
from tests.cli.conftest import MEETING, Run


def test_a_temporary_file_that_may_hold_the_whole_meeting_goes(run: Run, meeting: Path) -> None:
    left = half_path(meeting)
    left.write_text(MEETING, "utf-8")
    result = run("purge", meeting, "--yes")
    assert result.exit_code == 0
    assert "1 fil." in result.output
    assert not left.exists()


def test_versions_under_a_former_name_are_told_of_and_go_by_the_command_that_is_told(
    run: Run, meeting: Path
) -> None:
    Keeper(meeting).offer(meeting.read_bytes(), now=True)
    now = meeting.rename(meeting.with_name("nytt.toml"))
    told = run("purge", now, "--yes").output
    (line,) = (line for line in told.splitlines() if "har hetat" in line)
    assert str(meeting) in line
    assert len(list_versions(meeting)) == 1
    command = line.partition("protokoll ")[2].split()
    assert run(*command, "--yes").exit_code == 0
    assert list_versions(meeting) == []
    assert "har hetat" not in run("purge", now, "--yes").output
