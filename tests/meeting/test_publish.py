import datetime as dt

import pytest
from hypothesis import given

from protokoll_tui.meeting.censor import NAME
from protokoll_tui.meeting.model import (
    Accepted,
    Adjuster,
    Entry,
    Facts,
    Item,
    LogLine,
    Meeting,
    Person,
    Private,
    Roster,
    Signature,
)
from protokoll_tui.meeting.place import walk_items
from protokoll_tui.meeting.private import without_private
from protokoll_tui.meeting.publish import OMITTED, public
from tests.strategies import meetings

NOTE = Entry(text="Vägen är lagad.")
ASIDE = Entry(kind="private", text="Fråga Alva om priset.")
INTERNAL = Entry(kind="internal", text="Budet är lämnat i förtroende till oss.")
ALVA = Person(name="Alva Mård", title="chef", role="sekreterare", protected=True)


def with_text(text: str, *people: Person) -> Meeting:
    return Meeting(
        attendance=(Roster(people=people),), agenda=(Item(title="Vägen", entries=(Entry(text=text),)),)
    )


def published_text(text: str, *people: Person, known: str = "") -> str:
    return public(with_text(text, *people), known=known).meeting.agenda[0].entries[0].text


# --- what is private -------------------------------------------------------------------------------


def test_what_the_secretary_keeps_for_herself_is_left_out_at_every_depth() -> None:
    meeting = Meeting(
        agenda=(Item(title="Vägen", entries=(ASIDE, NOTE), points=(Item(title="Bron", entries=(ASIDE,)),)),),
        private=Private(notes="Köp kaffe."),
        accepted=(Accepted(finding="item-empty", reason="Alva var sen."),),
    )
    assert without_private(meeting) == Meeting(
        agenda=(Item(title="Vägen", entries=(NOTE,), points=(Item(title="Bron"),)),)
    )


def test_a_meeting_with_nothing_private_is_left_as_it_is() -> None:
    meeting = Meeting(agenda=(Item(title="Vägen", entries=(NOTE,)),))
    assert without_private(meeting) is meeting


# --- what is not for the public --------------------------------------------------------------------


def test_internal_passages_go_and_leave_a_mark_where_that_is_wanted() -> None:
    entries = (INTERNAL, INTERNAL, ASIDE, NOTE)
    meeting = Meeting(agenda=(Item(title="A", points=(Item(title="B", entries=entries),)),))
    assert public(meeting).meeting.agenda[0].points[0].entries == (NOTE,)
    marked = public(meeting, mark_omitted=True).meeting.agenda[0].points[0].entries
    assert marked == (Entry(text=OMITTED), NOTE)


def test_what_was_left_out_whole_is_listed_by_its_lines() -> None:
    private = Private(notes="- Ring kommunen om avtalet i dag\nKort rad")
    meeting = Meeting(agenda=(Item(title="A", entries=(INTERNAL, NOTE)),), private=private)
    assert public(meeting).removed == ("Ring kommunen om avtalet i dag", INTERNAL.text)


def test_what_is_left_out_of_the_meeting_is_looked_for_in_an_extract_of_another_item() -> None:
    whole = Meeting(agenda=(Item(title="Anbud", entries=(INTERNAL,)), Item(title="Vägen", entries=(NOTE,))))
    extract = whole.model_copy(update={"agenda": whole.agenda[1:]})
    assert INTERNAL.text in public(extract, whole=whole).removed


def test_a_line_that_the_minutes_say_too_is_no_secret() -> None:
    entries = (INTERNAL, Entry(text=f"Ordföranden: {INTERNAL.text}"))
    assert public(Meeting(agenda=(Item(title="A", entries=entries),))).removed == ()


def test_the_address_of_the_meeting_and_the_log_go() -> None:
    meeting = Meeting(
        facts=Facts(link="https://example.org/mote"),
        log=(LogLine(date=dt.date(2026, 5, 29), status="draft"),),
    )
    assert public(meeting).meeting == Meeting()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Skriv till alva@example.se.", "Skriv till [e-postadress borttagen]."),
        ("Se <alva@example.se>", "Se [e-postadress borttagen]"),
        ("[Skriv hit](mailto:alva@example.se)", "Skriv hit"),
        ("[alva@example.se](mailto:alva@example.se)", "[e-postadress borttagen]"),
        ("<mailto:alva@example.se>", "[e-postadress borttagen]"),
        ("Ring 099-602 70 00(växel)", "Ring [telefonnummer borttaget] (växel)"),
        ("Skriv till te**st@ex**empel.se", "Skriv till [e-postadress borttagen]"),
        ("Född 811218-**9876** i Ås", "Född **[personnummer borttaget]** i Ås"),
        ("**Född 811218-**9876", "**Född [personnummer borttaget]**"),
        ("~~Alva~~ **070-1**23 *45* 67", "~~Alva~~ **[telefonnummer borttaget]**"),
        ("Ring (+46) 70 123 45 67", "Ring [telefonnummer borttaget]"),
        ("Född 811218-9876", "Född [personnummer borttaget]"),
    ],
)
def test_addresses_and_numbers_are_taken_out_of_texts(text: str, left: str) -> None:
    assert published_text(text) == left


