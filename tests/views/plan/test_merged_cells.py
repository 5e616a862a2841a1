"""Merged cells in the editor of a free table: merged, walked over, copied to Excel, pasted back and split."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scn_desktop.exchange.word_html import read_document
from scn_desktop.exchange.word_pieces import PastedCell, PastedTable
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.edits import blocks, tables
from scn_desktop.models.table_layout import TableLayout
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.paste_preview import PastePreview
from scn_desktop.views.plan.blocks import FreeTableBlock
from scn_desktop.views.plan.tab import PlanTab
from scn_desktop.views.widgets.wrap_delegate import CellEditor


@pytest.fixture
def table(tab: PlanTab, bridge: Bridge) -> FreeTableBlock:
    """A table of three columns and rows, a1 to c3."""
    section = bridge.plan.papers[0].sections[0].id
    block_id = bridge.do("Ny", lambda s: blocks.add(s, section, 0, "table"))
    bridge.do("Kolumn", lambda s: tables.add_column(s, block_id, "Kommentar"))
    texts = [[f"{letter}{row}" for letter in "abc"] for row in range(1, 4)]
    bridge.do("Rader", lambda s: tables.append_rows(s, queries.get(s, Block, block_id), texts))
    tab.show_place(section)
    found = tab.section.editor_of(block_id)
    assert isinstance(found, FreeTableBlock)
    found.table.setFocus()
    return found


def select(table: FreeTableBlock, top: int, left: int, bottom: int, right: int) -> None:
    model = table.table.model()
    table.table.setCurrentIndex(model.index(top, left))
    area = QItemSelection(model.index(top, left), model.index(bottom, right))
    table.table.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def choose(table: FreeTableBlock, text: str) -> None:
    action = next(each for each in table.own_actions() if each.text() == text)
    assert action.isEnabled()
    action.trigger()


def open_cell(table: FreeTableBlock) -> CellEditor:
    return next(each for each in table.table.viewport().findChildren(CellEditor) if each.isVisible())


def spans(table: FreeTableBlock) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.column_span, cell.row_span) for cell in TableLayout(table.block).merged()]


def test_selected_cells_become_one_and_are_split_again(table: FreeTableBlock, bridge: Bridge) -> None:
    select(table, 0, 0, 1, 1)
    choose(table, "Slå ihop rutorna")
    assert spans(table) == [("a1\nb1\na2\nb2", 2, 2)]
    assert (table.table.columnSpan(0, 0), table.table.rowSpan(0, 0)) == (2, 2)
    assert table.table.currentIndex() == table.table.model().index(0, 0)
    choose(table, "Dela den sammanslagna rutan")
    assert spans(table) == []
    assert table.table.columnSpan(0, 0) == 1
    bridge.undo()
    assert (table.table.columnSpan(0, 0), table.table.rowSpan(0, 0)) == (2, 2)


def test_one_cell_offers_nothing_to_merge_or_split(table: FreeTableBlock) -> None:
    select(table, 0, 0, 0, 0)
    offered = {each.text(): each.isEnabled() for each in table.own_actions()}
    assert not offered["Slå ihop rutorna"]
    assert not offered["Dela den sammanslagna rutan"]


def test_tab_and_enter_walk_over_what_a_merged_cell_takes(table: FreeTableBlock) -> None:
    select(table, 0, 0, 1, 1)
    choose(table, "Slå ihop rutorna")
    walked = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        table.table.edit(table.table.currentIndex())
        QTest.keyClick(open_cell(table), key)
        walked.append((table.table.currentIndex().row(), table.table.currentIndex().column()))
    assert walked == [(0, 2), (1, 2), (2, 0), (1, 2)]
    table.table.setCurrentIndex(table.table.model().index(0, 0))
    table.table.edit(table.table.currentIndex())
    QTest.keyClick(open_cell(table), Qt.Key.Key_Return)
    assert table.table.currentIndex().row() == 2


def test_a_merged_cell_is_written_in_and_the_rows_are_high_enough(table: FreeTableBlock) -> None:
    select(table, 0, 0, 1, 0)
    choose(table, "Slå ihop rutorna")
    cell = table.table.model().index(0, 0)
    table.table.edit(cell)
    open_cell(table).setPlainText("\n".join(f"rad {n}" for n in range(8)))
    table.table.finish_edits()
    assert spans(table)[0][0].startswith("rad 0")
    table.table.fit_rows()
    needed = table.table.wrap.height(cell, table.table.columnWidth(0))
    assert table.table.rowHeight(0) + table.table.rowHeight(1) >= needed


def test_rows_and_columns_that_come_and_go_take_the_merged_cells_along(table: FreeTableBlock, bridge: Bridge) -> None:
    def shown() -> list[tuple[int, int, int, int]]:
        rows, columns = range(len(table.block.rows)), range(len(table.block.columns))
        return [
            (row, column, table.table.columnSpan(row, column), table.table.rowSpan(row, column))
            for row in rows
            for column in columns
            if table.table.columnSpan(row, column) > 1 or table.table.rowSpan(row, column) > 1
        ]

    select(table, 1, 1, 2, 2)
    choose(table, "Slå ihop rutorna")
    assert shown() == [(row, column, 2, 2) for row in (1, 2) for column in (1, 2)]
    table.delete_rows([0])
    assert shown() == [(row, column, 2, 2) for row in (0, 1) for column in (1, 2)]
    table.model.delete_column(0)
    assert shown() == [(row, column, 2, 2) for row in (0, 1) for column in (0, 1)]
    table.model.delete_column(0)
    assert shown() == [(0, 0, 1, 2), (1, 0, 1, 2)]
    for _ in range(3):
        bridge.undo()
    assert shown() == [(row, column, 2, 2) for row in (1, 2) for column in (1, 2)]


def test_a_copied_table_keeps_its_merged_cells_and_is_pasted_with_them(
    table: FreeTableBlock, tab: PlanTab, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(table, 0, 1, 1, 2)
    choose(table, "Slå ihop rutorna")
    select(table, 0, 0, 2, 2)
    table.table.copy()
    content = QGuiApplication.clipboard().mimeData()
    (piece,) = read_document(content.html()).pieces
    assert isinstance(piece, PastedTable)
    assert piece.rows[0] == (PastedCell("a1"), PastedCell("b1\nc1\nb2\nc2", 2, 2), None)
    assert content.text().splitlines()[0].startswith("a1\t")

    def accept(dialog: PastePreview) -> int:
        assert any("sammanslagen ruta behålls" in each for each in dialog._reading.remarks)
        dialog.paste()
        return 1

    monkeypatch.setattr(PastePreview, "exec", accept)
    table.table.setCurrentIndex(table.table.model().index(2, 0))
    table.paste()
    assert [(cell.row, cell.column, cell.column_span, cell.row_span) for cell in TableLayout(table.block).merged()] == [
        (0, 1, 2, 2),
        (3, 1, 2, 2),
    ]
    bridge.undo()
    assert len(table.block.rows) == 3
    assert QApplication.focusWidget() is not None
