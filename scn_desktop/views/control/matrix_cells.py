"""Lays out and draws a cell of the risk matrix: its riskindex in words, and a circle with a number for each risk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from scn_desktop.views.control.matrix_table import GROUNDS, MatrixTableModel
from scn_desktop.views.theme import RADIUS_ROW, theme

if TYPE_CHECKING:
    from scn_desktop.models.risk_matrix import Cell

Index = QModelIndex | QPersistentModelIndex
GAP: Final = 3
"""Pixels at 100 % from a cell's edge to its ground."""
_HEAD = 26
_SIZES: Final = (36, 30, 24)
"""The diameters of circles, tried from the largest until all risks have room."""


@dataclass(frozen=True)
class Circle:
    """A circle in a cell. ``risk_id``: empty for the last one, which says how many more there are ("+4").

    ``is_left``: where a risk stood the year before.
    """

    area: QRectF
    text: str
    risk_id: str
    is_left: bool = False


def circles_in(rect: QRect, cell: Cell, show_left: bool) -> list[Circle]:
    """The circles of a cell, row by row in its middle."""
    wanted = [(str(each.number), each.risk.id, False) for each in cell.risks]
    if show_left:
        wanted += [(str(each.number), each.risk.id, True) for each in cell.left]
    px = theme().px
    room = QRectF(rect).adjusted(px(GAP + 6), px(GAP + _HEAD), -px(GAP + 6), -px(GAP + 4))
    size = space = across = down = 0
    lowest = max(px(_SIZES[-1]) // 2, min(px(_SIZES[-1]), int(room.height())))
    for size in (*(px(each) for each in _SIZES if px(each) <= room.height()), lowest):
        space = px(6) if size < px(_SIZES[0]) else px(8)
        across = max(1, int((room.width() + space) // (size + space)))
        down = max(1, int((room.height() + space) // (size + space)))
        if len(wanted) <= across * down:
            break
    capacity = across * down
    if len(wanted) > capacity:
        wanted = [*wanted[: capacity - 1], (f"+{len(wanted) - capacity + 1}", "", False)]
    found = []
    lines = -(-len(wanted) // across)
    top = room.top() + max(0.0, (room.height() - lines * size - (lines - 1) * space) / 2)
    for line in range(lines):
        here = wanted[line * across : (line + 1) * across]
        left = room.center().x() - (len(here) * size + (len(here) - 1) * space) / 2
        for place, (text, risk_id, is_left) in enumerate(here):
            area = QRectF(left + place * (size + space), top + line * (size + space), size, size)
            found.append(Circle(area, text, risk_id, is_left))
    return found


def paint_circle(painter: QPainter, circle: Circle, *, is_chosen: bool = False) -> None:
    """A number in a circle; dashed where the risk has left, with a ring where it is chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if circle.is_left:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("matrix_text"), 1.5, Qt.PenStyle.DashLine))
    elif not circle.risk_id:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setBrush(theme().colour("surface"))
        painter.setPen(QPen(theme().colour("accent" if is_chosen else "control"), 2.5 if is_chosen else 1))
    painter.drawEllipse(circle.area.adjusted(1, 1, -1, -1))
    small = circle.area.width() < theme().px(_SIZES[0]) or len(circle.text) > 2
    painter.setFont(theme().font("caption_bold" if small else "body_bold"))
    painter.setPen(theme().colour("matrix_text" if circle.is_left or not circle.risk_id else "text"))
    painter.drawText(circle.area, Qt.AlignmentFlag.AlignCenter, circle.text)


def paint_arrow(painter: QPainter, start: QRectF, end: QRectF) -> None:
    """An arrow from the edge of one circle to the edge of another."""
    path, distance = QPointF(end.center() - start.center()), 0.0
    distance = (path.x() ** 2 + path.y() ** 2) ** 0.5
    if distance < 1:
        return
    along = path / distance
    first = start.center() + along * (start.width() / 2 + theme().px(2))
    last = end.center() - along * (end.width() / 2 + theme().px(3))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour("matrix_text"), 1.75))
    painter.drawLine(first, last)
    side = QPointF(-along.y(), along.x())
    back, wide = theme().px(9), theme().px(5)
    for turn in (side * wide, -side * wide):
        painter.drawLine(last, last - along * back + turn)


class MatrixDelegate(QStyledItemDelegate):
    """`chosen`: the key of the risk with a ring. `target`: the index that a circle is dragged over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.show_left = False
        self.target = QPersistentModelIndex()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixTableModel)
        cell = model.cell(index)
        if cell is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, cell)
        self._paint_index(painter, option.rect, cell)
        for circle in circles_in(option.rect, cell, self.show_left):
            paint_circle(painter, circle, is_chosen=circle.risk_id == self.chosen and not circle.is_left)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, cell: Cell) -> None:
        px = theme().px
        gap = px(GAP)
        ground = QRectF(option.rect).adjusted(gap, gap, -gap, -gap)
        path = QPainterPath()
        path.addRoundedRect(ground, px(RADIUS_ROW), px(RADIUS_ROW))
        fill = theme().colour(GROUNDS[cell.degree])
        painter.fillPath(path, fill)
        if fill == theme().colour("bg"):  # high contrast has one ground for all
            painter.strokePath(path, QPen(theme().colour("line"), 1))
        is_target = self.target.isValid() and self.target == QPersistentModelIndex(index)
        view = option.widget
        is_current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        if is_current or is_target:
            style = Qt.PenStyle.DashLine if is_target else Qt.PenStyle.SolidLine
            painter.strokePath(path, QPen(theme().colour("accent"), 3, style))

    def _paint_index(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """ "8 Hög" in the corner; the word is left out where it has no room, for the panel and the legend say it."""
        px = theme().px
        area = rect.adjusted(px(GAP + 8), px(GAP + 6), -px(GAP + 10), 0)
        area.setHeight(px(20))
        plain, bold = theme().font("caption"), theme().font("caption_bold")
        number = str(cell.index)
        word = QFontMetrics(plain).elidedText(
            cell.wording,
            Qt.TextElideMode.ElideRight,
            area.width() - QFontMetrics(bold).horizontalAdvance(number) - px(5),
        )
        painter.setPen(theme().colour("matrix_text"))
        painter.setFont(plain)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, word)
        area.setRight(area.right() - QFontMetrics(plain).horizontalAdvance(word) - (px(4) if word else 0))
        painter.setFont(bold)
        painter.drawText(area, right, number)
