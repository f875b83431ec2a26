"""The validators: which are installed, and how they are run."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools import go_without

HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"

Node = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Node:
    """Run a script or a tool of this folder with node, and return the JSON that it prints."""
    program = shutil.which("node")
    if program is None:
        go_without("node is not installed")
    if not NODE_MODULES.is_dir():
        go_without("the validators are not installed: npm install --prefix tests/validators")

    def run(script: str, *args: str | Path) -> Any:
        done = subprocess.run(
            [program, HERE / script, *args], capture_output=True, check=False, encoding="utf-8", cwd=HERE
        )
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        go_without("chromium is not installed")
    return found
