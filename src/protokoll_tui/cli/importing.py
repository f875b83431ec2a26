"""The command `import`: a meeting out of the PDF that was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import FAILED, CommandError, say, told
from protokoll_tui.cli.options import PathType

if TYPE_CHECKING:
    from pathlib import Path


@click.command("import", options_metavar="[FLAGGOR]")
@click.argument("file", metavar="PDF", type=PathType())
@click.option(
    "-o",
    "--output",
    metavar="UTFIL",
    type=PathType(),
    help="Mötesfilen som skrivs. Annars får den PDF-filens namn, med .toml.",
)
def import_(file: Path, output: Path | None) -> None:
    """Hämta mötet ur en PDF som programmet har skrivit.

    Mötet ligger i PDF-filen som bilaga, om den inte skrevs med --no-source. Filens egna kommentarer är
    med; det som var privat är det inte. En fil som redan finns skrivs aldrig över.
    """
    from protokoll_tui.storage.atomic import create_file
    from protokoll_tui.storage.reading import parse_bytes
    from protokoll_tui.storage.schema import offer_schema

    target = output or file.with_suffix(".toml")
    if target.suffix.lower() != ".toml":
        raise CommandError(f"{target} blir en mötesfil. Låt namnet sluta på .toml.")
    source = _source_in(file)
    with told():
        parse_bytes(source, file)
    with told(FAILED):
        create_file(target, source)
        offer_schema(target.parent)
    say(str(target))


def _source_in(file: Path) -> bytes:
    """Return the meeting's file that is attached to a PDF. Raises CommandError."""
    import logging

    from pypdf import PdfReader

    from protokoll_tui.document.render.pdf import SOURCE_NAME
    from protokoll_tui.storage.errors import reading_failed
    from protokoll_tui.storage.judging import is_blank
    from protokoll_tui.storage.reading import MAX_BYTES

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of faults that it gets over
    try:
        named = [each for each in PdfReader(file).attachment_list if each.name == SOURCE_NAME]
        sources = [each for each in named if each.associated_file_relationship == "/Source"] or named
        attached = {each.content for each in sources}
    except OSError as error:
        raise CommandError(str(reading_failed(file, error))) from error
    except Exception as error:  # a file that only bears the name can fail anywhere in the library
        raise CommandError(
            f"{file} är ingen PDF som går att läsa, eller så är den låst med lösenord. "
            "Ange en PDF som protokoll har skrivit."
        ) from error
    if not attached:
        raise CommandError(
            f"{file} har inget möte med sig. Bara en PDF som protokoll har skrivit har det, och inte om den "
            "skrevs med --no-source eller som publik version."
        )
    if len(attached) > 1:
        raise CommandError(
            f"{file} har {len(attached)} olika bilagor som heter {SOURCE_NAME}. "
            "Spara den rätta ur en PDF-läsare."
        )
    (source,) = attached
    if is_blank(source):
        raise CommandError(f"{file}: bilagan {SOURCE_NAME} är tom, och inget möte.")
    if len(source) > MAX_BYTES:
        raise CommandError(
            f"{file}: bilagan är större än {MAX_BYTES // 1_000_000} MB och kan inte vara ett möte."
        )
    return source
