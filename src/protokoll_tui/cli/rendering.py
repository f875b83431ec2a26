"""The command `render`: the minutes in the terminal, or as a file."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import FAILED, CommandError, say, standard_output, told
from protokoll_tui.cli.options import PathType, file_argument, folder_option
from protokoll_tui.cli.safety import warn_of_journal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from protokoll_tui.document.render import RenderOptions
    from protokoll_tui.document.tree import Document
    from protokoll_tui.minutes import Minutes


def _known_format(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the name of a format that was given by its name or its suffix."""
    if value is None:
        return None
    from protokoll_tui.document.render import available_formats, format_of

    formats = available_formats()
    name = value if value in formats else format_of(f".{value}")
    if name is None:
        known = ", ".join(formats)
        raise click.BadParameter(f"{value!r} är inget format. De som finns är: {known}.", ctx, param)
    return name


def _format_names(_ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from protokoll_tui.document.render import available_formats

    formats = available_formats().items()
    return [CompletionItem(name, help=each.label) for name, each in formats if name.startswith(start)]


@click.command(options_metavar="[FLAGGOR]")
@file_argument
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="UTFIL",
    multiple=True,
    type=PathType(allow_dash=True),
    help="Skriv till en fil, vars namn säger formatet: .pdf, .docx, .html, .md, .txt, .ics, .json. Kan "
    "ges flera gånger; - är standard ut.",
)
@click.option(
    "--to",
    "format_name",
    metavar="FORMAT",
    callback=_known_format,
    shell_complete=_format_names,
    help="Format: pdf, word, html, markdown, text, calendar, json.",
)
@click.option("--width", metavar="TECKEN", type=click.IntRange(20, 1000), help="Radens bredd i text.")
@click.option(
    "--items",
    metavar="NUMMER",
    help="Gör ett protokollsutdrag med bara dessa punkter, till exempel 4,6c eller 36-38.",
)
@click.option(
    "--source/--no-source",
    default=True,
    help="Lägg mötet i PDF-filen, så att protokoll import kan hämta det, eller lämna det utanför.",
)
@click.option(
    "--public",
    "for_public",
    is_flag=True,
    help="Gör en publik version: utan interna stycken, e-postadresser, telefonnummer och skyddade namn.",
)
@click.option("--mark-omitted", is_flag=True, help="Skriv [utelämnat] där --public tar bort ett stycke.")
@folder_option
def render(
    file: Path,
    outputs: tuple[Path, ...],
    format_name: str | None,
    width: int | None,
    items: str | None,
    source: bool,
    for_public: bool,
    mark_omitted: bool,
    folder: Path | None,
) -> None:
    """Skriv ut protokollet i FIL. Det visas i terminalen, eller skrivs med -o till en fil."""
    from pathlib import Path

    from protokoll_tui.document.render import DEFAULT_WIDTH
    from protokoll_tui.meeting.extract import ExtractError
    from protokoll_tui.minutes import make_minutes
    from protokoll_tui.storage.reading import read_meeting

    if mark_omitted and not for_public:
        raise CommandError("--mark-omitted gäller en publik version. Lägg till --public.")
    outputs = outputs or ((Path("-"),) if format_name else ())
    with _all_or_none(outputs):
        formats = {output: _format_for(output, format_name, file) for output in _each_once(outputs)}
        if items is not None:
            _refuse_calendars(formats.values())
        _check_targets(formats)
    warn_of_journal(file)
    with told():
        loaded = read_meeting(file)
    try:
        with told(FAILED):
            minutes = make_minutes(
                loaded.meeting,
                file,
                lambda: loaded.data,
                folder=folder,
                items=items,
                for_public=for_public,
                mark_omitted=mark_omitted,
            )
    except ExtractError as error:
        raise CommandError(f"--items: {error}") from error
    for remark in minutes.told:
        say(remark, err=True)
    for warning in minutes.warnings:
        say(f"Se över: {warning}", err=True)
    if not formats:
        show_document(minutes.document, width)
        return
    made: dict[Path, bytes] = {}
    with _all_or_none(formats):
        with told():
            options = {
                name: minutes.options(name, width=width or DEFAULT_WIDTH, source=source)
                for name in formats.values()
            }
        for number, (output, name) in enumerate(formats.items(), 1):
            if len(formats) > 1:
                say(f"Gör {number} av {len(formats)}: {output}", err=True)
            made[output] = _make(minutes, output, name, options[name])
    _write(made)


