"""Dates and times as Swedish minutes write them."""

import datetime as dt

import pytest

from protokoll_tui.document.dates import clock, date_span, long_date, moment, time_span, whole_days

MAY_29 = dt.date(2026, 5, 29)


def test_a_date_is_written_with_its_month_in_words() -> None:
    assert long_date(MAY_29) == "29 maj 2026"
    assert long_date(MAY_29, weekday=True) == "fredag 29 maj 2026"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Nora, 29 maj 2026", "Nora, 29_maj_2026"),
        ("Nora, 30 september – 1 oktober 2026", "Nora, 30 september – 1_oktober_2026"),
        ("Nora, 8–9 oktober 2026", "Nora, 8–9_oktober_2026"),
        ("Plan för 29 mål 2026", "Plan för 29 mål 2026"),
    ],
)
def test_a_title_holds_its_days_together(title: str, written: str) -> None:
    assert whole_days(title).replace("\N{NO-BREAK SPACE}", "_") == written.replace(
        "1_oktober 2026", "1_oktober_2026"
    )


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (MAY_29, None, "29 maj 2026"),
        (MAY_29, MAY_29, "29 maj 2026"),
        (dt.date(2026, 10, 8), dt.date(2026, 10, 9), "8–9 oktober 2026"),
        (dt.date(2026, 9, 30), dt.date(2026, 10, 1), "30 september – 1 oktober 2026"),
        (dt.date(2026, 12, 31), dt.date(2027, 1, 1), "31 december 2026 – 1 januari 2027"),
    ],
)
def test_a_span_of_days_says_no_month_or_year_twice(
    start: dt.date, end: dt.date | None, written: str
) -> None:
    assert date_span(start, end) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (dt.time(9), dt.time(12), "kl. 9.00–12.00"),
        (dt.time(13, 5), None, "kl. 13.05"),
        (None, dt.time(12), "till kl. 12.00"),
        (dt.time(0), None, "kl. 0.00"),
        (None, None, ""),
    ],
)
def test_a_span_of_time_is_written_with_what_is_known(
    start: dt.time | None, end: dt.time | None, written: str
) -> None:
    assert time_span(start, end) == written


def test_a_clock_has_two_digits_for_minutes_only() -> None:
    assert clock(dt.time(9, 5)) == "9.05"


def test_the_times_of_several_days_stand_at_their_own_day() -> None:
    written = moment(dt.date(2026, 10, 8), dt.date(2026, 10, 9), dt.time(12), dt.time(13))
    assert written == "8 oktober kl. 12.00 – 9 oktober 2026 kl. 13.00"


def test_a_text_stands_beside_a_date_or_in_its_place() -> None:
    assert moment(MAY_29, time_text="em") == "fredag 29 maj 2026 em"
    assert moment(date_text="vecka 40", start=dt.time(9)) == "vecka 40 kl. 9.00"
    assert moment() == ""
