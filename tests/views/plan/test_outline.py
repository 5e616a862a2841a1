"""The outline: adding, naming, moving and deleting sections by keyboard, each undone in one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.document.document import Document
from scn_desktop.models.plan import Section
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.outline_tree import OutlineTreeModel
from scn_desktop.views.plan.tab import PlanTab


def top(bridge: Bridge) -> list[Section]:
    return bridge.plan.papers[0].sections


def titles(bridge: Bridge) -> list[str]:
    return [section.title for section in top(bridge)]


def test_the_outlines_model_keeps_qts_rules(tab: PlanTab, bridge: Bridge) -> None:
    model = OutlineTreeModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_paper(bridge.plan.papers[0])
    assert model.rowCount() == len(top(bridge))
    assert model.index(5, 0).data() == top(bridge)[5].title


def test_a_section_is_renamed_in_the_outline_and_the_heading_follows(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    before = titles(bridge)
    tab.outline.choose(top(bridge)[1].id)
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("Läget i kommunen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert titles(bridge)[1] == "Läget i kommunen"
    assert tab.section.title.toPlainText() == "Läget i kommunen"
    window.undo()
    assert titles(bridge) == before
    assert tab.section.title.toPlainText() == before[1]


def test_a_refused_title_stays_where_it_is_typed_until_it_is_mended(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    before = titles(bridge)
    tab.outline.choose(top(bridge)[1].id)
    tab.outline.rename()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("Läget 811218-9876")
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (field.isVisible(), field.text(), field.property("wrong")) == (True, "Läget 811218-9876", "true")
        assert "personnummer" in window.status.message()
        tab.section.title.setFocus()
        assert (field.isVisible(), field.text()) == (True, "Läget 811218-9876")
        assert titles(bridge) == before
        field.setFocus()
    field.clear()
    QTest.keyClicks(field, "Behov")
    assert field.property("wrong") == "false"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert titles(bridge)[1] == "Behov"


def test_a_title_being_typed_is_kept_when_the_file_is_closed(
    window: MainWindow, tab: PlanTab, bridge: Bridge, example_file: Path
) -> None:
    tab.outline.choose(top(bridge)[1].id)
    tab.outline.rename()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("Läget i kommunen")
    window.menus.close_file.trigger()
    document = Document.open(example_file)
    assert queries.plans(document.session)[-1].papers[0].sections[1].title == "Läget i kommunen"
    document.close()


def test_a_new_section_comes_after_the_chosen_one_ready_to_be_named(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    before = titles(bridge)
    tab.outline.choose(top(bridge)[1].id)
    action = tab.outline.add_actions()[0]
    action.trigger()
    assert len(titles(bridge)) == len(before) + 1
    assert tab.outline.current() is top(bridge)[2]
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.undo()
    assert titles(bridge) == before


def test_f6_comes_to_the_sections_and_insert_offers_the_first_kind(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    tab.section.title.setFocus()
    for _ in range(2):  # by way of the tabs
        window.menus.next_pane.trigger()
    assert QApplication.focusWidget() is tab.outline.tree
    tab.outline.choose(top(bridge)[0].id)
    before = len(top(bridge))

    def press_enter() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(50, press_enter)
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: len(top(bridge)) == before + 1)


def test_delete_removes_a_section_at_once_and_undo_shows_it_again(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    before = titles(bridge)
    gone = top(bridge)[2].id
    tab.outline.choose(gone)
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Delete)
    assert titles(bridge) == before[:2] + before[3:]
    assert window.status.message() == "Avsnittet togs bort med allt som stod i det."
    assert tab.outline.current() is top(bridge)[2]
    window.undo()
    assert titles(bridge) == before
    assert gone in [section.id for section in top(bridge)]
    assert tab.outline.model.section_id(tab.outline.tree.currentIndex()) == gone


def test_alt_and_arrows_move_a_section_and_keep_it_chosen(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    before = titles(bridge)
    moved = top(bridge)[0]
    tab.outline.choose(moved.id)
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(bridge)[:2] == [before[1], before[0]]
    assert tab.outline.current() is moved
    assert tab.outline.tree.hasFocus()
    window.undo()
    assert titles(bridge) == before


def test_a_move_that_the_planning_model_forbids_is_refused_with_the_reason(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    goals = [section for section in top(bridge) if section.sections]
    tab.outline.choose(goals[1].id)
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert goals[1].parent is None
    assert "kan inte stå under" in window.status.message()


def test_a_section_can_be_dragged_to_another_place(tab: PlanTab, bridge: Bridge) -> None:
    before = titles(bridge)
    model = tab.outline.model
    data = model.mimeData([model.index(0, 0)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert titles(bridge)[:3] == [before[1], before[2], before[0]]


def test_tab_always_leaves_the_tree_and_enter_goes_to_the_text(qtbot: QtBot, tab: PlanTab, bridge: Bridge) -> None:
    tab.outline.choose(top(bridge)[0].id)
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Tab)
    assert not tab.outline.tree.hasFocus()
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert tab.section.isAncestorOf(focused)


def test_the_papers_own_fields_are_written_where_they_are_shown(
    qtbot: QtBot, window: MainWindow, tab: PlanTab, bridge: Bridge
) -> None:
    paper = bridge.plan.papers[0]
    before = paper.registry_number
    tab.show_paper()
    number = tab.paper.fields["paper.registry_number"]
    number.editor.setFocus()
    number.editor.selectAll()
    QTest.keyClicks(number.editor, "SN 2027-00012")
    tab.outline.choose(top(bridge)[1].id)
    assert paper.registry_number == "SN 2027-00012"
    assert tab.section.isVisible()
    window.undo()
    assert paper.registry_number == before
    assert tab.paper.isVisible()
    assert number.text() == before


def test_a_date_that_is_no_date_is_refused_with_the_way_to_write_it(tab: PlanTab, bridge: Bridge) -> None:
    paper = bridge.plan.papers[0]
    before = paper.dated
    tab.show_paper()
    dated = tab.paper.fields["paper.dated"]
    dated.editor.setText("igår")
    assert not dated.commit()
    assert "2027-09-08" in dated.error()
    assert paper.dated == before
