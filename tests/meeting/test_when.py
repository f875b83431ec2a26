import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.when import (
    WhenError,
    read_date,
    read_dates,
    read_span,
    short_date,
    short_dates,
    short_span,
)

TODAY = dt.date(2026, 5, 20)
"""A Wednesday."""
DAY = dt.date(2026, 5, 29)

days = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))
todays = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))
times = st.times().map(lambda time: time.replace(microsecond=0))


@pytest.mark.parametrize(
    "text",
    [
        "29/5",
        " 29 / 5 ",
        "29/5-26",
        "29/5 2026",
        "29/5/26",
        "29 maj",
        "29 MAJ 2026",
        "29:e maj",
        "den 29 maj",
        "fredag 29 maj 2026",
        "fre. 29 maj",
        "fredagen den 29 maj 2026.",
        "2026-05-29",
        "2026-5-29",
        "26-05-29",
        "260529",
        "20260529",
        "29.5.2026",
        "29.5.",
    ],
)
def test_a_date_is_understood_however_it_is_typed(text: str) -> None:
    assert read_date(text, TODAY) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("idag", 20),
        ("i dag", 20),
        ("imorgon", 21),
        ("i övermorgon", 22),
        ("igår", 19),
        ("onsdag", 20),
        ("på fredag", 22),
        ("tis", 26),
    ],
)
def test_a_day_can_be_named_from_today(text: str, day: int) -> None:
    assert read_date(text, TODAY) == dt.date(2026, 5, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/12", dt.date(2026, 12, 1)),
        ("15/1", dt.date(2027, 1, 15)),
        ("1/3", dt.date(2026, 3, 1)),
        ("19 maj", dt.date(2026, 5, 19)),
    ],
)
def test_without_a_year_it_is_a_day_to_come_or_of_the_last_months(text: str, day: dt.date) -> None:
    assert read_date(text, TODAY) == day


def test_a_due_date_without_a_year_is_never_in_the_past() -> None:
    assert read_date("19/5", TODAY, ahead=True) == dt.date(2027, 5, 19)
    assert read_date("20/5", TODAY, ahead=True) == TODAY


def test_two_digits_of_a_year_mean_the_century_that_is_nearest() -> None:
    assert read_date("1/1-98", TODAY).year == 1998
    assert read_date("1/1-31", TODAY).year == 2031


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/2", "31 februari finns inte"),
        ("31 april", "31 april finns inte"),
        ("29/2-26", "29 februari 2026 finns inte"),
        ("0/5", "0 maj finns inte"),
        ("1/13", "månad 13 finns inte"),
        ("2026-00-10", "månad 0 finns inte"),
        ("torsdag 29 maj 2026", "29 maj 2026 är en fredag, inte en torsdag"),
        ("", "Skriv datum som 29/5 eller 2026-05-29"),
        ("vecka 12", "Skriv datum som 29/5 eller 2026-05-29"),
        ("29", "Skriv datum som 29/5 eller 2026-05-29"),
        ("29 foo", "Skriv datum som 29/5 eller 2026-05-29"),
    ],
)
def test_a_date_that_is_none_is_told_in_swedish(text: str, message: str) -> None:
    with pytest.raises(WhenError) as error:
        read_date(text, TODAY)

    assert str(error.value) == message


def test_the_leap_day_is_found_where_the_year_has_one() -> None:
    assert read_date("29/2", dt.date(2027, 12, 1)) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "8-9/10",
        "8–9/10",
        "8/10 – 9/10",
        "8/10-9/10",
        "8–9 oktober",
        "8 till 9 oktober",
        "8 och 9 okt",
        "8-9/10-26",
        "tors 8 – fre 9 oktober",
        "2026-10-08 – 2026-10-09",
        "2026-10-08 t.o.m. 2026-10-09",
        "2026-10-08-2026-10-09",
        "8/10 2026 - 9/10",
    ],
)
def test_a_span_of_days_is_understood_however_it_is_typed(text: str) -> None:
    assert read_dates(text, TODAY) == (dt.date(2026, 10, 8), dt.date(2026, 10, 9))


