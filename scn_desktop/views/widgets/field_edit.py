"""A text field that keeps what is typed: it commits when left and after a pause, and says below what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label

PAUSE: Final = 800
"""Milliseconds of quiet after which typed text is committed."""

Commit = Callable[[str], object]


class GrowingText(QTextEdit):
    """A plain text field as high as its text; Tab leaves it. `height_wanted` is emitted in pixels when it changes."""

    height_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, minimum_lines: int = 1, font: str = "body") -> None:
        super().__init__(parent)
        self._minimum_lines = minimum_lines
        self._pitch = theme().px(LINE_HEIGHTS[font])
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(theme().px(4))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.put_text("")

    def put_text(self, text: str) -> None:
        """Replace the text without a signal and without a step in the field's own undo."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self._pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(spacing)
        self.setUndoRedoEnabled(True)
        self.blockSignals(blocked)
        self._fit()

    def text_height(self) -> int:
        """Pixels that the text needs, frame and padding included."""
        margin = round(2 * self.document().documentMargin())
        text = max(self._minimum_lines * self._pitch + margin, round(self.document().size().height()))
        return text + max(0, self.height() - self.viewport().height())

    @Slot()
    def _fit(self) -> None:
        wanted = self.text_height()
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
            self.height_wanted.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FieldEdit(QWidget):
    """A labelled text field, single-line or growing.

    `commit` is called with the text and may raise ScnError to refuse it: the typed text stays, with an error edge and
    the reason below. `warn` gives a sentence about a text that is taken all the same, until the writer says that it is
    right. `committed(str)` follows a text that was taken. Esc puts back the text that the field held when
    it was entered.
    """

    committed = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        commit: Commit | None = None,
        multiline: bool = False,
        show_label: bool = True,
        touch: bool = False,
        placeholder: str = "",
        minimum_lines: int = 1,
        warn: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commit = commit
        self._warn = warn
        self._allowed = ""
        self._kept = ""
        self._entered_with = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        if show_label:
            layout.addWidget(label(name, "field"))
        self._editor: QLineEdit | GrowingText
        if multiline:
            self._editor = GrowingText(self, minimum_lines, "touch" if touch else "body")
            self._editor.setProperty("role", "field")
        else:
            self._editor = QLineEdit(self)
        if touch:
            self._editor.setProperty("touch", "true")
        self._editor.setPlaceholderText(placeholder)
        self._editor.setAccessibleName(name)
        self._editor.textChanged.connect(self._typed)
        self._editor.installEventFilter(self)
        self.setFocusProxy(self._editor)
        layout.addWidget(self._editor)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        layout.addWidget(self._error)
        if warn is not None:
            layout.addWidget(self._warning_row())
        layout.addStretch(1)

    @property
    def editor(self) -> QLineEdit | GrowingText:
        return self._editor

    def text(self) -> str:
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a value from the document. A field that is being typed in, or holds a refused text, keeps its text."""
        if text == self._kept and self.text() == text:
            return
        if self.has_unsaved() and (self._editor.hasFocus() or self.error()):
            self._kept = text
            if self.text() == text:
                self.show_error("")
            return
        self._kept = self._entered_with = text
        self._put(text)
        self.show_error("")
        self._look(text)

    def has_unsaved(self) -> bool:
        return self.text() != self._kept

    def error(self) -> str:
        return self._error.text()

    def show_error(self, message: str) -> None:
        """Show the reason below the field with an error edge; "" takes both away."""
        if message == self._error.text():
            return
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self._editor.setAccessibleDescription(message)
        self._editor.setProperty("wrong", "true" if message else "false")
        self._editor.style().unpolish(self._editor)
        self._editor.style().polish(self._editor)

    def set_read_only(self, read_only: bool) -> None:
        """The text can still be selected and copied."""
        self._editor.setReadOnly(read_only)

    @Slot()
    def commit(self) -> bool:
        """Hand over what is typed; False when it was refused."""
        self._pause.stop()
        text = self.text()
        if text == self._kept:
            self.show_error("")
            return True
        before, self._kept = self._kept, text
        if self._commit is not None:
            try:
                self._commit(text)
            except ScnError as error:
                self._kept = before
                self.show_error(str(error))
                return False
        self.show_error("")
        self._look(text)
        self.committed.emit(text)
        return True

    def warning(self) -> str:
        return self._warning.accessibleName() if self._warn is not None and not self._doubt.isHidden() else ""

    def _warning_row(self) -> QWidget:
        self._doubt = QWidget()
        row = QHBoxLayout(self._doubt)
        row.setContentsMargins(0, 0, 0, 0)
        self._warning = SignLabel("", "triangle-alert", "warning", "caption")
        row.addWidget(self._warning)
        self.right = button(tr("Det är rätt"), self._allow, role="caption-link")
        row.addWidget(self.right)
        row.addStretch(1)
        self._doubt.hide()
        return self._doubt

    def _look(self, text: str) -> None:
        """Say what the text may hold that it should not."""
        if self._warn is None:
            return
        doubt = self._warn(text) if text != self._allowed else ""
        self._warning.set_content(doubt, "triangle-alert", "warning")
        self._doubt.setVisible(bool(doubt))

    def _allow(self) -> None:
        self._allowed = self.text()
        self._look(self._allowed)
        self._editor.setFocus()

    def restore(self) -> None:
        """Put back the text from when the field was entered."""
        self._put(self._entered_with)
        self.show_error("")
        self.commit()

    def _put(self, text: str) -> None:
        blocked = self._editor.blockSignals(True)
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        else:
            self._editor.put_text(text)
        self._editor.blockSignals(blocked)
        self._pause.stop()

    @Slot()
    def _typed(self) -> None:
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if leaves_undo_to_document(self._editor, event):
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and (self.text() != self._entered_with or self.error()):
                self.restore()
                return True
            single_line = isinstance(self._editor, QLineEdit)
            if single_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.commit()
        elif isinstance(event, QFocusEvent):
            if event.type() is QEvent.Type.FocusIn:
                if event.reason() is not Qt.FocusReason.PopupFocusReason:
                    self._entered_with = self._kept
            elif event.reason() is not Qt.FocusReason.PopupFocusReason:
                self.commit()
                self.left.emit()
        return super().eventFilter(watched, event)


def leaves_undo_to_document(editor: QLineEdit | QTextEdit, event: QEvent) -> bool:
    """Whether Ctrl+Z or Ctrl+Y was meant for the document: Qt's editors take both, also with nothing typed to undo."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    own = editor if isinstance(editor, QLineEdit) else editor.document()
    undoes = event.matches(QKeySequence.StandardKey.Undo) and not own.isUndoAvailable()
    redoes = event.matches(QKeySequence.StandardKey.Redo) and not own.isRedoAvailable()
    if undoes or redoes:
        event.ignore()
    return undoes or redoes
