"""What a row or column of amounts is: each action opens the question or asks for the edit, and keeps the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.cursor import Cursor
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetColumn, BudgetRow
    from scn_desktop.views.budget.tab import BudgetTab


class FormulaActions(QObject):
    """Slots for menus and keys."""

    def __init__(self, bridge: Bridge, tab: BudgetTab, cursor: Cursor) -> None:
        super().__init__(tab)
        self._bridge = bridge
        self._tab = tab
        self._cursor = cursor

    def row(self) -> BudgetRow | None:
        """The current row of the file."""
        place = self._cursor.row()
        wanted = self._tab.model.row_id(place) if place is not None else ""
        return next((row for row in self._table_rows() if row.id == wanted), None)

    def column(self) -> BudgetColumn | None:
        """The current column of the file."""
        place = self._cursor.column()
        wanted = self._tab.model.column_view(place).id if place is not None else ""
        tables = self._bridge.plan.budget_tables
        return next((column for table in tables for column in table.columns if column.id == wanted), None)

    def _table_rows(self) -> list[BudgetRow]:
        tables = self._bridge.plan.budget_tables
        return next((list(table.rows) for table in tables if table.id == self._tab.table_id), [])

    def _selected(self) -> list[str]:
        return [self._tab.model.row_id(row) for row in self._tab.grid.selected_rows()]

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._tab.grid.setFocus())
        dialog.open()

    # Questions -------------------------------------------------------------------------------------------------------
    def edit_column(self) -> None:
        from scn_desktop.views.budget.column_dialog import ColumnDialog

        self._tab.finish_edits()
        column = self.column()
        if column is not None:
            self._open(ColumnDialog(self._bridge, column, self._tab.window()))

    def edit_row(self) -> None:
        from scn_desktop.views.budget.row_dialog import RowDialog

        self._tab.finish_edits()
        row = self.row()
        if row is not None:
            self._open(RowDialog(self._bridge, row, self._tab.window()))

    def fill_by_percent(self) -> None:
        from scn_desktop.views.budget.fill_dialogs import PercentDialog

        self._tab.finish_edits()
        column = self.column()
        if column is not None:
            self._open(PercentDialog(self._bridge, column, self._selected(), self._tab.window()))

    def distribute(self) -> None:
        from scn_desktop.views.budget.fill_dialogs import FrameDialog

        self._tab.finish_edits()
        column = self.column()
        if column is not None:
            self._open(FrameDialog(self._bridge, column, self._selected(), self._tab.window()))

    def edit_checks(self) -> None:
        from scn_desktop.views.budget.checks_dialog import ChecksDialog

        self._tab.finish_edits()
        self._open(ChecksDialog(self._bridge, self._tab.window()))

    def show_history(self) -> None:
        from scn_desktop.views.budget.history_dialog import HistoryDialog

        self._tab.finish_edits()
        row, column = self.row(), self.column()
        if row is not None and column is not None:
            self._open(HistoryDialog(self._bridge, row, column, self._tab.window()))

    def edit_note(self) -> None:
        from scn_desktop.models.edits import budget_formulas
        from scn_desktop.views.prompts import ask_text

        row = self.row()
        if row is None:
            return
        row_id, name = row.id, row.label or tr("raden")
        asked = tr("Anteckningen är för er som arbetar med budgeten. Den skrivs inte ut.")
        text = ask_text(
            self._tab.window(), tr("Anteckning till ”{name}”").format(name=name), asked, row.note, tr("Spara")
        )
        if text is not None and text != row.note:
            self._bridge.attempt(
                tr("Ändra anteckning"), lambda session: budget_formulas.set_row_note(session, row_id, text)
            )

    # Edits -----------------------------------------------------------------------------------------------------------
    @Slot(int)
    def step_level(self, step: int) -> None:
        """Move the selected rows in or out."""
        from scn_desktop.models.edits import budget_formulas

        ids = self._selected()
        if ids and not self._bridge.read_only:
            label = tr("Flytta in rad") if step > 0 else tr("Flytta ut rad")
            self._bridge.attempt(label, lambda session: budget_formulas.step_level(session, ids, step))

    def toggle_number(self) -> None:
        from scn_desktop.models.edits import budget_formulas

        row = self.row()
        if row is not None:
            row_id, is_number = row.id, row.unit == "number"
            self._bridge.attempt(
                tr("Räkna i pengar") if is_number else tr("Räkna i antal"),
                lambda session: budget_formulas.set_row_unit(session, row_id, "money" if is_number else "number"),
            )

    def toggle_costs(self) -> None:
        from scn_desktop.models.edits import budget_formulas

        view = self._tab.view
        if view is not None:
            table_id, positive = view.id, view.costs == "positive"
            self._bridge.attempt(
                tr("Ändra hur kostnader skrivs"),
                lambda session: budget_formulas.set_costs(session, table_id, "negative" if positive else "positive"),
            )
