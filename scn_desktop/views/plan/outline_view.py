"""How the outline looks, and what its keys ask for."""

from __future__ import annotations

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.plan.outline_tree import COMPILED_ROLE, NUMBER_ROLE
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Index
from scn_desktop.views.widgets.name_delegate import NameDelegate

ROW = 33
STEP = 18
NUMBER_SPACE = 26


class OutlineDelegate(NameDelegate):
    """Number, title, and *automatisk* where the section is computed; the chosen row is a rounded bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        font = theme().font("body_bold" if chosen else "body")
        right = rect.right() - px(18)
        if index.data(COMPILED_ROLE):
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().colour("text2"))
            area = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
            word = tr("automatisk")
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
            right -= QFontMetrics(painter.font()).horizontalAdvance(word) + px(8)
        left = rect.left() + px(2)
        number = str(index.data(NUMBER_ROLE) or "")
        if number:
            painter.setFont(theme().font("caption"))
            painter.setPen(theme().colour("text2"))
            width = QFontMetrics(painter.font()).horizontalAdvance(number)
            place = QRect(left, rect.top(), width + 2, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
            left += max(px(NUMBER_SPACE) if len(number) < 3 else 0, width + px(8))
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        title = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class OutlineTree(QTreeView):
    """Keys of an outline; what they ask for is told by signals."""

    new_wanted = Signal()
    delete_wanted = Signal()
    opened = Signal()
    shift_wanted = Signal(int)  # rows
    level_wanted = Signal(int)  # -1 out, 1 in

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Disposition"))
        self.setHeaderHidden(True)
        self.setIndentation(theme().px(STEP))
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate = OutlineDelegate(tr("Avsnittets rubrik"), self)
        self.setItemDelegate(self._delegate)

    def finish_edits(self) -> None:
        """Take the title that is being typed."""
        self._delegate.finish_all(self)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = self.selectionModel().isSelected(index)
        if selected:
            px = theme().px
            bar = QRectF(0, option.rect.top(), self.viewport().width() - px(8), option.rect.height())
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme().colour("selection"))
            focused = self.hasFocus()
            painter.setPen(QPen(theme().colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(bar.adjusted(1, 1, -1, -1) if focused else bar, px(8), px(8))
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.model().hasChildren(index):
            return
        side = theme().px(STEP)
        place = QRect(rect.right() - side + 1, rect.top(), side, rect.height())
        paint_icon(
            painter, "chevron-down" if self.isExpanded(index) else "chevron-right", place, "text2", theme().px(16)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = modifiers == Qt.KeyboardModifier.AltModifier
        moves = {Qt.Key.Key_Up: (self.shift_wanted, -1), Qt.Key.Key_Down: (self.shift_wanted, 1)}
        levels = {Qt.Key.Key_Left: (self.level_wanted, -1), Qt.Key.Key_Right: (self.level_wanted, 1)}
        if alt and key in moves | levels:
            signal, by = (moves | levels)[Qt.Key(key)]
            signal.emit(by)
        elif key == Qt.Key.Key_Insert and not modifiers:
            self.new_wanted.emit()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.delete_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.opened.emit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)
