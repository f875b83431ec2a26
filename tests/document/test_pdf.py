"""PDF: nothing lost, nothing obeyed, valid by both standards, and what is said when it fails."""

from __future__ import annotations

import io
import os
import socket
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.render import Look, RenderError, RenderOptions, remarks, render
from protokoll_tui.document.render.pdf import SOURCE_NAME
from protokoll_tui.document.tree import (
    Block,
    Document,
    Fields,
    Heading,
    Inlines,
    Letterhead,
    Link,
    List,
    Paragraph,
    Row,
    Signatures,
    Table,
    Text,
)
from tests.document.example import LAYOUTS, MEETING
from tests.document.pages import faults, heights, page_texts, standing, text_of
from tests.document.reading import letters, letters_of
from tests.document.test_every_format import documents

STANDARDS = ("PDF_UA_1", "PDF_A_3A")
PIXEL = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'>"
    b"<rect width='4' height='4' fill='red'/></svg>"
)
MALL = '#import "@local/protokoll:1.0.0": *\n'


def inlines(text: str) -> Inlines:
    return (Text(text),)


def minutes(*blocks: Block | str, **more: Any) -> Document:
    body = tuple(Paragraph(inlines(block)) if isinstance(block, str) else block for block in blocks)
    return Document(title="Mötet", blocks=(Heading(1, inlines("Mötet")), *body), **more)


def pdf(document: Document, look: Look | None = None, source: bytes | None = None) -> bytes:
    return render(document, "pdf", RenderOptions(look=look or Look(), source=source))


def printable(node: Any) -> Any:
    """The same tree with letters alone that any computer's fonts have."""
    if isinstance(node, str):
        return "".join(each if each < "\u0180" or each in "–”…§•" else "?" for each in node)
    if isinstance(node, tuple):
        return tuple(printable(each) for each in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: printable(getattr(node, field.name)) for field in fields(node)})
    return node


# --- what a reader gets ----------------------------------------------------------------------------


@given(documents.map(printable))
@settings(max_examples=15)
def test_the_pages_show_every_word_and_are_valid(document: Document) -> None:
    data = pdf(document)
    assert not letters_of(document) - letters(text_of(data))
    assert [fault for standard in STANDARDS for fault in faults(data, standard)] == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_is_valid(layout: Layout, standard: str) -> None:
    assert faults(pdf(compose(MEETING, layout), source=b"schema = 1\n"), standard) == []


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_same_document_makes_the_same_bytes(layout: Layout) -> None:
    document = compose(MEETING, layout)
    assert pdf(document, source=b"x = 1\n") == pdf(document, source=b"x = 1\n")


def test_a_reader_is_told_language_title_author_and_day() -> None:
    reader = PdfReader(io.BytesIO(pdf(minutes("Hej.", author="Cia Mård", date="2026-05-29"))))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Mötet"
    assert reader.metadata.author == "Cia Mård"
    assert str(reader.metadata.get("/CreationDate")).startswith("D:20260529")


def test_headings_are_bookmarks_and_can_be_linked_to() -> None:
    document = minutes(Heading(2, inlines("§ 4 Bron"), anchor="punkt-4"))
    reader = PdfReader(io.BytesIO(pdf(document)))
    outline: Any = reader.outline
    assert [outline[0].title, outline[1][0].title] == ["Mötet", "§ 4 Bron"]
    assert "punkt-4" in reader.named_destinations


def test_the_bookmark_of_an_item_in_a_table_has_its_number() -> None:
    def row(number: str, title: str) -> Row:
        return Row(
            ((Paragraph(inlines(number)),), (Heading(2, inlines(title)),), (Paragraph(inlines("Nej.")),))
        )

    table = Table((), (row("1.", "Inledning"), row("2a.", "Bron"), row("", "Slut")), (2, 8, 18), "agenda")
    data = pdf(minutes(table))
    outline: Any = PdfReader(io.BytesIO(data)).outline
    assert [each.title for each in outline[1]] == ["1. Inledning", "2a. Bron", "Slut"]
    assert text_of(data).split() == [
        "1",
        "(1)",
        "Mötet",
        *["1.", "Inledning", "Nej.", "2a.", "Bron", "Nej.", "Slut", "Nej."],
    ]
    assert faults(data, "PDF_UA_1") == []


