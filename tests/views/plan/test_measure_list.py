"""Alla åtgärder: one list of the whole plan, sorted, filtered and edited where it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.edits import measures as edits
from scn_desktop.models.measure import Measure
from scn_desktop.swedish import sort_key
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.details_dialog import MeasureDetails
from scn_desktop.views.plan.measure_list import MeasureList
from scn_desktop.views.plan.measure_list_table import Filter
from scn_desktop.views.plan.measures_block import MeasuresBlock
from scn_desktop.views.plan.steering_dialog import SteeringDialog
from scn_desktop.views.plan.tab import PlanTab

Show = Callable[[str], BlockEditor]


@pytest.fixture
def listed(tab: PlanTab) -> MeasureList:
    tab.outline.measures_button.click()
    assert tab.measures is not None
    assert tab.measures.isVisible()
    QAbstractItemModelTester(tab.measures.model, QAbstractItemModelTester.FailureReportingMode.Fatal, tab.measures)
    return tab.measures


def column(listed: MeasureList, key: str) -> list[str]:
    place = listed.model.keys.index(key)
    return [listed.model.text(row, place) for row in range(len(listed.model.ids))]


def show_column(listed: MeasureList, key: str) -> None:
    if key not in listed.model.keys:
        listed.toggle_column(key)


def measure(listed: MeasureList, row: int) -> Measure:
    return listed.model.listed(row).measure


def test_every_measure_of_the_plan_is_listed_once(listed: MeasureList, bridge: Bridge) -> None:
    assert sorted(listed.model.ids) == sorted(each.id for each in bridge.plan.measures)
    assert len(listed.model.ids) > 20


def test_the_key_and_the_menu_open_the_list(tab: PlanTab, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert tab.measures is not None
    assert tab.measures.isVisible()
    assert tab.outline.measures_button.isChecked()
    assert not tab.outline.tree.selectionModel().hasSelection()
    tab.outline.tree.setFocus()
    QTest.keyClick(tab.outline.tree, Qt.Key.Key_Down)
    assert tab.section.isVisible()
    assert not tab.outline.measures_button.isChecked()
    assert any(action.text().startswith("Alla åtgärder") for action in tab.menu_actions("plan"))


def test_what_the_part_at_hand_can_do_has_a_menu_of_its_own(tab: PlanTab, bridge: Bridge) -> None:
    """The menu Plan would be taller than a laptop's screen."""
    placement = next(place for each in bridge.plan.measures for place in each.placements)
    tab.show_place(placement.block.section_id)
    editor = next(each for each in tab.section.editors() if each.block.id == placement.block_id)
    assert editor.focus_editor()
    part = tab.menu_actions("plan")[-1]
    assert part.text() == "Den här delen"
    assert part.isVisible()
    offered = [action.text() for action in part.menu().actions()]  # type: ignore[attr-defined]
    assert "Ny åtgärd" in offered
    assert "Ta bort delen" in offered


def test_columns_are_sorted_as_in_sweden_and_empty_cells_come_last(listed: MeasureList) -> None:
    place = listed.model.keys.index("effect")
    measure_id = listed.model.ids[3]
    listed._bridge.do("Töm", lambda s: edits.set_field(s, measure_id, "effect", ""))
    in_plan = list(listed.model.ids)
    listed.sort_by(place)
    texts = column(listed, "effect")
    filled = [text for text in texts if text]
    assert filled == sorted(filled, key=sort_key)
    assert texts[len(filled) :] == [""] * (len(texts) - len(filled))
    assert len(filled) < len(texts)
    listed.sort_by(place)
    assert column(listed, "effect")[: len(filled)] == filled[::-1]
    listed.sort_by(place)
    assert listed.model.ids == in_plan


def test_what_lacks_a_unit_is_found_and_written_without_leaving_the_list(
    listed: MeasureList, window: MainWindow
) -> None:
    show_column(listed, "responsible")
    listed.filter.missing.setCurrentIndex(listed.filter.missing.findData("responsible"))
    listed.filter.missing.activated.emit(0)
    assert listed.model.ids
    assert not any(column(listed, "responsible"))
    row = len(listed.model.ids) // 2
    measure_id = listed.model.ids[row]
    cell = listed.model.index(row, listed.model.keys.index("responsible"))
    assert listed.model.setData(cell, "Barn och unga")
    assert measure(listed, row).responsible == "Barn och unga"
    assert listed.model.ids[row] == measure_id  # it does not vanish under the one who writes
    window.undo()
    assert measure(listed, row).responsible == ""
    assert listed.isVisible()
    assert listed.table.currentIndex().row() == row
    window.redo()
    assert measure(listed, row).responsible == "Barn och unga"


def test_words_section_document_and_unit_narrow_the_list(listed: MeasureList, bridge: Bridge) -> None:
    first = measure(listed, 0)
    bridge.do("Ansvarig", lambda s: edits.set_field(s, first.id, "responsible", "Barn och unga"))
    listed.show_filter(Filter(responsible="Barn och unga"))
    assert listed.model.ids == [first.id]
    section = listed.model.listed(0).placements[0].block.section
    above = section.parent
    assert above is not None
    listed.show_filter(Filter(section_id=above.id))
    within = {block.id for each in [above, *above.sections] for block in each.blocks}
    for row in range(len(listed.model.ids)):
        assert any(placement.block_id in within for placement in listed.model.listed(row).placements)
    document = queries.used_steering_documents(bridge.plan)[0]
    listed.show_filter(Filter(steering_id=document.id))
    assert listed.model.ids
    assert all(document.title in text for text in column(listed, "steering"))
    word = first.text.split()[-1].casefold()
    listed.show_filter(Filter(words=word.upper()))
    assert first.id in listed.model.ids
    listed.filter.clear_button.click()
    assert len(listed.model.ids) == len(bridge.plan.measures)


