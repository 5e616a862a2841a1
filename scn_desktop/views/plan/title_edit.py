"""A heading that is edited where it stands; only when it has focus does it look like a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.widgets.field_edit import GrowingText


class TitleEdit(GrowingText):
    """`commit(text)` may raise ScnError; `refused` carries the reason, "" when it is mended."""

    refused = Signal(str)

    def __init__(self, name: str, commit: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent, font="h1")
        self._commit = commit
        self._kept = ""
        self.setProperty("role", "title")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.document().setDocumentMargin(0)

    def set_text(self, text: str) -> None:
        if text == self._kept or (self.hasFocus() and self.toPlainText() not in (self._kept, text)):
            return
        self._kept = text
        self.put_text(text)
        self.refused.emit("")

    @Slot()
    def commit(self) -> bool:
        """Hand over what is typed; False when it was refused."""
        text = " ".join(self.toPlainText().split())
        if self.isReadOnly() or text == self._kept:
            return True
        before, self._kept = self._kept, text
        try:
            self._commit(text)
        except ScnError as error:
            self._kept = before
            self.refused.emit(str(error))
            return False
        self.refused.emit("")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_text(self._kept)
            self.refused.emit("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
