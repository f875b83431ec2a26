"""render: to standard output, to files, and what it refuses."""

from __future__ import annotations

import errno
import os
from io import TextIOWrapper
from pathlib import Path

import pytest

from tests.cli.conftest import MEETING, Run


def test_without_options_the_minutes_are_printed(run: Run, meeting: Path) -> None:
    result = run("render", meeting)
    assert result.exit_code == 0
    assert "Alva hälsade välkommen." in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    ("name", "holds"),
    [("p.txt", "Chefsgrupp"), ("p.md", "# "), ("p.html", "<html"), ("P.HTML", "<h1")],
)
def test_the_name_of_a_file_tells_its_format(
    run: Run, meeting: Path, tmp_path: Path, name: str, holds: str
) -> None:
    result = run("render", meeting, "-o", name)
    assert (result.exit_code, result.output) == (0, "")
    assert holds in (tmp_path / name).read_text("utf-8")


def test_what_a_format_leaves_out_is_said(run: Run, meeting: Path, tmp_path: Path) -> None:
    coming = '[[next_meetings]]\ndate = 2026-08-28\n[[next_meetings]]\ndate_text = "vecka 40"\n'
    meeting.write_text(meeting.read_text("utf-8") + coming, "utf-8")
    result = run("render", meeting, "-o", "p.ics")
    assert result.exit_code == 0
    assert result.output == "Ett kommande möte utan datum kom inte med i kalendern: vecka 40.\n"
    assert (tmp_path / "p.ics").exists()


def test_without_a_coming_meeting_there_is_no_calendar_and_no_file(
    run: Run, meeting: Path, tmp_path: Path
) -> None:
    result = run("render", meeting, "-o", "p.ics")
    assert result.exit_code == 1
    assert "inget kommande möte med datum" in result.output
    assert not (tmp_path / "p.ics").exists()


def test_a_broken_letterhead_is_said_and_leaves_no_file(run: Run, meeting: Path, tmp_path: Path) -> None:
    own = meeting.parent / "templates" / "egen"
    own.mkdir(parents=True)
    (own / "template.toml").write_text('title = "Egen"', "utf-8")
    (own / "letterhead.docx").write_text("inte Word", "utf-8")
    meeting.write_text(MEETING.replace("[meeting]", '[meeting]\ntemplate = "egen"'), "utf-8")
    result = run("render", meeting, "-o", "p.docx")
    assert result.exit_code == 1
    assert "letterhead.docx är ingen Word-fil" in result.output
    assert not (tmp_path / "p.docx").exists()


def test_no_terminal_is_filled_with_the_bytes_of_a_word_file(
    run: Run, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True)
    result = run("render", meeting, "--to", "word")
    assert result.exit_code == 2
    assert "-o protokoll.docx" in result.output
    assert "PK" not in result.output


def test_a_file_that_stood_there_is_replaced_and_that_is_said(
    run: Run, meeting: Path, tmp_path: Path
) -> None:
    assert run("render", meeting, "-o", "p.txt").stderr == ""
    (tmp_path / "p.txt").write_text("gammalt", "utf-8")
    again = run("render", meeting, "-o", "p.txt", "-o", "p.md")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "Gör 1 av 2: p.txt\nGör 2 av 2: p.md\np.txt fanns redan och har ersatts.\n"
    assert "Alva hälsade" in (tmp_path / "p.txt").read_text("utf-8")


def test_several_files_are_written_at_once(run: Run, meeting: Path, tmp_path: Path) -> None:
    assert run("render", meeting, "-o", "p.txt", "-o", "p.md").exit_code == 0
    assert (tmp_path / "p.txt").exists()
    assert (tmp_path / "p.md").exists()


def test_how_far_it_has_come_is_told_and_one_that_cannot_be_made_leaves_none(
    run: Run, meeting: Path, tmp_path: Path
) -> None:
    done = run("render", meeting, "-o", "p.txt", "-o", "p.ics")
    assert done.exit_code == 1
    assert "Gör 1 av 2: p.txt" in done.stderr
    assert "Gör 2 av 2: p.ics" in done.stderr
    assert not (tmp_path / "p.txt").exists()


def test_an_extract_is_no_calendar(run: Run, meeting: Path, tmp_path: Path) -> None:
    done = run("render", meeting, "--items", "1", "-o", "p.txt", "-o", "p.ics")
    assert done.exit_code == 2
    told = (
        "Fel: Ett protokollsutdrag har inga kommande möten att lägga i en kalender. "
        "Skriv kalendern för sig, utan --items."
    )
    assert done.stderr == f"{told} Ingen fil skrevs.\n"
    assert not (tmp_path / "p.txt").exists()
    assert run("render", meeting, "--items", "1", "--to", "calendar").stderr == f"{told}\n"


