"""Running text with inline objects: each is one sign to the cursor, and keeps its source when it is copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QToolTip, QWidget

from scn_desktop.views.plan import commonmark, commonmark_runs
from scn_desktop.views.plan.formatted_text import FormattedText
from scn_desktop.views.plan.inline_objects import InlineObject, InlineObjects, TextContext, objects_in, source_at
from scn_desktop.views.translate import tr

MARKDOWN = "application/x-scn-running-text"


class ObjectText(FormattedText):
    """`opened(position)`: the user wants to see or change the inline object there.

    `paste_first` is asked of every formatted paste, and says whether it took it.
    """

    opened = Signal(int)

    def __init__(self, context: TextContext | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.objects = InlineObjects(self.document(), context)
        self.paste_first: Callable[[QMimeData], bool] | None = None

    # Objects ---------------------------------------------------------------------------------------------------------
    def insert_object(self, source: str) -> int:
        """Put an inline object in place of what is selected; its position."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        position = cursor.position()
        if cursor.blockFormat().property(commonmark.SOURCE):
            cursor.insertText(source, QTextCharFormat())
        else:
            style = _of_text(cursor.charFormat())
            cursor.insertText(commonmark_runs.OBJECT, commonmark.object_format(source, style))
            cursor.setCharFormat(style)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(_of_text(cursor.charFormat()))
        return position

    def replace_object(self, position: int, source: str) -> None:
        """Let the inline object at a position be another; the cursor stays."""
        if source_at(self.document(), position) in ("", source):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(commonmark.object_format(source, _of_text(cursor.charFormat())))

    def remove_object(self, position: int) -> None:
        if source_at(self.document(), position):
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.deleteChar()

    def object_at_cursor(self) -> InlineObject | None:
        """The inline object that is selected, or that the cursor stands beside: the one before it first."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if end - start > 1:
            return None
        for position in (start,) if end > start else (start - 1, start):
            source = source_at(self.document(), position)
            if source:
                return InlineObject(position, source)
        return None

    def refresh_objects(self) -> None:
        """Show what the objects say now; cursor, selection and undo stay."""
        if self.objects.refresh():
            self.viewport().update()
        self.describe_objects()

    def describe_objects(self) -> None:
        """Tell what the objects say to who hears the text: there each is but a sign."""
        said = [self.tip_of(each) for each in self.objects.objects()]
        self.setAccessibleDescription(". ".join(said))

    def tip_of(self, each: InlineObject) -> str:
        """What an inline object is and says: "Fotnot 3: Källa Kolada"."""
        words = self.objects.words(each.position, each.source)
        return tr("Fotnot {n}: {note}").format(n=words.text, note=each.note) if each.is_note else words.tip

    def shown_words(self) -> list[str]:
        """What each inline object says, in order."""
        return [self.objects.words(*each).text for each in self.objects.objects()]

    # Pointer and keys ------------------------------------------------------------------------------------------------
    def object_under(self, point: QPoint) -> InlineObject | None:
        """The inline object at a point of the viewport."""
        near = self.cursorForPosition(point).position()
        for position in (near - 1, near):
            source = source_at(self.document(), position)
            if source and self.object_area(position).contains(QPointF(point)):
                return InlineObject(position, source)
        return None

    def object_area(self, position: int) -> QRectF:
        """Where the sign at a position is drawn, in the viewport."""
        block = self.document().findBlock(position)
        relative = position - block.position()
        line = block.layout().lineForTextPosition(relative)
        if not line.isValid():
            return QRectF()
        corner = block.layout().position() + QPointF(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )
        left, right = _x(block, relative), _x(block, relative + 1)
        return QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.object_under(event.pos())
            QToolTip.showText(event.globalPos(), self.tip_of(found) if found is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.object_under(event.position().toPoint())
        if found is not None and not self.isReadOnly():
            self.opened.emit(found.position)
        else:
            super().mouseDoubleClickEvent(event)

    def opens_object(self, event: QKeyEvent) -> bool:
        """Alt+Enter beside an inline object opens it, as it opens a row's details in a table."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
            return False
        found = self.object_at_cursor()
        if found is not None and not self.isReadOnly():
            self.opened.emit(found.position)
        return found is not None

    # Clipboard -------------------------------------------------------------------------------------------------------
    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as words for other programs, and as its CommonMark for this one."""
        made = QMimeData()
        copy = QTextDocument()
        QTextCursor(copy).insertFragment(self.textCursor().selection())
        text = commonmark.save(copy)
        if copy.blockCount() == 1:  # CommonMark has no white space at the ends of a paragraph
            inner = copy.toPlainText()
            start, end = len(inner) - len(inner.lstrip(" ")), len(inner.rstrip(" "))
            text = inner[:start] + text + inner[end:] if inner.strip(" ") else inner
        made.setData(MARKDOWN, text.encode())
        words = with_words(copy, self.objects)
        made.setText(words.toPlainText())
        made.setHtml(words.toHtml())
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste by way of CommonMark, so that only what the editor knows comes in."""
        if source.hasFormat(MARKDOWN):
            self.insert_markdown(bytes(source.data(MARKDOWN).data()).decode("utf-8", "replace"))
        elif self.paste_first is None or not self.paste_first(source):
            self.insert_markdown(_as_markdown(source))

    def insert_markdown(self, text: str) -> None:
        """Put CommonMark in place of what is selected; one paragraph goes into the one the cursor stands in."""
        clean = QTextDocument()
        commonmark.load(clean, text, self.spacing)
        cursor = self.textCursor()
        first = clean.firstBlock()
        plain = first.textList() is None and not first.blockFormat().headingLevel()
        if clean.blockCount() > 1 or (not plain and not self._in_one_paragraph()):
            cursor.insertFragment(QTextDocumentFragment(clean))
            return
        cursor.beginEditBlock()
        style = _of_text(cursor.charFormat())
        if cursor.blockFormat().property(commonmark.SOURCE) or first.blockFormat().property(commonmark.SOURCE):
            cursor.insertText(text)
        else:
            lead = text[: len(text) - len(text.lstrip(" "))]
            trail = text[len(text.rstrip(" ")) :] if text.strip(" ") else ""
            cursor.insertText(lead, style)
            commonmark.insert_runs(cursor, commonmark.runs_of(first), self.is_heading())
            cursor.insertText(trail, style)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(style)

    def _in_one_paragraph(self) -> bool:
        """Whether the cursor stands within a text, where a single pasted item is words and not a new item."""
        return bool(self.textCursor().block().text())


