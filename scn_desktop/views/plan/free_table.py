"""A table with the user's own columns; a row may be a heading over the rows below, or a sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import BlockTableModel, Change
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.edit_table import Role

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block, TableCell, TableRow


class FreeTableModel(BlockTableModel):
    """`ids` are the rows' keys."""

    def __init__(self, bridge: Bridge, block: Block, parent: QObject | None = None) -> None:
        self._rows: dict[str, TableRow] = {}
        self._cells: dict[tuple[str, str], TableCell] = {}  # a large table asks for each text many times
        self._column_ids: list[str] = []
        super().__init__(bridge, block, parent)

    def fetch(self) -> list[str]:
        self._rows = {row.id: row for row in self.block.rows}
        self._cells = {(row.id, cell.column_id): cell for row in self.block.rows for cell in row.cells}
        self._column_ids = [column.id for column in self.block.columns]
        return list(self._rows)

    def text(self, row: int, column: int) -> str:
        cell = self._cells.get((self.ids[row], self._column_ids[column]))
        return cell.text if cell is not None else ""

    def extra(self, row: int, column: int, role: int) -> Any:
        found = self._rows.get(self.ids[row])
        if role == Role.BOLD:
            return found is not None and found.kind != "row"
        if role == Role.BACKGROUND and found is not None and found.kind == "sum":
            return "bg"
        return None

    def change(self, row: int, column: int, text: str) -> Change:
        from scn_desktop.models.edits import tables

        row_id, column_id = self.ids[row], self.block.columns[column].id
        return tr("Ändra tabell"), lambda session: tables.set_cell(session, row_id, column_id, text)

    def add(self, index: int) -> str | None:
        from scn_desktop.models.edits import tables

        block_id = self.block.id
        return self.bridge.attempt(tr("Ny rad"), lambda session: tables.add_row(session, block_id, index))

    def delete(self, ids: list[str]) -> None:
        from scn_desktop.models.edits import tables

        message = tr("Raden togs bort.") if len(ids) == 1 else tr("{n} rader togs bort.").format(n=len(ids))
        self.bridge.attempt(tr("Ta bort rad"), lambda session: tables.delete_rows(session, ids), message)

    def move(self, row_id: str, index: int) -> None:
        from scn_desktop.models.edits import tables

        self.bridge.attempt(tr("Flytta rad"), lambda session: tables.move_row(session, row_id, index))

    def set_kind(self, rows: list[int], kind: str) -> None:
        """Make rows ordinary, headings or sums."""
        from scn_desktop.models.edits import tables

        ids = [self.ids[row] for row in rows]

        def change(session: Any) -> None:
            for row_id in ids:
                tables.set_row_kind(session, row_id, kind)  # type: ignore[arg-type]

        self.bridge.attempt(tr("Ändra radens slag"), change)

    def add_column(self, index: int) -> str | None:
        from scn_desktop.models.edits import tables

        block_id, heading = self.block.id, tr("Ny kolumn")
        return self.bridge.attempt(
            tr("Ny kolumn"), lambda session: tables.add_column(session, block_id, heading, index)
        )

    def delete_column(self, column: int) -> None:
        from scn_desktop.models.edits import tables

        column_id = self.block.columns[column].id
        message = tr("Kolumnen togs bort.")
        self.bridge.attempt(tr("Ta bort kolumn"), lambda session: tables.delete_column(session, column_id), message)
