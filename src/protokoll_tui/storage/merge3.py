"""Bring two versions of a meeting together that grew out of the same one, and drop nothing of either.

What only one side changed is as that side has it. Where both changed the same field ours stands and theirs
is reported, to be kept elsewhere. What one side took away and the other one changed stays. A list is taken
element by element: the file holds no ids, so the elements are matched by content, name and place. The log of
the status is the exception: it only grows, and holds what is in either side's, whatever was there before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from protokoll_tui.meeting.model import Frozen, Meeting
from protokoll_tui.meeting.status import with_both_logs
from protokoll_tui.storage.matching import match, name_of

_Key: TypeAlias = tuple[str, int]
_M = TypeVar("_M", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed: its name, as `agenda.entries.text`, and what theirs held."""

    field: str
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge, and what of theirs had no place in it."""

    meeting: Meeting
    conflicts: tuple[Conflict, ...]


def merge(base: Meeting, ours: Meeting, theirs: Meeting) -> Merged:
    """Merge what happened on two sides since `base`. What nobody touched is shared with `ours`."""
    conflicts: list[Conflict] = []
    meeting = _value(base, ours, theirs.model_copy(update={"log": ours.log}), "", conflicts)
    logged = with_both_logs(meeting, ours, theirs)
    if logged.facts.status != meeting.facts.status == theirs.facts.status:
        conflicts.append(Conflict("facts.status", theirs.facts.status))
    return Merged(logged, tuple(conflicts))


def nearest(states: Sequence[Meeting], theirs: Meeting) -> Meeting:
    """Return the one of our states that `theirs` is most like, the latest where several are.

    An editor that was opened before much was typed and saved after it does not know of that text. Compared
    with our last state it would seem to want it all deleted; compared with the state that it was opened on
    it says what was meant. Raises ValueError where there is no state.
    """
    memo: dict[tuple[int, Hashable], frozenset[Hashable]] = {}
    wanted = _leaves(theirs, None, {})
    return min(reversed(states), key=lambda state: len(_leaves(state, None, memo) ^ wanted))


def _value(base: Any, ours: Any, theirs: Any, where: str, conflicts: list[Conflict]) -> Any:
    if ours is theirs or theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Frozen):
        return _model(base, ours, theirs, where, conflicts)
    if isinstance(ours, tuple):
        return _list(base, ours, theirs, where, conflicts)
    if _is_empty(ours):
        return theirs
    if not _is_empty(theirs):
        conflicts.append(Conflict(where, theirs))
    return ours


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def _model(base: Frozen, ours: _M, theirs: Frozen, where: str, conflicts: list[Conflict]) -> _M:
    changed = {}
    for name in type(ours).model_fields:
        was = getattr(ours, name)
        inner = f"{where}.{name}" if where else name
        now = _value(getattr(base, name), was, getattr(theirs, name), inner, conflicts)
        if now is not was:
            changed[name] = now
    return ours.model_copy(update=changed) if changed else ours


def _list(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], where: str, conflicts: list[Conflict]
) -> tuple[Any, ...]:
    our_keys: list[_Key] = [_key("ours", i, found) for i, found in enumerate(match(base, ours))]
    their_keys = [_key("theirs", i, found) for i, found in enumerate(match(base, theirs))]
    their_keys = _pair_new(ours, our_keys, theirs, their_keys)
    mine, other = dict(zip(our_keys, ours, strict=True)), dict(zip(their_keys, theirs, strict=True))

    kept: dict[_Key, Any] = {}
    for key in (*our_keys, *their_keys):
        if key in kept:
            continue
        was = base[key[1]] if key[0] == "base" else None
        if key in mine and key in other:
            was = _blank(mine[key]) if was is None else was
            kept[key] = _value(was, mine[key], other[key], where, conflicts)
        elif was is None or (mine if key in mine else other)[key] != was:
            kept[key] = (mine if key in mine else other)[key]
    if not _is_sorted(our_keys) or _is_sorted(their_keys):
        return tuple(kept[key] for key in _weave(our_keys, their_keys, kept))
    return tuple(kept[key] for key in _weave(their_keys, our_keys, kept))


def _key(side: str, index: int, found: int | None) -> _Key:
    return (side, index) if found is None else ("base", found)


def _pair_new(
    ours: Sequence[Any], our_keys: Sequence[_Key], theirs: Sequence[Any], their_keys: Sequence[_Key]
) -> list[_Key]:
    """Give what both sides have added, the same or of the same name, the same key."""
    free = [i for i, key in enumerate(our_keys) if key[0] == "ours"]
    paired = list(their_keys)
    for same in (_equal, _namesakes):
        for j, key in enumerate(paired):
            if key[0] == "theirs":
                i = next((i for i in free if same(ours[i], theirs[j])), None)
                if i is not None:
                    paired[j] = our_keys[i]
                    free.remove(i)
    return paired


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _namesakes(one: Any, other: Any) -> bool:
    name = name_of(one)
    return name is not None and name == name_of(other)


def _blank(each: Any) -> Any:
    """Return what an element that both sides have added was before: nothing but its name."""
    if not isinstance(each, Frozen):
        return each
    fields = type(each).model_fields
    return each.model_copy(
        update={name: field.default for name, field in fields.items() if not field.is_required()}
    )


def _is_sorted(keys: Iterable[_Key]) -> bool:
    """Tell whether the elements that were there before stand in the order in which they stood."""
    indices = [index for side, index in keys if side == "base"]
    return indices == sorted(indices)


def _weave(order: Sequence[_Key], other: Sequence[_Key], kept: dict[_Key, Any]) -> list[_Key]:
    """Return the keys of what is kept in one side's order, the other side's own after what precedes them."""
    woven = [key for key in order if key in kept]
    known, strange = set(woven), set(woven) - set(other)
    at = 0
    for key in other:
        if key in known:
            at = woven.index(key) + 1
        elif key in kept:
            while at < len(woven) and woven[at] in strange:
                at += 1
            woven.insert(at, key)
            at += 1
    return woven


def _leaves(
    value: Any, label: Hashable, memo: dict[tuple[int, Hashable], frozenset[Hashable]]
) -> frozenset[Hashable]:
    """Return every value that a model holds, with its field and the name of what it belongs to."""
    if isinstance(value, tuple):
        return frozenset().union(*(_leaves(each, label, memo) for each in value))
    if not isinstance(value, Frozen):
        return frozenset(((label, value),))
    if (id(value), label) not in memo:
        own = (name_of(value), label)
        memo[id(value), label] = frozenset().union(
            *(
                _leaves(each, (own if not isinstance(value, Meeting) else None, name), memo)
                for name, each in value
            )
        )
    return memo[id(value), label]
