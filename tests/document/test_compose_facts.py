"""The head of the minutes, and what is signed."""

import datetime as dt

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout, Letter
from protokoll_tui.document.tree import Letterhead
from protokoll_tui.meeting.model import Adjuster, Facts, Meeting, Person, Roster, Signature
from tests.document.printing import layout, lines, printed

DAY = dt.date(2026, 5, 29)


def title(**facts: object) -> str:
    return compose(Meeting(facts=Facts.model_validate(facts))).title


def test_the_title_is_made_of_kind_bodies_and_day() -> None:
    assert title(kind="Protokoll", bodies=("Styrelsen",), date=DAY) == "Protokoll Styrelsen, 29 maj 2026"
    assert title(kind="Protokoll", bodies=("Ena rådet", "Andra rådet")) == "Protokoll Ena rådet, Andra rådet"
    assert title(bodies=("Styrelsen",), date_text="vecka 12") == "Styrelsen, vecka 12"
    assert title(kind="Protokoll", reference="260529") == "Protokoll, 260529"


def test_a_title_of_its_own_wins() -> None:
    assert title(title="Höstens möte", kind="Protokoll", date=DAY) == "Höstens möte"


def test_a_kind_that_is_not_in_the_title_stands_under_it() -> None:
    meeting = Meeting(facts=Facts(kind="Minnesanteckningar", bodies=("Rådet",)))
    assert lines(meeting, layout(kind_in_title=False)) == ["Rådet", "Minnesanteckningar"]


def test_a_title_of_its_own_hides_neither_kind_nor_body() -> None:
    facts = Facts(title="Höstens möte med rådet", kind="Protokoll", bodies=("Rådet", "Styrelsen"))
    assert lines(Meeting(facts=facts)) == ["Höstens möte med rådet", "Protokoll Styrelsen"]
    assert lines(Meeting(facts=facts.model_copy(update={"title": "Protokoll, Rådet och Styrelsen"}))) == [
        "Protokoll, Rådet och Styrelsen"
    ]


def test_a_meeting_without_facts_has_no_head_and_no_placeholder() -> None:
    assert printed(Meeting()) == ""


def test_the_facts_are_printed_with_the_labels_of_the_layout() -> None:
    facts = Facts(
        date=DAY,
        start=dt.time(9),
        end=dt.time(12),
        place="Stadshuset",
        reference="LH 12",
        number="4/2026",
        unit="Kansliet",
        secretary="Cia Mård",
    )
    assert lines(Meeting(facts=facts), layout(labels={"date": "När", "place": "Var"}))[1:] == [
        "Möte:           4/2026",
        "När:            fredag 29 maj 2026 kl. 9.00–12.00",
        "Var:            Stadshuset",
        "Dnr:            LH 12",
        "Tjänsteställe:  Kansliet",
        "Sekreterare:    Cia Mård",
        "Tjänsteställe: Kansliet · Sekreterare: Cia Mård · Dnr: LH 12",
    ]


def place(**facts: object) -> str:
    found = lines(Meeting(facts=Facts.model_validate(facts)))
    return found[0].removeprefix("Plats:").strip() if found else ""


def test_the_place_tells_how_people_met_unless_it_is_plain() -> None:
    assert place(place="Teams", mode="digital") == "Teams (digitalt möte)"
    assert place(place="Teams, digitalt", mode="digital") == "Teams, digitalt"
    assert place(place="Stadshuset", mode="physical") == "Stadshuset"
    assert place(mode="hybrid") == "hybridmöte"


def test_the_address_of_a_digital_meeting_is_not_printed() -> None:
    assert "example" not in printed(Meeting(facts=Facts(place="Teams", link="https://example.org/moten/1")))


def test_only_a_draft_is_marked_as_one() -> None:
    assert compose(Meeting()).draft == "UTKAST"
    assert compose(Meeting(facts=Facts(status="finished"))).draft == ""


def test_the_secretary_is_named_in_the_facts_or_has_the_role() -> None:
    people = (Person(name="Alva Ek", role="ordförande"), Person(name="Cia Mård", role="Sekreterare"))
    meeting = Meeting(attendance=(Roster(people=people),))
    assert compose(meeting).author == "Cia Mård"
    assert compose(meeting.model_copy(update={"facts": Facts(secretary="Dag Öst")})).author == "Dag Öst"


