"""Measures as a table with columns of its own, as bullets, and placed twice but typed once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from scn_desktop.models import queries
from scn_desktop.models.planning_model import PlanningModel
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.existing_measure import ExistingMeasureDialog
from scn_desktop.views.plan.measure_words import MeasureWords
from scn_desktop.views.plan.measures_block import MeasuresBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.plan.table_columns import ColumnMenu, offered
from scn_desktop.views.widgets.edit_table import Role

Show = Callable[[str], BlockEditor]


@pytest.fixture
def block(show: Show) -> MeasuresBlock:
    shown = show("measures")
    assert isinstance(shown, MeasuresBlock)
    return shown


def column_action(block: MeasuresBlock, text: str) -> QAction:
    """An action of the menu Kolumner."""
    [menu] = block.column_actions()
    found = menu.menu()
    assert isinstance(found, QMenu)
    assert menu.text() == "Kolumner"
    return next(action for action in found.actions() if action.text() == text)


# Columns -------------------------------------------------------------------------------------------------------------
def test_a_column_is_shown_and_its_texts_are_written_in_the_table(block: MeasuresBlock, window: MainWindow) -> None:
    before = list(block.model.keys)
    column_action(block, "Beskrivning").trigger()
    assert "description" in block.model.keys
    cell = block.model.index(0, block.model.keys.index("description"))
    assert block.model.setData(cell, "Två kvällar i veckan.")
    assert block.block.measure_placements[0].measure.description == "Två kvällar i veckan."
    column_action(block, "Beskrivning").trigger()
    assert block.model.keys == before
    assert block.block.measure_placements[0].measure.description == "Två kvällar i veckan."
    for _ in range(3):
        window.undo()
    assert block.model.keys == before
    assert block.block.measure_placements[0].measure.description == ""


@pytest.mark.parametrize("key", ["description", "period", "partners", "responsible"])
def test_every_field_can_have_a_column(block: MeasuresBlock, key: str) -> None:
    menu = ColumnMenu(block)
    wanted = next(each for each in offered(block.block, block.bridge.plan) if each.key == key)
    menu.toggle(wanted)
    cell = block.model.index(0, block.model.keys.index(key))
    assert block.model.setData(cell, "2026–2028")
    assert getattr(block.block.measure_placements[0].measure, key) == "2026–2028"


def test_a_column_is_moved_and_the_cell_follows_it(block: MeasuresBlock, window: MainWindow) -> None:
    before = list(block.model.keys)
    block.table.setCurrentIndex(block.model.index(1, 0))
    column_action(block, "Flytta kolumnen åt höger").trigger()
    assert block.model.keys == [before[1], before[0], *before[2:]]
    assert (block.table.currentIndex().row(), block.table.currentIndex().column()) == (1, 1)
    window.undo()
    assert block.model.keys == before


def test_the_column_that_names_the_rows_can_not_be_taken_away(block: MeasuresBlock) -> None:
    block.table.setCurrentIndex(block.model.index(0, block.model.keys.index("measure")))
    assert not column_action(block, "Ta bort kolumnen").isEnabled()


def test_what_stands_over_several_columns_is_typed_in_place(block: MeasuresBlock, qtbot: QtBot) -> None:
    block.table.setCurrentIndex(block.model.index(0, 2))
    column_action(block, "Ändra rubriken över kolumnen").trigger()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Resultat")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert block.block.columns[2].group == "Resultat"
    assert block.model.titles[2].startswith("Resultat ")


def test_ctrl_d_is_one_step_to_undo(block: MeasuresBlock, window: MainWindow) -> None:
    column = block.model.keys.index("steering")
    before = [block.model.text(row, column) for row in range(len(block.model.ids))]
    block.table.setFocus()
    block.table.setCurrentIndex(block.model.index(0, column))
    for _ in before[1:]:
        QTest.keyClick(block.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(block.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [block.model.text(row, column) for row in range(len(block.model.ids))] == [before[0]] * len(before)
    window.undo()
    assert [block.model.text(row, column) for row in range(len(block.model.ids))] == before


# Bullets -------------------------------------------------------------------------------------------------------------
def test_measures_are_shown_as_bullets_and_back(block: MeasuresBlock, window: MainWindow) -> None:
    QAbstractItemModelTester(block.model, QAbstractItemModelTester.FailureReportingMode.Fatal, block)
    keys = list(block.model.keys)
    block.set_shape("bullets")
    assert block.model.keys == ["measure"]
    assert block.table.horizontalHeader().isHidden()
    assert block.model.index(0, 0).data(Role.SIGN) == "minus"
    assert block.model.index(0, 0).data() == block.block.measure_placements[0].measure.full_text
    assert not block.column_actions()
    window.undo()
    assert block.model.keys == keys
    assert not block.table.horizontalHeader().isHidden()


def test_a_bullet_is_typed_like_a_row(block: MeasuresBlock, qtbot: QtBot) -> None:
    block.set_shape("bullets")
    block.add_row()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Prova en mottagning")
    block.finish_edits()
    assert block.block.measure_placements[-1].measure.text == "Prova en mottagning"


# Placed twice --------------------------------------------------------------------------------------------------------
def test_an_existing_measure_is_found_by_its_words_and_placed_here_too(
    block: MeasuresBlock, bridge: Bridge, window: MainWindow, tab: PlanTab
) -> None:
    blocks = queries.blocks_of_kind(bridge.plan.papers[0], "measures")
    other = next(each for each in blocks if each.section_id != block.block.section_id)
    wanted = other.measure_placements[0].measure
    total = len(bridge.plan.measures)
    block.table.setCurrentIndex(block.model.index(0, 0))
    block.add_existing()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExistingMeasureDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    here = {each.measure_id for each in block.block.measure_placements}
    assert not here & set(dialog.model.ids)
    dialog.filter.setText(wanted.text[:25].upper())
    assert dialog.model.ids[0] == wanted.id
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert block.block.measure_placements[1].measure is wanted
    assert len(bridge.plan.measures) == total
    assert block.model.index(1, 0).data(Role.SIGN) == "copy"
    assert block.model.index(1, 0).data(Role.SECONDARY).startswith("Står också under ")
    window.undo()
    assert wanted not in [each.measure for each in block.block.measure_placements]


def test_one_placement_is_removed_and_the_measure_stays(
    block: MeasuresBlock, bridge: Bridge, window: MainWindow, tab: PlanTab
) -> None:
    blocks = queries.blocks_of_kind(bridge.plan.papers[0], "measures")
    other = next(each for each in blocks if each.section_id != block.block.section_id)
    wanted = other.measure_placements[0].measure
    block.place(wanted.id)
    row = next(row for row in range(len(block.model.ids)) if block.model.measure(row) is wanted)
    jump = next(action for action in block.own_actions() if action.text().startswith("Gå till "))
    assert jump.isEnabled()
    block.delete_rows([row])
    assert "Den står kvar under" in window.status.message()
    assert [each.block_id for each in wanted.placements] == [other.id]
    window.undo()
    block.table.setCurrentIndex(block.model.index(row, 0))
    jump = next(action for action in block.own_actions() if action.text().startswith("Gå till "))
    jump.trigger()
    assert tab.section.section is other.section


def test_nothing_to_choose_is_said(block: MeasuresBlock) -> None:
    block.add_existing()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExistingMeasureDialog)
    dialog.filter.setText("xyzzy")
    assert not dialog.none.isHidden()
    assert not dialog.add_button.isEnabled()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


# New styrdokument ----------------------------------------------------------------------------------------------------
def test_a_misspelt_styrdokument_is_asked_about_and_exchanged(
    block: MeasuresBlock, bridge: Bridge, window: MainWindow
) -> None:
    register = [each.title for each in queries.steering_documents(bridge.session)]
    meant = max(register, key=len)
    cell = block.model.index(0, block.model.keys.index("steering"))
    before = cell.data()
    assert block.model.setData(cell, meant.replace("e", "é", 1) + "s")
    line = block.new_steering
    assert line.isVisible()
    assert f"Menade du ”{meant}”?" in line.sentence.text()
    line.use_button.click()
    assert cell.data() == meant
    assert [each.title for each in queries.steering_documents(bridge.session)] == register
    assert line.isHidden()
    window.undo()
    window.undo()
    assert cell.data() == before


def test_a_styrdokument_of_its_own_is_only_told_of_and_can_be_undone(block: MeasuresBlock, bridge: Bridge) -> None:
    cell = block.model.index(0, block.model.keys.index("steering"))
    before = cell.data()
    assert block.model.setData(cell, "Reglemente för färdtjänst")
    line = block.new_steering
    assert "Nytt styrdokument ”Reglemente för färdtjänst”" in line.sentence.text()
    assert line.use_button.isHidden()
    line.undo_button.click()
    assert cell.data() == before
    assert line.isHidden()


# Words ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("singular", "new", "definite"),
    [
        ("Åtgärd", "Ny åtgärd", "Åtgärden"),
        ("Aktivitet", "Ny aktivitet", "Aktiviteten"),
        ("Åtagande", "Nytt åtagande", "Åtagandet"),
        ("Utvecklingsarbete", "Nytt utvecklingsarbete", "Utvecklingsarbetet"),
        ("Delmål", "Nytt delmål", "Delmålet"),
    ],
)
def test_the_models_word_is_bent_as_in_swedish(singular: str, new: str, definite: str) -> None:
    words = MeasureWords(singular, f"{singular}er")
    assert (words.new, words.definite) == (new, definite)


def test_a_plan_of_activities_is_spoken_of_as_such(
    tab: PlanTab, bridge: Bridge, window: MainWindow, show: Show
) -> None:
    def rename(session: object) -> None:
        model: PlanningModel = bridge.plan.model
        model.measure_singular, model.measure_plural = "Aktivitet", "Aktiviteter"

    bridge.do("Styrmodell", rename)
    window.rebuild_tabs()
    shown = window.current_tab
    assert isinstance(shown, PlanTab)
    found = queries.blocks_of_kind(bridge.plan.papers[0], "measures")[0]
    shown.show_place(found.section_id)
    editor = shown.section.editor_of(found.id)
    assert isinstance(editor, MeasuresBlock)
    assert editor._new.text() == "Ny aktivitet"
    assert shown.outline.measures_button.text() == "Alla aktiviteter"
    assert "Aktiviteter" in [action.text() for action in shown.section.add_actions()]


def test_undo_of_a_measure_in_two_places_stays_where_it_was_written(
    tab: PlanTab, bridge: Bridge, window: MainWindow
) -> None:
    twice = next(each for each in bridge.plan.measures if len(each.placements) > 1)
    for placement in twice.placements:
        tab.show_place(placement.block.section_id)
        editor = tab.section.editor_of(placement.block_id)
        assert isinstance(editor, MeasuresBlock)
        cell = editor.model.index(editor.model.ids.index(placement.id), editor.model.keys.index("effect"))
        before = cell.data()
        assert editor.model.setData(cell, "Fler får stöd i tid.")
        window.undo()
        assert cell.data() == before
        assert tab.section.section is placement.block.section
