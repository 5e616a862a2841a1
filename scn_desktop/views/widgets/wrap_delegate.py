"""Draws and edits table cells whose text wraps: signs, second lines, pills, refused texts, the growing editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scn_desktop.views.clipboard import is_table
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.field_edit import PAUSE, GrowingText
from scn_desktop.views.widgets.labels import Status
from scn_desktop.views.widgets.wrapped_text import WrappedText

Index = QModelIndex | QPersistentModelIndex
PADDING: Final = 10
PADDING_VERTICAL: Final = 5
ROW_MINIMUM: Final = 31


class CellEditor(GrowingText):
    """The editor in a cell. It commits after a pause without closing, and remembers what the cell held before."""

    pause_passed = Signal()
    table_pasted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "cell")
        self.document().setDocumentMargin(theme().px(PADDING_VERTICAL) - 4)
        self.original: str | None = None
        self.type_over = False
        self.align_right = False
        self.stays_open = False  # while a dialog that it asked for is open
        self._completer: QCompleter | None = None
        self._popup: QAbstractItemView | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.pause_passed)
        self.textChanged.connect(self._pause.start)

    def hideEvent(self, event: QHideEvent) -> None:
        """A closed editor is hidden before it is deleted; it has nothing more to commit."""
        self._pause.stop()
        super().hideEvent(event)

    def load(self, text: str) -> None:
        """Show the cell's text the first time; later calls (the model told of a change) leave what is typed."""
        if self.original is not None:
            return
        self.original = text
        self.put_text(text)
        if self.align_right:
            self.selectAll()
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self.type_over:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def cell_text(self) -> str:
        """What is written, as the document holds it."""
        return self.toPlainText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A table that is pasted while a cell is open belongs in the table, not in the cell."""
        if is_table(source):
            self.table_pasted.emit()
        else:
            super().insertFromMimeData(source)

    def set_wrong(self, message: str) -> None:
        self.setProperty("wrong", "true" if message else "false")
        self.setToolTip(message)
        self.style().unpolish(self)
        self.style().polish(self)

    def set_choices(self, choices: Sequence[str]) -> None:
        """Complete the line that is typed with one of these. A name half typed is not committed: it would be kept."""
        self.textChanged.disconnect(self._pause.start)
        completer = QCompleter(list(choices), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setWidget(self)
        completer.activated.connect(self._complete)
        self._completer = completer
        self._popup = completer.popup()
        if self._popup is not None:
            self._popup.setObjectName("completions")  # a window of its own: the style gives it a ground
        self.textChanged.connect(self._suggest)

    def popup_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An open list of completions gets the keys that choose from it: it asks this widget first."""
        choosing = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if self.popup_open() and event.key() in choosing:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _suggest(self) -> None:
        typed = self.textCursor().block().text().strip()
        completer = self._completer
        if completer is None or not self.hasFocus():
            return
        completer.setCompletionPrefix(typed)
        matches = completer.completionCount()
        if not typed or not matches or (matches == 1 and completer.currentCompletion() == typed):
            self._hide_popup()
            return
        area = self.cursorRect()
        area.setWidth(max(theme().px(280), self.width()))
        area.moveLeft(0)
        completer.complete(area)

    def _complete(self, chosen: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chosen)
        self._hide_popup()

    def _hide_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()


