"""Whether rows that must agree do: kommunbidrag and nettokostnader, two tables, a total and the frame it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scn_desktop.models.budget import BudgetCheck, BudgetTable
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.budget_view import CellView, ColumnView, TableView
from scn_desktop.models.intervals import Interval, Judgement, interval_of
from scn_desktop.models.money import Figure, format_amount, format_apart
from scn_desktop.swedish import HARD_SPACE, MINUS


@dataclass(frozen=True)
class Comparison:
    """One column of a check. ``gap`` in öre: the left amount less what it should be; 0 where rounding explains it."""

    column: ColumnView
    left: str
    right: str
    gap: int
    gap_text: str
    judgement: Judgement


@dataclass(frozen=True)
class CheckResult:
    """What a check came to. ``problem`` says why it can't be made; then there are no comparisons."""

    check: BudgetCheck
    comparisons: tuple[Comparison, ...]
    problem: str = ""

    @property
    def failures(self) -> tuple[Comparison, ...]:
        """The columns where the rows don't agree."""
        return tuple(each for each in self.comparisons if each.judgement == "mismatch")


def check_result(check: BudgetCheck, view_of: Callable[[BudgetTable], TableView] = table_view) -> CheckResult:
    """Compare the rows of a check. ``view_of``: how a table is looked at, so that a caller may do it once."""
    left = check.left_row
    if left is None:
        return CheckResult(check, (), "Raden som ska kontrolleras finns inte längre.")
    view = view_of(left.table)
    chosen = {column.column_id for column in check.columns}
    columns = [each for each in view.columns if each.holds_money and (not chosen or each.id in chosen)]
    cells = dict(zip((each.id for each in view.columns), cells_of(view, left.id), strict=True))
    if check.right_row is None:
        if check.precision <= 1 and not check.ore:
            return CheckResult(check, (), "Raden att jämföra med finns inte längre.")
        frame = interval_of(Figure(check.ore, check.precision))
        pairs = [(each, cells[each.id], frame) for each in columns]
    else:
        pairs = list(met(columns, cells, view, view_of(check.right_row.table), check.right_row.id))
    found = tuple(
        comparison(column, cell, other if check.sign == "plus" else -other, view)
        for column, cell, other in pairs
        if cell.interval is not None
    )
    return CheckResult(check, found, "" if found else "Inga kolumner med belopp i båda raderna går att jämföra.")


def met(
    columns: list[ColumnView], cells: dict[str, CellView], view: TableView, other: TableView, row_id: str
) -> Iterator[tuple[ColumnView, CellView, Interval]]:
    """Each column with the other row's amount: its own in the same table, else that of the same kind and year."""
    theirs = [pair for pair in zip(other.columns, cells_of(other, row_id), strict=True) if pair[0].holds_money]
    for column in columns:
        same = (each.id == column.id if view.id == other.id else alike(column, each) for each, _ in theirs)
        cell = next((cell for (_, cell), is_same in zip(theirs, same, strict=True) if is_same), None)
        if cell is not None and cell.interval is not None:
            yield column, cells[column.id], cell.interval


def alike(one: ColumnView, other: ColumnView) -> bool:
    """Whether two tables' columns speak of the same: "Budget 2027" here and there."""
    return (one.kind, one.year) == (other.kind, other.year) and one.year is not None


def cells_of(view: TableView, row_id: str) -> tuple[CellView, ...]:
    """The cells of a row of the table."""
    return next(row.cells for row in view.rows if row.id == row_id)


def comparison(column: ColumnView, cell: CellView, other: Interval, view: TableView) -> Comparison:
    """One column judged by the intervals of both amounts."""
    ore, should = cell.ore or 0, round(other.ore)
    left, right = format_apart(ore, should, view.unit, view.decimals)
    meets = cell.interval is not None and cell.interval.meets(other)
    gap = 0 if meets else ore - should
    judgement: Judgement = "mismatch" if not meets else "exact" if ore == should else "rounding"
    decimals = len(left.partition(",")[2])
    text = format_amount(abs(gap), view.unit, decimals)
    return Comparison(column, left, right, gap, f"{MINUS if gap < 0 else '+'}{text}{HARD_SPACE}{view.unit}", judgement)
