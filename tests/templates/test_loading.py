"""Templates: where they are looked for, what a broken one says, and what a new meeting gets from one."""

import datetime as dt
from pathlib import Path

import pytest

from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import Look
from protokoll_tui.meeting.model import Facts, Meeting
from protokoll_tui.templates import loading
from protokoll_tui.templates.faults import TemplateError
from protokoll_tui.templates.loading import (
    copy_template,
    layout_for,
    list_templates,
    load_template,
    look_for,
    new_meeting,
    template_folders,
)

TODAY = dt.date(2026, 5, 29)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of templates, empty and away from the real one."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(loading, "own_folder", lambda: folder)
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name / "template.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    return file


# --- finding ---------------------------------------------------------------------------------------


def test_folders_beside_the_meetings_come_before_the_users_own_and_the_shipped_come_last(
    tmp_path: Path, own: Path
) -> None:
    meetings = tmp_path / "meetings"
    (meetings / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    assert template_folders(meetings) == (
        (meetings / "templates").resolve(),
        (tmp_path / "templates").resolve(),
        own.resolve(),
        loading.shipped_folder().resolve(),
    )


def test_folders_that_do_not_exist_are_left_out(tmp_path: Path, own: Path) -> None:
    own.rmdir()
    assert template_folders(tmp_path / "meetings") == (loading.shipped_folder().resolve(),)


def test_a_folder_without_a_template_file_is_no_template(own: Path) -> None:
    (own / "annat").mkdir()
    assert "annat" not in [template.name for template in list_templates()]


def test_an_own_template_is_listed_first_and_hides_the_shipped_one_of_the_same_name(own: Path) -> None:
    write(own, "styrelse", 'title = "Vår styrelse"')
    first, *rest = list_templates()
    assert (first.title, first.own) == ("Vår styrelse", True)
    assert "styrelse" not in [template.name for template in rest]
    assert load_template("styrelse").title == "Vår styrelse"


def test_a_template_that_nobody_has_is_named_together_with_those_that_are_there() -> None:
    with pytest.raises(TemplateError, match=r"”finns-inte” finns inte.*chefsgrupp"):
        load_template("finns-inte")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../chefsgrupp", "/etc", "a\\b", "c:x", "chefsgrupp/", "a\0"]
)
def test_a_name_never_leads_out_of_the_folders(name: str) -> None:
    with pytest.raises(TemplateError):
        load_template(name)


# --- broken files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "x"\nphrases = ["a\n', "rad 2"),
        ("title =", "giltig TOML"),
        ('[layout]\nstyle = "lista"', "layout, style ska vara 'headings' eller 'table'"),
        ('[[agenda]]\ntitle = "a"\n[[agenda]]\nnumber = "2"', "agenda nr 2, title saknas"),
        ('[[attendance]]\npeople = [{ name = "" }]', "attendance nr 1, people nr 1, name får inte vara tom"),
        ("[[attendance]]\nunmarked = 3", "unmarked ska vara true eller false"),
        ("title = 3", "title ska vara text"),
        ("layout = 3", "layout ska vara en tabell"),
        ("agenda = [3]", "agenda nr 1 ska vara en tabell"),
    ],
)
def test_a_broken_template_tells_file_place_and_remedy_and_is_listed_all_the_same(
    own: Path, text: str, told: str
) -> None:
    file = write(own, "trasig", text)
    with pytest.raises(TemplateError) as caught:
        load_template("trasig")
    assert told in str(caught.value)
    assert str(file) in str(caught.value)
    broken = list_templates()[0]
    assert (broken.name, broken.title, broken.error) == ("trasig", "trasig", str(caught.value))


def test_a_file_that_is_not_utf_8_is_told_and_one_with_a_byte_order_mark_is_read(own: Path) -> None:
    write(own, "latin", "").write_bytes('title = "Nämnd"'.encode("latin-1"))
    write(own, "bom", "").write_bytes(b"\xef\xbb\xbf" + 'title = "Nämnd"'.encode())
    with pytest.raises(TemplateError, match="UTF-8"):
        load_template("latin")
    assert load_template("bom").title == "Nämnd"