def test_the_foot_is_read_last() -> None:
    letterhead = Letterhead(("Sjövägarna",), ("Box 1, Nora",))
    for rows in (1, 100):
        data = pdf(minutes(*["Rad."] * rows, letterhead=letterhead))
        read = read_aloud(data)
        assert read.count("Box 1, Nora") == 1
        assert read.endswith("Box 1, Nora")
        assert [text.count("Box 1, Nora") for text in page_texts(data)] == [1] * len(page_texts(data))


def read_aloud(data: bytes) -> str:
    """The text that is no mere decoration of its page, in the order in which it is read."""
    inside: list[bool] = []
    found: list[str] = []

    def begin(operator: bytes, operands: Any, _cm: object, _tm: object) -> None:
        if operator in (b"BDC", b"BMC"):
            inside.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            inside.pop()

    def visit(text: str, *_: object) -> None:
        found.append("" if any(inside) else text)

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_operand_before=begin, visitor_text=visit)
    return " ".join("".join(found).split())


def test_a_link_leads_where_it_says() -> None:
    document = minutes(Paragraph((Link("https://example.org/a", inlines("kartan")),)))
    page = PdfReader(io.BytesIO(pdf(document))).pages[0]
    assert [each.get_object()["/A"]["/URI"] for each in page.annotations or ()] == ["https://example.org/a"]


def test_each_page_tells_its_number_and_how_many_they_are() -> None:
    texts = page_texts(pdf(minutes(*["Rad."] * 100)))
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        assert f"{number} ({len(texts)})" in text


def test_a_draft_is_marked_on_every_page() -> None:
    texts = page_texts(pdf(minutes(*["Rad."] * 100, draft="UTKAST")))
    assert len(texts) > 1
    assert [text.count("UTKAST") for text in texts] == [1] * len(texts)


def test_pages_of_ones_own_cannot_hide_that_it_is_a_draft(tmp_path: Path) -> None:
    (tmp_path / "mall.typ").write_text(
        MALL + "#let none-of-it(minutes, look) = []\n"
        "#show: protokoll.with(head: none-of-it, running-head: none-of-it, foot: none-of-it)",
        "utf-8",
    )
    texts = page_texts(pdf(minutes(*["Rad."] * 100, draft="UTKAST"), Look(tmp_path)))
    assert len(texts) > 1
    assert [text.count("UTKAST") for text in texts] == [1] * len(texts)


def test_a_fact_of_the_letterhead_is_said_once(tmp_path: Path) -> None:
    document = minutes(
        Fields((("Enhet", inlines("Farleder")),)), letterhead=Letterhead(("Sjövägarna",), (), "Farleder")
    )
    data = pdf(document)
    assert (text_of(data).count("Enhet"), text_of(data).count("Farleder")) == (1, 1)
    assert faults(data, "PDF_UA_1") == []


def test_the_letterhead_says_whose_minutes_they_are_and_each_foot_where_to_write() -> None:
    letterhead = Letterhead(("Sjövägarna",), ("Box 1, Nora",), unit="Farleder", secretary="Cia Mård")
    texts = page_texts(pdf(minutes(*["Rad."] * 100, letterhead=letterhead)))
    assert "Sjövägarna" in texts[0]
    assert [text.count("Box 1, Nora") for text in texts] == [1] * len(texts)
    assert all("Farleder" in text for text in texts[1:])


LONG_TITLE = ", ".join(f"Samverkansrådet för hälsa och hållbar utveckling i länsdel {n}" for n in range(8))


def test_the_head_of_a_page_shortens_a_long_title_instead_of_leaving_the_page() -> None:
    letterhead = Letterhead(unit="Förvaltningen " * 40, reference="dnr" * 200)
    document = replace(minutes(*["Rad."] * 100, letterhead=letterhead), title=LONG_TITLE)
    data = pdf(document)
    for text in page_texts(data)[1:]:
        head, _, _ = text.partition("Rad.")
        assert head.startswith("Samverkansrådet för hälsa")
        assert head.count("…") == 2
        assert "länsdel 7" not in head
    down, up = heights(data)
    assert down > 20
    assert up < 842 - 20
    assert faults(data, "PDF_UA_1") == []


