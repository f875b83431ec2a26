"""templates, schema, keys and completion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("args", [["templates"], ["templates", "list"]])
def test_templates_are_listed(run: Run, args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 0
    assert {line.split()[0] for line in result.output.splitlines()} >= {
        "chefsgrupp",
        "samverkansrad",
        "styrelse",
    }


def test_a_template_is_copied_and_then_the_user_has_one_of_her_own(run: Run) -> None:
    copied = run("templates", "copy", "chefsgrupp", "min-grupp")
    assert copied.exit_code == 0
    path = Path(copied.output.strip())
    assert path.name == "template.toml"
    listed = run("templates").output
    assert "min-grupp" in listed
    assert "(egen)" in listed
    assert Path(run("templates", "path", "min-grupp").output.strip()) == path.parent
    assert Path(run("templates", "path").output.strip()) == path.parent.parent


def test_a_template_that_is_broken_is_listed_with_the_reason(run: Run) -> None:
    path = Path(run("templates", "copy", "chefsgrupp", "trasig").output.strip())
    path.write_text("title = \n", "utf-8")
    result = run("templates")
    assert result.exit_code == 0
    assert "går inte att använda" in result.output


def test_what_is_misspelt_in_a_template_is_told_under_it(run: Run) -> None:
    path = Path(run("templates", "copy", "chefsgrupp", "felstavad").output.strip())
    path.write_text(path.read_text("utf-8").replace("\ncolour =", "\ncolor ="), "utf-8")
    lines = run("templates").output.splitlines()
    (at,) = (number for number, line in enumerate(lines) if line.startswith("felstavad "))
    assert lines[at + 1].strip() == "look, color känns inte igen och används inte. Menar du colour?"


def test_a_template_that_does_not_exist_is_told_with_status_2(run: Run) -> None:
    for args in (["copy", "nope", "ny"], ["path", "nope"]):
        result = run("templates", *args)
        assert result.exit_code == 2
        assert "Mallen ”nope” finns inte" in result.stderr


def test_a_folder_of_meetings_brings_its_own_templates(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "arbete" / "templates" / "var-grupp"
    own.mkdir(parents=True)
    (own / "template.toml").write_text('title = "Vår grupp"\n', "utf-8")
    assert "var-grupp" in run("templates", "--folder", "arbete").output
    assert "var-grupp" in run("--folder", "arbete", "templates", "list").output


def test_the_schema_is_json(run: Run) -> None:
    schema = json.loads(run("schema").output)
    assert schema["properties"]["agenda"]


def test_keys_names_every_command_of_the_screens(run: Run) -> None:
    output = run("keys").output
    assert "beslut" in output
    assert "F8" in output
    assert "keys.toml" in output


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_is_printed_for_the_shell(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_PROTOKOLL_COMPLETE" in result.output