@pytest.mark.parametrize("text", ["29/5", "29/5-26", "2026-05-29", "29-29/5"])
def test_a_single_day_has_no_last_day(text: str) -> None:
    assert read_dates(text, TODAY) == (DAY, None)


@pytest.mark.parametrize("text", ["30/12 - 2/1", "30/12 2026 – 2/1", "30/12 – 2/1 2027"])
def test_a_span_can_turn_the_year(text: str) -> None:
    assert read_dates(text, TODAY) == (dt.date(2026, 12, 30), dt.date(2027, 1, 2))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9-8/10", "slutet ligger före början"),
        ("8/10 - 9/9", "slutet ligger före början"),
        ("8/10 2026 – 9/10 2025", "slutet ligger före början"),
        ("31/4 - 2/5", "31 april finns inte"),
        ("i höst", "Skriv datum som 29/5 eller 2026-05-29"),
    ],
)
def test_a_span_of_days_that_is_none_is_told_in_swedish(text: str, message: str) -> None:
    with pytest.raises(WhenError) as error:
        read_dates(text, TODAY)

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9-12", "09:00", "12:00"),
        ("9.00–12.00", "09:00", "12:00"),
        ("kl 13-16.30", "13:00", "16:30"),
        ("Kl. 9.00 – kl. 12.00", "09:00", "12:00"),
        ("klockan 9 till 12", "09:00", "12:00"),
        ("0900-1200", "09:00", "12:00"),
        ("900-1130", "09:00", "11:30"),
        ("9:15", "09:15", None),
        ("13", "13:00", None),
        ("9-", "09:00", None),
        ("20:00:59", "20:00:59", None),
    ],
)
def test_a_time_is_understood_however_it_is_typed(text: str, start: str, end: str | None) -> None:
    assert read_span(text) == (dt.time.fromisoformat(start), end and dt.time.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12-9", "slutet ligger före början"),
        ("25", "klockan 25 finns inte"),
        ("9.75", "klockan 9.75 finns inte"),
        ("em", "Skriv tid som 9-12 eller 13.15"),
        ("", "Skriv tid som 9-12 eller 13.15"),
        ("9-tolv", "Skriv tid som 9-12 eller 13.15"),
    ],
)
def test_a_time_that_is_none_is_told_in_swedish(text: str, message: str) -> None:
    with pytest.raises(WhenError) as error:
        read_span(text)

    assert str(error.value) == message


@pytest.mark.parametrize(
    ("day", "text"),
    [(DAY, "29/5"), (dt.date(2025, 5, 29), "29/5 2025"), (dt.date(2028, 2, 29), "29/2 2028")],
)
def test_a_date_is_shown_short_with_its_year_only_where_that_is_needed(day: dt.date, text: str) -> None:
    assert short_date(day, TODAY) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [("09:00", "12:00", "9–12"), ("09:15", "12:00", "9.15–12"), ("09:05", None, "9.05")],
)
def test_a_time_is_shown_short(start: str, end: str | None, text: str) -> None:
    assert short_span(dt.time.fromisoformat(start), dt.time.fromisoformat(end) if end else None) == text


@given(days, todays)
def test_a_short_date_is_read_as_the_same_day(day: dt.date, today: dt.date) -> None:
    assert read_date(short_date(day, today), today) == day


@given(days, days, todays)
def test_a_short_span_of_days_is_read_as_the_same_days(a: dt.date, b: dt.date, today: dt.date) -> None:
    first, last = min(a, b), max(a, b)

    assert read_dates(short_dates(first, last, today), today) == (first, last if last > first else None)


@given(times, st.none() | times)
def test_a_short_time_is_read_as_the_same_time(start: dt.time, end: dt.time | None) -> None:
    if end is not None:
        start, end = min(start, end), max(start, end)

    assert read_span(short_span(start, end)) == (start, end)


@given(st.text(max_size=20) | st.from_regex(r"[0-9/. \-–kl]{0,12}", fullmatch=True), todays)
def test_anything_typed_gives_a_value_or_a_swedish_message(text: str, today: dt.date) -> None:
    messages = []
    for read in (lambda: read_date(text, today), lambda: read_dates(text, today), lambda: read_span(text)):
        try:
            read()
        except WhenError as error:
            messages.append(str(error))

    assert all(messages)
