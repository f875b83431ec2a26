"""Letterheads: an organisation's own Word file, whatever it has or lacks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from protokoll_tui.document.render import Look, RenderError, RenderOptions, remarks, render
from protokoll_tui.document.render.word.check import check_letterhead
from protokoll_tui.document.render.word.fields import FILE_NAME
from protokoll_tui.document.render.word.oxml import select, text_of, value, w
from protokoll_tui.document.render.word.package import default_letterhead
from protokoll_tui.document.tree import Blocks, Document, Heading, Letterhead, Passage, Row, Table, Text
from tests.document.test_logo import png, svg
from tests.document.word import as_bytes, bullets, numbering, opened, para, texts, written

Edit = Callable[[WordDocument], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a template."""
    return tmp_path


def save_letterhead(folder: Path, *lines: str, edit: Edit = lambda word: None) -> None:
    """Save a letterhead as Word would: with the styles that come with python-docx, and no other."""
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    edit(word)
    word.save(str(folder / FILE_NAME))


MINUTES: Blocks = (Heading(1, (Text("Protokoll"),)), bullets("ett"), para("slut"))


def test_the_minutes_go_where_the_letterhead_has_its_field(folder: Path) -> None:
    save_letterhead(folder, "Före", "{{ innehåll }}", "Efter")
    assert texts(written(*MINUTES, folder=folder)) == ["Före", "Protokoll", "ett", "slut", "Efter"]


def test_without_the_field_the_minutes_come_last(folder: Path) -> None:
    save_letterhead(folder, "Brevhuvud")
    assert texts(written(*MINUTES, folder=folder)) == ["Brevhuvud", "Protokoll", "ett", "slut"]


def test_what_stands_beside_the_field_stays_before_the_minutes(folder: Path) -> None:
    save_letterhead(folder, "Anteckningar: {{ innehåll }}")
    assert texts(written(*MINUTES, folder=folder))[:2] == ["Anteckningar: ", "Protokoll"]


def test_the_minutes_may_stand_in_a_cell_of_the_letterhead(folder: Path) -> None:
    def in_a_cell(word: WordDocument) -> None:
        word.add_table(1, 1).cell(0, 0).text = "{{ innehåll }}"

    save_letterhead(folder, edit=in_a_cell)
    table = Table((), (Row(((para("x"),),)),), (1,))
    (outer,) = written(*MINUTES, table, folder=folder).tables
    cell = outer.cell(0, 0)
    assert [p.text for p in cell.paragraphs] == ["Protokoll", "ett", "slut", ""]
    assert len(cell.tables) == 1


def test_facts_fill_the_fields_in_head_foot_and_text_even_where_word_has_split_them(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].text = "{{ enhet }}\t{{ datum }}"
        foot = word.sections[0].footer.paragraphs[0]
        for part in ("{{ sek", "rete", "rare }", "}"):
            foot.add_run(part)

    save_letterhead(folder, "{{ organ }}, {{ beteckning }}", edit=edit)
    letter = Letterhead(unit="Hamn & kaj", secretary="Cia Mård", bodies="Rådet <A>", reference="7/26")
    word = written(folder=folder, letterhead=letter, date="2026-05-29")
    assert texts(word)[0] == "Rådet <A>, 7/26"
    assert word.sections[0].header.paragraphs[0].text == "Hamn & kaj\t2026-05-29"
    assert word.sections[0].footer.paragraphs[0].text == "Cia Mård"


def test_what_was_typed_is_never_read_as_a_field(folder: Path) -> None:
    save_letterhead(folder, "{{ enhet }}", "{{ innehåll }}")
    typed = "{{ titel }} {% for x in y %} {_{"
    word = written(para(typed), folder=folder, letterhead=Letterhead(unit="{{ titel }}"))
    assert texts(word) == ["{{ titel }}", typed]


