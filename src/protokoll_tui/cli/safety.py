"""Commands about what the program keeps besides the files: recover, versions, purge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import FAILED, CommandError, say, told
from protokoll_tui.cli.options import PathType, file_argument, folder_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from protokoll_tui.storage.versions import Version

_OUT_OF_REACH = (
    "Kopior som andra har gjort når programmet inte: historiken i git, säkerhetskopior, synkade mappar och "
    "protokoll som redan är utskrivna eller utskickade. Ta bort dem där de finns."
)


def warn_of_journal(file: Path) -> None:
    """Say on standard error that the journal knows more than the file, where it does."""
    from protokoll_tui.storage.lock import writer_of
    from protokoll_tui.storage.recovery import journal_ahead

    if (at := journal_ahead(file)) is None:
        return
    if holder := writer_of(file):
        say(f"Mötet är öppet: {holder}. Det allra senaste är inte i filen än.", err=True)
        return
    say(
        f"Filen är inte hela mötet: det som skrevs till {at:%Y-%m-%d %H.%M.%S} är kvar i journalen. "
        f"Hämta det med: protokoll recover {_quoted(file)}",
        err=True,
    )


def _quoted(path: Path) -> str:
    """Return a path as it can be pasted into a shell."""
    return f'"{path}"' if " " in str(path) else str(path)


# --- recover ---------------------------------------------------------------------------------------


@click.command(options_metavar="[FLAGGOR]")
@click.argument("files", metavar="[FIL]…", nargs=-1, type=PathType())
@click.option("--all", "everything", is_flag=True, help="Återställ alla möten som har text utanför filen.")
@click.pass_context
def recover(ctx: click.Context, files: tuple[Path, ...], everything: bool) -> None:
    """Visa eller återställ text som inte hann sparas innan programmet avbröts.

    Utan FIL visas de möten som har text utanför sina filer. Samma text kommer tillbaka av sig själv när
    mötet öppnas. Slutstatus 1 om något möte inte gick att återställa.
    """
    from protokoll_tui.storage.recovery import list_recoverable

    if files and everything:
        raise click.UsageError("Ange antingen FIL eller --all, inte båda.", ctx)
    if not files and not everything:
        _list_recoverable()
        return
    for path in files:
        _check_known(path)
    paths = [each.path for each in list_recoverable()] if everything else list(files)
    restored = [_recover(path, named=not everything) for path in paths]
    if everything and not (_tell_of_damage() or paths):
        say("Det finns inget att återställa.")
    if not all(restored):
        ctx.exit(FAILED)


def _list_recoverable() -> None:
    from protokoll_tui.storage.recovery import list_recoverable

    found = list_recoverable()
    for each in found:
        at = f"{each.at:%Y-%m-%d %H.%M.%S}" if each.at else "okänd tid"
        changes = f"{each.changes} ändring{'ar' if each.changes != 1 else ''}"
        say(f"{at:<19}  {changes:<14}  {each.path}")
    if found:
        say("\nÅterställ med: protokoll recover FIL, eller alla med: protokoll recover --all")
    if not (_tell_of_damage() or found):
        say("Det finns inget att återställa: all text är i mötenas filer.")


def _tell_of_damage() -> bool:
    """Name the journals that cannot be made use of. Tell whether there are any."""
    from protokoll_tui.storage.recovery import list_damaged, list_strange

    damaged, strange = list_damaged(), list_strange()
    for journal in damaged:
        say(f"En skadad journal ligger kvar. Det kan finnas text i den: {journal}", err=True)
    for journal in strange:
        say(f"Det här ser ut som en journal men är inte din, och läses inte: {journal}", err=True)
    return bool(damaged or strange)


def _check_known(path: Path) -> None:
    """Raise CommandError where there is neither a meeting in the file nor a journal of one."""
    from protokoll_tui.storage.reading import read_meeting
    from protokoll_tui.storage.state import journals_of

    if not journals_of(path):
        with told():
            read_meeting(path)


def _recover(path: Path, *, named: bool) -> bool:
    """Bring one meeting's text into its file and say so. Returns False where something is left outside.

    A file that only a journal names, and not the user, is not written over where it is no meeting.
    """
    from protokoll_tui.storage.errors import StorageError
    from protokoll_tui.storage.recovery import restore

    try:
        result, opened = restore(path, known=named)
    except StorageError as error:
        way = "" if named else f" Texten är kvar i journalen: protokoll recover {_quoted(path)}"
        say(f"Fel: {error}{way}", err=True)
        return False
    for notice in opened.notices:
        say(notice, err=True)
    if recovered := opened.recovered:
        at = f" till {recovered.at:%Y-%m-%d %H.%M.%S}" if recovered.at else ""
        say(f"{path}: återställt{at}: {recovered.extent}. {result.notice}".rstrip())
    elif opened.complete:
        say(f"{path}: inget att återställa, allt är i filen.")
    return opened.complete


# --- versions --------------------------------------------------------------------------------------


@click.command(options_metavar="[FLAGGOR]")
@file_argument
@click.option("--show", "shown", metavar="NUMMER", type=int, help="Visa versionen som den skrivs ut.")
@click.option("--restore", "restored", metavar="NUMMER", type=int, help="Återställ versionen till filen.")
@folder_option
@click.pass_context
def versions(
    ctx: click.Context, file: Path, shown: int | None, restored: int | None, folder: Path | None
) -> None:
    """Visa tidigare versioner av mötet i FIL, eller återställ en.

    Det som står i filen när en version återställs blir självt en version, så det går att ångra.
    """
    if shown is not None and restored is not None:
        raise click.UsageError("Ange antingen --show eller --restore, inte båda.", ctx)
    if shown is not None:
        _show(_version(file, shown), folder or file.parent)
    elif restored is not None:
        _restore(file, _version(file, restored))
    else:
        _list_versions(file)


def _list_versions(file: Path) -> None:
    import datetime as dt

    from protokoll_tui.storage.errors import StorageError
    from protokoll_tui.storage.reading import read_meeting
    from protokoll_tui.storage.versions import list_versions
    from protokoll_tui.tui.earlier import earlier_states, when

    try:
        now = read_meeting(file).meeting
    except StorageError as error:
        if not list_versions(file):
            raise CommandError(str(error)) from error
        say(f"{error} Tidigare versioner finns:", err=True)
        now = None
    today, found = dt.date.today(), False  # noqa: DTZ011 - the day on her wall
    for each in earlier_states(file, now):
        found = True
        say(f"{each.version.number:>4}  {when(each.version.at, today):<22}  {each.after}".rstrip())
    if found:
        say(
            "\nTill höger står vad som ändrades därefter. Visa en version med --show NUMMER, "
            "återställ den med --restore NUMMER."
        )
    else:
        say(f"Det finns inga tidigare versioner av {file}.")


def _version(file: Path, number: int) -> Version:
    """Return the version of a number. Raises CommandError where there is none."""
    from protokoll_tui.storage.versions import list_versions

    found = {version.number: version for version in list_versions(file)}
    if number not in found:
        numbers = ", ".join(map(str, sorted(found)))
        known = f"De som finns är {numbers}." if found else "Det finns inga tidigare versioner alls."
        raise CommandError(f"{file}: det finns ingen version {number}. {known}")
    return found[number]


def _show(version: Version, folder: Path) -> None:
    from protokoll_tui.cli.rendering import show_document
    from protokoll_tui.document.compose import compose
    from protokoll_tui.storage.versions import read_version
    from protokoll_tui.templates.loading import layout_for

    with told():
        meeting = read_version(version)
        layout, warning = layout_for(meeting, folder)
    if warning:
        say(warning, err=True)
    show_document(compose(meeting, layout), None)


def _restore(file: Path, version: Version) -> None:
    from protokoll_tui.storage.reading import read_meeting
    from protokoll_tui.storage.versions import list_versions, read_version, restore_version
    from protokoll_tui.tui.earlier import STATUS_STAYS

    with told(FAILED):
        was = read_version(version)
        result = restore_version(file, version)
        stays = STATUS_STAYS if read_meeting(file).meeting != was else ""
    said = (f"{file} är åter som den var {version.at:%Y-%m-%d %H.%M}.", stays, result.notice)
    say(" ".join(filter(None, said)))
    newest = list_versions(file)[0]
    if newest.number != version.number:
        say(f"Ångra med: protokoll versions {_quoted(file)} --restore {newest.number}")


# --- purge -----------------------------------------------------------------------------------------


@click.command(options_metavar="[FLAGGOR]")
@file_argument
@click.option("--yes", is_flag=True, help="Fråga inte.")
def purge(file: Path, yes: bool) -> None:
    """Ta bort allt som programmet har sparat av FIL vid sidan av filen.

    Det är tidigare versioner, journalen, kopior och tillfälliga filer vid sidan av filen och låset.
    Själva filen är kvar. Det som tas bort går inte att få tillbaka.
    """
    from protokoll_tui.storage.purging import purge as purge_meeting
    from protokoll_tui.storage.recovery import journal_ahead

    if not yes and not _sure(file, journal_ahead(file)):
        say("Inget togs bort.")
        return
    with told(FAILED):
        removed = purge_meeting(file)
    if removed:
        say(f"Borttaget: {len(removed)} fil{'er' if len(removed) > 1 else ''}. Mötets egen fil är inte rörd.")
    else:
        say("Programmet hade inget sparat av mötet vid sidan av filen.")
    _tell_of_former_names(file)
    say(_OUT_OF_REACH)


def _tell_of_former_names(file: Path) -> None:
    """Name the names that the meeting seems to have had, under which versions of it are kept."""
    from protokoll_tui.storage.purging import former_names

    for former in former_names(file):
        say(
            f"Ett möte av samma dag har hetat {former}. Den filen är borta, men tidigare versioner av den "
            f"finns kvar. Är det samma möte, ta bort dem också: protokoll purge {_quoted(former)}"
        )


def _sure(file: Path, unsaved: dt.datetime | None) -> bool:
    """Ask whether to remove what is kept, and tell what would be lost."""
    from protokoll_tui.storage.purging import kept_beside
    from protokoll_tui.storage.versions import list_versions

    if unsaved:
        say(
            f"OBS: det som skrevs till {unsaved:%Y-%m-%d %H.%M.%S} är bara i journalen och försvinner. "
            f"Hämta det först med: protokoll recover {_quoted(file)}"
        )
    versions, copies = len(list_versions(file)), len(kept_beside(file))
    say(
        f"{file}: {versions} tidigare version{'er' if versions != 1 else ''} och {copies} "
        f"kopi{'or' if copies != 1 else 'a'} vid sidan av filen tas bort, och mötets journal och lås."
    )
    answer: str = click.prompt("Ta bort? Det går inte att ångra [j/N]", default="n", show_default=False)
    return answer.strip().casefold() in ("j", "ja")