def test_a_secretary_by_role_has_a_row_where_the_layout_wants_it() -> None:
    meeting = Meeting(attendance=(Roster(people=(Person(name="Cia Mård", role="sekreterare"),)),))
    row = "Sekreterare:  Cia Mård"
    assert row not in lines(meeting)
    assert lines(meeting, layout(secretary="always"))[0] == row


def letterhead(letter: Letter, **facts: str) -> Letterhead:
    return compose(Meeting(facts=Facts.model_validate(facts)), Layout(letter=letter)).letterhead


def test_the_letterhead_holds_what_stands_on_each_page() -> None:
    found = letterhead(Letter(header=("Region Mitt",), footer=("Box 1",)), unit="Kansliet", secretary="Cia")
    assert (found.header, found.unit, found.secretary) == (("Region Mitt",), "Kansliet", "Cia")
    assert found.footer == ("Tjänsteställe: Kansliet · Sekreterare: Cia", "Box 1")


def test_a_template_chooses_the_facts_of_the_footer_and_their_order() -> None:
    facts = {"unit": "Kansliet", "secretary": "Cia", "reference": "LH 12"}
    assert letterhead(Letter(footer_facts=("reference", "unit")), **facts).footer == (
        "Dnr: LH 12 · Tjänsteställe: Kansliet",
    )
    assert letterhead(Letter(footer=("Box 1",), footer_facts=()), **facts).footer == ("Box 1",)
    assert letterhead(Letter()).footer == ()


def test_a_long_fact_is_shortened_in_the_footer_and_stands_in_full_at_the_head() -> None:
    unit = "Förvaltningen för " + "mycket " * 20 + "långa namn"
    (line,) = letterhead(Letter(), unit=unit).footer
    assert line.startswith("Tjänsteställe: Förvaltningen för mycket")
    assert line.endswith("mycket …")
    assert len(line) < 100
    assert unit in " ".join(printed(Meeting(facts=Facts(unit=unit)), width=400).split("\n"))
    assert letterhead(Letter(), unit="x" * 200).footer == (f"Tjänsteställe: {'x' * 80} …",)


def test_the_introduction_of_the_layout_follows_the_facts() -> None:
    assert lines(Meeting(facts=Facts(place="Här")), layout(intro="Anteckningarna är **korta**.")) == [
        "Plats:  Här",
        "Anteckningarna är korta.",
    ]


def test_who_has_adjusted_stands_with_the_day_and_who_has_not_stands_apart() -> None:
    adjusters = (
        Adjuster(name="Alva Ek", date=dt.date(2026, 6, 9)),
        Adjuster(name="Bo Lind"),
        Adjuster(name="Cia Mård", date=dt.date(2026, 6, 10), note="§ 3–5"),
    )
    assert lines(Meeting(adjusters=adjusters)) == [
        "Justering",
        "Justerat av Alva Ek 2026-06-09, Cia Mård 2026-06-10 (§ 3–5)",
        "Justerare: Bo Lind",
    ]
    assert lines(Meeting(adjusters=adjusters), layout(labels={"adjustment": ""}))[0].startswith("Justerat")


def test_adjusters_get_a_line_each_to_sign_on_where_the_layout_wants_it() -> None:
    adjusters = (Adjuster(name="Alva Ek", date=dt.date(2026, 6, 9)), Adjuster(name="Bo Lind", note="§ 3"))
    found = lines(
        Meeting(adjusters=adjusters), layout(adjusters="block", labels={"adjusters_sign": "Justerat"})
    )
    rule = "_" * 30
    assert found == ["Justerat", rule, "Alva Ek 2026-06-09", "Justerat", rule, "Bo Lind (§ 3)"]
    assert lines(Meeting(), layout(adjusters="block")) == []


def test_each_signature_has_a_line_to_sign_on() -> None:
    found = lines(Meeting(signatures=(Signature(role="Justeras", name="Bo Lind"), Signature())))
    assert found == ["Justeras", "_" * 30, "Bo Lind"]


def test_the_sections_stand_in_the_order_of_the_layout_and_no_other_is_printed() -> None:
    meeting = Meeting(
        adjusters=(Adjuster(name="Bo"),),
        attendance=(Roster(heading="Närvarande", people=(Person(name="Alva"),)),),
        signatures=(Signature(name="Cia"),),
    )
    shape = layout(order=("adjusters", "attendance"))
    assert lines(meeting, shape) == ["Justerare: Bo", "Närvarande", "Alva"]
