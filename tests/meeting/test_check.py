"""The check, rule by rule, on a meeting that is in order but for the one thing that is changed."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.meeting.check import Checked, Finding, accept, check, reopen
from protokoll_tui.meeting.coming import read_coming
from protokoll_tui.meeting.edits import add_item, changed, move_item, remove_item
from protokoll_tui.meeting.model import (
    Adjuster,
    Attachment,
    Closing,
    Entry,
    Facts,
    Item,
    LogLine,
    Meeting,
    NextMeeting,
    Outcome,
    Person,
    Roster,
    Signature,
    Status,
)
from protokoll_tui.meeting.personal_number import is_personal_number
from protokoll_tui.meeting.place import Place
from tests.strategies import meetings

ALVA, BO, MIA = Person(name="Alva Nystrand"), Person(name="Bo Björkqvist"), Person(name="Mia Falk")
NOTE = Entry(text="Föredrog läget.")
GOOD = Meeting(
    facts=Facts(bodies=("Rådet",), date=dt.date(2026, 5, 29), start=dt.time(9), end=dt.time(12)),
    attendance=(Roster(heading="Närvarande", people=(ALVA, BO, MIA)),),
    agenda=(Item(title="Inledning", entries=(NOTE,)), Item(title="Ekonomi", entries=(NOTE,))),
)
NUMBER = "811218-9876"
"""A made-up number from the tax agency's own example."""


def with_facts(**values: Any) -> Meeting:
    return GOOD.model_copy(update={"facts": changed(GOOD.facts, **values)})


def with_people(*people: Person) -> Meeting:
    return GOOD.model_copy(update={"attendance": (Roster(heading="Närvarande", people=people),)})


def with_item(**values: Any) -> Meeting:
    item = Item(**{"title": "Sommaren", "entries": (NOTE,), **values})
    return GOOD.model_copy(update={"agenda": (*GOOD.agenda, item)})


def with_entry(**values: Any) -> Meeting:
    return with_item(entries=(NOTE, Entry(**values)))


def only(meeting: Meeting) -> Finding:
    (finding,) = check(meeting).open
    return finding


def codes(meeting: Meeting) -> list[str]:
    return [finding.code for finding in check(meeting).open]


def test_a_meeting_in_order_has_no_findings() -> None:
    assert check(GOOD) == Checked()


# --- facts -----------------------------------------------------------------------------------------


def test_a_date_is_missing() -> None:
    finding = only(with_facts(date=None))

    assert (finding.code, finding.message) == ("facts-date", "Mötet har inget datum")
    assert (finding.target.screen, finding.target.field) == ("facts", "date")
    assert check(with_facts(date=None, date_text="vecka 12")) == Checked()


def test_a_body_is_missing_unless_the_heading_is_set_by_hand() -> None:
    assert only(with_facts(bodies=())).code == "facts-body"
    assert check(with_facts(bodies=(), title="Årsmöte")) == Checked()


def test_a_meeting_does_not_end_before_it_starts() -> None:
    finding = only(with_facts(end=dt.time(8, 30)))

    assert (finding.code, finding.severity) == ("facts-end", "error")
    assert finding.message == "Mötet slutar innan det börjar (9–8.30)"


def test_a_meeting_of_several_days_can_end_earlier_in_the_day() -> None:
    assert check(with_facts(end=dt.time(8), end_date=dt.date(2026, 5, 30))) == Checked()
    assert only(with_facts(end_date=dt.date(2026, 5, 28))).code == "facts-end-date"


# --- attendance ------------------------------------------------------------------------------------


def test_nobody_is_listed() -> None:
    assert only(with_people()).code == "attendance-none"


def test_people_not_ticked_off_are_named_together() -> None:
    finding = only(with_people(*(Person(name=f"Person {n}", status="unmarked") for n in "ABCDE")))

    assert finding.message == "Inte avprickade: Person A, Person B, Person C och 2 till"
    assert (finding.target.roster, finding.target.row) == (0, 0)


