"""The logo: the same file shown, or refused with the same words, by each format that has pages."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from protokoll_tui.document.render import Look, RenderError, RenderOptions, render
from protokoll_tui.document.render.logo import MAX_HEIGHT, MAX_WIDTH, fitted, read_logo
from protokoll_tui.document.render.word.oxml import select
from protokoll_tui.document.tree import Document, Heading, Letterhead, Text
from tests.document.pages import faults
from tests.document.word import opened

WITH_PAGES = ("pdf", "word", "html")
DOCUMENT = Document(
    "Mötet", (Heading(1, (Text("Mötet"),)),), letterhead=Letterhead(("Vattenrådet för Nordmarks sjöar",))
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080002000301011100ffd9")


def png(width: int = 4, height: int = 4) -> bytes:
    """A grey picture."""

    def part(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\x7f" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", dots) + part(b"IEND", b"")


def svg(width: int = 4, height: int = 4) -> bytes:
    size = f"width='{width}' height='{height}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}><rect {size} fill='red'/></svg>".encode()


def made(logo: Path, name: str) -> bytes:
    return render(DOCUMENT, name, RenderOptions(look=Look(logo.parent, logo, "Nordmark")))


@pytest.mark.parametrize("name", WITH_PAGES)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ingen bild",
        png(40, 40)[:60],
        png()[:-12],
        png().replace(b"IDAT", b"IDAX"),
        png(0, 4),
        JPEG[:12],
        JPEG[:-2],
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"<svg",
        b"<svg width='4' height='4'/>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        + svg().replace(b"</svg>", b"&x;</svg>"),
    ],
)
def test_what_is_no_whole_image_is_refused_in_the_same_words_by_each_format(
    tmp_path: Path, name: str, data: bytes
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(data)
    with pytest.raises(RenderError) as told:
        made(logo, name)
    assert str(told.value) == (
        f"Logotypen {logo} är ingen bild som går att läsa. Spara den på nytt som SVG, PNG eller JPEG."
    )


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_logo_that_is_gone_is_told_by_each_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(RenderError, match=r"borta\.png finns inte eller går inte att öppna"):
        made(tmp_path / "borta.png", name)


@pytest.mark.parametrize("name", WITH_PAGES)
@pytest.mark.parametrize("data", [png(), svg()], ids=["png", "svg"])
def test_an_image_is_known_by_what_is_in_it_whatever_it_is_called(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / "logo.jpg").write_bytes(data)
    assert made(tmp_path / "logo.jpg", name)


def test_the_size_of_a_photograph_is_read_from_its_frame(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(JPEG)
    assert read_logo(tmp_path / "logo.jpg").size == (3, 2)


@pytest.mark.parametrize("size", [(1, 1), (8, 1), (15, 1), (100, 1), (1, 100)])
def test_a_logo_keeps_its_shape_and_fits_in_its_room(size: tuple[int, int]) -> None:
    width, height = fitted(size)
    assert width / height == pytest.approx(size[0] / size[1])
    assert width <= MAX_WIDTH
    assert height <= MAX_HEIGHT
    assert pytest.approx(1) in (width / MAX_WIDTH, height / MAX_HEIGHT)


@pytest.mark.parametrize("wide", [1, 8, 15, 100])
@pytest.mark.parametrize("make", [png, svg])
def test_a_wide_logo_stays_within_its_room_in_word(tmp_path: Path, make: Any, wide: int) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(make(40 * wide, 40))
    (extent,) = select(opened(made(logo, "word")).sections[0].first_page_header._element, ".//wp:extent")
    width, height = (int(extent.get(name)) / 12700 for name in ("cx", "cy"))
    assert width <= MAX_WIDTH + 1
    assert width / height == pytest.approx(wide, rel=0.02)


@pytest.mark.parametrize("wide", [1, 8, 15, 100])
def test_a_wide_logo_stays_on_the_page_and_leaves_the_name_its_room(tmp_path: Path, wide: int) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(4 * wide, 4))
    data = made(logo, "pdf")
    page = PdfReader(io.BytesIO(data)).pages[0]
    (width,) = image_widths(page)
    assert width <= 60 / 25.4 * 72 + 1
    assert "Vattenrådet för Nordmarks sjöar" in page.extract_text()
    assert faults(data, "PDF_UA_1") == []


def image_widths(page: Any) -> list[float]:
    """How wide, in points, each image of a page is shown."""
    found: list[float] = []

    def visit(operator: bytes, operands: Any, cm: list[float], _tm: object) -> None:
        if operator == b"Do":
            found.append(abs(cm[0]))

    page.extract_text(visitor_operand_before=visit)
    return found