def _as_markdown(source: QMimeData) -> str:
    formatted = QTextDocument()
    if source.hasHtml():
        formatted.setHtml(source.html())
    else:
        formatted.setPlainText(source.text())
        if formatted.blockCount() == 1:
            spaces = source.text()
            start, end = len(spaces) - len(spaces.lstrip(" ")), len(spaces.rstrip(" "))
            return spaces[:start] + commonmark.save(formatted) + spaces[end:] if spaces.strip(" ") else spaces
    return commonmark.save(formatted)


def with_words(document: QTextDocument, objects: InlineObjects) -> QTextDocument:
    """The document with its inline objects as words: references what they say, a footnote its text in brackets."""
    cursor = QTextCursor(document)
    for each in reversed(objects_in(document)):
        cursor.setPosition(each.position)
        cursor.deleteChar()
        words = f" ({each.note})" if each.is_note else objects.words(*each).text
        cursor.insertText(words, _of_text(cursor.charFormat()))
    return document


def _of_text(style: QTextCharFormat) -> QTextCharFormat:
    """The style of text beside an object: its weight and slant alone."""
    made = QTextCharFormat()
    if style.fontWeight() > 0:
        made.setFontWeight(style.fontWeight())
    made.setFontItalic(style.fontItalic())
    return made


def _x(block: QTextBlock, relative: int) -> float:
    """The distance from the block's left to the place before a character."""
    line = block.layout().lineForTextPosition(max(0, relative - 1) if relative == len(block.text()) else relative)
    found: Any = line.cursorToX(relative)  # with the place it was asked for, against its type
    return float(found[0] if isinstance(found, tuple) else found)