def test_the_head_says_nothing_that_the_foot_says() -> None:
    foot = "Tjänsteställe: Farleder · Dnr: 7/26"
    letterhead = Letterhead((), (foot,), unit="Farleder", reference="7/26")
    for text in page_texts(pdf(minutes(*["Rad."] * 100, letterhead=letterhead))):
        assert (text.count("Farleder"), text.count("7/26"), text.count(foot)) == (1, 1, 1)


def test_a_foot_of_many_lines_takes_its_room_from_the_text() -> None:
    lines = tuple(f"Förvaltning {n}, " + "Hamngatan 4, " * 25 for n in range(4))
    data = pdf(minutes(*["Rad."] * 100, letterhead=Letterhead(footer=lines)))
    texts = page_texts(data)
    assert len(texts) > 2
    for text in texts:
        assert [text.count(f"Förvaltning {n}") for n in range(4)] == [1] * 4
    down, _ = heights(data)
    assert down > 20


@pytest.mark.parametrize(
    "margin", ["40mm", "(x: 20mm, y: 10%)", "(rest: 2cm)", "auto", "(inside: 3cm, rest: 2cm)"]
)
def test_the_foot_has_room_however_a_template_gives_its_margins(tmp_path: Path, margin: str) -> None:
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll.with(margin: {margin})", "utf-8")
    letterhead = Letterhead(footer=("Hamngatan 4, " * 150,))
    down, _ = heights(pdf(minutes(*["Rad."] * 100, letterhead=letterhead), Look(tmp_path)))
    assert down > 20


@pytest.mark.parametrize("columns", [True, False])
def test_rows_that_no_heading_parts_have_a_gap_between_their_blocks(*, columns: bool) -> None:
    def rows(*names: str) -> Block:
        cells = tuple(((Paragraph(inlines(name)),), (Paragraph(inlines("Nora")),)) for name in names)
        if columns:
            return Table((), tuple(map(Row, cells)), (1, 1), "people")
        return List("plain", tuple(first for first, _ in cells))

    at = dict(standing(pdf(minutes(rows("Alva", "Bo"), rows("Cia", "Dag")))))
    assert at["Bo"] - at["Cia"] > 1.6 * (at["Alva"] - at["Bo"])
    assert at["Cia"] - at["Dag"] == pytest.approx(at["Alva"] - at["Bo"])


def test_the_head_of_a_table_is_on_each_of_its_pages() -> None:
    rows = tuple(
        Row(
            (
                (Paragraph(inlines(f"{n}")),),
                (
                    Paragraph(
                        inlines("Rad."),
                    ),
                ),
            )
        )
        for n in range(100)
    )
    texts = page_texts(pdf(minutes(Table((inlines("Nummer"), inlines("Anteckning")), rows, (1, 4)))))
    assert len(texts) > 1
    assert all(text.count("Anteckning") == 1 for text in texts)


@pytest.mark.parametrize(
    "text",
    ["x" * 300, "https://example.org/" + "a" * 200, "Przybyszewska-" * 30, "WWWWWWWWWWWWWWWWWWWWWWWWWWWW"],
)
@pytest.mark.parametrize("where", ["paragraph", "heading", "table", "list"])
def test_a_word_that_is_too_long_stays_on_the_page_and_can_be_copied(text: str, where: str) -> None:
    paragraph = (Paragraph(inlines(text)),)
    deep: Block = List("bullet", (paragraph,))
    for _ in range(4):
        deep = List("bullet", ((deep,),))
    blocks: dict[str, Block] = {
        "paragraph": paragraph[0],
        "heading": Heading(2, inlines(text)),
        "table": Table(
            tuple(inlines(text) for _ in range(3)), (Row((paragraph,) * 3),), (2, 8, 18), "agenda"
        ),
        "list": deep,
    }
    data = pdf(minutes(blocks[where]))
    assert widest(data) <= 595
    assert text in "".join(text_of(data).split())


