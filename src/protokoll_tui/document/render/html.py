"""One self-contained page of HTML: no script, nothing fetched, readable on a phone and on paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from protokoll_tui.document.render import RenderOptions
from protokoll_tui.document.tree import Document

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def render(document: Document, options: RenderOptions) -> bytes:  # noqa: ARG001 - a page has no width
    """Return the document as a page. jinja escapes every string of the document."""
    return _template().render(document=document).lstrip().encode()


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
