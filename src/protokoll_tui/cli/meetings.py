"""Commands about the meetings of a folder: open, new, list, check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from protokoll_tui.cli.failing import BAD_INPUT, FAILED, CommandError, say, told
from protokoll_tui.cli.options import F, PathType, file_argument, folder_option
from protokoll_tui.cli.safety import warn_of_journal

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from protokoll_tui.meeting.check import Finding
    from protokoll_tui.storage.folder import Summary

cursor_option: Callable[[F], F] = click.option(
    "--cursor",
    is_flag=True,
    envvar="PROTOKOLL_CURSOR",
    help="Visa terminalens egen markör, för punktskrift och förstoring (PROTOKOLL_CURSOR=1).",
)

_SEVERITY = {"error": "Fel", "warning": "Varning", "info": "Notera"}


@click.command("open", options_metavar="[FLAGGOR]")
@file_argument
@cursor_option
@folder_option
@click.pass_context
def open_(ctx: click.Context, file: Path, cursor: bool, folder: Path | None) -> None:
    """Öppna mötet i FIL. Samma som: protokoll FIL."""
    from protokoll_tui.cli.screen import run_app

    ctx.exit(run_app(file, folder=folder, cursor=cursor))


def _template_names(_ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from protokoll_tui.templates.loading import list_templates

    return [
        CompletionItem(template.name, help=template.title)
        for template in list_templates()
        if template.name.startswith(start)
    ]


@click.command(options_metavar="[FLAGGOR]")
@click.argument("file", metavar="[FIL]", required=False, type=PathType())
@click.option("-t", "--template", metavar="MALL", default="", shell_complete=_template_names, help="Mall.")
@click.option("-d", "--date", metavar="DAG", default="i dag", help="Mötets dag: 29/5, 2026-05-29, i morgon.")
@click.option(
    "--open/--no-open", "open_it", default=None, help="Öppna mötet, eller skriv bara ut filens namn."
)
@folder_option
@cursor_option
@click.pass_context
def new(
    ctx: click.Context,
    file: Path | None,
    template: str,
    date: str,
    open_it: bool | None,
    folder: Path | None,
    cursor: bool,
) -> None:
    """Börja ett nytt möte från en mall.

    Filen får namn efter dag och grupp och läggs i mappen med möten, om du inte anger en FIL. I en
    terminal öppnas mötet genast.
    """
    from protokoll_tui.storage.folder import meetings_folder, new_path
    from protokoll_tui.storage.meeting_file import MeetingFile
    from protokoll_tui.storage.schema import offer_schema
    from protokoll_tui.templates.loading import list_templates, load_template, new_meeting

    day = _read_day(date)
    with told():
        meetings = meetings_folder(folder)
        if not template:
            names = ", ".join(each.name for each in list_templates(meetings))
            raise CommandError(f"Välj en mall med --template. De som finns är: {names}")
        meeting = new_meeting(load_template(template, meetings), day)
    with told(FAILED):
        if file is None:
            meetings.mkdir(parents=True, exist_ok=True)
        path = file or new_path(meetings, meeting)
        MeetingFile.create(path, meeting)
        offer_schema(path.parent)
    if open_it is None:
        open_it = sys.stdin.isatty() and sys.stdout.isatty()
    if not open_it:
        say(str(path))
        return
    from protokoll_tui.cli.screen import run_app

    ctx.exit(run_app(path, folder=folder, cursor=cursor))


def _read_day(text: str) -> dt.date:
    import datetime as dt

    from protokoll_tui.meeting.when import WhenError, read_date

    try:
        return read_date(text, dt.date.today(), ahead=True)  # noqa: DTZ011 - the day on her wall
    except WhenError as error:
        raise CommandError(f"--date: {error}", BAD_INPUT) from error


@click.command("list", options_metavar="[FLAGGOR]")
@folder_option
def list_(folder: Path | None) -> None:
    """Visa mappens möten, det senaste först."""
    from protokoll_tui.storage.folder import list_meetings, meetings_folder

    with told():
        meetings = meetings_folder(folder)
        found = list_meetings(meetings)
    if not found:
        say(f"Det finns inga möten i {meetings}. Börja ett med: protokoll new")
    width = max((len(summary.path.name) for summary in found), default=0)
    for summary in found:
        say(_row(summary, width))


def _row(summary: Summary, width: int) -> str:
    """Return a meeting on one line: day, status, what is left to do, file (in `width` cells), what it is."""
    from protokoll_tui.tui.words import STATUSES

    if summary.error:
        return f"{'':<33}  {summary.path.name:<{width}}  kan inte öppnas: {summary.error}"
    tasks = (
        f"{summary.open_tasks} uppgift{'er' if summary.open_tasks > 1 else ''}" if summary.open_tasks else ""
    )
    day = summary.date.isoformat() if summary.date else "utan dag"
    name = f"{summary.path.name:<{width}}"
    return f"{day:<10}  {STATUSES[summary.status]:<8}  {tasks:<11}  {name}  {summary.title}"


@click.command(options_metavar="[FLAGGOR]")
@file_argument
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Granska mötet i FIL: vad saknas, vad stämmer inte?

    Slutstatus 1 om något saknas eller är fel, annars 0. Det som du har godtagit i programmet visas för
    sig och räknas inte.
    """
    from protokoll_tui.meeting.check import check as check_meeting
    from protokoll_tui.storage.reading import read_meeting

    warn_of_journal(file)
    with told():
        checked = check_meeting(read_meeting(file).meeting)
    if not checked.open:
        say("Inget saknas.")
    _say_each_once(map(_line, checked.open))
    if checked.accepted:
        say("\nGodtaget:")
    _say_each_once(
        f"{_line(finding)}  Skäl: {finding.reason or 'inget angivet'}" for finding in checked.accepted
    )
    if any(finding.severity != "info" for finding in checked.open):
        ctx.exit(FAILED)


def _say_each_once(lines: Iterable[str]) -> None:
    """Say the lines, and of one that comes several times how often: an item may have two of the same."""
    from collections import Counter

    for line, times in Counter(lines).items():
        say(f"{line} ({times} ställen)" if times > 1 else line)


def _line(finding: Finding) -> str:
    return f"{_SEVERITY[finding.severity]:<8} {finding.message}"
