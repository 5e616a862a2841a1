"""The tab Stickprov on a plan of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.views.spot_check.spot_check_window import SpotCheckWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[SpotCheckWindow]:
    """The tab with one utskott and one meeting, nothing begun."""
    made = SpotCheckWindow(tmp_path / "plan.scnplan")
    made.show(qtbot)
    yield made
    made.close()


@pytest.fixture
def empty_window(qtbot: QtBot, tmp_path: Path) -> Iterator[SpotCheckWindow]:
    """The tab of a file without any utskott."""
    made = SpotCheckWindow(tmp_path / "plan.scnplan", with_register=False)
    made.show(qtbot)
    yield made
    made.close()
