"""Write the minutes to a file in one of the formats: where to, and what must not be written over."""

from __future__ import annotations

from pathlib import Path

from protokoll_tui.document.compose import compose
from protokoll_tui.document.layout import Layout
from protokoll_tui.document.published import render_published
from protokoll_tui.document.render import DEFAULT_WIDTH, RenderOptions, available_formats, remarks
from protokoll_tui.meeting.model import Meeting
from protokoll_tui.meeting.publish import Published, without_private
from protokoll_tui.meeting.publish import public as public_version
from protokoll_tui.storage.atomic import create_file, replace_file
from protokoll_tui.storage.writing import dump_new
from protokoll_tui.templates.loading import layout_for, look_for


def proposed_name(meeting_file: Path, format_name: str, *, public: bool = False) -> str:
    """Return the name that is proposed for the minutes: the meeting file's own, with the format's suffix."""
    return f"{meeting_file.stem}{'-publik' if public else ''}{available_formats()[format_name].suffix}"


def target_path(text: str, meeting_file: Path, format_name: str) -> Path:
    """Return the file that a typed name means.

    A name without folder lies beside the meeting file, `~` is the home folder, and a name without suffix
    gets the one of the format.
    """
    path = meeting_file.parent / Path(text).expanduser()
    return path if path.suffix else path.with_name(path.name + available_formats()[format_name].suffix)


def problem_with(text: str, meeting_file: Path, format_name: str) -> str:
    """Return why the minutes cannot go to the file that `text` names, in Swedish, or an empty string."""
    if not text:
        return "Skriv ett namn, eller Esc för att avbryta."
    try:
        path = target_path(text, meeting_file, format_name)
    except (RuntimeError, ValueError):
        return "Det går inte att tolka som ett filnamn."
    if path.suffix.casefold() == ".toml":
        return "Namnet slutar på .toml, som mötets egen fil. Välj ett annat."
    return ""


def options_for(
    meeting: Meeting, folder: Path, *, width: int = DEFAULT_WIDTH, source: bool = True
) -> RenderOptions:
    """Return what formats want to know besides the document: the look, and the meeting's file to carry along.

    The file has nothing private in it; without `source` no format gets it. Raises TemplateError where the
    template's look cannot be used.
    """
    file = dump_new(without_private(meeting)).encode() if source else None
    return RenderOptions(width=width, look=look_for(meeting, folder), source=file)


def published(meeting: Meeting, layout: Layout, *, mark_omitted: bool = False) -> Published:
    """Return the meeting for the public. What stands in the letterhead is public already."""
    known = "\n".join((*layout.letter.header, *layout.letter.footer))
    return public_version(meeting, known=known, mark_omitted=mark_omitted)


def publishing_warnings(meeting: Meeting, folder: Path) -> tuple[str, ...]:
    """Return what a person has to judge before the minutes are published, in Swedish."""
    return published(meeting, layout_for(meeting, folder)[0]).warnings


def export(
    meeting: Meeting, path: Path, format_name: str, *, folder: Path, replace: bool, public: bool = False
) -> tuple[str, ...]:
    """Write the minutes of `meeting` to `path`, all or nothing. It takes time: not for the screen's thread.

    Returns what the format left out, in Swedish.

    Args:
        meeting: The meeting.
        path: The file.
        format_name: One of `available_formats`.
        folder: The folder of the meeting, whose templates are looked for first.
        replace: Whether a file that exists is written over.
        public: Whether it is the version for the public. No format carries the meeting's file then.

    Raises:
        StorageError: The file cannot be written, or exists and is not to be replaced.
        RenderError: The format cannot hold the minutes, the letterhead cannot be used, or something is
            left in a public version that was to go.
        TemplateError: The template's look cannot be used.
    """
    layout, _ = layout_for(meeting, folder)
    removed: tuple[str, ...] = ()
    if public:
        version = published(meeting, layout)
        meeting, removed = version.meeting, version.removed
    document = compose(meeting, layout)
    options = options_for(meeting, folder, source=not public)
    data = render_published(document, format_name, removed, options)
    (replace_file if replace else create_file)(path, data)
    return remarks(document, format_name)
