"""Ready-made money tables in TOML: those that a planning model begins with, and those that can be inserted.

A column or row that others are computed from has a ``key``; ``terms`` name keys, with a sign before: "budget",
"-last_year", "/days" for what divides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from scn_desktop.models.budget_columns import DEEPEST_ROW
from scn_desktop.models.file_struct import FileStruct
from scn_desktop.paths import resource


class BudgetRowFile(FileStruct):
    """A row of a ready-made money table."""

    label: str
    kind: Literal["heading", "amount", "subtotal", "total", "balance", "memo", "group", "quotient"] = "amount"
    key: str = ""
    terms: list[str] = []
    level: int = 0
    unit: Literal["money", "number"] = "money"
    decimals: int | None = None
    code: str = ""
    footnote: str = ""


class BudgetColumnFile(FileStruct):
    """A column of a ready-made money table; ``year`` is counted from the plan's. ``share_of``: the key of a row."""

    heading: str
    kind: Literal["accounts", "budget", "forecast", "plan", "other", "text"] = "budget"
    year: int = 0
    key: str = ""
    formula: Literal["none", "sum", "percent", "share"] = "none"
    terms: list[str] = []
    share_of: str = ""
    decimals: int | None = None


class BudgetTableFile(FileStruct, kw_only=True):
    """A money table; blocks of a planning model refer to it by ``key``."""

    key: str
    title: str
    unit: Literal["kr", "tkr", "mnkr"] = "mnkr"
    decimals: int = 0
    costs: Literal["negative", "positive"] = "negative"
    note: str = ""
    columns: list[BudgetColumnFile]
    rows: list[BudgetRowFile]


class ReadyTable(FileStruct):
    """A kind of table that can be inserted, and what it is for."""

    description: str
    table: BudgetTableFile


class ReadyTables(FileStruct):
    """The whole file."""

    tables: list[ReadyTable]


def ready_tables() -> list[ReadyTable]:
    """The kinds of money tables that come with the program, in the order they are offered."""
    text = resource("budget_tables", "ready.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), ReadyTables).tables


def sign_of(term: str) -> tuple[str, str]:
    """The key that a term names, and its role: plus, minus or divisor."""
    role = {"-": "minus", "/": "divisor"}.get(term[:1], "plus")
    return term.lstrip("+-/").strip(), role


def table_problems(table: BudgetTableFile) -> Iterator[str]:
    """What the types can't tell is wrong with a table, as Swedish clauses."""
    name = f"budgettabellen ”{table.key}”"
    own = [column.decimals for column in table.columns] + [row.decimals for row in table.rows]
    for decimals in (table.decimals, *own):
        if decimals is not None and not 0 <= decimals <= 2:
            yield f"{name} har {decimals} decimaler; tillåtet är 0–2"
    columns, rows = keys_in(table.columns), keys_in(table.rows)
    for row in table.rows:
        if not 0 <= row.level <= DEEPEST_ROW:
            yield f"{name} har en rad på nivå {row.level}; tillåtet är 0–{DEEPEST_ROW}"
        yield from unknown_terms(name, row.terms, rows)
    for column in table.columns:
        yield from unknown_terms(name, column.terms, columns)
        if column.formula == "share" and column.share_of not in rows:
            yield f"{name} räknar andelar av raden ”{column.share_of}”, som inte finns"


def keys_in(parts: Sequence[BudgetColumnFile] | Sequence[BudgetRowFile]) -> set[str]:
    """The keys that terms may name."""
    return {each.key for each in parts if each.key}


def unknown_terms(name: str, terms: Sequence[str], known: set[str]) -> Iterator[str]:
    """Terms that name nothing in the table."""
    for term in terms:
        if sign_of(term)[0] not in known:
            yield f"{name} räknar med ”{term}”, som inte finns"
