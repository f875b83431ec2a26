"""The user's own keys: `keys.toml` in the configuration folder.

[keys]
beslut = "f8,shift+f8"
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import platformdirs

from protokoll_tui.meeting.text import clean_line
from protokoll_tui.tui.actions import clashes, key_name, unknown_keys, unknown_names


def keymap_path() -> Path:
    """Return where the keymap file is looked for."""
    return Path(platformdirs.user_config_dir("protokoll", appauthor=False)) / "keys.toml"


def read_keymap(path: Path | None = None) -> tuple[dict[str, str], list[str]]:
    """Return the user's keys by action name, and what is wrong with the file, in Swedish.

    A file that cannot be read leaves the program's own keys as they are.
    """
    path = path or keymap_path()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [f"Tangentfilen {path} kunde inte läsas: {clean_line(str(error))}"]
    keys = data.get("keys", {})
    if not isinstance(keys, dict):
        return {}, [f"I tangentfilen {path} ska tangenterna stå under [keys]."]
    problems = [
        f"Tangentfilen {path} nämner {clean_line(name)}, som inte är något kommando."
        for name in unknown_names(keys)
    ]
    wrong = [name for name, value in keys.items() if not isinstance(value, str)]
    problems += [f"I tangentfilen {path} ska {clean_line(name)} vara text." for name in wrong]
    problems += [
        f"Tangentfilen {path}: {clean_line(key)} är ingen tangent. Skriv till exempel f8 eller ctrl+b."
        for value in keys.values()
        if isinstance(value, str)
        for key in unknown_keys(value)
    ]
    known = {n: v for n, v in keys.items() if isinstance(v, str) and not unknown_names([n])}
    problems += [
        f"Tangentfilen {path}: {key_name(key)} är både ”{mine.title}” och ”{other.title}”."
        for key, mine, other in clashes(known)
    ]
    return known, problems
