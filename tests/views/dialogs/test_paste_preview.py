"""The paste preview as a user meets it, mostly from the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scn_desktop.exchange.paste import Target
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.document.document import Document
from scn_desktop.views.dialogs.paste_preview import PastePreview, open_paste_preview
from scn_desktop.views.theme import theme
from tests.rows import all_rows
from tests.views.dialogs.conftest import Desk

Key = Qt.Key
MEASURES = (
    "Åtgärd\tStyrdokument\tEffekt\tAnsvarig\n"
    "Öppna en mottagning\tProgram för barn\tFler söker hjälp\tEnhet Norr\n"
    "Skriva avtal\tPlan för jämlik hälsa\t\tEnhet Syd\n"
)
CONTINUED = "Åtgärd\tStyrdokument\tEffekt\nÖppna en mottagning\tProgram för barn\tA\n\tPlan för hälsa\tB\n"
WITH_NUMBER = "Åtgärd\tStyrdokument\tEffekt\nSamtala\tProgram för barn\tGäller 19811228-9874\n"
BUDGET = "SOCIALNÄMNDEN\t\t\nBelopp\tBudget 2026\tBudget 2027\nStatsbidrag\t94\t62\nFörsäljning\t14\t18\n"


def opened(qtbot: QtBot, desk: Desk, target: Target, text: str) -> PastePreview:
    dialog = PastePreview(desk.widget, desk.bridge, target, text)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def while_open(press: Callable[[PastePreview], None]) -> None:
    """Do this once the dialog that is opened next stands on the screen."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PastePreview)
        press(dialog)

    QTimer.singleShot(0, act)


