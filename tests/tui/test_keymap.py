"""The user's own keys: what is taken from the file, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll_tui.tui.actions import ACTIONS, clashes
from protokoll_tui.tui.keymap import read_keymap


def read(folder: Path, text: str) -> tuple[dict[str, str], list[str]]:
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return read_keymap(path)


def test_without_a_file_the_programs_own_keys_stand(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keys.toml") == ({}, [])


def test_a_command_gets_the_keys_that_the_file_gives_it(tmp_path: Path) -> None:
    keys = "f8,shift+f8, ctrl+å ,question_mark"
    assert read(tmp_path, f'[keys]\nbeslut = "{keys}"\n') == ({"beslut": keys}, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\nbeslutt = "f8"\n', "beslutt, som inte är något kommando"),
        ("[keys]\nbeslut = 8\n", "beslut vara text"),
        ('keys = "f8"\n', "under [keys]"),
        ("[keys\n", "kunde inte läsas"),
        ('[keys]\nbeslut = "f8, f88"\n', "f88 är ingen tangent"),
        ('[keys]\nbeslut = "kontroll+b"\n', "kontroll+b är ingen tangent"),
        ('[keys]\nbeslut = "f4"\n', "F4 är både ”Gör till beslut, eller tillbaka” och ”Gå till Ärenden”"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(text: str, said: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, text)
    assert said in "".join(problems)


def test_no_two_commands_of_the_program_have_the_same_key_in_the_same_place() -> None:
    assert clashes({action.name: ",".join(action.keys) for action in ACTIONS}) == []
