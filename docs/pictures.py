"""Make the pictures of the documentation from the running program: `python docs/pictures.py`.

Each picture is an SVG of a screen, taken after the keys that a secretary would press.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import shutil
import tempfile
from pathlib import Path

from protokoll_tui.storage.opening import open_meeting
from protokoll_tui.tui import clock
from protokoll_tui.tui.app import ProtokollApp

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "meetings" / "2026-05-29-chefsgrupp-social-valfard.toml"
PICTURES = ROOT / "docs" / "pictures"
NOW = dt.datetime(2026, 5, 29, 9, 47)  # noqa: DTZ001 - the clock on the secretary's wall

SHOTS: dict[str, tuple[tuple[int, int], list[str]]] = {
    "live": ((120, 34), ["ctrl+g", *"nära", "enter", "ctrl+home"]),
    "narvaro": ((80, 24), ["f3", *"yvo"]),
    "mote": ((80, 24), ["f2"]),
    "granska": ((80, 24), ["f5"]),
    "klart": ((120, 34), ["f6"]),
    "tangenter": ((80, 24), ["f1"]),
}
"""For each picture the size of the window and the keys."""


async def shoot(name: str, size: tuple[int, int], keys: list[str], folder: Path) -> None:
    """Open the example in a copy, press the keys, and write what is shown to docs/pictures."""
    path = folder / EXAMPLE.name
    shutil.copy(EXAMPLE, path)
    app = ProtokollApp(folder, open_meeting(path))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause(0.6)
        svg = app.export_screenshot(title="protokoll")
    # The picture is to load nothing from elsewhere; the reader's own fixed-width font serves.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg).replace("Fira Code", "monospace")
    (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


async def main() -> None:
    """Make all pictures."""
    clock.now = lambda: NOW
    clock.today = NOW.date
    PICTURES.mkdir(exist_ok=True)
    for name, (size, keys) in SHOTS.items():
        with tempfile.TemporaryDirectory() as folder:
            await shoot(name, size, keys, Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
