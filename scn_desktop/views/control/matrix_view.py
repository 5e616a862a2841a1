"""The risk matrix on screen: arrows choose a cell, Alt and an arrow or a drag re-assess the chosen risk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip, QWidget

from scn_desktop.views.control.matrix_cells import GAP, Circle, MatrixDelegate, circles_in, paint_arrow, paint_circle
from scn_desktop.views.control.matrix_table import MatrixTableModel
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

ROW_MINIMUM: Final = 58
"""Pixels at 100 % that a cell needs for its riskindex and a row of circles; a lower window scrolls."""
STEPS: Final = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
}
"""What an arrow does to probability and consequence."""


class MatrixView(QTableView):
    """The cells alone. `moved(risk, probability, consequence)`: where a circle was dropped, in steps of the scale.

    `stepped(probability, consequence)`: Alt and an arrow; `chosen(risk)`: a circle was clicked; `entered`: into the
    risks of the cell.
    """

    moved = Signal(str, int, int)
    stepped = Signal(int, int)
    chosen = Signal(str)
    entered = Signal()

    def __init__(self, model: MatrixTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.cells = MatrixDelegate(self)
        self._dragged: Circle | None = None
        self._pressed_at = QPoint()
        self._dragged_to = QPoint()
        self._is_dragging = False
        self.can_move = True
        self.setAccessibleName(tr("Riskmatris"))
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for bar in (self.horizontalHeader(), self.verticalHeader()):
            bar.hide()
            bar.setMinimumSectionSize(1)
            bar.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        model.modelReset.connect(self._divide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        rows, columns = self._model.rowCount(), self._model.columnCount()
        for row in range(rows):
            self.setRowHeight(row, max(1, self.viewport().height() // rows))
        for column in range(columns):
            self.setColumnWidth(column, max(1, self.viewport().width() // columns))

    # Circles ---------------------------------------------------------------------------------------------------------
    def circles(self, index: QModelIndex) -> list[Circle]:
        """The circles of a cell, in the view's own pixels."""
        cell = self._model.cell(index)
        return circles_in(self.visualRect(index), cell, self.cells.show_left) if cell is not None else []

    def circle_at(self, point: QPoint) -> Circle | None:
        """The risk at a point; not one that has left."""
        found = self.circles(self.indexAt(point))
        return next((each for each in found if each.risk_id and not each.is_left and each.area.contains(point)), None)

    def choose(self, risk_id: str) -> None:
        """Ring a risk; an empty key rings none."""
        self.cells.chosen = risk_id
        self.viewport().update()

    def show_left(self, is_shown: bool) -> None:
        """Show where the risks stood the year before."""
        self.cells.show_left = is_shown
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.cells.show_left:
            self._paint_moves(painter)
        if self._is_dragging and self._dragged is not None:
            area = QRectF(self._dragged.area)
            area.moveCenter(self._dragged_to)
            paint_circle(painter, Circle(area, self._dragged.text, self._dragged.risk_id), is_chosen=True)

    def _paint_moves(self, painter: QPainter) -> None:
        every = [
            circle
            for row in range(self._model.rowCount())
            for column in range(self._model.columnCount())
            for circle in self.circles(self._model.index(row, column))
        ]
        now = {circle.risk_id: circle.area for circle in every if not circle.is_left}
        for circle in every:
            if circle.is_left and circle.risk_id in now:
                paint_arrow(painter, circle.area, now[circle.risk_id])
        for circle in every:  # an arrow passes behind the risks between
            if circle.risk_id and not circle.is_left:
                paint_circle(painter, circle, is_chosen=circle.risk_id == self.cells.chosen)

    # Mouse and finger ------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        found = self.circle_at(point)
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.chosen.emit(found.risk_id)
            self._dragged, self._pressed_at = (found if self.can_move else None), point

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._dragged is None:
            hand = self.can_move and self.circle_at(point) is not None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if hand else Qt.CursorShape.ArrowCursor)
            return  # cells are not selected by dragging over them
        if (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
        if self._is_dragging:
            self._dragged_to = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.cells.target = QPersistentModelIndex(self.indexAt(point))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        dragged, was_dragging = self._dragged, self._is_dragging
        target = self.indexAt(event.position().toPoint())
        self._stop_dragging()
        cell = self._model.cell(target)
        if dragged is None or not was_dragging or cell is None:
            return
        if all(each.risk.id != dragged.risk_id for each in cell.risks):
            self.moved.emit(dragged.risk_id, cell.probability.value, cell.consequence.value)

    def _stop_dragging(self) -> None:
        self._dragged, self._is_dragging = None, False
        self.cells.target = QPersistentModelIndex()
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.circle_at(event.pos())
            cell = self._model.cell(self.indexAt(event.pos()))
            if found is not None and cell is not None:
                risk = next(each.risk for each in cell.risks if each.risk.id == found.risk_id)
                QToolTip.showText(event.globalPos(), risk.description, self.viewport())
                return True
        return super().viewportEvent(event)

    # Keyboard --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is Qt.Key.Key_Escape and self._dragged is not None:
            self._stop_dragging()
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in STEPS:
            self.stepped.emit(*STEPS[key])
        elif not modifiers and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def select(self, row: int, column: int) -> None:
        """Choose a cell."""
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)


