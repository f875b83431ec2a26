"""From a meeting to its minutes: the one way from what stands in a file to what is sent.

Commands and screens both go it. `make_minutes` takes what the readers are to see of the meeting and composes
the document in the shape of its template; what comes of that can be rendered in any format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from protokoll_tui.document.compose import compose
from protokoll_tui.document.extract import extract_layout
from protokoll_tui.document.render import DEFAULT_WIDTH, RenderOptions, available_formats, remarks, render
from protokoll_tui.document.tree import Document
from protokoll_tui.meeting.extract import extract, read_items
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.sharing import new_shared_bytes, shared_bytes
from protokoll_tui.templates.loading import layout_for, look_for

if TYPE_CHECKING:
    from protokoll_tui.meeting.publish import Published

FileBytes: TypeAlias = Callable[[], bytes]
"""Makes the content of a meeting's file. It takes time, and is asked for only where a format carries it."""


class Minutes(NamedTuple):
    """The minutes of a meeting, ready to be written in any format."""

    meeting: Meeting
    """What they tell: the meeting, an extract of it, or its version for the public."""
    document: Document
    folder: Path
    """The folder of the meeting, whose templates are looked for first."""
    told: tuple[str, ...] = ()
    """What a person is to be told of them, in Swedish: why their shape is not the template's, for one."""
    version: Published | None = None
    """What was taken out of a version for the public, and has to be judged by a person."""
    shared_file: FileBytes | None = None
    """The meeting's file that goes along, with nothing private in it; None where none does."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person has to judge before a version for the public is published, in Swedish."""
        return self.version.warnings if self.version else ()

    def options(self, format_name: str, *, width: int = DEFAULT_WIDTH, source: bool = True) -> RenderOptions:
        """Return what a format wants to know besides the document.

        Args:
            format_name: One of `available_formats`.
            width: Cells of a line, in formats that have lines of a fixed width.
            source: Whether the meeting's file goes along, in formats that can carry it.

        Raises:
            TemplateError: The template's look cannot be used.
        """
        look = look_for(self.meeting, self.folder)
        file = self.shared_file if source and available_formats()[format_name].carries_file else None
        return RenderOptions(width=width, look=look, source=file() if file else None)

    def render(self, format_name: str, options: RenderOptions) -> bytes:
        """Return the bytes of a file in a format. It takes time: not for the screen's thread.

        Raises RenderError where the format cannot hold the minutes, the letterhead cannot be used, or
        something is left in a version for the public that was to go.
        """
        if self.version is None:
            return render(self.document, format_name, options)
        from protokoll_tui.document.published import render_published

        return render_published(self.document, format_name, self.version.removed, options)

    def remarks(self, format_name: str) -> tuple[str, ...]:
        """Return what a format leaves out, or cannot use of the template's look, in Swedish.

        Raises TemplateError or RenderError, as `options` and `render` do.
        """
        return remarks(self.document, format_name, look_for(self.meeting, self.folder))


def make_minutes(
    meeting: Meeting,
    path: Path,
    file: FileBytes,
    *,
    folder: Path | None = None,
    items: str | None = None,
    for_public: bool = False,
    mark_omitted: bool = False,
) -> Minutes:
    """Return the minutes of a meeting, without what the secretary keeps for herself.

    Args:
        meeting: The meeting.
        path: Its file.
        file: The content of that; what is private in it is taken out here.
        folder: The folder whose templates are looked for first; the file's own where it is None.
        items: Which items an extract has, such as "4, 6a" or "4–6"; None for the whole meeting.
        for_public: Whether they are the version for the public. No meeting's file goes along then.
        mark_omitted: Whether that says where a passage was left out.

    Raises:
        ExtractError: An item is none of the meeting's.
        RenderError: In the version for the public is something left that was to go.
    """
    folder = folder or path.parent
    layout, warning = layout_for(meeting, folder)
    told: tuple[str, ...] = (warning,) if warning else ()
    shared, whole = _shared(path, file), meeting
    if items is not None:
        meeting = extract(meeting, read_items(items), layout.labels.certified)
        layout, shared = extract_layout(layout), _new_shared(meeting)
    if not for_public:
        from protokoll_tui.meeting.check_personal import tell_personal_numbers

        told += tuple(tell_personal_numbers(meeting))
        return Minutes(meeting, compose(meeting, layout), folder, told, shared_file=shared)
    from protokoll_tui.document.published import check_document
    from protokoll_tui.meeting.publish import public

    labels = layout.labels.model_dump().values()
    template_says = "\n".join((*layout.letter.header, *layout.letter.footer, layout.intro, *labels))
    version = public(
        meeting,
        whole=whole,
        known=template_says,
        mark_omitted=mark_omitted,
        names_absent=layout.absent != "omitted",
    )
    document = compose(version.meeting, layout)
    check_document(document, version)
    return Minutes(version.meeting, document, folder, told, version)


class MinutesFile(NamedTuple):
    """The minutes as the bytes of a file, and what a person is to be told of them, in Swedish."""

    data: bytes
    warnings: tuple[str, ...]
    """What is to be judged before a version for the public is published."""
    remarks: tuple[str, ...]
    """Why their shape is not the template's, where they name a personnummer, and what the format left out."""


def minutes_file(
    meeting: Meeting,
    path: Path,
    file: FileBytes,
    format_name: str,
    *,
    items: str | None = None,
    for_public: bool = False,
    source: bool = True,
) -> MinutesFile:
    """Return the minutes of a meeting in a format: the whole way at once, for a program of its own.

    The arguments are those of `make_minutes` and `Minutes.options`. Raises what these and `Minutes.render`
    raise.
    """
    minutes = make_minutes(meeting, path, file, items=items, for_public=for_public)
    data = minutes.render(format_name, minutes.options(format_name, source=source))
    remarks = (*minutes.told, *minutes.remarks(format_name))
    return MinutesFile(data, minutes.warnings, remarks)


def _shared(path: Path, file: FileBytes) -> FileBytes:
    return lambda: shared_bytes(file(), path)


def _new_shared(extracted: Meeting) -> FileBytes:
    """Return the file of an extract: a new one, since comments in the meeting's may be about other items."""
    return lambda: new_shared_bytes(extracted)
