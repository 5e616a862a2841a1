"""The tab Budget on a plan of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.views.budget.budget_window import BudgetWindow


@pytest.fixture
def budget(qtbot: QtBot, tmp_path: Path) -> Iterator[BudgetWindow]:
    """The tab with the result budget, shown and with focus in its table."""
    made = BudgetWindow(tmp_path / "plan.scnplan")
    qtbot.addWidget(made.tab)
    with qtbot.waitActive(made.tab):
        made.tab.show()
    made.go(2, 3)
    yield made
    made.close()


@pytest.fixture
def empty_budget(qtbot: QtBot, tmp_path: Path) -> Iterator[BudgetWindow]:
    """The tab of a plan without budget tables."""
    made = BudgetWindow(tmp_path / "plan.scnplan", with_table=False)
    qtbot.addWidget(made.tab)
    with qtbot.waitActive(made.tab):
        made.tab.show()
    yield made
    made.close()