def test_a_person_stands_twice_in_a_roster() -> None:
    finding = only(with_people(ALVA, BO, Person(name="nystrand alva")))

    assert (finding.code, finding.target.row) == ("person-twice", 2)
    assert finding.message == "nystrand alva står två gånger i listan Närvarande"


def test_a_person_may_stand_in_two_rosters() -> None:
    twice = GOOD.model_copy(update={"attendance": (*GOOD.attendance, Roster(people=(ALVA,)))})

    assert check(twice) == Checked()


@pytest.mark.parametrize("item", ["2", "§ 2", "10.15", "kl. 10.15", "lunch", ""])
def test_people_come_and_go_at_items_times_or_words(item: str) -> None:
    assert check(with_people(Person(name="Alva Nystrand", arrives=item, leaves=item))) == Checked()


def test_a_person_leaves_at_an_item_that_is_not_there() -> None:
    finding = only(with_people(ALVA, Person(name="Mia Falk", leaves="§ 14")))

    assert finding.message == "Mia Falk går vid punkt 14, som inte finns"
    assert (finding.target.roster, finding.target.row) == (0, 1)


def test_a_person_leaves_at_an_item_that_was_removed() -> None:
    meeting = remove_item(with_people(ALVA, Person(name="Mia Falk", leaves="1")), (0,))

    assert only(meeting).message == "Mia Falk går vid punkt 1, som är borttagen"


# --- agenda ----------------------------------------------------------------------------------------


def test_an_agenda_is_missing() -> None:
    assert only(GOOD.model_copy(update={"agenda": ()})).code == "agenda-none"


def test_an_item_has_no_text() -> None:
    finding = only(with_item(entries=(Entry(kind="private", text="Ring Bo."),)))

    assert finding.message == "Punkt 3 Sommaren har ingen text"
    assert finding.target.place == Place((2,))


def test_a_point_has_no_text() -> None:
    points = (Item(title="Bemanning"), Item(title="Lokal", entries=(NOTE,)))

    assert only(with_item(entries=(), points=points)).message == "Punkt 3a Bemanning har ingen text"


@pytest.mark.parametrize("status", ["done", "struck"])
def test_an_item_that_is_done_or_struck_needs_no_text(status: str) -> None:
    assert check(with_item(entries=(), status=status)) == Checked()


@pytest.mark.parametrize(("kind", "code"), [("beslut", "beslut-empty"), ("task", "task-empty")])
def test_a_decision_or_a_task_has_no_text(kind: str, code: str) -> None:
    finding = only(with_entry(kind=kind, text=" \n"))

    assert (finding.code, finding.severity) == (code, "error")
    assert finding.target.place == Place((2,), 1)


@pytest.mark.parametrize("text", ["Beslut:", "**Beslut:**", "beslut"])
def test_a_decision_that_says_only_that_it_is_one_has_no_text(text: str) -> None:
    assert only(with_entry(kind="beslut", text=text)).code == "beslut-empty"


@pytest.mark.parametrize(("outcome", "verb"), [("referred", "hänskjuts"), ("remitted", "återremitteras")])
def test_a_matter_is_sent_on_without_saying_where(outcome: Outcome, verb: str) -> None:
    finding = only(with_entry(kind="beslut", text="Ärendet.", outcome=outcome))

    assert finding.message == f"Beslutet i punkt 3 säger inte vart frågan {verb}"
    assert check(with_entry(kind="beslut", text="Ärendet.", outcome=outcome, to="AU")) == Checked()


def test_a_tabled_matter_needs_no_target() -> None:
    assert check(with_entry(kind="beslut", text="Ärendet.", outcome="tabled")) == Checked()


@pytest.mark.parametrize(
    "text",
    [
        "Arbetsgruppen får i uppdrag att räkna om.",
        "Att uppdra åt kansliet att räkna om",
        "En plan ska tas fram. Någon ska snarast ta fram den.",
        "Lokalen ska\nbokas, och någon ska kontakta värden",
    ],
)
def test_a_decision_that_asks_for_somebody_names_nobody(text: str) -> None:
    assert only(with_entry(kind="beslut", text=text)).code == "beslut-owner"
    assert check(with_entry(kind="beslut", text=text, owners=("Mia Falk",))) == Checked()


