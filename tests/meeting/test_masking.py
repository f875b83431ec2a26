"""Every way of writing a protected person's name that cannot mean another."""

import pytest

from protokoll_tui.meeting.masking import Names

OTHERS = ("Bo Lind", "Anna-Karin Öst", "Eva Bok", "Dag Ek")


def masked(text: str, *protected: str) -> str:
    for start, end in reversed(list(Names.of(protected or ("Alva Maria Mård",), OTHERS).find(text))):
        text = f"{text[:start]}_{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Alva Maria Mård föredrog.", "_ föredrog."),
        ("alva maria mård föredrog.", "_ föredrog."),
        ("Alva Mård, Mård Alva; Mård, Alva Maria.", "_, _; _."),
        ("Alva\nMård", "_"),
        ("Alvas förslag, Alva Mårds fråga, AMM:s svar", "_ förslag, _ fråga, _ svar"),
        ("Alva M. och A. Mård och A.M.M.", "_ och _ och _."),
        (
            "Det sade Alva M. Sedan kom A.M.M., A. M. M. och sist Alva M.",
            "Det sade _. Sedan kom _, _ och sist _.",
        ),
        ("MÅRD och Maria", "_ och _"),
        ("Alvaʼs och Alva’s, Alva–Mård", "_ och _, _"),
        ("Alva-fallet", "_-fallet"),
        ("Alva¹, Alva Mård2 och Mård1975.pdf, AMM2", "_¹, _2 och _1975.pdf, AMM2"),
        ("https://example.org/alva-mård", "https://example.org/_"),
    ],
)
def test_a_name_is_found_in_every_form(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize("text", ["Alvaret", "halva", "salva", "Mårdsta", "XAMM", "Bo Lind", "en mård"])
def test_other_words_are_left(text: str) -> None:
    assert masked(text) == text


def test_initials_that_another_has_too_mean_neither() -> None:
    assert masked("AM, AMM", "Alva Maria Mård") == "_, _"
    for other in ("Ada Mo", "Ada Bo Mo"):
        names = Names.of(("Alva Maria Mård",), (other,))
        assert [text for text in ("AM", "AMM") if list(names.find(text))] == ["AMM"]


def test_a_double_name_is_found_by_its_own_initials() -> None:
    text = "L-G, LG:s, L-G M., L-G M-S och L-G Mård-Sands; L-Gården, grupp L–P, LGG"
    left = "_, _, _, _ och _ _; L-Gården, grupp L–P, LGG"
    assert masked(text, "Lars-Göran Mård-Sand") == left
    assert list(Names.of(("Lars-Göran Mård",), ("Lill-Greta Dal",)).find("L-G och LG")) == []


def test_initials_with_a_small_letter_mean_neither_where_another_has_them_too() -> None:
    assert [
        list(Names.of(("Eva von Ask",), (other,)).find("EvA")) for other in ("Bo Ek", "Elsa Vera Alm")
    ] == [
        [(0, 3)],
        [],
    ]


def test_what_two_people_share_means_neither() -> None:
    assert masked("Eva, Eva Ek, Ek och Eva E. och EE", "Eva Ek") == "Eva, _, Ek och _ och _"
    assert Names.of(("Eva Ek",), OTHERS).shared == ("Eva", "Ek")


def test_half_of_anothers_double_name_is_left() -> None:
    assert (
        masked("Anna-Karin, Anna-Karins, Karin och Karins", "Karin Ask")
        == "Anna-Karin, Anna-Karins, Karin och Karins"
    )
    assert masked("Anna-Karin Öst och Berg", "Berg Karin") == "Anna-Karin Öst och _"
    assert masked("Lo-Anna och Lo", "Lo Ask") == "_-Anna och _"


def test_parts_of_a_double_name_are_found_too() -> None:
    assert masked("Eva-Lotta, Lotta, Eva Lotta Ask", "Eva-Lotta Ask") == "_, _, _"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Karin Ask (KD)", "Karin Ask (KD), Ask, Karin; KD talar.", "_ (KD), _; KD talar."),
        ("Karin Ask (S), ordförande", "Karin Ask (S), ordförande", "_ (S), ordförande"),
        ("Dr Zoë Ask", "Dr Zoë och Dr Alm", "Dr _ och Dr Alm"),
        ("Zoë Ask, Region X", "Zoë Ask på Region X", "_ på Region X"),
        ("Ask, Karin Maria", "Karin Maria Ask och Ask, Karin Maria", "_ och _"),
        ("Karin Ask - chef", "Karin Ask är chef", "_ är chef"),
    ],
)
def test_what_stands_beside_a_name_in_its_field_is_no_part_of_it(name: str, text: str, left: str) -> None:
    assert masked(text, name) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë Mårdskog", "Zoe Mardskog"),
        ("Åsa Öberg", "Oberg"),
        ("Sean O'Brien", "O´Brien"),
        ("Sean O'Brien", "O’Brien"),
        ("Sean O'Brien", "OBrien"),
        ("Sven von Berg", "svenvonberg"),
        ("Sven von Berg", "S. v. Berg"),
        ("Sven von Berg", "sven%20von%20berg"),
        ("Nadia al-Rashid", "al-Rashid"),
        ("Anna-Karin Bok", "Annakarin Bok"),
        ("Anna-Karin Bok", "Anna Karin Bok"),
        ("Karin Maria Ek", "Maria Ek"),
        ("Karin Maria Ek", "M. Ek"),
        ("Åsa Öberg", "Aasa"),
        ("Åsa Öberg", "AASA OEBERG"),
        ("Åsa Öberg", "OEBERG"),
        ("Åsa Öberg", "%C3%85sa%20%C3%96berg"),
        ("Gustav Mård", "m%c3%a5rd"),
        ("Søren Bjærg", "Sören Bjärg"),
        ("Søren Bjærg", "Soeren"),
        ("Lo-Anna Sjö", "lo-anna"),
        ("Lo-Anna Sjö", "Lo-\nAnna"),
        ("Alva Mårdskog", "a.mardskog"),
        ("Alva Mård", "\u0410lv\u0430"),
        ("ALVA MÅRD", "Alva"),
        ("ALVA MÅRD", "ALVA"),
        ("ALVA MÅRD", "Alva M."),
        ("ANNA-LENA MÅRD", "Anna-Lena"),
        ("Alva Maria Mård", "AM"),
        ("Åsa-Lena Öberg", "asa.oberg"),
        ("Åsa Mård-Öberg", "asaoberg"),
        ("Sven von Berg", "SB"),
        ("Łukasz Wałęsa", "Lukasz"),
    ],
)
def test_a_name_is_found_in_spellings_that_are_not_its_own(name: str, text: str) -> None:
    assert masked(f"Då kom {text} hit", name) == "Då kom _ hit"


