"""Files as people write them: with comments and keys of their own wherever one may stand."""

from __future__ import annotations

import itertools

from protokoll_tui.storage.source import Pair, Table, cut, split, text_of


def commented(text: str) -> tuple[str, int]:
    """The same file with a numbered comment or an unknown key wherever one may stand, and how many."""
    count = itertools.count()
    root = cut(text)

    def mark() -> str:
        return f"  # märke {next(count)}.\n"

    def visit(table: Table) -> None:
        if table.header:
            table.lead += f"# märke {next(count)}.\n"
            table.header = table.header.rstrip("\n") + mark()
            number = next(count)
            table.body.append(Pair("x", "", f"x{number} = 'märke {number}.'", "\n", 0))
        for pair in table.body:
            if isinstance(pair, Pair) and pair.before:
                pair.after = mark()
                if pair.value.startswith("[\n"):
                    elements, gaps = split(pair.value)
                    inside = [gap.replace("\n", mark()) for gap in gaps]
                    pair.value = "".join(itertools.chain(*zip(inside, [*elements, ""], strict=True)))
        for _, child in table.children:
            visit(child)

    visit(root)
    return text_of(root.in_order()), next(count)
