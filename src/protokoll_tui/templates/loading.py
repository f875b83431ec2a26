"""Find, read and copy templates, and begin a meeting from one.

A template is a folder with a `template.toml`; a letterhead or a logo has its place beside it. The
user's own folders are looked through before the shipped one, so that a folder of the same name hides
what was shipped.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from protokoll_tui.document.layout import Layout, with_all_entered
from protokoll_tui.document.reasons import reason_of
from protokoll_tui.document.render import Look
from protokoll_tui.meeting.edits import changed
from protokoll_tui.meeting.model import Meeting, Roster
from protokoll_tui.templates.faults import TemplateError, describe_invalid, describe_toml, describe_unknown
from protokoll_tui.templates.model import Template, TemplateLook, TemplateRoster

FILE_NAME = "template.toml"
MAX_BYTES = 5_000_000

_OURS = frozenset({"name", "folder", "own", "error", "remarks"})
_NAME = re.compile(r"[^\s/\\:*?\"<>|.\x00-\x1f][^/\\:*?\"<>|\x00-\x1f]*")


def own_folder() -> Path:
    """Return the folder for the user's own templates; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("protokoll", appauthor=False) / "templates"


def shipped_folder() -> Path:
    """Return the folder of the shipped templates: inside the package, or in a checkout beside `src`."""
    here = Path(__file__).resolve()
    inside = here.parent / "shipped"
    return inside if inside.is_dir() else here.parents[3] / "templates"


