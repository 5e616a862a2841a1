"""Footnotes and references in the cells of the plan's tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scn_desktop.models import queries
from scn_desktop.models.edits import measures, sections
from scn_desktop.models.note_numbers import note_numbers
from scn_desktop.models.running_text import Reference, reference_source, references_in
from scn_desktop.views.main_window import MainWindow
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.cell_editor import PlanCellEditor
from scn_desktop.views.plan.choose_target import ReferenceDialog
from scn_desktop.views.plan.measures_block import MeasuresBlock

Show = Callable[[str], BlockEditor]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(show: Show, window: MainWindow) -> MeasuresBlock:
    block = show("measures")
    assert isinstance(block, MeasuresBlock)
    window.activateWindow()
    block.table.setFocus()
    return block


def write(table: MeasuresBlock, effect: str) -> int:
    """Let the first measure have this effect; the column it stands in."""
    measure = table.model.measure(0)
    table.bridge.do("Ändra", lambda session: measures.set_field(session, measure.id, "effect", effect))
    return table.model.keys.index("effect")


def open_cell(table: MeasuresBlock, column: int) -> PlanCellEditor:
    cell = table.model.index(0, column)
    table.table.setCurrentIndex(cell)
    table.table.edit(cell)
    editor = QApplication.focusWidget()
    assert isinstance(editor, PlanCellEditor)
    return editor


def test_a_cell_shows_a_footnotes_number_and_what_a_reference_says(table: MeasuresBlock) -> None:
    goal = next(each for each in queries.walk(table.block.section.paper) if each.parent is not None)
    source = reference_source(Reference("section", goal.id, form="title"), "Mål")
    column = write(table, f"Fler^[Enligt enkät.] enligt {source}^[Enligt enkät.]")
    number = note_numbers(table.block.section.paper).in_tables[table.block.id]["Enligt enkät."]
    raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"[number]
    assert table.model.index(0, column).data() == f"Fler{raised} enligt {goal.title}{raised}"
    table.bridge.do("Byt", lambda session: sections.set_field(session, goal.id, "title", "Nytt namn"))
    assert table.model.index(0, column).data() == f"Fler{raised} enligt Nytt namn{raised}"


def test_a_cell_with_a_reference_that_is_only_opened_is_not_changed(table: MeasuresBlock) -> None:
    goal = next(each for each in queries.walk(table.block.section.paper) if each.parent is not None)
    first = reference_source(Reference("section", goal.id), "Mål")
    second = reference_source(Reference("block", "borta"), "Tabell 7")
    effect = f"Se {first} och {second}^[Not.]."
    column = write(table, effect)
    undo = table.bridge.document.undo_label
    editor = open_cell(table, column)
    assert "scn:" not in editor.toPlainText()
    assert "^[Not.]" in editor.toPlainText()
    assert editor.cell_text() == effect
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert table.model.measure(0).effect == effect
    assert table.bridge.document.undo_label == undo


def test_a_footnote_and_a_reference_are_written_in_a_cell_with_the_keyboard(table: MeasuresBlock) -> None:
    column = write(table, "Fler far hjalp")
    editor = open_cell(table, column)
    QTest.keyClick(editor, Qt.Key.Key_N, CONTROL_SHIFT)
    QTest.keyClicks(editor, "Enligt")
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, ", se ")
    QTest.keyClick(editor, Qt.Key.Key_H, CONTROL_SHIFT)
    (asked,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, ReferenceDialog) and each.isVisible()
    ]
    chosen = asked.reference()
    QTest.keyClick(asked.filter, Qt.Key.Key_Return)
    assert editor.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    effect = table.model.measure(0).effect
    assert effect.startswith("Fler far hjalp^[Enligt], se [")
    assert [found.reference for found in references_in(effect, in_cell=True)] == [chosen]


def test_a_broken_reference_in_a_cell_is_pointed_at_another_section(table: MeasuresBlock) -> None:
    column = write(table, "Se [Uppdrag 4.2](scn:section/borta)")
    editor = open_cell(table, column)
    QTest.keyClick(editor, Qt.Key.Key_H, CONTROL_SHIFT)
    (asked,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, ReferenceDialog)]
    chosen = asked.reference()
    QTest.keyClick(asked.filter, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    effect = table.model.measure(0).effect
    assert [found.reference for found in references_in(effect, in_cell=True)] == [chosen]
    assert effect.startswith("Se [")


def test_what_is_copied_in_a_cell_keeps_its_reference_in_another(table: MeasuresBlock) -> None:
    goal = next(each for each in queries.walk(table.block.section.paper) if each.parent is not None)
    source = reference_source(Reference("section", goal.id), "Mål")
    column = write(table, f"Se {source}.")
    editor = open_cell(table, column)
    editor.selectAll()
    editor.copy()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.paste()
    assert editor.cell_text() == f"Se {source}.Se {source}."
