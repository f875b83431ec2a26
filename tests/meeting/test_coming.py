"""Coming meetings and attachments, each on one typed line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.coming import (
    coming_fault,
    read_attachment,
    read_coming,
    short_body,
    show_attachment,
    show_coming,
)
from protokoll_tui.meeting.model import Attachment, Mode, NextMeeting

DAY = dt.date(2026, 5, 29)
"""The day of the meeting in which the next ones are decided."""
BODIES = ("Chefsgrupp folkhälsa i Älvdal", "Chefsgrupp social välfärd i Älvdal")
NINE, TWELVE = dt.time(9), dt.time(12)


@pytest.mark.parametrize(
    ("line", "meeting"),
    [
        (
            "28/8 9-12 digitalt",
            NextMeeting(date=dt.date(2026, 8, 28), start=NINE, end=TWELVE, mode="digital"),
        ),
        (
            "8-9/10 internat",
            NextMeeting(date=dt.date(2026, 10, 8), end_date=dt.date(2026, 10, 9), note="internat"),
        ),
        ("24/8 em", NextMeeting(date=dt.date(2026, 8, 24), time_text="em")),
        ("28/8 12", NextMeeting(date=dt.date(2026, 8, 28), start=TWELVE)),
        ("28/8 27", NextMeeting(date=dt.date(2027, 8, 28))),
        ("fredag 28 augusti kl 9-12", NextMeeting(date=dt.date(2026, 8, 28), start=NINE, end=TWELVE)),
        ("vecka 40", NextMeeting(date_text="vecka 40")),
        ("vecka 40 em digitalt", NextMeeting(date_text="vecka 40", time_text="em", mode="digital")),
        ("vecka 12-13 hybrid", NextMeeting(date_text="vecka 12-13", mode="hybrid")),
        ("hösten 2026 9-12", NextMeeting(date_text="hösten 2026", start=NINE, end=TWELVE)),
        ("datum meddelas senare", NextMeeting(date_text="datum meddelas senare")),
        ("28/8, Björksalen", NextMeeting(date=dt.date(2026, 8, 28), place="Björksalen")),
        (
            "28/8 9, Björksalen, plan 2, hybrid",
            NextMeeting(date=dt.date(2026, 8, 28), start=NINE, place="Björksalen, plan 2", mode="hybrid"),
        ),
        ("28/8 prel.", NextMeeting(date=dt.date(2026, 8, 28), tentative=True)),
        (
            "28/8 (preliminärt, med revisorerna)",
            NextMeeting(date=dt.date(2026, 8, 28), tentative=True, note="med revisorerna"),
        ),
        (
            "Extrainsatt möte: 28/8 9-12",
            NextMeeting(title="Extrainsatt möte", date=dt.date(2026, 8, 28), start=NINE, end=TWELVE),
        ),
        ("31/2 9-12", NextMeeting(date_text="31/2", start=NINE, end=TWELVE)),
        ("29/5 12-9", NextMeeting(date=DAY, note="12-9")),
    ],
)
def test_a_line_is_read_as_it_is_meant(line: str, meeting: NextMeeting) -> None:
    assert read_coming(line, DAY) == meeting


def test_a_date_without_a_year_comes_after_this_meeting() -> None:
    assert read_coming("1/3", DAY).date == dt.date(2027, 3, 1)


def test_a_word_of_a_body_tells_whose_meeting_it_is() -> None:
    coming = read_coming("folkhälsa: Planering: 28/8", DAY, BODIES)
    assert (coming.body, coming.title) == (BODIES[0], "Planering")


def test_a_word_that_both_bodies_have_is_a_title() -> None:
    coming = read_coming("Chefsgrupp: 28/8", DAY, BODIES)
    assert (coming.body, coming.title) == ("", "Chefsgrupp")


def test_the_only_body_stays_though_the_line_does_not_name_it() -> None:
    old = NextMeeting(body="Skogsrådet", date=DAY)
    assert read_coming("28/8", DAY, ("Skogsrådet",), old).body == "Skogsrådet"


def test_a_body_is_shown_by_its_first_word_of_its_own() -> None:
    assert [short_body(body, BODIES) for body in BODIES] == ["folkhälsa", "social"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("31/2", "31 februari finns inte"),
        ("den 31 februari 9-12", "31 februari finns inte"),
        ("Extra: 31/2", "31 februari finns inte"),
        ("28/8 9-12", ""),
        ("vecka 40", ""),
    ],
)
def test_a_date_that_does_not_exist_is_told(line: str, fault: str) -> None:
    assert coming_fault(line, DAY) == fault


_words = st.sampled_from(["", "Planering", "Extrainsatt möte"])
_days = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
_hours = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@st.composite
def comings(draw: st.DrawFn) -> NextMeeting:
    """Coming meetings such as stand in minutes."""
    date = draw(st.none() | _days)
    start, end = draw(st.none() | _hours), draw(st.none() | _hours)
    modes: list[Mode] = ["", "physical", "digital", "hybrid"]
    return NextMeeting(
        body=draw(st.sampled_from(BODIES)),
        title=draw(_words),
        date=date,
        end_date=date + dt.timedelta(days=draw(st.integers(1, 40))) if date and draw(st.booleans()) else None,
        date_text="" if date else draw(st.sampled_from(["vecka 40", "hösten 2026", "i höst"])),
        start=start,
        end=end if start and end and end >= start else None,
        time_text=draw(st.sampled_from(["", "em"])),
        place=draw(st.sampled_from(["", "Björksalen", "Älvsalen, Regionens hus"])),
        mode=draw(st.sampled_from(modes)),
        note=draw(st.sampled_from(["", "från lunch till lunch", "internat"])),
        tentative=draw(st.booleans()),
    )


@given(comings(), _days)
def test_a_line_that_is_shown_is_read_back_the_same(coming: NextMeeting, today: dt.date) -> None:
    line = show_coming(coming, today, BODIES)
    assert read_coming(line, today, BODIES, coming) == coming


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_any_line_at_all_can_be_read(line: str) -> None:
    read_coming(line, DAY, BODIES)
    coming_fault(line, DAY)
    read_attachment(line)


@given(
    st.lists(st.sampled_from(["28/8", "9-12", "31/2", "em", "teams", "internat", "vecka", "40", "i", "höst"]))
)
def test_no_word_of_a_line_is_lost(words: list[str]) -> None:
    line = " ".join(["möte", *words])
    coming = read_coming(line, DAY)
    shown = show_coming(coming, DAY).translate(str.maketrans("–", "-", "()")).replace("digitalt", "teams")
    assert sorted(word for word in shown.split() if word != "kl") == sorted(line.split())


@pytest.mark.parametrize(
    ("line", "attachment"),
    [
        ("Budget 2027", Attachment(title="Budget 2027")),
        ("Bilaga 1: Budget (§ 5)", Attachment(title="Budget", label="Bilaga 1", item="5")),
        ("Bilaga A: Budget (utkast)", Attachment(title="Budget (utkast)", label="Bilaga A")),
        ("Budget: del 2", Attachment(title="Budget: del 2")),
    ],
)
def test_an_attachment_is_read_and_shown_again(line: str, attachment: Attachment) -> None:
    assert read_attachment(line) == attachment
    assert show_attachment(attachment) == line
