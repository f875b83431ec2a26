"""E-mail addresses, phone numbers and personal numbers are known by their form, and dates are not."""

import pytest

from protokoll_tui.meeting.contacts import find_contacts


def found(text: str) -> list[tuple[str, str]]:
    return [(text[contact.start : contact.end], contact.kind) for contact in find_contacts(text)]


@pytest.mark.parametrize(
    "phone",
    [
        "099-602 70 00",
        "070 123 45 67",
        "0701234567",
        "+46 (0)99 602 70 00",
        "0046 99 602 70 00",
        "(099) 602 70 00",
        "08-12 34 56",
        "099–100\u00a000",
        "070\N{MINUS SIGN}123 45\N{EM DASH}67",
        "070.123.45.67",
        "+46.70.123.45.67",
        "070.1234567",
        "０７０-１２３ ４５ ６７",
        "070-123\n45 67",
        "46701234567",
        "070-**123** 45 67",
        "070\u00ad1234567",
        "(+46) 99 602 70 00",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Ring {}.", "5 {}", "{} 2026-05-29", "({})", "tel:{}", "Tel.{}"])
def test_a_phone_number_is_known_wherever_it_stands(phone: str, around: str) -> None:
    assert found(around.format(phone)) == [(phone, "phone")]


def test_two_phone_numbers_are_two() -> None:
    assert [text for text, _ in found("099-123456/070-1234567")] == ["099-123456", "070-1234567"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tel. 12 34 56", "12 34 56"),
        ("Växel: 60270", "60270"),
        ("Ring 60270", "60270"),
        ("mob. 12 34 56", "12 34 56"),
        ("ankn. 4321", "4321"),
        ("tel nr 123 45 67", "123 45 67"),
        ("telnr 12 34 56", "12 34 56"),
        ("mobil (privat) 123 45 67", "123 45 67"),
        ("tel: 46 70 123 45 67", "46 70 123 45 67"),
    ],
)
def test_a_number_that_is_said_to_be_a_phones_needs_no_area_code(text: str, number: str) -> None:
    assert found(text) == [(number, "phone")]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-29 kl. 09.00–12.00",
        "01-02-2026",
        "01/02 2026",
        "kl. 0900-1200",
        "IBAN SE45 5000 0000 0583 9825 7466",
        "1 450 000 kronor",
        "08 232100-0164",
        "Dnr 2026/0123-45 6789",
        "0,12345678",
        "§ 4–10",
        "https://example.org/0701234567",
        "mobil 2026-05-29",
        "tel 5",
        "0123456-7",
        "kl. 09.00—12.00, 13.00—15.00",
        "01.02.2026",
        "2026.05.29",
        "0.12345678",
        "0 2000-01-01",
        "kl. 08-12 13-17",
        "08-10 12-14",
        "veckor 05-09 06-10",
        "v. 08 09 10 11",
        "Kl. 0800 0900 1000",
        "0 - 1 000 000 kr",
        "0 250 000 - 500 000 kr",
        "Diarienr 04512-2026",
        "Faktura 0012345678",
        "Telefon 10 000 kr",
        "Ring 15000 personer",
        "Växel 100 000 kr",
        "20260518 1409 möte",
        "20260529 1000",
        "46 701 234 567 kronor",
        "LK-0123-4567",
    ],
)
def test_what_only_looks_like_a_phone_number_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("sign", ["@", "(at)", " (at) ", "[AT]", " [@] ", " (snabel-a) ", "(snabela)"])
def test_an_address_is_known_also_where_its_sign_is_spelled_out(sign: str) -> None:
    assert found(f"Skriv till a.b{sign}post.example.se.") == [(f"a.b{sign}post.example.se", "mail")]


@pytest.mark.parametrize(
    "phone",
    ["070:123:45:67", "070,123,45,67", "070, 123 45 67", "070: 123 45 67", "070·123·45·67", "0611|12|34|56"],
)
def test_a_phone_number_with_odd_signs_between_its_groups_is_known_and_not_sure(phone: str) -> None:
    text = f"Fråga Bo, {phone}, i dag."
    assert [(text[c.start : c.end], c.kind, c.sure) for c in find_contacts(text)] == [(phone, "phone", False)]


@pytest.mark.parametrize(
    "text",
    [
        "kl. 08:15:30, 09:30",
        "rum 010, 011, 012, 013",
        "linje 010,011,012",
        "v. 05,06,07,08",
        "§§ 012, 013, 014 och 15",
        "00:12:34:56",
        "012, 345 67 89 kronor",
        "SFS 2017:900, 2019:123",
        "KL 5:65, 5:67 och 6:35",
    ],
)
def test_times_and_lists_are_no_phone_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "mail",
    [
        "bo@post.example .se",
        "bo @ post . example . se",
        "bo [at] example [punkt] se",
        "bo(at)example(dot)se",
        "bo{at}example.se",
        "bo (snabel a) example.se",
        "bo snabel-a example.se",
        "bo@\nexample.se",
        "bo\u200e@example.se",
    ],
)
def test_an_address_is_known_with_spaces_and_words_in_it(mail: str) -> None:
    assert found(f"Skriv till {mail}, tack.") == [(mail, "mail")]


