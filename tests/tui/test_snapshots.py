"""Each screen as it looks, in the smallest window that it is made for and in a roomy one.

A changed picture is reviewed as any other change: `pytest tests/tui/test_snapshots.py --snapshot-update`,
then look at the SVG files in `__snapshots__`.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.tui import clock
from protokoll_tui.tui.app import ProtokollApp
from tests.tui.driving import Driven

MEETINGS = Path(__file__).parents[2] / "meetings"
EXAMPLE = "2026-05-29-chefsgrupp-social-valfard.toml"
SIZES = {"80x24": (80, 24), "120x36": (120, 36)}
SCREENS = {
    "mote": ["f2"],
    "narvaro": ["f3"],
    "arenden": ["ctrl+g", "8", "enter", "ctrl+home"],
    "arendelista": ["ctrl+l", "up", "up"],
    "detaljer": ["ctrl+g", *"riktlinje", "enter", "ctrl+end", "ctrl+d"],
    "granska": ["f5"],
    "klart": ["f6"],
    "tangenter": ["f1"],
    "kommandon": ["ctrl+p"],
}
"""The keys that lead to each screen from the live one."""


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file for each picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def svg(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SvgExtension)


@pytest.fixture(autouse=True)
def same_time_and_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 5, 29, 9, 47))  # noqa: DTZ001
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)


def picture(app: ProtokollApp) -> str:
    """Return the screen as SVG, without what differs from run to run and what is loaded from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(title="protokoll"), flags=re.DOTALL)
    return re.sub(r"terminal-\d+-", "terminal-", svg)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_of_a_meeting(screen: str, size: str, svg: SnapshotAssertion) -> None:
    shutil.copy(MEETINGS / EXAMPLE, EXAMPLE)
    app = ProtokollApp(Path(), open_meeting(Path(EXAMPLE)))
    async with app.run_test(size=SIZES[size]) as pilot:
        at = Driven(app, pilot)
        await at.settle()
        await at.press(*SCREENS[screen])
        await pilot.pause(0.5)
        await at.settle()
        assert picture(app) == svg
        at.session.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_screen(size: str, svg: SnapshotAssertion) -> None:
    shutil.copytree(MEETINGS, "moten")
    app = ProtokollApp(Path("moten"))
    async with app.run_test(size=SIZES[size]) as pilot:
        at = Driven(app, pilot)
        await at.wait_for("Samordningsförbundet")
        assert picture(app) == svg
