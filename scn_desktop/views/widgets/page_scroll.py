"""Keeps what the keyboard moves to in sight where the page around a widget is what scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from scn_desktop.views.theme import theme


def show_on_page(part: QWidget, area: QRect) -> bool:
    """Scroll the page until `area` of the widget `part` is seen, its top first; False where it has no place yet.

    While a mouse button is down nothing moves: the pointer is already there, and the page would slip away under it.
    """
    page = _page_around(part)
    content = page.widget() if page is not None else None
    if page is None or content is None or QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
        return True
    # What has grown must have its place before the page can be scrolled to it.
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    top = part.mapTo(content, QPoint(area.center().x(), area.top()))
    margin = theme().px(16)
    across = page.horizontalScrollBar().value()
    page.ensureVisible(top.x(), top.y() + area.height(), 0, margin)
    page.ensureVisible(top.x(), top.y(), 0, margin)
    page.horizontalScrollBar().setValue(across)
    return not page.isVisible() or 0 <= part.mapTo(page.viewport(), area.topLeft()).y() < page.viewport().height()


def _page_around(part: QWidget) -> QScrollArea | None:
    around: QWidget | None = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def replace_page(area: QScrollArea, page: QWidget) -> None:
    """Show another page in a scroll area; the old one, maybe in the middle of an event, goes later."""
    old = area.takeWidget()
    area.setWidget(page)
    if old is not None:
        old.hide()
        old.deleteLater()