@pytest.mark.parametrize(
    "text",
    [
        "Per Ek, Karin Alm och Bo Lind",
        "Det sade Per Ek. Karin Alm svarade.",
        "- Per Ek\n- Karin Alm",
        "Per Ek\nKarin Alm",
    ],
)
def test_the_names_of_two_others_are_not_put_together_to_one(text: str) -> None:
    names = Names.of(("Karin Ek",), ("Per Ek", "Karin Alm"))
    assert list(names.find(text)) == []
    assert [text for text in ("Karin Ek", "Ek, Karin", "Karin  Eks") if not list(names.find(text))] == []


@pytest.mark.parametrize(("name", "other"), [("Märta", "Marta"), ("Åsa", "Aasa"), ("Søren", "Sören")])
def test_anothers_name_is_no_other_spelling_of_a_protected_one(name: str, other: str) -> None:
    text = f"{other} och {name}"
    for others, found in ((f"{other} Bok",), [name]), (("Bo Bok",), [other, name]):
        spans = Names.of((f"{name} Ek",), others).find(text)
        assert [text[start:end] for start, end in spans] == found


def test_a_name_is_found_in_an_address_after_what_stands_for_a_space() -> None:
    assert masked("https://example.org/1%20Alva.pdf", "Alva Mård") == "https://example.org/1%20_.pdf"
    assert masked("https://example.org/xAlva", "Alva Mård") == "https://example.org/xAlva"


def test_initials_are_found_with_their_particle_as_it_is_written() -> None:
    assert masked("ÅvD, ÅVD och Å. v. D:s", "Åsa von Dal") == "_, _ och _"


def test_a_name_is_found_through_marks_and_soft_hyphens() -> None:
    names = Names.of(("Alva Mård",), OTHERS)
    for text in ("Al**v**a", "Må\u00adrd", "Al`va` M_år_d", "A~~l~~va"):
        assert list(names.find_through_marks(f"*{text}*")) == [(1, len(text) + 1)]


@pytest.mark.parametrize(
    "between", ["\u200e", "\u061c", "\u034f", "\u2062", "\ufe0f", "\u00ad\u200d", "\ufffd", "-\n"]
)
def test_a_name_is_found_through_what_has_no_width_and_over_the_end_of_a_line(between: str) -> None:
    names = Names.of(("Alva Mård",), OTHERS)
    text = f"Då kom Al{between}va."
    assert [text[start:end] for start, end in names.find_through_marks(text)] == [f"Al{between}va"]


@pytest.mark.parametrize(
    ("name", "text", "doubtful"),
    [
        ("Alva Mård", "Det tar a.m. och a. m. och am", ["a.m.", "am"]),
        ("Alva Mård", "en mård, Mard, en alva, Maard", ["mård", "Mard", "alva"]),
        ("Åsa Ek", "Asa sade åe", ["Asa", "åe"]),
        ("Åsa Ek", "åsas förslag, Asas svar, ekar", ["åsas", "Asas"]),
        ("Alva Vår", "Det var vår lott", ["vår"]),
        ("Eva Moe", "kl. 3 e.m., em, en", []),
        ("Dan Ek", "de är tolv, D.E.", []),
        ("Mia Mo", "bl.a. Bo m.m., 5 mm", []),
        ("Dan Ek", "cd-de, x.d.e.", []),
    ],
)
def test_a_name_that_is_seldom_written_so_is_left_in_doubt(name: str, text: str, doubtful: list[str]) -> None:
    assert list(Names.of((name,), OTHERS).left_in_doubt(text)) == doubtful


def test_a_word_that_begins_with_a_long_name_may_be_made_of_it() -> None:
    names = Names.of(("Alva Mårdskog",), ("Bo Mårdskogsson",))
    assert names.begins_with_a_name("Mårdskogska")
    assert not names.begins_with_a_name("mårdarna")
    assert not any(map(names.begins_with_a_name, ("Mårdskog", "Mårdskogsson", "Alvaret", "skog")))


def test_initials_that_are_a_word_are_left_where_they_have_no_dots() -> None:
    assert masked("PM, P.M. och P. M:s, PMs", "Pia Mo") == "PM, _ och _, PMs"
    assert Names.of(("Pia Mo", "Alva Mård"), OTHERS).ordinary == ("PM",)


def test_a_name_is_found_through_tags_and_signs_of_no_width() -> None:
    names = Names.of(("Alva Mård",), OTHERS)
    for text in ("Al<b>va</b> Mård", "Al&shy;va", "Al\\va", "Al<wbr>va"):
        assert list(names.find_through_marks(f"Då {text} kom")) == [(3, 3 + len(text))]


def test_a_name_without_letters_is_no_name() -> None:
    assert masked("1 2 3", "1 2") == "1 2 3"
