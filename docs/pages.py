"""Make pictures of the printed pages of every example: `python docs/pages.py [FOLDER]`.

Each example becomes a PDF and its pages PNG files, in `docs/pages` (which git leaves alone) or in FOLDER.
Needs `pdftoppm`, of poppler-utils.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(folder: Path) -> None:
    """Make the pages of all examples in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in sorted((ROOT / "meetings").glob("*.toml")):
        pdf = folder / f"{meeting.stem}.pdf"
        render = [sys.executable, "-m", "protokoll_tui", "render", meeting, "-o", pdf]
        subprocess.run(render, check=True)
        subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, folder / meeting.stem], check=True)
        print(f"{meeting.stem}: {len(list(folder.glob(f'{meeting.stem}-*.png')))} sidor")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pages")