def test_a_huge_file_is_not_read(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    write(own, "stor", 'title = "För stor"')
    with pytest.raises(TemplateError, match="5 MB"):
        load_template("stor")


def test_a_file_cannot_claim_to_be_another_template(own: Path) -> None:
    write(own, "egen", 'name = "chefsgrupp"\nown = false\nerror = "x"\nfolder = "/"')
    template = load_template("egen")
    assert (template.name, template.own, template.error) == ("egen", True, "")
    assert template.folder == (own / "egen").resolve()


def test_a_key_that_is_of_no_effect_is_told_with_the_one_that_was_meant(own: Path) -> None:
    write(
        own,
        "fel",
        """
        titel = "Min"
        own = true
        [layout.labels]
        beslutt = "Beslut"
        [[agenda]]
        title = "a"
        [[agenda.points]]
        title = "b"
        presenter = "c"
        """,
    )
    template = load_template("fel")
    assert template.error == ""
    assert template.remarks == (
        "titel känns inte igen och används inte. Menar du title?",
        "own känns inte igen och används inte. Ta bort den, eller uppdatera protokoll.",
        "layout, labels, beslutt känns inte igen och används inte. Menar du beslut?",
        "agenda nr 1, points nr 1, presenter känns inte igen och används inte. Menar du presenters?",
    )


# --- a new meeting ---------------------------------------------------------------------------------


def test_a_new_meeting_has_all_that_the_template_holds_and_the_day(own: Path) -> None:
    write(
        own,
        "grupp",
        """
        [meeting]
        kind = "Protokoll"
        bodies = ["Gruppen"]
        [[attendance]]
        heading = "Närvarande"
        people = [{ name = "Alva Ek", role = "ordförande" }]
        [[agenda]]
        title = "Inledning"
        entries = [{ text = "Välkommen." }]
        points = [{ title = "En delpunkt" }]
        [[signatures]]
        role = "Vid protokollet"
        """,
    )
    meeting = new_meeting(load_template("grupp"), TODAY)
    assert meeting.facts == Facts(kind="Protokoll", bodies=("Gruppen",), date=TODAY, template="grupp")
    assert meeting.attendance[0].people[0].status == "present"
    assert meeting.agenda[0].entries[0].text == "Välkommen."
    assert meeting.agenda[0].points[0].title == "En delpunkt"
    assert meeting.signatures[0].role == "Vid protokollet"


def test_a_long_text_loses_the_line_end_before_its_closing_quotes(own: Path) -> None:
    write(own, "lång", '[[agenda]]\ntitle = "a"\nagenda_text = """\n- en\n- två\n"""')
    assert load_template("lång").agenda[0].agenda_text == "- en\n- två"


def test_people_of_an_unmarked_roster_wait_for_the_roll_call(own: Path) -> None:
    write(
        own,
        "kallade",
        """
        [[attendance]]
        heading = "Kallade"
        unmarked = true
        people = [{ name = "Alva Ek", mode = "digital" }, { name = "Bo Lind" }]
        [[attendance]]
        heading = "Gäster"
        people = [{ name = "Cia Mård" }]
        """,
    )
    called, guests = new_meeting(load_template("kallade"), TODAY).attendance
    assert [person.status for person in called.people] == ["unmarked", "unmarked"]
    assert called.people[0].mode == "digital"
    assert guests.people[0].status == "present"


# --- layout ----------------------------------------------------------------------------------------


def test_the_layout_is_that_of_the_meetings_template(own: Path) -> None:
    write(own, "paragrafer", '[layout]\nnumbering = "section"')
    layout, warning = layout_for(Meeting(facts=Facts(template="paragrafer")))
    assert (layout, warning) == (Layout(numbering="section"), "")


def test_what_a_template_has_no_place_for_stands_last_but_not_below_the_signatures(own: Path) -> None:
    write(own, "kort", 'layout.order = ["adjusters", "attendance", "agenda", "signatures"]')
    layout, _ = layout_for(Meeting(facts=Facts(template="kort")))
    assert layout.order == (
        *("adjusters", "attendance", "agenda"),
        *("attachments", "evaluation", "next_meetings"),
        "signatures",
    )
    write(own, "kortare", 'layout.order = ["agenda", "adjusters"]')
    layout, _ = layout_for(Meeting(facts=Facts(template="kortare")))
    assert layout.order[-3:] == ("next_meetings", "adjusters", "signatures")


def test_a_meeting_without_template_has_the_default_layout() -> None:
    assert layout_for(Meeting()) == (Layout(), "")


@pytest.mark.parametrize("text", [None, '[layout]\nstyle = "lista"', "["])
def test_minutes_are_shown_in_the_default_layout_when_the_template_is_gone_or_broken(
    own: Path, text: str | None
) -> None:
    if text:
        write(own, "borta", text)
    layout, warning = layout_for(Meeting(facts=Facts(template="borta")))
    assert layout == Layout()
    assert "borta" in warning
    assert "programmets egen form" in warning


def test_a_word_of_the_look_that_is_misspelt_is_told_when_minutes_are_made(own: Path) -> None:
    file = write(own, "grupp", '[layout]\nnumbering = "section"\n[look]\ncolor = "#7a1f3d"')
    layout, warning = layout_for(Meeting(facts=Facts(template="grupp")))
    assert layout == Layout(numbering="section")
    assert warning == f"{file.resolve()}: look, color känns inte igen och används inte. Menar du colour?"


# --- copying ---------------------------------------------------------------------------------------


def test_a_copy_keeps_the_comments_gets_the_new_title_and_takes_the_other_files_along(own: Path) -> None:
    file = write(own, "grund", '# så här\ntitle = "Grund"  # namnet\n')
    (file.parent / "logo.png").write_bytes(b"png")
    copy = copy_template("grund", own / "under", "vår nämnd")
    assert copy.read_text("utf-8") == '# så här\ntitle = "vår nämnd"  # namnet\n'
    assert (copy.parent / "logo.png").read_bytes() == b"png"
    assert file.read_text("utf-8") == '# så här\ntitle = "Grund"  # namnet\n'


def test_a_copy_never_overwrites(own: Path) -> None:
    file = write(own, "finns", 'title = "Min"')
    with pytest.raises(TemplateError, match="finns redan"):
        copy_template("chefsgrupp", own, "finns")
    assert file.read_text("utf-8") == 'title = "Min"'


@pytest.mark.parametrize("name", ["", "  ", "..", "a/b", "a\\b", "a:b", "slut."])
def test_a_copy_needs_a_name_that_every_system_takes(own: Path, name: str) -> None:
    with pytest.raises(TemplateError, match="kan inte heta"):
        copy_template("chefsgrupp", own, name)
    assert list(own.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(own: Path) -> None:
    (own / "fil").write_text("inte en mapp", "utf-8")
    with pytest.raises(TemplateError, match="kunde inte kopieras"):
        copy_template("chefsgrupp", own / "fil", "ny")


# --- the look --------------------------------------------------------------------------------------

PLAIN = Meeting(facts=Facts(template="vår"))


def test_a_look_names_the_files_of_its_own_folder(tmp_path: Path, own: Path) -> None:
    write(own, "vår", '[look]\nlogo = "logo.svg"\nlogo_text = "Vårt märke"\ncolour = "#7a1f3d"\n')
    assert look_for(PLAIN, tmp_path) == Look(own / "vår", own / "vår" / "logo.svg", "Vårt märke", "#7a1f3d")


def test_a_template_without_a_look_still_has_a_folder_for_its_letterhead(tmp_path: Path, own: Path) -> None:
    write(own, "vår", "")
    assert look_for(PLAIN, tmp_path) == Look(own / "vår")


def test_without_a_template_the_look_is_the_programs_own(tmp_path: Path) -> None:
    assert look_for(Meeting(), tmp_path) == look_for(PLAIN, tmp_path) == Look()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('colour = "röd"', "colour"),
        ('colour = "#fff"', "colour"),
        ('logo = "../hemligt.png"', "logo"),
        ('logo = "C:\\\\a.png"', "logo"),
    ],
)
def test_a_look_that_cannot_be_used_is_told(tmp_path: Path, own: Path, line: str, key: str) -> None:
    file = write(own, "vår", f"[look]\n{line}\n")
    with pytest.raises(TemplateError) as told:
        look_for(PLAIN, tmp_path)
    form = {"colour": '"#1f4e5f"', "logo": '"logo.png"'}
    assert str(told.value).startswith(f"{file}: look, {key} ska ")
    assert f"till exempel {form[key]}" in str(told.value)


def test_a_copied_template_brings_its_look(own: Path) -> None:
    copy_template("samverkansrad", own, "vårt")
    names = {path.name for path in (own / "vårt").iterdir()}
    assert {"mall.typ", "logo.svg", "logo.png", "template.toml"} <= names
