"""Every command of the screens, once: its name, its words, its keys.

This registry is the single source of the bindings, the key bar, the F1 page, the palette and the names
that a user's keymap file binds. A command is thus reached in three ways: a key, the palette, a name.

Keys are chosen for Swedish keyboards and real terminals: nothing on Alt or AltGr, nothing that a
terminal may take without a second key, and Escape never as the only way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import Keys, key_to_character

Scope = Literal["app", "meeting", "start", "facts", "attendance", "agenda", "agenda-list", "review", "finish"]

SCOPES: dict[Scope, str] = {
    "app": "Överallt",
    "meeting": "I ett möte",
    "start": "Start",
    "facts": "Möte",
    "attendance": "Närvaro",
    "agenda": "Ärenden – texten",
    "agenda-list": "Ärenden – listan",
    "review": "Granska",
    "finish": "Klart",
}
"""The Swedish heading of each scope, in the order of the F1 page."""


class Action(NamedTuple):
    """A command.

    `name` is the Textual action and the name in a keymap file. `bar` is its word in the key bar; empty
    where it is not shown there.
    """

    name: str
    scope: Scope
    title: str
    keys: tuple[str, ...] = ()
    bar: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("help", "app", "Visa alla tangenter", ("f1", "ctrl+t"), "Tangenter"),
    Action("palette", "app", "Sök bland alla kommandon", ("ctrl+p", "f10"), "Kommandon"),
    Action("leave", "app", "Spara och stäng", ("ctrl+q",), "Stäng"),
    Action("show_facts", "meeting", "Gå till Möte", ("f2",)),
    Action("show_attendance", "meeting", "Gå till Närvaro, och tillbaka", ("f3",)),
    Action("show_agenda", "meeting", "Gå till Ärenden", ("f4",)),
    Action("show_review", "meeting", "Gå till Granska", ("f5",)),
    Action("show_finish", "meeting", "Gå till Klart", ("f6",)),
    Action("undo", "meeting", "Ångra", ("ctrl+z",), "Ångra"),
    Action("redo", "meeting", "Gör om", ("ctrl+y",)),
    Action("save", "meeting", "Spara nu", ("ctrl+s",)),
    Action("private_notes", "meeting", "Egna anteckningar som aldrig skrivs ut", ("f12",)),
    Action("versions", "meeting", "Tidigare versioner: visa, återställ", ("f11", "shift+f12")),
    # Start
    Action("new_meeting", "start", "Nytt möte", ("ctrl+n", "insert"), "Nytt möte"),
    Action("open_meeting", "start", "Öppna mötet", ("enter",), "Öppna"),
    # Närvaro
    Action("toggle_presence", "attendance", "Stryk eller återta", ("space",), "Stryk"),
    Action("toggle_digital", "attendance", "Digitalt", ("f7", "ctrl+d"), "Digitalt"),
    Action("arrives", "attendance", "Kom sent, vid ett ärende", ("f8", "ctrl+k"), "Kom sent"),
    Action("leaves", "attendance", "Gick, vid ett ärende", ("f9", "ctrl+g"), "Gick"),
    Action("add_guest", "attendance", "Lägg till gäster", ("ctrl+n", "insert"), "Gäst"),
    Action("add_person", "attendance", "Lägg till en person i listan", ("ctrl+a",)),
    Action("edit_person", "attendance", "Ändra personen", ("enter",), "Ändra"),
    Action("remove_person", "attendance", "Ta bort personen ur listan", ("delete",)),
    Action("move_person_up", "attendance", "Flytta personen uppåt", ("shift+up", "ctrl+up")),
    Action("move_person_down", "attendance", "Flytta personen nedåt", ("shift+down", "ctrl+down")),
    Action("add_roster", "attendance", "Lägg till en grupp", ("ctrl+r",)),
    Action("edit_roster", "attendance", "Ändra gruppens rubrik", ("ctrl+e",)),
    Action("all_present", "attendance", "Alla omarkerade är närvarande", ("ctrl+f",)),
    # Ärenden: the text
    Action("discussion", "agenda", "Gör till diskussion, eller tillbaka", ("f7",), "Diskussion"),
    Action("beslut", "agenda", "Gör till beslut, eller tillbaka", ("f8",), "Beslut"),
    Action("task", "agenda", "Gör till uppgift, eller tillbaka", ("f9",), "Uppgift"),
    Action("kinds", "agenda", "Välj slag: anteckning, förslag, reservation, egen …", ("ctrl+k",), "Slag"),
    Action("next_item", "agenda", "Nästa ärende", ("ctrl+n", "ctrl+down"), "Nästa"),
    Action("previous_item", "agenda", "Föregående ärende", ("ctrl+u", "ctrl+up")),
    Action("go_to", "agenda", "Gå till ett ärende", ("ctrl+g",), "Gå till"),
    Action("go_back", "agenda", "Tillbaka till förra stället", ("ctrl+o",)),
    Action("accept", "agenda", "Ta förslaget under raden", ("ctrl+e",)),
    Action("details", "agenda", "Utfall, mottagare, ansvariga och datum", ("ctrl+d",), "Detaljer"),
    Action("add_item", "agenda", "Nytt ärende efter det här", ("ctrl+f",)),
    Action("move_entry", "agenda", "Flytta stycket till ett annat ärende", ("ctrl+b",)),
    Action("agenda_list", "agenda", "Till ärendelistan", ("ctrl+l",), "Lista"),
    Action("toggle_preview", "agenda", "Visa eller dölj förhandsvisningen", ("ctrl+r",)),
    # Ärenden: the list
    Action("list_open", "agenda-list", "Skriv under ärendet", ("enter",), "Skriv"),
    Action("list_add", "agenda-list", "Nytt ärende efter det här", ("n", "insert"), "Nytt"),
    Action("list_add_point", "agenda-list", "Ny delpunkt, som a) b) c)", ("d",), "Delpunkt"),
    Action("list_rename", "agenda-list", "Byt rubrik", ("b",), "Byt namn"),
    Action("list_presenters", "agenda-list", "Ange föredragande", ("f",), "Föredragande"),
    Action("list_number", "agenda-list", "Sätt numret för hand", ("m",)),
    Action("list_strike", "agenda-list", "Stryk eller återuppta", ("s",), "Stryk"),
    Action("list_done", "agenda-list", "Klarmarkera utan text, eller öppna igen", ("k",), "Klar"),
    Action("list_up", "agenda-list", "Flytta uppåt", ("shift+up", "minus"), "Upp"),
    Action("list_down", "agenda-list", "Flytta nedåt", ("shift+down", "plus"), "Ned"),
    Action("list_remove", "agenda-list", "Ta bort ärendet", ("delete",)),
    # Granska
    Action("go_to_finding", "review", "Gå till stället", ("enter",), "Gå till"),
    Action("accept_finding", "review", "Godta med en motivering", ("g", "space"), "Godta"),
    # Klart
    Action("export", "finish", "Skriv till en fil", ("ctrl+e", "f7"), "Exportera"),
    Action("extract", "finish", "Protokollsutdrag av några punkter", ("ctrl+r",)),
    Action("set_status", "finish", "Ändra status", ("ctrl+u", "f8"), "Status"),
    Action("adjusters", "finish", "Vem har justerat, och när", ("ctrl+d",)),
    Action("new_from_this", "finish", "Nytt möte av samma slag", ("ctrl+n", "f9"), "Nytt möte"),
)

BY_NAME: dict[str, Action] = {action.name: action for action in ACTIONS}

_KEY_NAMES = {
    "ctrl": "Ctrl",
    "shift": "Skift",
    "space": "Blanksteg",
    "enter": "Enter",
    "delete": "Delete",
    "insert": "Insert",
    "up": "↑",
    "down": "↓",
    "plus": "+",
    "minus": "-",
}


def actions_of(*scopes: Scope) -> Iterator[Action]:
    """Yield the actions of `scopes`, scope by scope."""
    for scope in scopes:
        yield from (action for action in ACTIONS if action.scope == scope)


def bindings(*scopes: Scope) -> list[BindingType]:
    """Return Textual bindings for the actions of `scopes`; each bears its action's name as id."""
    return [
        Binding(",".join(action.keys), action.name, action.title, show=False, id=action.name)
        for action in actions_of(*scopes)
        if action.keys
    ]