def test_where_one_of_several_cannot_be_written_none_is(run: Run, meeting: Path, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("Gammalt.", "utf-8")
    (tmp_path / "p.html").mkdir()
    for name in ("saknas/p.md", "p.html"):
        result = run("render", meeting, "-o", "p.txt", "-o", name)
        assert result.exit_code == 1
        assert "mapp" in result.stderr.casefold()
    assert (tmp_path / "p.txt").read_text("utf-8") == "Gammalt."
    assert {each.name for each in tmp_path.iterdir()} <= {"p.txt", "p.html", "meetings", "home"}


@pytest.mark.parametrize("again", ["p.txt", "./p.txt", "meetings/../p.txt", "länk.txt"])
def test_the_same_file_twice_is_told_and_not_written(
    run: Run, meeting: Path, tmp_path: Path, again: str
) -> None:
    if again == "länk.txt":
        (tmp_path / again).symlink_to(tmp_path / "p.txt")
    result = run("render", meeting, "-o", "p.txt", "-o", again)
    assert result.exit_code == 2
    assert f"-o p.txt och -o {Path(again)} är samma fil. Ange varje fil en gång." in result.stderr
    assert not (tmp_path / "p.txt").exists()


def test_a_dash_and_a_format_without_a_file_go_to_standard_output(run: Run, meeting: Path) -> None:
    by_dash = run("render", meeting, "-o", "-", "--to", "markdown")
    assert by_dash.output.startswith("**UTKAST**") or "# " in by_dash.output
    assert run("render", meeting, "--to", "md").output == by_dash.output
    assert run("render", meeting, "-o", "-").output == run("render", meeting, "--to", "text").output


def test_the_width_is_kept(run: Run, meeting: Path) -> None:
    meeting.write_text(MEETING.replace("välkommen.", "välkommen, " + "ord " * 60), "utf-8")
    narrow = run("render", meeting, "--to", "text", "--width", "40").output
    assert max(map(len, narrow.splitlines())) <= 40


def test_a_format_named_wins_over_the_ending(run: Run, meeting: Path, tmp_path: Path) -> None:
    assert run("render", meeting, "-o", "p.utkast", "--to", "html").exit_code == 0
    assert "<html" in (tmp_path / "p.utkast").read_text("utf-8")


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("meetings/mote.toml", "skrivs inte över"),
        ("annat.toml", "skrivs inte över"),
        ("p.xyz", "säger inget format"),
    ],
)
def test_a_meeting_is_never_overwritten_and_an_unknown_ending_is_told(
    run: Run, meeting: Path, output: str, told: str
) -> None:
    result = run("render", meeting, "-o", output)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Ingen fil skrevs." not in result.stderr
    assert meeting.read_text("utf-8") == MEETING
    result = run("render", meeting, "-o", "p.txt", "-o", output)
    assert told in result.stderr
    assert result.stderr.endswith(" Ingen fil skrevs.\n")
    assert not Path("p.txt").exists()


def test_a_meeting_of_any_name_is_not_overwritten_by_its_minutes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mote.txt"
    path.write_text(MEETING, "utf-8")
    assert run("render", "mote.txt", "-o", tmp_path / "." / "mote.txt").exit_code == 2
    assert path.read_text("utf-8") == MEETING


def test_a_file_that_cannot_be_written_gives_status_1(run: Run, meeting: Path) -> None:
    result = run("render", meeting, "-o", "saknas/p.txt")
    assert result.exit_code == 1
    assert "Mappen finns inte" in result.stderr


def test_a_meeting_whose_template_is_gone_is_printed_with_a_warning(run: Run, meeting: Path) -> None:
    meeting.write_text(MEETING.replace("date =", 'template = "borta"\ndate ='), "utf-8")
    result = run("render", meeting)
    assert result.exit_code == 0
    assert "Mallen ”borta” finns inte" in result.stderr
    assert "Alva hälsade välkommen." in result.stdout


def test_private_notes_are_in_no_output(run: Run, meeting: Path) -> None:
    private = '[[agenda.entries]]\nkind = "private"\ntext = "hemligt"\n[private]\nnotes = "hemligt"\n'
    meeting.write_text(MEETING + private, "utf-8")
    for name in ("text", "markdown", "html"):
        assert "hemligt" not in run("render", meeting, "--to", name).output


