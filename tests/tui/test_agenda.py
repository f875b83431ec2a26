"""The live screen, by keys alone."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.meeting.model import Entry, Facts, Item, Meeting, Person, Roster
from protokoll_tui.meeting.place import ItemPath, item_at
from protokoll_tui.tui.agenda import AgendaScreen
from tests.tui.driving import Driven, opened

MEETING = Meeting(
    facts=Facts(kind="Minnesanteckningar", bodies=("Chefsgrupp Nordmark",)),
    attendance=(Roster(heading="Närvarande", people=(Person(name="Mia Ros"), Person(name="Bo Lind"))),),
    agenda=(
        Item(title="Inledning", entries=(Entry(text="Alla hälsades välkomna."),)),
        Item(title="Dagordning"),
        Item(
            title="Psykisk hälsa",
            presenters=("Cia Mård",),
            points=(Item(title="Medel"), Item(title="Nätverk")),
        ),
        Item(title="Övrigt"),
    ),
)


def item(at: Driven, *path: int) -> Item:
    return item_at(at.meeting, path)


def stream(at: Driven, *path: int) -> list[tuple[str, str]]:
    return [(entry.kind, entry.text) for entry in item(at, *path).entries]


def titles(at: Driven) -> list[str]:
    return [item.title for item in at.meeting.agenda]


def here(at: Driven) -> ItemPath:
    screen = at.app.screen
    assert isinstance(screen, AgendaScreen)
    return screen.editor.path


async def test_the_cursor_stands_in_the_first_unfinished_item_ready_to_type(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Godkändes.")
        assert stream(at, 1) == [("note", "Godkändes.")]


async def test_typing_a_sign_makes_a_decision_and_the_agenda_counts_it(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Text\n! Antas.")
        assert stream(at, 1) == [("note", "Text"), ("beslut", "Antas.")]
        assert "⚖1" in at.text


async def test_ctrl_n_goes_to_the_next_item_and_into_points(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        seen = []
        for _ in range(3):
            await at.press("ctrl+n")
            seen.append(here(at))
        assert seen == [(2, 0), (2, 1), (3,)]
        await at.press("ctrl+n")
        assert "sista ärendet" in at.text


async def test_an_item_left_behind_has_no_empty_lines_and_its_tick(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Godkändes.\n! ")
        await at.press("ctrl+n")
        assert stream(at, 1) == [("note", "Godkändes.")]
        assert "✓ 2" in at.text


async def test_a_jump_by_number_and_back_by_one_key(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Först\n§3b\n")
        assert here(at) == (2, 1)
        assert stream(at, 1) == [("note", "Först")]
        await at.type("Sent.")
        await at.press("ctrl+o")
        assert here(at) == (1,)
        await at.type(" Mer.")
        assert stream(at, 1) == [("note", "Först Mer.")]


async def test_a_jump_to_nowhere_says_so_and_keeps_the_text(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Text\n§99\n")
        assert here(at) == (1,)
        assert "Det finns inget ärende 99" in at.text
        assert stream(at, 1) == [("note", "Text")]


async def test_a_new_item_in_the_middle_of_the_meeting(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("§ Sommarbemanning\n")
        assert titles(at)[1:3] == ["Dagordning", "Sommarbemanning"]
        assert here(at) == (2,)
        await at.type("Nytt.")
        assert stream(at, 2) == [("note", "Nytt.")]


async def test_a_function_key_turns_the_entry_and_undo_says_what_it_undid(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Antas.")
        await at.press("f8")
        assert stream(at, 1) == [("beslut", "Antas.")]
        await at.press("f8")
        assert stream(at, 1) == [("note", "Antas.")]
        await at.press("ctrl+z")
        assert stream(at, 1) == [("beslut", "Antas.")]
        assert "Ångrade: Beslut → Anteckning" in at.text
        await at.press("ctrl+y")
        assert stream(at, 1) == [("note", "Antas.")]


async def test_undo_goes_back_to_where_the_change_was_made(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Godkändes.")
        await at.press("ctrl+n", "ctrl+n")
        await at.press("ctrl+z")
        assert here(at) == (1,)
        assert stream(at, 1) == []


async def test_the_words_of_a_decision_suggest_its_outcome_and_one_key_takes_it(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("! Beslutet hänskjuts till AU i juni")
        assert "Ctrl+E: hänskjutet till AU i juni" in at.text
        await at.press("ctrl+e")
        entry = at.meeting.agenda[1].entries[0]
        assert (entry.outcome, entry.to) == ("referred", "AU i juni")


async def test_the_words_of_a_task_suggest_owner_and_date(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("+ Mia tar fram förslag senast 28/8")
        await at.press("ctrl+e")
        entry = at.meeting.agenda[1].entries[0]
        assert entry.owners == ("Mia Ros",)
        assert entry.due is not None
        assert (entry.due.day, entry.due.month) == (28, 8)


async def test_details_are_typed_loosely_and_a_wrong_one_is_told_at_the_field(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("! Uppdra")
        await at.press("ctrl+d")
        await at.type("bord")
        await at.press("tab", "tab")
        await at.type("mia")
        await at.press("tab")
        await at.type("31/2")
        assert "31 februari finns inte" in at.text
        await at.press("escape")
        entry = at.meeting.agenda[1].entries[0]
        assert (entry.outcome, entry.owners, entry.due) == ("tabled", ("Mia Ros",), None)


async def test_owners_are_parted_by_semicolons_too(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("+ Kalla")
        await at.press("ctrl+d")
        await at.type("mia; bo")
        assert item(at, 1).entries[0].owners == ("Mia Ros", "Bo Lind")


async def test_tab_selects_the_due_date_and_the_key_of_the_details_closes_them(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("+ Mia kallar senast 28/8")
        await at.press("ctrl+e", "ctrl+d", "tab")
        await at.type("3/9")
        await at.press("home", "ctrl+d")
        due = item(at, 1).entries[0].due
        assert due is not None
        assert (due.day, due.month) == (3, 9)
        assert isinstance(at.app.screen, AgendaScreen)


def told_under(at: Driven) -> str:
    """Return what stands under the first entry, its lines put together."""
    lines = [line[28:-1].replace("▌", "").strip() for line in at.lines]
    first = next(index for index, line in enumerate(lines) if line.startswith("↳"))
    return " ".join(" ".join(lines[first : first + 3]).split())


async def test_a_long_suggestion_and_long_details_are_seen_to_their_end(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("! Ärendet återremitteras till beredningsgruppen")
        assert told_under(at) == "↳ Ctrl+E: återremitterat till beredningsgruppen"
        await at.press("ctrl+e", "ctrl+d", "tab", "tab")
        await at.type("Mia Ros, Bo Lind")
        await at.press("escape")
        assert told_under(at) == "↳ återremitterat · till beredningsgruppen · Mia Ros, Bo Lind"


async def test_a_private_note_shows_its_mark(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("Tänk på detta")
        await at.press("ctrl+k")
        await at.type("egen\n")
        assert stream(at, 1) == [("private", "Tänk på detta")]
        assert "Egen" in at.text


async def test_lists_nest_by_tab(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("- ett\n")
        await at.press("tab")
        await at.type("två\n")
        await at.press("shift+tab")
        await at.type("tre")
        assert stream(at, 1) == [("note", "- ett\n  - två\n- tre")]


async def test_the_agenda_list_moves_strikes_and_renames(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l", "down", "down", "down", "down", "shift+up")
        assert titles(at)[2] == "Övrigt"
        await at.press("s")
        assert item(at, 2).status == "struck"
        assert "struket" in at.text
        await at.press("s", "b", "ctrl+u")
        await at.type("Övriga frågor\n")
        assert item(at, 2).title == "Övriga frågor"
        assert item(at, 2).status == "open"
        await at.press("enter")
        await at.type("Inga.")
        assert stream(at, 2) == [("note", "Inga.")]


async def test_an_item_with_text_is_removed_only_after_a_question(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l", "home", "delete")
        await at.press("escape")
        assert len(at.meeting.agenda) == 4
        await at.press("delete", "j")
        assert titles(at)[0] == "Dagordning"
        await at.press("ctrl+z")
        assert stream(at, 0) == [("note", "Alla hälsades välkomna.")]


async def test_the_list_shows_its_own_keys_and_enter_gives_the_keys_back_to_the_text(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l")
        assert "Nytt" in at.lines[-1]
        assert "bokstäverna är kommandon" in at.text
        await at.press("enter")
        await at.type("som det är")
        assert stream(at, 1) == [("note", "som det är")]
        assert "Diskussion" in at.lines[-1]


async def test_after_a_new_item_she_is_still_in_the_list_and_stands_on_it(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l", "n")
        await at.type("Sommarbemanning\n")
        await at.press("n")
        await at.type("Semester\n")
        assert titles(at)[1:4] == ["Dagordning", "Sommarbemanning", "Semester"]
        assert "bokstäverna är kommandon" in at.text
        await at.press("d")
        await at.type("Juli\n")
        assert [point.title for point in item(at, 3).points] == ["Juli"]
        await at.press("s")
        assert item(at, 3, 0).status == "struck"
        await at.press("enter")
        assert here(at) == (3, 0)


async def test_the_row_that_is_written_in_shows_too_how_its_item_stands(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l")
        assert " ▸2  Dagordning" in at.text
        await at.press("k")
        assert "✓▸2  Dagordning" in at.text
        await at.press("s")
        assert "✗▸2  Dagordning" in at.text


async def test_the_key_for_done_does_not_take_up_a_struck_item_and_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l", "s", "k")
        assert item(at, 1).status == "struck"
        assert "Dagordning är struket. S återupptar det." in at.text


async def test_what_was_said_gives_way_to_the_next_step_when_she_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("x")
        await at.press("ctrl+z")
        assert "Ångrade" in at.text
        await at.type("y")
        assert "Ångrade" not in at.text
        assert "Nästa: 3a Medel" in at.text
        await at.press("ctrl+z", "ctrl+n")
        assert "Ångrade" not in at.text


async def test_news_and_errors_stay_while_she_types(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        at.app.say("Någon annan ändrade filen.", news=True)
        await at.type("x\n")
        assert "Någon annan ändrade filen." in at.text
        await at.type("§99\nx")
        assert "Det finns inget ärende 99" in at.text


async def test_enter_does_not_leave_a_detail_that_is_wrong(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("! Uppdra")
        await at.press("ctrl+d", "tab", "tab", "tab")
        await at.type("31/2\n")
        assert "31 februari finns inte" in at.text
        await at.press("backspace")
        await at.type("3\n")
        due = item(at, 1).entries[0].due
        assert due is not None
        assert (due.day, due.month) == (31, 3)
        assert "31 februari" not in at.text


async def test_redo_leaves_the_cursor_after_what_it_did(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("abc")
        await at.press("ctrl+z", "ctrl+y")
        await at.type("X")
        assert stream(at, 1) == [("note", "abcX")]


async def test_points_are_made_in_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.press("ctrl+l", "d")
        await at.type("Kallelse\n")
        assert at.meeting.agenda[1].points[0].title == "Kallelse"
        assert "2a" in at.text


async def test_an_empty_agenda_says_how_to_begin(tmp_path: Path) -> None:
    async with opened(tmp_path, Meeting()) as at:
        await at.type("x")
        assert "lägga till ett ärende" in at.text
        await at.press("ctrl+f")
        await at.type("Inledning\n")
        await at.type("Hej.")
        assert stream(at, 0) == [("note", "Hej.")]


async def test_selected_text_is_replaced_and_cut_text_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING) as at:
        await at.type("ett två")
        await at.press("ctrl+shift+left", "ctrl+x")
        assert stream(at, 1) == [("note", "ett ")]
        await at.press("ctrl+v")
        assert stream(at, 1) == [("note", "ett två")]
        await at.press("ctrl+a")
        await at.type("x")
        assert stream(at, 1) == [("note", "x")]


async def test_the_preview_shows_the_item_as_it_will_be_printed(tmp_path: Path) -> None:
    async with opened(tmp_path, MEETING, size=(140, 30)) as at:
        await at.type("! Antas.")
        await at.wait_for("Beslut: Antas.")


async def test_markup_and_control_characters_are_only_text(tmp_path: Path) -> None:
    hostile = Meeting(agenda=(Item(title="[/] [b]", entries=(Entry(text="[@click=app.quit]x[/] \x1b[2J"),)),))
    async with opened(tmp_path, hostile) as at:
        assert "[/] [b]" in at.text
        assert "[@click=app.quit]x[/] \ufffd[2J" in at.text
