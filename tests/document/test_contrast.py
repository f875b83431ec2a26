"""Colours of an organisation's own: kept where they can be read, and moved no further than that takes."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from protokoll_tui.document.render import Look, RenderOptions, remarks, render
from protokoll_tui.document.render.contrast import READABLE, accent, contrast, on_paper
from protokoll_tui.document.tree import Document, Heading, Text

WHITE, DARK = "#ffffff", "#16171b"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", WHITE) == contrast(WHITE, "#000000") == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@given(colours, st.sampled_from([(WHITE, 0.07), (DARK, 0.15)]))
def test_every_colour_can_be_read_on_paper_and_on_its_own_tint(colour: str, paper: tuple[str, float]) -> None:
    mark, tint = accent(colour, *paper)
    assert contrast(mark, paper[0]) >= READABLE
    assert contrast(mark, tint) >= READABLE


def test_a_colour_that_can_be_read_is_kept() -> None:
    assert accent("#7a1f3d", WHITE, 0.07).mark == "#7a1f3d"
    assert accent("#9cc2f5", DARK, 0.15).mark == "#9cc2f5"


def test_a_light_colour_is_darkened_on_white_and_a_dark_one_lightened_on_black_but_no_more_than_needed() -> (
    None
):
    for colour, paper in (("#ffd500", WHITE), ("#102040", DARK)):
        mark = accent(colour, paper, 0.0).mark
        assert READABLE <= contrast(mark, paper) < READABLE + 0.5
        assert mark != colour


# --- in a look -------------------------------------------------------------------------------------

LIGHT = "#FFD500"
DOCUMENT = Document("Mötet", (Heading(1, (Text("Mötet"),)),))


def colours_of(name: str, colour: str) -> str:
    """What a file of a format says of colours, in small letters."""
    data = render(DOCUMENT, name, RenderOptions(look=Look(colour=colour)))
    if name == "word":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("word/styles.xml").decode().lower()
    if name == "pdf":
        contents = PdfReader(io.BytesIO(data)).pages[0].get_contents()
        assert contents is not None
        shares = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn", contents.get_data().decode())
        return " ".join("".join(f"{round(float(part) * 255):02x}" for part in each) for each in shares)
    return data.decode().lower()


@pytest.mark.parametrize("name", ["pdf", "word", "html"])
def test_each_format_that_has_colours_shows_the_same_one_and_tells_where_it_is_another(name: str) -> None:
    shown = on_paper(LIGHT)
    assert contrast(shown, WHITE) >= READABLE
    assert shown.lstrip("#") in colours_of(name, LIGHT)
    (remark,) = remarks(DOCUMENT, name, Look(colour=LIGHT))
    assert LIGHT in remark
    assert shown in remark


@pytest.mark.parametrize("name", ["pdf", "word", "html"])
def test_a_colour_that_can_be_read_is_shown_as_it_is_and_nothing_is_said(name: str) -> None:
    assert "7a1f3d" in colours_of(name, "#7A1F3D")
    for colour in ("#7A1F3D", ""):
        assert remarks(DOCUMENT, name, Look(colour=colour)) == ()
