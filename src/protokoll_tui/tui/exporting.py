"""The file that the minutes are written to: its name, what must not be written over, and how it is made."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

from protokoll_tui.document.render import available_formats


def proposed_name(meeting_file: Path, format_name: str, *, public: bool = False) -> str:
    """Return the name that is proposed for the minutes: the meeting file's own, with the format's suffix."""
    return f"{meeting_file.stem}{'-publik' if public else ''}{available_formats()[format_name].suffix}"


def target_path(text: str, meeting_file: Path, format_name: str) -> Path:
    """Return the file that a typed name means.

    A name without folder lies beside the meeting file, `~` is the home folder, and a name without suffix
    gets the one of the format.
    """
    path = meeting_file.parent / Path(text).expanduser()
    return path if path.suffix else path.with_name(path.name + available_formats()[format_name].suffix)


def problem_with(text: str, meeting_file: Path, format_name: str) -> str:
    """Return why the minutes cannot go to the file that `text` names, in Swedish, or an empty string."""
    if not text:
        return "Skriv ett namn, eller Esc för att avbryta."
    try:
        path = target_path(text, meeting_file, format_name)
    except (RuntimeError, ValueError):
        return "Det går inte att tolka som ett filnamn."
    if path.suffix.casefold() == ".toml":
        return "Namnet slutar på .toml, som mötets egen fil. Välj ett annat."
    return ""


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Leave garbage alone for a while.

    A big document makes many objects, and to look through them all for garbage holds the screen up for
    longer than a key may wait. They go by themselves when nobody needs them any more.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
