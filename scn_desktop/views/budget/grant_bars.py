"""Amounts of a table as bars: this year's over the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from scn_desktop.views.theme import theme

if TYPE_CHECKING:
    from scn_desktop.models.budget_bars import Bar, Bars


class GrantBars(QWidget):
    """Paints `Bars`; everything in it is also its accessible text."""

    def __init__(self, bars: Bars, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = bars
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(bars.title)
        self.setAccessibleDescription(bars.words)

    def event(self, event: QEvent) -> bool:
        """A name that is cut off can be read under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = (event.pos().y() - theme().px(48)) // theme().px(45)
            known = 0 <= place < len(self._bars.bars)
            QToolTip.showText(event.globalPos(), self._bars.bars[place].label if known else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(50 + 45 * len(self._bars.bars)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        most = max(max(bar.later, bar.earlier or 0) for bar in self._bars.bars)
        for place, bar in enumerate(self._bars.bars):
            self._paint_bar(painter, bar, theme().px(48 + 45 * place), most)

    def _paint_legend(self, painter: QPainter) -> None:
        px = theme().px
        painter.setFont(theme().font("body_bold"))
        painter.setPen(theme().colour("text"))
        painter.drawText(QRectF(0, 0, self.width(), px(22)), Qt.AlignmentFlag.AlignVCenter, self._bars.title)
        painter.setFont(theme().font("caption"))
        metrics, left = QFontMetrics(theme().font("caption")), 0
        for year, colour in zip(self._bars.years, ("accent", "earlier"), strict=False):
            self._paint_strip(painter, QRectF(left, px(28), px(10), px(10)), colour)
            painter.setPen(theme().colour("text2"))
            painter.drawText(QRectF(left + px(16), px(24), px(120), px(18)), Qt.AlignmentFlag.AlignVCenter, year)
            left += px(30) + metrics.horizontalAdvance(year)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(theme().colour("text2"))
        painter.drawText(QRectF(0, px(24), self.width(), px(18)), right, self._bars.unit)

    def _paint_bar(self, painter: QPainter, bar: Bar, top: int, most: int) -> None:
        px = theme().px
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("body_bold"))
        line = QRectF(0, top, self.width(), px(20))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bar.text)
        taken = QFontMetrics(painter.font()).horizontalAdvance(bar.text) + px(12)
        font = theme().font("body")
        painter.setFont(font)
        label = QFontMetrics(font).elidedText(bar.label, Qt.TextElideMode.ElideRight, self.width() - taken)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, label)
        for amount, colour, shift in ((bar.later, "accent", 23), (bar.earlier, "earlier", 32)):
            if amount:
                width = max(px(3), round(self.width() * amount / most))
                self._paint_strip(painter, QRectF(0, top + px(shift), width, px(7)), colour)

    def _paint_strip(self, painter: QPainter, area: QRectF, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(colour))
        painter.drawRoundedRect(area, theme().px(2), theme().px(2))
