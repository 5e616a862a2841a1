"""Merged cells of a free table on the screen: showing them, merging the selected cells, splitting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.table_layout import TableLayout
    from scn_desktop.views.widgets.wrap_table import WrapTable


class MergedCells:
    """Knows the table of one block."""

    def __init__(self, bridge: Bridge, block: Block, table: WrapTable) -> None:
        self._bridge = bridge
        self._block = block
        self._table = table

    def show(self) -> None:
        """Let the table's cells take the columns and rows that they take in the document."""
        self._table.set_spans(
            {(cell.row, cell.column): (cell.column_span, cell.row_span) for cell in self._layout().merged()}
        )

    def actions(self) -> list[QAction]:
        """What can be done with the cells that are selected."""
        current = self._table.currentIndex()
        places = self._selected()
        if not current.isValid() or current.row() >= len(self._block.rows):
            return []
        seen = self._layout().over(current.row(), current.column())
        is_merged = seen.column_span > 1 or seen.row_span > 1
        merge = QAction(tr("Slå ihop rutorna"), self._table)
        merge.triggered.connect(self.merge)
        merge.setEnabled(len(places) > 1 and not self._bridge.read_only)
        split = QAction(tr("Dela den sammanslagna rutan"), self._table)
        split.triggered.connect(self.split)
        split.setEnabled(is_merged and not self._bridge.read_only)
        return [merge, split]

    def merge(self) -> None:
        """Make one cell of the selected ones."""
        from scn_desktop.models.edits import merged_cells

        self._table.finish_edits()
        places = self._selected()
        if not places:
            return
        rows = [self._block.rows[row].id for row in {row for row, _ in places}]
        columns = [self._block.columns[column].id for column in {column for _, column in places}]
        block_id, first = self._block.id, min(places)
        self._bridge.attempt(
            tr("Slå ihop rutor"), lambda session: merged_cells.merge_cells(session, block_id, rows, columns)
        )
        self._choose(first)

    def split(self) -> None:
        """Make the current cell ordinary cells again."""
        from scn_desktop.models.edits import merged_cells

        self._table.finish_edits()
        current = self._table.currentIndex()
        row_id, column_id = self._block.rows[current.row()].id, self._block.columns[current.column()].id
        self._bridge.attempt(tr("Dela ruta"), lambda session: merged_cells.split_cell(session, row_id, column_id))
        self._choose((current.row(), current.column()))

    def _choose(self, place: tuple[int, int]) -> None:
        self._table.setCurrentIndex(self._table.model().index(*place))
        self._table.setFocus()

    def _selected(self) -> set[tuple[int, int]]:
        """The places of the selected cells, with all that merged ones take."""
        chosen = {(index.row(), index.column()) for index in self._table.selectedIndexes()}
        return {place for place in chosen if place[0] < len(self._block.rows)}

    def _layout(self) -> TableLayout:
        from scn_desktop.models.table_layout import TableLayout

        return TableLayout(self._block)
