"""Letters that only Word's own fonts can show, as every font shows them.

Word writes the bullets of its lists, and the arrows that it makes of "-->", with letters that mean nothing
outside of Symbol and Wingdings. They come along with what is pasted. The file keeps them; in print a line
that begins with such a bullet is an item of a list like any other.
"""

from __future__ import annotations

import re
from typing import TypeVar

from protokoll_tui.meeting.model import Frozen, Meeting

_BULLETS = "\uf0b7\uf0a7\uf0a8\uf0d8\uf06c\uf06e\uf071\uf076\uf09f"
_ARROWS = {"\uf0e0": "→", "\uf0df": "←", "\uf0e8": "→", "\uf0fc": "✓"}
_SHOWN = str.maketrans(dict.fromkeys(_BULLETS, "•") | _ARROWS)
_LETTERS = re.compile(f"[{_BULLETS}{''.join(_ARROWS)}]")

_F = TypeVar("_F", bound=Frozen)


def readable(meeting: Meeting) -> Meeting:
    """Return the meeting with the bullets and arrows of Word's fonts as those of any font."""
    return _readable(meeting) if _LETTERS.search(meeting.model_dump_json()) else meeting


def _readable(model: _F) -> _F:
    return model.model_copy(update={name: _shown(getattr(model, name)) for name in type(model).model_fields})


def _shown(value: object) -> object:
    if isinstance(value, str):
        return value.translate(_SHOWN)
    if isinstance(value, Frozen):
        return _readable(value)
    return tuple(map(_shown, value)) if isinstance(value, tuple) else value
