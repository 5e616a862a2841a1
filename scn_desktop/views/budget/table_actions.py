"""What can be done with tables, rows and columns: each action asks for one edit and keeps the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.cursor import Cursor
from scn_desktop.views.budget.money_table import LABEL
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.views.budget.tab import BudgetTab


class TableActions(QObject):
    """Slots for buttons, menus, lists and keys."""

    def __init__(self, bridge: Bridge, tab: BudgetTab, cursor: Cursor) -> None:
        super().__init__(tab)
        self._bridge = bridge
        self._tab = tab
        self._cursor = cursor

    # Tables ----------------------------------------------------------------------------------------------------------
    @Slot()
    def add_table(self) -> None:
        """Ask which kind of table; it comes after the shown one, and its name can be typed at once."""
        from scn_desktop.views.budget.new_table_dialog import NewTableDialog

        self._tab.finish_edits()
        ids = self._tab.table_ids
        place = ids.index(self._tab.table_id) + 1 if self._tab.table_id in ids else None
        NewTableDialog(self._bridge, place, self._show_made, self._tab.window()).open()

    def _show_made(self, table_id: str) -> None:
        self._tab.show_table(table_id)
        self.edit_title()

    def edit_title(self) -> None:
        """Open the editor of the table's name in the list."""
        self._tab.list.setFocus()
        self._tab.list.edit(self._tab.list.currentIndex())

    @Slot(str, str)
    def rename_table(self, table_id: str, title: str) -> None:
        from scn_desktop.models.edits import budgets

        self._bridge.attempt(tr("Byt namn på tabell"), lambda session: budgets.rename_table(session, table_id, title))

    @Slot()
    def delete_table(self) -> None:
        from scn_desktop.models.edits import budgets

        table_id = self._tab.table_id
        if table_id:
            self._bridge.attempt(
                tr("Ta bort tabell"),
                lambda session: budgets.delete_table(session, table_id),
                tr("Tabellen togs bort."),
            )
            self._tab.list.setFocus()

    @Slot(int)
    def move_table(self, step: int) -> None:
        from scn_desktop.models.edits import budgets

        ids, table_id = self._tab.table_ids, self._tab.table_id
        if table_id in ids and 0 <= ids.index(table_id) + step < len(ids):
            place = ids.index(table_id) + step
            self._bridge.attempt(tr("Flytta tabell"), lambda session: budgets.move_table(session, table_id, place))

    @Slot(str)
    def set_unit(self, unit: str) -> None:
        from scn_desktop.models.edits import budgets

        self._tab.grid.finish_edits()
        table_id = self._tab.table_id
        self._bridge.attempt(
            tr("Visa belopp i {unit}").format(unit=unit),
            lambda session: budgets.set_unit(session, table_id, unit),  # type: ignore[arg-type]
        )

    @Slot(int)
    def set_decimals(self, decimals: int) -> None:
        from scn_desktop.models.edits import budgets

        self._tab.grid.finish_edits()
        table_id = self._tab.table_id
        self._bridge.attempt(
            tr("Ändra antal decimaler"), lambda session: budgets.set_decimals(session, table_id, decimals)
        )

    # Rows ------------------------------------------------------------------------------------------------------------
    def add_row(self) -> None:
        """Below the current row, or last."""
        row = self._cursor.row()
        self.add_row_after(row if row is not None else self._tab.model.rowCount() - 1)

    @Slot(int)
    def add_row_after(self, row: int) -> None:
        from scn_desktop.models.edits import budgets

        table_id = self._tab.table_id
        place = row + 1 if 0 <= row < self._tab.model.rowCount() else self._tab.model.rowCount()
        if table_id and not self._bridge.read_only:
            self._bridge.attempt(tr("Ny rad"), lambda session: budgets.add_row(session, table_id, index=place))
            self._cursor.go(place, LABEL)

    def delete_selected_rows(self) -> None:
        self.delete_rows(self._tab.grid.selected_rows())

    @Slot(list)
    def delete_rows(self, rows: list[int]) -> None:
        from scn_desktop.models.edits import budgets

        ids = [self._tab.model.row_id(row) for row in rows]
        if ids and not self._bridge.read_only:
            label, message = tr("Ta bort rad"), tr("Raden togs bort.")
            if len(ids) > 1:
                label, message = tr("Ta bort rader"), tr("{count} rader togs bort.").format(count=len(ids))
            self._bridge.attempt(label, lambda session: budgets.delete_rows(session, ids), message)
            self._cursor.go(rows[0])

    @Slot(int, int)
    def move_row(self, row: int, step: int) -> None:
        from scn_desktop.models.edits import budgets

        if self._bridge.read_only or not (
            0 <= row < self._tab.model.rowCount() and 0 <= row + step < self._tab.model.rowCount()
        ):
            return
        row_id = self._tab.model.row_id(row)
        self._bridge.attempt(tr("Flytta rad"), lambda session: budgets.move_row(session, row_id, row + step))
        self._cursor.go(row + step)

    def set_row_kind(self, kind: str) -> None:
        """For every selected row."""
        from scn_desktop.models.edits import budgets

        ids = [self._tab.model.row_id(row) for row in self._tab.grid.selected_rows()]

        def action(session: Any) -> None:
            for row_id in ids:
                budgets.set_row_kind(session, row_id, kind)  # type: ignore[arg-type]

        self._bridge.attempt(tr("Ändra radens slag"), action)

    # Columns ---------------------------------------------------------------------------------------------------------
    def add_column(self) -> None:
        """After the current column, or last; its heading can be typed at once."""
        from scn_desktop.models.edits import budgets

        table_id, column, row = self._tab.table_id, self._cursor.column(), self._cursor.row()
        place = column if column is not None else self._tab.model.columnCount() - 1
        made = self._bridge.attempt(
            tr("Ny kolumn"), lambda session: budgets.add_column(session, table_id, tr("Ny kolumn"), place)
        )
        if made is not None:
            self._cursor.go(row or 0, place + 1)
            self._tab.grid.edit_heading(place + 1)

    def edit_heading(self) -> None:
        column = self._cursor.column()
        if column is not None:
            self._tab.grid.edit_heading(column)

    @Slot(int, str)
    def set_heading(self, column: int, text: str) -> None:
        from scn_desktop.models.edits import budgets

        column_id = self._tab.model.column_view(column).id
        self._bridge.attempt(tr("Byt rubrik på kolumn"), lambda session: budgets.set_heading(session, column_id, text))

    def delete_column(self) -> None:
        from scn_desktop.models.edits import budgets

        column, row = self._cursor.column(), self._cursor.row()
        if column is None:
            return
        column_id = self._tab.model.column_view(column).id
        self._bridge.attempt(
            tr("Ta bort kolumn"), lambda session: budgets.delete_column(session, column_id), tr("Kolumnen togs bort.")
        )
        self._cursor.go(row or 0, column)

    def move_column(self, step: int) -> None:
        from scn_desktop.models.edits import budgets

        column, row = self._cursor.column(), self._cursor.row()
        if column is None or not 1 <= column + step < self._tab.model.columnCount():
            return
        column_id, place = self._tab.model.column_view(column).id, column - 1 + step
        self._bridge.attempt(tr("Flytta kolumn"), lambda session: budgets.move_column(session, column_id, place))
        self._cursor.go(row or 0, column + step)
