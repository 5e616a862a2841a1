"""The table of the paste preview, and the choices above its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox
from scn_desktop.views.widgets.edit_table import EditTableModel, Role
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_delegate import PADDING, PADDING_VERTICAL, ROW_MINIMUM
from scn_desktop.views.widgets.wrap_table import WrapTable

LEFT_OUT_WIDTH: Final = 150
SMALLEST_WIDTH: Final = 112
WIDEST_WORD: Final = 200
AROUND_WORD: Final = 60  # the frame and arrow of a choice
LONGEST_SHARE: Final = 90


@dataclass(frozen=True)
class ShownColumn:
    """A pasted column as the document will hold it; one that is left out has no texts."""

    title: str
    texts: Sequence[str]
    left_out: bool = False
    amounts: bool = False


@dataclass(frozen=True)
class ShownTable:
    """What the preview shows. `refused` names the cells (row, column) that can't be kept, with the reason."""

    columns: Sequence[ShownColumn]
    row_count: int
    refused: dict[tuple[int, int], str] = field(default_factory=dict)


class PreviewModel(EditTableModel):
    """The rows as they will be, in the order of the pasted columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self.read_only = True
        self.shown = ShownTable([], 0)

    def show_table(self, shown: ShownTable) -> None:
        self.beginResetModel()
        self.shown = shown
        self.titles = [column.title for column in shown.columns]
        self.ids = [str(row) for row in range(shown.row_count)]
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        texts = self.shown.columns[column].texts
        return texts[row] if texts else ""

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        amounts = self.shown.columns[column].amounts
        return Qt.AlignmentFlag.AlignRight if amounts else Qt.AlignmentFlag.AlignLeft

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.ERROR:
            return self.shown.refused.get((index.row(), index.column()))
        return super().data(index, role)

    def extra(self, row: int, column: int, role: int) -> Any:
        if role == Role.BACKGROUND and self.shown.columns[column].left_out:
            return "sunken"
        return None


class ReadTable(WrapTable):
    """A table to read: Enter and Tab belong to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)


