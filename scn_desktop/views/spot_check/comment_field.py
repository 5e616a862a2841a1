"""The comment on a case, with the plan's ready phrases behind the list at its right edge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import tool_button
from scn_desktop.views.widgets.field_edit import Commit, FieldEdit, GrowingText

LONGEST: Final = 90
"""Letters of a phrase that the list shows; the whole of it stands in its tool tip."""


class CommentField(FieldEdit):
    """`phrases` gives what the list holds when it opens. `edit_phrases`: the list's last line was chosen."""

    edit_phrases = Signal()

    def __init__(self, commit: Commit, phrases: Callable[[], list[str]], parent: QWidget | None = None) -> None:
        words = tr("Kommentar, utan namn")
        super().__init__(
            words, commit, multiline=True, show_label=False, touch=True, placeholder=words, warn=person_warning,
            parent=parent,
        )  # fmt: skip
        self._phrases = phrases
        self.menu: QMenu | None = None
        editor = self.editor
        assert isinstance(editor, GrowingText)  # a field of several lines
        editor.setViewportMargins(0, 0, theme().px(40), 0)
        self.list_button = tool_button("list", tr("Färdiga kommentarer (Ctrl+Blanksteg)"), self.open_phrases, editor)
        self.list_button.setFixedSize(theme().px(48), theme().px(48))
        self.list_button.setCursor(Qt.CursorShape.ArrowCursor)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.list_button.setVisible(not read_only)

    def open_phrases(self) -> None:
        """Show the phrases above or below the field, the first one marked."""
        if self.editor.isReadOnly():
            return
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = QMenu(self)
        menu.setProperty("touch", "true")
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(tr("Färdiga kommentarer"))
        for phrase in self._phrases():
            shown = phrase if len(phrase) <= LONGEST else f"{phrase[:LONGEST].rstrip()}…"
            action = menu.addAction(shown.replace("&", "&&"), partial(self.insert, phrase))
            action.setToolTip(phrase if shown != phrase else "")
        menu.addSeparator()
        menu.addAction(tr("Ändra färdiga kommentarer…"), self.edit_phrases.emit)
        menu.setActiveAction(menu.actions()[0])
        right = self.editor.mapToGlobal(QPoint(self.editor.width(), self.editor.height()))
        menu.popup(QPoint(right.x() - menu.sizeHint().width(), right.y()))

    def insert(self, phrase: str) -> None:
        """Put a phrase after what is written."""
        from scn_desktop.models.comment_phrases import appended

        editor, written = self.editor, self.text()
        assert isinstance(editor, GrowingText)  # a field of several lines
        cursor = editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(appended(written, phrase)[len(written) :])
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.editor:
            edge = self.editor.width() - self.list_button.width() - theme().px(1)
            self.list_button.move(edge, theme().px(1))
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.editor:
            wanted = (event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
            if wanted in (
                (Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier),
                (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
            ):
                self.open_phrases()
                return True
        return super().eventFilter(watched, event)
