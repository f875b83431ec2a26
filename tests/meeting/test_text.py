import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.text import REPLACEMENT, clean_line, clean_text, count_unsafe, fold


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("rad\r\nrad\rrad\u2028rad\x0brad", "rad\nrad\nrad\nrad\nrad"),
        ("a\tb", "a    b"),
        ("\x1b[31mröd", f"{REPLACEMENT}[31mröd"),
        ("\x9b2J\x07\x7f", f"{REPLACEMENT}2J{REPLACEMENT}{REPLACEMENT}"),
        ("vänd\u202e\u2066", f"vänd{REPLACEMENT}{REPLACEMENT}"),
        ("ensam\ud800", f"ensam{REPLACEMENT}"),
        ("inget\ufffetecken\uffff", f"inget{REPLACEMENT}tecken{REPLACEMENT}"),
        ("A\u030angstro\u0308m", "Ångström"),
    ],
)
def test_a_text_is_cleaned_of_what_a_terminal_would_obey(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize(
    "text", ["", "vanlig text\n\n- punkt", "👨‍👩‍👧 🇸🇪", "עברית", "mjukt\u00adbindestreck"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


def test_a_line_is_one_line_without_space_at_its_ends() -> None:
    assert clean_line("  Ett\tmöte\r\n\nom\nhösten ") == "Ett    möte om hösten"


def test_replaced_characters_are_counted_and_line_ends_are_not() -> None:
    assert count_unsafe("a\x1bb\r\nc\x00\td") == 2


def test_names_are_compared_without_case_and_extra_space_but_with_their_dots() -> None:
    assert fold("  ÅSA   ek") == fold("A\u030asa Ek")
    assert fold("Åsa") != fold("Asa")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (clean_text, clean_line):
        assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None)))
def test_no_control_character_is_left(text: str) -> None:
    cleaned = clean_text(text)

    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in cleaned if char != "\n")
    assert count_unsafe(cleaned) == 0
    assert "\n" not in clean_line(text)