def test_of_a_link_whose_address_names_somebody_the_words_are_left() -> None:
    text = "[Alvas fil](https://example.se/alva.mård/1) och [karta](https://example.se/?tel=0991-23456)."
    published = public(with_text(text, ALVA))
    assert published.meeting.agenda[0].entries[0].text == f"{NAME} fil och karta."
    assert {"alva.mård", "0991-23456"} <= set(published.removed)


def test_addresses_are_taken_out_of_every_field() -> None:
    mail = "alva@example.se"
    meeting = Meeting(
        facts=Facts(place=mail, bodies=(mail,)),
        attendance=(Roster(heading=mail, people=(Person(name="Bo", note=mail),)),),
        agenda=(Item(title=mail, presenters=(mail,), points=(Item(title=mail, agenda_text=mail),)),),
        adjusters=(Adjuster(name=mail),),
    )
    found = public(meeting)
    assert mail not in repr(found.meeting)
    assert found.removed == (mail,)


def test_what_stands_in_the_letterhead_is_public_already() -> None:
    known = "Telefon 099-100 00 00. E-post region@example.se"
    text = "Växeln är 0991000000, e-post [hit](mailto:region@example.se) eller Region@example.se."
    assert published_text(text, known=known) == text


def test_the_organisations_own_marks_may_look_like_phone_numbers() -> None:
    item = Item(title="A", reference="0991-2345", entries=(Entry(text="Se dnr 0991-2345."),))
    meeting = Meeting(facts=Facts(reference="0173-4567"), agenda=(item,))
    found = public(meeting)
    assert found.meeting == meeting
    assert found.warnings == (
        "Egna beteckningar står kvar: ”0173-4567”, ”0991-2345”. "
        "Se efter att ingen av dem är ett telefonnummer.",
    )


@pytest.mark.parametrize(
    ("mark", "left"),
    [
        ("alva@example.se", "[e-postadress borttagen]"),
        ("Dnr 12, Alva Mård", f"Dnr 12, {NAME}"),
        ("811218-9876", "[personnummer borttaget]"),
        ("tel. 099-602 70 00", "tel. [telefonnummer borttaget]"),
    ],
)
def test_an_own_mark_holds_no_name_or_address(mark: str, left: str) -> None:
    meeting = Meeting(
        facts=Facts(reference=mark, number=mark),
        attendance=(Roster(people=(ALVA,)),),
        agenda=(Item(title="A", reference=mark, number=mark),),
    )
    made = public(meeting).meeting
    item = made.agenda[0]
    assert {made.facts.reference, made.facts.number, item.reference, item.number} == {left}


def test_a_number_that_may_be_no_phones_is_taken_out_and_told() -> None:
    found = public(with_text("Vi ska ring 20 000 gånger."))
    assert found.warnings == ("Togs bort som telefonnummer: ”20 000”. Se efter att inget annat menades.",)


def test_the_name_of_a_template_is_no_text() -> None:
    meeting = Meeting(facts=Facts(template="Alva"), attendance=(Roster(people=(ALVA,)),))
    assert public(meeting).meeting.facts.template == "Alva"


# --- protected people ------------------------------------------------------------------------------


def test_a_protected_person_has_no_name_anywhere() -> None:
    meeting = Meeting(
        facts=Facts(secretary="Alva Mård"),
        attendance=(
            Roster(people=(ALVA, Person(name="Bo Lind", substitutes_for="Alva Mård"))),
            Roster(people=(Person(name="Alva Mård"),)),
        ),
        agenda=(
            Item(
                title="Alvas väg",
                presenters=("Alva Mård, chef",),
                entries=(Entry(kind="task", text="AM ringer.", owners=("Alva M.",)),),
            ),
        ),
        adjusters=(Adjuster(name="Alva Mård"),),
        signatures=(Signature(role="Vid protokollet", name="Mård Alva"),),
    )
    made = public(meeting).meeting
    assert "Alva" not in repr(made)
    assert "Mård" not in repr(made)
    assert made.agenda[0].presenters == (f"{NAME}, chef",)
    assert made.agenda[0].entries[0].text == f"{NAME} ringer."
    assert made.attendance[0].people[0] == Person(name=NAME, title="chef", role="sekreterare")


