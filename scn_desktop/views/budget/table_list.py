"""The plan's budget tables by title, each with a sign when a sum in it does not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import RADIUS_ROW, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.name_delegate import NameDelegate

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MISMATCHES = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class ListedTable:
    """A table in the list; ``mismatches`` counts its sums that don't go together."""

    id: str
    title: str
    mismatches: int


class TableListModel(QAbstractListModel):
    """`renamed(table id, title)` tells what was typed over a title."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tables: list[ListedTable] = []
        self.read_only = False

    def show_tables(self, tables: Sequence[ListedTable]) -> None:
        """Show these tables; the list is told anew only when other tables stand in it or in another order."""
        if [table.id for table in tables] != [table.id for table in self.tables]:
            self.beginResetModel()
            self.tables = list(tables)
            self.endResetModel()
            return
        for place, (old, new) in enumerate(zip(self.tables, tables, strict=True)):
            if old != new:
                self.tables[place] = new
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.tables)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        table = self.tables[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return table.title if role == Qt.ItemDataRole.EditRole else table.title or tr("Tabell utan namn")
        if role == Qt.ItemDataRole.ToolTipRole:
            return table.title
        if role == _MISMATCHES:
            return table.mismatches
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = table.title or tr("Tabell utan namn")
            if not table.mismatches:
                return title
            sums = tr("1 summa") if table.mismatches == 1 else tr("{count} summor").format(count=table.mismatches)
            return tr("{title}, fel: {sums} går inte ihop").format(title=title, sums=sums)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        table, title = self.tables[index.row()], str(value).strip()
        if title != table.title:
            self.renamed.emit(table.id, title)
        return title in (each.title for each in self.tables if each.id == table.id)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if self.read_only else flags | Qt.ItemFlag.ItemIsEditable


class TableList(QListView):
    """The list with its keys; the signals carry what the tab shall do with the current table."""

    chosen = Signal(str)  # table id
    new_requested = Signal()
    delete_requested = Signal()
    move_requested = Signal(int)  # -1 up, 1 down

    def __init__(self, model: TableListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tabeller"))
        self.setModel(model)
        self._model = model
        self._delegate = TableListDelegate(tr("Tabellens namn"), self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def choose(self, table_id: str) -> None:
        """Make a table the current one."""
        for row, table in enumerate(self._model.tables):
            if table.id == table_id and self.currentIndex().row() != row:
                self.setCurrentIndex(self._model.index(row))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.tables[current.row()].id)

    def finish_edits(self) -> None:
        """Take the name that is being typed."""
        self._delegate.finish_all(self)

    def viewportSizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(33) * self._model.rowCount())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Insert and not modifiers:
            self.new_requested.emit()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.delete_requested.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class TableListDelegate(NameDelegate):
    """A row as in every list at the left: rounded when chosen, a sign at the right when something is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(33))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen or focused:
            painter.setBrush(theme().colour("selection") if chosen else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1) if focused else row, px(RADIUS_ROW), px(RADIUS_ROW))
        area = option.rect.adjusted(px(10), 0, -px(10), 0)
        if index.data(_MISMATCHES):
            paint_icon(
                painter, "octagon-alert", QRect(area.right() - px(17), area.top(), px(18), area.height()), "error"
            )
            area.setRight(area.right() - px(24))
        font = theme().font("body_bold" if chosen else "body")
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        text = QFontMetrics(font).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
