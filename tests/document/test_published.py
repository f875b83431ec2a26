"""A file for the public is unpacked and searched for all that was taken out of the meeting."""

import base64
import datetime as dt
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout, Letter
from protokoll_tui.document.published import check_document, check_published, render_published
from protokoll_tui.document.render import RenderError, available_formats, render
from protokoll_tui.meeting.model import Entry, Item, Meeting, NextMeeting, Person, Private, Roster
from protokoll_tui.meeting.publish import public
from tests.document.example import LAYOUTS
from tests.strategies import meetings

TOLD = (
    "Alva Mård, Alvas och AM:s sak. Skriv till alva@example.se eller ring 099-602 70 00, tel:+4699602700."
    "\n\n- **Alva** Mård\n- [brev](mailto:alva@example.se)\n- <alva@example.se>"
)
WORDS = ("Alva", "Mård", "alva@example.se", "099-602 70 00", "förtroende", "kaffe")


def with_secrets(meeting: Meeting) -> Meeting:
    item = Item(
        title="Alvas ärende",
        presenters=("Alva Mård, chef",),
        entries=(
            Entry(text=TOLD),
            Entry(kind="beslut", text="Alva Mård utses."),
            Entry(kind="task", text="Ringer.", owners=("Alva Mård",)),
            Entry(kind="internal", text="Budet är lämnat i förtroende till oss."),
            Entry(kind="private", text="Köp kaffe till nästa möte."),
        ),
    )
    return meeting.model_copy(
        update={
            "attendance": (*meeting.attendance, Roster(people=(Person(name="Alva Mård", protected=True),))),
            "agenda": (*meeting.agenda, item.model_copy(update={"points": (item,)})),
            "next_meetings": (
                *meeting.next_meetings,
                NextMeeting(
                    title="Möte med Alva Mård",
                    date=dt.date(2026, 9, 1),
                    note="anmälan: alva@example.se, 099-602 70 00",
                ),
            ),
            "private": Private(notes="Köp kaffe till nästa möte."),
        }
    )


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("name", available_formats())
def test_no_format_holds_what_was_taken_out(name: str, layout: Layout) -> None:
    found = public(with_secrets(Meeting()))
    data = render_published(compose(found.meeting, layout), name, found.removed)
    assert check_published(data, WORDS) == []
    before = render(compose(with_secrets(Meeting()), layout), name)
    assert set(check_published(before, WORDS)) >= {"Alva", "Mård", "alva@example.se", "099-602 70 00"}


@given(meetings, st.sampled_from(["text", "markdown", "html"]))
@settings(max_examples=30)
def test_no_removed_string_is_in_the_minutes_of_any_meeting(meeting: Meeting, name: str) -> None:
    found = public(with_secrets(meeting))
    data = render(compose(found.meeting), name)
    assert check_published(data, (*found.removed, *WORDS)) == []


@given(meetings)
@settings(max_examples=30)
def test_a_document_of_any_meeting_for_the_public_is_let_through(meeting: Meeting) -> None:
    found = public(with_secrets(meeting))
    for layout in LAYOUTS.values():
        check_document(compose(found.meeting, layout), found)


def test_an_export_with_a_removed_string_in_it_is_refused() -> None:
    letter = Letter(footer=("Frågor besvaras av Alva Mård",))
    document = compose(public(with_secrets(Meeting())).meeting, Layout(letter=letter))
    with pytest.raises(RenderError, match="kvar: ”Alva Mård” \\(i sidfoten, som mallen bestämmer\\)"):
        render_published(document, "text", ("Alva Mård",))


def test_a_refusal_quotes_a_name_once_however_it_was_marked_and_not_its_parts() -> None:
    letter = Letter(footer=("Frågor besvaras av Alva Mård",))
    document = compose(Meeting(), Layout(letter=letter))
    with pytest.raises(RenderError, match=r"kvar: ”Alva Mård” \([^()”]*\)\. Ta bort"):
        render_published(document, "text", ("Alva", "Al**va** Mård", "Alva Mård", "Mård"))


def test_a_refusal_quotes_a_few_and_counts_the_rest() -> None:
    found = [f"ord{n} är här" for n in range(7)]
    document = compose(item_of(". ".join(found)))
    with pytest.raises(RenderError, match=r"”ord4 är här” \(under ”2. Vägen”\) och 2 till"):
        render_published(document, "text", found)


