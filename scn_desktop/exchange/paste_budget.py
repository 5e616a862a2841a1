"""Pasted budget tables: labels, amounts, the unit in the head, and which rows are sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from scn_desktop.errors import ImportFailed, InputError
from scn_desktop.exchange.pasted import Pasted, folded
from scn_desktop.models.budget import BudgetAmount, BudgetColumn, BudgetRow, BudgetTable
from scn_desktop.models.budget_recognition import recognise_rows
from scn_desktop.models.money import Figure, edit_text, parse_amount
from scn_desktop.models.ordering import keys_at, keys_for

UNIT_WORDS: Final = (
    ("mnkr", re.compile(r"\b(mnkr|mkr|mn kr|miljoner|milj)\b", re.IGNORECASE)),
    ("tkr", re.compile(r"\b(tkr|kkr|tusen|tusental)\b", re.IGNORECASE)),
    ("kr", re.compile(r"\b(kr|kronor|sek)\b", re.IGNORECASE)),
)
YEAR: Final = re.compile(r"\b(19|20|21)\d\d\b")
KIND_WORDS: Final = (
    ("forecast", re.compile("prognos", re.IGNORECASE)),
    ("accounts", re.compile("bokslut|utfall", re.IGNORECASE)),
    ("plan", re.compile("plan", re.IGNORECASE)),
    ("budget", re.compile(r"budget|^\d{4}$", re.IGNORECASE)),
)


@dataclass(frozen=True)
class PastedRow:
    """A row's label, kind, and amounts by column; None where there is none."""

    label: str
    kind: str
    amounts: list[Figure | None]


@dataclass(frozen=True)
class PastedBudget:
    """The table as it will be."""

    headings: list[str]
    rows: list[PastedRow]
    unit: str
    decimals: int
    title: str
    warnings: list[str] = field(default_factory=list)


def read(pasted: Pasted, table: BudgetTable, unit: str = "") -> PastedBudget:
    """The pasted amounts, read in ``unit``; where it is empty, in what the pasted head names, else the table's own.

    Raises ImportFailed that names the row and column of what is neither an amount nor empty.
    """
    headings = pasted.headings()
    unit = unit or unit_in([pasted.title, *headings]) or table.unit
    amounts = [
        [amount_in(cell, unit, row[0], place) for place, cell in enumerate(row[1:], start=1)] for row in pasted.rows
    ]
    labels = [row[0] for row in pasted.rows]
    kinds = recognise_rows(labels, [[figure.ore if figure else None for figure in row] for row in amounts])
    rows = [PastedRow(*row) for row in zip(labels, kinds, amounts, strict=True)]
    warnings = []
    if unit != table.unit and table.rows:
        warnings.append(f"De inklistrade beloppen är i {unit}; tabellen visas i {table.unit}.")
    decimals = max((len(cell.rpartition(",")[2]) for row in pasted.rows for cell in row[1:] if "," in cell), default=0)
    return PastedBudget(headings[1:], rows, unit, min(decimals, 2), title_of(pasted), warnings)


def title_of(pasted: Pasted) -> str:
    """The title row, unless it only shouts the nämnd's name or tells the unit."""
    return "" if pasted.title.isupper() or unit_in([pasted.title]) else pasted.title


def unit_in(texts: Sequence[str]) -> str | None:
    """The unit that the head names: "Belopp i miljoner kronor", "Mnkr"."""
    for text in texts:
        for unit, words in UNIT_WORDS:
            if words.search(text):
                return unit
    return None


def amount_in(cell: str, unit: str, label: str, place: int) -> Figure | None:
    """The amount in a cell. Raises ImportFailed with the row and column."""
    try:
        return parse_amount(cell, unit)
    except InputError as error:
        raise ImportFailed(f"Raden ”{label}”, beloppskolumn {place}: {error}") from error


