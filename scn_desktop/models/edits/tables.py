"""Free tables: their columns, rows and cells; and the columns that every table block begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block, BlockColumn, TableCell, TableRow
from scn_desktop.models.ordering import keys_at, keys_for
from scn_desktop.models.planning_model import PlanningModel


def give_columns(block: Block, model: PlanningModel, headings: Sequence[str] = ()) -> None:
    """The columns a new table block starts with: the model's, or free ones with the headings given (two at least)."""
    if block.kind in ("measures", "indicators"):
        columns = model.columns_of(block.kind)
        block.columns = [
            BlockColumn(
                order_key=column.order_key,
                key=column.key,
                heading=column.heading,
                group=column.group,
                width=column.width,
            )
            for column in columns
        ]
    elif block.kind == "table":
        names = list(headings) or ["", ""]
        block.columns = [
            BlockColumn(order_key=key, key="", heading=heading, group="", width=0)
            for heading, key in zip(names, keys_for(len(names)), strict=True)
        ]


def append_rows(session: Session, block: Block, rows: Sequence[Sequence[str]], index: int | None = None) -> list[str]:
    """Add rows of cells before row ``index``, or last; the block's columns in order. The keys of the new rows."""
    place = len(block.rows) if index is None else index
    added = []
    for cells, key in zip(rows, keys_at(block.rows, place, len(rows)) if rows else [], strict=True):
        row = TableRow(block_id=block.id, order_key=key, kind="row")
        session.add(row)
        session.flush()
        for column, text in zip(block.columns, cells, strict=False):
            if text:
                session.add(TableCell(row_id=row.id, column_id=column.id, text=text))
        added.append(row.id)
    return added


def add_row(session: Session, block_id: str, index: int | None = None) -> str:
    """An empty row before row ``index``, or last; its key."""
    return append_rows(session, queries.get(session, Block, block_id), [[]], index)[0]


def delete_rows(session: Session, row_ids: Sequence[str]) -> None:
    """Remove rows with their cells."""
    for row_id in row_ids:
        session.delete(queries.get(session, TableRow, row_id))


def move_row(session: Session, row_id: str, index: int) -> None:
    """Put a row at place ``index`` of its table, counted without itself."""
    row = queries.get(session, TableRow, row_id)
    others = [each for each in row.block.rows if each is not row]
    row.order_key = keys_at(others, index)[0]


def set_row_kind(session: Session, row_id: str, kind: Literal["row", "heading", "sum"]) -> None:
    """Make a row an ordinary one, a heading over the rows below, or a sum."""
    queries.get(session, TableRow, row_id).kind = kind


def set_cell(session: Session, row_id: str, column_id: str, text: str) -> None:
    """The text where a row and a column meet."""
    row = queries.get(session, TableRow, row_id)
    cell = next((each for each in row.cells if each.column_id == column_id), None)
    if cell is not None:
        cell.text = text
    elif text:
        session.add(TableCell(row_id=row_id, column_id=column_id, text=text))


def add_column(session: Session, block_id: str, heading: str, index: int | None = None) -> str:
    """A column of a free table before column ``index``, or last; its key."""
    block = queries.get(session, Block, block_id)
    place = len(block.columns) if index is None else index
    column = BlockColumn(
        block_id=block_id, order_key=keys_at(block.columns, place)[0], key="", heading=heading, group="", width=0
    )
    session.add(column)
    session.flush()
    return column.id


def delete_column(session: Session, column_id: str) -> None:
    """Remove a column with its cells."""
    session.delete(queries.get(session, BlockColumn, column_id))


def move_column(session: Session, column_id: str, index: int) -> None:
    """Put a column at place ``index`` of its table, counted without itself."""
    column = queries.get(session, BlockColumn, column_id)
    others = [each for each in column.block.columns if each is not column]
    column.order_key = keys_at(others, index)[0]


def set_heading(session: Session, column_id: str, heading: str) -> None:
    """What stands above a column of this table only ("Utfall 2025")."""
    queries.get(session, BlockColumn, column_id).heading = heading
