"""Colours that can be read: whatever an organisation has chosen, text of it stands out from its ground."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

READABLE = 4.5
"""The least contrast of text, by WCAG 2.1 AA."""

PAPER = ("#ffffff", 0.07)
"""What is printed on, and how much of a colour the ground of what is set apart has in it."""

_Parts: TypeAlias = tuple[float, ...]
"""Red, green and blue, each from 0 to 255."""

_BLACK: _Parts = (0, 0, 0)
_WHITE: _Parts = (255, 255, 255)
_STEPS = 64


class Accent(NamedTuple):
    """A colour of text, and one for the ground of what is set apart, both on the same paper."""

    mark: str
    tint: str


def accent(colour: str, paper: str, tinted: float) -> Accent:
    """Return a colour, as near as it can be read on `paper`, and the paper `tinted` with a part of it.

    Colours are written "#1d4f91". On light paper the colour is darkened, on dark paper lightened.
    """
    wanted, ground = _parts(colour), _parts(paper)
    tint = _mixed(ground, wanted, tinted)
    end = _BLACK if _luminance(ground) > _luminance((119, 119, 119)) else _WHITE
    candidates = (_mixed(wanted, end, step / _STEPS) for step in range(_STEPS + 1))
    readable = (each for each in candidates if min(_contrast(each, on) for on in (ground, tint)) >= READABLE)
    return Accent(_written(next(readable, end)), _written(tint))


def on_paper(colour: str) -> str:
    """Return a colour as near as it can be read on white paper, the same in each format; "" for ""."""
    return accent(colour, *PAPER).mark if colour else ""


def changed_on_paper(colour: str) -> Iterator[str]:
    """Yield, in Swedish, that a template's colour is printed as another one."""
    if (shown := on_paper(colour)) != colour.lower():
        yield (
            f"Mallens färg {colour} är för ljus att läsa på vitt papper. Rubriker och linjer får {shown}, "
            "som är så lik den som går."
        )


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21, as WCAG defines it."""
    return _contrast(_parts(one), _parts(other))


def _contrast(one: _Parts, other: _Parts) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(parts: _Parts) -> float:
    shares = (part / 255 for part in parts)
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _mixed(one: _Parts, other: _Parts, share: float) -> _Parts:
    """Return `one` with a share of `other` in it, rounded as it is written."""
    return tuple(float(round(a + (b - a) * share)) for a, b in zip(one, other, strict=True))


def _parts(colour: str) -> _Parts:
    return tuple(float(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


def _written(parts: _Parts) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in parts)
