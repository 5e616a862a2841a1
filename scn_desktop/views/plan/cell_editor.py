"""Cells of the plan's tables: a reference is one sign while its cell is written in, a footnote stands in ^[…]."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from scn_desktop.models.running_text import reference_source, references_in
from scn_desktop.views.plan import commonmark
from scn_desktop.views.plan.commonmark_runs import OBJECT
from scn_desktop.views.plan.inline_objects import InlineObject, InlineObjects, objects_in
from scn_desktop.views.widgets.wrap_delegate import CellEditor, WrapDelegate
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.running_text import Reference
    from scn_desktop.views.bridge import Bridge
    from scn_desktop.views.plan.inline_objects import TextContext

CELL: Final = "application/x-scn-cell"
_CONTROL_SHIFT: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PlanCellEditor(CellEditor):
    """`asked(is_amount)`: the writer wants a field or a cross-reference where the cursor stands."""

    asked = Signal(bool)

    def __init__(self, parent: QWidget, context: TextContext | None) -> None:
        self._objects: InlineObjects | None = None
        super().__init__(parent)
        self._objects = InlineObjects(self.document(), context)

    def put_text(self, text: str) -> None:
        sources: list[str] = []
        shown = text
        for found in reversed(references_in(text, in_cell=True)):
            if not found.in_note:
                sources.insert(0, text[found.start : found.end])
                shown = shown[: found.start] + OBJECT + shown[found.end :]
        super().put_text(shown)
        self.setUndoRedoEnabled(False)
        cursor = self.document().find(OBJECT)
        for source in sources:
            cursor.setCharFormat(commonmark.object_format(source, QTextCharFormat()))
            cursor = self.document().find(OBJECT, cursor)
        self.setUndoRedoEnabled(True)

    def cell_text(self) -> str:
        text = self.toPlainText()
        for each in objects_in(self.document()):
            text = text.replace(OBJECT, each.source, 1)
        return text.replace(OBJECT, "")

    # Inserting -------------------------------------------------------------------------------------------------------
    def insert_note(self) -> None:
        """A footnote where the cursor stands, or after what is selected; the cursor goes into it."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.insertText("^[]")
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)

    def insert_source(self, text: str) -> None:
        """Put cell text, with its references, in place of what is selected."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        place = 0
        for found in references_in(text, in_cell=True):
            if not found.in_note:
                cursor.insertText(text[place : found.start], QTextCharFormat())
                source = text[found.start : found.end]
                cursor.insertText(OBJECT, commonmark.object_format(source, QTextCharFormat()))
                place = found.end
        cursor.insertText(text[place:], QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def to_mend(self) -> InlineObject | None:
        """The reference that is selected, or a broken one beside the cursor: another takes its place."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for each in objects_in(self.document()):
            if end - start == 1 and each.position == start:
                return each
            broken = self._objects is not None and self._objects.words(each.position, each.source).broken
            if end == start and broken and each.position in (start - 1, start):
                return each
        return None

    def choose(self, each: InlineObject) -> None:
        """Select an inline object."""
        cursor = self.textCursor()
        cursor.setPosition(each.position)
        cursor.setPosition(each.position + 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = event.key() if event.modifiers() == _CONTROL_SHIFT and self._completer is None else 0
        if wanted == Qt.Key.Key_N:
            self.insert_note()
        elif wanted in (Qt.Key.Key_F, Qt.Key.Key_H):
            self.asked.emit(wanted == Qt.Key.Key_F)
        else:
            super().keyPressEvent(event)

    # Clipboard -------------------------------------------------------------------------------------------------------
    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words for other programs, and with their references for other cells."""
        made = QMimeData()
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        source = words = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        for each in objects_in(self.document()):
            if start <= each.position < end:
                source = source.replace(OBJECT, each.source, 1)
                said = self._objects.words(*each).text if self._objects is not None else ""
                words = words.replace(OBJECT, said, 1)
        made.setData(CELL, source.encode())
        made.setText(words)
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(CELL):
            self.insert_source(bytes(source.data(CELL).data()).decode("utf-8", "replace"))
        else:
            super().insertFromMimeData(source)


class PlanDelegate(WrapDelegate):
    """`context` says what references say; `asked(editor, is_amount)` wants one."""

    asked = Signal(object, bool)
    context: TextContext | None = None

    def make_editor(self, parent: QWidget) -> CellEditor:
        made = PlanCellEditor(parent, self.context)
        made.asked.connect(partial(self.asked.emit, made))
        return made


class PlanTable(WrapTable):
    """A table of the plan, with footnotes and references in its cells."""

    delegate_class = PlanDelegate
    wrap: PlanDelegate

    def serve(self, bridge: Bridge, context: TextContext) -> None:
        """Let references be shown and chosen in the cells."""
        self.wrap.context = context
        self.wrap.asked.connect(partial(_ask, self, bridge))


def _ask(table: PlanTable, bridge: Bridge, editor: PlanCellEditor, is_amount: bool) -> None:
    from scn_desktop.views.plan.choose_target import FieldDialog, ReferenceDialog
    from scn_desktop.views.plan.text_context import PlanTexts

    mended = editor.to_mend()
    current = references_in(mended.source, in_cell=True)[0].reference if mended is not None else None

    def put(reference: Reference) -> None:
        if mended is not None:
            editor.choose(mended)
        description = PlanTexts.of(bridge).references.describe(reference)
        editor.insert_source(reference_source(reference, description, in_cell=True))

    def leave() -> None:
        editor.stays_open = False
        editor.setFocus()

    dialog = (FieldDialog if is_amount else ReferenceDialog)(bridge, current, put, table.window())
    dialog.finished.connect(leave)
    editor.stays_open = True
    dialog.open()
