"""Pages and cards that scroll, and cards that don't where the page around them does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScroller, QWidget


def show_whole(card: QWidget, area: QScrollArea, whole: bool) -> None:
    """Make the card as high as all that is in its scroll area, or let it scroll inside."""
    policy = Qt.ScrollBarPolicy
    area.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if whole else policy.ScrollBarAsNeeded)
    page = area.widget()
    layout = page.layout() if page is not None else None
    if not whole or layout is None:
        card.setMinimumHeight(0)
        return
    width = area.viewport().width()
    height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
    card.setMinimumHeight(height + card.height() - area.viewport().height())


class PageArea(QScrollArea):
    """A page that scrolls up and down, with a finger too, and is no higher than its wrapped texts need."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        page.installEventFilter(self)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Qt reckons the least height of wrapped texts at their least width, which is far too high."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if page is not None and layout is not None and layout.hasHeightForWidth():
            page.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))