@pytest.mark.parametrize(
    "block",
    [
        Fields((("Enhet", inlines("m" * 40)),)),
        Table((), (Row(((Paragraph(inlines("m" * 40)),),) * 2),), (1, 1), "people"),
        Signatures((("m" * 40, ""), ("x", "m" * 40))),
    ],
    ids=["letterhead", "people", "signatures"],
)
def test_a_word_that_a_line_has_room_for_is_broken_where_a_column_has_not(block: Block) -> None:
    data = pdf(minutes(block, letterhead=Letterhead(("Sjövägarna",), unit="m" * 40)))
    assert "m" * 40 in "".join(text_of(data).split())
    assert "m" * 40 not in text_of(data)
    assert faults(data, "PDF_UA_1") == []


def test_a_long_word_is_parted_in_a_table_and_a_name_is_not() -> None:
    names = " ".join(["Höglanda Björnsson"] * 20)
    words = " ".join(["förvaltningsövergripande"] * 20)
    cells = tuple((Paragraph(inlines(text)),) for text in (names, words))
    text = text_of(pdf(minutes(Table((), (Row(cells),), (1, 1), "agenda"))))
    assert text.split().count("Höglanda") == text.split().count("Björnsson") == 20
    assert text.split().count("förvaltningsövergripande") < 20


@pytest.mark.parametrize(("rows", "pages"), [(8, [1]), (9, [0, 1])])
def test_a_few_rows_stay_on_the_page_of_their_heading(rows: int, pages: list[int]) -> None:
    coming = List("plain", tuple((Paragraph(inlines(f"möte {n}")),) for n in range(rows)))
    above = ["Rad."] * 28
    texts = page_texts(pdf(minutes(*above, Heading(2, inlines("Kommande")), coming)))
    assert [page for page, text in enumerate(texts) if "möte" in text] == pages
    assert "Kommande" in texts[pages[0]]


def test_a_brief_line_under_a_heading_is_not_left_with_it_at_the_foot() -> None:
    parted = []
    for rows in range(31, 36):
        item = (Heading(2, inlines("Val")), "Dnr 4", "Alva valdes.")
        texts = page_texts(pdf(minutes(*["Rad."] * rows, *item)))
        parted += [rows for text in texts if ("Dnr 4" in text) != ("Alva valdes." in text)]
    assert parted == []


def test_no_line_parts_the_day_in_a_heading() -> None:
    titles = [f"{'Mötet ' * words}den 11 juni 2026" for words in range(6, 14)]
    text = text_of(pdf(minutes(*(Heading(2, inlines(title)) for title in titles))))
    assert text.count("11 juni 2026") == len(titles)


def test_the_organisation_stands_on_one_line_with_the_number_of_the_page() -> None:
    pieces = dict(standing(pdf(minutes("Text.", letterhead=Letterhead(header=("Sjövägarna",))))))
    number = next(height for text, height in pieces.items() if text.startswith("1"))
    assert pieces["Sjövägarna"] == pytest.approx(number, abs=1)


def widest(data: bytes) -> float:
    """How far to the right, in points, a text reaches at the least."""
    found: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        start = cm[0] * tm[4] + cm[4]
        found.append(start + max(map(len, text.split("\n"))) * size * abs(cm[0]) * 0.35)

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=visit)
    return max(found)


def test_lists_go_as_deep_as_they_are_written() -> None:
    block: Block = List("bullet", ((Paragraph(inlines("nivå 6")),),))
    for level in (5, 4, 3, 2, 1):
        block = List("number" if level % 2 else "bullet", ((Paragraph(inlines(f"nivå {level}")), block),))
    data = pdf(minutes(block))
    assert [f"nivå {level}" in text_of(data) for level in range(1, 7)] == [True] * 6
    assert faults(data, "PDF_UA_1") == []


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/a:1.0.0"',
    "= Rubrik $x^2$ <etikett> @hit _a_ *b* \\ // bort /* bort */ `kod`",
    "#{ while true {} } #panic()",
    "{{ 7 * 7 }} <b>fet</b> &amp;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_has_typed_is_printed_and_never_obeyed(text: str) -> None:
    document = minutes(
        text,
        Heading(2, inlines(text), anchor="a"),
        Table((inlines(text),), (Row(((Paragraph(inlines(text)),),)),), (1,), caption=text),
        author=text,
        draft=text,
        letterhead=Letterhead((text,), (text,), text, text),
    )
    assert text_of(pdf(document)).replace("\n", " ").count(text) >= 3


