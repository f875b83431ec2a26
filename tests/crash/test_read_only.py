"""A file, a folder and a disk that really take no writing: the text is in the journal, and comes back."""

from __future__ import annotations

import ctypes  # noqa: F401 - as below
import json
import os
import subprocess
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from protokoll_tui.meeting import edits
from protokoll_tui.storage import (  # noqa: F401 - whom a user becomes may not read the program's own files
    merge3,
    merging,
    recovery,
    schema,
    versions,
    writing,
)
from protokoll_tui.storage.meeting_file import fresh_bytes
from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.storage.reading import read_meeting
from protokoll_tui.storage.save_state import SaveState
from protokoll_tui.storage.writer import Pace, Writer
from tests.crash.crashing import PATIENCE, secretary, wait_until, words_of
from tests.crash.disks import mounted, needs_root
from tests.crash.secretary import START

NOBODY = 65534
QUICK = Pace(rest=0.0, retry=0.02, look=0.02, sync=0.01, patience=PATIENCE)


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A meeting of a user who is not root, and a state folder of theirs."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        path = top / "moten" / "mote.toml"
        (top / "state").mkdir()
        path.parent.mkdir()
        path.write_bytes(fresh_bytes(START, path))
        monkeypatch.setenv("XDG_STATE_HOME", str(top / "state"))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(top / "state"))
        if os.getuid() == 0:
            for each in (top, *top.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
        yield path
        path.parent.chmod(0o755)


def as_user(work: Callable[[], list[str]]) -> list[str]:
    """Do something in a process of its own, as a user whom modes bind, and return what it returns."""
    reading, writing_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing_end, json.dumps(work()).encode())
        except BaseException:
            os.write(writing_end, json.dumps([traceback.format_exc()]).encode())
        finally:
            os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading, "rb") as said:
        told: list[str] = json.loads(said.read())
    os.waitpid(pid, 0)
    return told


def type_and_be_killed(path: Path, place: str) -> list[str]:
    """Change the place of the meeting and end without a last save. Return what is told of the text."""
    told: list[SaveState] = []
    changed = threading.Condition()

    def take(state: SaveState) -> None:
        with changed:
            told.append(state)
            changed.notify_all()

    opened = open_meeting(path)
    writer = Writer(opened, take, pace=QUICK)
    writer.submit(edits.set_facts(opened.meeting, place=place))
    writer.wait_journalled(PATIENCE)
    with changed:
        changed.wait_for(lambda: bool(told) and told[-1].kind in ("journal", "saved"), PATIENCE)
    return [told[-1].kind, told[-1].message]


def open_and_save(path: Path) -> list[str]:
    opened = open_meeting(path)
    opened.save()
    return [opened.meeting.facts.place]


@pytest.mark.parametrize(
    ("what", "closed", "open_again", "said"),
    [
        ("file", 0o444, 0o644, "Filen är skrivskyddad."),
        ("folder", 0o555, 0o755, "Du får inte skriva i mappen."),
    ],
)
def test_what_is_typed_into_a_meeting_that_may_not_be_written_is_there_when_it_may(
    path: Path, what: str, closed: int, open_again: int, said: str
) -> None:
    before = path.read_bytes()
    protected = path if what == "file" else path.parent
    protected.chmod(closed)
    kind, message = as_user(lambda: type_and_be_killed(path, "Köket"))
    assert kind == "journal"
    assert said in message
    assert "tryggt i journalen" in message
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    protected.chmod(open_again)
    assert as_user(lambda: open_and_save(path)) == ["Köket"]
    assert read_meeting(path).meeting.facts.place == "Köket"


def open_and_look(path: Path) -> list[str]:
    """Open the meeting and type nothing. Return what is told."""
    told: list[SaveState] = []
    changed = threading.Event()

    def take(state: SaveState) -> None:
        told.append(state)
        changed.set()

    writer = Writer(open_meeting(path), take, pace=QUICK)
    changed.wait(PATIENCE)
    writer.close(PATIENCE)
    return [told[0].kind, told[0].message]


def test_that_a_folder_may_not_be_written_is_told_before_anything_is_typed(path: Path) -> None:
    path.parent.chmod(0o555)
    kind, message = as_user(lambda: open_and_look(path))
    assert kind == "journal"
    assert "Du får inte skriva i mappen." in message


def test_where_nothing_is_protected_the_same_words_are_saved(path: Path) -> None:
    assert as_user(lambda: type_and_be_killed(path, "Köket")) == ["saved", ""]
    assert read_meeting(path).meeting.facts.place == "Köket"


@needs_root
def test_on_a_disk_that_becomes_read_only_it_is_told_and_saved_when_it_is_writable_again(
    meeting: Path, tmp_path: Path
) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "tmpfs") as disk:
        path = disk / "mote.toml"
        path.write_bytes(meeting.read_bytes())
        with secretary(path, "--rest", 0.02, "--look", 0.05, "--pause", 0.02) as she:
            she.wait_for("typed")
            remount(disk, "ro")
            wait_until(lambda: "skrivskyddad" in " ".join(she.said("state")[-3:]), "her to be told")
            before = path.read_bytes()
            safe = she.wait_for("typed", len(she.said("typed")) + 3)
            assert path.read_bytes() == before
            remount(disk, "rw")
            wait_until(lambda: safe in words_of(read_meeting(path).meeting), "the text to be in the file")


def remount(disk: Path, mode: str) -> None:
    """Make a disk read-only or writable. It is refused while a file is being written, and tried again."""
    command = ["mount", "-o", f"remount,{mode}", str(disk)]
    wait_until(lambda: subprocess.run(command, capture_output=True).returncode == 0, f"the disk to be {mode}")
