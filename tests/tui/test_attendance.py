"""Närvaro, by keys alone."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Adjuster, Entry, Item, Meeting, Person, Roster
from protokoll_tui.tui.attendance_rows import counts, people_rows
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    attendance=(
        Roster(
            heading="Närvarande",
            people=(
                Person(name="Alva Ek", role="ordförande", title="områdeschef"),
                Person(name="Patrik Nord", organisation="Almby"),
                Person(name="Stella Vik"),
                Person(name="Petra Norling"),
                Person(name="Cia Mård"),
            ),
        ),
        Roster(people=(Person(name="Per Sund"),)),
    ),
    agenda=(
        Item(title="Inledning", entries=(Entry(text="Mötet öppnades."),)),
        Item(title="Bemanning", presenters=("Cia Mård, utredare",)),
        Item(title="Övrigt"),
    ),
    adjusters=(Adjuster(name="Cia Mård"),),
)


def at_roll_call(
    tmp_path: Path, meeting: Meeting = MEETING, size: tuple[int, int] = (80, 24)
) -> AbstractAsyncContextManager[Driven]:
    return opened(tmp_path, meeting, screen="attendance", size=size)


def person(at: Driven, name: str) -> Person:
    return next(p for roster in at.meeting.attendance for p in roster.people if p.name == name)


def names(at: Driven, r: int = 0) -> list[str]:
    return [p.name for p in at.meeting.attendance[r].people]


async def test_everybody_is_there_from_the_start_and_the_foot_counts(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        assert "6 av 6 närvarande" in at.text
        assert "✓ Alva Ek" in at.text


async def test_letters_find_a_person_and_space_strikes(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("pat ste ")
        assert [p.name for p in at.meeting.attendance[0].people if p.status == "struck"] == [
            "Patrik Nord",
            "Stella Vik",
        ]
        assert "frånvarande" in at.line_with("✗ Patrik Nord")
        assert "4 av 6 närvarande" in at.text


async def test_the_letters_typed_stand_at_the_foot_until_the_person_is_struck(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("p")
        assert "Sök: p▏ 3 träffar" in at.text
        await at.type("a")
        assert "Sök: pa▏ 1 träff" in at.text
        await at.press("backspace", "down", "space")
        assert person(at, "Petra Norling").status == "struck"
        assert "Sök" not in at.text


async def test_escape_ends_the_search(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("pat")
        await at.press("escape")
        assert "Sök" not in at.text


async def test_letters_that_fit_nobody_strike_nobody(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("patx ")
        assert at.meeting == MEETING
        assert "Ingen i listan heter så: patx" in at.text


async def test_space_takes_back_whom_it_struck(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("space", "space")
        assert person(at, "Alva Ek").status == "present"


async def test_undo_says_what_and_stands_where_it_was(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("ste ")
        await at.press("home", "ctrl+z")
        assert "Ångrade: stryk Stella Vik" in at.text
        await at.press("space")
        assert person(at, "Stella Vik").status == "struck"


@pytest.mark.parametrize("key", ["f7", "ctrl+d"])
async def test_one_key_says_that_somebody_is_there_digitally(tmp_path: Path, key: str) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("cia")
        await at.press(key)
        assert person(at, "Cia Mård").mode == "digital"
        assert "1 digitalt" in at.text
        await at.press(key)
        assert person(at, "Cia Mård").mode == ""


async def test_who_comes_late_comes_at_the_item_that_is_discussed(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f3", "ctrl+n", "f3")
        await at.type("ste ")
        await at.press("f8", "enter")
        stella = person(at, "Stella Vik")
        assert (stella.arrives, stella.status) == ("3", "present")
        assert "från § 3" in at.line_with("Stella Vik")


async def test_somebody_leaves_at_a_clock_time(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f9")
        await at.type("9.41\n")
        assert person(at, "Alva Ek").leaves == "9.41"
        assert "till kl. 9.41" in at.line_with("✓ Alva Ek")


async def test_an_empty_answer_means_the_whole_meeting(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f9", "enter", "f9", "delete", "enter")
        assert person(at, "Alva Ek").leaves == ""
        assert "var med till slutet" in at.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("17", "Det finns inget ärende 17."),
        ("sen", "Det finns inget ärende sen."),
        ("25.10", "Klockan 25.10 finns inte."),
    ],
)
async def test_an_item_or_a_time_that_is_none_is_told_at_the_field(
    tmp_path: Path, typed: str, told: str
) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f8")
        await at.type(f"{typed}\n")
        assert person(at, "Alva Ek").arrives == ""
        assert told in at.text


async def test_guests_are_typed_line_by_line_until_an_empty_one(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("ctrl+n")
        await at.type("Dan Ström, Sammanhållen vård\nEva Bok\n")
        assert "Tillagda: Dan Ström, Eva Bok" in at.text
        await at.type("\n")
        guests = at.meeting.attendance[-1]
        assert guests.kind == "guests"
        assert [(p.name, p.organisation) for p in guests.people] == [
            ("Dan Ström", "Sammanhållen vård"),
            ("Eva Bok", ""),
        ]
        assert "6 av 6 närvarande · 2 gäster" in at.text


async def test_somebody_who_is_in_the_list_is_not_added_again(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("ctrl+n")
        await at.type("cia  mård\n")
        assert "finns redan i listan" in at.text
        assert at.meeting == MEETING


async def test_a_person_is_added_to_the_group_one_stands_in(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("end", "ctrl+a")
        await at.type("Lo Dal\n\n")
        assert names(at, 1) == ["Per Sund", "Lo Dal"]


async def test_the_first_person_of_a_meeting_makes_the_group(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path, Meeting()) as at:
        assert "Ingen står i listan än." in at.text
        await at.press("space", "enter", "delete", "ctrl+e", "f8")
        await at.press("ctrl+a")
        await at.type("Lo Dal\n\n")
        assert at.meeting.attendance == (Roster(heading="Närvarande", people=(Person(name="Lo Dal"),)),)


async def test_a_new_name_is_new_wherever_the_person_is_named(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.type("cia\n")
        await at.type("Cia Ros\n")
        assert "Cia Ros" in names(at)
        assert at.meeting.agenda[1].presenters == ("Cia Ros, utredare",)
        assert at.meeting.adjusters[0].name == "Cia Ros"


async def test_the_form_changes_title_and_role(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("enter", "tab")
        await at.type("chef")
        await at.press("down", "down")
        await at.type("justerare\n")
        alva = person(at, "Alva Ek")
        assert (alva.title, alva.role) == ("chef", "justerare")


async def test_a_person_is_protected_and_no_longer(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("enter", "up", "right")
        assert "utan namn i publik version" in at.text
        await at.press("enter")
        assert person(at, "Alva Ek").protected
        await at.press("enter", "up", "right", "enter")
        assert not person(at, "Alva Ek").protected


async def test_the_form_refuses_no_name_and_another_person_s_name(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("enter", "delete", "enter")
        assert "Namnet saknas" in at.text
        await at.type("Stella Vik\n")
        assert "Stella Vik finns redan i listan." in at.text
        await at.press("escape")
        assert at.meeting == MEETING


async def test_a_person_is_moved_and_removed(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("shift+down", "shift+down", "shift+up")
        assert names(at)[:3] == ["Patrik Nord", "Alva Ek", "Stella Vik"]
        await at.press("delete")
        assert "Alva Ek" not in names(at)
        assert "Alva Ek är borttagen ur listan. Ctrl+Z ångrar." in at.text


async def test_a_group_is_made_changed_and_taken_away(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("ctrl+r")
        await at.type("Sakkunniga")
        await at.press("down", "down", "right", "enter")
        assert (at.meeting.attendance[2].heading, at.meeting.attendance[2].kind) == ("Sakkunniga", "guests")
        await at.press("ctrl+e", "tab")
        await at.type("Arbetsutskottet\n")
        assert "Arbetsutskottet – Sakkunniga" in at.text
        await at.press("delete")
        assert len(at.meeting.attendance) == 2


async def test_a_roll_call_ends_with_all_others_present(tmp_path: Path) -> None:
    people = (Person(name="Lo Dal", status="unmarked"), Person(name="Pia By", status="unmarked"))
    async with at_roll_call(tmp_path, Meeting(attendance=(Roster(heading="Kallade", people=people),))) as at:
        assert "0 av 2 närvarande · 2 omarkerade" in at.text
        assert "omarkerad" in at.line_with("? Lo Dal")
        await at.press("space", "space", "ctrl+f")
        assert [p.status for p in at.meeting.attendance[0].people] == ["struck", "present"]


async def test_the_same_key_leads_to_the_text_and_back(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f3")
        assert "Nästa: 3 Övrigt" in at.text
        await at.press("f3")
        assert "✓ Alva Ek" in at.text


async def test_names_that_look_like_markup_are_only_names(tmp_path: Path) -> None:
    people = (Person(name="[bold]Lo[/] \x1b[31m", note="[/]"), Person(name="Öst [link=x]"))
    looks = ("left_square_bracket", "escape", "enter", "escape", "f8", "escape", "ctrl+a", "escape")
    async with at_roll_call(tmp_path, Meeting(attendance=(Roster(heading="[red]", people=people),))) as at:
        assert "[bold]Lo[/] �[31m" in at.text
        await at.press(*looks, "space", "delete", "ctrl+z")
        assert "[red]" in at.text


async def test_a_name_longer_than_any_line_stays_on_its_row(tmp_path: Path) -> None:
    people = (Person(name="Å" * 1_900), Person(name="Lo Dal"))
    async with at_roll_call(tmp_path, Meeting(attendance=(Roster(people=people),)), (80, 24)) as at:
        assert "…" in at.line_with("ÅÅÅ")
        assert "✓ Lo Dal" in at.text


async def test_a_wide_screen_has_role_and_title_in_columns(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path, size=(160, 50)) as at:
        row = at.line_with("✓ Alva Ek")
        assert row.index("ordförande") < row.index("områdeschef")


def test_a_struck_person_is_struck_through_and_said_to_be_absent() -> None:
    roster = Roster(people=(Person(name="Lo Dal", status="struck"),))
    row = people_rows(Meeting(attendance=(roster,)), 78)[0].text
    assert "✗ Lo Dal" in row.plain
    assert "frånvarande" in row.plain
    assert [str(span.style) for span in row.spans if row.plain[span.start : span.end] == "Lo Dal"] == [
        "strike"
    ]


def test_the_foot_knows_one_guest_from_several() -> None:
    guests = Roster(kind="guests", people=(Person(name="Dan Ström"),))
    assert counts(Meeting(attendance=(guests,))) == "1 gäst"
    assert counts(Meeting(attendance=(guests, guests))) == "2 gäster"


async def test_the_form_takes_no_more_than_a_line_can_hold(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("enter", "tab")
        await at.paste("x" * 3_000)
        await at.press("enter")
        assert person(at, "Alva Ek").title == "områdeschef"


@pytest.mark.parametrize(("typed", "kept"), [("1130", "11.30"), ("0905", "09.05"), ("11.30", "11.30")])
async def test_a_time_may_be_typed_without_its_point(tmp_path: Path, typed: str, kept: str) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f9", "ctrl+u")
        await at.type(f"{typed}\n")
        assert person(at, "Alva Ek").leaves == kept


async def test_four_digits_that_are_no_time_are_told(tmp_path: Path) -> None:
    async with at_roll_call(tmp_path) as at:
        await at.press("f9", "ctrl+u")
        await at.type("2599\n")
        assert "finns inte" in at.text
        assert person(at, "Alva Ek").leaves == ""
