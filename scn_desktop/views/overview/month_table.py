"""The stickprov of a year: a row for each utskott, a column for each month, how many meetings have theirs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from scn_desktop.swedish import MONTHS, plural
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.overview import BodyOfYear, MonthOfBody

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NONE: Final = "–"
ROW: Final = 39
HEAD: Final = 31
NAMES: Final = (96, 220)
"""Least and largest width of the utskott's names, at 100 %."""


class MonthRole(IntEnum):
    """What the delegate paints besides the numbers."""

    STATE = Qt.ItemDataRole.UserRole + 1  # "ok", "warning" or ""


class MonthModel(QAbstractTableModel):
    """`current`: the month that it is, 0 outside the year that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bodies: list[BodyOfYear] = []
        self.current = 0

    def show_year(self, bodies: Sequence[BodyOfYear], current: int) -> None:
        """Show a year; one that says the same is left as it stands."""
        if list(bodies) == self.bodies and current == self.current:
            return
        self.beginResetModel()
        self.bodies, self.current = list(bodies), current
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.bodies)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1 + len(MONTHS)

    def month(self, index: Index) -> MonthOfBody | None:
        """What a cell shows; None for the name of the utskott."""
        return self.bodies[index.row()].months[index.column() - 1] if index.column() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        month, name = self.month(index), self.bodies[index.row()].name
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name if month is None else f"{month.signed}/{month.held}" if month.held else _NONE
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return name if month is None else self._words(name, month)
            case MonthRole.STATE:
                return "" if month is None or not month.held else "warning" if month.lacking else "ok"
        return None

    def _words(self, name: str, month: MonthOfBody) -> str:
        """Everything that the cell shows, and what is to come in its month."""
        said = []
        if month.held:
            counts = {"signed": month.signed, "held": plural(month.held, "sammanträde", "sammanträden")}
            said.append(tr("stickprov till {signed} av {held}").format(**counts))
        if month.lacking:
            said.append(tr("{count} saknas").format(count=month.lacking))
        if month.planned:
            said.append(tr("{held} kvar").format(held=plural(month.planned, "sammanträde", "sammanträden")))
        return f"{name}, {MONTHS[month.month - 1]}: {', '.join(said) or tr('inga ordinarie sammanträden')}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        name = MONTHS[section - 1] if section else tr("utskott")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name[:3] if section else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return name
            case Qt.ItemDataRole.ForegroundRole if section and section == self.current:
                return theme().colour("accent")
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
        return None


class MonthDelegate(QStyledItemDelegate):
    """The number in a rounded field, with its sign where there is room: the number itself tells what lacks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(56), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        painter.setPen(theme().colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if index.column():
            self._paint_month(painter, rect, index, focused=focused)
        else:
            self._paint_name(painter, rect, str(index.data()), focused=focused)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, name: str, *, focused: bool) -> None:
        room = rect.adjusted(0, 0, -theme().px(8), -1)
        font = theme().font("body")
        if QFontMetrics(font).horizontalAdvance(name) > room.width():
            font = theme().font("caption")  # on two lines: what tells utskott apart often comes last
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, name)
        if focused:
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect.adjusted(1, 3, -3, -4)), theme().px(6), theme().px(6))

    def _paint_month(self, painter: QPainter, rect: QRect, index: Index, *, focused: bool) -> None:
        px = theme().px
        state, text = str(index.data(MonthRole.STATE)), str(index.data())
        font = theme().font("caption_bold" if state else "body")
        painter.setFont(font)
        number = QFontMetrics(font).horizontalAdvance(text)
        signed = bool(state) and number + px(16 + 4 + 16) <= rect.width()
        width = min(rect.width() - px(2), number + px(16) + (px(20) if signed else 0))
        field = QRect(0, 0, width, px(26))
        field.moveCenter(rect.center())
        if state:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour(f"{state}_soft"))
            painter.drawRoundedRect(QRectF(field), px(6), px(6))
        if focused:
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(field.adjusted(-2, -2, 2, 2)), px(7), px(7))
        painter.setPen(theme().colour(state or "text2"))
        if signed:
            sign = "check" if state == "ok" else "triangle-alert"
            paint_icon(painter, sign, QRect(field.left() + px(8), field.top(), px(16), field.height()), state, px(15))
            field.setLeft(field.left() + px(20))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, text)


class MonthTable(QTableView):
    """As high as its rows. Click or Enter on a month tells `chosen(meeting id)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = MonthModel(self)
        self.setModel(self.year)
        self.setItemDelegate(MonthDelegate(self))
        self.setAccessibleName(tr("Stickprov per utskott och månad"))
        self.setProperty("tight", "true")
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme().px(24))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.clicked.connect(self._choose)

    def show_year(self, bodies: Sequence[BodyOfYear], current: int) -> None:
        """Show a year, and be as high as it."""
        self.year.show_year(bodies, current)
        px = theme().px
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.setFixedHeight(px(HEAD) + len(bodies) * px(ROW) + px(2))
        self._fit_names()

    def _fit_names(self) -> None:
        px, metrics = theme().px, QFontMetrics(theme().font("body"))
        widest = max((metrics.horizontalAdvance(each.name) for each in self.year.bodies), default=0)
        most = min(px(NAMES[1]), max(px(NAMES[0]), self.width() // 4))
        self.setColumnWidth(0, min(most, max(px(NAMES[0]), widest + px(16))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_names()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        month = self.year.month(index)
        if month is not None and month.meeting_id:
            self.chosen.emit(month.meeting_id)
