"""What a letterhead may ask for: values and conditions, which cost no more than it takes to write them.

jinja is a language, and a Word file comes from anywhere: a field could count for hours or fill the memory.
So the parts of the language that are meant for letterheads are listed here, and all others refused, before
anything is worked out.
"""

from __future__ import annotations

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment

_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
)
_FILTERS = frozenset({"capitalize", "d", "default", "e", "escape", "lower", "title", "trim", "upper"})
_TESTS = frozenset({"defined", "undefined"})


class AskingError(TemplateSyntaxError):
    """A letterhead asks for more than values and conditions."""


class _Asked(Extension):
    """Reads a source before jinja does, and refuses what is not in the lists above."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        for node in Environment().parse(source).find_all(nodes.Node):  # noqa: S701 - is read and not rendered
            if not _is_asked(node):
                raise AskingError(type(node).__name__, node.lineno, name, filename)
        return source


def _is_asked(node: nodes.Node) -> bool:
    match node:
        case nodes.Filter(name=name):
            return name in _FILTERS
        case nodes.Test(name=name):
            return name in _TESTS
    return isinstance(node, _NODES)


def asking() -> SandboxedEnvironment:
    """Return what fills the fields of a letterhead. It raises `AskingError` where one wants too much."""
    environment = SandboxedEnvironment(autoescape=True, extensions=[_Asked])
    environment.globals.clear()
    return environment
