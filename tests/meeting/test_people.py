import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.model import Person
from protokoll_tui.meeting.people import initials, match_people, mentions, read_person

NAMES = ("Alva Ek", "Patrik Nord", "Östen Ål", "Anna-Karin Berg", "Bo Patel", "Åsa Nord")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Eva Bok", Person(name="Eva Bok")),
        ("Dan Ström, Sammanhållen vård", Person(name="Dan Ström", organisation="Sammanhållen vård")),
        ("Dan Ström, enhetschef", Person(name="Dan Ström", title="enhetschef")),
        ("Dan Ström, Enhetschef", Person(name="Dan Ström", title="Enhetschef")),
        (
            "Dan Ström, enhetschef, Nora kommun",
            Person(name="Dan Ström", title="enhetschef", organisation="Nora kommun"),
        ),
        (
            "Dan Ström, Nora kommun, enhetschef",
            Person(name="Dan Ström", title="enhetschef", organisation="Nora kommun"),
        ),
        ("Dan Ström – Nora kommun", Person(name="Dan Ström", organisation="Nora kommun")),
        (
            "Eva Bok, chef, Vården, Nora",
            Person(name="Eva Bok", title="chef", organisation="Vården, Nora"),
        ),
    ],
)
def test_title_and_organisation_follow_the_name_in_any_order(line: str, person: Person) -> None:
    assert read_person(line) == person


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Eva Bok, ordförande", "ordförande"),
        ("Eva Bok, ordf.", "ordförande"),
        ("Eva Bok ordf", "ordförande"),
        ("Eva Bok (Ordförande)", "ordförande"),
        ("Eva Bok, v. ordf.", "vice ordförande"),
        ("Eva Bok, sekr.", "sekreterare"),
        ("Eva Bok, ersättare", "ersättare"),
        ("Eva Bok, tjg. ers.", "tjänstgörande ersättare"),
        ("Eva Bok, justerare", "justerare"),
    ],
)
def test_a_role_is_known_by_its_word(line: str, role: str) -> None:
    assert read_person(line) == Person(name="Eva Bok", role=role)


@pytest.mark.parametrize("word", ["digitalt", "Teams", "via Teams", "på distans", "(på länk)", "Zoom."])
def test_taking_part_from_afar_is_known_by_its_word(word: str) -> None:
    assert read_person(f"Eva Bok, {word}") == Person(name="Eva Bok", mode="digital")


def test_role_and_mode_need_no_comma() -> None:
    assert read_person("Eva Bok ordf digitalt") == Person(name="Eva Bok", role="ordförande", mode="digital")


def test_a_substitute_says_for_whom() -> None:
    assert read_person("Eva Bok, tjg ers för Dan Ström") == Person(
        name="Eva Bok", role="tjänstgörande ersättare", substitutes_for="Dan Ström"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Eva Bok <eva.bok@example.org>",
        "Eva Bok (eva.bok@example.org)",
        "Eva Bok eva.bok@example.org;",
        "Eva Bok [mailto:eva.bok@example.org]",
        "- Eva Bok",
        "3. Eva Bok",
        "  Eva\tBok,, ",
    ],
)
def test_addresses_and_list_marks_are_dropped(line: str) -> None:
    person = read_person(line)

    assert person.name.split() == ["Eva", "Bok"]
    assert person == Person(name=person.name)


def test_a_party_stays_with_the_name() -> None:
    assert read_person("Eva Bok (S), Nora") == Person(name="Eva Bok (S)", organisation="Nora")


@pytest.mark.parametrize("line", ["", "   ", "eva.bok@example.org", "- ,", "<eva@example.org>", "12"])
def test_a_line_without_a_name_is_refused_in_swedish(line: str) -> None:
    with pytest.raises(ValueError, match="Skriv ett namn"):
        read_person(line)


def test_a_line_that_is_too_long_is_refused_in_swedish() -> None:
    with pytest.raises(ValueError, match="för lång"):
        read_person("x" * 2_001)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pat", ["Patrik Nord", "Bo Patel"]),
        ("NORD", ["Patrik Nord", "Åsa Nord"]),
        ("å n", ["Åsa Nord"]),
        ("karin", ["Anna-Karin Berg"]),
        ("anna-k", ["Anna-Karin Berg"]),
        ("ae", ["Alva Ek"]),
        ("akb", ["Anna-Karin Berg"]),
        ("trik", ["Patrik Nord"]),
        ("xyz", []),
    ],
)
def test_a_few_letters_find_people(typed: str, found: list[str]) -> None:
    assert [NAMES[index] for index in match_people(typed, NAMES)] == found


def test_the_beginning_of_a_word_comes_before_initials_and_they_before_letters_inside() -> None:
    names = ("Maria Sand", "Anders Rydh", "Åke Arnell")

    assert [names[i] for i in match_people("ar", names)] == ["Åke Arnell", "Anders Rydh", "Maria Sand"]


@pytest.mark.parametrize(("typed", "found"), [("ost", "Östen Ål"), ("asa", "Åsa Nord"), ("al", "Alva Ek")])
def test_a_plain_letter_finds_a_dotted_one_after_those_that_match_as_typed(typed: str, found: str) -> None:
    assert NAMES[match_people(typed, NAMES)[0]] == found
    assert match_people("al", NAMES) == [0, 2]


def test_a_dotted_letter_does_not_find_a_plain_one() -> None:
    assert match_people("ålva", NAMES) == []


def test_nothing_typed_finds_everybody_in_order() -> None:
    assert match_people(" ", NAMES) == list(range(len(NAMES)))


def test_initials_take_a_double_name_apart() -> None:
    assert [initials(name) for name in NAMES[:4]] == ["AE", "PN", "ÖÅ", "AKB"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alva Ek och Bo skriver.", ["Alva Ek", "Bo Patel"]),
        ("PN ringer Anna-Karin", ["Patrik Nord", "Anna-Karin Berg"]),
        ("Patrik N.", ["Patrik Nord"]),
        ("alva, Alvas, Nordisk, boken", []),
    ],
)
def test_people_are_found_in_a_text(text: str, found: list[str]) -> None:
    assert [name for _, _, name in mentions(text, NAMES)] == found


def test_a_first_name_that_two_people_share_means_nobody() -> None:
    assert list(mentions("Bo och Bo P. kommer", ("Bo Lind", "Bo Patel"))) == [(7, 11, "Bo Patel")]


@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=8)), st.text(max_size=4))
def test_whoever_is_found_is_found_once_and_in_full_too(names: list[str], typed: str) -> None:
    found = match_people(typed, names)

    assert len(set(found)) == len(found)
    assert all(0 <= index < len(names) for index in found)
    assert all(index in match_people(name, names) for index, name in enumerate(names))


@given(st.text(max_size=60))
def test_any_line_gives_a_person_or_a_swedish_message(line: str) -> None:
    name, message = "", ""
    try:
        name = read_person(line).name
    except ValueError as error:
        message = str(error)

    assert name or "Skriv ett namn" in message


@given(st.text(max_size=60), st.lists(st.text(max_size=10)))
def test_mentions_lie_side_by_side_in_the_text(text: str, names: list[str]) -> None:
    end = 0
    for start, stop, name in mentions(text, names):
        assert end <= start < stop <= len(text)
        assert name in names
        end = stop
