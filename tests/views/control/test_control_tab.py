"""A handläggare keeps the internal control in the table and in the form beside it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from scn_desktop.models.edits import controls
from scn_desktop.views.control.control_table import Column, ControlTableModel
from scn_desktop.views.dialogs.paste_preview import PastePreview
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.labels import Status
from tests.views.control.control_window import SHARED, ControlWindow

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_controls_stand_under_their_areas_with_numbers_and_classes(window: ControlWindow) -> None:
    assert window.column(Column.NUMBER) == ["[Handläggning]", "1.1", "1.2", "1.3", "[Ekonomi]", "2.1", "[Avtal]"]
    assert window.column(Column.INDEX)[1:6] == ["8 Hög", "8 Hög", "12 Mycket hög", "[Ekonomi]", "6 Måttlig"]
    model = window.tab.table_model
    pills = [model.index(row, Column.INDEX).data(Role.PILL) for row in (1, 3, 5)]
    assert [Status(pill) for pill in pills] == [Status.WARNING, Status.ERROR, Status.NEUTRAL]
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 6)]
    assert said == ["Handläggning, 3 kontroller, öppen", "Avtal, Ingen kontroll ännu, öppen"]


def test_a_cell_is_edited_in_place(window: ControlWindow) -> None:
    window.go(5, Column.ACTIVITY)
    window.press(Qt.Key.Key_F2)
    window.type(" och tjugo kvitton")
    window.press(Qt.Key.Key_Return)
    assert window.control(5).activity == "Granska tio fakturor och tjugo kvitton"


def test_a_riskindex_is_typed_as_factors_or_alone(window: ControlWindow) -> None:
    model = window.tab.table_model
    cell = model.index(5, Column.INDEX)
    assert model.setData(cell, "3x3")
    assert (window.control(5).risk.probability, window.control(5).risk.index) == (3, 9)
    assert not model.setData(cell, "12")
    assert "2×4" in str(cell.data(Role.ERROR))
    assert model.setData(cell, "")
    assert window.control(5).risk.index is None
    assert model.setData(cell, "12")
    assert window.control(5).risk.stated_index == 12
    assert not model.setData(cell, "hög")
    assert not model.setData(cell, "5×1")


def test_a_new_control_comes_after_the_chosen_one_ready_to_type(window: ControlWindow) -> None:
    window.go(1)
    window.press(Qt.Key.Key_Insert)
    window.type("Uppgifter saknas i underlaget")
    window.press(Qt.Key.Key_Return)
    assert window.column(Column.RISK)[1:4] == [SHARED, "Uppgifter saknas i underlaget", SHARED]


def test_a_new_control_in_an_empty_area_takes_its_warning_away(window: ControlWindow) -> None:
    window.go(6)
    window.tab.new_button.click()
    assert window.column(Column.NUMBER)[-2:] == ["[Avtal]", "3.1"]
    assert window.tab.table_model.index(6, 0).data(Role.PILL) is None


def test_deleting_offers_undo_and_undo_shows_the_control_again(window: ControlWindow) -> None:
    window.go(3)
    window.press(Qt.Key.Key_Delete)
    assert window.said[-1] == ("Kontrollen togs bort.", True)
    assert len(window.plan.controls) == 3
    change_set = window.bridge.undo()
    assert change_set is not None
    assert window.tab.undo_target(change_set)
    assert window.tab.table.currentIndex().row() == 3
    assert window.tab.table.has_focus()


def test_a_control_moves_into_the_next_area_and_stays_chosen(window: ControlWindow) -> None:
    window.go(3)
    moved = window.control(3).id
    window.press(Qt.Key.Key_Down, ALT)
    assert window.column(Column.NUMBER) == ["[Handläggning]", "1.1", "1.2", "[Ekonomi]", "2.1", "2.2", "[Avtal]"]
    assert window.control(4).id == moved
    assert window.tab.table.currentIndex().row() == 4
    window.press(Qt.Key.Key_Up, ALT)
    window.press(Qt.Key.Key_Up, ALT)
    assert window.control(2).id == moved


def test_an_area_folds_and_opens_with_the_arrows(window: ControlWindow) -> None:
    window.go(0)
    window.press(Qt.Key.Key_Left)
    assert window.column(Column.NUMBER) == ["[Handläggning]", "[Ekonomi]", "2.1", "[Avtal]"]
    window.press(Qt.Key.Key_Right)
    assert len(window.column(Column.NUMBER)) == 7


def test_the_filter_finds_controls_in_all_their_texts(window: ControlWindow) -> None:
    first = window.control(1).id
    window.document.do("Ändra", lambda session: controls.set_field(session, first, "method", "Justeraren väljer"))
    window.tab.filter.setText("justeraren")
    assert window.column(Column.NUMBER) == ["[Handläggning]", "1.1"]
    window.tab.filter.setText("finns inte")
    assert window.column(Column.NUMBER) == []
    window.tab.filter.clear()
    assert len(window.column(Column.NUMBER)) == 7


def test_the_form_follows_the_table_and_changes_the_control(window: ControlWindow) -> None:
    window.go(3)
    form = window.tab.form
    assert form.control_id == window.control(3).id
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_End, CONTROL)
    window.type(" i utredningen")
    window.press(Qt.Key.Key_Tab)
    assert window.control(3).risk.description == "Barnsamtal dokumenteras inte i utredningen"
    window.press(Qt.Key.Key_Escape)
    assert window.tab.table.has_focus()


def test_the_form_judges_the_risk_in_words(window: ControlWindow) -> None:
    window.go(5)
    form = window.tab.form
    assert form.judgement() == "Riskindex, angivet utan bedömning:"
    for combo, value in zip(form.factors(), (2, 4), strict=True):
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    assert [combo.currentText() for combo in form.factors()] == ["2 Mindre trolig", "4 Allvarlig"]
    assert form.judgement() == "Riskindex 2 × 4 ="
    assert window.control(5).risk.index == 8


def test_a_shared_risk_changes_for_all_unless_it_is_parted(window: ControlWindow) -> None:
    window.go(1)
    form = window.tab.form
    assert form.sharing() == "Risken delas med en kontroll till."
    form.risk.setFocus()
    window.press(Qt.Key.Key_End, CONTROL)
    window.type(".")
    form.finish_edits()
    assert window.column(Column.RISK)[1:3] == [f"{SHARED}.", f"{SHARED}."]
    form.detach_button.click()
    assert form.sharing() == ""
    window.press(Qt.Key.Key_End, CONTROL)
    window.type(".")
    form.finish_edits()
    assert window.column(Column.RISK)[1:3] == [f"{SHARED}..", f"{SHARED}."]


def test_a_personnummer_is_refused_in_the_form_and_stays_to_be_mended(window: ControlWindow) -> None:
    window.go(1)
    field = window.tab.form.risk
    field.setFocus()
    window.press(Qt.Key.Key_End, CONTROL)
    window.type(" 19900101-2385")
    form = window.tab.form
    form.finish_edits()
    assert "personnummer" in field.error()
    assert field.text().endswith("19900101-2385")
    assert window.control(1).risk.description == SHARED


def test_a_narrow_window_keeps_the_form_away_until_it_is_asked_for(window: ControlWindow) -> None:
    window.tab.resize(1000, 500)
    QTest.qWait(10)
    assert not window.tab.form.isVisible()
    window.go(1)
    window.press(Qt.Key.Key_Return)
    assert window.tab.form.isVisible()
    assert window.tab.form.geometry().right() == window.tab.width() - 1
    assert window.tab.table.geometry().width() > 900
    window.press(Qt.Key.Key_Escape)
    assert not window.tab.form.isVisible()


def test_chosen_controls_are_copied_as_a_table_with_headings(window: ControlWindow) -> None:
    window.go(5)
    window.press(Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Kontrollområde", "Riskbeskrivning", "Kontrollmoment"]
    assert lines[1].split("\t")[:3] == ["Ekonomi", "Fakturor betalas utan avtal", "Granska tio fakturor"]


def test_the_table_of_controls_is_a_sound_model(window: ControlWindow, qtbot: QtBot) -> None:
    model = ControlTableModel(window.bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.bridge.changed.connect(model.refresh)
    window.go(1)
    window.press(Qt.Key.Key_Down, ALT)
    window.press(Qt.Key.Key_Delete)
    window.bridge.undo()
    window.bridge.undo()
    model.toggle(0)
    model.set_filter("faktur")
    model.set_filter("")
    assert model.row_count() == 4
    assert isinstance(tester.model(), QAbstractItemModel)
    window.bridge.changed.disconnect(model.refresh)


def test_copied_controls_are_pasted_into_their_areas_as_one_step(window: ControlWindow) -> None:
    window.go(3)
    window.press(Qt.Key.Key_C, CONTROL)

    asked: list[str] = []

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PastePreview):
            asked.append(dialog.sentence.text())
            dialog.main.click()
            dialog.reject()  # does nothing after a paste
        else:
            QTimer.singleShot(20, accept)

    QTimer.singleShot(20, accept)
    window.press(Qt.Key.Key_V, CONTROL)
    assert asked[0].startswith("1 kontroll läggs till")
    assert window.column(Column.RISK)[1:5] == [SHARED, SHARED, *["Barnsamtal dokumenteras inte"] * 2]
    assert window.tab.table.currentIndex().row() == 4
    window.bridge.undo()
    assert len(window.plan.controls) == 4


def test_a_clipboard_without_a_table_is_refused_in_words(window: ControlWindow) -> None:
    QGuiApplication.clipboard().clear()
    refused: list[str] = []
    window.bridge.refused.connect(refused.append)
    window.go(3)
    window.press(Qt.Key.Key_V, CONTROL)
    assert "tomt" in refused[0]


def test_the_models_follow_ups_are_offered_as_dates_of_reporting(window: ControlWindow) -> None:
    window.go(1)
    field = next(each for each in window.tab.form.findChildren(QLineEdit) if each.accessibleName() == "Rapporteras")
    completer = field.completer()
    assert completer is not None
    words = [completer.model().index(row, 0).data() for row in range(completer.model().rowCount())]
    assert {period.title for period in window.plan.model.follow_up_periods} <= set(words)
