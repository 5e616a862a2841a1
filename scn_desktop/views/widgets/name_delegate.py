"""Naming in place in a list or a tree: a refused name stays where it is typed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scn_desktop.views.widgets.edit_table import Index


class NameDelegate(QStyledItemDelegate):
    """The editor closes when the model's `setData` takes the name; else it is marked, and waits to be mended or Esc."""

    def __init__(self, name: str, parent: QAbstractItemView) -> None:
        """`name`: the editor's accessible name."""
        super().__init__(parent)
        self._name = name

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self._name)
        editor.textEdited.connect(lambda: mark_wrong(editor, False))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            mark_wrong(editor, not model.setData(index, editor.text()))

    def finish(self, editor: QLineEdit) -> None:
        """Take what is typed, and close if it was taken."""
        self.commitData.emit(editor)
        if editor.property("wrong") != "true":
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def finish_all(self, view: QAbstractItemView) -> None:
        """Take what is typed in the view."""
        for editor in view.viewport().findChildren(QLineEdit):
            if editor.isVisible():
                self.finish(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab end the naming here: passed on, Enter would open what is named."""
        if not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish(editor)
            return True
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self.finish(editor)
            return False
        return super().eventFilter(editor, event)


def mark_wrong(editor: QLineEdit, wrong: bool) -> None:
    """Give the field its error edge, or take it away."""
    if (editor.property("wrong") == "true") is not wrong:
        editor.setProperty("wrong", "true" if wrong else "false")
        editor.style().unpolish(editor)
        editor.style().polish(editor)