def key_name(key: str, *, short: bool = False) -> str:
    """Return how a key is written for a reader: "Ctrl+G", or "^G" where room is short."""
    *modifiers, last = key.split("+")
    if short and modifiers == ["ctrl"]:
        return f"^{last.upper()}"
    names = [_KEY_NAMES.get(part, part) for part in modifiers]
    own = _KEY_NAMES.get(last) or (last.upper() if len(last) <= 3 else last)
    return "+".join([*names, own])


def effective_keys(action: Action, keymap: dict[str, str]) -> tuple[str, ...]:
    """Return the keys of an action as a user's keymap leaves them."""
    if action.name in keymap:
        return tuple(key.strip() for key in keymap[action.name].split(",") if key.strip())
    return action.keys


def unknown_names(names: Iterable[str]) -> list[str]:
    """Return the names that are no action, so that a keymap file can be told of them."""
    return [name for name in names if name not in BY_NAME]


def unknown_keys(keys: str) -> list[str]:
    """Return those of the keys, written as in a keymap file with commas between, that no terminal sends."""
    named = {key.value for key in Keys}
    unknown: list[str] = []
    for key in filter(None, (part.strip() for part in keys.split(","))):
        *modifiers, last = key.split("+")
        known = last in named or key_to_character(last) is not None
        if not known or not set(modifiers) <= {"ctrl", "shift", "alt"}:
            unknown.append(key)
    return unknown


def clashes(keymap: dict[str, str]) -> list[tuple[str, Action, Action]]:
    """Return each key that a user's keymap gives to a command while another one has it in the same place.

    Commands of "app" and "meeting" are there on every screen; those of two screens never meet.
    """
    found: list[tuple[str, Action, Action]] = []
    for mine in (BY_NAME[name] for name in keymap if name in BY_NAME):
        for other in ACTIONS:
            meet = mine.scope == other.scope or {mine.scope, other.scope} & {"app", "meeting"}
            if other is mine or not meet:
                continue
            shared = set(effective_keys(mine, keymap)) & set(effective_keys(other, keymap))
            found += [(key, mine, other) for key in sorted(shared)]
    return found
