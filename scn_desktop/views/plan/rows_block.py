"""Rows that are the paper's or the plan's own: the model's base, and the list with *Ny …* under the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel
from scn_desktop.views.widgets.wrap_delegate import CellEditor
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet


class RowsModel(EditTableModel):
    """Rows with fixed columns; subclasses know what a row is."""

    def __init__(self, bridge: Bridge, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(titles, parent)
        self.bridge = bridge
        self.read_only = bridge.read_only

    def fetch(self) -> list[str]:
        """Read the rows from the document; their keys in order."""
        raise NotImplementedError

    def add(self, index: int) -> str | None:
        """A new row before `index`; its key."""
        raise NotImplementedError

    def delete(self, ids: list[str]) -> None:
        raise NotImplementedError

    def move(self, row_id: str, index: int) -> None:
        raise NotImplementedError

    def refresh(self) -> None:
        self.sync(self.fetch())


@dataclass(frozen=True)
class RowWords:
    """What the interface calls the rows."""

    name: str
    new: str
    empty: str
    delete: str


class RowList(QWidget):
    """The table with its keys, the sentence where it is empty, and *Ny …*. `first` is the column a new row opens in."""

    def __init__(
        self,
        bridge: Bridge,
        model: RowsModel,
        words: RowWords,
        widths: tuple[Sequence[float], Sequence[int]],
        first: int = 0,
        table: WrapTable | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._first = first
        self.model = model
        self.words = words
        model.setParent(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        self.table = table or WrapTable(words.name, grow=True, flush=True)
        self.table.setModel(model)
        self.table.set_columns(*widths)
        layout.addWidget(self.table)
        self.empty = EmptyState(words.empty, None if bridge.read_only else (words.new, self.add_row))
        self.empty.setContentsMargins(theme().px(INSET), 0, 0, 0)
        layout.addWidget(self.empty)
        below = QHBoxLayout()
        below.setContentsMargins(theme().px(INSET - 6), 0, 0, 0)
        below.setSpacing(theme().px(12))
        self.new_button = button(words.new, self.add_row, role="link", sign="plus")
        below.addWidget(self.new_button)
        below.addStretch(1)
        layout.addLayout(below)
        self.table.new_row_requested.connect(self._add_after)
        self.table.rows_delete_requested.connect(self.delete_rows)
        self.table.row_move_requested.connect(self.move_row)

    def refresh(self) -> None:
        """Show what the document holds now."""
        self.model.refresh()
        rows = bool(self.model.ids)
        self.table.setVisible(rows)
        self.empty.setVisible(not rows)
        self.new_button.setVisible(rows and not self._bridge.read_only)

    def focus_rows(self) -> bool:
        """Take focus: the current row, or the button that makes the first; False when there is nothing to edit."""
        if self.model.ids:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, self._first))
        elif not self._bridge.read_only:
            self.empty.setFocus()
        return bool(self.model.ids) or not self._bridge.read_only

    def show_row(self, change_set: ChangeSet) -> bool:
        """Choose the row that an undo changed, if it is one of these."""
        changed = {change.row_id for change in change_set.changes}
        row = next((row for row, row_id in enumerate(self.model.ids) if row_id in changed), -1)
        if row < 0:
            return False
        self.table.setCurrentIndex(self.model.index(row, self._first))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @Slot()
    def add_row(self) -> None:
        self._add(len(self.model.ids))

    @Slot(int)
    def _add_after(self, row: int) -> None:
        self._add(row + 1 if row >= 0 else len(self.model.ids))

    def _add(self, index: int) -> None:
        """A new row, its first cell open for typing."""
        if self._bridge.read_only:
            return
        self.table.finish_edits()
        added = self.model.add(index)
        if added is not None and added in self.model.ids:
            cell = self.model.index(self.model.ids.index(added), self._first)
            self.table.setFocus()
            self.table.setCurrentIndex(cell)
            self.table.edit(cell)

    @Slot(list)
    def delete_rows(self, rows: list[int]) -> None:
        if self._bridge.read_only or not rows:
            return
        self.table.finish_edits()
        self.model.delete([self.model.ids[row] for row in rows])
        left = len(self.model.ids)
        if left:
            self.table.setCurrentIndex(self.model.index(min(rows[0], left - 1), self._first))
        self.focus_rows()

    @Slot(int, int)
    def move_row(self, row: int, steps: int) -> None:
        if 0 <= row + steps < len(self.model.ids) and not self._bridge.read_only:
            self.table.finish_edits()
            self.model.move(self.model.ids[row], row + steps)

    def actions_of_row(self) -> list[QAction]:
        """New, and what can be done with the chosen row, for a menu."""
        row = self.table.currentIndex().row()
        wanted: list[tuple[str, object]] = [(self.words.new, self.add_row)]
        if row >= 0:
            wanted.append((self.words.delete, partial(self.delete_rows, self.table.selected_rows())))
        made = []
        for text, do in wanted:
            action = QAction(text, self)
            action.triggered.connect(do)
            action.setEnabled(not self._bridge.read_only)
            made.append(action)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed where there is no row yet begins the first."""
        if not self.model.ids and event.text().isprintable() and event.text().strip():
            self.add_row()
            focused = QApplication.focusWidget()
            if isinstance(focused, CellEditor):
                focused.insertPlainText(event.text())
        else:
            super().keyPressEvent(event)
