"""A text field as high as its text, with bold, italic, lists and sub-headings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextList,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from scn_desktop.views.plan import commonmark
from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.widgets.page_scroll import show_on_page

HEADING_LEVEL = 3
_MARKERS = {"-": commonmark.BULLETS, "*": commonmark.BULLETS, "–": commonmark.BULLETS, "1.": commonmark.NUMBERS}
_DOT, _DOT_GAP = 5, 9


class FormattedText(QTextEdit):
    """`font_name` is the token of its text. `margin_above`: pixels that a bar may cover at the top of the page."""

    font_name = "running"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.margin_above = 0
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(theme().px(760))
        self.document().setDocumentMargin(theme().px(8))
        self.document().setDefaultFont(theme().font(self.font_name))
        self.document().setIndentWidth(theme().px(22))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(10)  # the page is laid out after the field has grown
        self._show_soon.timeout.connect(self._show_cursor)
        self.cursorPositionChanged.connect(self._show_soon.start)

    @property
    def spacing(self) -> commonmark.Spacing:
        """The distances of the text, in pixels."""
        px = theme().px
        return commonmark.Spacing(px(LINE_HEIGHTS[self.font_name]), px(10), px(3), px(4), px(16))

    # Height ----------------------------------------------------------------------------------------------------------
    def least_height(self) -> int:
        """Pixels of an empty text."""
        return theme().px(41)

    @Slot()
    def _fit(self) -> None:
        frame = max(0, self.height() - self.viewport().height())
        wanted = max(round(self.document().size().height()), self.least_height()) + frame
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    @Slot()
    def _show_cursor(self) -> None:
        if self.hasFocus():
            area = self.cursorRect().adjusted(0, -self.margin_above, 0, 0)
            if not show_on_page(self.viewport(), area):
                self._show_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # Marks of lists --------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("text"))
        block = self.cursorForPosition(event.rect().topLeft()).block()
        layout = self.document().documentLayout()
        while block.isValid() and layout.blockBoundingRect(block).top() <= event.rect().bottom():
            if is_bulleted(block):
                self._paint_dot(painter, block)
            block = block.next()
        painter.end()

    def _paint_dot(self, painter: QPainter, block: QTextBlock) -> None:
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        size = theme().px(_DOT)
        metrics = QFontMetricsF(self.document().defaultFont())
        middle = corner.y() + line.y() + line.ascent() - metrics.xHeight() / 2
        left = block.layout().position().x() + line.position().x() - theme().px(_DOT_GAP) - size
        painter.drawEllipse(QRectF(QPointF(left, middle - size / 2), QPointF(left + size, middle + size / 2)))

    # Formatting ------------------------------------------------------------------------------------------------------
    def is_bold(self) -> bool:
        return self.fontWeight() >= QFont.Weight.DemiBold.value

    def in_bullets(self) -> bool:
        return is_bulleted(self.textCursor().block())

    def in_numbers(self) -> bool:
        around: QTextList | None = self.textCursor().currentList()
        return around is not None and not self.in_bullets()

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
        self._toggle_list(numbered=False)

    @Slot()
    def toggle_numbers(self) -> None:
        self._toggle_list(numbered=True)

    def _toggle_list(self, *, numbered: bool) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._set_heading(cursor, 0)
        if self.in_numbers() if numbered else self.in_bullets():
            self._leave_list(cursor)
        else:
            style = commonmark.NUMBERS if numbered else commonmark.BULLETS
            _join_neighbours(cursor.createList(commonmark.list_format(style)))
            self._space(cursor, 0, self.spacing.item)
        cursor.endEditBlock()

    def _leave_list(self, cursor: QTextCursor) -> None:
        around: QTextList | None = cursor.currentList()
        if around is not None:
            around.remove(cursor.block())
        plain = cursor.blockFormat()
        plain.setIndent(0)
        plain.setTopMargin(self.spacing.paragraph)  # an item leaves less after it than a paragraph does
        plain.setBottomMargin(self.spacing.paragraph)
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
        block.setTopMargin(0 if first or not level else self.spacing.before_heading)
        block.setBottomMargin(self.spacing.heading if level else self.spacing.paragraph)
        cursor.mergeBlockFormat(block)
        whole = QTextCursor(cursor.block())
        whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold if level else QFont.Weight.Normal)
        whole.mergeCharFormat(style)
        self.mergeCurrentCharFormat(style)

    # What keys do to lists and headings ------------------------------------------------------------------------------
    def begin_list(self) -> bool:
        """A space after "-" or "1." first in a paragraph makes it a list item, as in Word."""
        cursor = self.textCursor()
        marker = cursor.block().text()[: cursor.positionInBlock()]
        style = _MARKERS.get(marker)
        in_list = self.in_bullets() or self.in_numbers()
        if style is None or cursor.hasSelection() or in_list or self.is_heading():
            return False
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._toggle_list(numbered=style is commonmark.NUMBERS)
        return True

    def enter(self) -> bool:
        """Enter in an empty list item leaves the list; Enter after a sub-heading begins an ordinary paragraph.

        In an empty paragraph it does nothing: paragraphs have their distance. There, and between items, Qt would
        forget the distances.
        """
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        if self.in_bullets() or self.in_numbers():
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
            block.setBottomMargin(self.spacing.paragraph)
            cursor.insertBlock(block, QTextCharFormat())
            self.setTextCursor(cursor)
            return True
        return not cursor.block().text()


def _join_neighbours(made: QTextList) -> None:
    """Let a new list go on the one above it, and the one below go on it: so they are read from the file."""
    items = [made.item(place) for place in range(made.count())]
    above: QTextList | None = items[0].previous().textList()
    below: QTextList | None = items[-1].next().textList()
    if above is not None and _are_alike(above, made):
        for item in items:
            above.add(item)
        made = above
    if below is not None and _are_alike(below, made):
        for item in [below.item(place) for place in range(below.count())]:
            made.add(item)


def _are_alike(one: QTextList, other: QTextList) -> bool:
    first, second = one.format(), other.format()
    return first.indent() == second.indent() and first.style() == second.style()


def is_bulleted(block: QTextBlock) -> bool:
    """Whether a paragraph is an item of a list without numbers."""
    around: QTextList | None = block.textList()
    return around is not None and around.format().style() != commonmark.NUMBERS