def test_minutes_without_a_title_are_valid_too() -> None:
    document = Document("", (Heading(2, inlines("Ärenden")), Heading(3, inlines("Inledning"))))
    assert faults(pdf(document), "PDF_UA_1") == []


# --- the source ------------------------------------------------------------------------------------


def test_the_meetings_file_is_attached_as_what_the_pages_are_made_from() -> None:
    source = 'schema = 1 # å\n[meeting]\nkind = "Möte"\n'.encode()
    reader = PdfReader(io.BytesIO(pdf(minutes("Hej."), source=source)))
    assert reader.attachments[SOURCE_NAME] == [source]
    root: Any = reader.trailer["/Root"]
    assert [each.get_object()["/AFRelationship"] for each in root["/AF"]] == ["/Source"]


def test_without_a_source_nothing_is_attached() -> None:
    assert not list(PdfReader(io.BytesIO(pdf(minutes("Hej.")))).attachments)


# --- an organisation's own look --------------------------------------------------------------------


def test_a_logo_and_a_colour_are_all_that_a_look_needs(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(PIXEL)
    data = pdf(minutes("Hej."), Look(tmp_path, tmp_path / "logo.svg", "Nordmark", "#7a1f3d"))
    assert faults(data, "PDF_UA_1") == []
    assert data != pdf(minutes("Hej."))
    assert b"Nordmark".hex() in data.decode("latin-1").lower() or b"Nordmark" in data


def test_own_pages_take_the_place_of_the_programs(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(PIXEL)
    (tmp_path / "mall.typ").write_text(
        f'{MALL}#show: protokoll.with(colour: green, logo: image("logo.svg", alt: "Nordmark"), '
        "head: (minutes, look) => [Vårt huvud])\nEfteråt.",
        "utf-8",
    )
    data = pdf(minutes("Hej."), Look(tmp_path))
    assert "Vårt huvud" in text_of(data)
    assert text_of(data).strip().endswith("Efteråt.")
    assert [fault for standard in STANDARDS for fault in faults(data, standard)] == []


# --- what can go wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mall", "line", "reason"),
    [
        ("#show: protokoll\n#let a = (1, 2", 3, "en parentes eller klammer saknar sin maka"),
        ("#show: protokoll.with(storlek: 3pt)", 2, "storlek går inte att ställa in"),
        ("\n#fel", 3, "namnet fel finns inte"),
        ('#image("borta.svg")', 2, "finns inte"),
        ("#panic(1)", 2, "Typst säger ”panicked with: 1”"),
        ('#import "@preview/cetz:0.1.0": *', 2, "paket från nätet (@preview) hämtas inte"),
    ],
)
def test_broken_pages_are_told_with_file_and_line(tmp_path: Path, mall: str, line: int, reason: str) -> None:
    file = tmp_path / "mall.typ"
    file.write_text(MALL + mall, "utf-8")
    with pytest.raises(RenderError) as told:
        pdf(minutes("Hej."), Look(tmp_path))
    assert str(told.value).startswith(f"{file}, rad {line}: ")
    assert reason in str(told.value)


@pytest.mark.parametrize(
    "mention",
    [
        '// #import "@preview/cetz:0.1.0": *',
        '/* Så här gör man inte:\n#import "@preview/cetz:0.1.0": *\n*/',
        'Paketen från "\\@preview/" hämtas inte.',
        'Se https://typst.app/universe // #import "@preview/cetz:0.1.0"',
        'Skriv `#import "@preview/cetz:0.1.0"`.',
    ],
)
def test_pages_may_speak_of_packages_that_they_do_not_import(tmp_path: Path, mention: str) -> None:
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll\n{mention}", "utf-8")
    assert "Hej." in text_of(pdf(minutes("Hej."), Look(tmp_path)))


@pytest.mark.parametrize(
    "fetching",
    [
        '/* nu */ #import "@preview/cetz:0.1.0": *',
        '#{\n  include("@preview/cetz:0.1.0") }',
        '#let a = "img/*"\n#import "@preview/cetz:0.1.0" // */',
        'https://typst.app\n#import "@preview/cetz:0.1.0"',
    ],
)
def test_an_import_from_the_network_is_found_wherever_it_stands(tmp_path: Path, fetching: str) -> None:
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll\n{fetching}", "utf-8")
    with pytest.raises(RenderError, match=r"rad [34]: paket från nätet"):
        pdf(minutes("Hej."), Look(tmp_path))


@pytest.mark.parametrize(
    "fetching",
    [
        '#let name = "@prev" + "iew/cetz:0.2.0"\n#import name',
        '#eval("import \\"@prev" + "iew/cetz:0.2.0\\"")',
    ],
)
def test_nothing_is_fetched_however_an_import_is_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fetching: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as way_out:
        way_out.setblocking(False)
        address = f"http://127.0.0.1:{way_out.getsockname()[1]}"
        monkeypatch.setenv("HTTPS_PROXY", address)
        monkeypatch.setenv("NO_PROXY", "example.org")
        (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll\n{fetching}", "utf-8")
        with pytest.raises(RenderError, match="paket från nätet"):
            pdf(minutes("Hej."), Look(tmp_path))
        with pytest.raises(BlockingIOError):
            way_out.accept()
    assert (os.environ["HTTPS_PROXY"], os.environ["NO_PROXY"]) == (address, "example.org")


@pytest.mark.parametrize("font", ['"Vår Egen"', '("Vår Egen", "Source Sans Pro")'])
def test_a_font_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, font: str) -> None:
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll.with(font: {font})", "utf-8")
    with pytest.raises(RenderError, match=r"typsnittet ”vår egen” finns inte.*Source Sans Pro"):
        pdf(minutes("Hej."), Look(tmp_path))


def test_a_file_that_is_no_text_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "mall.typ"
    file.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RenderError) as told:
        pdf(minutes("Hej."), Look(tmp_path))
    assert str(told.value).startswith(f"{file}: filen är ingen text (UTF-8)")
    file.write_text(f'{MALL}#show: protokoll\n#read("bild.bin")', "utf-8")
    (tmp_path / "bild.bin").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RenderError, match=r"rad 3: bild\.bin är ingen text"):
        pdf(minutes("Hej."), Look(tmp_path))


