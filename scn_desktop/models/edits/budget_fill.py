"""Filling many cells of a money table at once: by percent, from a frame."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.budget import COMPUTED_KINDS, BudgetColumn, BudgetRow
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import CellView
from scn_desktop.models.distribution import distribute, raised
from scn_desktop.models.edits.budgets import put_figure
from scn_desktop.models.money import Figure, digit_size


def fill_by_percent(
    session: Session, source_id: str, target_id: str, hundredths: int, row_ids: Sequence[str] = ()
) -> int:
    """Fill a column from another, raised by hundredths of a percent (250 is 2,5 %); in all rows where none are given.

    Only rows whose amounts are typed are filled; sums follow. An amount keeps the precision of the one it comes from.
    Returns how many were filled. Raises InputError where the target is computed.
    """
    target = queries.get(session, BudgetColumn, target_id)
    require_typed(target)
    view = table_view(target.table)
    place = [column.id for column in view.columns].index(source_id)
    filled = 0
    for row, shown in zip(list(target.table.rows), view.rows, strict=True):
        cell = shown.cells[place]
        wanted = not row_ids or row.id in row_ids
        if wanted and is_typed(row) and cell.ore is not None:
            size = max(cell.precision, 1)
            put_figure(session, row, target_id, Figure(raised(cell.ore, hundredths, size), size))
            filled += 1
    return filled


def distribute_frame(
    session: Session, column_id: str, row_ids: Sequence[str], frame: Figure, by_column_id: str | None = None
) -> None:
    """Divide a frame over rows so that they add up to it exactly, in proportion to another column, or alike.

    The parts are as precise as the frame was given, but never coarser than the table shows. Raises InputError where
    no row can be filled.
    """
    column = queries.get(session, BudgetColumn, column_id)
    require_typed(column)
    rows = [row for row in column.table.rows if row.id in row_ids and is_typed(row)]
    if not rows:
        raise InputError("Välj de rader som ramen ska fördelas på. Summor och rubriker fylls inte.")
    table = column.table
    size = min(frame.precision, digit_size(table.unit, table.decimals))
    weights = [cell.ore or 0 for cell in cells_under(column, by_column_id, rows)] if by_column_id else [0] * len(rows)
    for row, ore in zip(rows, distribute(frame.ore, weights, size), strict=True):
        put_figure(session, row, column_id, Figure(ore, size))


def cells_under(column: BudgetColumn, column_id: str, rows: Sequence[BudgetRow]) -> list[CellView]:
    """What stands in those rows under another column of the table."""
    view = table_view(column.table)
    place = [each.id for each in view.columns].index(column_id)
    cells = {row.id: row.cells[place] for row in view.rows}
    return [cells[row.id] for row in rows]


def require_typed(column: BudgetColumn) -> None:
    """Raises InputError for a column that can't be filled."""
    if column.formula != "none" or column.kind == "text":
        raise InputError("Kolumnen räknas fram eller innehåller text och kan inte fyllas. Välj en annan.")


def is_typed(row: BudgetRow) -> bool:
    """Whether a row's amounts are money that is typed."""
    return row.kind not in ("heading", *COMPUTED_KINDS) and row.unit == "money"
