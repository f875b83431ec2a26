"""A machine without a home, as in a container, where each program gets the same number."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.storage.reading import read_meeting
from tests.crash.crashing import secretary, words_of
from tests.crash.disks import needs_root
from tests.crash.words import word
from tests.tools import needs

pytestmark = [needs_root, needs("unshare")]

CONTAINER = ("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")


def test_killed_without_a_home_and_started_anew_with_the_same_number_all_comes_back(
    meeting: Path, tmp_path: Path
) -> None:
    (tmp_path / "tillfällig").mkdir()
    env = {"XDG_STATE_HOME": "/dev/null/x", "XDG_RUNTIME_DIR": "", "TMPDIR": str(tmp_path / "tillfällig")}
    with secretary(meeting, "--name", "kvar", "--pause", 60, env=env, inside=CONTAINER) as she:
        she.wait_for("typed")
        she.kill()
    assert words_of(read_meeting(meeting).meeting) == []
    with secretary(meeting, "--words", 1, env=env, inside=CONTAINER) as she:
        assert she.wait() == 0, she.errors()
    assert words_of(read_meeting(meeting).meeting) == [word("kvar", 0), word("ord", 0)]
