"""Money tables. Amounts are whole öre with the precision they were given in; sums are computed (``budget_sums``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    bounded,
    optional_whole,
    owned,
    owner,
    prose,
    reference,
    whole,
    word,
)

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan

UNITS = ("kr", "tkr", "mnkr")
ROW_KINDS = ("heading", "amount", "subtotal", "total", "balance", "memo")
SUM_KINDS = ("subtotal", "total", "balance")
COLUMN_KINDS = ("accounts", "budget", "forecast", "plan", "other")


class BudgetTable(Ordered, Base):
    """A table of rows × columns shown in ``unit`` with ``decimals``; the exact amounts lie beneath."""

    __tablename__ = "budget_table"

    plan_id: Mapped[str] = owner("plan")
    title: Mapped[str] = prose()
    unit: Mapped[str] = word("unit", UNITS, "mnkr")
    decimals: Mapped[int] = bounded("decimals", 0, 2, 0)
    note: Mapped[str] = prose()

    plan: Mapped[Plan] = relationship(back_populates="budget_tables")
    columns: Mapped[list[BudgetColumn]] = owned("BudgetColumn", "table")
    rows: Mapped[list[BudgetRow]] = owned("BudgetRow", "table")


class BudgetColumn(Ordered, Base):
    """A column of amounts: "Budget 2027"."""

    __tablename__ = "budget_column"

    table_id: Mapped[str] = owner("budget_table")
    heading: Mapped[str] = prose()
    kind: Mapped[str] = word("kind", COLUMN_KINDS, "other")
    year: Mapped[int | None] = optional_whole()

    table: Mapped[BudgetTable] = relationship(back_populates="columns")


class BudgetRow(Ordered, Base):
    """A row. A ``subtotal`` adds the amounts above it back to the last heading or sum, a ``total`` everything not yet
    added since the last total, a ``balance`` everything left; ``memo`` rows stand outside every sum."""

    __tablename__ = "budget_row"

    table_id: Mapped[str] = owner("budget_table")
    kind: Mapped[str] = word("kind", ROW_KINDS, "amount")
    label: Mapped[str] = prose()
    code: Mapped[str] = prose()
    footnote: Mapped[str] = prose()

    table: Mapped[BudgetTable] = relationship(back_populates="rows")
    amounts: Mapped[list[BudgetAmount]] = owned("BudgetAmount", "row", order="id")

    def amount_of(self, column: BudgetColumn) -> BudgetAmount | None:
        """The amount stored under ``column``; on a sum row a stored amount is a *stated* total."""
        return next((amount for amount in self.amounts if amount.column_id == column.id), None)


class BudgetAmount(Base):
    """Whole öre, and the size in öre of the last digit that was given (100 = kronor, 100 000 000 = mnkr)."""

    __tablename__ = "budget_amount"

    row_id: Mapped[str] = owner("budget_row")
    column_id: Mapped[str] = reference("budget_column")
    ore: Mapped[int] = whole()
    precision: Mapped[int] = bounded("precision", 1, 100_000_000, 1)

    row: Mapped[BudgetRow] = relationship(back_populates="amounts")
