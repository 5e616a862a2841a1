"""The editor of running text: CommonMark in, CommonMark out, handed over after a pause and when it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.inline_objects import TextContext
from scn_desktop.views.plan.object_text import ObjectText
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.field_edit import PAUSE, leaves_undo_to_document

_CONTROL_SHIFT: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RunningText(ObjectText):
    """Holds CommonMark. `commit(text)` may raise ScnError: the text stays, and `refused` carries the reason or "".

    `keys` are what Ctrl+Shift and a letter do. `beside` says whether a field that belongs to the text has focus.
    """

    refused = Signal(str)
    focus_changed = Signal(bool)

    def __init__(
        self,
        name: str,
        commit: Callable[[str], object],
        context: TextContext | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.keys: dict[int, Callable[[], object]] = {}
        self.beside: Callable[[], bool] = lambda: False
        self._commit = commit
        self._kept = ""
        self._entered_with = ""
        self._wrong = False
        self._notes = 0
        self.setProperty("role", "running")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._typed)

    # Text ------------------------------------------------------------------------------------------------------------
    def read_into(self, document: QTextDocument, text: str) -> None:
        """Show a text in a document."""
        commonmark.load(document, text, self.spacing)

    def markdown(self) -> str:
        """What is typed, as CommonMark."""
        return commonmark.save(self.document())

    def set_markdown(self, text: str) -> None:
        """Show what the document holds; what is being typed or was refused stays."""
        if text == self._kept and not self._wrong and self.document().characterCount() > 1:
            return
        if (self.hasFocus() or self.beside()) and self.markdown() != self._kept:
            self._kept = text
            if self.markdown() == text:
                self._tell("")
            return
        self._kept = self._entered_with = text
        self._load(text)
        self._tell("")

    def _load(self, text: str) -> None:
        place = self.textCursor().position() if self.hasFocus() else 0
        blocked = self.blockSignals(True)
        self.read_into(self.document(), text)
        cursor = self.textCursor()  # carried along to the end by what was read
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.blockSignals(blocked)
        self.document().setModified(False)
        self._notes = len(self.objects.notes())
        self._pause.stop()
        self._fit()

    @Slot()
    def _typed(self) -> None:
        self._pause.start()
        notes = len(self.objects.notes())
        if notes != self._notes:
            self._notes = notes
            self.objects.lay_out(lambda each: each.is_note)
            self.viewport().update()

    @Slot()
    def commit(self) -> bool:
        """Hand over what is typed; False when it was refused."""
        self._pause.stop()
        if not self.document().isModified() and not self._wrong:
            return True  # most texts that are left were only read
        text = self.markdown()
        if self.isReadOnly() or text == self._kept or text == self._normal(self._kept):
            self._tell("")
            return True
        before, self._kept = self._kept, text
        try:
            self._commit(text)
        except ScnError as error:
            self._kept = before
            self._tell(str(error))
            return False
        self.document().setModified(False)
        self._tell("")
        return True

    def _normal(self, text: str) -> str:
        """The text as this editor would write it: a text that was only read is not rewritten."""
        copy = QTextDocument()
        self.read_into(copy, text)
        return self.written(copy)

    def written(self, document: QTextDocument) -> str:
        """A document as this editor writes it."""
        return commonmark.save(document)

    def _tell(self, reason: str) -> None:
        if reason or self._wrong:
            self._wrong = bool(reason)
            self.setProperty("wrong", "true" if reason else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            self.refused.emit(reason)

    # Keys and focus --------------------------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        if leaves_undo_to_document(self, event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._wrong or self.markdown() != self._entered_with):
            self.restore()
        elif event.matches(QKeySequence.StandardKey.Bold):
            self.toggle_bold()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.toggle_italic()
        elif not self._own_key(event):
            super().keyPressEvent(event)

    def restore(self) -> None:
        """Put back the text from when the field was entered."""
        self._load(self._entered_with)
        self.document().setModified(True)  # what was kept meanwhile is another text
        self.textChanged.emit()
        self.commit()

    def _own_key(self, event: QKeyEvent) -> bool:
        do = self.keys.get(event.key()) if event.modifiers() == _CONTROL_SHIFT else None
        if do is not None:
            if not self.isReadOnly():
                do()
            return True
        if self.opens_object(event):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.enter()
        return event.text() == " " and self.begin_list()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._entered_with = self._kept
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
        self.focus_changed.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.document().setDefaultFont(theme().font(self.font_name))
