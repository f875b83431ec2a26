"""One self-contained page of HTML: no script, nothing fetched, readable on a phone and on paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll_tui.document.render import Look, RenderError, RenderOptions
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


_MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a page with the logo in it. jinja escapes every string of the document.

    Raises RenderError where the logo cannot be read.
    """
    logo = _logo(options.look) if options.look.logo else None
    return _template().render(document=document, logo=logo).lstrip().encode()


def _logo(look: Look) -> dict[str, str]:
    """Return the logo as an address that holds all of it, and its words. A drawing so shown runs nothing."""
    file = look.logo or Path()
    media_type = _MEDIA_TYPES.get(file.suffix.casefold())
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    if not data or not media_type:
        raise RenderError(
            f"Logotypen {file} finns inte eller går inte att visa. Spara den som SVG, PNG eller JPEG."
        )
    return {
        "src": f"data:{media_type};base64,{b64encode(data).decode()}",
        "text": look.logo_text or "Logotyp",
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    page.filters["kind"] = lambda node: type(node).__name__
    page.filters["css_string"] = _css_string
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
