"""A table whose rows wrap and grow, edited in place with the keyboard of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QSizePolicy, QTableView, QWidget

from scn_desktop.views.clipboard import copy_as_table
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.edit_table import Index
from scn_desktop.views.widgets.page_scroll import show_on_page
from scn_desktop.views.widgets.wrap_delegate import PADDING, CellEditor, WrapDelegate


class WrapTable(QTableView):
    """QTableView on an EditTableModel.

    With `grow=True` the table is as high as its rows and scrolls with the page around it. The signals ask the tab for
    what the model can't do alone; typing, clearing and copying it does itself.
    """

    new_row_requested = Signal(int)  # after this row; -1 = at the end
    rows_delete_requested = Signal(list)  # rows, ascending
    fill_down_requested = Signal(int, list)  # column, rows; the first row has the text
    paste_requested = Signal()
    row_move_requested = Signal(int, int)  # row, -1 or 1 (Alt+arrows)
    delegate_class = WrapDelegate  # a subclass draws its own groups and pills

    def __init__(self, name: str, grow: bool = False, flush: bool = False, parent: QWidget | None = None) -> None:
        """`name`: accessible name. `flush`: lines begin at the first column's text instead of the table's edge."""
        super().__init__(parent)
        self._grow = grow
        self._stretch: Sequence[float] = ()
        self._minimum: Sequence[int] = ()
        self._model: QAbstractItemModel | None = None  # model() is None, against its type, while Qt shuts down
        self._fitting = False
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._covered: set[tuple[int, int]] = set()
        self._editor_row = -1
        self._editor_height = 0
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(10)  # the page is laid out after the table has grown
        self._show_soon.timeout.connect(self._show_current)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme().px(40))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._columns_changed)
        self.wrap = self.delegate_class(self)
        self.wrap.first_inset = theme().px(PADDING) if flush else 0
        self.setProperty("flush", "true" if flush else "false")
        self.setItemDelegate(self.wrap)
        self.wrap.move_requested.connect(self._move)
        self.wrap.new_row_requested.connect(self._ask_new_row)
        self.wrap.editor_height.connect(self._editor_grew)
        # First the editor's own event ends, for the preview is a dialog of its own.
        self.wrap.paste_requested.connect(self.paste_requested, Qt.ConnectionType.QueuedConnection)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self.fit_rows)
        self._is_sized = True
        theme().changed.connect(self._theme_changed)
        if grow:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Columns and heights ---------------------------------------------------------------------------------------------
    def set_columns(self, shares: Sequence[float], minimum: Sequence[int] = ()) -> None:
        """Divide the width by shares; `minimum` widths are pixels at 100 %. 0 as share: the minimum is the width."""
        self._stretch = tuple(shares)
        self._minimum = tuple(minimum)
        self._divide()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._model = model
        if model is None:
            return
        model.dataChanged.connect(self._data_changed)
        model.modelReset.connect(self._forget_spans)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset, model.layoutChanged):
            signal.connect(self._fit_soon.start)
        self._size()

    def _size(self) -> None:
        """Give the columns their widths, where these are known, and the rows their heights."""
        if not self._divide():
            self.fit_rows()

    def _divide(self) -> bool:
        """Give the columns their widths and the rows their heights; False where the widths are another table's."""
        if self._model is None or self._model.columnCount() != len(self._stretch):
            return False
        low = [theme().px(width) for width in self._minimum] or [0] * len(self._stretch)
        room = self.viewport().width() - sum(low)
        total = sum(self._stretch) or 1
        self._fitting = True
        left = self.viewport().width()
        for column, share in enumerate(self._stretch):
            width = low[column] + max(0, int(room * share / total))
            if column == len(self._stretch) - 1 and share:
                width = max(low[column], left)
            left -= width
            self.setColumnWidth(column, max(width, theme().px(40)))
        self._fitting = False
        self.fit_rows()
        return True

    def set_spans(self, spans: Mapping[tuple[int, int], tuple[int, int]]) -> None:
        """Let cells (row, column) take several columns and rows; those they reach over can't be come to."""
        if spans == self._spans:
            return
        self.clearSpans()
        self._spans = dict(spans)
        self._covered = set()
        for (row, column), (across, down) in spans.items():
            self.setSpan(row, column, down, across)
            self._covered |= {(row + y, column + x) for y in range(down) for x in range(across) if x or y}
        self._fit_soon.start()

    @Slot()
    def fit_rows(self) -> None:
        """Give every row the height that its tallest cell needs; a table that scrolls waits until it is seen."""
        if self._model is None:
            return
        if self._grow or self.isVisible():
            self._fit(range(self._model.rowCount()))
        else:
            self._is_sized = False

    def _fit(self, rows: range) -> None:
        model = self.model()
        columns = range(model.columnCount())
        widths = [self.columnWidth(column) for column in columns]
        for row in rows:
            height = theme().px(31)
            for column in self._wrapping_columns(row, columns):
                if (row, column) in self._covered or (row, column) in self._spans:
                    height = max(height, self._spanned_height(row, column, widths))
                    continue
                if self.columnSpan(row, column) > 1:
                    width = sum(widths[column : column + self.columnSpan(row, column)])
                    height = max(height, self.wrap.height(model.index(row, column), width))
                    break
                height = max(height, self.wrap.height(model.index(row, column), widths[column]))
            if row == self._editor_row:
                height = max(height, self._editor_height)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        if self._grow:
            self._take_height()

    def _wrapping_columns(self, row: int, columns: Sequence[int]) -> Sequence[int]:
        """The columns whose cells may need more than one line in this row."""
        return columns

    def _spanned_height(self, row: int, column: int, widths: Sequence[int]) -> int:
        """What a merged cell still needs of the last row that it takes; 0 of the others."""
        own = self._spans.get((row, column))
        if own is not None and own[1] == 1:
            return self.wrap.height(self.model().index(row, column), sum(widths[column : column + own[0]]))
        for (first, left), (across, down) in self._spans.items():
            if down > 1 and left == column and first + down - 1 == row:
                above = sum(self.rowHeight(each) for each in range(first, row))
                width = sum(widths[left : left + across])
                return self.wrap.height(self.model().index(first, left), width) - above
        return 0

    def _take_height(self) -> None:
        wanted = self.verticalHeader().length() + 2 * self.frameWidth()
        if not self.horizontalHeader().isHidden():
            wanted += self.horizontalHeader().sizeHint().height()
        if self.horizontalHeader().length() > self.viewport().width() + 1:
            wanted += self.horizontalScrollBar().sizeHint().height()
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.minimumHeight()) if self._grow else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._divide()
        if self._grow:
            self._show_soon.start()

    @Slot()
    def _forget_spans(self) -> None:
        """Other rows and columns: what was merged is said anew by who knows."""
        if self._spans:
            self.clearSpans()
            self._spans, self._covered = {}, set()

    @Slot()
    def _columns_changed(self) -> None:
        if not self._fitting:
            self._fit_soon.start()

    @Slot(QModelIndex, QModelIndex)
    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.isValid():
            self._fit(range(first.row(), last.row() + 1))

    @Slot(int, int)
    def _editor_grew(self, row: int, height: int) -> None:
        self._editor_row, self._editor_height = row, height
        if self._model is not None and 0 <= row < self._model.rowCount():
            self._fit(range(row, row + 1))
        if self._grow:
            self._show_soon.start()

    @Slot()
    def _theme_changed(self) -> None:
        self.wrap.forget_heights()
        if self.isVisible():
            self._size()
        else:
            self._is_sized = False  # nothing is read for a table out of sight: its file may be closed

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_sized:
            self._is_sized = True
            self._size()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        if self._grow:
            self._show_soon.start()

    @Slot()
    def _show_current(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not (focused is self or self.isAncestorOf(focused)):
            return
        current = self.currentIndex()
        if current.isValid() and not show_on_page(self.viewport(), self.visualRect(current)):
            self._show_soon.start()

    def closeEditor(self, editor: QWidget, hint: WrapDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        row, self._editor_row = self._editor_row, -1
        if self._model is not None and 0 <= row < self._model.rowCount():
            self._fit(range(row, row + 1))

    def finish_edits(self) -> None:
        """Commit and close an open editor."""
        if self.state() is not QAbstractItemView.State.EditingState:
            return
        for editor in self.viewport().findChildren(CellEditor):
            if editor.isVisible():
                self.commitData(editor)
                self.closeEditor(editor, WrapDelegate.EndEditHint.NoHint)

    # Keys ------------------------------------------------------------------------------------------------------------
    def edit(  # type: ignore[override]
        self, index: QModelIndex, trigger: QAbstractItemView.EditTrigger | None = None, event: QEvent | None = None
    ) -> bool | None:
        if trigger is None:
            self.wrap.type_over = False
            super().edit(index)
            return None
        self.wrap.type_over = trigger is QAbstractItemView.EditTrigger.AnyKeyPressed
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._own_key(event):
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        plain = not modifiers
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (plain or control):
            if control:
                self._ask_new_row()
            else:
                self._move(1, 0)
        elif key == Qt.Key.Key_Insert and plain:
            self._ask_new_row()
        elif key == Qt.Key.Key_Tab and plain:
            return self._move(0, 1)
        elif key == Qt.Key.Key_Backtab:
            return self._move(0, -1)
        elif key == Qt.Key.Key_D and control:
            self._ask_fill_down()
        elif key == Qt.Key.Key_Delete and plain:
            self._delete()
        elif key == Qt.Key.Key_Delete and control:
            self.rows_delete_requested.emit(self.selected_rows())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier:
            self.row_move_requested.emit(self.currentIndex().row(), -1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def selected_rows(self) -> list[int]:
        rows = {index.row() for index in self.selectedIndexes()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    @Slot(int, int)
    def _move(self, rows: int, columns: int) -> bool:
        """Move the current cell; Tab goes on to the next row. False at either end of the table."""
        model = self.model()
        index = self.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        if column >= model.columnCount():
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, model.columnCount() - 1
        while (row, column) in self._covered and 0 <= row < model.rowCount():
            row, column = row + rows, column + columns
            if not 0 <= column < model.columnCount():
                row, column = (row + 1, 0) if column > 0 else (row - 1, model.columnCount() - 1)
        if not 0 <= row < model.rowCount():
            return False
        target = model.index(row, column)
        self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(target)
        self.setFocus()
        return True

    @Slot()
    def _ask_new_row(self) -> None:
        self.new_row_requested.emit(self.currentIndex().row())

    def _ask_fill_down(self) -> None:
        rows = self.selected_rows()
        column = self.currentIndex().column()
        if len(rows) == 1 and rows[0] > 0:
            rows = [rows[0] - 1, rows[0]]
        if len(rows) > 1:
            self.fill_down_requested.emit(column, rows)

    def _delete(self) -> None:
        """Whole rows are removed; otherwise the selected cells are emptied."""
        model = self.model()
        cells = self.selectedIndexes()
        by_row: dict[int, int] = {}
        for index in cells:
            by_row[index.row()] = by_row.get(index.row(), 0) + 1
        if by_row and all(count == model.columnCount() for count in by_row.values()):
            self.rows_delete_requested.emit(sorted(by_row))
            return
        for index in cells:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                model.setData(index, "")

    def copy(self) -> None:
        """Put the selected cells on the clipboard as text and as a table."""
        cells = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        if not cells:
            return
        columns = sorted({index.column() for index in cells})
        texts = {(index.row(), index.column()): str(index.data() or "") for index in cells}
        rows = sorted({index.row() for index in cells})
        spans = {
            (rows.index(row), columns.index(column)): (
                sum(column + place in columns for place in range(across)),
                sum(row + place in rows for place in range(down)),
            )
            for (row, column), (across, down) in self._spans.items()
            if row in rows and column in columns
        }
        copy_as_table([[texts.get((row, each), "") for each in columns] for row in rows], spans=spans)

    def paste(self) -> None:
        """For the menu Redigera: ask for what Ctrl+V asks for."""
        self.paste_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._grow:
            event.ignore()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model is not None and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        leaving = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
        focused = QApplication.focusWidget()
        if self._grow and event.reason() in leaving and focused is not None and not self.isAncestorOf(focused):
            self.clearSelection()
