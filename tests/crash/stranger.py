"""Somebody else who edits the file of a meeting by hand, as an editor or a synced folder does.

    python -m tests.crash.stranger FILE NAME

Prints each word that has come into the file, of which nobody had changed anything meanwhile, until it is
killed.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import sys
import time
from pathlib import Path

from tests.crash.words import say, word


def edited(text: str, new: str, chance: random.Random) -> str:
    """Return the text of a file with a word more: a new item, the place, or a text that others write in."""
    kind = chance.random()
    if kind < 0.5:
        return f'{text}\n# för hand\n[[agenda]]\ntitle = "{new}"\n'
    if kind < 0.85 and (found := re.search(r'(?m)^place = "', text)):
        return f"{text[: found.end()]}{new} {text[found.end() :]}"
    if kind < 0.85:
        return text.replace("[meeting]\n", f'[meeting]\nplace = "{new}"\n')
    return re.sub(r'(?m)^text = "(?!")', f'text = "{new} ', text, count=1)


def main() -> None:
    path, name = Path(sys.argv[1]), sys.argv[2]
    beside = path.with_name("by-hand")
    chance = random.Random(name)  # noqa: S311
    for number in itertools.count():
        new = word(name, number)
        text = path.read_text("utf-8")
        time.sleep(chance.uniform(0, 0.02))
        beside.write_text(edited(text, new, chance), "utf-8")
        if new in beside.read_text("utf-8") and path.read_text("utf-8") == text:
            os.replace(beside, path)  # noqa: PTH105
            say("put", new)
        time.sleep(chance.uniform(0.01, 0.08))


if __name__ == "__main__":
    main()
