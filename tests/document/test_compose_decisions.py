"""Decisions: as a list or as att-clauses, what became of them, and their summary."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll_tui.document.compose import compose
from protokoll_tui.document.compose.ordinary import ORDINARY
from protokoll_tui.document.tree import List, Passage
from protokoll_tui.meeting.model import Entry, EntryKind, Facts, Item, Meeting, Person, Roster
from tests.document.printing import beslut, layout, lines, one_item

ATT = layout(beslut="att", labels={"clause_lead": "Styrelsen beslutar"}, order=("agenda",))
LIST = layout(order=("agenda",))


def decided(*entries: Entry, att: bool = False, people: tuple[Person, ...] = ()) -> list[str]:
    meeting = one_item(*entries).model_copy(update={"attendance": (Roster(people=people),)})
    return lines(meeting, ATT if att else LIST)[1:]


# --- as a list -------------------------------------------------------------------------------------


def test_one_decision_stands_after_its_label_and_several_as_a_list() -> None:
    assert decided(beslut("Ja.")) == ["Beslut: Ja."]
    assert decided(beslut("Ja."), beslut("Nej.")) == ["Beslut:", "  - Ja.", "  - Nej."]


def test_a_decision_that_is_a_list_joins_those_beside_it() -> None:
    assert decided(beslut("- Ett.\n- Två."), beslut("Tre.")) == [
        "Beslut:",
        "  - Ett.",
        "  - Två.",
        "  - Tre.",
    ]


NUMBERED = "1. Godkänna planen.\n2. Ge kansliet i uppdrag att återkomma."


@pytest.mark.parametrize("kind", ["beslut", "proposal", "forward", "task"])
def test_what_somebody_has_numbered_keeps_its_numbers(kind: EntryKind) -> None:
    found = decided(Entry(kind=kind, text=NUMBERED))
    assert found[1:] == ["  1. Godkänna planen.", "  2. Ge kansliet i uppdrag att återkomma."]


def test_a_numbered_list_stands_between_other_decisions_as_the_list_that_it_is() -> None:
    assert decided(beslut("Ja."), beslut("- Nej."), beslut("1. Ett.\n2. Två."), beslut("Klart."))[1:] == [
        "  - Ja.",
        "  - Nej.",
        "  1. Ett.",
        "  2. Två.",
        "  - Klart.",
    ]


def test_numbers_that_go_on_from_one_decision_to_the_next_make_one_list() -> None:
    (passage,) = (
        block
        for block in compose(one_item(beslut("1. Ett."), beslut("2. Två."), beslut("1. Nytt.")), LIST).blocks
        if isinstance(block, Passage)
    )
    lists = [block for block in passage.blocks if isinstance(block, List)]
    assert [(one.style, one.start, len(one.items)) for one in lists] == [("number", 1, 2), ("number", 1, 1)]


def test_who_is_to_do_a_numbered_list_and_where_it_goes_follow_its_last_point() -> None:
    entry = beslut("1. Ett.\n2. Två.", to="AU", owners=("Alva Ek",))
    assert decided(entry)[1:] == ["  1. Ett.", "  2. Två (Alva Ek). Till AU."]


@pytest.mark.parametrize(
    "typed", ["Beslut: ", "**Beslut:** ", "**Beslut**: ", "Beslut:\n", "Beslut\n", "BESLUT:\n\n"]
)
def test_the_word_that_a_decision_prints_after_is_not_said_twice_where_it_was_typed_too(typed: str) -> None:
    assert decided(beslut(f"{typed}Anta planen.")) == ["Beslut: Anta planen."]
    assert decided(beslut(f"{typed}Anta planen."), att=True)[1:] == [
        "  Styrelsen beslutar",
        "  att anta planen.",
    ]


def test_bullets_under_the_word_are_decisions_like_those_beside_them() -> None:
    found = decided(beslut("Beslut:\n- Ett.\n- Två."), beslut("Tre."))
    assert found == ["Beslut:", "  - Ett.", "  - Två.", "  - Tre."]


@pytest.mark.parametrize("text", ["Beslut:", "**Beslut:**", "Beslut"])
@pytest.mark.parametrize("att", [False, True])
def test_a_decision_that_was_only_begun_prints_the_word_once(text: str, att: bool) -> None:
    assert decided(beslut(text), att=att) == ["Beslut:"]
    assert decided(beslut(text), beslut("Anta planen."), att=att) == decided(beslut("Anta planen."), att=att)


def test_the_word_stays_where_the_template_prints_decisions_after_another() -> None:
    shape = layout(order=("agenda",), labels={"beslut": "Utfall"})
    assert lines(one_item(beslut("Beslut: Anta planen.")), shape)[1:] == ["Utfall: Beslut: Anta planen."]


# --- outcome ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "to", "said"),
    [
        ("", "", "Förslaget"),
        ("decided", "", "Förslaget"),
        ("rejected", "", "Avslaget – Förslaget"),
        ("tabled", "", "Bordlagt – Förslaget"),
        ("tabled", "mötet i augusti", "Bordlagt till mötet i augusti – Förslaget"),
        ("referred", "AU i juni", "Hänskjutet till AU i juni – Förslaget"),
        ("remitted", "beredningen.", "Återremitterat till beredningen – Förslaget"),
        ("none", "", "Inget beslut – Förslaget"),
        ("", "regionen", "Förslaget – till regionen"),
    ],
)
def test_what_became_of_a_matter_is_said_in_words(outcome: Any, to: str, said: str) -> None:
    assert decided(beslut("Förslaget", outcome=outcome, to=to)) == [f"Beslut: {said}"]


def test_where_a_decision_goes_is_a_sentence_of_its_own_after_a_full_stop() -> None:
    assert decided(beslut("Förslaget antas.", to="AU")) == ["Beslut: Förslaget antas. Till AU."]


@pytest.mark.parametrize(
    ("outcome", "to", "text"),
    [
        ("referred", "AU i juni", "Beslutet hänskjuts till AU i juni."),
        ("rejected", "", "Ansökan avslås."),
        ("tabled", "", "Frågan bordläggs."),
        ("remitted", "", "Ärendet återremitteras."),
        ("none", "", "Inget beslut fattas i dag."),
        ("none", "", "Man fattade inte något beslut."),
        ("rejected", "", "Avslag."),
        ("rejected", "", "att avslå ansökan, eftersom kalkyl inte finns."),
        ("rejected", "", "Styrelsen beslutade att avslå ansökan."),
        ("rejected", "", "Nämnden avslog ansökan."),
        ("tabled", "augusti", "Bordläggning till augusti."),
        ("remitted", "", "Återremiss till beredningen för komplettering."),
        ("referred", "", "att remittera förslaget till medlemmarna."),
    ],
)
def test_a_text_that_says_so_itself_gets_no_echo(outcome: Any, to: str, text: str) -> None:
    assert decided(beslut(text, outcome=outcome, to=to)) == [f"Beslut: {text}"]


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        ("rejected", "Bevilja medel. Tidigare avslag finns."),
        ("rejected", "Bevilja medel trots att nämnden avslog ansökan."),
        ("rejected", "Medel beviljas, ansökan om mer avslås."),
        ("rejected", "Medel beviljas och resten avslås."),
        ("rejected", "Tidigare ansökan avslogs."),
        ("rejected", "Nämnden avslog ansökan i fjol. Bevilja medel."),
        ("rejected", "Ansökan avslås inte."),
        ("rejected", "Avslag finns, men bevilja medel."),
        ("tabled", "Bordläggningen var förhastad: anta planen."),
        ("tabled", "Anta planen som bordlades i maj."),
        ("referred", "Anta planen, som hänsköts till AU."),
        ("remitted", "Anta planen efter återremissen."),
        ("none", "Bevilja medel. Inget beslut finns sedan tidigare."),
    ],
)
@pytest.mark.parametrize("att", [False, True])
def test_the_same_word_said_of_something_else_does_not_tell_the_outcome(
    outcome: Any, text: str, att: bool
) -> None:
    word = {
        "rejected": "Avslaget",
        "tabled": "Bordlagt",
        "referred": "Hänskjutet",
        "remitted": "Återremitterat",
        "none": "Inget beslut",
    }[outcome]
    assert decided(beslut(text, outcome=outcome), att=att) == [f"Beslut: {word} – {text}"]


def test_a_text_that_does_not_say_where_gets_that() -> None:
    entry = beslut("Frågan hänskjuts.", outcome="referred", to="AU")
    assert decided(entry) == ["Beslut: Frågan hänskjuts. Till AU."]


def test_a_receiver_inside_another_word_is_not_said() -> None:
    entry = beslut("Auktionen hänskjuts.", outcome="referred", to="AU")
    assert decided(entry) == ["Beslut: Auktionen hänskjuts. Till AU."]


@pytest.mark.parametrize("att", [False, True])
def test_an_outcome_alone_is_a_decision(att: bool) -> None:
    entry = beslut("", outcome="tabled", owners=("Alva Ek",))
    assert decided(entry, att=att) == ["Beslut: Bordlagt (Alva Ek)."]


def test_an_outcome_stands_over_all_clauses_and_all_lines_that_it_is_about() -> None:
    assert decided(beslut("- Ett\n- Två", outcome="rejected")) == [
        "Beslut:",
        "  Avslaget:",
        "  - Ett",
        "  - Två",
    ]
    assert decided(beslut("Ett\nTvå", outcome="rejected")) == ["Beslut:", "  Avslaget:", "  Ett", "  Två"]
    assert decided(beslut("1. Ett\n2. Två", outcome="rejected"), beslut("Ja.")) == [
        "Beslut:",
        "  - Avslaget:",
        "    1. Ett",
        "    2. Två",
        "  - Ja.",
    ]


# --- att-clauses -----------------------------------------------------------------------------------


def test_att_clauses_follow_the_lead() -> None:
    found = decided(beslut("Godkänna planen, samt"), beslut("fastställa budgeten."), att=True)
    assert found == [
        "Beslut:",
        "  Styrelsen beslutar",
        "  att godkänna planen, samt",
        "  att fastställa budgeten.",
    ]


@pytest.mark.parametrize("text", ["att godkänna planen.", "Att godkänna planen.", "att   godkänna planen."])
def test_an_att_that_was_typed_is_not_doubled(text: str) -> None:
    assert decided(beslut(text), att=True)[-1] == "  att godkänna planen."


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Planen antas.", "planen antas."),
        ("Till ordförande utse Cia.", "till ordförande utse Cia."),
        ("Örebro kommun bjuds in.", "Örebro kommun bjuds in."),
        ("Lindqvist väljs till revisor.", "Lindqvist väljs till revisor."),
        ("Teams används.", "Teams används."),
        ("Socialstyrelsen får svar.", "Socialstyrelsen får svar."),
        ("Den Goda Viljan bjuds in.", "Den Goda Viljan bjuds in."),
        ("AU bereder frågan.", "AU bereder frågan."),
        ("Region Mitt betalar.", "Region Mitt betalar."),
        ("Alva utses till ombud.", "Alva utses till ombud."),
        ("Åby betalar hälften.", "Åby betalar hälften."),
        ("**Planen** antas.", "Planen antas."),
    ],
)
def test_the_word_after_att_is_small_unless_it_is_a_name(text: str, clause: str) -> None:
    people = (Person(name="Alva Ek", organisation="Åby kommun"),)
    assert decided(beslut(text), att=True, people=people)[-1] == f"  att {clause}"


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("Hur ser bryggan ut?", "bryggan lagas."),
        ("Hur ser den ut?", "Bryggan lagas."),
        ("Skriv till bryggan@example.org.", "Bryggan lagas."),
        ("Vid bryggan ligger restaurang Bryggan.", "Bryggan lagas."),
    ],
)
def test_a_word_that_the_meeting_itself_writes_small_is_no_name(said: str, clause: str) -> None:
    assert decided(Entry(text=said), beslut("Bryggan lagas."), att=True)[-1] == f"  att {clause}"


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("Hur många skyltar finns?", "skyltarna byts."),
        ("Hur många finns?", "Skyltarna byts."),
        ("Se på skyltar hos föreningen Skyltarna.", "Skyltarna byts."),
        ("Köp skyltar av Skyltar AB.", "Skyltarna byts."),
        ("Skriv till skyltar@example.org.", "Skyltarna byts."),
    ],
)
def test_a_thing_that_the_meeting_writes_small_in_another_form_is_no_name(said: str, clause: str) -> None:
    assert decided(Entry(text=said), beslut("Skyltarna byts."), att=True)[-1] == f"  att {clause}"


@pytest.mark.parametrize(
    "text",
    [
        "Handlingsplanen antas.",
        "Verksamhetsrapporterna sparas.",
        "Driftsbudgeten höjs.",
        "Medlemsavgifterna ses över.",
    ],
)
def test_a_compound_of_two_ordinary_words_is_one(text: str) -> None:
    assert decided(beslut(text), att=True)[-1] == f"  att {text[:1].lower()}{text[1:]}"


@pytest.mark.parametrize(
    "text", ["Villaägarna hörs.", "Hyresgästföreningen hörs.", "Skolinspektionen hörs.", "Åbyplanen hyrs."]
)
def test_an_ending_alone_makes_no_word_ordinary(text: str) -> None:
    assert decided(beslut(text), att=True)[-1] == f"  att {text}"


@given(
    name=st.one_of(
        st.sampled_from(sorted(ORDINARY)).map(str.capitalize),
        st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{1,8}(arna|orna|erna|ningen|heten|tionen|en|et)", fullmatch=True),
    ),
    said=st.sampled_from(
        [
            "Vi besökte {} i maj, och {small} också.",
            "Vid (”{}”) syns {small}.",
            "De hör till AU {}. Se {small}.",
            "Där, *{}* heter det, inte {small}",
        ]
    ),
)
def test_no_name_loses_its_capital_whatever_is_written_beside_it(name: str, said: str) -> None:
    about = said.format(name, small=f"{name.lower()} och {name.lower().removesuffix('na')} syns")
    there = (Person(name=f"Eva {name}"), Person(name="Ulf", organisation=f"Region ({name})"))
    clause = f"  att {name} bjuds in."
    assert decided(Entry(text=about), beslut(f"{name} bjuds in."), att=True)[-1] == clause
    for person in there:
        in_roster = decided(Entry(text=f"Se {name.lower()}."), beslut(clause[6:]), att=True, people=(person,))
        assert in_roster[-1] == clause
    titled = Item(title=f"Besök hos {name}", entries=(beslut(f"{name} bjuds in."),))
    assert lines(Meeting(agenda=(titled,)), ATT)[-1] == clause


def test_what_is_private_tells_nothing_of_a_word() -> None:
    found = decided(Entry(kind="private", text="Hur ser bryggan ut?"), beslut("Bryggan lagas."), att=True)
    assert found[-1] == "  att Bryggan lagas."


@pytest.mark.parametrize(
    "text",
    [
        "att godkänna planen\natt avsluta",
        "att godkänna planen\n\natt avsluta",
        "Att:\n- Godkänna planen\n- avsluta",
        "Beslut: Att godkänna planen\natt avsluta",
        "**Beslut:** att godkänna planen\natt avsluta",
        "Beslut:\n- godkänna planen\n- att avsluta",
    ],
)
def test_each_att_of_a_text_begins_a_clause_and_what_announces_them_is_not_one(text: str) -> None:
    assert decided(beslut(text), att=True)[1:] == [
        "  Styrelsen beslutar",
        "  att godkänna planen",
        "  att avsluta",
    ]


def test_numbers_under_an_att_are_clauses_of_their_own() -> None:
    found = decided(beslut("Att:\n1. godkänna planen\n2. avsluta"), att=True)
    assert found[1:] == ["  Styrelsen beslutar", "  1. att godkänna planen", "  2. att avsluta"]


def test_a_line_without_att_stays_with_the_clause_before_it() -> None:
    found = decided(beslut("att godkänna planen\nmed tillägg\natt avsluta"), att=True)
    assert [line.strip() for line in found[2:]] == ["att godkänna planen", "med tillägg", "att avsluta"]


@pytest.mark.parametrize(
    ("outcome", "text", "printed"),
    [
        ("rejected", "Bevilja medel.", "Avslaget – Bevilja medel."),
        ("rejected", "att bevilja medel.", "Avslaget – att bevilja medel."),
        ("tabled", "Anta planen.", "Bordlagt – Anta planen."),
        ("none", "Frågan togs upp.", "Inget beslut – Frågan togs upp."),
        ("none", "Inget beslut fattas i dag.", "Inget beslut fattas i dag."),
        ("none", "", "Inget beslut."),
        ("", "", "Till AU."),
    ],
)
def test_what_was_not_decided_never_follows_the_lead(outcome: Any, text: str, printed: str) -> None:
    entry = beslut(text, outcome=outcome, to="" if outcome else "AU")
    assert decided(entry, att=True) == [f"Beslut: {printed}"]
    assert decided(beslut("att avsluta."), entry, beslut("att tacka."), att=True) == [
        "Beslut:",
        "  Styrelsen beslutar",
        "  att avsluta.",
        f"  {printed}",
        "  Styrelsen beslutar",
        "  att tacka.",
    ]


def test_a_clause_that_tells_the_outcome_itself_follows_the_lead() -> None:
    found = decided(beslut("Avslå ansökan.", outcome="rejected"), att=True)
    assert found[1:] == ["  Styrelsen beslutar", "  att avslå ansökan."]


def test_each_item_of_a_list_is_a_clause_and_what_follows_a_clause_stays_with_it() -> None:
    found = decided(beslut("- bevilja medel\n  - i juni\n- avsluta."), att=True)
    assert found[2:] == ["  att bevilja medel", "      - i juni", "  att avsluta."]


@pytest.mark.parametrize(
    "text", ["Nämnden beslutade att godkänna planen.", "Styrelsen beslutar:\n- att vänta."]
)
def test_a_text_with_its_own_lead_stands_by_itself(text: str) -> None:
    found = decided(beslut(text), att=True)
    assert "Styrelsen beslutar" not in found[1:-1]
    assert " ".join(found).count("beslut") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Styrelsen avslår ansökan.",
        "Styrelsen avslår inte ansökan.",
        "Styrelsen avslog ansökan.",
        "Styrelsen beslutar avslå ansökan.",
        "Styrelsen ställer sig bakom förslaget.",
        "Styrelsen lägger rapporten till handlingarna.",
        "Härmed godkänner styrelsen planen.",
        "Efter diskussion beslutar styrelsen att vänta.",
        "Mötet noterar informationen.",
        "Vi väljer Alva.",
        "Ledningsgrupp Norr antar planen.",
        "Ledningsgruppen antar planen.",
        "Gruppen antar planen.",
        "Beslut att anta planen tas i juni.",
    ],
)
def test_a_sentence_in_which_the_body_decides_stands_as_it_was_written(text: str) -> None:
    meeting = one_item(beslut(text), beslut("att avsluta."))
    meeting = meeting.model_copy(update={"facts": Facts(bodies=("Ledningsgrupp Norr",))})
    found = lines(meeting, ATT)
    assert found[found.index("Beslut:") + 1 :] == [f"  {text}", "  Styrelsen beslutar", "  att avsluta."]


@pytest.mark.parametrize(
    "text",
    ["Enligt förslaget.", "Enligt förvaltningens förslag", "Bifall till motionen.", "Ja", "Se bilaga 2."],
)
def test_what_is_no_sentence_follows_no_att(text: str) -> None:
    found = decided(beslut(text), beslut("att avsluta."), att=True)
    assert found[1:] == [f"  {text}", "  Styrelsen beslutar", "  att avsluta."]


@pytest.mark.parametrize(
    "text",
    [
        "Bifalla motionen.",
        "Se över rutinerna.",
        "Säkerställa driften.",
        "Enligt förslaget ska alla skolor få en ny brandvarnare.",
    ],
)
def test_what_only_begins_like_that_is_a_clause(text: str) -> None:
    assert decided(beslut(text), att=True)[1:] == [
        "  Styrelsen beslutar",
        f"  att {text[0].lower()}{text[1:]}",
    ]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Styrelsen ska mötas oftare.", "styrelsen ska mötas oftare."),
        ("Styrelsen består av fem ledamöter.", "styrelsen består av fem ledamöter."),
        ("Arbetsgruppen utser en sammankallande.", "arbetsgruppen utser en sammankallande."),
        ("Planen antas när styrelsen godkänner budgeten.", "planen antas när styrelsen godkänner budgeten."),
        ("Anta planen. I övrigt noterar styrelsen läget.", "anta planen. I övrigt noterar styrelsen läget."),
        ("att styrelsen utser en grupp.", "styrelsen utser en grupp."),
    ],
)
def test_what_others_do_and_what_the_body_is_to_do_follow_the_lead(text: str, clause: str) -> None:
    assert decided(beslut(text), att=True)[1:] == ["  Styrelsen beslutar", f"  att {clause}"]


def test_clauses_that_somebody_has_numbered_are_numbered_under_the_lead_too() -> None:
    found = decided(beslut("anta planen."), beslut("1. Godkänna budgeten.\n2. att avsluta."), att=True)
    assert found[1:] == [
        "  Styrelsen beslutar",
        "  att anta planen.",
        "  1. att godkänna budgeten.",
        "  2. att avsluta.",
    ]


def test_a_numbered_list_after_its_own_lead_stands_as_it_was_written() -> None:
    found = decided(beslut("Styrelsen beslutar att\n1. Godkänna budgeten\n2. Avsluta"), att=True)
    assert found[1:] == ["  Styrelsen beslutar att", "  1. Godkänna budgeten", "  2. Avsluta"]


def test_without_a_lead_the_clauses_stand_alone() -> None:
    shape = layout(beslut="att", order=("agenda",))
    assert lines(one_item(beslut("Planen antas.")), shape)[1:] == ["Beslut:", "  att planen antas."]


# --- the summary -----------------------------------------------------------------------------------

MEETING = Meeting(
    agenda=(
        Item(title="Plan", entries=(beslut("Antas."), beslut("Bereds", outcome="referred", to="AU"))),
        Item(title="Tyst", entries=(Entry(text="Inget."),)),
        Item(title="Hälsa", points=(Item(title="Medel", entries=(beslut("Fördelas."),)),)),
        Item(title="Öppen", entries=(beslut("Vi återkommer.", outcome="none"),)),
    )
)


def test_the_summary_tells_each_decision_by_its_item() -> None:
    assert lines(MEETING, layout(order=("decisions",))) == [
        "Sammanfattning av beslut",
        "1. Plan:",
        "  - Antas.",
        "  - Hänskjutet till AU – Bereds",
        "3a. Medel: Fördelas.",
    ]


@pytest.mark.parametrize("shape", [layout(), ATT.model_copy(update={"order": ("agenda", "decisions")})])
def test_the_summary_never_says_it_in_other_words(shape: Any) -> None:
    found = [block for block in compose(MEETING, shape).blocks if isinstance(block, Passage)]
    in_place, summed_up = found[:2], found[-2:]
    assert [passage.blocks for passage in in_place] == [passage.blocks for passage in summed_up]


def test_without_decisions_there_is_no_summary() -> None:
    assert lines(one_item(Entry(text="Text.")), layout(order=("decisions",))) == []


def test_who_is_to_do_it_and_when_stand_in_brackets_after_a_decision() -> None:
    entry = beslut("Planen tas fram.").model_copy(
        update={"owners": ("Alva Ek",), "due": dt.date(2026, 6, 30), "outcome": "referred", "to": "AU"}
    )
    assert decided(entry) == ["Beslut: Hänskjutet till AU – Planen tas fram (Alva Ek, senast 30 juni 2026)."]


def test_a_text_that_brings_its_lead_has_its_lines_with_att_as_the_list_they_are() -> None:
    own = "Arbetsutskottet beslutar\natt anta planen\nför hela länet, samt\natt be kansliet återkomma."
    assert decided(beslut(own), beslut("Frågan bordläggs."), att=True) == [
        "Beslut:",
        "  Arbetsutskottet beslutar",
        "  att anta planen",
        "      för hela länet, samt",
        "  att be kansliet återkomma.",
        "  Styrelsen beslutar",
        "  att frågan bordläggs.",
    ]