def test_an_extract_has_only_the_items_asked_for_and_a_line_to_sign_on(run: Run, meeting: Path) -> None:
    more = '[[agenda]]\ntitle = "Vägen"\n[[agenda.entries]]\nkind = "beslut"\ntext = "Vägen lagas."\n'
    meeting.write_text(MEETING + more, "utf-8")
    found = run("render", meeting, "--to", "text", "--items", "§ 2").output
    assert "Utdrag ur minnesanteckningar Chefsgrupp för provning" in found
    assert "2. Vägen" in found
    assert "välkommen" not in found
    assert found.count("Vägen lagas.") == 1
    assert "Rätt utdraget intygar" in found


def test_an_extract_of_a_span_has_all_between_its_ends(run: Run, meeting: Path) -> None:
    more = "".join(f'[[agenda]]\ntitle = "{title}"\n' for title in ("Vägen", "Hamnen", "Bron"))
    meeting.write_text(MEETING + more, "utf-8")
    found = run("render", meeting, "--to", "text", "--items", "§ 2–3").output
    assert [title for title in ("Inledning", "Vägen", "Hamnen", "Bron") if title in found] == [
        "Vägen",
        "Hamnen",
    ]


def test_an_item_that_is_none_is_told(run: Run, meeting: Path) -> None:
    result = run("render", meeting, "-o", "p.txt", "--items", "1,7")
    assert result.exit_code == 2
    assert "--items: Punkt 7 finns inte i mötet. De som finns är 1." in result.stderr
    assert not Path("p.txt").exists()


PUBLIC = """
[[agenda]]
title = "Upphandling"
[[agenda.entries]]
text = "Bo Linds telefon är 099-602 70 00."
[[agenda.entries]]
kind = "internal"
text = "Budet är lämnat i förtroende."
"""


def protect_bo(meeting: Path, more: str = "") -> None:
    text = MEETING.replace('role = "sekreterare"', 'role = "sekreterare", protected = true')
    meeting.write_text(text + PUBLIC + more, "utf-8")


def test_minutes_are_written_with_a_personnummer_and_it_is_told_where_it_stands(
    run: Run, meeting: Path
) -> None:
    meeting.write_text(MEETING + '[[agenda.entries]]\ntext = "Gäller 811218-9876."\n', "utf-8")
    result = run("render", meeting, "-o", "p.md", "-o", "p.html")
    assert result.exit_code == 0
    told = "Personnummer står i punkt 1. Ta bort dem innan du delar protokollet."
    assert result.stderr.count(told) == 1
    assert "811218-9876" in Path("p.md").read_text("utf-8")
    result = run("render", meeting, "-o", "q.md", "--public")
    assert told not in result.stderr
    assert "1 personnummer togs bort. Ta bort dem i mötet också." in result.stderr


def test_the_public_version_is_without_names_numbers_and_internal_passages(run: Run, meeting: Path) -> None:
    protect_bo(meeting)
    result = run("render", meeting, "--to", "text", "--public", "--mark-omitted")
    assert result.exit_code == 0
    assert "[namn borttaget] telefon är [telefonnummer borttaget]." in result.stdout
    assert "[utelämnat]" in result.stdout
    assert "förtroende" not in result.stdout
    assert "Se över: Titel och organisation står kvar" in result.stderr
    assert "[utelämnat]" not in run("render", meeting, "--to", "text", "--public").stdout


def test_a_file_whose_name_is_that_of_another_format_is_refused(run: Run, meeting: Path) -> None:
    result = run("render", meeting, "-o", "p.pdf", "--to", "word")
    assert result.exit_code == 2
    assert "Namnet p.pdf säger pdf och --to word." in result.stderr
    assert not Path("p.pdf").exists()


def test_a_mark_for_what_is_left_out_is_refused_where_nothing_is(run: Run, meeting: Path) -> None:
    result = run("render", meeting, "--to", "text", "--mark-omitted")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Lägg till --public." in result.stderr


def with_own_template(meeting: Path, template: str) -> None:
    protect_bo(meeting)
    meeting.write_text(meeting.read_text("utf-8").replace("date =", 'template = "egen"\ndate ='), "utf-8")
    own = meeting.parent / "templates" / "egen"
    own.mkdir(parents=True)
    (own / "template.toml").write_text(f"[layout]\n{template}", "utf-8")


@pytest.mark.parametrize(("absent", "told"), [("struck", True), ("apart", True), ("omitted", False)])
def test_that_the_absent_are_named_for_the_public_is_told_where_they_are(
    run: Run, meeting: Path, absent: str, told: bool
) -> None:
    with_own_template(meeting, f'absent = "{absent}"\n')
    text = meeting.read_text("utf-8").replace('role = "ordförande"', 'status = "struck"')
    meeting.write_text(text, "utf-8")
    result = run("render", meeting, "--to", "text", "--public", "--folder", meeting.parent)
    assert ("Alva Ek" in result.stdout, "Frånvarande namnges: Alva Ek." in result.stderr) == (told, told)


