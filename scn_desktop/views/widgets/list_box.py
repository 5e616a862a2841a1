"""A framed list of texts to choose from, in dialogs; its look is the style sheet's rule for QListWidget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListView, QListWidget, QWidget

from scn_desktop.views.theme import theme

ROW: Final = 31
"""Height of a row of one line at 100 %, in pixels."""
LEAST_ROWS: Final = 3


class ListBox(QListWidget):
    """Long texts go on to a second line. It is content with little height, and takes what the dialog has over."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # what was measured before the style sheet is measured again

    def sizeHint(self) -> QSize:
        return QSize(theme().px(256), theme().px(LEAST_ROWS * ROW))