def press(dialog: PastePreview, key: Qt.Key, times: int = 1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(dialog.focusWidget(), key)


def tab_to(dialog: PastePreview, wanted: QWidget) -> None:
    """Go to a control with Tab alone."""
    for _ in range(30):
        if dialog.focusWidget() is wanted:
            return
        press(dialog, Key.Key_Tab)
    pytest.fail("Tab never comes to the control")


def column(dialog: PastePreview, place: int) -> list[str]:
    model = dialog.table.preview
    return [model.text(row, place) for row in range(model.rowCount())]


def measures_of(document: Document, target: Target) -> list[list[str]]:
    block = queries.get(document.session, Block, target.row_id)
    return [
        [
            placed.measure.text,
            "\n".join(each.title for each in placed.measure.steering_documents),
            placed.measure.effect,
        ]
        for placed in block.measure_placements
    ]


# Pasting ------------------------------------------------------------------------------------------------------------
def test_enter_pastes_what_was_copied_and_one_undo_takes_it_all_back(desk: Desk) -> None:
    target = desk.table("measures")
    before = all_rows(desk.document)
    QGuiApplication.clipboard().setText(MEASURES)
    while_open(lambda dialog: press(dialog, Key.Key_Return))
    added = open_paste_preview(desk.widget, desk.bridge, target)
    assert added == [
        placed.id for placed in queries.get(desk.document.session, Block, target.row_id).measure_placements
    ]
    assert measures_of(desk.document, target) == [
        ["Öppna en mottagning", "Program för barn", "Fler söker hjälp"],
        ["Skriva avtal", "Plan för jämlik hälsa", ""],
    ]
    assert desk.document.undo_label == "Klistra in åtgärder"
    desk.bridge.undo()
    assert all_rows(desk.document) == before


def test_esc_leaves_the_file_as_it_was(desk: Desk) -> None:
    target = desk.table("measures")
    before = desk.document.path.read_bytes()
    label = desk.document.undo_label
    while_open(lambda dialog: press(dialog, Key.Key_Escape))
    assert open_paste_preview(desk.widget, desk.bridge, target, MEASURES) == []
    assert desk.document.path.read_bytes() == before
    assert desk.document.undo_label == label


def test_enter_on_avbryt_cancels(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("measures")
    dialog = opened(qtbot, desk, target, MEASURES)
    tab_to(dialog, dialog.cancel)
    press(dialog, Key.Key_Return)
    assert not dialog.isVisible()
    assert measures_of(desk.document, target) == []


def test_enter_pastes_also_from_the_table_and_the_choices(qtbot: QtBot, desk: Desk) -> None:
    places: tuple[Callable[[PastePreview], QWidget], ...] = (
        lambda dialog: dialog.table,
        lambda dialog: dialog.columns.boxes[1],
        lambda dialog: dialog.header_rows.button("1"),
    )
    for place in places:
        dialog = opened(qtbot, desk, desk.table("measures"), MEASURES)
        tab_to(dialog, place(dialog))
        press(dialog, Key.Key_Return)
        assert len(dialog.added) == 2


def test_what_is_no_table_is_told_without_a_dialog(desk: Desk) -> None:
    assert open_paste_preview(desk.widget, desk.bridge, desk.table("measures"), " \n") == []
    assert desk.refused == ["Urklippet är tomt. Kopiera tabellen i Word eller Excel och klistra in igen."]


def test_nothing_is_pasted_into_a_file_that_is_read_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.table("measures")
    monkeypatch.setattr(desk.document, "read_only_reason", "Öppen hos Karin Lund")
    assert open_paste_preview(desk.widget, desk.bridge, target, MEASURES) == []
    assert len(desk.refused) == 1


# Choosing -----------------------------------------------------------------------------------------------------------
def test_a_column_is_given_another_field_with_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("measures")
    dialog = opened(qtbot, desk, target, MEASURES)
    assert [box.currentText() for box in dialog.columns.boxes] == [
        "Nämndens åtgärd",
        "Koppling till styrdokument",
        "Förväntade effekter av åtgärden",
        "Klistra inte in",
    ]
    assert "Kolumn 4 har text men klistras inte in." in dialog.messages.texts()
    assert column(dialog, 3) == ["", ""]
    tab_to(dialog, dialog.columns.boxes[3])
    press(dialog, Key.Key_Up)
    assert dialog.columns.boxes[2].currentText() == "Klistra inte in"
    assert column(dialog, 3) == ["Enhet Norr", "Enhet Syd"]
    press(dialog, Key.Key_Return)
    assert [row[2] for row in measures_of(desk.document, target)] == ["Enhet Norr", "Enhet Syd"]


def test_a_column_that_no_row_can_do_without_is_asked_for(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("measures")
    dialog = opened(qtbot, desk, target, MEASURES)
    tab_to(dialog, dialog.columns.boxes[0])
    press(dialog, Key.Key_End)
    assert dialog.messages.texts()[0] == "Välj vilken kolumn som är ”Nämndens åtgärd”."
    assert not dialog.main.isEnabled()
    press(dialog, Key.Key_Return)
    assert measures_of(desk.document, target) == []
    press(dialog, Key.Key_Home)
    assert dialog.main.isEnabled()


def test_the_header_can_be_a_row(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, desk.table("measures"), MEASURES)
    assert dialog.header_rows.key() == "1"
    assert dialog.main.text() == "Klistra in 2 åtgärder"
    tab_to(dialog, dialog.header_rows.button("1"))
    press(dialog, Key.Key_Left)
    assert dialog.header_rows.key() == "0"
    assert dialog.main.text() == "Klistra in 3 åtgärder"
    assert column(dialog, 0)[0] == "Åtgärd"


def test_what_an_empty_first_cell_means_is_asked_only_where_there_is_one(qtbot: QtBot, desk: Desk) -> None:
    assert not opened(qtbot, desk, desk.table("measures"), MEASURES).empty_first.isVisible()
    dialog = opened(qtbot, desk, desk.table("measures"), CONTINUED)
    assert dialog.empty_first.isVisible()
    assert column(dialog, 1) == ["Program för barn\nPlan för hälsa"]
    dialog.empty_first.button("above").click()
    assert column(dialog, 0) == ["Öppna en mottagning", "Öppna en mottagning"]
    dialog.empty_first.button("own").click()
    assert column(dialog, 0) == ["Öppna en mottagning", ""]


def test_several_styrdokument_in_a_cell_can_be_kept_together(qtbot: QtBot, desk: Desk) -> None:
    text = "Åtgärd\tStyrdokument\tEffekt\nSkriva\tProgram för barn Plan för hälsa\tX\n"
    dialog = opened(qtbot, desk, desk.table("measures"), text)
    assert column(dialog, 1) == ["Program för barn\nPlan för hälsa"]
    assert dialog.messages.texts() == ["2 styrdokument läggs till i registret: Program för barn; Plan för hälsa"]
    dialog.steering.button("no").click()
    assert column(dialog, 1) == ["Program för barn Plan för hälsa"]


def test_a_title_row_can_be_an_ordinary_row(qtbot: QtBot, desk: Desk) -> None:
    text = "Uppdrag: tidigt stöd\t\t\nIndikator\tNuvärde\tTrend\nVäntetid\t6\tMinskar\n"
    dialog = opened(qtbot, desk, desk.table("indicators"), text)
    assert "Tabellen får rubriken ”Uppdrag: tidigt stöd”." in dialog.messages.texts()
    assert dialog.main.text() == "Klistra in 1 indikator"
    dialog.title_row.button("no").click()
    assert column(dialog, 0)[0] == "Uppdrag: tidigt stöd"


def test_areas_that_are_added_are_told(qtbot: QtBot, desk: Desk) -> None:
    text = "Kontrollområde\tRisk\tKontrollmoment\nNytt område\tFel\tGranska\n\t\tLoggar\n"
    dialog = opened(qtbot, desk, desk.table("controls"), text)
    assert "Kontrollområden som läggs till: Nytt område" in dialog.messages.texts()
    assert dialog.sentence.text() == "2 kontroller läggs till i sina kontrollområden."
    press(dialog, Key.Key_Return)
    assert len(dialog.added) == 2


def test_the_unit_and_the_columns_of_a_budget_are_chosen(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("budget")
    dialog = opened(qtbot, desk, target, BUDGET)
    dialog.unit.button("tkr").click()
    tab_to(dialog, dialog.columns.boxes[1])
    press(dialog, Key.Key_End)
    assert column(dialog, 2) == ["62", "18"]
    press(dialog, Key.Key_Return)
    table = queries.get(desk.document.session, BudgetTable, target.row_id)
    assert table.unit == "tkr"
    assert [each.heading for each in table.columns] == ["Budget 2027"]
    amounts = [row.amount_of(table.columns[0]) for row in table.rows]
    assert [amount.ore for amount in amounts if amount] == [6_200_000, 1_800_000]


def test_a_word_among_the_amounts_is_shown_where_it_was_pasted(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, desk.table("budget"), "Mnkr\tBudget\nStatsbidrag\t94\nFörsäljning\tcirka tio\n")
    assert "”cirka tio” är inget belopp" in dialog.messages.texts()[0]
    assert column(dialog, 1) == ["94", "cirka tio"]
    assert not dialog.main.isEnabled()


# Refusing -----------------------------------------------------------------------------------------------------------
def test_a_personnummer_is_refused_with_the_reason(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("measures")
    before = desk.document.path.read_bytes()
    dialog = opened(qtbot, desk, target, WITH_NUMBER)
    reason = dialog.messages.texts()[0]
    assert reason.startswith("Rad 1, Förväntade effekter av åtgärden: här står ett personnummer")
    assert "19811228" not in reason
    press(dialog, Key.Key_Return)
    assert dialog.isVisible()
    assert desk.document.path.read_bytes() == before
    tab_to(dialog, dialog.columns.boxes[2])
    press(dialog, Key.Key_End)
    press(dialog, Key.Key_Return)
    assert measures_of(desk.document, target) == [["Samtala", "Program för barn", ""]]
    assert b"19811228" not in desk.document.path.read_bytes()


def test_what_the_file_refuses_is_said_in_the_dialog(qtbot: QtBot, desk: Desk) -> None:
    target = desk.table("table")
    before = all_rows(desk.document)
    dialog = opened(
        qtbot, desk, target, "Begrepp\t19811228-9874\nMål\tDet som nämnden vill nå under de kommande åren\n"
    )
    dialog.header_rows.button("1").click()
    press(dialog, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.messages.texts()[0].endswith("Inget är inklistrat.")
    assert all_rows(desk.document) == before


# The table ----------------------------------------------------------------------------------------------------------
def test_the_preview_keeps_the_rules_of_qt_models(qtbot: QtBot, qtmodeltester: ModelTester, desk: Desk) -> None:
    dialog = opened(qtbot, desk, desk.table("measures"), WITH_NUMBER)
    qtmodeltester.check(dialog.table.preview)  # type: ignore[no-untyped-call]


def test_every_row_that_is_seen_has_room_for_its_text(qtbot: QtBot, desk: Desk) -> None:
    long = "En åtgärd som beskrivs utförligt, med skäl och avgränsning. " * 6
    lines = "\n".join(f"{long if number % 3 == 0 else 'Kort'}\tProgram {number}\t" for number in range(400))
    dialog = opened(qtbot, desk, desk.table("measures"), f"Åtgärd\tStyrdokument\tEffekt\n{lines}")
    table = dialog.table
    bar = table.verticalScrollBar()
    for place in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(place)
        qtbot.waitUntil(lambda: table.rowAt(table.viewport().height() - 1) > 0)
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        for row in range(first, last + 1):
            needed = max(
                table.wrap.height(table.preview.index(row, each), table.columnWidth(each)) for each in range(3)
            )
            assert table.rowHeight(row) == needed


@pytest.mark.parametrize("percent", [100, 150])
def test_the_choices_stand_above_their_columns(qtbot: QtBot, desk: Desk, percent: int) -> None:
    theme().apply(percent=percent)
    dialog = opened(qtbot, desk, desk.table("measures"), MEASURES)
    for place, box in enumerate(dialog.columns.boxes):
        left = dialog.table.columnViewportPosition(place)
        assert left <= box.x() < box.geometry().right() <= left + dialog.table.columnWidth(place)


def test_a_choice_that_gets_focus_is_scrolled_into_sight(qtbot: QtBot, desk: Desk) -> None:
    wide = "\t".join(f"Rubrik {number}" for number in range(20))
    dialog = opened(qtbot, desk, desk.table("table"), f"{wide}\n{wide.replace('Rubrik', 'Text')}")
    last = dialog.columns.boxes[-1]
    assert last.x() > dialog.columns.width()
    tab_to(dialog, last)
    assert last.geometry().right() <= dialog.columns.width()
