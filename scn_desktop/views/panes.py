"""F6: the parts of a view that focus goes round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget


def next_pane(header: QWidget, tab: QWidget | None) -> None:
    """Move focus to the next of: the tabs, then each visible part of the view's splitter (or the view itself)."""
    if tab is None:
        return
    splitter = next((each for each in tab.findChildren(QSplitter) if each.isVisible()), None)
    parts = [splitter.widget(place) for place in range(splitter.count())] if splitter is not None else [tab]
    stops = [header, *(part for part in parts if part is not None and part.isVisible())]
    focused = QApplication.focusWidget()
    here = next((place for place, stop in enumerate(stops) if focused is not None and _holds(stop, focused)), 0)
    for step in range(1, len(stops) + 1):
        target = _first_focusable(stops[(here + step) % len(stops)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _holds(stop: QWidget, focused: QWidget) -> bool:
    return stop is focused or stop.isAncestorOf(focused)


def _first_focusable(part: QWidget) -> QWidget | None:
    chosen: QWidget | None = part.focusProxy()
    if chosen is not None and chosen.isVisible() and chosen.isEnabled():
        return chosen
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return part
    candidates = [part, *part.findChildren(QWidget)]
    usable = (each for each in candidates if each.isVisible() and each.isEnabled())
    return next((each for each in usable if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
