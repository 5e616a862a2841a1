"""What every dialog of the program begins with: a title, a sentence under it, and room for the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.labels import label


class TitledDialog(QDialog):
    """Modal to its window, and gone when it is closed. Subclasses add to `content`, and a foot to `page`."""

    def __init__(self, title: str, lead: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(px(24), px(20), px(24), px(20))
        self.page.setSpacing(px(8))
        self.page.addWidget(label(title, "h2"))
        self.page.addWidget(label(lead, "secondary", wrap=True))
        self.content = QVBoxLayout()
        self.content.setSpacing(px(12))
        self.content.setContentsMargins(0, px(8), 0, px(8))
        self.page.addLayout(self.content, 1)