class PreviewTable(ReadTable):
    """Lays out only the rows that are seen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._fitting_seen = False
        # Qt forgets to measure its scroll range anew when heights change while it does so.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.updateGeometries)
        self.preview = PreviewModel(self)
        self.setModel(self.preview)
        self.setEditTriggers(WrapTable.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.verticalScrollBar().valueChanged.connect(self._fit_seen)

    def show_table(self, shown: ShownTable) -> None:
        place = self.verticalScrollBar().value()
        self.preview.show_table(shown)
        self.set_columns(
            [0 if column.left_out else share_of(column.texts) for column in shown.columns],
            [LEFT_OUT_WIDTH if column.left_out else smallest_width(column.title) for column in shown.columns],
        )
        self.verticalScrollBar().setValue(place)

    @Slot()
    def fit_rows(self) -> None:
        """Estimate every row's height from its longest cell, and lay out those that are seen."""
        columns = range(self.preview.columnCount())
        letter = QFontMetrics(theme().font("body")).averageCharWidth() or 1
        room = [max(1, (self.columnWidth(column) - 2 * theme().px(PADDING)) // letter) for column in columns]
        around = 2 * theme().px(PADDING_VERTICAL) + 1
        pitch, least = theme().px(LINE_HEIGHTS["body"]), theme().px(ROW_MINIMUM)
        for row in range(self.preview.rowCount()):
            lines = max((line_count(self.preview.text(row, column), room[column]) for column in columns), default=1)
            self.setRowHeight(row, max(least, lines * pitch + around))
        self._fit_seen()

    @Slot()
    def _fit_seen(self) -> None:
        if self._fitting_seen or not self.preview.rowCount():
            return
        self._fitting_seen = True
        fitted = range(0)
        while (seen := self._seen()) != fitted:  # rows that turn out lower let more rows in below
            self._fit(seen)
            fitted = seen
        self._fitting_seen = False
        self._settle.start()

    def _seen(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(0, first), (last if last >= 0 else self.preview.rowCount() - 1) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_seen()


class ColumnChoices(QWidget):
    """A row over the table: each column's pasted heading, and the field that it becomes.

    `chosen(column, key)` when the user chose; "" is to leave the column out.
    """

    chosen = Signal(int, str)

    def __init__(self, table: PreviewTable, choices: Sequence[tuple[str, str]], count: int) -> None:
        """`choices` are (key, word), the same for each of the `count` columns."""
        super().__init__()
        self._table = table
        self._captions: list[QLabel] = []
        self.boxes: list[ComboBox] = []
        self._headings = [""] * count
        widest = max(word_width(word) for _, word in choices) + theme().px(AROUND_WORD)
        for column in range(count):
            self._captions.append(label("", "caption", parent=self))
            box = ComboBox(self)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for key, word in choices:
                box.addItem(word, key)
            box.view().setMinimumWidth(widest)
            box.activated.connect(lambda _index, column=column: self._choose(column))
            box.installEventFilter(self)
            self.boxes.append(box)
        table.horizontalHeader().sectionResized.connect(self.place)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        self.setFixedHeight(theme().px(18 + 4 + 34 + 8 + 4))

    def show_columns(self, headings: Sequence[str], keys: Sequence[str]) -> None:
        """What stands above each pasted column, and what it becomes."""
        self._headings = list(headings)
        for column, (box, key) in enumerate(zip(self.boxes, keys, strict=True)):
            box.choose(key)
            box.setAccessibleName(
                tr("Kolumn {n}, {heading}: blir").format(n=column + 1, heading=headings[column] or tr("utan rubrik"))
            )
        self.place()

    @Slot()
    def place(self) -> None:
        """Stand above the table's columns, wherever they have been moved and scrolled."""
        px = theme().px
        for column, (caption, box) in enumerate(zip(self._captions, self.boxes, strict=True)):
            left = self._table.columnViewportPosition(column)
            width = self._table.columnWidth(column)
            caption.setGeometry(left + px(PADDING), px(4), width - 2 * px(PADDING), px(18))
            text = self._headings[column] or tr("Kolumn {n}").format(n=column + 1)
            caption.setText(
                QFontMetrics(theme().font("caption")).elidedText(text, Qt.TextElideMode.ElideRight, caption.width())
            )
            caption.setToolTip(text)
            box.setGeometry(left + px(4), px(26), width - px(8), px(34))

    def _choose(self, column: int) -> None:
        self.chosen.emit(column, str(self.boxes[column].currentData()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A choice that gets focus is brought into sight, with its column."""
        if event.type() is QEvent.Type.FocusIn and watched in self.boxes:
            column = self.boxes.index(watched)
            bar, left = self._table.horizontalScrollBar(), self._table.columnViewportPosition(column)
            beyond = left + self._table.columnWidth(column) - self._table.viewport().width()
            if left < 0:
                bar.setValue(bar.value() + left)
            elif beyond > 0:
                bar.setValue(bar.value() + min(left, beyond))
        return super().eventFilter(watched, event)


def word_width(word: str) -> int:
    """Pixels that a word takes in a choice."""
    return QFontMetrics(theme().font("body")).horizontalAdvance(word)


def smallest_width(title: str) -> int:
    """Pixels at 100 % that let the choice above a column be read, within reason."""
    wanted = word_width(title) * 100 // theme().percent
    return max(SMALLEST_WIDTH, min(wanted, WIDEST_WORD) + AROUND_WORD)


def share_of(texts: Sequence[str]) -> float:
    """A column's share of the width: the mean length of what stands in it."""
    filled = [len(text) for text in texts if text]
    return min(LONGEST_SHARE, max(8.0, sum(filled) / len(filled))) if filled else 8.0


def line_count(text: str, room: int) -> int:
    """About how many lines a text takes where `room` letters stand beside each other."""
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
