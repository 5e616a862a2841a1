"""Draws the control table: folding areas, the warning of an empty one, riskindex as number and word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from scn_desktop.views.control.control_table import Column, ControlTableModel
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.labels import Status
from scn_desktop.views.widgets.wrap_delegate import PADDING, PADDING_VERTICAL, WrapDelegate
from scn_desktop.views.widgets.wrap_table import WrapTable

Index = QModelIndex | QPersistentModelIndex


class IndexDelegate(WrapDelegate):
    """Riskindex, in the column with that number, as a pill with a semibold number."""

    index_column = int(Column.INDEX)

    def _paint_pill(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.column() != self.index_column:
            super()._paint_pill(painter, rect, index)
            return
        px = theme().px
        top = rect.adjusted(px(PADDING), px(PADDING_VERTICAL), -px(PADDING), 0)
        paint_index(painter, top.topLeft().x(), top.top(), str(index.data() or ""), Status(index.data(Role.PILL)))
        error = index.data(Role.ERROR)
        if error:
            below = rect.adjusted(px(PADDING), px(PADDING_VERTICAL + 22), -px(PADDING), 0)
            self._line(painter, below, str(error), "caption", "error", 1)


class ControlDelegate(IndexDelegate):
    """Groups with a chevron."""

    def _paint_group(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px = theme().px
        sign = QRect(rect.left() + px(2), rect.top(), px(18), rect.height())
        paint_icon(painter, str(index.data(Role.SIGN)), sign, "text2")
        painter.setFont(theme().font("body_bold"))
        painter.setPen(theme().colour("text"))
        area = rect.adjusted(px(26), 0, -px(PADDING), 0)
        text = str(index.data() or "")
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        area.setLeft(area.left() + QFontMetrics(painter.font()).horizontalAdvance(text) + px(5))
        if index.data(Role.PILL):
            area.setLeft(area.left() + px(8))
            paint_warning(painter, area, tr("Ingen kontroll ännu"))
            return
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("text2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data(Role.SECONDARY) or ""))


def paint_warning(painter: QPainter, area: QRect, text: str) -> None:
    """A rounded warning at the left of `area`: triangle and words."""
    px = theme().px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = theme().font("caption_bold")
    width = QFontMetrics(font).horizontalAdvance(text)
    pill = QRect(area.left(), area.center().y() - px(11), width + px(38), px(23))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour(Status.WARNING.background))
    painter.drawRoundedRect(QRectF(pill), pill.height() / 2, pill.height() / 2)
    paint_icon(painter, Status.WARNING.sign, QRect(pill.left() + px(8), pill.top(), px(15), pill.height()), "warning")
    painter.setFont(font)
    painter.setPen(theme().colour("warning"))
    painter.drawText(pill.adjusted(px(27), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def paint_index(painter: QPainter, left: int, top: int, text: str, status: Status) -> int:
    """A riskindex pill ("8 Hög") with its corner at left, top; return its width."""
    px = theme().px
    number, _, word = text.partition(" ")
    bold, plain = theme().font("body_bold"), theme().font("caption")
    number_width = max(QFontMetrics(bold).horizontalAdvance("16"), QFontMetrics(bold).horizontalAdvance(number))
    width = px(9) + number_width + (px(8) + QFontMetrics(plain).horizontalAdvance(word) if word else 0) + px(9)
    pill = QRect(left, top - px(1), width, px(22))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour(status.background))
    painter.drawRoundedRect(QRectF(pill), px(5), px(5))
    painter.setPen(theme().colour("text" if status is Status.NEUTRAL else status.colour))
    painter.setFont(bold)
    place = pill.adjusted(px(9), 0, 0, 0)
    place.setWidth(number_width)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
    painter.setFont(plain)
    rest = pill.adjusted(px(9) + number_width + px(8), 0, 0, 0)
    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    return width


class ControlView(WrapTable):
    """Whole rows are chosen. `form_requested`: Enter on a control."""

    delegate_class = ControlDelegate
    copy_requested = Signal(list)  # rows
    form_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Kontroller"), parent=parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.set_columns((0, 1, 1, 0, 0), (52, 170, 170, 140, 130))

    def controls(self) -> ControlTableModel:
        """The model of this view."""
        found = self.model()
        assert isinstance(found, ControlTableModel)
        return found

    def span_groups(self) -> None:
        """Let the headings span the table; called when rows have come or gone."""
        self.clearSpans()
        for row in self.controls().groups():
            self.setSpan(row, 0, 1, len(Column))
        self.fit_rows()

    def copy(self) -> None:
        self.copy_requested.emit(self.selected_rows())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and index.data(Role.GROUP) and event.button() is Qt.MouseButton.LeftButton:
            self.controls().toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and index.isValid() and index.data(Role.GROUP):
            is_open = index.data(Role.SIGN) == "chevron-down"
            folds = key == Qt.Key.Key_Left and is_open
            unfolds = key == Qt.Key.Key_Right and not is_open
            if folds or unfolds or key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.controls().toggle(index.row())
                return
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.form_requested.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.viewport().update()

    def has_focus(self) -> bool:
        """Whether the table or a cell in it has focus."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def select(self, rows: Sequence[int], column: int = Column.RISK) -> None:
        """Choose rows; the last becomes the current one."""
        self.clearSelection()
        model = self.model()
        flags = self.selectionModel().SelectionFlag
        for row in rows:
            self.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
        if rows:
            self.selectionModel().setCurrentIndex(model.index(rows[-1], column), flags.NoUpdate)
            self.scrollTo(model.index(rows[-1], column))