class MatrixBoard(QWidget):
    """The matrix with its steps in words: probabilities at its left, consequences under it."""

    def __init__(self, view: MatrixView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        view.setParent(self)
        model = view.model()
        for signal in (model.modelReset, model.headerDataChanged):
            signal.connect(self._labels_changed)
        self.setFocusProxy(view)
        self._left = self._below = 0

    def _labels_changed(self) -> None:
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Leave the labels the room they need, at most a quarter of the width; longer ones wrap."""
        px = theme().px
        model = self.view.model()
        metrics = QFontMetrics(theme().font("body"))
        words = [self._parts(row, Qt.Orientation.Vertical)[1] for row in range(model.rowCount())]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        self._left = min(px(30) + longest + px(16), max(px(120), self.width() // 4))
        across = max(1, (self.width() - self._left) // max(1, model.columnCount()))
        lines = 1
        for column in range(model.columnCount()):
            text = str(model.headerData(column, Qt.Orientation.Horizontal))
            box = metrics.boundingRect(0, 0, across - px(8), px(400), Qt.TextFlag.TextWordWrap, text)
            lines = max(lines, round(box.height() / metrics.lineSpacing()))
        self._below = px(8) + lines * metrics.lineSpacing() + px(28)
        self.setMinimumHeight(model.rowCount() * px(ROW_MINIMUM) + self._below)
        self.view.setGeometry(self._left, 0, self.width() - self._left, max(1, self.height() - self._below))

    def _parts(self, section: int, orientation: Qt.Orientation) -> tuple[str, str]:
        """A step's number and its word."""
        number, _, word = str(self.view.model().headerData(section, orientation)).partition(" ")
        return number, word

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_rows(painter)
        self._paint_columns(painter)
        painter.setFont(theme().font("caption_bold"))
        painter.setPen(theme().colour("text2"))
        px = theme().px
        under = QRectF(self._left, self.height() - px(24), self.width() - self._left, px(22))
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, tr("Konsekvens"))
        painter.rotate(-90)
        high = self.height() - self._below
        beside = QRectF(-high, 0, high, px(22))
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, tr("Sannolikhet"))

    def _paint_rows(self, painter: QPainter) -> None:
        px = theme().px
        for row in range(self.view.model().rowCount()):
            number, word = self._parts(row, Qt.Orientation.Vertical)
            top, height = self.view.rowViewportPosition(row), self.view.rowHeight(row)
            area = QRectF(px(24), top + GAP, self._left - px(24) - px(12), height - 2 * GAP)
            body = theme().font("body")
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            lines = QFontMetrics(body).boundingRect(area.toRect(), flags, word)
            whole = px(24) + lines.height()
            area.setTop(area.top() + max(0, (area.height() - whole) / 2))
            painter.setFont(theme().font("h2"))
            painter.setPen(theme().colour("text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, number)
            area.setTop(area.top() + px(24))
            painter.setFont(body)
            painter.setPen(theme().colour("text2"))
            painter.drawText(area, flags, word)

    def _paint_columns(self, painter: QPainter) -> None:
        px = theme().px
        top = self.view.geometry().bottom() + px(6)
        for column in range(self.view.model().columnCount()):
            number, word = self._parts(column, Qt.Orientation.Horizontal)
            left = self._left + self.view.columnViewportPosition(column)
            width, high = self.view.columnWidth(column), self.height() - top - px(24)
            bold, plain = theme().font("body_bold"), theme().font("body")
            numbered = QFontMetrics(bold).horizontalAdvance(number) + px(8)
            room = width - px(8) - numbered
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            box = QFontMetrics(plain).boundingRect(0, 0, room, high, flags, word)
            start = left + (width - numbered - box.width()) / 2
            painter.setFont(bold)
            painter.setPen(theme().colour("text"))
            painter.drawText(QRectF(start, top, numbered, high), Qt.AlignmentFlag.AlignTop, number)
            painter.setFont(plain)
            painter.setPen(theme().colour("text2"))
            painter.drawText(QRectF(start + numbered, top, box.width() + 2, high), flags, word)
