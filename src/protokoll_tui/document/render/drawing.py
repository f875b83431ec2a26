"""A drawing as a picture, for formats that have no use for drawings."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.document.render import RenderError

_DOTS = 600
"""Dots to the inch: what print needs."""
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(sys.inputs.name, height: float(sys.inputs.height) * 1pt)
"""


def picture_of(drawing: Path, height: float) -> bytes:
    """Return an SVG file as a PNG, sharp at a height of `height` points. Raises RenderError."""
    try:
        import typst
    except ImportError as error:
        raise _unusable(drawing) from error
    try:
        return typst.compile(  # type: ignore[call-overload,no-any-return]  # one type is asked of both
            _PAGE,
            root=str(drawing.parent),
            format="png",
            ppi=_DOTS,
            ignore_system_fonts=True,
            sys_inputs={"name": drawing.name, "height": str(height)},
        )
    except typst.TypstError as error:
        raise _unusable(drawing) from error


def _unusable(drawing: Path) -> RenderError:
    png = drawing.with_suffix(".png").name
    return RenderError(
        f"Logotypen {drawing} finns inte eller kan inte läsas. Spara den dit, eller som {png} bredvid."
    )