def test_a_letterhead_can_ask_for_nothing_but_values(folder: Path) -> None:
    save_letterhead(folder, "{{ ''.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(RenderError, match="platshållare"):
        written(folder=folder)


@pytest.mark.parametrize(
    "field",
    [
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'x'.center(9999999999) }}",
        "{{ enhet|center(9999999999) }}",
        "{{ enhet[0] }}",
        "{{ logotyp._template }}",
        "{{ range(10**9)|list }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
@pytest.mark.parametrize("where", ["text", "head", "title"])
def test_what_would_count_or_repeat_is_refused_before_it_is_worked_out(
    folder: Path, field: str, where: str
) -> None:
    def edit(word: WordDocument) -> None:
        if where == "head":
            word.sections[0].header.paragraphs[0].text = field
        if where == "title":
            word.core_properties.title = field

    save_letterhead(folder, field if where == "text" else "{{ innehåll }}", edit=edit)
    for use in (lambda: check_letterhead(folder / FILE_NAME), lambda: written(folder=folder)):
        with pytest.raises(RenderError, match=r"letterhead\.docx vill räkna, upprepa eller anropa något"):
            use()


def test_a_letterhead_may_ask_for_values_and_set_conditions(folder: Path) -> None:
    save_letterhead(
        folder, "{{ enhet|upper }}{% if nummer %}, möte {{ nummer }}{% else %} (utan nummer){% endif %}"
    )
    assert texts(written(folder=folder, letterhead=Letterhead(unit="Hamn")))[0] == "HAMN (utan nummer)"
    assert texts(written(folder=folder, letterhead=Letterhead(number="4")))[0] == ", möte 4"


@pytest.mark.parametrize("field", ["{{ enhet", "{{ enhet } }", "{% for x %}", "{{ enhet|finns_ej }"])
def test_a_field_that_cannot_be_read_is_said_in_swedish(folder: Path, field: str) -> None:
    save_letterhead(folder, field, "{{ innehåll }} }}")
    with pytest.raises(RenderError, match=r"En platshållare i brevhuvudet .*letterhead\.docx går inte"):
        written(folder=folder)


@pytest.mark.parametrize("letters", ["p", "r", "tr", "tc"])
def test_a_field_that_would_stand_outside_the_text_is_told_with_what_to_write(
    folder: Path, letters: str
) -> None:
    save_letterhead(folder, f"{{{{{letters} innehåll }}}}")
    with pytest.raises(
        RenderError, match=rf"\{{\{{{letters} innehåll \}}\}} i brevhuvudet .* Skriv \{{\{{ innehåll"
    ):
        written(*MINUTES, folder=folder)


def test_styles_that_a_letterhead_lacks_are_the_programs_own(folder: Path) -> None:
    save_letterhead(folder, "{{ innehåll }}")
    word = written(Passage("beslut", "Beslut", (para("Ja."),)), folder=folder)
    style = word.paragraphs[0].style
    assert style
    assert style.name == "Protokoll Beslut"
    assert style.base_style
    assert style.base_style.name == "Normal"


def test_a_style_that_a_letterhead_has_is_the_organisations(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.styles["Heading 1"].font.name = "Garamond"

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    style = written(*MINUTES, folder=folder).paragraphs[0].style
    assert style
    assert style.font.name == "Garamond"


def test_styles_are_known_by_name_where_word_has_translated_their_ids(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.styles["Heading 1"].element.set(qn("w:styleId"), "Rubrik1")

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    assert value(written(*MINUTES, folder=folder).paragraphs[0]._p, "w:pPr/w:pStyle") == "Rubrik1"


def test_headings_that_the_letterhead_numbers_are_not_numbered_twice(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.styles["Heading 1"].element.get_or_add_pPr().append(w("numPr", w("numId", val=1)))

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    assert value(written(*MINUTES, folder=folder).paragraphs[0]._p, "w:pPr/w:numPr/w:numId") == "0"


def test_lists_work_where_the_letterhead_has_lists_or_none(folder: Path) -> None:
    save_letterhead(folder, "{{ innehåll }}")
    (with_lists,) = (p for p in written(*MINUTES, folder=folder).paragraphs if p.text == "ett")
    assert numbering(with_lists) == ("bullet", 0)
    with zipfile.ZipFile(folder / FILE_NAME) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != "word/numbering.xml"}
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rb"<[^<]*numbering\.xml[^>]*>", b"", parts[name])
    repack(folder, parts)
    (without,) = (p for p in written(*MINUTES, folder=folder).paragraphs if p.text == "ett")
    assert numbering(without) == ("bullet", 0)


def repack(folder: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(folder / FILE_NAME, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_a_letterhead_that_word_saved_as_a_template_makes_documents(folder: Path) -> None:
    save_letterhead(folder, "{{ innehåll }}")
    with zipfile.ZipFile(folder / FILE_NAME) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    repack(folder, parts)
    data = as_bytes(*MINUTES, folder=folder)
    assert "Protokoll" in texts(opened(data))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"template.main" not in package.read("[Content_Types].xml")


def test_a_draft_is_marked_in_each_head_of_a_letterhead_that_has_no_place_for_it(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        section = word.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Första sidan"
        section.header.paragraphs[0].text = "Nästa sidor"

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    section = written(folder=folder, draft="UTKAST").sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["UTKAST", "Första sidan"]
    assert [p.text for p in section.header.paragraphs] == ["UTKAST", "Nästa sidor"]


def test_a_draft_is_marked_where_a_section_shows_a_first_head_that_the_one_before_it_hides(
    folder: Path,
) -> None:
    def edit(word: WordDocument) -> None:
        word.sections[0].first_page_header.paragraphs[0].text = "Bilagans första sida"
        word.add_section().different_first_page_header_footer = True

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    head = written(folder=folder, draft="UTKAST").sections[1].first_page_header
    assert [p.text for p in head.paragraphs] == ["UTKAST", "Bilagans första sida"]


def test_the_minutes_are_in_swedish_whatever_language_the_styles_were_made_in(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        for name in ("Normal", "Heading 1"):
            word.styles[name].element.get_or_add_rPr().append(w("lang", val="en-US"))

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    styles = written(*MINUTES, folder=folder).styles.element
    assert {each.get(qn("w:val")) for each in select(styles, ".//w:lang")} == {"sv-SE"}


def test_what_the_letterheads_properties_say_is_not_said_of_the_minutes(folder: Path) -> None:
    said = ("subject", "keywords", "category", "comments", "content_status", "identifier", "version")

    def edit(word: WordDocument) -> None:
        for name in said:
            setattr(word.core_properties, name, "Mall för styrelsen")
        word.core_properties.last_modified_by = "Den som gjorde mallen"

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    data = as_bytes(*MINUTES, folder=folder, author="Cia Mård")
    properties = opened(data).core_properties
    assert [getattr(properties, name) for name in said] == [""] * len(said)
    assert (properties.author, properties.last_modified_by) == ("Cia Mård", "Cia Mård")


def with_parts(folder: Path, rels: str, relations: dict[str, tuple[str, bytes]]) -> None:
    """Give the letterhead more parts: the name and content of each, by the end of its relationship's kind."""
    with zipfile.ZipFile(folder / FILE_NAME) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for number, (kind, (name, content)) in enumerate(relations.items()):
        parts.pop(name, None)
        parts[rels] = re.sub(rb"<Relationship [^>]*%s[^>]*>" % re.escape(name.encode()), b"", parts[rels])
        relation = (
            f'<Relationship Id="rIdX{number}" Type="{OFFICE}/{kind}" Target="/{name}"/></Relationships>'
        )
        parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
        parts[name] = content
    custom = f'<Override PartName="/docProps/custom.xml" ContentType="{CUSTOM}"/></Types>'
    types = parts["[Content_Types].xml"]
    if "custom-properties" in relations:
        parts["[Content_Types].xml"] = types.replace(b"</Types>", custom.encode())
    repack(folder, parts)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/"
COMPANY = f"""<Properties xmlns="{PROPERTIES}extended-properties"><Template>Mall.dotm</Template>
<Manager>Förra Chefen</Manager><Company>Hamnbolaget</Company></Properties>""".encode()
OWN = f"""<Properties xmlns="{PROPERTIES}custom-properties"
 xmlns:vt="{PROPERTIES}docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2"
 name="Handläggare"><vt:lpwstr>Förra Sekreteraren</vt:lpwstr></property>
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="Dnr"><vt:lpwstr>7/26</vt:lpwstr>
</property></Properties>""".encode()


def save_with_properties(folder: Path, edit: Edit = lambda word: None) -> None:
    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    properties = {
        "extended-properties": ("docProps/app.xml", COMPANY),
        "custom-properties": ("docProps/custom.xml", OWN),
    }
    with_parts(folder, "_rels/.rels", properties)
    with_parts(
        folder, "word/_rels/document.xml.rels", {"customXml": ("customXml/item1.xml", b"<a>Akt 9</a>")}
    )


def all_parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_company_manager_and_what_else_a_letterhead_says_of_itself_stay_in_it(folder: Path) -> None:
    save_with_properties(folder)
    parts = all_parts(as_bytes(*MINUTES, folder=folder))
    assert not [name for name in parts if "app.xml" in name or "custom" in name or "thumbnail" in name]
    assert not re.search("Hamnbolaget|Förra|7/26|Akt 9|Mall.dotm", "".join(parts.values()))


def test_a_property_that_the_letterhead_shows_by_a_field_goes_with_it(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        foot = word.sections[0].footer.paragraphs[0]._p
        foot.append(w("fldSimple", w("r", w("t", text="7/26")), instr=" DOCPROPERTY Dnr "))
        binding = w("dataBinding", xpath="/ns0:Properties[1]/ns0:Company[1]", storeItemID="{1}")
        control = w("sdtContent", w("p", w("r", w("t", text="Hamnbolaget"))))
        word.element.body.insert(0, w("sdt", w("sdtPr", binding), control))

    save_with_properties(folder, edit)
    parts = all_parts(as_bytes(*MINUTES, folder=folder))
    assert "7/26" in parts["docProps/custom.xml"]
    assert "Hamnbolaget" in parts["docProps/app.xml"]
    assert not re.search(r"Förra|Akt 9|Mall\.dotm", "".join(parts.values()))


def test_the_template_that_the_letterhead_was_made_from_is_forgotten(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        kind = RELATIONSHIP_TYPE.SETTINGS.replace("settings", "attachedTemplate")
        id_ = part.relate_to("file:///H:/Mallar/Brev.dotm", kind, is_external=True)
        attached = w("attachedTemplate")
        attached.set(qn("r:id"), id_)
        word.settings.element.insert(1, attached)

    save_letterhead(folder, "{{ innehåll }}", edit=edit)
    with zipfile.ZipFile(io.BytesIO(as_bytes(*MINUTES, folder=folder))) as package:
        assert not [name for name in package.namelist() if b"Brev.dotm" in package.read(name)]
        assert b"attachedTemplate" not in package.read("word/settings.xml")


def save_with_macros(folder: Path, kind: bytes) -> None:
    save_letterhead(folder, "{{ innehåll }}")
    with zipfile.ZipFile(folder / FILE_NAME) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = parts["[Content_Types].xml"].replace(main, kind)
    macros = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts["[Content_Types].xml"] = types.replace(b"</Types>", macros)
    relation = (
        b'<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
        b' Target="vbaProject.bin"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    repack(folder, parts | {"word/vbaProject.bin": b"Sub AutoOpen()"})


@pytest.mark.parametrize(
    "kind",
    [
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_macros_stay_in_the_letterhead_and_the_check_says_so(folder: Path, kind: bytes) -> None:
    save_with_macros(folder, kind)
    with zipfile.ZipFile(io.BytesIO(as_bytes(*MINUTES, folder=folder))) as package:
        assert not [name for name in package.namelist() if "vba" in name]
        assert b"vba" not in package.read("[Content_Types].xml")
        assert b"macroEnabled" not in package.read("[Content_Types].xml")
    assert [each for each in check_letterhead(folder / FILE_NAME).remarks if each.startswith("Makron följer")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ enhett }}", "Menar du {{ enhet }}?"),
        ("{{ innehall }}", "Menar du {{ innehåll }}?"),
        ("Protokoll den 29 maj", "Ingenting ur mötet har en plats i filen."),
        ("{{ organ }}, sammanträde", "{{ innehåll }} saknas. Protokollet läggs sist"),
    ],
)
def test_who_writes_minutes_is_told_what_is_wrong_with_the_letterhead(
    folder: Path, line: str, said: str
) -> None:
    save_letterhead(folder, line)
    (remark,) = remarks(Document("", MINUTES), "word", Look(folder))
    assert remark.startswith(f"{folder / FILE_NAME}: ")
    assert said in remark


def test_there_is_nothing_to_say_of_a_letterhead_without_faults_or_of_none(folder: Path) -> None:
    assert remarks(Document("", MINUTES), "word", Look(folder)) == ()
    save_letterhead(folder, "{{ innehåll }}")
    assert remarks(Document("", MINUTES), "word", Look(folder)) == ()


def test_a_letterhead_that_is_no_word_file_is_said_with_its_path(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"inte Word")
    with pytest.raises(RenderError, match=r"letterhead\.docx är ingen Word-fil"):
        written(folder=folder)
    repack(folder, {"x.txt": b"en zip men inte Word"})
    with pytest.raises(RenderError, match="ingen Word-fil"):
        written(folder=folder)


def test_the_programs_own_letterhead_takes_logo_and_colour(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png())
    look = Look(logo=logo, logo_text="Åby hamn", colour="#112233")
    word = opened(render(Document("", MINUTES), "word", RenderOptions(look=look)))
    (picture,) = select(word.sections[0].first_page_header._element, ".//wp:docPr")
    assert picture.get("descr") == "Åby hamn"
    assert str(word.styles["Heading 1"].font.color.rgb) == "112233"


def test_of_a_drawing_a_picture_is_made_unless_one_lies_beside_it(tmp_path: Path) -> None:
    logo = tmp_path / "Åby hamn.svg"
    logo.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='10'><rect width='40' height='10'/></svg>"
    )

    def pictures() -> list[bytes]:
        word = zipfile.ZipFile(
            io.BytesIO(render(Document("", MINUTES), "word", RenderOptions(look=Look(logo=logo))))
        )
        return [word.read(name) for name in word.namelist() if name.startswith("word/media/")]

    (made,) = pictures()
    width, height = (int.from_bytes(made[at : at + 4]) for at in (16, 20))
    assert (width, height) == (1200, 300)
    logo.with_suffix(".png").write_bytes(png())
    assert pictures() == [png()]


def pictures(element: Any) -> list[str]:
    """What the pictures in an element say to those who do not see them."""
    return [each.get("descr", "") for each in select(element, ".//wp:docPr")]


@pytest.mark.parametrize("name", ["logo.png", "logo.svg"])
@pytest.mark.parametrize("where", ["head", "body", "foot"])
def test_the_templates_logo_stands_where_the_letterhead_has_its_field(
    folder: Path, where: str, name: str
) -> None:
    def edit(word: WordDocument) -> None:
        section = word.sections[0]
        around = {"head": section.header, "foot": section.footer}
        if where in around:
            around[where].paragraphs[0].text = "{{ logotyp }}{% if logotyp %} Åby{% else %}Hamnen{% endif %}"

    save_letterhead(folder, *(["{{ logotyp }}"] if where == "body" else []), "{{ innehåll }}", edit=edit)
    logo = folder / name
    logo.write_bytes(png() if name.endswith("png") else svg())

    def shown(look: Look) -> Any:
        word = opened(render(Document("", MINUTES), "word", RenderOptions(look=look)))
        section = word.sections[0]
        return {"head": section.header, "foot": section.footer}.get(where, word)._element

    with_logo = shown(Look(folder, logo, "Åby hamn"))
    assert pictures(with_logo) == ["Åby hamn"]
    assert pictures(shown(Look(folder))) == []
    if where != "body":
        assert (text_of(with_logo), text_of(shown(Look(folder)))) == (" Åby", "Hamnen")


def test_a_logo_that_cannot_be_read_is_told_only_where_the_letterhead_asks_for_it(folder: Path) -> None:
    logo = folder / "logo.png"
    logo.write_bytes(b"ingen bild")
    options = RenderOptions(look=Look(folder, logo))
    save_letterhead(folder, "{{ innehåll }}")
    assert render(Document("", MINUTES), "word", options)
    save_letterhead(folder, "{{ logotyp }}", "{{ innehåll }}")
    with pytest.raises(RenderError, match="är ingen bild som går att läsa"):
        render(Document("", MINUTES), "word", options)


def test_a_place_without_a_logo_leaves_no_empty_line(folder: Path) -> None:
    save_letterhead(folder, "{{ logotyp }}", "Hamnen {{ logotyp }}", "{{ innehåll }}")
    assert texts(written(para("ett"), folder=folder)) == ["Hamnen ", "ett"]


def test_a_logo_is_no_text_to_be_changed(folder: Path) -> None:
    (folder / "logo.png").write_bytes(png())
    save_letterhead(folder, "{{ logotyp|upper }}")
    with pytest.raises(RenderError, match="En platshållare i brevhuvudet"):
        render(Document("", ()), "word", RenderOptions(look=Look(folder, folder / "logo.png")))


def test_a_letterhead_begun_from_the_programs_own_keeps_the_place_of_the_logo(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(default_letterhead())
    (folder / "logo.png").write_bytes(png())
    look = Look(folder, folder / "logo.png", "Åby hamn")
    word = opened(render(Document("", MINUTES), "word", RenderOptions(look=look)))
    assert pictures(word.sections[0].first_page_header._element) == ["Åby hamn"]


def test_a_letterhead_without_any_picture_is_told_where_the_template_has_a_logo(folder: Path) -> None:
    logo = folder / "logo.png"
    logo.write_bytes(png())

    def with_picture(word: WordDocument) -> None:
        word.sections[0].footer.paragraphs[0].add_run().add_picture(io.BytesIO(png()))

    save_letterhead(folder, "{{ innehåll }}")
    (remark,) = remarks(Document("", MINUTES), "word", Look(folder, logo))
    assert "Mallens logotyp logo.png kommer inte med" in remark
    assert "{{ logotyp }}" in remark
    for lines, edit in ((("{{ logotyp }}",), lambda word: None), ((), with_picture)):
        save_letterhead(folder, *lines, "{{ innehåll }}", edit=edit)
        assert remarks(Document("", MINUTES), "word", Look(folder, logo)) == ()


# --- the check -------------------------------------------------------------------------------------


def test_the_check_has_nothing_to_say_of_the_programs_own_letterhead(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(default_letterhead())
    report = check_letterhead(folder / FILE_NAME)
    assert report.fields == ("innehåll", "titel", "logotyp", "sidhuvud", "sidfot", "utkast")
    assert report.faults == report.remarks == ()


def test_the_check_tells_what_a_letterhead_lacks(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.sections[0].footer.paragraphs[0].text = "{{ organ }}"

    save_letterhead(folder, edit=edit)
    report = check_letterhead(folder / FILE_NAME)
    assert report.faults == ()
    place, draft, pages, styles = report.remarks
    assert place.startswith("{{ innehåll }} saknas.")
    assert draft.startswith("{{ utkast }} saknas i sidhuvudet.")
    assert pages.startswith("Sidnummer saknas")
    assert "Protokoll Beslut" in styles
    assert "heading 1" not in styles


def test_the_check_tells_what_to_call_a_word_template(folder: Path) -> None:
    template = folder / "brev.dotx"
    template.write_bytes(default_letterhead())
    (remark,) = check_letterhead(template).remarks
    assert remark.startswith("Filen är en Word-mall (.dotx).")
    assert FILE_NAME in remark


def test_the_check_tells_a_field_that_it_does_not_know_and_which_was_meant(folder: Path) -> None:
    save_letterhead(folder, "{{ sekretare }}", "{{ innehåll }}")
    (fault,) = check_letterhead(folder / FILE_NAME).faults
    assert fault == (
        "Platshållaren {{ sekretare }} känns inte igen och blir tom. Menar du {{ sekreterare }}?"
    )


def test_the_check_tells_where_the_minutes_cannot_go(folder: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].text = "{{ innehåll }}"

    save_letterhead(folder, "Se: {{ innehåll }}", "{{ innehåll }}", edit=edit)
    in_head, twice, beside = check_letterhead(folder / FILE_NAME).faults
    assert "sidhuvudet eller sidfoten" in in_head
    assert "på flera ställen" in twice
    assert "i samma stycke som ”Se:”" in beside


def test_the_check_tells_a_field_that_cannot_be_read(folder: Path) -> None:
    save_letterhead(folder, "{{ enhet", "{{ innehåll }} }}")
    with pytest.raises(RenderError, match="går inte att läsa"):
        check_letterhead(folder / FILE_NAME)