def test_initials_that_are_a_word_mean_a_person_only_where_a_name_is_asked_for() -> None:
    pia = Person(name="Pia Mo", protected=True)
    task = Entry(kind="task", text="Skriva ett PM.", owners=("PM",))
    meeting = Meeting(attendance=(Roster(people=(pia,)),), agenda=(Item(title="A", entries=(task,)),))
    found = public(meeting)
    assert found.meeting.agenda[0].entries == (Entry(kind="task", text="Skriva ett PM.", owners=(NAME,)),)
    assert found.warnings[-1] == (
        "Kan vara en skyddad persons initialer och står kvar: ”PM”. Se efter att ingen skyddad person menas."
    )


@pytest.mark.parametrize(
    ("owner", "left"),
    [("am", NAME), ("a.m.", NAME), ("AM, chef", f"{NAME}, chef"), ("Am", "Am"), ("amm", "amm")],
)
def test_initials_in_small_letters_are_a_name_where_a_name_is_asked_for(owner: str, left: str) -> None:
    task = Entry(kind="task", text="Ringa.", owners=(owner,))
    meeting = Meeting(attendance=(Roster(people=(ALVA,)),), agenda=(Item(title="A", entries=(task,)),))
    assert public(meeting).meeting.agenda[0].entries[0].owners == (left,)


def test_a_name_in_pieces_gets_one_mark() -> None:
    assert published_text("Alva  Mård och *Alva* Mård", ALVA) == f"{NAME} och *{NAME}*"
    assert published_text("**Alva M**ård, _Alva_ Mård, alva_mård.", ALVA) == f"**{NAME}**, _{NAME}_, {NAME}."
    assert published_text("Eva Lotta Ask svarar", Person(name="Eva-Lotta Ask", protected=True)) == (
        f"{NAME} svarar"
    )


def test_a_name_with_marks_inside_it_is_taken_out() -> None:
    assert published_text("Där kom Al**v**a och Alvaʼs bil.", ALVA) == f"Där kom {NAME} och {NAME} bil."


def test_a_name_is_taken_out_of_the_name_of_a_file() -> None:
    text = "Se protokoll_Alva_2.pdf och protokoll_Mård_svar.pdf."
    assert published_text(text, ALVA) == f"Se protokoll_{NAME}_2.pdf och protokoll_{NAME}_svar.pdf."


def test_each_word_of_a_protected_name_is_looked_for_at_the_end() -> None:
    assert {"Alva", "Mård", "ALVA"} <= set(public(with_text("Tyst.", ALVA)).removed)
    assert "Alva" not in public(with_text("Tyst.", ALVA, Person(name="Alva Ek"))).removed


def test_a_word_made_of_a_protected_name_is_warned_about() -> None:
    found = public(with_text("Det Mårdskogska huset.", Person(name="Alva Mårdskog", protected=True)))
    assert found.warnings[-1] == (
        "Börjar som en skyddad persons namn och står kvar: ”Mårdskogska”. "
        "Se efter att ingen skyddad person menas."
    )


def test_nothing_is_masked_where_nobody_is_protected() -> None:
    meeting = with_text("Alva Mård talar.", Person(name="Alva Mård"))
    assert public(meeting).meeting == meeting


def test_what_is_left_in_a_text_is_seen_by_the_same_eyes() -> None:
    found = public(with_text("Tyst.", ALVA), known="tel. 099-100 00 00")
    seen = found.left_in("Alva, Al**v**as, 099-100 00 00, 099-602 70 00 och a@example.se")
    assert seen == ["099-602 70 00", "a@example.se", "Alva", "Al**v**as"]


def test_a_person_who_stands_there_twice_is_one_whatever_is_written_beside_the_name() -> None:
    people = (Person(name="Alva Mård (KD)", protected=True), Person(name="Alva Mård"))
    meeting = Meeting(
        attendance=(Roster(people=people),),
        agenda=(Item(title="Alva Mård föredrar för KD"),),
    )
    made = public(meeting).meeting
    assert [person.name for person in made.attendance[0].people] == [NAME, NAME]
    assert made.agenda[0].title == f"{NAME} föredrar för KD"


def test_what_was_taken_out_as_a_name_alone_is_told() -> None:
    found = public(with_text("Mårds gård och Alva Mård.", ALVA))
    assert (
        found.warnings[-1]
        == "Togs bort som namn: ”Mårds”. Se efter att ingen annan eller inget annat menades."
    )


