"""The editor of running text: as high as its text, with bold, italic, lists and sub-headings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextList,
    QTextListFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.plan import commonmark
from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.widgets.field_edit import PAUSE
from scn_desktop.views.widgets.page_scroll import show_on_page

HEADING_LEVEL = 3
_MARKERS = {
    "-": QTextListFormat.Style.ListDisc,
    "*": QTextListFormat.Style.ListDisc,
    "–": QTextListFormat.Style.ListDisc,
    "1.": QTextListFormat.Style.ListDecimal,
}


def _spacing() -> commonmark.Spacing:
    px = theme().px
    return commonmark.Spacing(px(LINE_HEIGHTS["running"]), px(10), px(3), px(4), px(16))


class RunningText(QTextEdit):
    """Holds CommonMark. `commit(text)` may raise ScnError: the text stays, and `refused` carries the reason or ""."""

    refused = Signal(str)
    focus_changed = Signal(bool)

    def __init__(self, name: str, commit: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commit = commit
        self._kept = ""
        self._entered_with = ""
        self._wrong = False
        self.setProperty("role", "running")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(theme().px(760))
        self.document().setDocumentMargin(theme().px(8))
        self.document().setDefaultFont(theme().font("running"))
        self.document().setIndentWidth(theme().px(22))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._pause.start)
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(10)  # the page is laid out after the field has grown
        self._show_soon.timeout.connect(self._show_cursor)
        self.cursorPositionChanged.connect(self._show_soon.start)

    # Text ------------------------------------------------------------------------------------------------------------
    def markdown(self) -> str:
        """What is typed, as CommonMark."""
        return commonmark.save(self.document())

    def set_markdown(self, text: str) -> None:
        """Show what the document holds; what is being typed or was refused stays."""
        if text == self._kept and not self._wrong and self.document().characterCount() > 1:
            return
        if self.hasFocus() and self.markdown() != self._kept:
            self._kept = text
            if self.markdown() == text:
                self._tell("")
            return
        self._kept = self._entered_with = text
        self._load(text)
        self._tell("")

    def _load(self, text: str) -> None:
        blocked = self.blockSignals(True)
        commonmark.load(self.document(), text, _spacing())
        self.blockSignals(blocked)
        self._pause.stop()
        self._fit()

    @Slot()
    def commit(self) -> bool:
        """Hand over what is typed; False when it was refused."""
        self._pause.stop()
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
        self._tell("")
        return True

    def _normal(self, text: str) -> str:
        """The text as this editor would write it: a text that was only read is not rewritten."""
        copy = QTextDocument()
        commonmark.load(copy, text, commonmark.Spacing(25, 0, 0, 0))
        return commonmark.save(copy)

    def _tell(self, reason: str) -> None:
        if reason or self._wrong:
            self._wrong = bool(reason)
            self.setProperty("wrong", "true" if reason else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            self.refused.emit(reason)

    # Height ----------------------------------------------------------------------------------------------------------
    @Slot()
    def _fit(self) -> None:
        frame = max(0, self.height() - self.viewport().height())
        wanted = max(round(self.document().size().height()), theme().px(41)) + frame
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    @Slot()
    def _show_cursor(self) -> None:
        if self.hasFocus() and not show_on_page(self.viewport(), self.cursorRect()):
            self._show_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # Formatting ------------------------------------------------------------------------------------------------------
    def is_bold(self) -> bool:
        return self.fontWeight() >= QFont.Weight.DemiBold.value

    def list_style(self) -> QTextListFormat.Style | None:
        around: QTextList | None = self.textCursor().currentList()
        return around.format().style() if around is not None else None

    def is_heading(self) -> bool:
        return self.textCursor().blockFormat().headingLevel() > 0

    @Slot()
    def toggle_bold(self) -> None:
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Normal if self.is_bold() else QFont.Weight.DemiBold)
        self.mergeCurrentCharFormat(style)

    @Slot()
    def toggle_italic(self) -> None:
        style = QTextCharFormat()
        style.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(style)

    @Slot()
    def toggle_bullets(self) -> None:
        self._toggle_list(QTextListFormat.Style.ListDisc)

    @Slot()
    def toggle_numbers(self) -> None:
        self._toggle_list(QTextListFormat.Style.ListDecimal)

    def _toggle_list(self, style: QTextListFormat.Style) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._set_heading(cursor, 0)
        if self.list_style() is style:
            self._leave_list(cursor)
        else:
            wanted = QTextListFormat()
            wanted.setStyle(style)
            cursor.createList(wanted)
            self._space(cursor, 0, _spacing().item)
        cursor.endEditBlock()

    def _leave_list(self, cursor: QTextCursor) -> None:
        around: QTextList | None = cursor.currentList()
        if around is not None:
            around.remove(cursor.block())
        plain = cursor.blockFormat()
        plain.setIndent(0)
        plain.setTopMargin(_spacing().paragraph)  # an item leaves less after it than a paragraph does
        plain.setBottomMargin(_spacing().paragraph)
        cursor.setBlockFormat(plain)

    def _space(self, cursor: QTextCursor, before: int, after: int) -> None:
        spacing = QTextBlockFormat()
        spacing.setTopMargin(before)
        spacing.setBottomMargin(after)
        cursor.mergeBlockFormat(spacing)

    @Slot()
    def toggle_heading(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        level = 0 if self.is_heading() else HEADING_LEVEL
        self._leave_list(cursor)
        self._set_heading(cursor, level)
        cursor.endEditBlock()

    def _set_heading(self, cursor: QTextCursor, level: int) -> None:
        if cursor.blockFormat().headingLevel() == level:
            return
        block = QTextBlockFormat()
        block.setHeadingLevel(level)
        first = cursor.blockNumber() == 0
        block.setTopMargin(0 if first or not level else _spacing().before_heading)
        block.setBottomMargin(_spacing().heading if level else _spacing().paragraph)
        cursor.mergeBlockFormat(block)
        whole = QTextCursor(cursor.block())
        whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold if level else QFont.Weight.Normal)
        whole.mergeCharFormat(style)
        self.mergeCurrentCharFormat(style)

    # Keys, focus, paste ----------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._wrong or self.markdown() != self._entered_with):
            self._load(self._entered_with)
            self.commit()
        elif event.matches(QKeySequence.StandardKey.Bold):
            self.toggle_bold()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.toggle_italic()
        else:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            done = self._enter() if enter else event.text() == " " and self._begin_list()
            if not done:
                super().keyPressEvent(event)

    def _begin_list(self) -> bool:
        """A space after "-" or "1." first in a paragraph makes it a list item, as in Word."""
        cursor = self.textCursor()
        marker = cursor.block().text()[: cursor.positionInBlock()]
        style = _MARKERS.get(marker)
        if style is None or cursor.hasSelection() or self.list_style() is not None or self.is_heading():
            return False
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._toggle_list(style)
        return True

    def _enter(self) -> bool:
        """Enter in an empty list item leaves the list; Enter after a sub-heading begins an ordinary paragraph.

        In an empty paragraph it does nothing: paragraphs have their distance. There, and between items, Qt would
        forget the distances.
        """
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        if self.list_style() is not None:
            if cursor.block().text():
                cursor.insertBlock()
                self.setTextCursor(cursor)
            else:
                self._leave_list(cursor)
            return True
        if self.is_heading() and cursor.atBlockEnd():
            block = cursor.blockFormat()
            block.setHeadingLevel(0)
            block.setTopMargin(0)
            block.setBottomMargin(_spacing().paragraph)
            cursor.insertBlock(block, QTextCharFormat())
            self.setTextCursor(cursor)
            return True
        return not cursor.block().text()

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
            self.document().setDefaultFont(theme().font("running"))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste formatted text by way of CommonMark, so that only what the editor knows comes in."""
        formatted = QTextDocument()
        if source.hasHtml():
            formatted.setHtml(source.html())
        else:
            formatted.setPlainText(source.text())
        clean = QTextDocument()
        commonmark.load(clean, commonmark.save(formatted), _spacing())
        cursor = self.textCursor()
        if clean.blockCount() == 1:
            cursor.insertText(clean.firstBlock().text())
        else:
            cursor.insertFragment(QTextDocumentFragment(clean))