def test_what_typst_says_in_english_comes_last(tmp_path: Path) -> None:
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll\n#panic(1)", "utf-8")
    with pytest.raises(RenderError, match=r"\(Typst säger ”panicked with: 1”\.\)$"):
        pdf(minutes("Hej."), Look(tmp_path))


def test_pages_that_do_not_use_ours_are_told_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "mall.typ"
    file.write_text("Hej", "utf-8")
    with pytest.raises(RenderError, match="raden #show: protokoll saknas") as told:
        pdf(minutes("Hej."), Look(tmp_path))
    assert str(told.value).startswith(f"{file}: ")


def test_pages_of_ones_own_read_nothing_outside_their_folder(tmp_path: Path) -> None:
    (tmp_path / "hemligt.txt").write_text("hemligt")
    folder = tmp_path / "mall"
    folder.mkdir()
    (folder / "mall.typ").write_text(f'{MALL}#read("../hemligt.txt")', "utf-8")
    with pytest.raises(RenderError, match="rad 2"):
        pdf(minutes("Hej."), Look(folder))


def test_signs_that_minutes_hold_need_no_font_of_the_computer() -> None:
    pdf(minutes("Klart ✓ ✔, öppet ☐ ☒, punkter • ● ○ ▪, pilar → ←, Дмитрий, Ελένη, ≥ 2 m², �."))


def test_the_fonts_of_the_computer_are_not_asked() -> None:
    with pytest.raises(RenderError, match=r"中.*finns inte i programmets typsnitt.*mallens mapp fonts"):
        pdf(minutes("Mötet med 中 hölls på plats."))