def test_what_follows_an_address_is_no_part_of_it() -> None:
    assert found("Skriv till bo@example. Se bilagan.") == [("bo@example", "mail")]
    assert found("Skriv till bo@example.se. Se bilagan.") == [("bo@example.se", "mail")]


@pytest.mark.parametrize("text", ["Mötet (at home) hölls", "sid. 4 (at.)", "a @ b"])
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert found(text) == []


def test_an_address_is_known_with_its_dots_and_without_the_full_stop() -> None:
    assert found("Skriv till a.b+c@post.example.se.") == [("a.b+c@post.example.se", "mail")]


def test_a_personal_number_is_known_by_its_check_digit() -> None:
    assert found("811218-9876 och 811278-9873") == [
        ("811218-9876", "personal number"),
        ("811278-9873", "personal number"),
    ]
    assert found("811218-9875") == []


@pytest.mark.parametrize(
    "mail",
    [
        "test @ exempel.se",
        "test%40exempel.se",
        "o'brien@exempel.se",
        "o’brien@exempel.se",
        "test＠exempel.se",
        "te**st@ex**empel.se",
        "a_b@exempel.se",
        "test\\@exempel.se",
        "test@exempel",
        "test (a) exempel.se",
    ],
)
def test_an_address_is_known_whole_in_other_spellings_too(mail: str) -> None:
    assert found(f"Skriv till {mail}.") == [(mail, "mail")]
    assert found(f"Skriv till '{mail}'.") == [(mail, "mail")]


@pytest.mark.parametrize(
    "number",
    [
        "811218 - 9876",
        "811218/9876",
        "811218—9876",
        "1981-12-18-9876",
        "811218-**9876",
        "811218-\n9876",
        "811218  9876",
        "811218-  9876",
        "811218.9876",
        "811218:9876",
        "81.12.18-9876",
        "81/12/18-9876",
        "811218-98 76",
        "81 12 18-9876",
    ],
)
def test_a_personal_number_is_known_in_other_spellings_too(number: str) -> None:
    assert found(f"Född **{number}**") == [(number, "personal number")]


@pytest.mark.parametrize(
    "number",
    [
        "811218+9876",
        "18811218-9876",
        "18811218+9876",
        "198112189876",
        "19811278-9873",
        "811278+9873",
        "811218\u00a09876",
        "811218\u20119876",
        "811218\u20139876",
        "811218\u22129876",
        "000229-1235",
    ],
)
def test_a_personal_number_is_known_with_any_century_and_dash(number: str) -> None:
    assert found(f"Född {number}.") == [(number, "personal number")]


@pytest.mark.parametrize(
    "text",
    [
        "811218-9875",
        "811318-9876",
        "811232-9870",
        "990229-1237",
        "19000229-1235",
        "202602291235",
        "811218-T876",
        "556036-0793",
        "16556036-0793",
        "212000-0142",
        "1811218-9876",
        "811218-98765",
    ],
)
def test_another_number_is_no_personal_number(text: str) -> None:
    assert found(f"Nr {text}.") == []


def test_a_number_that_is_whole_does_not_go_on_in_the_next_line() -> None:
    assert found("08-12 34 56\n25 kom, 070-123 45 67\n12") == [
        ("08-12 34 56", "phone"),
        ("070-123 45 67", "phone"),
    ]


def test_a_number_that_only_the_word_before_it_makes_a_phones_is_not_sure() -> None:
    assert [contact.sure for contact in find_contacts("ring 20 000 gånger, tel. 099-602 70 00")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    "text", ["te<b>st</b>@exempel.se", "test&shy;@exempel.se", "te&#173;st@exempel.se", "te\\st@exempel.se"]
)
def test_an_address_is_known_through_tags_and_signs_of_no_width(text: str) -> None:
    assert found(f"Skriv till {text} i dag") == [(text, "mail")]


@pytest.mark.parametrize("before", ["Akt 10 12", "2026 12", "kl 13 15", "12 34", "20 26", "070-123 45 67"])
def test_a_personal_number_is_known_behind_other_numbers(before: str) -> None:
    assert found(f"{before} 811218-9876 avser barnet")[-1] == ("811218-9876", "personal number")


def test_a_phone_number_is_known_before_a_count() -> None:
    assert found("ring 08-123 45 67, 5 personer") == [("08-123 45 67", "phone")]


def test_a_day_and_a_time_are_no_personal_number() -> None:
    minutes = [f"2026-05-29 {hour:02}{minute:02}" for hour in range(24) for minute in range(0, 60, 5)]
    assert [text for text in minutes if found(f"Möte {text}–1700")] == []


def test_a_number_in_a_list_is_no_part_of_a_phone_number() -> None:
    assert found("1. 08-123456\n2. 08-654321") == [("08-123456", "phone"), ("08-654321", "phone")]


def test_a_hostile_text_is_read_in_no_time() -> None:
    for text in ("a" * 100_000 + "@", "0 " * 10_000, "a@a." * 10_000, "a'" * 50_000, "0.12" * 10_000):
        find_contacts(text)
