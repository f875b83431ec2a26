"""What tests need besides Python: programs and packages of other people.

Where one is missing, the tests that need it are skipped and say so. Where `PROTOKOLL_ALL_TOOLS` is set, as in
`.ci/run`, they fail instead: there nothing is left unseen for want of a tool.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

ALL_TOOLS = "PROTOKOLL_ALL_TOOLS"


def needs(*programs: str) -> pytest.MarkDecorator:
    """Mark what needs programs on the path."""
    return pytest.mark.needs(*programs)


def look_for_tools(item: pytest.Item) -> None:
    """Skip or fail a test one of whose programs is missing."""
    wanted = [program for mark in item.iter_markers("needs") for program in mark.args]
    if missing := [program for program in wanted if shutil.which(program) is None]:
        go_without(f"{', '.join(missing)} is not installed")


def go_without(reason: str) -> NoReturn:
    """Skip the test that runs, or fail it where all tools are said to be there."""
    if os.environ.get(ALL_TOOLS):
        pytest.fail(f"{reason}, and {ALL_TOOLS} is set", pytrace=False)
    pytest.skip(reason)
