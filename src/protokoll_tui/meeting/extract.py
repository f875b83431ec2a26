"""An extract of the minutes (protokollsutdrag): some of the items, with the head of the meeting."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterator, Sequence

from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Closing, Facts, Item, Meeting, Signature
from protokoll_tui.meeting.numbering import bare_number, find_numbers, number_items, point_letter
from protokoll_tui.meeting.place import ItemPath, walk_items
from protokoll_tui.meeting.private import without_private

_DASH = re.compile("[-‐‑–—−]")
_SPAN = re.compile(rf"\s*(.*?\S)\s*{_DASH.pattern}\s*(\S.*?)\s*")
_DOT = re.compile(r"(?<=[^\W\d_])\.(?=\d)")
_AND = re.compile(r"[,;]|\boch\b")


class ExtractError(ValueError):
    """No such item. The text is Swedish: what was asked for, and which items there are."""


def read_items(text: str) -> list[str]:
    """Return the numbers and spans that a person has written with commas between them."""
    return [part for each in text.split(",") if (part := each.strip())]


def extract(meeting: Meeting, numbers: Sequence[str], certified: str) -> Meeting:
    """Return the meeting with only the items that bear `numbers`, and a line for the signature.

    An item comes with its points, a point with the heading of its item. Each keeps its number. Facts,
    people and adjusters stay; what is about the meeting as a whole goes.

    Args:
        meeting: The meeting.
        numbers: "6", "6c" or "§ 6 c", and spans such as "4–6". The items stand in the order of the agenda,
            whatever that of the numbers.
        certified: The words on the line for the signature, such as "Rätt utdraget intygar".

    Raises:
        ExtractError: One of the numbers is no item's, a span runs backwards, or none is given.
    """
    chosen = frozenset(find_items(meeting, numbers))
    rest = without_private(meeting).model_copy(
        update={
            "facts": _as_extract(meeting.facts),
            "attachments": tuple(a for a in meeting.attachments if _is_of(a.item, meeting, chosen)),
            "next_meetings": (),
            "signatures": (Signature(role=certified),),
            "closing": Closing(),
            "log": (),
        }
    )
    own = {path[0]: number for path, number in number_items(meeting).items() if len(path) == 1}
    agenda = (
        (index, part)
        for index, item in enumerate(rest.agenda)
        if (part := _part(item, (index,), chosen)) is not None
    )
    numbered = tuple(changed(item, number=own[index]) for index, item in agenda)
    return rest.model_copy(update={"agenda": numbered})


def find_items(meeting: Meeting, numbers: Sequence[str]) -> tuple[ItemPath, ...]:
    """Return the paths of the items that bear `numbers`, each once, in the order of the agenda.

    Raises ExtractError as `extract` does.
    """
    return tuple(sorted(set(_chosen(meeting, numbers))))


def _chosen(meeting: Meeting, numbers: Sequence[str]) -> Iterator[ItemPath]:
    if not numbers:
        raise ExtractError(f"Ange vilka punkter utdraget ska ha. {_which(meeting)}")
    for number in numbers:
        # A number that was set by hand may have a dash of its own in it.
        if found := _find(meeting, number):
            yield from found
        elif ends := _SPAN.fullmatch(number):
            yield from _between(meeting, *ends.groups())
        else:
            raise _no_item(meeting, number)


def _find(meeting: Meeting, number: str) -> tuple[ItemPath, ...]:
    """Return the items that bear a number; where none does, those that bear it as people also write it."""
    if found := find_numbers(meeting, number):
        return found
    wanted = _loosely(number)
    return tuple(path for path, own in number_items(meeting).items() if wanted and _loosely(own) == wanted)


def _loosely(number: str) -> str:
    """Return a number without what is easily written otherwise: any dash is one, and 2a.1 is 2a1."""
    return _DOT.sub("", _DASH.sub("-", bare_number(number)))


def _between(meeting: Meeting, first: str, last: str) -> Iterator[ItemPath]:
    """Yield the items of a span with its ends; an item whose points are at an end comes by those alone."""
    starts, ends = _find(meeting, first), _find(meeting, last)
    if not starts or not ends:
        raise _no_item(meeting, last if starts else first)
    start, end = starts[0], ends[-1]
    if start > end:
        raise ExtractError(f"{first}–{last} går baklänges. Skriv {last}–{first}.")
    for path, _ in walk_items(meeting):
        is_above_end = len(path) < len(end) and end[: len(path)] == path
        if start <= path <= end and not is_above_end:
            yield path


def _no_item(meeting: Meeting, number: str) -> ExtractError:
    return ExtractError(f"Punkt {number} finns inte i mötet. {_which(meeting)}")


def _which(meeting: Meeting) -> str:
    numbers = ", ".join(dict.fromkeys(number_items(meeting).values()))
    return f"De som finns är {numbers}." if numbers else "Mötet har inga punkter."


def _part(item: Item, path: ItemPath, chosen: Collection[ItemPath]) -> Item | None:
    """Return the item whole where it is chosen, its heading over those of its points that are, or None."""
    if path in chosen:
        return item
    parts = [(index, _part(point, (*path, index), chosen)) for index, point in enumerate(item.points)]
    points = tuple(
        changed(part, number=part.number or _own_number(path, index)) for index, part in parts if part
    )
    return changed(item, agenda_text="", entries=(), points=points) if points else None


def _own_number(parent: ItemPath, index: int) -> str:
    """Return what a point is called inside its item, as `number_items` derives it from its place."""
    return point_letter(index) if len(parent) % 2 else str(index + 1)


def _is_of(numbers: str, meeting: Meeting, chosen: Collection[ItemPath]) -> bool:
    """Tell whether one of the items of an attachment ("1, 2") is chosen, or is inside one that is."""
    return any(path[: len(each)] == each for path in _named(numbers, meeting) for each in chosen)


def _named(numbers: str, meeting: Meeting) -> Iterator[ItemPath]:
    for number in filter(str.strip, _AND.split(numbers)):
        with contextlib.suppress(ExtractError):  # whoever wrote it is told by the check
            yield from _chosen(meeting, [number])


def _as_extract(facts: Facts) -> Facts:
    """Return the facts with a kind, and a title of its own where there is one, that say "extract"."""
    kind = _kind(facts.kind)
    own = facts.title
    if own:
        head, rest = own[: len(facts.kind)], own[len(facts.kind) :]
        says_kind = facts.kind and head.casefold() == facts.kind.casefold() and not rest[:1].isalnum()
        own = f"{kind}{rest}" if says_kind else f"{kind}: {own}"
    return facts.model_copy(update={"kind": kind, "title": own})


def _kind(kind: str) -> str:
    """Return "Protokollsutdrag" or "Utdrag ur minnesanteckningar"."""
    if kind.casefold() == "protokoll":
        return "Protokollsutdrag"
    return f"Utdrag ur {kind[:1].lower()}{kind[1:]}" if kind else "Utdrag"
