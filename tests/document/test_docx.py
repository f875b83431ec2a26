"""Word: what a screen reader and Word's own navigation need."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import render
from protokoll_tui.document.render.word.oxml import select, text_of, value
from protokoll_tui.document.tree import (
    Block,
    Document,
    Emphasis,
    Heading,
    Letterhead,
    Link,
    List,
    Paragraph,
    Passage,
    Row,
    Signatures,
    Strike,
    Strong,
    Table,
    Text,
)
from tests.document.example import LAYOUTS, MEETING
from tests.document.reading import word_text
from tests.document.word import as_bytes, bullets, numbering, opened, para, texts, written

# --- structure -------------------------------------------------------------------------------------


def test_headings_bear_the_styles_that_word_navigates_by() -> None:
    word = written(Heading(1, (Text("Protokoll"),)), Heading(2, (Text("Val"),)), Heading(3, (Text("a)"),)))
    assert [p.style.name for p in word.paragraphs if p.style] == ["Heading 1", "Heading 2", "Heading 3"]


def test_a_heading_that_runs_in_ends_with_a_style_separator() -> None:
    word = written(Heading(2, (Text("Val"),), run_in=True), para("Alva valdes."))
    heading, text = word.paragraphs
    assert heading.style
    assert heading.style.name == "Heading 2"
    assert select(heading._p, "w:pPr/w:rPr/w:specVanish")
    assert not select(text._p, "w:pPr/w:rPr/w:specVanish")


def test_lists_are_words_own_in_levels() -> None:
    word = written(bullets("ett", bullets("två", bullets("tre"))))
    assert [(p.text, *numbering(p)) for p in word.paragraphs] == [
        ("ett", "bullet", 0),
        ("över", "bullet", 0),
        ("två", "bullet", 1),
        ("över", "bullet", 1),
        ("tre", "bullet", 2),
    ]


def test_each_numbered_list_counts_for_itself_from_where_it_begins() -> None:
    first = List("number", ((para("a"),), (para("b"),)))
    second = List("number", ((para("c"),),), start=3)
    word = written(first, para("mellan"), second)
    a, b, _, c = word.paragraphs
    assert numbering(a) == ("decimal", 0)
    ids = [value(p._p, "w:pPr/w:numPr/w:numId") for p in (a, b, c)]
    assert ids[0] == ids[1] != ids[2]
    root = a.part.numbering_part.element  # type: ignore[attr-defined]
    starts = [value(root, f"w:num[@w:numId='{id_}']/w:lvlOverride/w:startOverride") for id_ in ids]
    assert starts == ["1", "1", "3"]


def test_clauses_of_a_decision_are_a_list_whose_only_sign_is_their_att() -> None:
    word = written(List("att", ((para("att anta planen"),),)))
    assert numbering(word.paragraphs[0]) == ("none", 0)


def test_clauses_of_a_decision_stand_in_from_the_words_that_lead_to_them() -> None:
    word = written(Passage("beslut", "Beslut", (para("Vi beslutar"), List("att", ((para("att köpa"),),)))))
    (level,) = select(word.part.numbering_part.element, "w:abstractNum/w:lvl[@w:ilvl='0']")
    assert not select(level, "w:suff")  # what follows a sign is a tab, to where the clause begins
    assert value(word.paragraphs[2]._p, "w:pPr/w:ind", "w:left") > value(level, "w:pPr/w:ind", "w:left")


def test_the_bar_of_a_decision_is_straight_whatever_stands_beside_it() -> None:
    """Word puts the bar where the first line begins, and parts it where that changes."""
    inside = List(
        "bullet", ((para("ett"), para("mer om ett")), (para("två"), List("number", ((para("a"),),))))
    )
    rows = written(Passage("beslut", "Beslut", (para("Vi beslutar"), inside))).paragraphs
    indents = [
        (value(row._p, "w:pPr/w:ind", "w:left"), value(row._p, "w:pPr/w:ind", "w:hanging")) for row in rows
    ]
    assert {int(left) - int(hanging) for left, hanging in indents[2:]} == {170}
    assert [left for left, _ in indents[2:]] == ["567", "567", "567", "964"]
    assert rows[3].text == "\tmer om ett"


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((Heading(2, (Text("Val"),)), para("Dnr 4"), para("Alva valdes.")), True),
        ((Heading(2, (Text("Val"),)), para("Alva valdes. " * 20), para("Bo avgick.")), False),
        ((Heading(2, (Text("Val"),)), para("Dnr 4"), Heading(2, (Text("Budget"),))), False),
        ((Heading(2, (Text("Val"),)), para("Dnr 4")), False),
        ((para("Inledning"), para("Tre saker:"), bullets("ett", "två")), True),
        ((para("Inledning"), para("Justerare: Bo Ek"), Signatures((("Justeras", "Bo Ek"),))), True),
        ((para("Inledning"), para("Alva valdes."), para("Bo avgick.")), False),
    ],
)
def test_a_line_that_leads_to_something_stays_with_it(blocks: tuple[Block, ...], *, kept: bool) -> None:
    assert bool(written(*blocks).paragraphs[1].paragraph_format.keep_with_next) is kept


def test_no_line_parts_the_day_in_a_title_or_in_the_head_of_a_page() -> None:
    title = "Styrelsen i Nora, 11 juni 2026"
    word = opened(render(Document(title, (Heading(1, (Text(title),)),)), "word"))
    whole = title.replace("11 juni 2026", "11\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026")
    assert texts(word) == [whole]
    assert whole in text_of(word.sections[0].header._element)
    assert word.core_properties.title == title


def test_the_head_of_a_table_is_repeated_on_each_page() -> None:
    word = written(Table(((Text("A"),), (Text("B"),)), (Row(((para("1"),), (para("2"),))),), (1, 3)))
    (table,) = word.tables
    assert select(table.rows[0]._tr, "w:trPr/w:tblHeader")
    assert not select(table.rows[1]._tr, "w:trPr/w:tblHeader")
    assert value(table._tbl, "w:tblPr/w:tblLook", "w:firstRow") == "1"


def test_a_short_row_stays_whole_and_a_long_one_may_break() -> None:
    word = written(Table((), (Row(((para("kort"),),)), Row(((para("lång " * 300),),))), (1,), role="agenda"))
    short, long = word.tables[0].rows
    assert select(short._tr, "w:trPr/w:cantSplit")
    assert not select(long._tr, "w:trPr/w:cantSplit")


def test_two_tables_in_a_row_stay_two() -> None:
    table = Table((), (Row(((para("x"),),)),), (1,))
    assert len(written(table, table).tables) == 2


def test_columns_fill_the_width_of_the_text() -> None:
    word = written(Table((), (Row(((para("1"),), (para("2"),), (para("3"),))),), (1, 10, 20)))
    widths = [int(width) for width in select(word.tables[0]._tbl, "w:tblGrid/w:gridCol/@w:w")]
    section = word.sections[0]
    assert section.page_width
    assert section.left_margin
    assert section.right_margin
    assert sum(widths) == round((section.page_width - section.left_margin - section.right_margin) / 635)
    assert widths == sorted(widths)


def test_words_keep_their_look() -> None:
    both = Strong((Emphasis((Text("b"),)),))
    word = written(Paragraph((Text("a"), both, Strike((Text("Bo"),)), Text(" (frånvarande)"))))
    look = [(run.text, run.bold, run.italic, run.font.strike) for run in word.paragraphs[0].runs]
    assert look == [
        ("a", None, None, None),
        ("b", True, True, None),
        ("Bo", None, None, True),
        (" (frånvarande)", None, None, None),
    ]


def test_a_link_can_be_followed() -> None:
    word = written(Paragraph((Link("https://example.org/?a=1&b=2", (Text("kartan"),)),)))
    (link,) = word.paragraphs[0].hyperlinks
    assert (link.address, link.text) == ("https://example.org/?a=1&b=2", "kartan")


@pytest.mark.parametrize("href", ["http://[", "https://", "mailto:", "http://a b", "https://å.se"])
def test_an_address_that_word_would_call_broken_is_words(href: str) -> None:
    word = written(Paragraph((Link(href, (Text("kartan"),)),)))
    assert word.paragraphs[0].text == "kartan"
    assert not word.paragraphs[0].hyperlinks


def test_a_passage_of_one_paragraph_follows_its_label() -> None:
    word = written(Passage("beslut", "Beslut", (para("Planen antas."),)))
    assert texts(word) == ["Beslut: Planen antas."]


def test_the_label_of_a_longer_passage_stays_with_it() -> None:
    word = written(Passage("beslut", "Beslut", (bullets("ett", "två"),)))
    assert texts(word) == ["Beslut:", "ett", "två"]
    assert word.paragraphs[0].paragraph_format.keep_with_next


def test_rows_that_no_heading_parts_have_a_gap_between_their_blocks() -> None:
    first, second = (List("plain", ((para("a"),), (para("b"),))), List("plain", ((para("c"),), (para("d"),))))
    rows = written(first, second, para("slut")).paragraphs
    before = [value(row._p, "w:pPr/w:spacing", "w:before") for row in rows]
    assert [bool(gap) for gap in before] == [False, False, True, False, False]
    # The style of rows leaves no space between neighbours; this one asks for its own, and for none below.
    assert value(rows[2]._p, "w:pPr/w:spacing", "w:after") == "0"
    assert [value(row._p, "w:pPr/w:contextualSpacing") for row in rows] == ["", "", "0", "", ""]


@pytest.mark.parametrize(("rows", "kept"), [(1, [False]), (3, [True, True, False]), (9, [False] * 9)])
def test_a_few_rows_stay_together(rows: int, kept: list[bool]) -> None:
    word = written(List("plain", ((para("a"),),) * rows))
    assert [bool(row.paragraph_format.keep_with_next) for row in word.paragraphs] == kept


def test_rows_after_people_in_columns_have_a_gap_too() -> None:
    people = Table((), (Row(((para("a"),), (para("x"),))),), (1, 1), "people")
    (row,) = written(people, List("plain", ((para("b"),),))).paragraphs
    assert value(row._p, "w:pPr/w:spacing", "w:before")


def test_signatures_have_a_line_and_stay_with_their_role() -> None:
    word = written(Signatures((("Justeras", "Dag Öst"),)))
    role, name = word.paragraphs
    assert (role.text, name.text) == ("Justeras", "Dag Öst")
    assert role.paragraph_format.keep_with_next
    assert name.style
    assert name.style.name == "Protokoll Underskrift"


def test_all_lines_to_sign_on_are_on_one_page() -> None:
    lines = Signatures((("Ordförande", "Eva Ek"), ("Justeras", "")), "Namnförtydligande", "Datum")
    paragraphs = written(lines).paragraphs
    assert [bool(each.paragraph_format.keep_with_next) for each in paragraphs] == [True] * 6 + [False]
    *_, last = (each for each in paragraphs[:3])
    assert last.paragraph_format.space_after  # so that the next role stands apart from this name


# --- the file --------------------------------------------------------------------------------------


def test_the_file_tells_its_title_author_language_and_day() -> None:
    properties = written(author="Cia Mård", date="2026-05-29").core_properties
    assert (properties.title, properties.author, properties.language) == ("Titel", "Cia Mård", "sv-SE")
    assert properties.created
    assert properties.created.date().isoformat() == "2026-05-29"


def test_the_language_of_all_text_is_swedish() -> None:
    assert value(written().styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "sv-SE"


def test_pages_are_counted_and_drafts_marked_in_the_head() -> None:
    letter = Letterhead(header=("Sjövägarna", "Nora"), footer=("Box 1, Nora",))
    section = written(draft="UTKAST", letterhead=letter).sections[0]
    for head, whose in ((section.first_page_header, "Sjövägarna\nNora"), (section.header, "Titel")):
        (line,) = head.paragraphs
        assert line.text.startswith(f"{whose}\tUTKAST")
        codes = [code.strip() for code in select(line._p, ".//w:instrText/text()")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_every_page_but_the_first_bears_the_title_in_its_head_and_each_the_foot() -> None:
    section = written(letterhead=Letterhead(header=("Sjövägarna",), footer=("Box 1, Nora",))).sections[0]
    assert section.different_first_page_header_footer
    assert "Titel" not in text_of(section.first_page_header._element)
    assert "Titel" in text_of(section.header._element)
    for foot in (section.first_page_footer, section.footer):
        assert text_of(foot._element) == "Box 1, Nora"


def test_the_foot_tells_whose_minutes_they_are_above_the_lines_of_the_template() -> None:
    word = opened(render(compose(MEETING, LAYOUTS["protocol"]), "word"))
    (foot,) = word.sections[0].footer.paragraphs
    assert foot.text == "Sekreterare: Cia Mård · Dnr: SJ 2026/14\nBox 1, Nora"


def test_finished_minutes_bear_no_mark_of_a_draft() -> None:
    assert "UTKAST" not in word_text(as_bytes(para("x")))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_nothing_in_the_file_tells_when_it_was_written(layout: Any) -> None:
    data = render(compose(MEETING, layout), "word")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert data == render(compose(MEETING, layout), "word")
