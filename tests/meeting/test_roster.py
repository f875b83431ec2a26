import pytest

from protokoll_tui.meeting import roster
from protokoll_tui.meeting.model import (
    Adjuster,
    Entry,
    Item,
    Meeting,
    Person,
    Roster,
    Signature,
)

ALVA = Person(name="Alva Ek", role="ordförande")
BO = Person(name="Bo Lind", status="struck")
CIA = Person(name="Cia Mård", mode="digital", leaves="8")
DAN = Person(name="Dan Ström", status="unmarked", substitutes_for="bo lind")
GUEST = Person(name="Eva Bok", mode="digital")
MEETING = Meeting(
    attendance=(
        Roster(heading="Närvarande", people=(ALVA, BO, CIA, DAN)),
        Roster(heading="Gäster", kind="guests", people=(GUEST,)),
    ),
    agenda=(
        Item(
            title="A",
            presenters=("Bo Lind, chef", "Cia Mård"),
            points=(
                Item(title="a", entries=(Entry(kind="task", text="Bo Lind ringer.", owners=("Bo  LIND",)),)),
            ),
        ),
        Item(title="B", presenters=("Alva Ek",)),
    ),
    adjusters=(Adjuster(name="Bo Lind"),),
    signatures=(Signature(role="Ordförande", name="Alva Ek"), Signature(role="Justeras", name="Bo Lind")),
)


def test_those_present_are_counted_by_what_they_are() -> None:
    assert roster.tally(MEETING) == roster.Tally(
        members=4, members_present=2, guests=1, digital=2, unmarked=1
    )


def test_a_struck_person_counts_neither_as_present_nor_as_digital() -> None:
    meeting = roster.toggle_presence(roster.toggle_presence(MEETING, 0, 2), 1, 0)

    assert roster.tally(meeting) == roster.Tally(
        members=4, members_present=1, guests=0, digital=0, unmarked=1
    )


def test_each_name_is_listed_once() -> None:
    meeting = roster.add_person(MEETING, 1, ALVA)

    assert roster.names(meeting) == ("Alva Ek", "Bo Lind", "Cia Mård", "Dan Ström", "Eva Bok")


@pytest.mark.parametrize(
    ("name", "where"), [("cia  mård", (0, 2)), ("Eva Bok", (1, 0)), ("Cia", None), ("Cia Mard", None)]
)
def test_a_person_is_found_by_the_whole_name(name: str, where: tuple[int, int] | None) -> None:
    assert roster.find_name(MEETING, name) == where


def test_presence_goes_from_unmarked_to_present_to_struck_and_back() -> None:
    statuses, meeting = [], MEETING
    for _ in range(3):
        meeting = roster.toggle_presence(meeting, 0, 3)
        statuses.append(meeting.attendance[0].people[3].status)

    assert statuses == ["present", "struck", "present"]


def test_striking_one_person_shares_the_others() -> None:
    meeting = roster.toggle_presence(MEETING, 0, 0)

    assert meeting.attendance[0].people[1] is BO
    assert meeting.attendance[1] is MEETING.attendance[1]
    assert meeting.agenda is MEETING.agenda


def test_a_new_name_is_set_wherever_the_old_one_is_referred_to() -> None:
    meeting = roster.set_person(MEETING, 0, 1, name="Bo Lindqvist")

    assert meeting.agenda[0].presenters == ("Bo Lindqvist, chef", "Cia Mård")
    assert meeting.agenda[0].points[0].entries[0].owners == ("Bo Lindqvist",)
    assert meeting.adjusters[0].name == "Bo Lindqvist"
    assert meeting.signatures[1].name == "Bo Lindqvist"
    assert meeting.attendance[0].people[3].substitutes_for == "Bo Lindqvist"


def test_a_new_name_leaves_running_text_and_other_people_alone() -> None:
    meeting = roster.set_person(MEETING, 0, 1, name="Bo Lindqvist")

    assert meeting.agenda[0].points[0].entries[0].text == "Bo Lind ringer."
    assert meeting.agenda[1] is MEETING.agenda[1]
    assert meeting.attendance[1] is MEETING.attendance[1]
    assert meeting.signatures[0] is MEETING.signatures[0]


def test_other_details_of_a_person_rename_nothing() -> None:
    meeting = roster.set_person(MEETING, 0, 1, title="chef")

    assert meeting.attendance[0].people[1].title == "chef"
    assert meeting.agenda is MEETING.agenda
    assert roster.set_person(MEETING, 0, 0, role="ordförande") is MEETING


def test_people_are_added_moved_and_removed() -> None:
    def names(meeting: Meeting) -> list[str]:
        return [person.name.split()[0] for person in meeting.attendance[0].people]

    assert names(roster.add_person(MEETING, 0, GUEST)) == ["Alva", "Bo", "Cia", "Dan", "Eva"]
    assert names(roster.move_person(MEETING, 0, 0, 2)) == ["Bo", "Cia", "Alva", "Dan"]
    assert names(roster.move_person(MEETING, 0, 2, -9)) == ["Cia", "Alva", "Bo", "Dan"]
    assert roster.move_person(MEETING, 0, 0, -1) is MEETING
    assert names(roster.remove_person(MEETING, 0, 1)) == ["Alva", "Cia", "Dan"]


def test_rosters_are_added_changed_and_removed() -> None:
    meeting = roster.add_roster(MEETING, " Övriga ", "others", body="Rådet")
    assert meeting.attendance[2] == Roster(heading="Övriga", kind="others", body="Rådet")

    meeting = roster.set_roster(meeting, 2, heading="Inbjudna")
    assert meeting.attendance[2].heading == "Inbjudna"
    assert roster.set_roster(meeting, 2, heading="Inbjudna") is meeting

    assert roster.remove_roster(meeting, 2) == MEETING


def test_guests_have_a_roster_of_their_own_made_when_it_is_needed() -> None:
    assert roster.guest_roster(MEETING) == (MEETING, 1)

    meeting, index = roster.guest_roster(Meeting())
    assert (index, meeting.attendance) == (0, (Roster(heading="Gäster", kind="guests"),))


@pytest.mark.parametrize(("r", "p"), [(2, 0), (0, 4), (1, 1)])
def test_a_person_who_is_not_there_is_an_index_error(r: int, p: int) -> None:
    with pytest.raises(IndexError):
        roster.toggle_presence(MEETING, r, p)
    with pytest.raises(IndexError):
        roster.remove_person(MEETING, r, p)