def test_a_filter_that_nothing_answers_says_so(listed: MeasureList) -> None:
    listed.show_filter(Filter(words="xyzzy"))
    assert listed.model.ids == []
    assert listed.table.isHidden()
    assert not listed._empty.isHidden()
    listed.filter.clear()
    assert not listed.table.isHidden()


def test_fill_down_is_one_step_to_undo(listed: MeasureList, window: MainWindow, bridge: Bridge) -> None:
    show_column(listed, "responsible")
    place = listed.model.keys.index("responsible")
    assert listed.model.setData(listed.model.index(0, place), "Vuxna")
    before = [each.responsible for each in bridge.plan.measures]
    listed.table.setFocus()
    listed.table.setCurrentIndex(listed.model.index(0, place))
    for _ in range(3):
        QTest.keyClick(listed.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(listed.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert column(listed, "responsible")[:4] == ["Vuxna"] * 4
    window.undo()
    assert [each.responsible for each in bridge.plan.measures] == before


def test_the_list_leads_to_the_row_in_its_section(listed: MeasureList, tab: PlanTab) -> None:
    row = len(listed.model.ids) - 1
    placement = listed.model.listed(row).placements[0]
    listed.table.setCurrentIndex(listed.model.index(row, 0))
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    assert not listed.isVisible()
    editor = tab.section.editor_of(placement.block_id)
    assert isinstance(editor, MeasuresBlock)
    assert editor.model.ids[editor.table.currentIndex().row()] == placement.id
    assert QApplication.focusWidget() is editor.table


def test_the_whole_list_is_copied_with_its_headings(listed: MeasureList) -> None:
    listed.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == listed.model.titles
    assert measure(listed, 0).text in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()  # what Python gave it must not outlive Python


def test_a_new_styrdokument_is_questioned_under_the_list(listed: MeasureList, bridge: Bridge) -> None:
    known = queries.steering_documents(bridge.session)[0].title
    wrong = known[:-1] + "x" + known[-1]
    cell = listed.model.index(0, listed.model.keys.index("steering"))
    assert listed.model.setData(cell, wrong)
    assert listed.new_steering.isVisible()
    assert known in listed.new_steering.sentence.text()
    listed.new_steering.use_button.click()
    assert cell.data() == known
    assert wrong not in [each.title for each in queries.steering_documents(bridge.session)]
    assert listed.new_steering.isHidden()


def test_details_and_deletion_follow_the_row(listed: MeasureList, window: MainWindow, bridge: Bridge) -> None:
    listed.table.setFocus()
    listed.table.setCurrentIndex(listed.model.index(2, 1))
    QTest.keyClick(listed.table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MeasureDetails)
    assert dialog.owner is measure(listed, 2)
    dialog.close_button.click()
    before, gone = list(listed.model.ids), listed.model.ids[2]
    QTest.keyClick(listed.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert gone not in [each.id for each in bridge.plan.measures]
    window.undo()
    assert listed.model.ids == before


def test_columns_of_the_list_are_chosen_and_nothing_of_the_plan_changes(listed: MeasureList, bridge: Bridge) -> None:
    label = bridge.document.undo_label
    listed.toggle_column("effect")
    assert "effect" not in listed.model.keys
    listed.toggle_column("effect")
    assert "effect" in listed.model.keys
    assert bridge.document.undo_label == label


def test_the_register_leads_to_the_measures_that_use_a_document(tab: PlanTab, bridge: Bridge) -> None:
    tab.open_steering_documents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SteeringDialog)
    document = queries.used_steering_documents(bridge.plan)[0]
    dialog.table.setCurrentIndex(dialog.model.index(dialog.model.ids.index(document.id), 0))
    assert dialog.uses_button.isEnabled()
    dialog.uses_button.click()
    assert tab.measures is not None
    assert tab.measures.isVisible()
    assert tab.measures.model.filter == Filter(steering_id=document.id)
    assert all(document.title in text for text in column(tab.measures, "steering"))


def test_what_is_changed_while_the_list_is_not_seen_is_there_when_it_is(
    listed: MeasureList, tab: PlanTab, bridge: Bridge
) -> None:
    first = measure(listed, 0)
    tab.show_place(first.placements[0].block.section_id)
    added = bridge.do("Ny", lambda s: edits.add(s, first.placements[0].block_id, 0, "Alldeles ny"))
    bridge.do("Ändra", lambda s: edits.set_field(s, first.id, "text", "Omskriven"))
    tab.show_measures()
    assert "Alldeles ny" in column(listed, "measure")
    assert "Omskriven" in column(listed, "measure")
    bridge.do("Ta bort", lambda s: edits.delete(s, [added]))
    assert "Alldeles ny" not in column(listed, "measure")


def test_tab_goes_from_the_filter_to_the_list(listed: MeasureList) -> None:
    listed.filter.words.setFocus()
    for expected in (*listed.filter.stops()[1:5], listed.table):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected


def test_the_list_stays_when_the_text_size_changes(listed: MeasureList, window: MainWindow) -> None:
    listed.show_filter(Filter(words="barn"))
    window.set_text_size(125)
    shown = window.current_tab
    assert isinstance(shown, PlanTab)
    assert shown.measures is not None
    assert shown.measures.isVisible()
    assert shown.measures.model.filter == Filter(words="barn")
