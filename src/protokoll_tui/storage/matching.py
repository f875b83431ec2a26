"""Which element of a list was which before an edit. The file holds no ids, so it is worked out.

An edit shares with the meeting before it all that it did not touch. So most elements are found by
identity; what remains by equality, then by the name that they bear, then by where they stand.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from protokoll_tui.meeting.model import Frozen


def match(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Return for each element of `new` the index of the one in `old` that it comes from, or None."""
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for label in (id, _itself, name_of):
        _claim(old, new, found, free, label)
    _claim_places(found, free)
    return found


def _itself(each: Hashable) -> Hashable:
    return each


def name_of(each: Any) -> str | None:
    """Return what a reader calls an element of a list; None where it has no name, or is a plain value."""
    if not isinstance(each, Frozen):
        return None
    return getattr(each, "name", "") or getattr(each, "title", "") or None


def _claim(
    old: Sequence[Any],
    new: Sequence[Any],
    found: list[int | None],
    free: dict[int, None],
    label: Callable[[Any], Hashable],
) -> None:
    """Pair off the elements that bear the same label, first come first served."""
    labelled: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for i in free:
        if (mark := label(old[i])) is not None:
            labelled[mark].append(i)
    for j, each in enumerate(new):
        if found[j] is None and labelled and (queue := labelled.get(label(each))):
            found[j] = i = queue.popleft()
            del free[i]


def _claim_places(found: list[int | None], free: dict[int, None]) -> None:
    """Take what stood next to a neighbour: just after the one before, or just before the one after."""
    for j, known in enumerate(found):
        if known is not None:
            continue
        before = found[j - 1] if j else -1
        after = found[j + 1] if j + 1 < len(found) else None
        for place in (None if before is None else before + 1, None if after is None else after - 1):
            if place in free:
                found[j] = place
                del free[place]
                break