def test_a_letter_that_no_font_has_is_named_with_the_words_beside_it_and_no_others() -> None:
    def told(*blocks: Block | str) -> str:
        with pytest.raises(RenderError) as error:
            pdf(minutes("Något annat.", *blocks, "Något helt annat."))
        return str(error.value)

    said = told("Priset är tio \u0378 per meter.")
    assert "(U+0378)" in said
    assert "Det står i ”Priset är tio \u0378 per meter.”." in said
    alone = Row(((Paragraph(inlines("中")),), (Paragraph(inlines("till vänster")),)))
    assert "Det står i ”中”." in told(Table((), (alone,), (1, 1)))
    assert "”… tre fyra fem sex中. Sju åtta nio …”" in told(
        "Ett två tre fyra fem sex中. Sju åtta nio tio elva."
    )


@pytest.mark.parametrize("sign", ["1\ufe0f\u20e3", "e\u20e0", "👨\u200d👩\u200d👧"])
def test_a_sign_of_several_parts_is_named_whole(sign: str) -> None:
    with pytest.raises(RenderError) as told:
        pdf(minutes("Ett 1 och ett e.", f"Först {sign} sedan."))
    points = " ".join(f"U+{ord(part):04X}" for part in sign)
    assert f"Tecknet ”{sign}” ({points}) finns inte" in str(told.value)
    assert f"Det står i ”Först {sign} sedan.”." in str(told.value)


def test_a_letter_of_no_alphabet_is_told_with_where_it_comes_from() -> None:
    with pytest.raises(RenderError) as told:
        pdf(minutes("Se \uf04a bilagan."))
    assert "(U+F04A)" in str(told.value)
    assert "klistrat från Word" in str(told.value)


def told_of_pages(folder: Path, settings: str, **look: Any) -> tuple[str, ...]:
    (folder / "mall.typ").write_text(f"{MALL}#show: protokoll.with({settings})", "utf-8")
    return remarks(minutes("Hej."), "pdf", Look(folder, folder / "märke.svg", **look))


@pytest.mark.parametrize(
    "settings",
    [
        'logo: if "logo" in sys.inputs { read(sys.inputs.logo, encoding: none) }',
        'logo: read(sys.inputs.at("logo"), encoding: none)',
        'logo: image("märke.svg")',
        "logo: none",
    ],
)
def test_of_pages_that_have_the_templates_logo_or_mean_to_have_none_nothing_is_said(
    tmp_path: Path, settings: str
) -> None:
    assert told_of_pages(tmp_path, settings) == ()


@pytest.mark.parametrize(
    "settings",
    ["", 'logo: image("gammal.svg")', "/* sys.inputs.logo */", "head: (minutes, look) => look.logo"],
)
def test_pages_that_never_ask_for_the_templates_logo_are_told(tmp_path: Path, settings: str) -> None:
    (remark,) = told_of_pages(tmp_path, settings)
    assert remark.startswith(f"{tmp_path / 'mall.typ'}: mallens logotyp märke.svg nämns inte")
    assert "sys.inputs.logo" in remark


def test_a_template_without_a_logo_or_without_pages_of_its_own_has_none_to_ask_for(tmp_path: Path) -> None:
    assert remarks(minutes("Hej."), "pdf", Look(tmp_path, tmp_path / "märke.svg")) == ()
    (tmp_path / "mall.typ").write_text(f"{MALL}#show: protokoll", "utf-8")
    assert remarks(minutes("Hej."), "pdf", Look(tmp_path)) == ()


def test_a_colour_that_the_pages_set_themselves_is_not_the_templates(tmp_path: Path) -> None:
    light, logo = "#ffd500", "logo: none, "
    assert len(told_of_pages(tmp_path, f"{logo}colour: auto", colour=light)) == 1
    assert told_of_pages(tmp_path, f"{logo}colour: navy", colour=light) == ()


def test_without_typst_the_other_formats_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RenderError, match=r"typst inte är installerat.*Word och webbsida"):
        pdf(minutes("Hej."))