def template_folders(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the folders that templates are looked for in, the most personal first.

    `folder` is the folder of the meetings: a `templates` folder in it or beside it goes with it, so
    that those who share their meetings share their templates.
    """
    beside = (folder / "templates", folder.resolve().parent / "templates") if folder else ()
    unique = {path.resolve(): None for path in (*beside, own_folder(), shipped_folder())}
    return tuple(path for path in unique if path.is_dir())


def list_templates(folder: Path | None = None) -> list[Template]:
    """Return every template, the user's own first; one that is broken bears its `error`."""
    return [_load_or_tell(path) for path in _find_all(folder).values()]


def load_template(name: str, folder: Path | None = None) -> Template:
    """Return the template called `name`. Raises TemplateError with a Swedish message."""
    return _load(_find(name, folder))


def new_meeting(template: Template, day: dt.date) -> Meeting:
    """Return the meeting of `day` that `template` begins with."""
    return Meeting(
        facts=changed(template.meeting, template=template.name, date=day),
        attendance=tuple(_roster(roster) for roster in template.attendance),
        agenda=template.agenda,
        adjusters=template.adjusters,
        signatures=template.signatures,
    )


def layout_for(meeting: Meeting, folder: Path | None = None) -> tuple[Layout, str]:
    """Return the layout of the meeting's template, and a Swedish warning where it cannot be had.

    Minutes can always be shown: without its template a meeting gets the program's own layout. What is
    misspelt in a template that can be had is told too.
    """
    name = meeting.facts.template
    if not name:
        return Layout(), ""
    try:
        path = _find(name, folder)
        data = _read(path)
        layout = with_all_entered(Layout.model_validate(data.get("layout", {})))
        return layout, " ".join(f"{path / FILE_NAME}: {each}" for each in _remarks(data))
    except TemplateError as error:
        return Layout(), f"{error} Tills vidare visas protokollet i programmets egen form."
    except ValidationError as error:
        reason = describe_invalid(path / FILE_NAME, error, ("layout",))
        return Layout(), f"{reason} Tills vidare visas protokollet i programmets egen form."


def look_for(meeting: Meeting, folder: Path | None = None) -> Look:
    """Return the look of the meeting's template. Without a template the pages are the program's own.

    Raises TemplateError where the template has a look that cannot be used: nobody wants to send
    minutes without the letterhead that they believe them to have.
    """
    if not meeting.facts.template:
        return Look()
    try:
        path = _find(meeting.facts.template, folder)
    except TemplateError:
        return Look()  # `layout_for` has said so
    return look_in(path)


def look_in(path: Path) -> Look:
    """Return the look of the template in the folder `path`. Raises TemplateError."""
    try:
        look = TemplateLook.model_validate(_read(path).get("look", {}))
    except ValidationError as error:
        raise TemplateError(describe_invalid(path / FILE_NAME, error, ("look",))) from error
    return Look(path, path / look.logo if look.logo else None, look.logo_text, look.colour)


def copy_template(name: str, to_folder: Path, new_name: str, folder: Path | None = None) -> Path:
    """Copy a template to `to_folder` under a new name, which becomes its title too.

    Returns the copy's `template.toml`, which a person can change in any text editor. Raises
    TemplateError where the name cannot be used or the copy not be made; nothing is ever overwritten.
    """
    new_name = new_name.strip()
    if not _is_name(new_name):
        raise TemplateError(f"En mall kan inte heta ”{new_name}”. Använd bokstäver, siffror och bindestreck.")
    source = load_template(name, folder).folder
    target = to_folder / new_name
    if target.exists():
        raise TemplateError(f"{target} finns redan. Välj ett annat namn, eller ta bort den mallen först.")
    try:
        shutil.copytree(source, target)
        _set_title(target / FILE_NAME, new_name)
    except OSError as error:
        raise TemplateError(f"Mallen kunde inte kopieras till {target}: {reason_of(error)}.") from error
    return target / FILE_NAME


def _set_title(file: Path, title: str) -> None:
    import tomlkit

    document = tomlkit.parse(file.read_text("utf-8-sig"))
    document["title"] = title
    file.write_text(tomlkit.dumps(document), "utf-8")


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not name.endswith(".")


def _find_all(folder: Path | None) -> dict[str, Path]:
    """Return the folder of each template by name; the first folder that has a name wins."""
    found: dict[str, Path] = {}
    for root in template_folders(folder):
        for path in _template_paths(root):
            found.setdefault(path.name, path)
    return found


def _template_paths(root: Path) -> Iterator[Path]:
    try:
        yield from (path for path in sorted(root.iterdir()) if (path / FILE_NAME).is_file())
    except OSError:
        return  # a folder that cannot be read holds nothing for us; the others still do


def _find(name: str, folder: Path | None) -> Path:
    for root in template_folders(folder) if _is_name(name) else ():
        if (root / name / FILE_NAME).is_file():
            return root / name
    known = ", ".join(sorted(_find_all(folder)))
    raise TemplateError(
        f"Mallen ”{name}” finns inte. De mallar som finns är: {known}. "
        f"Egna mallar läggs i {own_folder()}, en mapp för varje mall."
    )


def _read(path: Path) -> dict[str, Any]:
    """Return the tables of a template's file. Raises TemplateError."""
    file = path / FILE_NAME
    try:
        if file.stat().st_size > MAX_BYTES:
            raise TemplateError(f"{file} är större än 5 MB och kan inte vara en mall. Filen lästes inte.")
        data: dict[str, Any] = _unpadded(tomllib.loads(file.read_text("utf-8-sig")))
    except OSError as error:
        raise TemplateError(f"{file} kunde inte läsas: {reason_of(error)}.") from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"{file} är inte text i UTF-8. Spara om filen som UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(describe_toml(file, error)) from error
    return data


def _unpadded(data: Any) -> Any:
    """Return the data without the line end that stands before the closing quotes of a long text."""
    match data:
        case dict():
            return {key: _unpadded(value) for key, value in data.items()}
        case list():
            return [_unpadded(value) for value in data]
        case str():
            return data.removesuffix("\n")
    return data


def _load(path: Path) -> Template:
    """Return the template in a folder. Raises TemplateError."""
    data = _read(path)
    try:
        template = Template.model_validate(data | _identity(path))
    except ValidationError as error:
        raise TemplateError(describe_invalid(path / FILE_NAME, error)) from error
    return template.model_copy(update={"remarks": _remarks(data)})


def _remarks(data: dict[str, Any]) -> tuple[str, ...]:
    return describe_unknown(data, Template, _OURS)


def _load_or_tell(path: Path) -> Template:
    try:
        return _load(path)
    except TemplateError as error:
        return Template.model_validate(_identity(path) | {"title": path.name, "error": str(error)})


def _identity(path: Path) -> dict[str, Any]:
    own = path.parent.resolve() != shipped_folder().resolve()
    return {"name": path.name, "folder": path, "own": own, "error": "", "remarks": ()}


def _roster(roster: TemplateRoster) -> Roster:
    people = roster.people
    if roster.unmarked:
        people = tuple(changed(person, status="unmarked") for person in people)
    return Roster(body=roster.body, heading=roster.heading, kind=roster.kind, people=people)
