"""The Qt models of the budget: what they say, how they follow the document, and that Qt finds no fault in them."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scn_desktop.models.edits import budgets
from scn_desktop.views.budget.grant_bars import GrantBars
from tests.views.budget.budget_window import BudgetWindow

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def test_the_models_are_sound_before_and_after_rows_come_and_go(
    budget: BudgetWindow, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(budget.tab.model)  # type: ignore[no-untyped-call]
    qtmodeltester.check(budget.tab.list_model)  # type: ignore[no-untyped-call]
    budget.tab.commands.tables.add_row()
    budget.tab.commands.tables.delete_rows([0, 4])
    budget.bridge.undo()
    qtmodeltester.check(budget.tab.model)  # type: ignore[no-untyped-call]


def test_every_cell_says_what_it_is(budget: BudgetWindow) -> None:
    model = budget.tab.model
    assert model.index(5, 2).data(ACCESSIBLE) == "Summa intäkter, Prognos 2026, 124, fel, går inte ihop"
    assert model.index(5, 1).data(ACCESSIBLE) == "Summa intäkter, Budget 2026, 115, avrundning"
    assert model.index(0, 0).data(ACCESSIBLE) == "Intäkter, rubrik"
    assert model.index(0, 1).data(ACCESSIBLE) == "Intäkter, Budget 2026, tom"
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert model.index(row, column).data(ACCESSIBLE)


def test_a_table_that_goes_wrong_says_so_in_the_list(budget: BudgetWindow) -> None:
    assert budget.tab.list_model.index(0).data(ACCESSIBLE) == "Resultatbudget, fel: 1 summa går inte ihop"


def test_a_change_redraws_and_does_not_reset(budget: BudgetWindow, qtbot: QtBot) -> None:
    resets: list[int] = []
    budget.tab.model.modelReset.connect(lambda: resets.append(1))
    row, column = budget.tab.model.row_id(2), budget.tab.model.column_view(3).id
    with qtbot.waitSignal(budget.tab.model.dataChanged):
        budget.bridge.do("Prov", lambda session: budgets.set_amount(session, row, column, "63"))
    assert budget.text(5, 3) == "89"
    assert not resets
    assert budget.tab.grid.currentIndex().row() == 2


def test_the_bars_tell_what_the_council_gives_each_activity(budget: BudgetWindow) -> None:
    bars = budget.tab.panel.findChild(GrantBars)
    assert bars is not None
    assert bars.accessibleName() == "kommunbidrag per verksamhet"
    assert bars.accessibleDescription() == "2027, mnkr: Vuxna 205 (2026: 204); Barn och unga 573 (2026: 545)"
