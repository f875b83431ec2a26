"""The numbers of items: derived from their order, unless one is set by hand."""

from __future__ import annotations

from collections.abc import Mapping

from protokoll_tui.meeting.model import Item, Meeting
from protokoll_tui.meeting.place import ItemPath
from protokoll_tui.meeting.text import fold


def point_letter(index: int) -> str:
    """Return the letter of the point at `index` (0 is a): a to z, then aa, ab and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def number_items(meeting: Meeting) -> Mapping[ItemPath, str]:
    """Return the number of each item ("6") and point ("6c"), by path.

    A number set by hand wins, and the items after it count on from it where it is a plain integer.
    Struck items keep theirs: what was struck during the meeting must not renumber what was said.
    """
    numbers: dict[ItemPath, str] = {}

    def points(path: ItemPath, parent: str, items: tuple[Item, ...]) -> None:
        for index, item in enumerate(items):
            here = (*path, index)
            lettered = len(path) % 2
            own = item.number or (point_letter(index) if lettered else str(index + 1))
            numbers[here] = f"{parent}{own}" if lettered else f"{parent}.{own}"
            points(here, numbers[here], item.points)

    count = meeting.facts.first_number
    for index, item in enumerate(meeting.agenda):
        if item.number.isdecimal():
            count = int(item.number)
        numbers[(index,)] = item.number or str(count)
        points((index,), numbers[(index,)], item.points)
        if not item.number or item.number.isdecimal():
            count += 1
    return numbers


def find_number(meeting: Meeting, number: str) -> ItemPath | None:
    """Return the path of the item that bears `number` ("6", "6c", "§ 6 c"), or None."""
    return next(iter(find_numbers(meeting, number)), None)


def find_numbers(meeting: Meeting, number: str) -> tuple[ItemPath, ...]:
    """Return the paths of all items that bear `number`: a number set by hand can stand twice."""
    wanted = bare_number(number)
    if not wanted:
        return ()
    return tuple(path for path, own in number_items(meeting).items() if bare_number(own) == wanted)


def bare_number(number: str) -> str:
    """Return a number without what people write around it: "§ 6 c)" and "punkt 6c" are 6c."""
    return "".join(fold(number).replace("§", "").split()).removeprefix("punkt").rstrip(".)")
