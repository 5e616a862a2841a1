"""Plan › Styrdokument…: the register is edited in place, and every change can be undone there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.committee import SteeringDocument
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.steering_dialog import SteeringDialog
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.wrap_delegate import CellEditor


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, tab: PlanTab) -> SteeringDialog:
    action = next(each for each in tab.menu_actions("plan") if each.text() == "Styrdokument…")
    action.trigger()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, SteeringDialog)
    QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal, shown)
    return shown


def titles(dialog: SteeringDialog) -> list[str]:
    return [dialog.model.text(row, 0) for row in range(dialog.model.rowCount())]


def document(dialog: SteeringDialog, row: int) -> SteeringDocument:
    return queries.get(dialog.bridge.session, SteeringDocument, dialog.model.ids[row])


def type_in(dialog: SteeringDialog, row: int, column: int, text: str) -> bool:
    return dialog.model.setData(dialog.model.index(row, column), text)


@pytest.mark.parametrize(
    ("column", "field", "text", "value"),
    [(1, "decided_by", "Socialnämnden", "Socialnämnden"), (2, "valid_from", "2021", 2021), (3, "valid_to", "", None),
     (4, "group", "Riktlinjer", "Riktlinjer")],
)  # fmt: skip
def test_a_field_that_is_typed_is_one_undo_step(
    dialog: SteeringDialog, column: int, field: str, text: str, value: object
) -> None:
    row = next(row for row in range(dialog.model.rowCount()) if dialog.model.text(row, 3))
    before = getattr(document(dialog, row), field)
    assert type_in(dialog, row, column, text)
    assert getattr(document(dialog, row), field) == value != before
    dialog.undo()
    assert getattr(document(dialog, row), field) == before
    dialog.redo()
    assert getattr(document(dialog, row), field) == value


@pytest.mark.parametrize("text", ["tjugo", "202", "2026–2028", "²", "99999"])
def test_what_is_no_year_stays_in_its_cell_with_the_reason(dialog: SteeringDialog, text: str) -> None:
    before = document(dialog, 0).valid_from
    assert not type_in(dialog, 0, 2, text)
    cell = dialog.model.index(0, 2)
    assert (cell.data(), cell.data(Role.ERROR)) == (text, "Skriv ett årtal.")
    assert document(dialog, 0).valid_from == before
    dialog.close_button.click()
    assert dialog.isVisible()
    assert "inte sparat" in dialog.said.text()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_a_title_that_is_missing_or_taken_is_refused(dialog: SteeringDialog) -> None:
    first, second = titles(dialog)[:2]
    assert not type_in(dialog, 1, 0, f"{first.upper()}.")
    assert not type_in(dialog, 0, 0, " ")
    assert document(dialog, 0).title == first
    assert document(dialog, 1).title == second


def test_a_new_document_is_typed_at_once_and_then_finds_its_place(qtbot: QtBot, dialog: SteeringDialog) -> None:
    before = titles(dialog)
    dialog.new_button.click()
    field = QApplication.focusWidget()
    assert isinstance(field, CellEditor)
    QTest.keyClicks(field, "Ägardirektiv")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(dialog) == [*before, "Ägardirektiv"])
    dialog.undo()
    dialog.undo()
    assert titles(dialog) == before


def test_removing_says_what_measures_lose_and_can_be_undone(dialog: SteeringDialog, bridge: Bridge) -> None:
    before, used = titles(dialog), dialog.model.uses(0)
    removed = before[0]
    assert used > 1
    assert dialog.model.text(0, 5) == f"{used} åtgärder"
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    dialog.delete_button.click()
    assert titles(dialog) == before[1:]
    assert dialog.said.text() == f"Styrdokumentet togs bort. {used} kopplingar från åtgärder försvann."
    assert removed not in {each.title for each in queries.used_steering_documents(bridge.plan)}
    dialog.undo_button.click()
    assert titles(dialog) == before
    assert dialog.model.uses(0) == used


def test_an_empty_register_says_so_and_offers_the_first(qtbot: QtBot, dialog: SteeringDialog) -> None:
    dialog.delete(list(range(dialog.model.rowCount())))
    assert dialog.table.isHidden()
    assert not dialog.empty.isHidden()
    dialog.add()
    assert titles(dialog) == ["Nytt styrdokument"]
    assert not dialog.table.isHidden()


def test_a_file_that_is_only_read_shows_the_register(dialog: SteeringDialog) -> None:
    dialog.model.read_only = True
    assert not type_in(dialog, 0, 0, "Annan titel")
    assert not dialog.model.flags(dialog.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
