"""References to items by number: what a person's `arrives` and `leaves` and an attachment's `item` hold.

The number is text, as it stands in the file and in the minutes. When the numbers change, the text must
change with them, or it would name another item than the one that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from protokoll_tui.meeting.model import LONGEST_LINE, Attachment, Meeting, Person, Roster
from protokoll_tui.meeting.numbering import bare_number, find_number, number_items
from protokoll_tui.meeting.place import ItemPath
from protokoll_tui.meeting.text import clean_line

Moved: TypeAlias = Callable[[ItemPath], ItemPath | None]
"""Where the item that stood at a path stands after an edit; None where the edit removed it."""

REMOVED = ", borttagen"
"""Stands after the number of an item that is gone where another item has taken its number."""

_CLOCK = re.compile(r"(?:kl\.? ?)?(?:[01]?\d|2[0-3])[.:][0-5]\d", re.IGNORECASE)


def is_clock(text: str) -> bool:
    """Tell whether a text such as "11.30" or "kl. 9:41" is a time, and so not the number of an item."""
    return _CLOCK.fullmatch(text) is not None


def follow(before: Meeting, after: Meeting, moved: Moved) -> Meeting:
    """Return `after` with every reference naming the item that it named in `before`.

    A reference to an item that was removed stays as it is, but marked as `REMOVED` where its number is
    now another item's. Times, free text and numbers that named no item stay too.
    """
    if not _has_references(after):
        return after
    numbers = number_items(after)

    def followed(text: str) -> str:
        path = find_number(before, text)
        if path is None:
            return text
        there = moved(path)
        if there is None:
            new = f"{text}{REMOVED}" if find_number(after, text) else text
        elif bare_number(numbers[there]) == bare_number(text):
            return text
        else:
            new = _written(numbers[there], like=text)
        return new if len(new) <= LONGEST_LINE else text

    def of_person(person: Person) -> Person:
        texts = {"arrives": person.arrives, "leaves": person.leaves}
        new = {name: text if is_clock(text) else followed(text) for name, text in texts.items()}
        return person if new == texts else person.model_copy(update=new)

    def of_roster(roster: Roster) -> Roster:
        people = tuple(map(of_person, roster.people))
        return roster if people == roster.people else roster.model_copy(update={"people": people})

    def of_attachment(attachment: Attachment) -> Attachment:
        item = followed(attachment.item)
        return attachment if item == attachment.item else attachment.model_copy(update={"item": item})

    values = {
        "attendance": tuple(map(of_roster, after.attendance)),
        "attachments": tuple(map(of_attachment, after.attachments)),
    }
    update = {name: value for name, value in values.items() if value != getattr(after, name)}
    return after.model_copy(update=update) if update else after


def _has_references(meeting: Meeting) -> bool:
    return any(attachment.item for attachment in meeting.attachments) or any(
        person.arrives or person.leaves for roster in meeting.attendance for person in roster.people
    )


def _written(number: str, like: str) -> str:
    """Return the number with the § of the old text; one that looks like a time always needs it."""
    marked = not number.startswith("§") and (like.startswith("§") or is_clock(number))
    return clean_line(f"§ {number}" if marked else number)