def _each_once(outputs: Iterable[Path]) -> Iterator[Path]:
    """Yield the outputs. Raises CommandError where two names mean the same file."""
    import os

    seen: dict[str, Path] = {}
    for output in outputs:
        meant = os.path.normcase(os.path.realpath(output))
        if meant in seen:
            raise CommandError(f"-o {seen[meant]} och -o {output} är samma fil. Ange varje fil en gång.")
        seen[meant] = output
        yield output


def _format_for(output: Path, format_name: str | None, file: Path) -> str:
    """Return the format of an output. Raises CommandError where it cannot be told, or is a meeting's file."""
    from protokoll_tui.document.render import available_formats, format_of

    if _is_standard(output):
        return format_name or "text"
    meant = output.resolve()
    if ".toml" in (output.suffix.casefold(), meant.suffix.casefold()) or meant == file.resolve():
        raise CommandError(f"{output} är en mötesfil och skrivs inte över. Ange ett annat namn efter -o.")
    by_name = format_of(output.name)
    if format_name and by_name and by_name != format_name:
        raise CommandError(f"Namnet {output} säger {by_name} och --to {format_name}. Ändra det ena.")
    if (name := format_name or by_name) is None:
        suffixes = ", ".join(each.suffix for each in available_formats().values())
        raise CommandError(f"Namnet {output} säger inget format. Sluta det med {suffixes}, eller ange --to.")
    return name


def _is_standard(output: Path) -> bool:
    return str(output) == "-"


@contextlib.contextmanager
def _all_or_none(outputs: Collection[Path]) -> Iterator[None]:
    """Add to what is said of one of several outputs that none is written."""
    from protokoll_tui.storage.errors import NONE_WRITTEN

    try:
        yield
    except CommandError as error:
        if len(outputs) < 2:
            raise
        raise CommandError(f"{error} {NONE_WRITTEN}", error.status) from error


def _refuse_calendars(formats: Iterable[str]) -> None:
    """Raise CommandError where an extract is to be a calendar: it has no coming meetings."""
    if "calendar" in formats:
        raise CommandError(
            "Ett protokollsutdrag har inga kommande möten att lägga i en kalender. "
            "Skriv kalendern för sig, utan --items."
        )


def _check_targets(outputs: Iterable[Path]) -> None:
    """Refuse, before the work of rendering, files that there is no place for."""
    from protokoll_tui.storage.atomic import check_target

    with told(FAILED):
        for output in outputs:
            if not _is_standard(output):
                check_target(output)


def _make(minutes: Minutes, output: Path, name: str, options: RenderOptions) -> bytes:
    from protokoll_tui.document.render import available_formats

    with told(FAILED):
        data = minutes.render(name, options)
    for remark in minutes.remarks(name):
        say(remark, err=True)
    if _is_standard(output) and sys.stdout.isatty() and b"\0" in data:
        suffix = available_formats()[name].suffix
        raise CommandError(f"Formatet {name} kan inte visas i terminalen. Ange en fil: -o protokoll{suffix}.")
    return data


def _write(made: dict[Path, bytes]) -> None:
    """Write the files, when all are made: what one format lacks, or one disk refuses, leaves none behind.

    A file that stood there is replaced, as other programs do, and that is said.
    """
    from protokoll_tui.storage.atomic import replace_files

    files = {output: data for output, data in made.items() if not _is_standard(output)}
    old = [output for output in files if output.exists()]
    with told(FAILED):
        replace_files(files)
    for output in old:
        say(f"{output} fanns redan och har ersatts.", err=True)
    for output, data in made.items():
        if _is_standard(output):
            _print(data, files)


def _print(data: bytes, written: Collection[Path]) -> None:
    with standard_output(f"Skrivna: {', '.join(map(str, written))}." if written else ""):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def show_document(document: Document, width: int | None) -> None:
    """Print to the terminal, through a pager where it is longer than the screen."""
    from rich.console import Console

    from protokoll_tui.document.render.terminal import print_document

    with standard_output():
        console = Console(width=width, highlight=False, markup=False, emoji=False)
        with console.capture() as captured:
            print_document(document, console)
        text = captured.get()
        if console.is_terminal and text.count("\n") >= console.height:
            click.echo_via_pager(text)
        else:
            click.echo(text, nl=False, color=True)
