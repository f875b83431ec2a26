"""recover, versions, purge: what the program keeps besides the files, without the screen."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from protokoll_tui.cli import screen
from protokoll_tui.cli.commands import protokoll
from protokoll_tui.meeting.edits import set_facts
from protokoll_tui.meeting.model import Entry, Meeting, Status
from protokoll_tui.meeting.status import set_status
from protokoll_tui.meeting.stream import set_text
from protokoll_tui.storage import platform, state
from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.versions import Keeper, list_versions
from protokoll_tui.storage.writer import Pace, Writer
from tests.cli.conftest import MEETING, Run

LAST = "Det sista som skrevs."


@contextmanager
def being_written(path: Path, status: Status = "draft") -> Iterator[Meeting]:
    """Have the meeting open in a program that has journalled its last text and not saved it yet."""
    opened = open_meeting(path)
    writer = Writer(opened, pace=Pace(rest=60, longest=60))
    typed = set_facts(set_text(opened.meeting, (0,), 1, LAST), status=status)
    writer.submit(typed)
    assert writer.wait_journalled(5)
    yield typed
    writer.close(5)


def killed(path: Path, status: Status = "draft") -> Meeting:
    """Leave the disk as it is when a program is killed between the journal and the file."""
    file = path.read_bytes()
    with being_written(path, status) as typed:
        journals = {journal: journal.read_bytes() for journal in state.journals_of(path)}
    path.write_bytes(file)
    for journal, content in journals.items():
        journal.write_bytes(content)
    return typed


def keep_version(path: Path, place: str) -> None:
    """Make the file an earlier state, and change the place of the meeting."""
    data = path.read_bytes()
    Keeper(path).offer(data, now=True)
    text = MEETING.replace("date =", f'place = "{place}"\ndate =')
    path.write_text(text, "utf-8")


def place(path: Path) -> str:
    return read_meeting(path).meeting.facts.place


# --- recover ---------------------------------------------------------------------------------------


def test_without_a_crash_there_is_nothing_to_recover(run: Run, meeting: Path) -> None:
    for args in ([], ["--all"], [meeting]):
        result = run("recover", *args)
        assert result.exit_code == 0
        assert "inget att återställa" in result.output


def test_a_meeting_with_text_outside_its_file_is_listed_and_not_touched(run: Run, meeting: Path) -> None:
    killed(meeting)
    before = meeting.read_bytes()
    result = run("recover")
    assert result.exit_code == 0
    line = result.output.splitlines()[0]
    assert str(meeting) in line
    assert "1 ändring " in line
    assert "protokoll recover FIL" in result.output
    assert meeting.read_bytes() == before


@pytest.mark.parametrize("by_name", [True, False])
def test_the_text_is_brought_into_the_file(run: Run, meeting: Path, by_name: bool) -> None:
    typed = killed(meeting)
    result = run("recover", meeting if by_name else "--all")
    assert result.exit_code == 0
    assert f"{meeting}: återställt till 20" in result.output
    assert read_meeting(meeting).meeting == typed
    assert "inget att återställa" in run("recover").output


def test_a_file_that_was_deleted_meanwhile_comes_back(run: Run, meeting: Path) -> None:
    typed = killed(meeting)
    meeting.unlink()
    assert str(meeting) in run("recover").output
    assert run("recover", meeting).exit_code == 0
    assert read_meeting(meeting).meeting == typed


def test_a_meeting_that_is_open_is_not_touched_and_the_others_are_restored(run: Run, meeting: Path) -> None:
    other = meeting.with_name("annat.toml")
    shutil.copy(meeting, other)
    typed = killed(other)
    with being_written(meeting):
        before = meeting.read_bytes()
        result = run("recover", meeting, other)
        assert result.exit_code == 1
        assert "Mötet är öppet" in result.stderr
        assert meeting.read_bytes() == before
    assert read_meeting(other).meeting == typed


def test_a_journal_that_cannot_be_read_is_kept_and_told_of(run: Run, meeting: Path) -> None:
    killed(meeting)
    (journal,) = state.journals_of(meeting)
    journal.write_bytes(b"skr\xe4p\n" * 40)
    listed = run("recover")
    assert "all text är i mötenas filer" not in listed.output
    assert str(journal) in listed.stderr
    result = run("recover", meeting)
    assert result.exit_code == 1
    assert f"Den ligger kvar som {journal}.skadad" in result.stderr
    assert journal.with_name(f"{journal.name}.skadad").exists()
    again = run("recover")
    assert "all text är i mötenas filer" not in again.output
    assert f"{journal}.skadad" in again.stderr


def test_a_journal_with_a_wrong_byte_in_its_first_line_is_listed_and_restored(
    run: Run, meeting: Path
) -> None:
    typed = killed(meeting)
    (journal,) = state.journals_of(meeting)
    content = bytearray(journal.read_bytes())
    content[20] ^= 1
    journal.write_bytes(bytes(content))
    assert str(meeting) in run("recover").output
    assert run("recover", meeting).exit_code == 0
    assert read_meeting(meeting).meeting == typed


def test_of_a_journal_that_lost_its_end_it_is_not_said_that_all_came_back(run: Run, meeting: Path) -> None:
    killed(meeting)
    (journal,) = state.journals_of(meeting)
    journal.write_bytes(journal.read_bytes()[:-3])
    result = run("recover", meeting)
    assert "kan saknas" in result.stderr
    assert "allt som skrevs" not in result.output


def test_a_journal_in_the_second_place_is_listed_and_restored(
    run: Run, meeting: Path, state_home: Path
) -> None:
    (state_home / "state").write_text("i vägen", "utf-8")
    typed = killed(meeting)
    (journal,) = state.journals_of(meeting)
    assert journal.is_relative_to(state_home / "runtime")
    assert str(meeting) in run("recover").output
    assert run("recover", "--all").exit_code == 0
    assert read_meeting(meeting).meeting == typed


def test_what_is_no_meeting_is_only_written_over_by_name_and_kept_beside(run: Run, meeting: Path) -> None:
    typed = killed(meeting)
    meeting.write_text("export PATH\n", "utf-8")
    result = run("recover", "--all")
    assert result.exit_code == 1
    assert f"protokoll recover {meeting}" in result.stderr
    assert meeting.read_text("utf-8") == "export PATH\n"
    assert run("recover", meeting).exit_code == 0
    assert read_meeting(meeting).meeting == typed


def test_without_locks_the_journal_of_a_program_that_runs_is_not_called_unreadable(
    run: Run, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: int) -> bool:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(platform, "try_lock", no_locks)
    monkeypatch.setattr(platform, "is_running", lambda *_: True)
    killed(meeting)
    result = run("recover", meeting)
    assert result.exit_code == 1
    assert "Mötet är öppet i ett annat program" in result.stderr
    for untrue in ("går inte att läsa", "allt är i filen"):
        assert untrue not in result.output
    assert len(state.journals_of(meeting)) == 1


def test_a_file_that_is_not_there_and_both_ways_at_once_are_told_with_status_2(
    run: Run, meeting: Path
) -> None:
    for args in (["saknas.toml"], [meeting, "--all"]):
        assert run("recover", *args).exit_code == 2


@pytest.mark.parametrize("command", ["render", "check"])
def test_render_and_check_tell_that_the_file_is_not_the_whole_meeting(
    run: Run, meeting: Path, command: str
) -> None:
    assert run(command, meeting).stderr == ""
    killed(meeting)
    result = run(command, meeting)
    assert "Filen är inte hela mötet" in result.stderr
    assert f"protokoll recover {meeting}" in result.stderr
    assert LAST not in result.output
    assert run("recover", meeting).exit_code == 0
    assert run(command, meeting).stderr == ""


def test_of_a_meeting_that_is_open_they_tell_who_writes_it(run: Run, meeting: Path) -> None:
    with being_written(meeting):
        result = run("render", meeting)
    assert result.exit_code == 0
    assert "Mötet är öppet" in result.stderr
    assert "recover" not in result.stderr


# --- versions --------------------------------------------------------------------------------------


def test_a_meeting_without_versions_says_so(run: Run, meeting: Path) -> None:
    result = run("versions", meeting)
    assert result.exit_code == 0
    assert "inga tidigare versioner" in result.output


def test_versions_are_listed_newest_first_with_what_was_changed_after_each(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    Keeper(meeting).offer(meeting.read_bytes(), now=True)
    decided = read_meeting(meeting).meeting
    opened = open_meeting(meeting)
    item = decided.agenda[0]
    beslut = item.model_copy(update={"entries": (*item.entries, Entry(kind="beslut", text="Antas."))})
    opened.file.save(decided.model_copy(update={"agenda": (beslut,)}))
    opened.release()
    newest, oldest = run("versions", meeting).output.splitlines()[:2]
    assert newest.split()[0] == "2"
    assert newest.endswith("1 ärende ändrat, 1 nytt beslut")
    assert oldest.split()[0] == "1"
    assert oldest.endswith("uppgifterna om mötet ändrade")


def test_a_version_is_shown_as_it_would_be_printed(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    assert "Salen" in run("render", meeting).output
    result = run("versions", meeting, "--show", 1)
    assert result.exit_code == 0
    assert "Alva hälsade välkommen." in result.output
    assert "Salen" not in result.output


def test_a_version_is_restored_and_that_can_be_undone_as_the_message_says(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    result = run("versions", meeting, "--restore", 1)
    assert result.exit_code == 0
    assert place(meeting) == ""
    undo = result.output.splitlines()[-1].partition("protokoll ")[2].split()
    assert run(*undo).exit_code == 0
    assert place(meeting) == "Salen"


@pytest.mark.parametrize("version_is_equal", [False, True])
def test_locked_minutes_are_not_restored_to_what_they_were(
    run: Run, meeting: Path, version_is_equal: bool
) -> None:
    keep_version(meeting, "Salen")
    locked = meeting.read_text("utf-8").replace("[meeting]\n", '[meeting]\nstatus = "locked"\n')
    meeting.write_text(locked, "utf-8")
    if version_is_equal:
        list_versions(meeting)[0].path.write_text(locked, "utf-8")
    result = run("versions", meeting, "--restore", 1)
    assert result.exit_code == 1
    assert "Protokollet är låst. Lås upp det först" in result.stderr
    assert meeting.read_text("utf-8") == locked


def test_a_version_is_restored_with_the_status_and_the_log_of_now(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    opened = open_meeting(meeting)
    finished = set_status(opened.meeting, "finished", dt.date(2026, 6, 1), "Alva Ek")
    opened.file.save(finished)
    opened.release()
    result = run("versions", meeting, "--restore", 1)
    assert result.exit_code == 0
    assert "Status och logg är kvar som de är nu." in result.output
    found = read_meeting(meeting).meeting
    assert (found.facts.place, found.facts.status, found.log) == ("", "finished", finished.log)


def test_minutes_that_are_locked_in_the_journal_only_are_not_restored_either(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    killed(meeting, status="locked")
    result = run("versions", meeting, "--restore", 1)
    assert result.exit_code == 1
    assert "Protokollet är låst." in result.stderr
    assert "Salen" in run("render", meeting).output


def test_text_that_is_only_in_the_journal_is_a_version_after_a_restore(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    killed(meeting)
    assert run("versions", meeting, "--restore", 1).exit_code == 0
    assert LAST in list_versions(meeting)[0].path.read_text("utf-8")
    assert LAST not in meeting.read_text("utf-8")


def test_what_is_restored_after_a_crash_stays_when_the_meeting_is_opened(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    typed = killed(meeting)
    meeting.write_bytes(fresh_bytes(typed, meeting))  # killed between the save and the note of it
    assert run("versions", meeting, "--restore", 1).exit_code == 0
    opened = open_meeting(meeting)
    assert (opened.recovered, opened.meeting.facts.place) == (None, "")
    opened.release()


def test_nothing_is_restored_where_what_is_in_the_file_cannot_be_kept(
    run: Run, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    keep_version(meeting, "Salen")
    monkeypatch.setattr(Keeper, "offer", refuse)
    result = run("versions", meeting, "--restore", 1)
    assert result.exit_code == 1
    assert "Disken är full" in result.stderr
    assert place(meeting) == "Salen"


def test_a_file_that_cannot_be_read_is_restored_from_its_versions(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    meeting.write_text("[trasig", "utf-8")
    listed = run("versions", meeting)
    assert listed.exit_code == 0
    assert "rad 1" in listed.stderr
    assert run("versions", meeting, "--restore", 1).exit_code == 0
    assert place(meeting) == ""


def test_whoever_opens_a_file_that_cannot_be_read_is_told_how_the_meeting_comes_back(
    run: Run, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "check_terminal", lambda: None)
    keep_version(meeting, "Salen")
    meeting.write_text("[trasig", "utf-8")
    result = run("open", meeting)
    assert result.exit_code == 2
    assert "rad 1" in result.stderr
    assert f'protokoll versions "{meeting}" --restore 1' in result.stderr


def test_a_version_that_cannot_be_read_is_listed_as_such(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    list_versions(meeting)[0].path.write_text("[trasig", "utf-8")
    assert "går inte att läsa" in run("versions", meeting).output
    assert run("versions", meeting, "--show", 1).exit_code == 2


def test_a_meeting_that_is_open_is_not_restored_from_outside(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    with being_written(meeting):
        result = run("versions", meeting, "--restore", 1)
        assert result.exit_code == 1
        assert "Mötet är öppet" in result.stderr
        assert place(meeting) == "Salen"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--show", "7"], "De som finns är 1."),
        (["--restore", "7"], "De som finns är 1."),
        (["--show", "1", "--restore", "1"], "inte båda"),
        (["--show", "x"], "inget heltal"),
    ],
)
def test_what_is_no_version_is_told_with_status_2(
    run: Run, meeting: Path, args: list[str], told: str
) -> None:
    keep_version(meeting, "Salen")
    result = run("versions", meeting, *args)
    assert result.exit_code == 2
    assert told in result.stderr


def test_versions_of_a_file_that_is_not_there_give_status_2(run: Run) -> None:
    result = run("versions", "saknas.toml")
    assert result.exit_code == 2
    assert "Filen finns inte" in result.stderr


# --- purge -----------------------------------------------------------------------------------------


def answered(path: Path, answer: str) -> tuple[int, str]:
    result = CliRunner().invoke(protokoll, ["purge", str(path)], input=answer)
    return result.exit_code, result.output


def kept(path: Path) -> list[Path]:
    """Return all that is kept of a meeting besides its file."""
    folder = state.meeting_folder(path)
    assert folder is not None
    beside = [each for each in path.parent.iterdir() if each != path and each.suffix == ".toml"]
    return [*beside, *(each for each in folder.rglob("*") if each.is_file())]


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "kanske\n"])
def test_a_purge_asks_first_and_only_yes_is_yes(run: Run, meeting: Path, answer: str) -> None:
    keep_version(meeting, "Salen")
    before = kept(meeting)
    _, output = answered(meeting, answer)
    assert "1 tidigare version " in output
    assert kept(meeting) == before != []


def test_a_purge_takes_all_but_the_file_and_says_what_is_out_of_reach(run: Run, meeting: Path) -> None:
    killed(meeting)
    keep_version(meeting, "Salen")
    meeting.with_name("mote.konflikt-20260529-094000-000000.toml").write_text(MEETING, "utf-8")
    before = meeting.read_bytes()
    status, output = answered(meeting, "j\n")
    assert status == 0
    assert kept(meeting) == []
    assert meeting.read_bytes() == before
    for word in ("git", "säkerhetskopior"):
        assert word in output


def test_a_purge_tells_of_text_that_is_only_in_the_journal(run: Run, meeting: Path) -> None:
    killed(meeting)
    _, output = answered(meeting, "n\n")
    assert "bara i journalen och försvinner" in output
    assert f"protokoll recover {meeting}" in output


def test_with_yes_a_purge_does_not_ask_and_with_nothing_kept_it_says_so(run: Run, meeting: Path) -> None:
    keep_version(meeting, "Salen")
    assert run("purge", meeting, "--yes").exit_code == 0
    assert kept(meeting) == []
    again = run("purge", meeting, "--yes")
    assert again.exit_code == 0
    assert "inget sparat" in again.output


def test_a_meeting_that_is_open_is_not_purged(run: Run, meeting: Path) -> None:
    with being_written(meeting):
        result = run("purge", meeting, "--yes")
        assert result.exit_code == 1
        assert "Mötet är öppet" in result.stderr
        assert kept(meeting)


def test_what_a_file_is_called_brings_no_control_characters(run: Run, tmp_path: Path) -> None:
    result = run("purge", tmp_path / "a\x1b[31m.toml", "--yes")
    assert "\x1b" not in result.output
