"""The tab Intern kontroll on a plan of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.views.control.control_window import ControlWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[ControlWindow]:
    """The tab with four controls in two of three areas."""
    made = ControlWindow(tmp_path / "plan.scnplan")
    made.tab.resize(1366, 586)
    with qtbot.waitActive(made.tab):
        made.tab.show()
    made.tab.focus_first()
    yield made
    made.close()
