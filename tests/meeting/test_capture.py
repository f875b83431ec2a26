import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.capture import (
    Capture,
    Jump,
    NewItem,
    StartEntry,
    read_capture,
)
from protokoll_tui.meeting.model import EntryKind, Outcome
from protokoll_tui.meeting.suggest import TaskGuess, suggest_outcome, suggest_task

TODAY = dt.date(2026, 5, 20)
NAMES = ("Mia Ek", "Bo Lind", "Bo Nord", "Eva Bok")


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("! Godkänns.", "beslut", "Godkänns."),
        ("? Oklart läge", "discussion", "Oklart läge"),
        ("+ Mia ringer", "task", "Mia ringer"),
        ("!", "beslut", ""),
        ("?   två ", "discussion", "två "),
        ("Beslut: Godkänns.", "beslut", "Godkänns."),
        ("beslut:", "beslut", ""),
        ("DISKUSSION: Ja", "discussion", "Ja"),
        ("Uppgift: Ja", "task", "Ja"),
        ("Förslag: Ja", "proposal", "Ja"),
        ("Förslag till beslut: Ja", "proposal", "Ja"),
        ("Beslutsförslag: Ja", "proposal", "Ja"),
        ("Privat: Ja", "private", "Ja"),
        ("Reservation: Ja", "reservation", "Ja"),
        ("Internt: Ja", "internal", "Ja"),
        ("Anteckning: Ja", "note", "Ja"),
    ],
)
def test_a_sign_or_a_word_starts_an_entry(line: str, kind: EntryKind, text: str) -> None:
    assert read_capture(line) == StartEntry(kind, text)


@pytest.mark.parametrize("line", ["§ Sommarbemanning", "§ 10 år av samverkan", "§ Dnr 12"])
def test_a_section_sign_and_a_title_make_an_item(line: str) -> None:
    assert read_capture(line) == NewItem(line[2:])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("§6", "6"),
        ("§ 6 ", "6"),
        ("§6c", "6c"),
        ("§ 6 C)", "6c"),
        ("§117.", "117"),
        ("§6aa", "6aa"),
        ("§6c.1", "6c.1"),
        ("§4.19", "4.19"),
    ],
)
def test_a_section_sign_and_a_number_are_a_jump(line: str, number: str) -> None:
    assert read_capture(line) == Jump(number)


@pytest.mark.parametrize(
    "line",
    ["", "!viktigt", "?va", "+1", "§Sommar", " ! x", "Vad? Jo", "Beslutet: x", "Beslut:x", "- ! x", "a ? b"],
)
def test_ordinary_text_asks_for_nothing(line: str) -> None:
    assert read_capture(line) is None


@given(st.sampled_from(["! ", "? ", "+ ", "§ ", "§", "Beslut: ", ""]), st.text(max_size=20))
def test_no_character_is_lost_but_the_marker(marker: str, text: str) -> None:
    line = marker + text
    found: Capture | None = read_capture(line)

    match found:
        case StartEntry(_, rest) | NewItem(rest):
            assert line.endswith(rest)
            assert line.removesuffix(rest).strip(" ").rstrip(":").casefold() in ("!", "?", "+", "§", "beslut")
        case Jump(number):
            assert number == "".join(line.split()).strip("§.)").lower()


@pytest.mark.parametrize(
    ("text", "outcome", "to"),
    [
        ("Beslutet hänskjuts till AU i juni", "referred", "AU i juni"),
        ("Man hänsköt frågan till styrgruppen, som möts i maj.", "referred", "styrgruppen"),
        ("Hänskjuta ärendet till AU och rådet för yttrande.", "referred", "AU och rådet"),
        ("Frågan hänskjuts.", "referred", ""),
        ("Ärendet bordläggs.", "tabled", ""),
        ("Punkten bordlades till nästa möte.", "tabled", "nästa möte"),
        ("Frågan skjuts upp till hösten", "tabled", "hösten"),
        ("Återremitteras till kansliet för komplettering", "remitted", "kansliet"),
        ("Motionen avslås", "rejected", ""),
        ("Gruppen avslog förslaget.", "rejected", ""),
        ("Förslaget godkänns inte", "rejected", ""),
        ("Inget beslut fattades.", "none", ""),
    ],
)
def test_the_words_of_a_beslut_tell_its_outcome(text: str, outcome: Outcome, to: str) -> None:
    assert suggest_outcome(text) == (outcome, to)


@pytest.mark.parametrize("text", ["", "Godkänns.", "Motionen avslås inte", "Till AU skickas protokollet."])
def test_an_ordinary_decision_suggests_nothing(text: str) -> None:
    assert suggest_outcome(text) is None


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Mia tar fram förslag till revidering", ["Mia Ek"]),
        ("Mia och Eva Bok ordnar lokal", ["Mia Ek", "Eva Bok"]),
        ("Mia, Eva och Bo L. ordnar lokal", ["Mia Ek", "Eva Bok", "Bo Lind"]),
        ("ME ordnar lokal", ["Mia Ek"]),
        ("Ordnar lokal (Eva)", ["Eva Bok"]),
        ("@Eva: ordnar lokal", ["Eva Bok"]),
        ("Tas fram av Mia", ["Mia Ek"]),
        ("Senast på fredag skickar Mia ut listan till Eva", ["Mia Ek"]),
        ("Mia frågar Eva", ["Mia Ek"]),
        ("Skicka underlaget till Mia", []),
        ("Skicka underlaget till Mia och Eva", []),
        ("Skicka underlaget till Mia. Eva följer upp", ["Eva Bok"]),
        ("Bo ordnar lokal", []),
        ("Mias förslag skrivs om", []),
    ],
)
def test_the_owner_of_a_task_is_read_from_its_words(text: str, owners: list[str]) -> None:
    assert suggest_task(text, NAMES, TODAY).owners == tuple(owners)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Mia tar fram förslag till revidering senast 28/8", dt.date(2026, 8, 28)),
        ("Klart senast den 3 september 2026, sedan beslut", dt.date(2026, 9, 3)),
        ("Skickas ut före 1 juli.", dt.date(2026, 7, 1)),
        ("Till 15/1 ska allt vara klart", dt.date(2027, 1, 15)),
        ("Ring senast på fredag", dt.date(2026, 5, 22)),
        ("Ta fram förslag till avtal till 2026-06-30", dt.date(2026, 6, 30)),
        ("Deadline: 1 mars", dt.date(2027, 3, 1)),
        ("Mötet var 28/8", None),
        ("Senast i höst", None),
        ("Senast 31/2", None),
    ],
)
def test_the_due_date_of_a_task_is_read_from_its_words(text: str, due: dt.date | None) -> None:
    assert suggest_task(text, NAMES, TODAY).due == due


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Mia skickar listan senast 31/2", "31 februari finns inte"),
        ("Klart senast måndag 26/5 2026", "26 maj 2026 är en tisdag, inte en måndag"),
        ("Senast 31/2, eller före 1 juli", ""),
        ("Senast i höst", ""),
        ("Mötet var 31/2", ""),
    ],
)
def test_a_due_date_that_is_none_is_told(text: str, problem: str) -> None:
    assert suggest_task(text, NAMES, TODAY).problem == problem


def test_a_task_that_names_nobody_and_no_date_suggests_nothing() -> None:
    assert suggest_task("Boka lokal.", NAMES, TODAY) == TaskGuess()


@given(st.text(), st.lists(st.text(max_size=10)))
def test_any_text_can_be_read_for_suggestions(text: str, names: list[str]) -> None:
    suggest_outcome(text)

    assert set(suggest_task(text, names, TODAY).owners) <= set(names)
