"""What every dialog of the program begins with: a title, a sentence under it, and room for the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.labels import label

AROUND = 60
"""Pixels of the window that stay in sight around a dialog: its title bar and edges, whatever the text size."""


class TitledDialog(QDialog):
    """Modal to its window, and gone when it is closed. Subclasses add to `content`, and a foot to `page`.

    It opens no larger than the window it belongs to, with the keyboard on the first thing above its foot.
    """

    def __init__(self, title: str, lead: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent.window()
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
        self.foot_buttons: list[QWidget] = []

    def room(self) -> QSize:
        """The largest the dialog may open, with what surrounds it on the screen."""
        window = self._over.size()
        return QSize(window.width() - AROUND, window.height() - AROUND)

    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            if self.testAttribute(Qt.WidgetAttribute.WA_Resized):  # a size was asked for
                self.resize(self.size().boundedTo(self.room()))
            if self.focusWidget() is None:
                self._focus_first()
        super().setVisible(visible)

    def _focus_first(self) -> None:
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisibleTo(self)
            if takes and self.isAncestorOf(each) and each not in self.foot_buttons:
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return
            each = each.nextInFocusChain()
