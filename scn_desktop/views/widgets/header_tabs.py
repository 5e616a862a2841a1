"""The tabs of the window: the chosen one is semibold with a line under it, as wide as when it is not chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr


class HeaderTabs(QTabBar):
    """A QTabBar drawn by the tokens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Flikar"))

    def tabSizeHint(self, index: int) -> QSize:
        width = QFontMetrics(theme().font("body_bold")).horizontalAdvance(self.tabText(index))
        return QSize(width + theme().px(26), theme().px(46))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            if self.isTabVisible(index):
                self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        rect = self.tabRect(index)
        chosen = index == self.currentIndex()
        painter.setFont(theme().font("body_bold" if chosen else "body"))
        painter.setPen(theme().colour("text" if chosen else "text2"))
        painter.drawText(rect.adjusted(0, 0, 0, -theme().px(2)), Qt.AlignmentFlag.AlignCenter, self.tabText(index))
        if chosen:
            thick = theme().px(3)
            bottom = QRect(rect.left(), self.height() - thick, rect.width(), thick)
            painter.fillRect(bottom, theme().colour("accent"))
            if self.hasFocus():
                painter.setPen(QPen(theme().colour("accent"), 2))
                painter.drawRoundedRect(rect.adjusted(3, 7, -3, -9), 4, 4)
