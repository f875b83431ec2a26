"""The page on reliability refers to tests: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
TESTS = sorted(set(re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", PAGE)))


def test_every_row_of_a_fault_names_a_test() -> None:
    faults = PAGE.partition("## Fault by fault")[2].partition("## Limits")[0]
    rows = [line for line in faults.splitlines() if line.startswith("| ") and not line.startswith("| fault")]
    assert len(rows) > 30
    assert [row for row in rows if "::test_" not in row] == []


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_each_test_that_the_page_names_is_there(file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)
