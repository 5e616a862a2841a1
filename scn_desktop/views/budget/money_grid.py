"""The table of amounts: the keyboard of a spreadsheet, and a first column that stays when the others scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QSizePolicy, QTableView, QWidget

from scn_desktop.views.budget.money_delegate import MoneyDelegate
from scn_desktop.views.budget.money_table import LABEL, MoneyTableModel
from scn_desktop.views.clipboard import copy_as_table
from scn_desktop.views.theme import LINE_HEIGHTS, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.name_delegate import mark_wrong
from scn_desktop.views.widgets.wrap_delegate import PADDING, WrapDelegate
from scn_desktop.views.widgets.wrap_table import WrapTable

LABEL_WIDTH: Final = 230
AMOUNT_WIDTH: Final = 108
WORDS_WIDTH: Final = 190
"""Pixels at 100 %: the least that a column has before the table scrolls."""


class MoneyGrid(WrapTable):
    """`clear_requested(list of indexes)` asks to empty cells; `heading_typed(column, text)` to rename a column."""

    clear_requested = Signal(list)
    heading_typed = Signal(int, str)
    level_requested = Signal(int)

    def __init__(self, model: MoneyTableModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Budgettabell"), parent=parent)
        self.money_model = model
        self.money = MoneyDelegate(self)
        self.wrap = self.money
        self.setItemDelegate(self.money)
        self.money.move_requested.connect(self._move)
        self.money.new_row_requested.connect(self._ask_new_row)
        self.money.editor_height.connect(self._editor_grew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.sectionDoubleClicked.connect(self.edit_heading)
        self._heading_editor: QLineEdit | None = None
        self.setCornerWidget(QWidget())
        self.frozen = FrozenColumn(self)
        self.setModel(model)
        self.frozen.follow()
        model.modelReset.connect(self._columns_reset)
        model.headerDataChanged.connect(self._fit_header)
        self._columns_reset()

    # Size ------------------------------------------------------------------------------------------------------------
    @Slot()
    def _columns_reset(self) -> None:
        if self._heading_editor is not None:
            self._heading_editor.deleteLater()
            self._heading_editor = None
        views = [self.money_model.column_view(place) for place in range(1, self.money_model.columnCount())]
        shares = [1.6 if view.is_text else 1.0 for view in views]
        widths = [WORDS_WIDTH if view.is_text else AMOUNT_WIDTH for view in views]
        self.set_columns((2.4, *shares), (LABEL_WIDTH, *widths))
        self._fit_header()
        self.frozen.refit()

    @Slot()
    def _fit_header(self) -> None:
        """As high as the longest heading needs on the lines that its column has."""
        metrics = QFontMetrics(theme().font("caption_bold"))
        pitch = theme().px(LINE_HEIGHTS["caption"])
        lines = 1
        for column in range(self.money_model.columnCount()):
            room = max(1, self.columnWidth(column) - 2 * theme().px(PADDING) - 2)
            text = str(self.money_model.headerData(column, Qt.Orientation.Horizontal) or "")
            area = QRect(0, 0, room, 10_000)
            height = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap.value, text).height()
            lines = max(lines, round(height / metrics.lineSpacing()))
        wanted = lines * pitch + theme().px(13)
        if self.horizontalHeader().height() != wanted:
            self.horizontalHeader().setFixedHeight(wanted)
            self.updateGeometry()

    def _wrapping_columns(self, row: int, columns: Sequence[int]) -> Sequence[int]:
        return self.money_model.wrapping_columns(row)

    def _fit(self, rows: range) -> None:
        super()._fit(rows)
        self.updateGeometry()

    def _divide(self) -> bool:
        divided = super()._divide()
        if self._model is not None:
            self._fit_header()
        return divided

    def content_height(self) -> int:
        """Pixels that all rows and the heading need."""
        height = self.verticalHeader().length() + self.horizontalHeader().height() + 2 * self.frameWidth()
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        return height + 1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LABEL_WIDTH), min(self.content_height(), theme().px(140)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frozen.refit()

    # Editing ---------------------------------------------------------------------------------------------------------
    def edit(  # type: ignore[override]
        self, index: QModelIndex, trigger: QAbstractItemView.EditTrigger | None = None, event: QEvent | None = None
    ) -> bool | None:
        if trigger is None:
            super().edit(index)
            opened = None
        else:
            opened = super().edit(index, trigger, event)
        if self.state() is QAbstractItemView.State.EditingState and self.currentIndex().column() == LABEL:
            self.frozen.step_aside()
        return opened

    def closeEditor(self, editor: QWidget, hint: WrapDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.frozen.refit()

    def finish_edits(self) -> None:
        super().finish_edits()
        self._take_heading()

    @Slot(int)
    def edit_heading(self, column: int) -> None:
        """Open an editor over a column's heading."""
        if column == LABEL or self.money_model.read_only or column >= self.money_model.columnCount():
            return
        self.scrollTo(self.money_model.index(0, column))
        header = self.horizontalHeader()
        editor = QLineEdit(self.money_model.titles[column], self)
        editor.setAccessibleName(tr("Kolumnens rubrik"))
        editor.setProperty("column", column)
        height = editor.sizeHint().height()
        left = self.frameWidth() + header.sectionViewportPosition(column)
        editor.setGeometry(left, max(0, header.height() - height), header.sectionSize(column), height)
        editor.selectAll()
        editor.installEventFilter(self)
        editor.textEdited.connect(lambda: mark_wrong(editor, False))
        editor.editingFinished.connect(self._take_heading)
        self._heading_editor = editor
        editor.show()
        editor.setFocus()

    @Slot()
    def _take_heading(self) -> None:
        """A refused heading stays, marked, until it is mended or Esc is pressed."""
        editor, self._heading_editor = self._heading_editor, None
        if editor is None:
            return
        column, text = int(editor.property("column")), editor.text().strip()
        if text != self.money_model.titles[column]:
            self.heading_typed.emit(column, text)
            if text != self.money_model.titles[column]:
                self._heading_editor = editor
                mark_wrong(editor, True)
                return
        editor.deleteLater()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self._heading_editor
        if editor is None or watched is not editor:
            return super().eventFilter(watched, event)
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Escape:
            editor.setText(self.money_model.titles[int(editor.property("column"))])
        if pressed in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_heading()
            return True
        return super().eventFilter(watched, event)

    # Keys ------------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        is_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if is_alt and event.key() in steps:
            self.level_requested.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _delete(self) -> None:
        """Whole rows are removed; otherwise the selected cells are emptied, all in one step."""
        rows: dict[int, int] = {}
        for index in self.selectedIndexes():
            rows[index.row()] = rows.get(index.row(), 0) + 1
        if rows and set(rows.values()) == {self.money_model.columnCount()} and self.money_model.columnCount() > 1:
            self.rows_delete_requested.emit(sorted(rows))
        elif rows:
            self.clear_requested.emit(self.selectedIndexes())

    def copy(self) -> None:
        """Put the selected cells on the clipboard, amounts with every digit given; a whole table with its headings."""
        model = self.money_model
        cells = {(index.row(), index.column()) for index in self.selectedIndexes()}
        columns = sorted({column for _, column in cells})
        lines = [
            [model.clipboard_text(row, column) if (row, column) in cells else "" for column in columns]
            for row in sorted({row for row, _ in cells})
        ]
        whole = LABEL in columns and len(lines) == model.rowCount() and len(columns) > 1
        headings = [[model.titles[column] for column in columns]] if whole else []
        copy_as_table([*headings, *lines], len(headings))

    def selected_columns(self) -> list[int]:
        """The selected columns of amounts, from the left."""
        return sorted({index.column() for index in self.selectedIndexes()} - {LABEL})


