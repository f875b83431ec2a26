"""A drawing as a picture, for formats that have no use for drawings."""

from __future__ import annotations

from protokoll_tui.document.render import RenderError
from protokoll_tui.document.render.logo import MAX_HEIGHT, MAX_WIDTH, Logo, read_png, unreadable

_DOTS = 600
"""Dots to the inch: what print needs."""
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let (name, width, height) = sys.inputs
#let length(points) = float(points) * 1pt
#context {
  let data = read(name, encoding: none)
  let high = image(data, height: length(height))
  if measure(high).width > length(width) { image(data, width: length(width)) } else { high }
}
"""


def picture_of(drawing: Logo) -> Logo:
    """Return an SVG as a PNG, sharp at the size that it has on paper. Raises RenderError."""
    try:
        import typst
    except ImportError as error:
        raise RenderError(
            f"Logotypen {drawing.file} är en teckning, och den kan inte göras till bild här. "
            f"Spara den också som {drawing.file.with_suffix('.png').name} bredvid."
        ) from error
    try:
        data: bytes = typst.compile(  # type: ignore[call-overload]  # one type is asked of both
            _PAGE,
            root=str(drawing.file.parent),
            format="png",
            ppi=_DOTS,
            ignore_system_fonts=True,
            sys_inputs={"name": drawing.file.name, "width": str(MAX_WIDTH), "height": str(MAX_HEIGHT)},
        )
    except typst.TypstError as error:
        raise unreadable(drawing.file) from error
    return read_png(drawing.file, data)