@pytest.mark.parametrize("text", ["Mia får i uppdrag att räkna om.", "Godkänns.", "Planen gäller."])
def test_a_decision_that_names_somebody_or_asks_for_nobody_is_in_order(text: str) -> None:
    assert check(with_entry(kind="beslut", text=text)) == Checked()


def test_a_task_has_no_owner() -> None:
    finding = only(with_entry(kind="task", text="Boka\nlokal. " + "x" * 80))

    assert finding.message.startswith("Uppgiften i punkt 3 har ingen ansvarig: Boka lokal. xxx")
    assert "\n" not in finding.message
    assert finding.message.endswith("…")


def test_a_task_is_due_on_a_day_that_is_none() -> None:
    task = {"kind": "task", "text": "Boka lokal senast 31/2", "owners": ("Mia Falk",)}
    finding = only(with_entry(**task))

    assert (finding.code, finding.message) == ("task-date", "Uppgiften i punkt 3: 31 februari finns inte")
    assert check(with_entry(**task, due=dt.date(2026, 3, 1))) == Checked()


@pytest.mark.parametrize("title", ["Val av justerare", "Justering", "Justering av protokollet"])
def test_no_adjuster_is_chosen_where_the_agenda_asks_for_one(title: str) -> None:
    meeting = with_item(title=title)

    assert only(meeting).message == "Ingen justerare är vald (punkt 3)"
    assert check(meeting.model_copy(update={"adjusters": (Adjuster(name="Mia Falk"),)})) == Checked()


def test_an_adjuster_can_be_chosen_in_the_roster() -> None:
    roster = Roster(people=(ALVA, Person(name="Mia Falk", role="justerare")))

    assert (
        check(with_item(title="Val av justerare").model_copy(update={"attendance": (roster,)})) == Checked()
    )


@pytest.mark.parametrize("title", ["Justering av taxor", "Omjustering"])
def test_other_adjustments_ask_for_no_adjuster(title: str) -> None:
    assert check(with_item(title=title)) == Checked()


def test_a_struck_item_asks_for_no_adjuster() -> None:
    assert check(with_item(title="Val av justerare", status="struck")) == Checked()


def test_a_number_set_by_hand_on_two_items_is_worth_a_look() -> None:
    first, second = (Item(title=title, number="4", entries=(NOTE,)) for title in ("Ett", "Två"))
    finding = only(GOOD.model_copy(update={"agenda": (first, second)}))

    assert (finding.code, finding.severity) == ("number-twice", "info")
    assert finding.target.place == Place((1,))


def test_an_attachment_belongs_to_an_item_that_is_not_there() -> None:
    finding = only(GOOD.model_copy(update={"attachments": (Attachment(title="Budget", item="§ 14"),)}))

    assert (finding.code, finding.severity) == ("attachment-item", "warning")
    assert finding.message == "Bilagan Budget hör till punkt 14, som inte finns"
    assert (finding.target.screen, finding.target.field) == ("closing", "attachments")


@pytest.mark.parametrize("item", ["", "2", "§ 2", "hela mötet"])
def test_an_attachment_belongs_to_an_item_or_to_the_meeting(item: str) -> None:
    attachment = Attachment(title="Budget", item=item)

    assert check(GOOD.model_copy(update={"attachments": (attachment,)})) == Checked()


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Alva Nystand", "Alva Nystrand"),
        ("Björkqvist Bo", "Bo Björkqvist"),
        ("Bo Björkvist", "Bo Björkqvist"),
    ],
)
def test_a_name_that_is_nearly_in_the_roster_is_asked_about(written: str, meant: str) -> None:
    question = f"{written} står inte i närvarolistan – menar du {meant}?"

    assert only(with_item(presenters=(f"{written}, chef",))).message == f"Föredragande {question}"
    assert only(with_entry(kind="task", text="Ring.", owners=(written,))).message == f"Ansvarig {question}"
    for field, values in (("adjusters", Adjuster(name=written)), ("signatures", Signature(name=written))):
        assert only(GOOD.model_copy(update={field: (values,)})).code == "name-unknown"


