"""Budget tables: their columns, rows and amounts, and stated totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.arithmetic import read_amount
from scn_desktop.models.budget import COMPUTED_KINDS, BudgetAmount, BudgetColumn, BudgetRow, BudgetTable
from scn_desktop.models.budget_sums import kept_mark, table_view
from scn_desktop.models.money import Figure
from scn_desktop.models.ordering import keys_at, put_at
from scn_desktop.models.plan import Plan

Unit = Literal["kr", "tkr", "mnkr"]
RowKind = Literal["heading", "amount", "subtotal", "total", "balance", "memo", "group", "quotient"]
Cell = tuple[str, str]
"""The keys of a row and a column."""

_CODE: Final = re.compile(r"(?P<label>.*\S)\s*\((?P<code>[0-9][0-9 ,–-]*)\)", re.DOTALL)
_YEAR: Final = re.compile(r"\b(19|20)[0-9]{2}\b")
_COLUMN_WORDS: Final = (("utfall", "accounts"), ("bokslut", "accounts"), ("prognos", "forecast"), ("budget", "budget"),
                        ("ram", "budget"), ("plan", "plan"))  # fmt: skip


# Tables


def add_table(
    session: Session,
    plan_id: str,
    title: str,
    index: int | None = None,
    *,
    unit: Unit = "mnkr",
    decimals: int = 0,
    headings: Sequence[str] = (),
) -> str:
    """A table without rows before table ``index`` of the plan, or last, with columns of those headings; its key."""
    plan = queries.get(session, Plan, plan_id)
    place = len(plan.budget_tables) if index is None else index
    table = BudgetTable(
        plan_id=plan_id, order_key=keys_at(plan.budget_tables, place)[0], title=title, unit=unit, decimals=decimals
    )
    session.add(table)
    session.flush()
    append_columns(session, table, headings)
    return table.id


def rename_table(session: Session, table_id: str, title: str) -> None:
    """Give a table another title."""
    queries.get(session, BudgetTable, table_id).title = title


def delete_table(session: Session, table_id: str) -> None:
    """Remove a table with everything in it; blocks that show it become empty."""
    session.delete(queries.get(session, BudgetTable, table_id))


def move_table(session: Session, table_id: str, index: int) -> None:
    """Put a table at place ``index`` of its plan, counted without itself."""
    table = queries.get(session, BudgetTable, table_id)
    put_at(table, table.plan.budget_tables, index)


def set_unit(session: Session, table_id: str, unit: Unit) -> None:
    """Show a table in another unit; the amounts beneath stay as they are."""
    queries.get(session, BudgetTable, table_id).unit = unit


def set_decimals(session: Session, table_id: str, decimals: int) -> None:
    """Show a table with 0–2 decimals; the amounts beneath stay as they are."""
    queries.get(session, BudgetTable, table_id).decimals = decimals


def set_note(session: Session, table_id: str, note: str) -> None:
    """The note below a table."""
    queries.get(session, BudgetTable, table_id).note = note


# Columns


def append_columns(
    session: Session, table: BudgetTable, headings: Sequence[str], index: int | None = None
) -> list[str]:
    """Add columns before column ``index``, or last; their keys. Kind and year are read from the headings."""
    place = len(table.columns) if index is None else index
    added = []
    for heading, key in zip(headings, keys_at(table.columns, place, len(headings)) if headings else [], strict=True):
        kind, year = column_meaning(heading)
        column = BudgetColumn(table_id=table.id, order_key=key, heading=heading, kind=kind, year=year)
        session.add(column)
        session.flush()
        added.append(column.id)
    session.expire(table, ["columns"])
    return added


def add_column(session: Session, table_id: str, heading: str, index: int | None = None) -> str:
    """A column before column ``index``, or last; its key."""
    return append_columns(session, queries.get(session, BudgetTable, table_id), [heading], index)[0]


def set_heading(session: Session, column_id: str, heading: str) -> None:
    """What stands above a column; its kind and year follow. Reasons for kept totals follow too."""
    column = queries.get(session, BudgetColumn, column_id)
    for row in column.table.rows:
        amount = row.amount_of(column)
        if amount is not None:
            old, new = (kept_mark(text, Figure(amount.ore, amount.precision)) for text in (column.heading, heading))
            row.footnote = row.footnote.replace(old, new)
    column.heading = heading
    kind, column.year = column_meaning(heading)
    column.kind = "text" if column.kind == "text" else kind


def delete_column(session: Session, column_id: str) -> None:
    """Remove a column with its amounts."""
    session.delete(queries.get(session, BudgetColumn, column_id))


def move_column(session: Session, column_id: str, index: int) -> None:
    """Put a column at place ``index`` of its table, counted without itself."""
    column = queries.get(session, BudgetColumn, column_id)
    put_at(column, column.table.columns, index)


def column_meaning(heading: str) -> tuple[str, int | None]:
    """The kind of column and the year that a heading speaks of: "Prognos 2027" is ("forecast", 2027)."""
    lower = heading.casefold()
    kind = next((kind for word, kind in _COLUMN_WORDS if word in lower), "other")
    year = _YEAR.search(heading)
    return kind, int(year[0]) if year else None


# Rows


def add_row(
    session: Session, table_id: str, label: str = "", kind: RowKind = "amount", index: int | None = None
) -> str:
    """A row without amounts before row ``index``, or last; its key."""
    table = queries.get(session, BudgetTable, table_id)
    place = len(table.rows) if index is None else index
    row = BudgetRow(table_id=table_id, order_key=keys_at(table.rows, place)[0], kind=kind)
    row.label, row.code = split_code(label)
    session.add(row)
    session.flush()
    return row.id


def delete_rows(session: Session, row_ids: Iterable[str]) -> None:
    """Remove rows with their amounts."""
    for row_id in row_ids:
        session.delete(queries.get(session, BudgetRow, row_id))


def move_row(session: Session, row_id: str, index: int) -> None:
    """Put a row at place ``index`` of its table, counted without itself."""
    row = queries.get(session, BudgetRow, row_id)
    put_at(row, row.table.rows, index)


def set_label(session: Session, row_id: str, text: str) -> None:
    """What a row is called; a number in brackets at the end is its code: "Barn och unga (573)"."""
    row = queries.get(session, BudgetRow, row_id)
    row.label, row.code = split_code(text)


def set_footnote(session: Session, row_id: str, text: str) -> None:
    """The footnote to a row."""
    queries.get(session, BudgetRow, row_id).footnote = text


def set_row_kind(session: Session, row_id: str, kind: RowKind) -> None:
    """Make a row an amount, a sum, a heading or a memo. A new sum's amounts are stated totals; a heading has none."""
    row = queries.get(session, BudgetRow, row_id)
    row.kind = kind
    if kind == "heading":
        for amount in row.amounts:
            session.delete(amount)