def test_initials_that_another_has_too_are_told() -> None:
    found = public(with_text("AM ordnar det.", ALVA, Person(name="Ada Mo")))
    assert found.warnings[-1] == (
        "Kan vara en skyddad person, men är en annans namn också: ”AM”. Läs de ställena."
    )


def test_the_lines_that_are_left_out_and_stand_openly_too_are_told_at_once() -> None:
    entries = (INTERNAL, Entry(kind="internal", text="Se bilaga 3"))
    openly = (Entry(text=f"{INTERNAL.text}\nSe bilaga 3"),)
    assert public(Meeting(agenda=(Item(title="A", entries=entries + openly),))).warnings == (
        f"Utelämnas men står också i en öppen text: ”{INTERNAL.text}”, ”Se bilaga 3”. "
        "Se efter att det får stå där.",
    )


@pytest.mark.parametrize(
    ("left_out", "openly"),
    [
        ("Anbud 14", "De lämnade anbud 14 till oss."),
        ("- Se bilaga 3", "- Se bilaga 3\n- Annat"),
        ("Kaffe", "Bra.\n\nKaffe\n\nSlut."),
        ("Budet är fyra mil\u00adjoner kronor", "Budet *är* fyra miljoner kronor."),
    ],
)
def test_a_short_line_that_is_left_out_and_stands_openly_too_is_told(left_out: str, openly: str) -> None:
    entries = (Entry(kind="internal", text=left_out), Entry(text=openly))
    found = public(Meeting(agenda=(Item(title="A", entries=entries),)))
    line = left_out.removeprefix("- ")
    assert found.warnings == (
        f"Utelämnas men står också i en öppen text: ”{line}”. Se efter att det får stå där.",
    )
    assert found.removed == ()


def test_one_word_that_is_left_out_may_stand_in_an_open_line() -> None:
    entries = (Entry(kind="internal", text="Kaffe\n\n---\n\n2026"), Entry(text="Kaffe bjöds 2026."))
    assert public(Meeting(agenda=(Item(title="A", entries=entries),))).warnings == ()


def test_a_number_within_a_house_stays_and_is_told() -> None:
    text = "Alva nås på tfn 4711. Vid fara ring 112. Telefon 10–12. Tel. 2026-05-29."
    found = public(with_text(text))
    assert found.meeting.agenda[0].entries[0].text == text
    assert found.warnings == ("Kan vara ett telefonnummer och står kvar: ”tfn 4711”. Läs de ställena.",)


def test_a_name_that_the_template_says_alone_may_be_a_places_and_is_told() -> None:
    found = public(with_text("Mårds gård.", ALVA), known="Mårds kommun, Region Mård, Alva Mård")
    assert found.meeting.agenda[0].entries[0].text == f"{NAME} gård."
    assert not {"Mård", "Mårds"} & set(found.removed)
    assert "MÅRD" in found.removed
    assert found.left_in("Mårds; Mård; MÅRD; Alva Mård") == ["MÅRD", "Alva Mård"]
    told = [warning for warning in found.warnings if "mallen" in warning]
    assert told == [
        "Står kvar i det som mallen bestämmer: ”Mård”, ”Mårds”. Se efter att ingen skyddad person menas.",
    ]


# --- what a person has to judge --------------------------------------------------------------------


def test_the_warnings_tell_what_a_person_has_to_judge() -> None:
    people = (ALVA, Person(name="Bo Lind", status="struck", note="sjuk"), Person(name="Alva Ek"))
    found = public(with_text("Alva kom. Född 811218-9876. En mård sprang förbi.", *people))
    assert found.warnings == (
        "1 personnummer togs bort. Ta bort dem i mötet också.",
        "Frånvarande namnges: Bo Lind.",
        "Det som har antecknats om personer står kvar: Bo Lind (sjuk).",
        "Titel och organisation står kvar för den som är skyddad.",
        "Kan vara en skyddad person, men är en annans namn också: ”Alva”. Läs de ställena.",
        "Liknar en skyddad persons namn eller initialer och står kvar: ”mård”. "
        "Se efter att ingen skyddad person menas.",
    )
    assert public(Meeting()).warnings == ()
    absent = Meeting(attendance=(Roster(people=(Person(name="Bo Lind", status="struck"),)),))
    assert public(absent, names_absent=False).warnings == ()


@given(meetings)
def test_no_meeting_keeps_anything_private_or_internal(meeting: Meeting) -> None:
    made = public(meeting).meeting
    kinds = {entry.kind for _, item in walk_items(made) for entry in item.entries}
    assert not kinds & {"private", "internal"}
    assert (made.private, made.accepted, made.log, made.facts.link) == (Private(), (), (), "")
    assert not any(person.protected for roster in made.attendance for person in roster.people)
