"""The page: self-contained, structured for those who cannot see it, inert whatever was typed."""

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from protokoll_tui.document.compose import compose
from protokoll_tui.document.render import Look, RenderOptions, render
from protokoll_tui.document.tree import Block, Document, Heading, Link, Paragraph, Row, Strike, Table, Text
from protokoll_tui.meeting.model import Facts, Meeting
from tests.document.example import LAYOUTS, MEETING
from tests.document.printing import beslut, layout, one_item
from tests.document.reading import read_page
from tests.document.test_logo import png

Tags = list[tuple[str, dict[str, Any]]]


def page(*found: Block) -> str:
    return render(Document("Titel", found), "html").decode()


def body(*found: Block) -> str:
    return page(*found).partition('<main id="innehall">\n')[2].partition("\n</main>")[0]


@pytest.fixture(params=LAYOUTS)
def tags(request: pytest.FixtureRequest) -> Tags:
    return read_page(render(compose(MEETING, LAYOUTS[request.param]), "html").decode())[0]


def named(tags: Tags, name: str) -> list[dict[str, Any]]:
    return [attributes for tag, attributes in tags if tag == name]


def test_the_page_tells_its_language_title_and_author(tags: Tags) -> None:
    html = render(compose(MEETING), "html").decode()
    assert named(tags, "html") == [{"lang": "sv-SE"}]
    assert "<title>Minnesanteckningar Arbetsgruppen för sjövägar, 29 maj 2026</title>" in html
    assert {"name": "author", "content": "Cia Mård"} in named(tags, "meta")
    assert {"name": "date", "content": "2026-05-29"} in named(tags, "meta")


def test_the_page_begins_with_its_type_and_never_lacks_a_title() -> None:
    html = render(compose(Meeting()), "html").decode()
    assert html.startswith("<!DOCTYPE html>\n<html")
    assert "<title>Protokoll</title>" in html


def test_the_page_has_one_main_heading_and_a_way_past_its_head(tags: Tags) -> None:
    assert len(named(tags, "h1")) == len(named(tags, "main")) == 1
    (skip,) = (a for a in named(tags, "a") if a.get("class") == "skip")
    assert skip["href"].removeprefix("#") == named(tags, "main")[0]["id"]


