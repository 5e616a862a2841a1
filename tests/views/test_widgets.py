"""Fields, answers and tables do what the hands expect."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPalette, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from scn_desktop.errors import InputError
from scn_desktop.views.theme import LIGHT, Appearance, from_palette, theme
from scn_desktop.views.widgets.controls import AnswerControl, CheckBox, ComboBox, button, tool_button
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.field_edit import PAUSE, FieldEdit
from scn_desktop.views.widgets.wrap_delegate import CellEditor
from scn_desktop.views.widgets.wrap_table import WrapTable

pytestmark = pytest.mark.usefixtures("application")


class Words(EditTableModel):
    """Three rows of two columns; refuses every text with "nej" in it."""

    def __init__(self) -> None:
        super().__init__(["Första", "Andra"])
        self.words = {"a": ["ett", "två"], "b": ["tre", "fyra"], "c": ["fem", "sex"]}
        self.ids = list(self.words)

    def text(self, row: int, column: int) -> str:
        return self.words[self.ids[row]][column]

    def write(self, row: int, column: int, text: str) -> None:
        if "nej" in text:
            raise InputError("Det går inte.")
        self.words[self.ids[row]][column] = text
        here = self.index(row, column)
        self.dataChanged.emit(here, here)

    def extra(self, row: int, column: int, role: int) -> Any:
        return ["sju", "sjutton", "åtta"] if role == Role.CHOICES and column == 1 else None


@pytest.fixture
def table(qtbot: QtBot) -> WrapTable:
    shown = WrapTable("Ord")
    model = Words()
    model.setParent(shown)
    shown.setModel(model)
    shown.set_columns([1, 1])
    shown.resize(400, 300)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
    shown.setFocus()
    shown.setCurrentIndex(model.index(0, 0))
    return shown


def words(table: WrapTable) -> Words:
    model = table.model()
    assert isinstance(model, Words)
    return model


def editor(table: WrapTable) -> CellEditor:
    found = QApplication.focusWidget()
    assert isinstance(found, CellEditor)
    return found


def type_over(qtbot: QtBot, table: WrapTable, text: str) -> None:
    """Type with the cell current but not open, as a user does: the first key opens it."""
    QTest.keyClicks(table, text[0])
    QTest.keyClicks(editor(table), text[1:])


def test_the_model_of_an_editable_table_keeps_qts_rules() -> None:
    model = Words()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.words["d"] = ["sju", "åtta"]
    model.sync(["d", "c", "a"])
    assert [model.text(row, 0) for row in range(3)] == ["sju", "fem", "ett"]


def test_typing_replaces_the_cell_and_enter_goes_down(qtbot: QtBot, table: WrapTable) -> None:
    type_over(qtbot, table, "xy")
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    assert words(table).words["a"][0] == "xy"
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)


def test_f2_edits_at_the_end_tab_goes_right_and_on_to_the_next_row(qtbot: QtBot, table: WrapTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(editor(table), "!")
    QTest.keyClick(editor(table), Qt.Key.Key_Tab)
    assert words(table).words["a"][0] == "ett!"
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)


def test_escape_puts_the_old_text_back_even_after_the_pause(qtbot: QtBot, table: WrapTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClicks(editor(table), " till")
    qtbot.waitUntil(lambda: words(table).words["a"][0] == "ett till", timeout=3000)
    QTest.keyClick(editor(table), Qt.Key.Key_Escape)
    assert words(table).words["a"][0] == "ett"


def test_a_refused_text_stays_in_its_cell_with_the_reason(qtbot: QtBot, table: WrapTable) -> None:
    type_over(qtbot, table, "nej")
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    cell = words(table).index(0, 0)
    assert words(table).words["a"][0] == "ett"
    assert cell.data() == "nej"
    assert cell.data(Role.ERROR) == "Det går inte."
    assert "Det går inte." in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    table.setCurrentIndex(cell)
    type_over(qtbot, table, "jo")
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    assert words(table).words["a"][0] == "jo"
    assert cell.data(Role.ERROR) is None


def test_rows_grow_with_what_is_typed(qtbot: QtBot, table: WrapTable) -> None:
    before = table.rowHeight(0)
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClick(editor(table), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(editor(table), "mer")
    assert table.rowHeight(0) > before
    QTest.keyClick(editor(table), Qt.Key.Key_Return)
    assert words(table).words["a"][0] == "ett\nmer"


def test_control_enter_asks_for_a_new_row(qtbot: QtBot, table: WrapTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_F2)
    with qtbot.waitSignal(table.new_row_requested) as asked:
        QTest.keyClick(editor(table), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [0]


def test_delete_empties_the_chosen_cells_and_whole_rows_are_asked_for(qtbot: QtBot, table: WrapTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert words(table).words["a"] == ["", "två"]
    table.selectRow(1)
    table.selectionModel().select(words(table).index(1, 1), table.selectionModel().SelectionFlag.Select)
    with qtbot.waitSignal(table.rows_delete_requested) as asked:
        QTest.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [[1]]


def test_what_is_copied_can_be_pasted_in_a_spreadsheet(qtbot: QtBot, table: WrapTable) -> None:
    words(table).words["a"][1] = "två\nrader"
    table.selectAll()
    table.copy()
    assert QApplication.clipboard().text().splitlines()[0:2] == ['ett\t"två', 'rader"']


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise\\(\\)")
def test_completion_offers_what_is_in_the_register(qtbot: QtBot, table: WrapTable) -> None:
    table.setCurrentIndex(words(table).index(0, 1))
    type_over(qtbot, table, "sju")
    field = editor(table)
    assert field.popup_open()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    assert popup.model().rowCount() == 2
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.toPlainText() == "sjutton"


def test_a_half_typed_name_is_kept_only_when_the_cell_is_left(qtbot: QtBot, table: WrapTable) -> None:
    table.setCurrentIndex(words(table).index(0, 1))
    type_over(qtbot, table, "Program")
    qtbot.wait(PAUSE + 100)
    assert words(table).words["a"][1] == "två"
    QTest.keyClicks(editor(table), " barn")
    QTest.keyClick(editor(table), Qt.Key.Key_Tab)
    assert words(table).words["a"][1] == "Program barn"


# Buttons -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_focus(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    frame = QWidget()
    qtbot.addWidget(frame)
    row = QHBoxLayout(frame)
    for made in (
        button("Ny åtgärd", lambda: pressed.append("länk"), role="link"),
        tool_button("plus", "Nytt avsnitt", lambda: pressed.append("tecken")),
    ):
        row.addWidget(made)
        QTest.keyClick(made, key)
    assert pressed == ["länk", "tecken"]


def test_in_a_dialog_enter_belongs_to_the_main_button(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row = QHBoxLayout(dialog)
    link, main = (button(word, partial(pressed.append, word)) for word in ("länk", "huvudknapp"))
    main.setDefault(True)
    row.addWidget(link)
    row.addWidget(main)
    with qtbot.waitActive(dialog):
        dialog.show()
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert pressed == ["huvudknapp"]


# Fields --------------------------------------------------------------------------------------------------------------
def test_a_field_commits_after_a_pause_and_when_it_is_left(qtbot: QtBot) -> None:
    kept: list[str] = []
    page = QWidget()
    layout = QVBoxLayout(page)
    field, other = FieldEdit("Ansvarig", kept.append), QLineEdit()
    layout.addWidget(field)
    layout.addWidget(other)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    field.editor.setFocus()
    with qtbot.waitSignal(field.committed):
        QTest.keyClicks(field.editor, "Social")
    QTest.keyClicks(field.editor, "chef")
    other.setFocus()
    assert kept == ["Social", "Socialchef"]


def test_a_refused_field_keeps_the_text_and_says_why_and_escape_restores(qtbot: QtBot) -> None:
    def refuse(text: str) -> None:
        if "nej" in text:
            raise InputError("Det går inte.")

    field = FieldEdit("Namn", refuse, multiline=True)
    field.set_text("förut")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    field.editor.setFocus()
    QTest.keyClicks(field.editor, " nej")
    assert not field.commit()
    assert field.error() == "Det går inte."
    assert field.text() == "förut nej" or field.text() == " nejförut"
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.text() == "förut"
    assert field.error() == ""


@pytest.mark.parametrize("multiline", [False, True])
def test_undo_in_a_field_where_nothing_was_typed_is_the_documents(qtbot: QtBot, multiline: bool) -> None:
    window, field, undone = QWidget(), FieldEdit("Namn", multiline=multiline), list[bool]()
    QVBoxLayout(window).addWidget(field)
    undo = QAction("Ångra", window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undo.triggered.connect(lambda: undone.append(True))
    window.addAction(undo)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.set_text("förut")
    field.editor.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(undone) == 1
    QTest.keyClicks(field.editor, "x")
    QTest.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(undone) == 1
    assert field.text() == "förut"


def test_a_growing_field_is_as_high_as_its_text(qtbot: QtBot) -> None:
    field = FieldEdit("Metod", multiline=True)
    qtbot.addWidget(field)
    field.resize(300, 400)
    field.show()
    low = field.editor.height()
    field.set_text("Justeraren väljer tre ärenden före varje ordinarie möte. " * 4)
    qtbot.waitUntil(lambda: field.editor.height() > low + 40)


# Answers and choices -------------------------------------------------------------------------------------------------
def test_letters_answer_only_while_the_row_has_focus(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QHBoxLayout(page)
    answer = AnswerControl([("yes", "Ja"), ("no", "Nej"), ("na", "Ej aktuellt")], "Är skälet tydligt?", keys="JNE")
    comment = QLineEdit()
    layout.addWidget(answer)
    layout.addWidget(comment)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    comment.setFocus()
    QTest.keyClicks(comment, "nej")
    assert answer.key() is None
    answer.focus()
    with qtbot.waitSignals([answer.chosen, answer.passed_on]):
        QTest.keyClicks(answer.button("yes"), "n")
    assert answer.key() == "no"


def test_an_answer_is_as_wide_chosen_as_not(qtbot: QtBot) -> None:
    answer = AnswerControl([("yes", "Ja"), ("no", "Nej")], "Fråga")
    qtbot.addWidget(answer)
    before = [answer.button(key).sizeHint().width() for key in ("yes", "no")]
    answer.choose("no")
    assert [answer.button(key).sizeHint().width() for key in ("yes", "no")] == before
    answer.choose(None)
    assert answer.key() is None


def test_the_wheel_never_changes_a_combo_box(qtbot: QtBot) -> None:
    combo = ComboBox()
    combo.addItems(["ett", "två", "tre"])
    qtbot.addWidget(combo)
    combo.show()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert combo.currentIndex() == 0


# Tokens --------------------------------------------------------------------------------------------------------------
def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast of two tokens."""

    def luminance(token: str) -> float:
        colour = theme().colour(token)
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_text_is_readable_on_every_ground(appearance: Appearance) -> None:
    theme().apply(appearance)
    for ground in ("bg", "surface", "sunken", "selection", "active"):
        assert contrast("text", ground) >= 4.5
        assert contrast("text2", ground) >= 4.5
    for status in ("ok", "warning", "error"):
        assert contrast(status, f"{status}_soft") >= 4.5
        assert contrast(status, "surface") >= 4.5
    assert contrast("on_accent", "accent") >= 4.5
    assert contrast("control", "surface") >= 3


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_the_box_of_a_check_box_is_seen_without_focus(qtbot: QtBot, appearance: Appearance) -> None:
    theme().apply(appearance)
    box = CheckBox("För publicering")
    qtbot.addWidget(box)
    box.show()
    for token in ("control", "accent"):
        box.setChecked(token == "accent")
        drawn, wanted = box.grab().toImage(), theme().colour(token)
        row = [drawn.pixelColor(x, drawn.height() // 2) for x in range(24)]
        assert any(abs(pixel.lightness() - wanted.lightness()) < 4 for pixel in row)
    theme().apply(Appearance.LIGHT)


def test_text_size_scales_every_token() -> None:
    theme().apply(percent=150)
    assert theme().px(34) == 51
    assert theme().font("h1").pixelSize() == 39


def test_a_table_with_no_rows_has_no_current_cell(qtbot: QtBot) -> None:
    shown = WrapTable("Tom", grow=True)
    model = Words()
    model.sync([])
    shown.setModel(model)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.currentIndex() == QModelIndex()


def test_a_table_out_of_sight_is_not_read_when_the_text_grows_but_when_it_is_shown_again(table: WrapTable) -> None:
    height = table.rowHeight(0)
    table.hide()
    known = words(table).words
    words(table).words = {}  # as of a file that is closed: reading it would fail
    theme().apply(Appearance.LIGHT, 150)
    words(table).words = known
    assert table.rowHeight(0) == height
    table.show()
    assert table.rowHeight(0) > height
    theme().apply(Appearance.LIGHT, 100)


def test_high_contrast_takes_the_systems_own_colours_for_every_token(application: QApplication) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    system.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    tokens = from_palette(system)
    assert set(tokens) == set(LIGHT)
    assert tokens["bg"] == "#000000"
    assert tokens["error"] == "#ffff00"
