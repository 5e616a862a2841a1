"""Where the rows of the file stand in the tab, also those that an undo has just removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.document.change_log import ChangeSet

Place = tuple[str, str, str]
"""The keys of a table, a row and a column; "" where there is none."""


class Places:
    """Remembers every table, column, row and amount that it has been shown."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Place] = {}

    def remember(self, tables: Iterable[BudgetTable]) -> None:
        """Learn where everything in these tables stands."""
        for table in tables:
            self._known["budget_table", table.id] = (table.id, "", "")
            for column in table.columns:
                self._known["budget_column", column.id] = (table.id, "", column.id)
            for row in table.rows:
                self._known["budget_row", row.id] = (table.id, row.id, "")
                for amount in row.amounts:
                    self._known["budget_amount", amount.id] = (table.id, row.id, amount.column_id)

    def follow(self, session: Any, change_set: ChangeSet) -> None:
        """Learn where what was just changed stands; what was removed is remembered where it stood."""
        from scn_desktop.models import queries
        from scn_desktop.models.budget import BudgetAmount, BudgetColumn, BudgetRow

        for change in change_set.changes:
            if change.operation == "delete":
                continue
            if change.table == "budget_amount":
                amount = queries.find(session, BudgetAmount, change.row_id)
                if amount is not None:
                    place = (amount.row.table_id, amount.row_id, amount.column_id)
                    self._known["budget_amount", amount.id] = place
            elif change.table == "budget_row":
                row = queries.find(session, BudgetRow, change.row_id)
                if row is not None:
                    self._known["budget_row", row.id] = (row.table_id, row.id, "")
            elif change.table == "budget_column":
                column = queries.find(session, BudgetColumn, change.row_id)
                if column is not None:
                    self._known["budget_column", column.id] = (column.table_id, "", column.id)
            elif change.table == "budget_table":
                self._known["budget_table", change.row_id] = (change.row_id, "", "")

    def row_of(self, table: str, row_id: str) -> str:
        """The key of the budget row that a change is about; "" where it is about none."""
        return self.of(table, row_id)[1]

    def of(self, table: str, row_id: str) -> Place:
        """Where a row of the file's table ``table`` stands or stood."""
        return self._known.get((table, row_id), ("", "", ""))

    def find(self, row_id: str) -> Place:
        """Where a row of any of the budget's tables stands."""
        return next((place for (_, known), place in self._known.items() if known == row_id), ("", "", ""))