def as_cells(budget: PastedBudget) -> tuple[list[str], list[list[str]]]:
    """Headings and rows as the preview shows them, amounts in the unit and precision given."""
    width = max((len(row.amounts) for row in budget.rows), default=0)
    headings = ["Rad", *budget.headings, *[""] * (width - len(budget.headings))]
    signs = {
        "heading": "rubrik",
        "amount": "",
        "subtotal": "delsumma",
        "total": "summa",
        "balance": "resultat",
        "memo": "",
    }
    rows = []
    for row in budget.rows:
        label = f"{row.label} ({signs[row.kind]})" if signs[row.kind] else row.label
        rows.append([label, *(edit_text(figure, budget.unit) if figure else "" for figure in row.amounts)])
    return headings, rows


def apply(session: Session, table: BudgetTable, budget: PastedBudget, index: int | None) -> list[str]:
    """Add the rows, with columns for all their amounts; an empty table also takes unit, decimals and title.

    Totals of pasted columns are kept as stated, so that the program can judge them. Rows that only wait for amounts,
    as in a new plan, are filled where a pasted one has their name, and stay the sums that they are; the others are
    replaced. The keys of the rows.
    """
    if not budget.rows:
        raise ImportFailed("Tabellen har inga rader att klistra in.")
    if not table.rows:
        table.unit, table.decimals = budget.unit, budget.decimals
        if budget.title:
            table.title = budget.title
    columns = columns_for(session, table, budget)
    waiting = list(table.rows) if waits_for_amounts(table) else []
    place = len(table.rows) if index is None else index
    keys = keys_for(len(budget.rows)) if waiting else keys_at(table.rows, place, len(budget.rows))
    added = []
    for new, key in zip(budget.rows, keys, strict=True):
        row = take_named(waiting, new)
        if row is None:
            row = BudgetRow(table_id=table.id, label=new.label, kind=new.kind)
            session.add(row)
        row.order_key = key
        session.flush()
        for column, figure in zip(columns, new.amounts, strict=False):
            if figure is not None and row.kind != "heading":
                session.add(
                    BudgetAmount(row_id=row.id, column_id=column.id, ore=figure.ore, precision=figure.precision)
                )
        added.append(row.id)
    for row in waiting:
        session.delete(row)
    return added


def waits_for_amounts(table: BudgetTable) -> bool:
    """Whether the table has rows but no amount in any of them."""
    return bool(table.rows) and not any(row.amounts for row in table.rows)


def take_named(waiting: list[BudgetRow], new: PastedRow) -> BudgetRow | None:
    """The first of the waiting rows that has the pasted row's name, taken from the list; None where there is none."""
    name = folded(new.label)
    found = next((row for row in waiting if name in (folded(row.label), folded(f"{row.label} {row.code}"))), None)
    if found is not None:
        waiting.remove(found)
    return found


def columns_for(session: Session, table: BudgetTable, budget: PastedBudget) -> list[BudgetColumn]:
    """The table's columns in order; an empty table's own are renamed to the pasted headings, missing ones are added."""
    columns = list(table.columns)
    width = max(len(row.amounts) for row in budget.rows)
    headings = budget.headings + [""] * (width - len(budget.headings))
    if not table.rows:
        for column, heading in zip(columns, headings, strict=False):
            if heading:
                column.heading, column.kind, column.year = heading, kind_of(heading), year_of(heading)
        for column in columns[width:]:
            session.delete(column)
        columns = columns[:width]
    missing = headings[len(columns) :]
    for heading, key in zip(missing, keys_at(columns, len(columns), len(missing)) if missing else [], strict=True):
        column = BudgetColumn(
            table_id=table.id, order_key=key, heading=heading, kind=kind_of(heading), year=year_of(heading)
        )
        session.add(column)
        columns.append(column)
    session.flush()
    return columns


def kind_of(heading: str) -> str:
    """What a column with that heading holds."""
    return next((kind for kind, words in KIND_WORDS if words.search(heading)), "other")


def year_of(heading: str) -> int | None:
    """The year in a heading, or None."""
    found = YEAR.search(heading)
    return int(found.group()) if found else None
