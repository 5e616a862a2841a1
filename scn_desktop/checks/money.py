"""Money tables of a paper: sums that don't go together, and rows that should agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scn_desktop.checks.finding import Finding
from scn_desktop.models import queries
from scn_desktop.models.budget import BudgetCheck, BudgetTable
from scn_desktop.models.budget_checks import check_result
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.money import format_apart
from scn_desktop.models.plan import Paper


@dataclass(frozen=True)
class WrongSum(Finding):
    """A stated amount that its rows or columns don't give."""

    row_id: str
    column_id: str


@dataclass(frozen=True)
class FailedCheck(Finding):
    """Rows that should agree and don't, and nobody has said why they may."""

    check_id: str


def shown_tables(paper: Paper) -> list[BudgetTable]:
    """The money tables that the paper shows, each once, in reading order."""
    found = (block.budget_table for block in queries.blocks_of_kind(paper, "budget"))
    return list({table.id: table for table in found if table is not None}.values())


def wrong_sums(paper: Paper) -> Iterator[WrongSum]:
    """The sums in the paper that no rounding explains and that nobody keeps."""
    for table in shown_tables(paper):
        view = table_view(table)
        for row, column, cell in view.mismatches:
            unit = view.unit if cell.measure == "money" else "kr"
            stated, computed = format_apart(cell.ore or 0, cell.computed or 0, unit, cell.decimals)
            name = ", ".join(part for part in (view.title, row.label, column.heading) if part)
            text = f"{name}: det står {stated} men räknas till {computed}. Skillnaden är ingen avrundning."
            yield WrongSum(text, "error", "budget", (table.id, row.id, column.id), row.id, column.id)


def failed_checks(paper: Paper) -> Iterator[FailedCheck]:
    """The plan's checks between rows that the paper shows a row of."""
    shown = {table.id for table in shown_tables(paper)}
    for check in paper.plan.budget_checks:
        if not check.reason and shown & tables_of(check):
            for each in check_result(check).failures:
                name = check.name or "Kontroll utan namn"
                text = f"{name}, {each.column.heading}: {each.left} mot {each.right}, skillnad {each.gap_text}."
                row = check.left_row
                place = (row.table_id, row.id, each.column.id) if row is not None else ""
                yield FailedCheck(text, "error", "budget", place, check.id)


def tables_of(check: BudgetCheck) -> set[str]:
    """The keys of the tables that a check compares."""
    return {row.table_id for row in (check.left_row, check.right_row) if row is not None}
