"""Where the user is in the table of amounts, and going elsewhere without losing the focus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from scn_desktop.views.budget.money_grid import MoneyGrid
from scn_desktop.views.budget.money_table import LABEL


class Cursor:
    """The current cell of a grid."""

    def __init__(self, grid: MoneyGrid) -> None:
        self._grid = grid
        self._model = grid.money_model

    def row(self) -> int | None:
        """The current row, or None."""
        index = self._grid.currentIndex()
        return index.row() if index.isValid() and index.row() < self._model.rowCount() else None

    def column(self) -> int | None:
        """The current column of amounts, 1 being the first; None on a row's name."""
        index = self._grid.currentIndex()
        return index.column() if index.isValid() and LABEL < index.column() < self._model.columnCount() else None

    def go(self, row: int, column: int | None = None) -> None:
        """Put the cursor in a cell, as near as the table allows; in the same column where none is given."""
        self._grid.setFocus()
        if not self._model.rowCount():
            return
        place = column if column is not None else max(LABEL, self._grid.currentIndex().column())
        row = max(0, min(row, self._model.rowCount() - 1))
        self._grid.setCurrentIndex(self._model.index(row, min(place, self._model.columnCount() - 1)))

    def select(self, cells: Iterable[tuple[int, int]]) -> None:
        """Select cells by row and column."""
        selection = QItemSelection()
        for row, column in cells:
            index = self._model.index(row, column)
            selection.select(index, index)
        self._grid.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._grid.setFocus()