def test_a_public_version_with_a_protected_name_in_it_is_not_written(
    run: Run, meeting: Path, tmp_path: Path
) -> None:
    with_own_template(meeting, '[layout.letter]\nfooter = ["Frågor: Bo Lind"]\n')
    result = run("render", meeting, "-o", "p.md", "--public", "--folder", meeting.parent)
    assert result.exit_code == 1
    assert "Den publika versionen skrevs inte" in result.stderr
    assert "i sidfoten, som mallen bestämmer" in " ".join(result.stderr.split())
    assert not (tmp_path / "p.md").exists()


def test_a_word_of_the_template_may_be_a_protected_name_and_is_told(run: Run, meeting: Path) -> None:
    with_own_template(meeting, '[layout.labels]\nagenda = "Lind"\n[layout.letter]\nheader = ["Region Bo"]\n')
    result = run("render", meeting, "--to", "html", "--public", "--folder", meeting.parent)
    assert result.exit_code == 0
    assert "Region Bo" in result.stdout
    assert "Står kvar i det som mallen bestämmer: ”Bo”, ”Lind”." in result.stderr


def test_an_extract_for_the_public_holds_nothing_internal_of_another_item(run: Run, meeting: Path) -> None:
    protect_bo(meeting)
    letter = '[layout.letter]\nfooter = ["Budet är lämnat i förtroende."]\n'
    with_own_template(meeting, letter)
    result = run("render", meeting, "--to", "text", "--public", "--items", "1", "--folder", meeting.parent)
    assert result.exit_code == 1
    assert "”Budet är lämnat i förtroende.” (i sidfoten" in " ".join(result.stderr.split())


def test_the_addresses_of_a_template_are_public_already(run: Run, meeting: Path) -> None:
    with_own_template(meeting, 'intro = "Frågor: [brev](mailto:nora@example.se), **099-602 70 00**"\n')
    result = run("render", meeting, "--to", "text", "--public")
    assert result.exit_code == 0
    assert "[namn borttaget] telefon är 099-602 70 00." in result.stdout
    assert "nora@example.se" in result.stdout


def test_a_folder_in_the_place_of_a_file_is_told(run: Run, meeting: Path, tmp_path: Path) -> None:
    (tmp_path / "ut.pdf").mkdir()
    result = run("render", meeting, "-o", tmp_path / "ut.pdf")
    assert result.exit_code != 0
    assert "Det finns en mapp med det namnet. Välj ett annat namn." in result.stderr


@pytest.mark.parametrize("name", ["ANNAT.TOML", "Annat.Toml", "länk.txt"])
def test_a_meeting_is_known_by_its_ending_in_capitals_and_behind_a_link(
    run: Run, meeting: Path, tmp_path: Path, name: str
) -> None:
    other = tmp_path / ("annat.toml" if name == "länk.txt" else name)
    other.write_text(MEETING, "utf-8")
    if name == "länk.txt":
        (tmp_path / name).symlink_to(other)
    result = run("render", meeting, "-o", name)
    assert result.exit_code == 2
    assert "skrivs inte över" in result.stderr
    assert other.read_text("utf-8") == MEETING


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(
    run: Run, meeting: Path, tmp_path: Path
) -> None:
    result = run("render", meeting, "-o", "p.txt", "-o", "saknas/p.md")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Fel: {Path('saknas/p.md')}: Mappen finns inte.")
    assert result.stderr.endswith(" Ingen fil skrevs.\n")


def test_that_no_file_was_written_is_said_where_one_cannot_be_made(run: Run, meeting: Path) -> None:
    assert run("render", meeting, "-o", "p.txt", "-o", "p.ics").stderr.endswith(" Ingen fil skrevs.\n")


def test_what_was_written_is_said_where_standard_output_is_full(
    run: Run, meeting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))]

    def full(stream: TextIOWrapper) -> None:
        if stream.name == "<stdout>" and faults:
            raise faults.pop()
        TextIOWrapper.flush(stream)

    monkeypatch.setattr("click.testing._NamedTextIOWrapper.flush", full)
    result = run("render", meeting, "-o", "p.txt", "-o", "-")
    assert result.exit_code == 1
    expected = "Fel: Det gick inte att skriva till standard ut: disken är full. Skrivna: p.txt."
    assert expected in result.stderr
    assert (tmp_path / "p.txt").exists()
