"""The window as a user meets it: opening, tabs, undo, what is remembered, what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scn_desktop.app import Desktop
from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import sections
from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.crash import CrashDialog, CrashHandler
from scn_desktop.views.files import Files
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.panes import next_pane
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.start_view import NewPlan
from scn_desktop.views.theme import Appearance, theme


def test_the_window_paints_before_the_entities_are_imported() -> None:
    program = (
        "import sys\n"
        "from scn_desktop.app import Desktop, make_application\n"
        "from scn_desktop.settings import Settings\n"
        "application = make_application()\n"
        "window = Desktop(application, Settings()).show_window()\n"
        "painted = []\n"
        "window.first_painted.connect(lambda: painted.append(set(sys.modules)))\n"
        "while not painted: application.processEvents()\n"
        "slow = {'sqlalchemy', 'reportlab', 'markdown_it', 'openpyxl'} & painted[0]\n"
        "print(sorted(slow))\n"
        "window.close()\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "[]"


def test_the_first_start_is_walked_with_arrows_and_enter(qtbot: QtBot) -> None:
    window = MainWindow(Settings(), [])
    qtbot.addWidget(window)
    asked: list[str] = []
    window.start.spot_check_requested.connect(lambda: asked.append("stickprov"))
    with qtbot.waitExposed(window):
        window.show()
    window.show_start()
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Ny plan"
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert asked == ["stickprov"]


def test_the_program_outlives_more_signals_than_python_has_references_to_true() -> None:
    program = (
        "import scn_desktop.views\n"
        "from PySide6.QtCore import QObject\n"
        "named = QObject()\n"
        "for _ in range(100_000): named.objectNameChanged.emit('')\n"
        "print('alive')\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert result.stdout.strip() == "alive", result.stderr


def test_the_file_given_is_shown_with_its_name_and_nothing_of_its_content(window: MainWindow) -> None:
    assert window.windowTitle() == "plan.scnplan – SCN Desktop"


def test_tabs_are_built_at_their_first_visit(window: MainWindow) -> None:
    assert list(window.tabs.built) == ["plan"]
    window.show_tab(window.tab_keys.index("budget"))
    assert list(window.tabs.built) == ["plan", "budget"]


def test_the_menu_names_what_is_undone_and_undo_takes_it_back(window: MainWindow, bridge: Bridge) -> None:
    section = bridge.plan.papers[0].sections[0]
    before = section.title
    bridge.do("Byt rubrik", lambda session: sections.set_field(session, section.id, "title", "Ny rubrik"))
    assert window.menus.undo.text() == "Ångra Byt rubrik"
    window.menus.undo.trigger()
    assert section.title == before
    assert not window.menus.undo.isEnabled()
    assert window.menus.redo.text() == "Gör om Byt rubrik"
    window.menus.redo.trigger()
    assert section.title == "Ny rubrik"


def test_after_a_deletion_the_status_bar_offers_undo(qtbot: QtBot, window: MainWindow, bridge: Bridge) -> None:
    paper = bridge.plan.papers[0]
    section = paper.sections[0]
    bridge.do("Ta bort avsnitt", lambda session: sections.delete(session, section.id), "Avsnittet togs bort.")
    assert window.status.message() == "Avsnittet togs bort."
    QTest.mouseClick(window.status.undo_button, Qt.MouseButton.LeftButton)
    assert section.title in [each.title for each in paper.sections]


def test_every_menu_action_does_something_or_is_disabled(window: MainWindow) -> None:
    window.menus.insert_menu.aboutToShow.emit()
    window.menus.plan_menu.aboutToShow.emit()
    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            if action.isSeparator() or action.menu() is not None or not action.isEnabled():
                continue
            signal = action.metaObject().method(action.metaObject().indexOfSignal("triggered(bool)"))
            assert action.isSignalConnected(signal) or action.text().startswith("Avsluta"), action.text()


def test_text_size_rebuilds_the_view_at_the_same_place(window: MainWindow, bridge: Bridge) -> None:
    section = queries.blocks_of_kind(bridge.plan.papers[0], "measures")[2].section
    window.show_place("plan", section.id)
    window.set_text_size(150)
    assert theme().font("body").pixelSize() == 22
    assert isinstance(window.current_tab, PlanTab)
    assert window.current_tab.place() == section.id
    assert window.settings.number("text_size", 100) == 150


def test_dark_appearance_reaches_the_palette(window: MainWindow) -> None:
    dark = next(each for each in window.menus.appearances.actions() if each.data() == Appearance.DARK)
    dark.trigger()  # as in the menu: Qt hands the choice back as a plain string
    assert theme().dark
    assert window.palette().window().color().name() == "#1a1b1e"
    assert dark.isChecked()


def test_f6_goes_round_the_parts_of_the_view(qtbot: QtBot, window: MainWindow) -> None:
    visited = []
    for _ in range(3):
        window.menus.next_pane.trigger()
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(focused)
    assert len(set(visited)) == 3


def test_f6_comes_from_the_tabs_into_a_view_without_visible_parts(qtbot: QtBot) -> None:
    header, tab = QComboBox(), QWidget()
    column = QVBoxLayout(tab)
    field, unseen = QComboBox(), QSplitter()
    for widget in (field, unseen):
        column.addWidget(widget)
    unseen.hide()
    window = QWidget()
    both = QVBoxLayout(window)
    both.addWidget(header)
    both.addWidget(tab)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    header.setFocus()
    next_pane(header, tab)
    assert QApplication.focusWidget() is field
    next_pane(header, tab)
    assert QApplication.focusWidget() is header


def test_window_and_splitter_sizes_are_remembered(window: MainWindow, settings: Settings) -> None:
    assert window.current_tab is not None
    splitter = window.current_tab.findChild(QSplitter)
    assert splitter is not None
    splitter.setSizes([400, 900])
    splitter.splitterMoved.emit(400, 1)
    assert settings.numbers("splitter/plan/outline")[0] == pytest.approx(400, abs=10)


def test_a_dropped_file_is_opened(qtbot: QtBot, desktop: Desktop, example_file: Path) -> None:
    window = desktop.show_window()
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(example_file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: window.shown_path == example_file, timeout=10_000)
    window.close()


def test_a_file_already_open_is_brought_forward_not_opened_twice(desktop: Desktop, window: MainWindow) -> None:
    assert desktop.show_window(window.shown_path) is window


def test_a_new_plan_is_made_from_four_answers(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    window = desktop.show_window()
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    files = window.findChild(Files)
    assert files is not None
    files.create_at(tmp_path / "ny.scnplan", NewPlan("Exempelköpings kommun", "Socialnämnden", 2028, "enkel"))
    assert window.bridge is not None
    assert window.bridge.plan.year == 2028
    assert window.bridge.plan.committee.name == "Socialnämnden"
    window.close()


def test_a_file_that_is_not_ours_is_explained(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    foreign = tmp_path / "brev.scnplan"
    foreign.write_text("Hej")
    told = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.informativeText())
        box.reject()

    window = desktop.show_window()
    qtbot.waitUntil(lambda: window.findChild(Files) is not None)
    files = window.findChild(Files)
    assert files is not None
    QTimer.singleShot(0, read_and_close)
    files.open(foreign)
    assert told
    assert told[0]
    assert window.bridge is None
    assert foreign.read_text() == "Hej"
    window.close()


def test_a_file_open_elsewhere_is_read_only_and_says_why(qtbot: QtBot, desktop: Desktop, example_file: Path) -> None:
    holder = Document.open(example_file, author="Karin Lund")
    window = desktop.show_window(example_file)
    qtbot.waitUntil(lambda: window.bridge is not None, timeout=10_000)
    assert window.saving.read_only.isVisible()
    assert "Karin Lund" in window.saving.read_only.accessibleName()
    window.close()
    holder.close()


def test_a_crash_report_tells_where_but_nothing_of_what_was_typed(qtbot: QtBot, application: QApplication) -> None:
    handler = CrashHandler(application)
    shown = []

    def read_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CrashDialog)
        dialog.copy()
        shown.append(QApplication.clipboard().text())
        dialog.done(QDialog.DialogCode.Accepted)

    secret = "Åtgärd som ingen får se"
    try:
        raise ValueError(secret)
    except ValueError as error:
        QTimer.singleShot(0, read_and_close)
        handler.caught(ValueError, error, error.__traceback__)
    assert "ValueError" in shown[0]
    assert "test_window.py" in shown[0]
    assert secret not in shown[0]


def test_the_keys_dialog_lists_the_keys_of_the_view(window: MainWindow) -> None:
    texts: list[str] = []

    def read_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        texts.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    QTimer.singleShot(0, read_and_close)
    window.menus.keys.trigger()
    assert "flytta avsnittet" in texts


def test_settings_survive_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{inte json")
    broken = Settings(path)
    assert broken.number("text_size", 100) == 100
    broken.put("text_size", 125)
    assert Settings(path).number("text_size", 100) == 125
