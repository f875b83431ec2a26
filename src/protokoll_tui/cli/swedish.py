"""Click's own words in Swedish.

Click asks gettext for every word that it prints, but brings no translations, and gettext reads compiled
files that the environment chooses. The program speaks Swedish whatever `LANG` says, so a dictionary takes
gettext's place in click's modules. A word that a later click adds is printed as click wrote it.
"""

from __future__ import annotations

import sys
from typing import Final

import click

SWEDISH: Final[dict[str, str]] = {
    "Usage:": "Användning:",
    "Options": "Flaggor",
    "Commands": "Kommandon",
    "Positional arguments": "Argument",
    "Show this message and exit.": "Visa den här hjälpen.",
    "Show the version and exit.": "Visa programmets version.",
    "default: {default}": "förval: {default}",
    "env var: {var}": "miljövariabel: {var}",
    "required": "krävs",
    "(dynamic)": "(beräknas)",
    "Aborted!": "Avbrutet.",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "Hjälp: {command} {option}",
    "Invalid value: {message}": "Ogiltigt värde: {message}",
    "Invalid value for {param_hint}: {message}": "Ogiltigt värde för {param_hint}: {message}",
    "Missing argument": "Det saknas ett argument:",
    "Missing option": "Det saknas en flagga:",
    "Missing parameter": "Det saknas ett värde:",
    "Missing {param_type}": "Det saknas {param_type}:",
    "Missing parameter: {param_name}": "Det saknas ett värde: {param_name}",
    "Missing command.": "Det saknas ett kommando.",
    "No such option {name!r}.": "Det finns ingen flagga som heter {name!r}.",
    "No such option: {name}": "Det finns ingen flagga som heter {name}.",
    "No such command {name!r}.": "Det finns inget kommando som heter {name!r}.",
    "Did you mean {possibility}?": "Menade du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Menade du någon av {possibilities}?",
    "(Possible options: {possibilities})": "Menade du någon av {possibilities}?",
    "Option {name!r} does not take a value.": "Flaggan {name!r} tar inget värde.",
    "Option {name!r} requires an argument.": "Flaggan {name!r} behöver ett värde.",
    "Option {name!r} requires {nargs} arguments.": "Flaggan {name!r} behöver {nargs} värden.",
    "Argument {name!r} takes {nargs} values.": "Argumentet {name!r} tar {nargs} värden.",
    "Got unexpected extra argument ({args})": "Ett argument är för mycket: {args}",
    "Got unexpected extra arguments ({args})": "De här argumenten är för många: {args}",
    "{value!r} is not {choice}.": "{value!r} är inte {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} är inte något av {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} är inget heltal.",
    "{value} is not in the range {range}.": "{value} ligger utanför {range}.",
    "Could not open file {filename!r}: {message}": "Filen {filename!r} gick inte att öppna: {message}",
    "unknown error": "okänt fel",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Det gick inte att se vilken version av Bash du har. Komplettering kräver Bash 4.4 eller senare."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Komplettering kräver Bash 4.4 eller senare."
    ),
}


def translate(message: str) -> str:
    """Return click's `message` in Swedish, with its placeholders; unknown messages as they are."""
    return SWEDISH.get(message, message)


def translate_plural(one: str, many: str, count: int) -> str:
    """Return the one of two messages that fits `count`, in Swedish."""
    return translate(one if count == 1 else many)


def speak_swedish() -> None:
    """Let click print Swedish from now on."""
    for name, module in sys.modules.items():
        if name.startswith(f"{click.__name__}."):
            for own, gettext in (("_", translate), ("ngettext", translate_plural)):
                if hasattr(module, own):
                    setattr(module, own, gettext)
