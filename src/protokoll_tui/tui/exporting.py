"""What is written of a meeting, and the file: its name, and what must not be written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from protokoll_tui.document.render import available_formats, format_of
from protokoll_tui.meeting.extract import read_items
from protokoll_tui.meeting.numbering import bare_number
from protokoll_tui.storage.folder import slug

_LONGEST_ITEMS = 40
"""Characters that the items of an extract may take in the name of its file."""


class Order(NamedTuple):
    """What is to be written of a meeting, and for whom."""

    format_name: str
    items: str | None = None
    """The items of an extract as they were typed; None for the whole meeting."""
    public: bool = False
    source: bool = True
    """Whether the meeting's file goes along, in a format that can carry it."""

    @property
    def label(self) -> str:
        """What it is called, such as "PDF (.pdf), utan mötesfilen"."""
        format_ = available_formats()[self.format_name]
        label = f"{format_.label} ({format_.suffix})"
        if self.public:
            return f"{label}, publik version"
        if not format_.carries_file:
            return label
        file = "mötesfilen" if self.items is None else "utdragets mötesfil"
        return f"{label}, {file} följer med" if self.source else f"{label}, utan {file}"

    @property
    def carries(self) -> str:
        """What goes along in the file besides the minutes, in Swedish; empty where nothing does."""
        if self.public or not self.source or not available_formats()[self.format_name].carries_file:
            return ""
        if self.items is not None:
            return "Mötesfilen läggs i som bilaga, med bara de här punkterna."
        return "Mötesfilen läggs i som bilaga, utan egna anteckningar och det som är märkt Egen."

    @property
    def written(self) -> str:
        """What is said of it when it has been written."""
        if self.public:
            return "Publik version skriven"
        return "Skrivet" if self.items is None else "Utdraget är skrivet"


def orders(items: str | None = None) -> list[Order]:
    """Return all that can be written of a meeting, or of an extract with `items`, the usual first."""
    wanted = [
        # An extract is of what was said and decided: the coming meetings are not in it.
        (name, format_.carries_file)
        for name, format_ in available_formats().items()
        if items is None or name != "calendar"
    ]
    own = [
        Order(name, items, source=source)
        for name, carries in wanted
        for source in ((True, False) if carries else (True,))
    ]
    return own + [Order(name, items, public=True) for name, _ in wanted]


def proposed_name(meeting_file: Path, order: Order) -> str:
    """Return the name that is proposed for what is written: the meeting file's own, and what it is of it."""
    public = "-publik" if order.public else ""
    suffix = available_formats()[order.format_name].suffix
    return f"{meeting_file.stem}{_extract_name(order.items)}{public}{suffix}"


def _extract_name(items: str | None) -> str:
    """Return "-utdrag-4_6a" for "4, 6a" and "-utdrag-4-6" for "4–6"; only "-utdrag" where they are many."""
    if items is None:
        return ""
    numbers = "_".join(filter(None, (slug(bare_number(each)) for each in read_items(items))))
    return f"-utdrag-{numbers}" if 0 < len(numbers) <= _LONGEST_ITEMS else "-utdrag"


def target_path(text: str, meeting_file: Path, format_name: str) -> Path:
    """Return the file that a typed name means.

    A name without folder lies beside the meeting file, `~` is the home folder, and a name without suffix
    gets the one of the format. What follows the point of a "möte 4.2" is no suffix.
    """
    path = meeting_file.parent / Path(text).expanduser()
    if path.suffix[1:2].isalpha():
        return path
    return path.with_name(path.name + available_formats()[format_name].suffix)


def problem_with(text: str, meeting_file: Path, format_name: str) -> str:
    """Return why the minutes cannot go to the file that `text` names, in Swedish, or an empty string."""
    if not text:
        return "Skriv ett namn, eller Esc för att gå tillbaka."
    if text.endswith(("/", os.sep)) or Path(text).name in ("", "..", "~"):  # it would lie beside that folder
        return "Det är en mapp. Skriv filens namn också."
    try:
        path = target_path(text, meeting_file, format_name)
    except (RuntimeError, ValueError):
        return "Det går inte att tolka som ett filnamn."
    if path.suffix.casefold() == ".toml":
        return "Namnet slutar på .toml, som mötets egen fil. Välj ett annat."
    if format_of(path.name) not in (None, format_name):
        chosen = available_formats()[format_name]
        return f"Formatet är {chosen.label}: sluta namnet med {chosen.suffix}."
    return ""
