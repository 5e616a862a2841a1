"""Free tables: their columns, rows and cells; and the columns that every table block begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.models import queries
from scn_desktop.models.base import new_id
from scn_desktop.models.blocks import Block, BlockColumn, TableCell, TableRow
from scn_desktop.models.edits.merged_cells import spans_kept
from scn_desktop.models.ordering import keys_at, keys_for, put_at
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
        if block.kind == "measures":
            block.shape = model.measure_shape
    elif block.kind == "table":
        names = list(headings) or ["", ""]
        block.columns = [
            BlockColumn(order_key=key, key="", heading=heading, group="", width=0)
            for heading, key in zip(names, keys_for(len(names)), strict=True)
        ]


Spans = Mapping[tuple[int, int], tuple[int, int]]
"""How many columns and rows a merged cell takes, by its row and column among the rows that are added."""


def append_rows(
    session: Session,
    block: Block,
    rows: Sequence[Sequence[str]],
    index: int | None = None,
    spans: Spans | None = None,
) -> list[str]:
    """Add rows of cells before row ``index``, or last; the block's columns in order. The keys of the new rows."""
    place = len(block.rows) if index is None else index
    spans = spans or {}
    with spans_kept(session, block):
        keys = keys_at(block.rows, place, len(rows)) if rows else []
        added = [
            TableRow(
                id=new_id(), block_id=block.id, order_key=key, kind="row", cells=_cells(block, cells, number, spans)
            )
            for number, (cells, key) in enumerate(zip(rows, keys, strict=True))
        ]
        session.add_all(added)
        session.flush()
    return [row.id for row in added]


def _cells(block: Block, texts: Sequence[str], number: int, spans: Spans) -> list[TableCell]:
    """The cells of a new row; one without text or span is left out."""
    made = []
    for place, (column, text) in enumerate(zip(block.columns, texts, strict=False)):
        across, down = spans.get((number, place), (1, 1))
        if text or across > 1 or down > 1:
            cell = TableCell(id=new_id(), column_id=column.id, text=text, column_span=across, row_span=down)
            made.append(cell)
    return sorted(made, key=lambda cell: cell.id)


def add_row(session: Session, block_id: str, index: int | None = None) -> str:
    """An empty row before row ``index``, or last; its key."""
    return append_rows(session, queries.get(session, Block, block_id), [[]], index)[0]


def delete_rows(session: Session, row_ids: Sequence[str]) -> None:
    """Remove rows with their cells."""
    rows = [queries.get(session, TableRow, row_id) for row_id in row_ids]
    if not rows:
        return
    with spans_kept(session, rows[0].block, gone=row_ids):
        for row in rows:
            session.delete(row)


def move_row(session: Session, row_id: str, index: int) -> None:
    """Put a row at place ``index`` of its table, counted without itself."""
    row = queries.get(session, TableRow, row_id)
    with spans_kept(session, row.block, [row_id]):
        put_at(row, row.block.rows, index)


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


def add_column(
    session: Session,
    block_id: str,
    heading: str,
    index: int | None = None,
    *,
    key: str = "",
    group: str = "",
    width: int = 0,
) -> str:
    """A column before column ``index``, or last; its key. ``key`` says what it shows in a table of measures or
    indicators; a free table's columns have none.
    """
    block = queries.get(session, Block, block_id)
    place = len(block.columns) if index is None else index
    order_key = keys_at(block.columns, place)[0]
    column = BlockColumn(block_id=block_id, order_key=order_key, key=key, heading=heading, group=group, width=width)
    with spans_kept(session, block):
        session.add(column)
        session.flush()
    return column.id


def delete_column(session: Session, column_id: str) -> None:
    """Remove a column with its cells. What a measure or an indicator has under its key is kept."""
    column = queries.get(session, BlockColumn, column_id)
    with spans_kept(session, column.block, gone=[column_id]):
        session.delete(column)


def move_column(session: Session, column_id: str, index: int) -> None:
    """Put a column at place ``index`` of its table, counted without itself."""
    column = queries.get(session, BlockColumn, column_id)
    with spans_kept(session, column.block, [column_id]):
        put_at(column, column.block.columns, index)


def set_heading(session: Session, column_id: str, heading: str) -> None:
    """What stands above a column of this table only ("Utfall 2025")."""
    queries.get(session, BlockColumn, column_id).heading = heading


def set_column_group(session: Session, column_id: str, group: str) -> None:
    """What stands over this column and its neighbours with the same text; "" for nothing."""
    queries.get(session, BlockColumn, column_id).group = group