@pytest.mark.parametrize(
    "name", ["Alva Nystrand", "ALVA  NYSTRAND", "Alva", "Alva N", "AN", "Dan Ström, konsult", ""]
)
def test_a_name_of_the_roster_and_a_stranger_with_a_title_are_in_order(name: str) -> None:
    assert check(with_item(presenters=(name,))) == Checked()


def test_a_presenter_who_is_in_no_roster_is_worth_a_look() -> None:
    finding = only(with_item(presenters=("Dan Ström",)))

    assert (finding.code, finding.severity) == ("name-unlisted", "info")
    assert finding.message == "Dan Ström (föredragande i punkt 3) finns inte i Närvaro"
    assert (finding.target.field, finding.target.place) == ("presenters", Place((2,)))


@pytest.mark.parametrize("kind", ["task", "beslut"])
def test_an_owner_who_is_in_no_roster_is_worth_a_look(kind: str) -> None:
    finding = only(with_entry(kind=kind, text="Ring.", owners=("Mia Falk", "Dan Ström")))

    assert finding.message == "Dan Ström (ansvarig i punkt 3) finns inte i Närvaro"
    assert (finding.target.field, finding.target.place) == ("owners", Place((2,), 1))


def test_a_name_in_no_roster_is_found_once() -> None:
    task = Entry(kind="task", text="Ring.", owners=("Dan Ström",))

    assert codes(with_item(presenters=("Dan Ström", "DAN Ström"), entries=(task,))) == ["name-unlisted"]


@pytest.mark.parametrize(
    "name", ["Alla", "kansliet", "AU", "Norra AU", "Västra Rådet", "Mia Fage", "alla i rådet"]
)
def test_a_group_and_a_shortened_name_are_no_names_in_no_roster(name: str) -> None:
    people = Roster(heading="Västra", people=(*GOOD.attendance[0].people, Person(name="Mia Fagerlund")))

    assert check(with_item(presenters=(name,)).model_copy(update={"attendance": (people,)})) == Checked()


def test_without_rosters_nobody_is_said_to_be_missing_from_them() -> None:
    meeting = with_item(presenters=("Dan Ström",)).model_copy(update={"attendance": ()})

    assert codes(meeting) == ["attendance-none"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Nystand", "Nystrand"),
        ("Nystarnd", "Nystrand"),
        ("Nystrandh", "Nystrand"),
        ("Nystands", "Nystrand"),
        ("Björkvist", "Björkqvist"),
        ("Bjökqist", "Björkqvist"),
    ],
)
def test_a_word_that_is_nearly_a_name_is_asked_about(word: str, meant: str) -> None:
    finding = only(with_entry(text=f"Läget är gott, säger {word}. Även {word} instämmer."))

    assert finding.message == f"”{word}” i punkt 3 är inte i närvarolistan – menar du {meant}?"
    assert finding.target.place == Place((2,), 1, len("Läget är gott, säger "))


@pytest.mark.parametrize(
    "text",
    [
        "Nystrand, Nystrands och Alva är överens.",
        "nystand är ett vanligt ord här.",
        "Det heter nystand. Nystand är ett ord.",
        "NYSTAND är en förkortning.",
        "Staden Nystrup ligger långt bort.",
        "Marken är Falks.",
    ],
)
def test_other_words_are_in_order(text: str) -> None:
    assert check(with_entry(text=text)) == Checked()


def test_words_of_the_bodies_and_organisations_are_in_order() -> None:
    meeting = with_facts(bodies=("Nystads råd",))
    item = Item(title="A", entries=(Entry(text="Läget i Nystads råd är gott."),))

    assert check(meeting.model_copy(update={"agenda": (item,)})) == Checked()


# --- personal data ---------------------------------------------------------------------------------


