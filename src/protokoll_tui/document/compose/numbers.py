"""How the number of an item is written: in its heading, in a list, in a reference."""

from __future__ import annotations

from protokoll_tui.document.layout import Layout
from protokoll_tui.document.tree import Inlines, Strike, Text
from protokoll_tui.meeting.model import Item
from protokoll_tui.meeting.numbering import point_letter
from protokoll_tui.meeting.place import ItemPath


def in_heading(item: Item, path: ItemPath, number: str, layout: Layout) -> str:
    """Return "6.", "§ 6" or, of a point, "a)"; "" where the layout has no numbers."""
    if layout.numbering == "none":
        return ""
    if len(path) == 2:
        own = item.number or point_letter(path[-1])
        return f"{own})" if own.isalpha() else own
    if len(path) > 2:
        return number
    bare = number.strip("§. ")
    return f"§ {bare}" if layout.numbering == "section" else f"{bare}."


def in_full(number: str, layout: Layout) -> str:
    """Return "6.", "6c." or "§ 6c": the number where its item is not in sight; "" without numbers."""
    if layout.numbering == "none":
        return ""
    bare = number.strip("§. ")
    return f"§ {bare}" if layout.numbering == "section" else f"{bare}."


def in_reference(number: str, layout: Layout) -> str:
    """Return "§ 7" or "punkt 7": the number in a sentence about something else, a name or an attachment."""
    return f"{'§' if layout.numbering == 'section' else 'punkt'} {number.strip('§. ')}"


def title_of(item: Item) -> Inlines:
    """Return the title, struck where the item was."""
    title: Inlines = (Text(item.title),)
    return (Strike(title),) if item.status == "struck" else title


def anchor_of(path: ItemPath) -> str:
    """Return what a link to the item points at. Two items may bear one number, never one path."""
    return "punkt-" + "-".join(str(index + 1) for index in path)
