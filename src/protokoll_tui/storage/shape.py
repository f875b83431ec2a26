"""Which key of the file holds which field of the model, and in what form it is written.

This is read off the models, so that a new field of a model is read, written and merged at once.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, TypeGuard, get_args, get_origin

from pydantic.fields import FieldInfo

from protokoll_tui.meeting.model import Entry, Facts, Frozen, Meeting, Person, Prose

Form: TypeAlias = Literal["value", "prose", "values", "rows", "table", "tables"]
"""value: one scalar. prose: a text of many lines. values: a list of scalars on one line.
rows: a list of inline tables, a line each. table: `[name]`. tables: `[[name]]`."""

_NAMES: dict[tuple[type[Frozen], str], str] = {(Meeting, "facts"): "meeting"}
_ROWS: tuple[type[Frozen], ...] = (Person,)
_ALWAYS = {(Meeting, "facts"), (Facts, "status"), (Entry, "kind")}
"""Written even where they are as by default: a person who edits the file starts from them."""


class Key(NamedTuple):
    """One key of a table: its name in the file, the field that it holds, and its form."""

    name: str
    field: str
    form: Form
    model: type[Frozen] | None
    default: Any
    always: bool

    def is_set(self, value: Any) -> bool:
        """Tell whether `value` is to be written: only what differs from the default is."""
        return self.always or value != self.default


@cache
def keys_of(model: type[Frozen]) -> tuple[Key, ...]:
    """Return the keys of a model's table, in the order in which they are written."""
    return tuple(_key(model, name, field) for name, field in model.model_fields.items())


def _key(model: type[Frozen], name: str, field: FieldInfo) -> Key:
    form, inner = _form(field)
    return Key(
        name=_NAMES.get((model, name), name),
        field=name,
        form=form,
        model=inner,
        default=field.default,
        always=field.is_required() or (model, name) in _ALWAYS,
    )


def _form(field: FieldInfo) -> tuple[Form, type[Frozen] | None]:
    kind = field.annotation
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if not _is_model(inner):
            return "values", None
        return ("rows" if inner in _ROWS else "tables"), inner
    if _is_model(kind):
        return "table", kind
    prose = any(mark in field.metadata for mark in get_args(Prose)[1:])
    return ("prose" if prose else "value"), None


def _is_model(kind: Any) -> TypeGuard[type[Frozen]]:
    return isinstance(kind, type) and issubclass(kind, Frozen)
