"""What the user does in the tab Budget."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from scn_desktop.exchange import paste
from scn_desktop.exchange.paste import Target
from scn_desktop.models.document.document import Document
from scn_desktop.models.money import Figure
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.findings_panel import KeptCard, MismatchCard, mismatches
from scn_desktop.views.budget.tab import BudgetTab
from scn_desktop.views.widgets.edit_table import Role
from tests.models.planned import rows
from tests.views.budget.budget_window import ROWS, BudgetWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
MNKR = 100_000_000


def select(budget: BudgetWindow, first: tuple[int, int], last: tuple[int, int]) -> None:
    model, grid = budget.tab.model, budget.tab.grid
    budget.go(*first)
    area = QItemSelection(model.index(*first), model.index(*last))
    grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_an_amount_is_typed_over_and_the_sums_follow(budget: BudgetWindow) -> None:
    budget.type_in("70,5")
    budget.press(Qt.Key.Key_Return)
    assert budget.text(2, 3) == "71"
    assert budget.tab.model.cell(2, 3).given == Figure(7_050_000_000, 10_000_000)
    assert budget.text(5, 3) == "97"
    assert budget.tab.grid.currentIndex().row() == 3


def test_tab_goes_right_and_then_to_the_next_row(budget: BudgetWindow) -> None:
    budget.type_in("1")
    budget.press(Qt.Key.Key_Tab)
    assert (budget.tab.grid.currentIndex().row(), budget.tab.grid.currentIndex().column()) == (3, 0)
    assert budget.text(2, 3) == "1"


def test_escape_puts_the_old_amount_back(budget: BudgetWindow) -> None:
    before = rows(budget.bridge.document)
    budget.type_in("50")
    budget.press(Qt.Key.Key_Escape)
    assert budget.text(2, 3) == "62"
    assert rows(budget.bridge.document) == before


def test_what_is_no_amount_stays_in_the_cell_with_the_reason(budget: BudgetWindow) -> None:
    budget.type_in("sextiotvå")
    budget.press(Qt.Key.Key_Return)
    index = budget.tab.model.index(2, 3)
    assert index.data() == "sextiotvå"
    assert "inget belopp" in index.data(Role.ERROR)
    assert budget.tab.model.cell(2, 3).ore == 62 * MNKR


def test_an_exact_amount_is_edited_with_all_its_digits_and_left_as_it_was(budget: BudgetWindow) -> None:
    budget.type_in("103 812 400 kr")
    budget.press(Qt.Key.Key_Return)
    assert budget.text(2, 3) == "104"
    budget.go(2, 3)
    assert budget.details[-1] == ("Statsbidrag, Budget 2027:", "103\u00a0812\u00a0400\u00a0kr")
    before = rows(budget.bridge.document)
    budget.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor.toPlainText() == "103 812 400 kr"  # type: ignore[attr-defined]
    budget.press(Qt.Key.Key_Return)
    assert rows(budget.bridge.document) == before


def test_a_computed_sum_that_is_only_looked_at_is_not_stated(budget: BudgetWindow) -> None:
    budget.tab.unit.button("kr").click()
    before = rows(budget.bridge.document)
    budget.go(5, 3)
    budget.press(Qt.Key.Key_F2)
    budget.press(Qt.Key.Key_Return)
    assert rows(budget.bridge.document) == before
    assert budget.tab.model.cell(5, 3).kind == "computed"


def test_the_status_bar_says_how_exactly_an_amount_is_known(budget: BudgetWindow) -> None:
    budget.go(3, 3)
    assert budget.details[-1] == ("Försäljning, Budget 2027:", "18\u00a0mnkr, avrundat")
    budget.go(5, 3)
    assert budget.details[-1] == ("Summa intäkter, Budget 2027:", "88\u00a0mnkr, räknat från raderna")
    budget.go(5, 2)
    assert budget.details[-1] == ("Summa intäkter, Prognos 2026:", "124\u00a0mnkr, angiven summa")
    budget.go(5, 0)
    assert budget.details[-1] == ("", "")


def test_cells_are_emptied_in_one_step(budget: BudgetWindow) -> None:
    select(budget, (2, 1), (3, 2))
    budget.press(Qt.Key.Key_Delete)
    assert [budget.text(2, 1), budget.text(3, 2)] == ["", ""]
    budget.bridge.undo()
    assert [budget.text(2, 1), budget.text(3, 2)] == ["94", "16"]


def test_ctrl_d_fills_down_every_selected_column(budget: BudgetWindow) -> None:
    select(budget, (2, 1), (4, 2))
    budget.press(Qt.Key.Key_D, CONTROL)
    assert [budget.text(row, column) for row in (3, 4) for column in (1, 2)] == ["94", "104", "94", "104"]


def test_copied_amounts_come_back_as_they_were(budget: BudgetWindow) -> None:
    budget.type_in("103 812 400 kr")
    budget.press(Qt.Key.Key_Return)
    select(budget, (1, 3), (2, 3))
    budget.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "4\n103,812400"
    budget.go(1, 1)
    budget.press(Qt.Key.Key_V, CONTROL)
    assert budget.tab.model.cell(2, 1).given == Figure(10_381_240_000, 100)
    assert not budget.pasted


def test_a_whole_table_is_copied_with_its_headings_and_read_back_by_the_preview(budget: BudgetWindow) -> None:
    budget.tab.grid.selectAll()
    budget.press(Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Belopp i mnkr\tBudget 2026\tPrognos 2026\tBudget 2027"
    assert lines[6] == "Summa intäkter\t115\t124\t88"
    budget.new_table()
    budget.press(Qt.Key.Key_Escape)
    session = budget.bridge.session
    proposal = paste.propose(session, "\n".join(lines), Target("budget", budget.tab.table_id))
    budget.bridge.do("Klistra in", lambda session: paste.apply(session, proposal))
    assert budget.tab.model.titles[1:] == ["Budget 2026", "Prognos 2026", "Budget 2027"]
    kinds = [budget.tab.model.row_view(row).kind for row in range(budget.tab.model.rowCount())]
    assert kinds == [kind for _, kind, _ in ROWS]
    assert [each[2].gap for each in budget.tab.view.mismatches] == [-6 * MNKR] if budget.tab.view else False


def test_a_range_of_numbers_goes_into_the_cells_in_one_step(budget: BudgetWindow) -> None:
    budget.copy("5\t6\r\n95,5\t\u2212105\r\n")
    budget.go(1, 1)
    budget.press(Qt.Key.Key_V, CONTROL)
    assert budget.texts(1)[1:3] == ["5", "96"]
    assert budget.texts(2)[1:3] == ["6", "\u2212105"]
    assert budget.messages[-1] == "4 belopp klistrades in."
    budget.bridge.undo()
    assert budget.texts(1)[1:3] == ["4", "94"]


@pytest.mark.parametrize("text", ["Hyror\t4\t5", "1\t2\t3\t4", "1\n" * 20])
def test_a_foreign_table_is_previewed(budget: BudgetWindow, text: str) -> None:
    budget.copy(text)
    budget.go(1, 1)
    before = rows(budget.bridge.document)
    budget.press(Qt.Key.Key_V, CONTROL)
    assert budget.pasted == [Target("budget", budget.tab.table_id, 2)]
    assert rows(budget.bridge.document) == before


def test_rows_are_added_moved_and_removed_with_the_keyboard(budget: BudgetWindow) -> None:
    budget.press(Qt.Key.Key_Return, CONTROL)
    assert (budget.tab.grid.currentIndex().row(), budget.tab.grid.currentIndex().column()) == (3, 0)
    budget.type_in("Hyror (61)")
    budget.press(Qt.Key.Key_Return)
    assert budget.text(3, 0) == "Hyror (61)"
    assert budget.tab.model.row_view(3).code == "61"
    budget.go(3, 1)
    budget.press(Qt.Key.Key_Up, ALT)
    assert budget.texts(0)[2:4] == ["Hyror (61)", "Statsbidrag"]
    assert budget.tab.grid.currentIndex().row() == 2
    budget.press(Qt.Key.Key_Delete, CONTROL)
    assert budget.text(2, 0) == "Statsbidrag"
    assert budget.messages[-1] == "Raden togs bort."
    assert budget.tab.grid.hasFocus()


def test_the_row_menu_makes_a_row_a_sum(budget: BudgetWindow) -> None:
    budget.go(10, 1)
    kinds = budget.tab.commands.kinds
    budget.tab.commands.refresh()
    assert [kind for kind, action in kinds.items() if action.isChecked()] == ["balance"]
    kinds["heading"].trigger()
    assert budget.tab.model.row_view(10).kind == "heading"
    assert budget.text(10, 1) == ""


def test_columns_are_added_renamed_moved_and_removed(budget: BudgetWindow) -> None:
    budget.tab.commands.new_column.trigger()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Plan 2028")
    budget.press(Qt.Key.Key_Return)
    assert budget.tab.model.titles == ["Belopp i mnkr", "Budget 2026", "Prognos 2026", "Budget 2027", "Plan 2028"]
    assert budget.tab.grid.hasFocus()
    budget.go(1, 4)
    budget.tab.commands.column_left.trigger()
    assert budget.tab.model.titles[3:] == ["Plan 2028", "Budget 2027"]
    budget.tab.commands.delete_column.trigger()
    assert budget.tab.model.titles[3:] == ["Budget 2027"]


def test_a_refused_heading_stays_where_it_is_typed_until_it_is_mended(budget: BudgetWindow) -> None:
    budget.tab.commands.rename_column.trigger()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    before = list(budget.tab.model.titles)
    editor.setText("Plan 811218-9876")
    budget.press(Qt.Key.Key_Return)
    assert (editor.isVisible(), editor.text(), editor.property("wrong")) == (True, "Plan 811218-9876", "true")
    assert budget.tab.model.titles == before
    editor.setText("Plan 2027")
    budget.press(Qt.Key.Key_Return)
    assert budget.tab.model.titles[3] == "Plan 2027"
    assert budget.tab.grid.hasFocus()
    budget.tab.commands.rename_column.trigger()
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    again.setText("811218-9876")
    budget.press(Qt.Key.Key_Return)
    budget.press(Qt.Key.Key_Escape)
    assert budget.tab.model.titles[3] == "Plan 2027"
    assert budget.tab.grid.hasFocus()


def test_a_refused_table_name_stays_where_it_is_typed_until_it_is_mended(budget: BudgetWindow) -> None:
    before = budget.tab.list_model.tables[0].title
    budget.tab.commands.rename_table.trigger()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Budget 811218-9876")
    budget.press(Qt.Key.Key_Return)
    assert (editor.isVisible(), editor.text(), editor.property("wrong")) == (True, "Budget 811218-9876", "true")
    assert budget.tab.list_model.tables[0].title == before
    budget.press(Qt.Key.Key_Escape)
    assert budget.tab.list_model.tables[0].title == before
    budget.tab.commands.rename_table.trigger()
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    again.setText("Driftbudget")
    budget.tab.finish_edits()
    assert budget.tab.list_model.tables[0].title == "Driftbudget"


def test_unit_and_decimals_change_what_is_shown(budget: BudgetWindow) -> None:
    budget.tab.unit.button("tkr").click()
    assert budget.text(2, 3) == "62\u00a0000"
    budget.tab.decimals.setCurrentIndex(1)
    budget.tab.decimals.activated.emit(1)
    assert budget.text(2, 3) == "62\u00a0000,0"
    assert budget.tab.model.titles[0] == "Belopp i tkr"
    budget.bridge.undo()
    budget.bridge.undo()
    assert budget.text(2, 3) == "62"


def test_a_wrong_sum_is_computed_again_from_its_card(budget: BudgetWindow) -> None:
    assert len(budget.tab.panel.findChildren(MismatchCard)) == 1
    budget.button("Räkna om till 130").click()
    assert budget.text(5, 2) == "130"
    assert budget.tab.grid.hasFocus()
    assert budget.tab.model.index(5, 2).data() == "130"
    assert not budget.tab.view.mismatches if budget.tab.view else False


def test_a_wrong_sum_is_kept_with_a_reason(budget: BudgetWindow) -> None:
    budget.button("Behåll 124…").click()
    budget.button("Behåll 124").click()
    card = budget.tab.panel.findChild(MismatchCard)
    assert card is not None
    assert "varför" in card.reason.error()
    card.reason.editor.setPlainText("Så står det i beslutet.")  # type: ignore[union-attr]
    budget.button("Behåll 124").click()
    assert budget.tab.model.row_view(5).footnote == "Prognos 2026: 124\u00a0mnkr behålls. Så står det i beslutet."
    assert budget.tab.list_model.tables[0].mismatches == 0
    assert budget.tab.panel.findChild(KeptCard) is not None


def test_a_reason_half_written_outlives_a_change_of_the_table_and_enter_keeps_the_sum(
    qtbot: QtBot, budget: BudgetWindow
) -> None:
    budget.button("Behåll 124…").click()
    card = budget.tab.panel.findChild(MismatchCard)
    assert card is not None
    first = card
    QTest.keyClicks(card.reason.editor, "Enligt beslutet")
    budget.go(1, 2)
    budget.type_in("50")
    budget.press(Qt.Key.Key_Return)  # the rows now give another sum: the cards are made anew
    qtbot.waitUntil(lambda: any(each.isVisible() for each in budget.tab.panel.findChildren(MismatchCard)))
    card = next(each for each in budget.tab.panel.findChildren(MismatchCard) if each.isVisible())
    assert card is not first
    assert card.draft() == "Enligt beslutet"
    QTest.keyClick(card.reason.editor, Qt.Key.Key_Return)
    assert budget.tab.model.row_view(5).footnote == "Prognos 2026: 124\u00a0mnkr behålls. Enligt beslutet"


def test_a_footnote_is_typed_beside_the_table_and_its_number_stands_at_the_row(budget: BudgetWindow) -> None:
    budget.go(7, 1)
    budget.tab.commands.footnote.trigger()
    field = next(iter(budget.tab.panel.notes.fields.values()))
    assert field.editor.hasFocus()
    field.editor.setPlainText("Med statsbidrag.")  # type: ignore[union-attr]
    budget.tab.finish_edits()
    assert budget.text(7, 0) == "Vuxna (571) ¹"
    assert budget.tab.model.index(7, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("fotnot 1: Med statsbidrag.")
    assert budget.tab.model.index(7, 0).data(Qt.ItemDataRole.EditRole) == "Vuxna (571)"
    budget.bridge.undo()
    assert budget.text(7, 0) == "Vuxna (571)"


def test_undo_shows_the_cell_it_changed(budget: BudgetWindow) -> None:
    budget.type_in("1")
    budget.press(Qt.Key.Key_Return)
    budget.go(9, 0)
    change_set = budget.bridge.undo()
    assert change_set is not None
    assert budget.tab.undo_target(change_set)
    assert (budget.tab.grid.currentIndex().row(), budget.tab.grid.currentIndex().column()) == (2, 3)


def test_undo_of_a_removed_amount_shows_its_cell(budget: BudgetWindow) -> None:
    budget.go(3, 2)
    budget.press(Qt.Key.Key_Delete)
    budget.go(9, 0)
    change_set = budget.bridge.undo()
    assert change_set is not None
    assert budget.tab.undo_target(change_set)
    assert (budget.tab.grid.currentIndex().row(), budget.tab.grid.currentIndex().column()) == (3, 2)


def test_tables_are_added_named_moved_and_removed_in_the_list(budget: BudgetWindow, qtbot: QtBot) -> None:
    budget.new_table()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Investeringar")
    with qtbot.waitSignal(budget.bridge.changed):
        budget.press(Qt.Key.Key_Return)
    assert [table.title for table in budget.tab.list_model.tables] == ["Resultatbudget", "Investeringar"]
    assert budget.tab.model.titles[1:] == ["Budget 2026", "Budget 2027"]
    budget.tab.list.setFocus()
    budget.press(Qt.Key.Key_Up, ALT)
    assert [table.title for table in budget.tab.list_model.tables] == ["Investeringar", "Resultatbudget"]
    assert budget.tab.title.text() == "Investeringar"
    budget.press(Qt.Key.Key_Delete)
    assert [table.title for table in budget.tab.list_model.tables] == ["Resultatbudget"]
    assert budget.tab.title.text() == "Resultatbudget"
    change_set = budget.bridge.undo()
    assert change_set is not None
    assert budget.tab.undo_target(change_set)
    assert budget.tab.title.text() == "Investeringar"


def test_a_table_is_pasted_into_the_empty_one_wherever_the_focus_is(empty_budget: BudgetWindow) -> None:
    empty_budget.new_table()
    empty_budget.press(Qt.Key.Key_Escape)
    empty_budget.copy("Intäkter\t2026\t2027\nTaxor\t4\t5")
    for part in (empty_budget.tab.list, empty_budget.tab.new_table, empty_budget.button("Ny rad")):
        part.setFocus()
        empty_budget.press(Qt.Key.Key_V, CONTROL)
    assert [target.row_id for target in empty_budget.pasted] == [empty_budget.tab.table_id] * 3


def test_a_text_is_pasted_where_it_is_being_typed(empty_budget: BudgetWindow) -> None:
    empty_budget.copy("Drift\t2027")
    empty_budget.new_table()  # its name is being typed
    empty_budget.press(Qt.Key.Key_V, CONTROL)
    assert not empty_budget.pasted


def test_the_three_figures_of_a_mismatch_agree_as_they_are_shown(budget: BudgetWindow) -> None:
    for row, text in ((1, "4,4"), (2, "93,6"), (3, "0,2"), (4, "0,3"), (5, "103,4")):
        budget.go(row, 1)
        budget.type_in(text)
        budget.press(Qt.Key.Key_Return)
    assert budget.tab.view is not None
    said = next(each for each in mismatches(budget.tab.view) if each.name == "Summa intäkter, Budget 2026")
    assert (said.stated, said.rows_give, said.gap) == ("103,4", "98,5", "4,9\u00a0mnkr")


def test_a_plan_without_tables_offers_the_first(empty_budget: BudgetWindow) -> None:
    assert empty_budget.tab.no_tables.isVisible()
    empty_budget.new_table()
    assert not empty_budget.tab.no_tables.isVisible()
    assert empty_budget.tab.no_rows.isVisible()
    empty_budget.press(Qt.Key.Key_Escape)
    empty_budget.button("Ny rad").click()
    assert empty_budget.tab.model.rowCount() == 1
    assert not empty_budget.tab.no_rows.isVisible()


def test_the_names_of_rows_stay_when_the_table_is_scrolled_sideways(budget: BudgetWindow) -> None:
    for _ in range(8):
        budget.tab.commands.new_column.trigger()
        budget.tab.finish_edits()
    frozen = budget.tab.grid.frozen
    budget.go(2, 10)
    assert frozen.isVisible()
    assert frozen.columnWidth(0) == budget.tab.grid.columnWidth(0)
    budget.go(2, 0)
    assert not frozen.isVisible()


def test_in_a_narrow_window_the_sums_are_shown_on_demand(budget: BudgetWindow) -> None:
    assert budget.tab.panel.isVisible()
    budget.tab.resize(1000, 588)
    assert not budget.tab.panel.isVisible()
    assert budget.tab.open_panel.text() == "1 summa går inte ihop"
    budget.tab.open_panel.click()
    assert budget.tab.panel.isVisible()


def test_a_place_is_found_again_after_the_tab_is_built_anew(budget: BudgetWindow, tmp_path: Path) -> None:
    place = budget.tab.place()
    budget.go(0, 0)
    budget.tab.show_place(place)
    assert (budget.tab.grid.currentIndex().row(), budget.tab.grid.currentIndex().column()) == (2, 3)
    budget.tab.show_place(budget.tab.model.row_id(4))
    assert budget.tab.grid.currentIndex().row() == 4


def test_a_refused_note_is_not_carried_over_to_another_table(budget: BudgetWindow) -> None:
    notes = budget.tab.panel.notes
    notes.note.editor.setPlainText("Beslut om 19121212-1212.")  # type: ignore[union-attr]
    budget.tab.finish_edits()
    assert notes.note.error()
    budget.new_table()
    assert not notes.note.error()
    assert notes.note.text() == ""


def test_nothing_can_be_changed_in_a_file_that_is_open_elsewhere(budget: BudgetWindow, qtbot: QtBot) -> None:
    second = Document.open(budget.bridge.document.path)
    assert second.read_only
    tab = BudgetTab(Bridge(second))
    qtbot.addWidget(tab)
    index = tab.model.index(2, 3)
    assert not tab.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert index.data() == "62"
    assert not tab.commands.new_row.isEnabled()
    assert not any(each.isEnabled() for each in tab.commands.buttons)
    second.close()
