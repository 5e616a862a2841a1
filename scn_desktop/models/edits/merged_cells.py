"""Merged cells of free tables: merging, splitting, and keeping them whole when rows and columns come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.blocks import MOST_SPANNED, Block, TableCell, TableRow
from scn_desktop.models.table_layout import TableLayout


def merge_cells(session: Session, block_id: str, row_ids: Collection[str], column_ids: Collection[str]) -> None:
    """Make one cell of those from the first to the last of these rows and columns; their texts become its lines.

    A merged cell that is touched is taken in whole. Raises InputError where there is but one cell, or a heading row.
    """
    block = queries.get(session, Block, block_id)
    rows = [place for place, row in enumerate(block.rows) if row.id in row_ids]
    columns = [place for place, column in enumerate(block.columns) if column.id in column_ids]
    if not rows or not columns:
        raise InputError("Cellerna finns inte längre. Inget är ändrat.")
    top, bottom, left, right = _widened(TableLayout(block), (rows[0], rows[-1], columns[0], columns[-1]))
    if (top, left) == (bottom, right):
        raise InputError("Markera minst två rutor som ska bli en.")
    if any(row.kind == "heading" for row in block.rows[top : bottom + 1]):
        raise InputError("En rubrikrad går redan över hela tabellen och kan inte slås ihop med andra rader.")
    texts: list[str] = []
    for row in block.rows[top : bottom + 1]:
        for column in block.columns[left : right + 1]:
            cell = _cell(row, column.id)
            if cell is not None:
                texts += [cell.text] if cell.text.strip() else []
                cell.text, cell.column_span, cell.row_span = "", 1, 1
    first = _cell(block.rows[top], block.columns[left].id)
    if first is None:
        first = TableCell(row_id=block.rows[top].id, column_id=block.columns[left].id)
        session.add(first)
    first.text = "\n".join(texts)
    first.column_span, first.row_span = right - left + 1, bottom - top + 1


def split_cell(session: Session, row_id: str, column_id: str) -> None:
    """Make a merged cell, seen at that place, ordinary again; the text stays in the first.

    Raises InputError where it is not merged.
    """
    row = queries.get(session, TableRow, row_id)
    block = row.block
    columns = [column.id for column in block.columns]
    seen = TableLayout(block).over(block.rows.index(row), columns.index(column_id))
    cell = _cell(block.rows[seen.row], columns[seen.column])
    if cell is None or (seen.column_span == seen.row_span == 1):
        raise InputError("Rutan är inte sammanslagen.")
    cell.column_span = cell.row_span = 1


@contextmanager
def spans_kept(
    session: Session, block: Block, moved: Collection[str] = (), gone: Collection[str] = ()
) -> Iterator[None]:
    """Around a change of a table's rows or columns: merged cells grow with what comes into them, shrink with what goes.

    ``moved``: the keys of the rows or columns that change place; they leave the merged cells they stood in. ``gone``:
    those that are deleted; a merged cell that begins in one goes on, with its text, in what is left of it.
    """
    has_merged = any(cell.column_span > 1 or cell.row_span > 1 for row in block.rows for cell in row.cells)
    before: list[tuple[str, str, set[str], set[str]]] = []
    for seen in list(TableLayout(block).merged()) if has_merged else []:
        own_rows = [row.id for row in block.rows[seen.row : seen.row + seen.row_span]]
        own_columns = [column.id for column in block.columns[seen.column : seen.column + seen.column_span]]
        first = (own_rows[0], own_columns[0])
        left_rows = [each for each in own_rows if each not in gone]
        left_columns = [each for each in own_columns if each not in gone]
        if left_rows and left_columns and (left_rows[0], left_columns[0]) != first:
            _hand_over(session, block, first, (left_rows[0], left_columns[0]))
            first = (left_rows[0], left_columns[0])
        before.append((*first, set(left_rows).difference(moved), set(left_columns).difference(moved)))
    yield
    if not before:
        return
    session.flush()
    session.expire(block, ["rows", "columns"])
    rows, columns = [row.id for row in block.rows], [column.id for column in block.columns]
    kept: list[tuple[int, int, TableCell]] = []
    for row_id, column_id, row_keys, column_keys in before:
        if row_id in rows and column_id in columns:
            cell = _cell(block.rows[rows.index(row_id)], column_id)
            if cell is not None:
                cell.row_span = _reach(rows, row_id, row_keys)
                cell.column_span = _reach(columns, column_id, column_keys)
                kept.append((rows.index(row_id), columns.index(column_id), cell))
    layout = TableLayout(block)
    for row, column, cell in kept:  # what came into it may hold text, at which it ends
        now = layout.seen(row, column)
        if now is not None:
            cell.column_span, cell.row_span = now.column_span, now.row_span


def _hand_over(session: Session, block: Block, old: tuple[str, str], new: tuple[str, str]) -> None:
    """Let a merged cell begin in another row or column."""
    rows = {row.id: row for row in block.rows}
    left = _cell(rows[old[0]], old[1])
    cell = _cell(rows[new[0]], new[1])
    if left is None:
        return
    if cell is None:
        cell = TableCell(column_id=new[1])
        rows[new[0]].cells.append(cell)
    cell.text, left.text = left.text, ""
    cell.column_span = cell.row_span = MOST_SPANNED  # until it is counted what is left
    left.column_span = left.row_span = 1
    session.flush()


def _reach(order: list[str], first: str, own: Collection[str]) -> int:
    """From the first to the last of its own; 1 where the first has been moved away from them."""
    if first not in own:
        return 1
    return max(place for place, each in enumerate(order) if each in own) - order.index(first) + 1


def _cell(row: TableRow, column_id: str) -> TableCell | None:
    return next((cell for cell in row.cells if cell.column_id == column_id), None)


def _widened(layout: TableLayout, area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The area (top, bottom, left, right), large enough to hold whole every merged cell that it touches."""
    while True:
        top, bottom, left, right = area
        cells = [layout.over(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        wider = (
            min(cell.row for cell in cells),
            max(cell.row + cell.row_span - 1 for cell in cells),
            min(cell.column for cell in cells),
            max(cell.column + cell.column_span - 1 for cell in cells),
        )
        if wider == area:
            return area
        area = wider
