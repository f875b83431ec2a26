"""What time it is for the person at the keyboard: the one place, so that a test can say another."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day on her calendar, which is what "29/5" is read against."""
    return dt.date.today()  # noqa: DTZ011 - her own day is meant


def now() -> dt.datetime:
    """Return the time on her wall."""
    return dt.datetime.now()  # noqa: DTZ005 - her own time is meant
