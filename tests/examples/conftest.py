from pathlib import Path

import pytest

from protokoll_tui.meeting.model import Meeting
from protokoll_tui.storage.reading import read_meeting

MEETINGS = Path(__file__).parents[2] / "meetings"
FILES = sorted(MEETINGS.glob("*.toml"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-examples", action="store_true", help="write the examples' minutes anew")


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    """Each example in turn."""
    return Path(request.param)


@pytest.fixture
def meeting(file: Path) -> Meeting:
    return read_meeting(file).meeting
