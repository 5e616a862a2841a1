"""How rows and columns of a money table are computed, and how they stand and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy.orm import Session

from scn_desktop.errors import InputError
from scn_desktop.models import queries
from scn_desktop.models.budget import (
    BudgetAmount,
    BudgetColumn,
    BudgetColumnTerm,
    BudgetRow,
    BudgetRowTerm,
    BudgetTable,
    BudgetText,
)
from scn_desktop.models.budget_columns import DEEPEST_ROW
from scn_desktop.models.budget_table_file import BudgetTableFile
from scn_desktop.models.edits.budgets import column_meaning
from scn_desktop.models.edits.plan_rows import budget_table, values_of
from scn_desktop.models.ordering import keys_at, keys_for
from scn_desktop.models.plan import Plan

Formula = Literal["none", "sum", "percent", "share"]
Term = tuple[str, str]
"""The key of a row or column, and its sign ("plus", "minus") or role ("divisor")."""

_TERMS_NEEDED = {"none": 0, "sum": 1, "percent": 2, "share": 1}


def set_formula(
    session: Session, column_id: str, formula: Formula, terms: Sequence[Term] = (), share_row_id: str | None = None
) -> None:
    """Compute a column from others of its table: their sum with signs, the change in percent, or shares of a row.

    Amounts that stand in it become stated. Raises InputError where terms are missing or lead back to the column.
    """
    column = queries.get(session, BudgetColumn, column_id)
    if len(terms) < _TERMS_NEEDED[formula] or (formula == "share" and share_row_id is None):
        raise InputError("Välj vilka kolumner som kolumnen ska räknas av.")
    if formula != "none" and leads_to(column, [key for key, _ in terms]):
        raise InputError("Kolumnen kan inte räknas av sig själv.")
    for term in list(column.terms):
        session.delete(term)
    column.formula, column.share_row_id = formula, share_row_id
    used = terms if formula != "none" else ()
    for (key, sign), place in zip(used, keys_for(len(used)), strict=True):
        session.add(BudgetColumnTerm(column_id=column_id, term_id=key, sign=sign, order_key=place))
    session.flush()
    session.expire(column, ["terms"])


def leads_to(column: BudgetColumn, keys: Iterable[str]) -> bool:
    """Whether one of the columns is, or is computed from, ``column``."""
    columns = {each.id: each for each in column.table.columns}
    waiting, seen = list(keys), set[str]()
    while waiting:
        key = waiting.pop()
        if key == column.id:
            return True
        if key in columns and key not in seen:
            seen.add(key)
            waiting += [term.term_id for term in columns[key].terms]
    return False


def set_words(session: Session, column_id: str, holds_words: bool) -> None:
    """Let a column hold words, or amounts again; what stood in it as the other goes."""
    column = queries.get(session, BudgetColumn, column_id)
    if holds_words == (column.kind == "text"):
        return
    column.kind = "text" if holds_words else column_meaning(column.heading)[0]
    for row in column.table.rows:
        lost: list[BudgetAmount] | list[BudgetText] = row.amounts if holds_words else row.texts
        for cell in lost:
            if cell.column_id == column_id:
                session.delete(cell)
    if holds_words and column.formula != "none":
        set_formula(session, column_id, "none")


def set_column_decimals(session: Session, column_id: str, decimals: int | None) -> None:
    """Show a column with 0–2 decimals of its own; None is the table's."""
    queries.get(session, BudgetColumn, column_id).decimals = decimals


def set_text(session: Session, row_id: str, column_id: str, text: str) -> None:
    """The words in a cell of a column of words. Raises InputError on a heading."""
    row = queries.get(session, BudgetRow, row_id)
    if row.kind == "heading":
        raise InputError("En rubrikrad har inga celler. Gör den till en vanlig rad först.")
    cell = next((each for each in row.texts if each.column_id == column_id), None)
    if not text:
        if cell is not None:
            session.delete(cell)
    elif cell is None:
        session.add(BudgetText(row_id=row_id, column_id=column_id, text=text))
    else:
        cell.text = text
    session.flush()
    session.expire(row, ["texts"])


def step_level(session: Session, row_ids: Sequence[str], step: int) -> None:
    """Move rows in or out by ``step`` levels, as far as there are any."""
    for row_id in row_ids:
        row = queries.get(session, BudgetRow, row_id)
        row.level = max(0, min(DEEPEST_ROW, row.level + step))


def set_row_terms(session: Session, row_id: str, terms: Sequence[Term]) -> None:
    """Let a sum be made of the rows given, with their signs, or a quotient of a row and its divisor; none is the usual.

    Raises InputError where a row would be made of itself.
    """
    row = queries.get(session, BudgetRow, row_id)
    if any(key == row_id for key, _ in terms):
        raise InputError("Raden kan inte räknas av sig själv.")
    for term in list(row.terms):
        session.delete(term)
    for (key, role), place in zip(terms, keys_for(len(terms)), strict=True):
        session.add(BudgetRowTerm(row_id=row_id, term_id=key, role=role, order_key=place))
    session.flush()
    session.expire(row, ["terms"])


def set_row_unit(session: Session, row_id: str, unit: Literal["money", "number"]) -> None:
    """Let a row hold money, or plain numbers (vårddygn, årsarbetare) that no sum counts.

    A number keeps its digits: 5 555 tkr becomes 5 555.
    """
    row = queries.get(session, BudgetRow, row_id)
    if row.unit == unit:
        return
    row.unit = unit
    size = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000}[row.table.unit]
    for amount in row.amounts:
        if unit == "number":
            amount.ore, amount.precision = round(amount.ore / size), max(1, amount.precision // size)
        else:
            amount.ore, amount.precision = amount.ore * size, min(100_000_000, amount.precision * size)


def set_row_decimals(session: Session, row_id: str, decimals: int | None) -> None:
    """Show a row with 0–2 decimals of its own; None is the table's."""
    queries.get(session, BudgetRow, row_id).decimals = decimals


def set_row_note(session: Session, row_id: str, note: str) -> None:
    """The nämnd's own note to a row, which is not printed."""
    queries.get(session, BudgetRow, row_id).note = note


def set_costs(session: Session, table_id: str, costs: Literal["negative", "positive"]) -> None:
    """How costs are written in a table: with a minus sign, or without."""
    queries.get(session, BudgetTable, table_id).costs = costs


def insert_ready(session: Session, plan_id: str, ready: BudgetTableFile, index: int | None = None) -> str:
    """A ready-made table without amounts before table ``index`` of the plan, or last; its key."""
    plan = queries.get(session, Plan, plan_id)
    tables = plan.budget_tables
    place = keys_at(tables, len(tables) if index is None else index)[0]
    made = budget_table(plan, ready, place, values_of(plan.committee, plan))
    session.add(made)
    session.flush()
    return made.id