def item_of(text: str) -> Meeting:
    item = Item(title="Vägen", entries=(Entry(text=text),))
    return Meeting(
        attendance=(Roster(people=(Person(name="Alva Mård", protected=True),)),),
        agenda=(Item(title="Bron"), item),
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Då kom Al[va](https://example.org) igen.", "Alva"),
        ("Ring 099[-602 70 00](https://example.org).", "099-602 70 00"),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_what_only_the_finished_text_shows_is_refused_with_its_place(
    text: str, left: str, layout: Layout
) -> None:
    found = public(item_of(text))
    with pytest.raises(RenderError) as refused:
        check_document(compose(found.meeting, layout), found)
    assert f"”{left}” (under ”" in str(refused.value)
    assert "Vägen”)" in str(refused.value)


@pytest.mark.parametrize("text", ["Tyst.", "Mårds förslag.", "MÅRD"])
def test_a_name_in_the_letterhead_that_may_be_a_places_is_let_through_alone(text: str) -> None:
    header = ("Mårds kommun", "Region Mård", "MÅRD")
    layout = Layout(letter=Letter(header=header))
    found = public(item_of(text), known="\n".join(header))
    document = compose(found.meeting, layout)
    check_document(document, found)
    assert b"Region" in render_published(document, "text", found.removed)
    with pytest.raises(RenderError, match="i brevhuvudet"):
        check_document(compose(found.meeting, Layout(letter=Letter(header=("Alva Mårds kommun",)))), found)


def test_what_a_template_says_is_public_already_but_for_whole_names() -> None:
    intro = "Frågor: **region**@example.se, Alva Mård"
    layout = Layout(intro=intro, letter=Letter(header=("099-100 00 00",)))
    found = public(item_of("Tyst."), known=f"{intro}\n099-100 00 00")
    with pytest.raises(RenderError, match=r"kvar: ”Alva Mård” \(i rubriken och uppgifterna om mötet\)"):
        check_document(compose(found.meeting, layout), found)


@pytest.mark.parametrize(("name", "word"), [("html", "Till"), ("word", "Strong"), ("pdf", "Part")])
def test_a_word_of_a_format_is_nobodys_name(name: str, word: str) -> None:
    document = compose(item_of("Tyst."))
    assert check_published(render(document, name), [word]) == [word]
    assert render_published(document, name, [word]) == render(document, name)
    with pytest.raises(RenderError, match=f"kvar: ”{word} Mo” \\(under ”2. Vägen”\\)\\."):
        render_published(compose(item_of(f"{word} Mo kom.")), name, [f"{word} Mo", word])


def test_initials_with_a_meaning_in_small_letters_are_not_refused() -> None:
    names = ["M.M.", "D.E", "Alva M", "A. Ek", "Mård:s"]
    assert check_published("m.m., d.e., alva m, a. ek, mård:s".encode(), names) == []
    assert check_published("M.M., D.E., Alva M, A. Ek, Mård:s".encode(), names) == names


def test_the_place_of_a_word_that_goes_on_in_the_next_line_is_told() -> None:
    document = compose(item_of("Då kom Berg-\nström hit."))
    with pytest.raises(RenderError, match=r"”Bergström” \(under ”2. Vägen”\)"):
        render_published(document, "text", ["Bergström"])


# --- how a file is read ----------------------------------------------------------------------------


def in_zip(name: str, text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, text)
    return file.getvalue()


SVG = "<?xml version='1.0'?><svg><text>Alva Mård</text></svg>"


@pytest.mark.parametrize(
    "data",
    [
        "Där satt Alva Mård.".encode(),
        "Alva\n     Mård".encode(),
        "ALVA MÅRD".encode(),
        "**Alva** \\_Mård\\_".encode(),
        b"<!doctype html><p>Al<b>va</b> M&aring;rd</p>",
        '<!doctype html><a title="Alva Mård">x</a>'.encode(),
        json.dumps({"title": ["Alva Mård"]}).encode(),
        "BEGIN:VCALENDAR\r\nSUMMARY:Alva M\r\n ård\r\n".encode(),
        in_zip("word/document.xml", "<?xml version='1.0'?><w:p><w:t>Alva </w:t><w:t>Mård</w:t></w:p>"),
        in_zip("word/embeddings/a.txt", "Alva Mård"),
        in_zip("docProps/core.xml", "<?xml version='1.0'?><a:a>1</a:a><a:k>Alva Mård</a:k><a:c>möte</a:c>"),
        b"<!doctype html><img src='data:image/svg+xml;base64," + base64.b64encode(SVG.encode()) + b"'>",
        in_zip("Alva Mård.txt", ""),
        b"<!doctype html><p>x</p><!-- Alva M&aring;rd -->",
        "<?xml version='1.0'?><a><![CDATA[Alva Mård]]></a>".encode(),
        b"<!doctype html><a href='https://example.org/1%20Alva%20M%C3%A5rd.pdf'>x</a>",
        in_zip(
            "word/header1.xml",
            "<?xml version='1.0'?><w:p><w:r><w:t>Al</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii='x'/></w:rPr>"
            "<w:t>va M</w:t></w:r><w:proofErr w:type='x'/><w:r><w:t>ård</w:t></w:r></w:p>",
        ),
        "Al\u200eva M\u061cår\u2062d".encode(),
        "\u0410lv\u0430 Mård".encode(),
    ],
)
def test_a_name_is_found_wherever_a_format_hides_it(data: bytes) -> None:
    assert check_published(data, ["Bo Lind", "Alva Mård"]) == ["Alva Mård"]


def test_a_name_is_found_in_the_attachments_and_properties_of_a_pdf() -> None:
    def pdf(**properties: str) -> PdfWriter:
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_metadata({f"/{name}": value for name, value in properties.items()})
        return writer

    def data(writer: PdfWriter) -> bytes:
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    attached = pdf()
    attached.add_attachment("protokoll.toml", 'name = "Alva Mård"'.encode())
    assert check_published(data(attached), ["Alva Mård"]) == ["Alva Mård"]
    assert check_published(data(pdf(Author="Alva Mård")), ["Alva Mård"]) == ["Alva Mård"]
    assert check_published(data(pdf(Author="Bo Lind")), ["Alva Mård"]) == []
    described = pdf()
    described.xmp_metadata = "<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'>Alva Mård</x:xmpmeta>".encode()
    assert check_published(data(described), ["Alva Mård"]) == ["Alva Mård"]


@pytest.mark.parametrize("text", ["Alvar Mårdsson", "Halva Mård", "Anna-Alva Mård-Ek", "alva"])
def test_another_word_is_not_taken_for_a_name(text: str) -> None:
    assert check_published(text.encode(), ["Alva Mård", "Alva"]) == []


def test_a_word_that_is_broken_at_the_end_of_a_line_is_found() -> None:
    assert check_published("Lind-\\\nström".encode(), ["Lindström"])  # as Markdown writes the end of a line
    assert check_published("ring 070-\n123 45 67, Berg-\nström".encode(), ["070-123 45 67", "Bergström"])


@pytest.mark.parametrize("before", ["halva mård, Alva Mårdsson, ", "Straße 4, halva mård, "])
def test_a_name_is_found_after_words_that_only_hold_its_letters(before: str) -> None:
    assert check_published(f"{before}ALVA MÅRD".encode(), ["Alva Mård"]) == ["Alva Mård"]
    assert check_published(before.encode(), ["Alva Mård"]) == []


@pytest.mark.parametrize("text", ["İREM EK", "IREM EK", "irem ek", "ırem eK"])
def test_a_name_is_found_in_great_letters_and_in_small_ones_of_any_language(text: str) -> None:
    assert check_published(text.encode(), ["İrem Ek"]) == ["İrem Ek"]


def test_a_name_is_found_wherever_in_a_long_text_it_stands() -> None:
    for filling in range(3970, 4010):
        words = f"{'x ' * (filling // 2)}{'-' * (filling % 2)}"
        assert check_published(f"{words} Alva\nMård ek".encode(), ["Alva Mård"])
        assert check_published(f"{'x' * filling} Berg-\nström".encode(), ["Bergström"])
        assert check_published(f"{'å' * filling * 3}\nAlva Mård".encode(), ["Alva Mård"])


def test_a_hostile_page_is_read_in_no_time() -> None:
    for text in ("data:" * 40_000, "<" * 100_000, "<!--" * 30_000, "= " * 50_000, "-\n" * 50_000):
        assert check_published(f"<!doctype html><p>{text}</p>Alva Mård".encode(), ["Alva Mård"])


def test_a_hyphen_that_word_writes_as_a_tag_is_read() -> None:
    page = "<?xml version='1.0'?><w:p><w:t>070</w:t><w:noBreakHyphen/><w:t>123 45 67</w:t></w:p>"
    assert check_published(in_zip("word/footer1.xml", page), ["070-123 45 67"]) == ["070-123 45 67"]


def test_what_is_spelled_with_other_dashes_or_without_marks_is_found() -> None:
    assert check_published("Alvaʼs 811218—9876".encode(), ["Alva's", "811218-**9876"]) == [
        "Alva's",
        "811218-**9876",
    ]


def test_paragraphs_do_not_run_into_each_other() -> None:
    page = b"<!doctype html><p>Alva</p><p>M</p>"
    assert check_published(page, ["AlvaM"]) == []