class WrapDelegate(QStyledItemDelegate):
    """One delegate for every table. `move_requested(rows, columns)`, `new_row_requested`: keys pressed in an editor."""

    move_requested = Signal(int, int)
    new_row_requested = Signal()
    editor_height = Signal(int, int)  # row, pixels wanted by the editor
    paste_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.type_over = False
        self.first_inset = 0  # pixels of the row line left out before the first column
        self._text = WrappedText()

    # Height ----------------------------------------------------------------------------------------------------------
    def forget_heights(self) -> None:
        self._text.forget()

    def height(self, index: Index, width: int) -> int:
        """Pixels that the cell needs at this column width."""
        px = theme().px
        if index.data(Role.GROUP):
            return px(38)
        text_width = width - 2 * px(PADDING) - px(int(index.data(Role.INDENT) or 0))
        if index.data(Role.SIGN):
            text_width -= px(26)
        font = "body_bold" if index.data(Role.BOLD) else "body"
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        total = self._text.height(text, text_width, font)
        secondary = index.data(Role.SECONDARY)
        if secondary:
            total += self._text.height(str(secondary), text_width, "caption")
        error = index.data(Role.ERROR)
        if error:
            total += self._text.height(str(error), text_width - px(24), "caption") + px(2)
        return max(px(ROW_MINIMUM), total + 2 * px(PADDING_VERTICAL) + 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width() if option.rect.width() > 0 else theme().px(200)
        metrics = QFontMetrics(theme().font("body"))
        natural = metrics.horizontalAdvance(str(index.data() or "")) + 2 * theme().px(PADDING) + 2
        return QSize(natural, self.height(index, width))

    # Paint -----------------------------------------------------------------------------------------------------------
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._paint_ground(painter, option, index)
        if index.data(Role.GROUP):
            self._paint_group(painter, option.rect, index)
        elif index.data(Role.PILL):
            self._paint_pill(painter, option.rect, index)
        else:
            self._paint_text(painter, option.rect, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().colour("error" if index.data(Role.ERROR) else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        background = index.data(Role.BACKGROUND)
        if option.state & QStyle.StateFlag.State_Selected:
            background = "selection"
        if index.data(Role.ERROR):
            background = "error_soft"
        if background:
            painter.fillRect(rect, theme().colour(str(background)))
        left = rect.left() + (self.first_inset if index.column() == 0 else 0)
        painter.fillRect(QRect(left, rect.bottom(), rect.right() - left + 1, 1), theme().colour("line"))
        if index.data(Role.ERROR):
            painter.setPen(QPen(theme().colour("error"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_group(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px = theme().px
        painter.setFont(theme().font("body_bold"))
        painter.setPen(theme().colour("text"))
        area = rect.adjusted(px(PADDING), 0, -px(PADDING), 0)
        text = str(index.data() or "")
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        secondary = index.data(Role.SECONDARY)
        if secondary:
            area.setLeft(area.left() + QFontMetrics(painter.font()).horizontalAdvance(text) + px(6))
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("text2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(secondary))

    def _paint_pill(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px = theme().px
        status = Status(index.data(Role.PILL))  # Qt hands a StrEnum back as a plain str
        text = str(index.data() or "")
        if not text:
            return
        font = theme().font("caption")
        width = QFontMetrics(font).horizontalAdvance(text)
        pill = QRect(rect.left() + px(PADDING), rect.top() + px(5), width + px(34), px(20))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(status.background))
        painter.drawRoundedRect(QRectF(pill), px(5), px(5))
        sign = QRect(pill.left() + px(6), pill.top() + px(2), px(16), px(16))
        paint_icon(painter, str(index.data(Role.SIGN) or status.sign), sign, status.colour)
        painter.setPen(theme().colour(status.colour))
        painter.setFont(font)
        painter.drawText(pill.adjusted(px(26), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px = theme().px
        area = rect.adjusted(px(PADDING), px(PADDING_VERTICAL), -px(PADDING), -1)
        area.setLeft(area.left() + px(int(index.data(Role.INDENT) or 0)))
        colour = str(index.data(Role.COLOUR) or "text")
        sign = index.data(Role.SIGN)
        if sign:
            place = QRect(area.left(), area.top(), px(18), px(20))
            paint_icon(painter, str(sign), place, colour)
            area.setLeft(area.left() + px(26))
        alignment = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft.value)
        horizontal = alignment & int(Qt.AlignmentFlag.AlignHorizontal_Mask.value)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not text:
            text, colour = str(index.data(Role.PLACEHOLDER) or ""), "text2"
        area = self._line(painter, area, text, "body_bold" if index.data(Role.BOLD) else "body", colour, horizontal)
        secondary = index.data(Role.SECONDARY)
        if secondary:
            area = self._line(painter, area, str(secondary), "caption", "text2", horizontal)
        error = index.data(Role.ERROR)
        if error:
            place = QRect(area.left(), area.top() + px(2), px(16), px(18))
            paint_icon(painter, "octagon-alert", place, "error")
            self._line(painter, area.adjusted(px(24), px(2), 0, 0), str(error), "caption", "error", 1)

    def _line(self, painter: QPainter, area: QRect, text: str, font: str, colour: str, align: int) -> QRect:
        return area.adjusted(0, self._text.draw(painter, area, text, font, colour, align), 0, 0)

    # Edit ------------------------------------------------------------------------------------------------------------
    def make_editor(self, parent: QWidget) -> CellEditor:
        """The field that a cell is written in; a subclass has its own."""
        return CellEditor(parent)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self.make_editor(parent)
        editor.type_over = self.type_over
        model = index.model()
        title = model.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title or ""))
        alignment = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 1)
        if alignment & Qt.AlignmentFlag.AlignRight.value:
            editor.align_right = True
        choices = index.data(Role.CHOICES)
        if choices is not None:
            editor.set_choices(choices)
        row = QPersistentModelIndex(index)
        editor.pause_passed.connect(lambda: self.commitData.emit(editor))
        editor.table_pasted.connect(lambda: self._paste_table(editor))
        editor.height_wanted.connect(lambda height: self.editor_height.emit(row.row(), height))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.load(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.set_wrong(str(index.data(Role.ERROR) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, CellEditor):
            kept = index.model().setData(index, editor.cell_text(), Qt.ItemDataRole.EditRole)
            editor.set_wrong("" if kept else str(index.data(Role.ERROR) or ""))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, 0))
        if isinstance(editor, CellEditor):
            editor.setFixedHeight(max(editor.text_height(), option.rect.height()))
            margin = theme().px(PADDING) - 2 - round(editor.document().documentMargin())
            editor.setViewportMargins(margin, 0, margin, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, CellEditor):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched.popup_open() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                return False
            return self._editor_key(watched, event)
        if event.type() is QEvent.Type.FocusOut and (watched.popup_open() or watched.stays_open):
            return False
        return super().eventFilter(watched, event)

    def _editor_key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers == Qt.KeyboardModifier.AltModifier:
                editor.insertPlainText("\n")
            elif modifiers == Qt.KeyboardModifier.ControlModifier:
                self._close(editor)
                self.new_row_requested.emit()
            elif modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                self._close(editor)
                self.move_requested.emit(-1 if modifiers else 1, 0)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._close(editor)
            self.move_requested.emit(0, -1 if key == Qt.Key.Key_Backtab else 1)
            return True
        if key == Qt.Key.Key_Escape:
            if editor.original is not None:
                editor.put_text(editor.original)
            self._close(editor)
            return True
        return False

    def _paste_table(self, editor: CellEditor) -> None:
        self._close(editor)
        self.paste_requested.emit()

    def _close(self, editor: CellEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
