"""Where the rows of the file stand in the tab, also those that an undo has just removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetTable

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

    def of(self, table: str, row_id: str) -> Place:
        """Where a row of the file's table ``table`` stands or stood."""
        return self._known.get((table, row_id), ("", "", ""))

    def find(self, row_id: str) -> Place:
        """Where a row of any of the budget's tables stands."""
        return next((place for (_, known), place in self._known.items() if known == row_id), ("", "", ""))