class FrozenColumn(QTableView):
    """The row names once more, above the table's left edge, while the table is scrolled sideways."""

    def __init__(self, grid: MoneyGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("")
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setObjectName("frozen")
        self._dress()
        theme().changed.connect(self._dress)
        self.hide()

    @Slot()
    def _dress(self) -> None:
        """Not transparent as other tables are: the columns scroll away beneath it."""
        surface, line = theme().colour("surface").name(), theme().colour("line").name()
        self.setStyleSheet(
            f"#frozen {{ background: {surface}; border-right: 1px solid {line}; }}"
            f"#frozen QHeaderView, #frozen QHeaderView::section {{ background: {surface}; }}"
        )

    def follow(self) -> None:
        """Show the grid's model and selection, and scroll and size with it."""
        grid = self._grid
        self.setModel(grid.money_model)
        self.setSelectionModel(grid.selectionModel())
        self.setItemDelegate(MoneyDelegate(self))  # a delegate that edits belongs to one view
        grid.verticalHeader().sectionResized.connect(self._row_resized)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.refit)
        grid.horizontalScrollBar().rangeChanged.connect(self.refit)
        self.doubleClicked.connect(grid.edit)

    @Slot(int, int, int)
    def _row_resized(self, row: int, _old: int, new: int) -> None:
        self.setRowHeight(row, new)

    @Slot()
    def refit(self) -> None:
        """Lie exactly over the first column, or be gone when nothing is scrolled away."""
        grid = self._grid
        model = grid.money_model
        scrolled = grid.horizontalScrollBar().value() > 0
        editing = grid.state() is QAbstractItemView.State.EditingState and grid.currentIndex().column() == LABEL
        if not scrolled or editing:
            self.hide()
            return
        for column in range(1, model.columnCount()):
            self.setColumnHidden(column, True)
        for row in range(model.rowCount()):
            self.setRowHeight(row, grid.rowHeight(row))
        width = grid.columnWidth(LABEL)
        self.setColumnWidth(LABEL, width)
        header = grid.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        self.setGeometry(grid.frameWidth(), grid.frameWidth(), width, header + grid.viewport().height())
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
        self.show()
        self.raise_()

    def step_aside(self) -> None:
        """Let the editor of a row name be seen."""
        self._grid.horizontalScrollBar().setValue(0)
        self.hide()
