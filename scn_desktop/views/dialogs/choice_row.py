"""Choices side by side under their names, on as many rows as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.controls import SegmentedControl
from scn_desktop.views.widgets.labels import label


class ChoiceRow(QWidget):
    """Shows the choices that mean something for what is at hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = _Flow(self)
        self._named: dict[SegmentedControl, QWidget] = {}

    def add(self, control: SegmentedControl) -> None:
        named = QWidget()
        layout = QVBoxLayout(named)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(label(control.accessibleName(), "field"))
        layout.addWidget(control)
        self._named[control] = named
        self._flow.addWidget(named)

    def show_choice(self, control: SegmentedControl, wanted: bool) -> None:
        self._named[control].setVisible(wanted)


class _Flow(QLayout):
    """Items from left to right, going on below where the width ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, move: bool) -> int:
        """The height used; with `move` the items are put in their places."""
        apart, below = theme().px(32), theme().px(12)
        left, top, row_height = area.left(), area.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > area.left() and left + size.width() > area.left() + area.width():
                left, top, row_height = area.left(), top + row_height + below, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + apart
            row_height = max(row_height, size.height())
        return top + row_height - area.top()
