"""What a program of ours does before it imports anything else, for most of its time is imports."""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType

TURN = 0.0005
"""Seconds after which a thread that works lets the one of the screen go on; ten times less than usual."""

_LOADER = "pydantic.plugin._loader"


def prepare() -> None:
    """Make what follows start quickly. Nothing of it changes what the program does.

    The garbage collector rests while modules are imported; the first screen wakes it. A command that only
    prints has ended before it is needed.
    """
    gc.disable()
    sys.setswitchinterval(TURN)
    _without_plugins()


def _without_plugins() -> None:
    """Keep pydantic from looking for plugins of its own in every installed package.

    The variable is pydantic's way to say so, and is asked only after the module that would look has imported
    `importlib.metadata` with all of `email`: a tenth of the time in which minutes are printed. So there is
    an empty module in its place. Where a later pydantic has no such module, that is never imported.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    loader = ModuleType(_LOADER)
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(_LOADER, loader)