def split_code(text: str) -> tuple[str, str]:
    """Label and code of a row's name."""
    match = _CODE.fullmatch(text.strip())
    return (match["label"], match["code"].strip()) if match else (text, "")


# Amounts


def set_amount(session: Session, row_id: str, column_id: str, text: str) -> None:
    """Read an amount in the table's unit, or simple arithmetic, and keep it; nothing removes it.

    On a computed row or column it is stated. Raises InputError where it can't be read or the row is a heading.
    """
    row, column = queries.get(session, BudgetRow, row_id), queries.get(session, BudgetColumn, column_id)
    put_figure(session, row, column_id, read_amount(text, unit_of(row, column)))


def unit_of(row: BudgetRow, column: BudgetColumn) -> str:
    """What an amount typed in a cell is read in: plain numbers and percent as if they were kronor."""
    is_plain = row.unit == "number" or column.formula in ("percent", "share")
    return "kr" if is_plain else row.table.unit


def put_figure(session: Session, row: BudgetRow, column_id: str, figure: Figure | None) -> None:
    """Keep a figure in a cell, or remove it; a reason for keeping the total that stood there goes too."""
    column = queries.get(session, BudgetColumn, column_id)
    amount = row.amount_of(column)
    old = Figure(amount.ore, amount.precision) if amount is not None else None
    if old == figure:
        return
    if row.kind == "heading":
        raise InputError("En rubrikrad har inga belopp. Gör den till en beloppsrad först.")
    if old is not None:
        row.footnote = without_reason(row.footnote, kept_mark(column.heading, old))
    if figure is None:
        session.delete(amount)
    elif amount is None:
        session.add(BudgetAmount(row_id=row.id, column_id=column_id, ore=figure.ore, precision=figure.precision))
    else:
        amount.ore, amount.precision = figure
    session.flush()
    session.expire(row, ["amounts"])


def clear_amounts(session: Session, cells: Iterable[Cell]) -> None:
    """Empty cells. Sum rows go back to what their rows give."""
    for row_id, column_id in cells:
        put_figure(session, queries.get(session, BudgetRow, row_id), column_id, None)


def clear_stated(session: Session, row_id: str, column_id: str) -> None:
    """Let a sum be computed from its rows again (*Räkna om*)."""
    clear_amounts(session, [(row_id, column_id)])


def keep_stated(session: Session, row_id: str, column_id: str, reason: str) -> None:
    """Keep a total that its rows don't give (*Behåll*): the reason becomes a line of the row's footnote.

    Raises InputError without a reason or a stated total.
    """
    row, column = queries.get(session, BudgetRow, row_id), queries.get(session, BudgetColumn, column_id)
    amount = row.amount_of(column)
    if amount is None or (row.kind not in COMPUTED_KINDS and column.formula == "none"):
        raise InputError("Det finns ingen angiven summa att behålla.")
    if not reason.strip():
        raise InputError("Skriv varför summan ska behållas. Skälet blir en fotnot till raden.")
    mark = kept_mark(column.heading, Figure(amount.ore, amount.precision))
    rest = without_reason(row.footnote, mark)
    row.footnote = "\n".join(part for part in (rest, f"{mark} {reason.strip()}") if part)


def without_reason(footnote: str, mark: str) -> str:
    """The footnote without the lines that begin with ``mark``."""
    return "\n".join(line for line in footnote.split("\n") if not line.startswith(mark))


def paste_amounts(session: Session, table_id: str, figures: Mapping[Cell, Figure | None]) -> None:
    """Put a range of figures into cells. A sum row that the rows now give to the öre stays computed.

    Raises InputError where a figure would stand on a heading.
    """
    for (row_id, column_id), figure in figures.items():
        put_figure(session, queries.get(session, BudgetRow, row_id), column_id, figure)
    table = queries.get(session, BudgetTable, table_id)
    view = table_view(table)
    for row in view.rows:
        for column, cell in zip(view.columns, row.cells, strict=True):
            if (row.id, column.id) in figures and cell.kind == "stated" and cell.ore == cell.computed:
                put_figure(session, queries.get(session, BudgetRow, row.id), column.id, None)


def fill_down(session: Session, row_ids: Sequence[str], column_ids: Sequence[str]) -> None:
    """Copy the first row's figures into the rows below it; headings and sums are left alone."""
    rows = [queries.get(session, BudgetRow, row_id) for row_id in row_ids]
    for column_id in column_ids:
        column = queries.get(session, BudgetColumn, column_id)
        source = rows[0].amount_of(column) if rows else None
        figure = Figure(source.ore, source.precision) if source is not None else None
        for row in rows[1:]:
            if row.kind in ("amount", "memo"):
                put_figure(session, row, column_id, figure)
