"""The formats of the minutes. A format is one module that walks the tree, and one line here.

A module is imported when its format is first asked for, so that no format costs the others time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_WIDTH = 80


class RenderError(Exception):
    """A document cannot be written in a format. The text is Swedish: what is wrong, where, what to do."""


@dataclass(frozen=True, slots=True)
class Look:
    """What makes the pages an organisation's own, in formats that have pages.

    In `folder`, the template's own, a format finds the files that it knows by name.
    """

    folder: Path | None = None
    logo: Path | None = None
    logo_text: str = ""
    """What the logo says, for those who do not see it."""
    colour: str = ""
    """Colour of lines and headings, such as "#1f4e5f"; empty for the program's own."""


_NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a format may want to know besides the document."""

    width: int = DEFAULT_WIDTH
    """Cells of a line, in formats that have lines of a fixed width."""
    look: Look = Look()
    source: bytes | None = None
    """The meeting's file, without what is private, in formats that can carry it along."""


class Renderer(Protocol):
    """A module that can write one format."""

    def render(self, document: Document, options: RenderOptions) -> bytes:
        """Return the document as the bytes of a file. Raises RenderError where it cannot be written."""
        ...


class Format(NamedTuple):
    """A format: the suffix of its files, what a person calls it, and the module that writes it."""

    suffix: str
    label: str
    module: str
    carries_file: bool = False
    """Whether its files can carry the meeting's own along."""


_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(".pdf", "PDF", "protokoll_tui.document.render.pdf", carries_file=True),
        "word": Format(".docx", "Word", "protokoll_tui.document.render.word"),
        "html": Format(".html", "Webbsida", "protokoll_tui.document.render.html"),
        "markdown": Format(".md", "Markdown", "protokoll_tui.document.render.markdown"),
        "text": Format(".txt", "Ren text", "protokoll_tui.document.render.text"),
        "calendar": Format(".ics", "Kalender", "protokoll_tui.document.render.ics"),
        "json": Format(".json", "JSON", "protokoll_tui.document.render.json"),
    }
)


def available_formats() -> Mapping[str, Format]:
    """Return every file format by its name, those that are asked for most first."""
    return _FORMATS


def format_of(filename: str) -> str | None:
    """Return the name of the format that a file name's suffix tells, or None."""
    lower = filename.lower()
    return next((name for name, format_ in _FORMATS.items() if lower.endswith(format_.suffix)), None)


def renderer(name: str) -> Renderer:
    """Return the renderer of a format. Raises KeyError for a name that is none."""
    return cast("Renderer", import_module(_FORMATS[name].module))


def render(document: Document, name: str, options: RenderOptions | None = None) -> bytes:
    """Return `document` in the format called `name`.

    Raises RenderError where it cannot be written, and KeyError for a name that is none.
    """
    return renderer(name).render(document, options or RenderOptions())


def remarks(document: Document, name: str, look: Look = _NO_LOOK) -> tuple[str, ...]:
    """Return what the format called `name` leaves out of `document` or cannot use of `look`, in Swedish.

    A module of a format that may leave something out has a function of this name, and one that may find
    fault with a look has `remarks_on`. Raises RenderError where the look cannot be used at all.
    """
    module = renderer(name)
    find: Callable[[Document], Iterable[str]] | None = getattr(module, "remarks", None)
    judge: Callable[[Look], Iterable[str]] | None = getattr(module, "remarks_on", None)
    return (*(find(document) if find else ()), *(judge(look) if judge else ()))