def test_the_page_fetches_nothing_and_runs_nothing(tags: Tags) -> None:
    names = {name for name, _ in tags}
    assert not names & {"script", "link", "img", "iframe", "form", "object"}
    assert not [
        name for _, attributes in tags for name in attributes if name == "src" or name.startswith("on")
    ]
    (policy,) = (m for m in named(tags, "meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"].startswith("default-src 'none'")


DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"


@pytest.mark.parametrize(("data", "media_type"), [(DRAWING, "image/svg+xml"), (png(), "image/png")])
def test_the_logo_stands_in_the_page_itself_with_words_for_who_does_not_see_it(
    tmp_path: Path, data: bytes, media_type: str
) -> None:
    logo = tmp_path / "logo"
    logo.write_bytes(data)
    look = Look(logo=logo, logo_text='Åby "hamn"')
    made = render(Document("Titel", ()), "html", RenderOptions(look=look)).decode()
    ((_, image),) = [each for each in read_page(made)[0] if each[0] == "img"]
    assert image["alt"] == 'Åby "hamn"'
    head, _, shown = image["src"].partition(";base64,")
    assert head == f"data:{media_type}"
    assert b64decode(shown) == data
    assert "img-src data:" in made


def test_no_two_places_bear_the_same_anchor(tags: Tags) -> None:
    anchors = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(anchors) == len(set(anchors)) > 3


def test_heads_of_rows_and_columns_say_which_they_are(tags: Tags) -> None:
    assert {head["scope"] for head in named(tags, "th")} <= {"col", "row"}
    agenda = [a for a in named(tags, "table") if a["class"] == "agenda"]
    assert not agenda or [h["scope"] for h in named(tags, "th")].count("col") >= 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_heading_stands_in_the_head_of_a_row(layout: str) -> None:
    html = render(compose(MEETING, LAYOUTS[layout]), "html").decode()
    assert not [head for head in re.findall("<th[ >].*?</th>", html, re.DOTALL) if "<h" in head]


def test_a_draft_is_marked_on_every_printed_page() -> None:
    labels = layout(labels={"draft": '</style>"}'})
    assert '@top-right { content: "UTKAST"' in render(compose(Meeting()), "html").decode()
    assert r'content: "\3c \2f style\3e \22 \7d "' in render(compose(Meeting(), labels), "html").decode()
    finished = Meeting(facts=Facts(status="finished"))
    assert "@top-right" not in render(compose(finished), "html").decode()


def test_draft_and_letterhead_stand_outside_the_minutes() -> None:
    html = render(compose(MEETING, LAYOUTS["protocol"]), "html").decode()
    head, _, rest = html.partition("<main")
    assert "UTKAST" in head
    assert "Sjövägarna" in head
    assert "Box 1, Nora" in rest.partition("</main>")[2]
    finished = compose(Meeting(facts=Facts(status="finished")))
    assert "<header>" not in render(finished, "html").decode()


def test_what_is_struck_is_marked_so() -> None:
    found = body(Paragraph((Strike((Text("Bo"),)), Text(" (frånvarande)"))))
    assert found == "<p><s>Bo</s> (frånvarande)</p>"


def test_words_in_a_row_get_no_blank_between_them() -> None:
    assert body(Paragraph((Text("a"), Strike((Text("b"),)), Text("c")))) == "<p>a<s>b</s>c</p>"


def test_a_heading_that_runs_in_keeps_its_level() -> None:
    found = body(Heading(2, (Text("Val"),), "punkt-1", run_in=True), Paragraph((Text("Alva valdes."),)))
    assert found == '<div class="run-in">\n<h2 id="punkt-1">Val</h2>\n<p>Alva valdes.</p>\n</div>'


def test_a_table_bears_its_caption() -> None:
    table = Table(((Text("A"),),), (Row(((Paragraph((Text("b"),)),),)),), (1,), caption="Namn")
    assert "<caption>Namn</caption>" in body(table)


def test_no_line_parts_the_day_in_a_title() -> None:
    found = body(Heading(1, (Text("A & B, 11 juni 2026"),)))
    assert found == "<h1>A &amp; B, 11\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2026</h1>"


def test_a_cell_names_its_column_for_a_page_that_is_too_narrow_for_columns() -> None:
    cells = tuple((Paragraph((Text(text),)),) if text else () for text in ("Boka", ""))
    data = body(Table(((Text("Uppgift"),), (Text("Senast"),)), (Row(cells),), (1, 1)))
    assert '<td data-head="Uppgift">Boka</td>' in data
    assert "<td></td>" in data
    agenda = body(Table(((Text("Ärende"),), (Text("Text"),)), (Row(cells),), (1, 1), "agenda"))
    assert "data-head" not in agenda


def everywhere(text: str) -> str:
    """A page with one text in every kind of place."""
    meeting = one_item(beslut(text), title=text, presenters=(text,))
    facts = Facts(title=text, place=text, secretary=text)
    return render(compose(meeting.model_copy(update={"facts": facts})), "html").decode()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&lt;b&gt;",
        "{{ 7 * 7 }}{% x %}",
        "</title>",
    ],
)
def test_what_was_typed_is_shown_and_never_obeyed(text: str) -> None:
    tags, shown = read_page(everywhere(text))
    harmless, _ = read_page(everywhere("x"))
    assert [name for name, _ in tags] == [name for name, _ in harmless]
    assert shown.count(text) == 9


def test_an_address_cannot_leave_its_attribute() -> None:
    href = 'https://example.org/?a=1&b="x'
    ((_, attributes),) = read_page(body(Paragraph((Link(href, (Text("x"),)),))))[0][1:]
    assert attributes == {"href": href, "rel": "noopener noreferrer"}


# --- contrast --------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    short = colour.lstrip("#")
    full = "".join(c * 2 for c in short) if len(short) == 3 else short
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("own", ["", "#7a1f3d", "#ffd500", "#102040", "#808080"])
@pytest.mark.parametrize("scheme", range(3), ids=["light", "dark", "print"])
@pytest.mark.parametrize("ink", ["ink", "soft", "mark"])
@pytest.mark.parametrize("paper", ["paper", "tint"])
def test_text_stands_out_from_its_ground(scheme: int, ink: str, paper: str, own: str) -> None:
    made = render(Document("Titel", ()), "html", RenderOptions(look=Look(colour=own))).decode()
    styles = [dict(re.findall(r"--(\w+): (#\w+)", each)) for each in re.findall(r":root \{([^}]*)\}", made)]
    colours = styles[scheme]
    if own and scheme < 2:
        colours |= styles[3 + scheme]
    dark, light = sorted((luminance(colours[ink]), luminance(colours[paper])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
