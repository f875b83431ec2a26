"""The logo of a look, read once and in one way: what one format cannot use, no other one shows half of.

A file is judged by what is in it and not by its name. What is cut short, as after a broken copy, is told
here, before the libraries that would each fail in their own words.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from protokoll_tui.document.render import Look, RenderError

MAX_HEIGHT = 36.0
"""How high a logo is on paper, in points, unless it would be wider than `MAX_WIDTH`."""
MAX_WIDTH = 170.0

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SVG = "{http://www.w3.org/2000/svg}svg"
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""Markers among those of JPEG's frames that are none and tell no size."""


class Logo(NamedTuple):
    """An image that can be read."""

    file: Path
    data: bytes
    media_type: str
    size: tuple[int, int] | None
    """Width and height in dots; None for a drawing, which has none."""

    @property
    def is_drawing(self) -> bool:
        """Whether it is an SVG."""
        return self.size is None


def logo_of(look: Look) -> Logo | None:
    """Return the look's logo, or None where it has none. Raises RenderError where it cannot be used."""
    return read_logo(look.logo) if look.logo else None


def read_logo(file: Path) -> Logo:
    """Return the logo in a file. Raises RenderError, with the same words for every format."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise RenderError(
            f"Logotypen {file} finns inte eller går inte att öppna. "
            "Lägg dit filen, eller rätta namnet i mallen."
        ) from error
    try:
        if data.startswith(_PNG):
            return read_png(file, data)
        if data.startswith(_JPEG):
            return Logo(file, data, "image/jpeg", _jpeg_size(data))
        _read_drawing(data)
    except (ValueError, IndexError) as error:
        raise unreadable(file) from error
    return Logo(file, data, "image/svg+xml", None)


def read_png(file: Path, data: bytes) -> Logo:
    """Return the logo that is in `data`, a PNG of `file`. Raises ValueError where it is not whole."""
    return Logo(file, data, "image/png", _png_size(data))


def unreadable(file: Path) -> RenderError:
    """Return what to say of a file that is no image, or only the beginning of one."""
    return RenderError(
        f"Logotypen {file} är ingen bild som går att läsa. Spara den på nytt som SVG, PNG eller JPEG."
    )


def fitted(size: tuple[int, int]) -> tuple[float, float]:
    """Return width and height, in points, of an image that keeps its shape and fits on paper."""
    width, height = size
    scale = min(MAX_HEIGHT / height, MAX_WIDTH / width)
    return width * scale, height * scale


def _png_size(data: bytes) -> tuple[int, int]:
    """Return the size of a PNG that is whole. Raises ValueError."""
    at, size = len(_PNG), None
    while True:
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + length
        content = data[at + 8 : end]
        if (
            len(kind) < 4
            or len(content) < length
            or int.from_bytes(data[end : end + 4]) != crc32(kind + content)
        ):
            raise ValueError("a part is cut short or changed")
        if kind == b"IHDR":
            size = _positive(int.from_bytes(content[:4]), int.from_bytes(content[4:8]))
        elif kind == b"IEND":
            break
        at = end + 4
    if size is None:
        raise ValueError("no size")
    return size


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return the size of a JPEG that has an end. Raises ValueError or IndexError."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])
            break
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    if b"\xff\xd9" not in data[at:]:
        raise ValueError("no end")
    return _positive(width, height)


def _positive(width: int, height: int) -> tuple[int, int]:
    if not width or not height:
        raise ValueError("an image of no size")
    return width, height


def _read_drawing(data: bytes) -> None:
    """Raise ValueError where `data` is no SVG, or refers to what lies outside it."""
    from xml.etree import ElementTree as Xml

    try:
        root = Xml.fromstring(data)  # noqa: S314
    except Xml.ParseError as error:
        raise ValueError("no drawing") from error
    if root.tag != _SVG:
        raise ValueError("no drawing")