def test_an_email_address_is_asked_about_and_not_repeated() -> None:
    finding = only(with_entry(text="Svara till mia.falk@example.org."))

    assert finding.message == "En e-postadress står i punkt 3 – ska den vara med?"
    assert finding.target.place == Place((2,), 1)


@pytest.mark.parametrize("written", [NUMBER, "19811218-9876", "8112189876", "811218+9876"])
def test_a_personal_number_is_an_error(written: str) -> None:
    finding = only(with_entry(text=f"Ärendet gäller {written}."))

    assert (finding.code, finding.severity) == ("text-personal-number", "error")
    assert finding.key == "Sommaren"


@pytest.mark.parametrize(
    "written", ["811218-9875", "813218-9876", "212000-1355", "1234567890", "99999999811218-9876"]
)
def test_other_numbers_are_in_order(written: str) -> None:
    assert check(with_entry(text=f"Dnr {written}.")) == Checked()


def test_a_coordination_number_counts_as_personal() -> None:
    assert is_personal_number("701063-2391")


@pytest.mark.parametrize(
    ("meeting", "where"),
    [
        (with_facts(title=f"Möte {NUMBER}"), "rubriken"),
        (with_people(Person(name="Eva Bok", note=NUMBER)), "närvarolistan"),
        (with_people(Person(name="Eva Bok", arrives=NUMBER)), "närvarolistan"),
        (with_facts(unit=NUMBER), "uppgifterna om mötet"),
        (with_facts(bodies=(NUMBER,)), "uppgifterna om mötet"),
        (
            GOOD.model_copy(update={"signatures": (Signature(role=NUMBER, name="Eva Bok"),)}),
            "underskrifterna",
        ),
        (with_item(title=f"Ärende {NUMBER}"), "punkt 3"),
        (with_item(agenda_text=NUMBER), "punkt 3"),
        (GOOD.model_copy(update={"closing": Closing(evaluation=NUMBER)}), "utvärderingen"),
        (GOOD.model_copy(update={"next_meetings": (NextMeeting(note=NUMBER),)}), "nästa möte"),
    ],
)
def test_personal_data_is_found_wherever_it_is_printed(meeting: Meeting, where: str) -> None:
    assert only(meeting).message == f"Ett personnummer står i {where} – ta bort det innan du delar texten"


def test_a_private_note_may_hold_anything() -> None:
    assert check(with_entry(kind="private", text=f"{NUMBER} mia@example.org Nystand")) == Checked()


# --- coming meetings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coming", "code"),
    [
        (NextMeeting(date=dt.date(2026, 5, 1)), "next-past"),
        (NextMeeting(start=dt.time(12), end=dt.time(9)), "next-end"),
        (NextMeeting(date=dt.date(2026, 10, 9), end_date=dt.date(2026, 10, 8)), "next-end"),
    ],
)
def test_a_coming_meeting_lies_ahead_and_goes_forward(coming: NextMeeting, code: str) -> None:
    assert only(GOOD.model_copy(update={"next_meetings": (coming,)})).code == code


@pytest.mark.parametrize(
    ("text", "fault"),
    [("31/2", "31 februari finns inte"), ("30 april-31 april", "31 april finns inte")],
)
def test_a_coming_meeting_is_on_a_day_that_is_none(text: str, fault: str) -> None:
    finding = only(GOOD.model_copy(update={"next_meetings": (NextMeeting(date_text=text),)}))

    assert (finding.code, finding.severity) == ("coming-date", "warning")
    assert finding.message == f"Kommande möte: {fault}"
    assert (finding.target.screen, finding.target.field) == ("closing", "next_meetings")


@pytest.mark.parametrize("coming", ["vecka 40", "hösten 2027", ""])
def test_a_coming_meeting_may_be_at_a_time_that_is_no_date(coming: str) -> None:
    assert check(GOOD.model_copy(update={"next_meetings": (NextMeeting(date_text=coming),)})) == Checked()


def test_a_line_that_was_kept_as_text_is_found_by_the_check() -> None:
    kept = read_coming("31/2 9-12", dt.date(2026, 5, 29))

    assert codes(GOOD.model_copy(update={"next_meetings": (kept,)})) == ["coming-date"]


