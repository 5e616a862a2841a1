"""Money tables. Amounts are whole öre with the precision they were given in; sums are computed (``budget_sums``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    bounded,
    optional_reference,
    optional_whole,
    owned,
    owner,
    prose,
    reference,
    whole,
    word,
)
from scn_desktop.models.budget_columns import DEEPEST_ROW

if TYPE_CHECKING:
    from scn_desktop.models.plan import Plan

UNITS = ("kr", "tkr", "mnkr")
ROW_KINDS = ("heading", "amount", "subtotal", "total", "balance", "memo", "group", "quotient")
SUM_KINDS = ("subtotal", "total", "balance", "group")
COMPUTED_KINDS = (*SUM_KINDS, "quotient")
ROW_UNITS = ("money", "number")
TERM_ROLES = ("plus", "minus", "divisor")
COLUMN_KINDS = ("accounts", "budget", "forecast", "plan", "other", "text")
FORMULAS = ("none", "sum", "percent", "share")
SIGNS = ("plus", "minus")


class BudgetTable(Ordered, Base):
    """A table of rows × columns shown in ``unit`` with ``decimals``; the exact amounts lie beneath.

    ``costs`` says how a cost is written in it: "negative", or "positive" as in tables of net costs.
    """

    __tablename__ = "budget_table"

    plan_id: Mapped[str] = owner("plan")
    title: Mapped[str] = prose()
    unit: Mapped[str] = word("unit", UNITS, "mnkr")
    decimals: Mapped[int] = bounded("decimals", 0, 2, 0)
    costs: Mapped[str] = word("costs", ("negative", "positive"), "negative")
    note: Mapped[str] = prose()

    plan: Mapped[Plan] = relationship(back_populates="budget_tables")
    columns: Mapped[list[BudgetColumn]] = owned("BudgetColumn", "table")
    rows: Mapped[list[BudgetRow]] = owned("BudgetRow", "table")


class BudgetColumn(Ordered, Base):
    """A column: "Budget 2027". Of kind "text" it holds words; with a ``formula`` it is computed from others.

    - ``sum``: its terms with their signs, so that a difference is a sum too
    - ``percent``: how much the first term is over the second, in percent of the second
    - ``share``: each row's part of ``share_row`` in the first term, in percent

    An amount stored in a computed column is stated, and judged. ``decimals``: its own, else the table's.
    """

    __tablename__ = "budget_column"

    table_id: Mapped[str] = owner("budget_table")
    heading: Mapped[str] = prose()
    kind: Mapped[str] = word("kind", COLUMN_KINDS, "other")
    year: Mapped[int | None] = optional_whole()
    formula: Mapped[str] = word("formula", FORMULAS, "none")
    share_row_id: Mapped[str | None] = optional_reference("budget_row")
    decimals: Mapped[int | None] = optional_whole()

    table: Mapped[BudgetTable] = relationship(back_populates="columns")
    terms: Mapped[list[BudgetColumnTerm]] = owned("BudgetColumnTerm", "column", key="column_id")


class BudgetColumnTerm(Ordered, Base):
    """A column that a computed one is made of."""

    __tablename__ = "budget_column_term"

    column_id: Mapped[str] = owner("budget_column")
    term_id: Mapped[str] = reference("budget_column")
    sign: Mapped[str] = word("sign", SIGNS, "plus")

    column: Mapped[BudgetColumn] = relationship(back_populates="terms", foreign_keys="BudgetColumnTerm.column_id")


class BudgetRow(Ordered, Base):
    """A row, at a ``level`` of its own below the rows it belongs to.

    - ``subtotal`` adds the amounts above it back to the last heading or sum
    - ``total`` adds everything not yet added since the last total, or its ``terms`` with their signs
    - ``balance`` adds everything left, or its terms
    - ``group`` adds the rows at deeper levels right below it
    - ``quotient`` divides its first term by its divisor
    - ``memo`` rows, and rows whose ``unit`` is "number", stand outside every sum
    """

    __tablename__ = "budget_row"

    table_id: Mapped[str] = owner("budget_table")
    kind: Mapped[str] = word("kind", ROW_KINDS, "amount")
    level: Mapped[int] = bounded("level", 0, DEEPEST_ROW, 0)
    label: Mapped[str] = prose()
    code: Mapped[str] = prose()
    unit: Mapped[str] = word("unit", ROW_UNITS, "money")
    decimals: Mapped[int | None] = optional_whole()
    footnote: Mapped[str] = prose()
    note: Mapped[str] = prose()

    table: Mapped[BudgetTable] = relationship(back_populates="rows")
    amounts: Mapped[list[BudgetAmount]] = owned("BudgetAmount", "row", order="id")
    texts: Mapped[list[BudgetText]] = owned("BudgetText", "row", order="id")
    terms: Mapped[list[BudgetRowTerm]] = owned("BudgetRowTerm", "row", key="row_id")

    def amount_of(self, column: BudgetColumn) -> BudgetAmount | None:
        """The amount stored under ``column``; on a sum row a stored amount is a *stated* total."""
        return next((amount for amount in self.amounts if amount.column_id == column.id), None)

    def text_of(self, column: BudgetColumn) -> str:
        """The words under a column of kind "text"."""
        return next((text.text for text in self.texts if text.column_id == column.id), "")


class BudgetRowTerm(Ordered, Base):
    """A row that another one is made of."""

    __tablename__ = "budget_row_term"

    row_id: Mapped[str] = owner("budget_row")
    term_id: Mapped[str] = reference("budget_row")
    role: Mapped[str] = word("role", TERM_ROLES, "plus")

    row: Mapped[BudgetRow] = relationship(back_populates="terms", foreign_keys="BudgetRowTerm.row_id")


class BudgetAmount(Base):
    """Whole öre, and the size in öre of the last digit that was given (100 = kronor, 100 000 000 = mnkr).

    A plain number (vårddygn, percent) is kept as if it were kronor.
    """

    __tablename__ = "budget_amount"

    row_id: Mapped[str] = owner("budget_row")
    column_id: Mapped[str] = reference("budget_column")
    ore: Mapped[int] = whole()
    precision: Mapped[int] = bounded("precision", 1, 100_000_000, 1)

    row: Mapped[BudgetRow] = relationship(back_populates="amounts")


class BudgetText(Base):
    """The words where a row and a column of kind "text" meet."""

    __tablename__ = "budget_text"

    row_id: Mapped[str] = owner("budget_row")
    column_id: Mapped[str] = reference("budget_column")
    text: Mapped[str] = prose()

    row: Mapped[BudgetRow] = relationship(back_populates="texts")


class BudgetCheck(Ordered, Base):
    """Two rows that must agree, in one table or two: "Kommunbidrag täcker nettokostnaderna".

    ``sign`` minus: one is the other with the opposite sign. Columns of one table meet themselves, those of two tables
    meet where kind and year are the same; with ``columns`` only those of the left table. Without a right row the left
    one must be the frame that is given in ``ore`` and ``precision``. ``reason``: why a gap is accepted.
    """

    __tablename__ = "budget_check"

    plan_id: Mapped[str] = owner("plan")
    name: Mapped[str] = prose()
    left_row_id: Mapped[str | None] = optional_reference("budget_row")
    right_row_id: Mapped[str | None] = optional_reference("budget_row")
    sign: Mapped[str] = word("sign", SIGNS, "plus")
    ore: Mapped[int] = whole()
    precision: Mapped[int] = bounded("precision", 1, 100_000_000, 1)
    reason: Mapped[str] = prose()

    plan: Mapped[Plan] = relationship(back_populates="budget_checks")
    left_row: Mapped[BudgetRow | None] = relationship(foreign_keys="BudgetCheck.left_row_id")
    right_row: Mapped[BudgetRow | None] = relationship(foreign_keys="BudgetCheck.right_row_id")
    columns: Mapped[list[BudgetCheckColumn]] = owned("BudgetCheckColumn", "check", order="id")


class BudgetCheckColumn(Base):
    """A column of the left table that a check holds for."""

    __tablename__ = "budget_check_column"

    check_id: Mapped[str] = owner("budget_check")
    column_id: Mapped[str] = reference("budget_column")

    check: Mapped[BudgetCheck] = relationship(back_populates="columns")
