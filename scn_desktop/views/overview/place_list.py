"""A list of rows that each lead to a place: a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlaceModel(QAbstractListModel):
    """Rows that are told anew when they, or what they are shown by, have changed. Subclasses say what a row shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self.shown_by: Any = None

    def show_rows(self, rows: Sequence[Any], shown_by: Any = None) -> None:
        """Show these; a list that says the same is left as it stands."""
        if (list(rows), shown_by) == (self.rows, self.shown_by):
            return
        self.beginResetModel()
        self.rows, self.shown_by = list(rows), shown_by
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.shown(self.rows[index.row()], role) if index.isValid() else None

    def shown(self, row: Any, role: int) -> Any:
        """What a row says in a role."""
        raise NotImplementedError


class PlaceList(QListView):
    """Tells `chosen(row)`."""

    chosen = Signal(object)

    def __init__(self, name: str, model: PlaceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def paint_by(self, delegate: QStyledItemDelegate) -> None:
        """Let the delegate paint the rows; it is kept."""
        delegate.setParent(self)
        self.setItemDelegate(delegate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.places.rows[index.row()])
