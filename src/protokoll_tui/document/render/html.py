"""One self-contained page of HTML: no script, nothing fetched, readable on a phone and on paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from protokoll_tui.document.dates import whole_days
from protokoll_tui.document.render import Look, RenderOptions
from protokoll_tui.document.render.contrast import PAPER, accent, changed_on_paper
from protokoll_tui.document.render.logo import logo_of
from protokoll_tui.document.tree import Document, plain

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_PAPERS = {"light": PAPER, "dark": ("#16171b", 0.15)}
"""The ground of each of the stylesheet's schemes, and how much of an own colour what stands out has in it."""


def remarks_on(look: Look) -> Iterator[str]:
    """Yield what of the look is shown as something else, in Swedish."""
    yield from changed_on_paper(look.colour)


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a page with the logo in it. jinja escapes every string of the document.

    Raises RenderError where the logo cannot be read.
    """
    logo, colour = _shown(options.look), options.look.colour
    schemes = {name: accent(colour, *on) for name, on in _PAPERS.items()} if colour else {}
    return _template().render(document=document, logo=logo, schemes=schemes).lstrip().encode()


def _shown(look: Look) -> dict[str, str] | None:
    """Return the logo as an address that holds all of it, and its words. A drawing so shown runs nothing."""
    logo = logo_of(look)
    if logo is None:
        return None
    return {
        "src": f"data:{logo.media_type};base64,{b64encode(logo.data).decode()}",
        "text": look.logo_text or "Logotyp",
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    page.filters["kind"] = lambda node: type(node).__name__
    page.filters["css_string"] = _css_string
    page.filters["plain"] = plain
    page.filters["whole_days"] = lambda title: Markup(whole_days(title))  # noqa: S704 - escaped already
    # The program's own stylesheet is the one text that is not escaped.
    page.globals["style"] = Markup(_read("minutes.css"))  # noqa: S704
    return page.from_string(_read("minutes.html.j2"))


def _css_string(text: str) -> Markup:
    """Return a text as a string of CSS, in which only letters and digits stand as they are."""
    from markupsafe import Markup

    inner = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{inner}"')  # noqa: S704 - nothing is left that could end the string


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