# --- order, accepting ------------------------------------------------------------------------------


def test_findings_come_in_the_order_of_the_screens_and_of_the_agenda() -> None:
    meeting = Meeting(
        attendance=(Roster(people=(Person(name="Mia Falk", status="unmarked"),)),),
        agenda=(
            Item(title="Ett", entries=(NOTE, Entry(kind="task", text="Ring."))),
            Item(title="Två", presenters=("Mia Flak",)),
        ),
        signatures=(Signature(name="Mia Flak"),),
    )

    assert codes(meeting) == [
        "facts-date",
        "facts-body",
        "person-unmarked",
        "task-owner",
        "item-empty",
        "name-unknown",
        "name-unknown",
    ]


def test_an_accepted_finding_is_set_apart_with_its_reason() -> None:
    meeting = with_item(entries=())
    finding = only(meeting)

    accepted = accept(meeting, finding, "Utgick på mötet")

    assert check(accepted).open == ()
    assert [(found.code, found.reason) for found in check(accepted).accepted] == [
        ("item-empty", "Utgick på mötet")
    ]


def test_an_accepted_finding_is_known_again_after_its_item_has_moved() -> None:
    meeting = with_item(entries=())
    accepted = accept(meeting, only(meeting), "Ja")

    moved, _ = move_item(accepted, (2,), -2)

    assert check(moved).open == ()


def test_accepting_one_finding_leaves_another_like_it_open() -> None:
    meeting, _ = add_item(with_item(entries=()), "Sommaren")
    first, second = check(meeting).open

    assert [finding.target.place for finding in check(accept(meeting, second, "")).open] == [Place((2,))]
    assert [finding.target.place for finding in check(accept(meeting, first, "")).open] == [Place((3,))]


def test_a_new_reason_replaces_the_old_one() -> None:
    meeting = with_item(entries=())
    finding = only(meeting)

    twice = accept(accept(meeting, finding, "Först"), finding, "Sedan")

    assert [accepted.reason for accepted in twice.accepted] == ["Sedan"]


def test_an_accepted_finding_can_be_opened_again() -> None:
    meeting = with_item(entries=())
    finding = only(meeting)

    assert reopen(accept(meeting, finding, "Ja"), finding) == meeting
    assert reopen(meeting, finding) is meeting


@given(meetings)
def test_any_meeting_can_be_checked_and_every_finding_accepted(meeting: Meeting) -> None:
    found = check(meeting)
    keys = [(finding.code, finding.key) for finding in (*found.open, *found.accepted)]
    assert len(set(keys)) == len(keys)

    for finding in found.open:
        assert finding.message
        assert "\n" not in finding.message
        meeting = accept(meeting, finding, "Ja")

    assert check(meeting).open == ()


@given(meetings, st.integers(0, 10))
def test_accepting_one_finding_changes_no_other(meeting: Meeting, which: int) -> None:
    found = check(meeting).open
    if found:
        chosen = found[which % len(found)]

        assert check(accept(meeting, chosen, "")).open == tuple(f for f in found if f is not chosen)


@pytest.mark.parametrize(
    ("status", "log", "said"),
    [
        ("locked", (), "Status är låst, men det står inte i loggen när och av vem"),
        ("approved", (), "Status är justerat, men det står inte i loggen när och av vem"),
        ("draft", ("finished", "locked"), "Status är utkast, men loggen slutar med låst"),
        ("locked", ("finished", "locked"), ""),
        ("circulated", (), ""),
        ("draft", (), ""),
    ],
)
def test_a_status_that_the_log_does_not_tell_of_is_found(
    status: Status, log: tuple[Status, ...], said: str
) -> None:
    lines = tuple(LogLine(date=dt.date(2026, 6, 1), status=each) for each in log)
    found = check(Meeting(facts=Facts(status=status), log=lines)).open
    assert [each.message for each in found if each.code == "status-log"] == ([said] if said else [])
