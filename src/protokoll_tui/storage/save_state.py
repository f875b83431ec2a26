"""What a screen is told of saving. Apart from the writer, which the first screen is painted without."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple


class SaveState(NamedTuple):
    """Where the text is.

    saved: in the file. waiting, saving: in the journal, soon in the file. journal: only in the journal,
    since the file cannot be written. memory: neither can be written. lost: another program has taken the
    meeting over, and nothing more is written to the file from here.

    `at` is the time of the last good save. `message` is Swedish: what happened, where the text is, what
    to do; empty where there is nothing to tell.
    """

    kind: Literal["saved", "waiting", "saving", "journal", "memory", "lost"]
    at: dt.datetime | None = None
    message: str = ""
