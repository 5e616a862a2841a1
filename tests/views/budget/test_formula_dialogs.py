"""Computed rows and columns, filling, checks and history, as they are asked for in the budget tab."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from scn_desktop.models.budget import BudgetTable
from scn_desktop.views.budget.checks_dialog import CheckDialog, ChecksDialog
from scn_desktop.views.budget.column_dialog import ColumnDialog
from scn_desktop.views.budget.fill_dialogs import FrameDialog, PercentDialog
from scn_desktop.views.budget.history_dialog import HistoryDialog
from scn_desktop.views.budget.row_dialog import RowDialog
from tests.views.budget.budget_window import BudgetWindow

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
ALT = Qt.KeyboardModifier.AltModifier


def opened(budget: BudgetWindow, kind: type[AnyDialog]) -> AnyDialog:
    """The dialog of that class that is open over the tab."""
    (dialog,) = [each for each in budget.tab.window().findChildren(kind) if each.isVisible()]
    return dialog


def table(budget: BudgetWindow) -> BudgetTable:
    return next(each for each in budget.bridge.plan.budget_tables if each.id == budget.tab.table_id)


def with_new_column(budget: BudgetWindow) -> int:
    """A column at the end, and its place."""
    budget.go(1, 3)
    budget.tab.commands.new_column.trigger()
    budget.press(Qt.Key.Key_Return)
    return budget.tab.model.columnCount() - 1


def test_a_difference_is_chosen_with_plus_and_minus(budget: BudgetWindow) -> None:
    place = with_new_column(budget)
    budget.go(2, place)
    budget.tab.commands.column_kind.trigger()
    dialog = opened(budget, ColumnDialog)
    dialog.kind.setCurrentIndex(1)
    dialog.do_button.click()
    assert dialog.refused.isVisible()
    for row, key in ((0, Qt.Key.Key_Minus), (2, Qt.Key.Key_Plus)):
        dialog.terms.setCurrentRow(row)
        QTest.keyClick(dialog.terms, key)
    dialog.do_button.click()
    assert budget.texts(place)[1:5] == ["0", "\u221232", "4", "0"]
    assert budget.bridge.undo() is not None
    assert budget.texts(place)[1:5] == [""] * 4


def test_a_column_of_words_is_typed_in(budget: BudgetWindow) -> None:
    place = with_new_column(budget)
    budget.go(2, place)
    budget.tab.commands.column_kind.trigger()
    dialog = opened(budget, ColumnDialog)
    dialog.kind.choose("text")
    dialog.do_button.click()
    budget.go(2, place)
    budget.type_in("Minskar med projekten")
    budget.press(Qt.Key.Key_Return)
    assert budget.text(2, place) == "Minskar med projekten"
    assert budget.tab.model.alignment(place) == Qt.AlignmentFlag.AlignLeft


def test_a_result_says_its_own_signs(budget: BudgetWindow) -> None:
    budget.go(10, 1)
    assert budget.text(10, 1) == "864"
    budget.tab.commands.refresh()
    budget.tab.commands.row_terms.trigger()
    dialog = opened(budget, RowDialog)
    names = [dialog.terms.item(row).text().strip() for row in range(dialog.terms.count())]
    for name, presses in (("Summa kommunbidrag", 1), ("Summa intäkter", 2)):
        dialog.terms.setCurrentRow(names.index(name))
        for _ in range(presses):
            QTest.keyClick(dialog.terms, Qt.Key.Key_Space)
    dialog.do_button.click()
    assert budget.text(10, 1) == "634"


def test_rows_move_in_and_out_with_alt_and_arrows(budget: BudgetWindow) -> None:
    budget.go(1, 0)
    budget.press(Qt.Key.Key_Right, ALT)
    assert [row.level for row in table(budget).rows][:3] == [0, 1, 0]
    budget.press(Qt.Key.Key_Left, ALT)
    assert [row.level for row in table(budget).rows][:3] == [0, 0, 0]


def test_the_menu_plan_parts_what_is_done_with_a_row_from_what_is_done_with_a_column(budget: BudgetWindow) -> None:
    """All in one would be taller than a laptop's screen."""
    actions = {each.text(): each for each in budget.tab.menu_actions("plan")}
    assert list(actions)[:2] == ["Rad", "Kolumn"]
    assert budget.tab.commands.kinds["total"] in budget.tab.commands.row_menu.actions()[0].menu().actions()  # type: ignore[attr-defined]
    assert actions["Kolumn"].menu() is budget.tab.commands.column_menu
    assert budget.tab.commands.checks in actions.values()


def test_a_column_is_filled_by_percent_in_one_step(budget: BudgetWindow) -> None:
    budget.go(1, 3)
    budget.tab.commands.percent.trigger()
    dialog = opened(budget, PercentDialog)
    dialog.percent.setText("många")
    dialog.do_button.click()
    assert dialog.refused.isVisible()
    dialog.percent.setText("10")
    dialog.do_button.click()
    assert budget.texts(3)[1:5] == ["4", "103", "15", "4"]
    assert any("belopp fylldes i" in each for each in budget.messages)


def test_a_frame_is_divided_over_the_selected_rows(budget: BudgetWindow) -> None:
    budget.go(7, 3)
    budget.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    budget.tab.commands.frame.trigger()
    dialog = opened(budget, FrameDialog)
    dialog.frame.setText("811")
    dialog.by.setCurrentIndex(1)
    dialog.do_button.click()
    assert budget.texts(3)[7:10] == ["221", "590", "811"]


def test_what_is_selected_is_summed_in_the_status_bar(budget: BudgetWindow) -> None:
    budget.tab.show()
    budget.go(1, 1)
    budget.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert budget.details[-1] == ("2 belopp, medel 49,0, summa:", "98\u00a0mnkr")


def test_arithmetic_can_be_typed_in_a_cell(budget: BudgetWindow) -> None:
    budget.go(1, 1)
    budget.type_in("=188+23*2")
    budget.press(Qt.Key.Key_Return)
    assert budget.text(1, 1) == "234"


def test_the_history_of_an_amount_says_what_it_was(budget: BudgetWindow) -> None:
    budget.go(1, 1)
    budget.type_in("7")
    budget.press(Qt.Key.Key_Return)
    row, column = table(budget).rows[1], table(budget).columns[0]
    (change, *_) = budget.bridge.document.amount_history(row.id, column.id)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.ore, change.after.ore) == (400_000_000, 700_000_000)
    budget.go(1, 1)
    budget.tab.commands.history.trigger()
    opened(budget, HistoryDialog).accept()
    budget.bridge.undo()
    assert budget.bridge.document.amount_history(row.id, column.id)[0].label.startswith("Ångra")


def test_two_rows_are_compared_and_a_gap_is_told(budget: BudgetWindow) -> None:
    budget.tab.commands.checks.trigger()
    dialog = opened(budget, ChecksDialog)
    assert dialog.empty.isVisible()
    dialog.add()
    question = opened(budget, CheckDialog)
    question.name.setText("Ramen")
    rows = table(budget).rows
    question.left.choose(rows[9].id)
    question.left.currentIndexChanged.emit(0)
    question.do_button.click()
    assert question.refused.isVisible()
    question.frame.setText("749")
    next(iter(question._boxes.values())).setChecked(True)
    question.do_button.click()
    assert dialog.list.item(0).text() == "Ramen\nStämmer i 1 kolumn."
    check = budget.bridge.plan.budget_checks[0]
    assert [column.column_id for column in check.columns] == [table(budget).columns[0].id]
    dialog.delete()
    assert not budget.bridge.plan.budget_checks
    dialog.accept()
