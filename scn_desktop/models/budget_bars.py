"""A money table's rows as bars: this year's amount over the year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scn_desktop.models.budget_view import RowView, TableView

MOST_BARS: Final = 12
FEWEST_BARS: Final = 2


@dataclass(frozen=True)
class Bar:
    """A row with its amounts in öre without their sign, the later year first, and each as the table shows it."""

    label: str
    text: str
    later: int
    earlier: int | None
    earlier_text: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars under a title; ``years`` are the later and the earlier, where there are two."""

    title: str
    years: tuple[str, ...]
    unit: str
    bars: tuple[Bar, ...]

    @property
    def words(self) -> str:
        """Everything that the bars show, for who can't see them."""
        said = [
            f"{bar.label} {bar.text} ({self.years[1]}: {bar.earlier_text})"
            if bar.earlier_text
            else f"{bar.label} {bar.text}"
            for bar in self.bars
        ]
        return f"{self.years[0]}, {self.unit}: {'; '.join(said)}"


def bars_of(view: TableView, grant_word: str) -> Bars | None:
    """The rows under the heading that begins with the model's word for the grant, else the rows that the table adds.

    None where there are no amounts of two rows at least, or more rows than bars can be told apart.
    """
    rows = under_heading(view, grant_word)
    title = f"{grant_word} per verksamhet" if rows else view.title
    return bars_over(view, rows or added(view), title)


def under_heading(view: TableView, word: str) -> list[RowView]:
    """The amounts under the heading that begins with that word."""
    starts = (
        place
        for place, row in enumerate(view.rows)
        if word and row.kind == "heading" and row.label.casefold().startswith(word.casefold())
    )
    start = next(starts, None)
    found: list[RowView] = []
    for row in view.rows[start + 1 :] if start is not None else ():
        if row.kind != "amount":
            break
        found.append(row)
    return found


def added(view: TableView) -> list[RowView]:
    """The amounts and groups of the first level, where they are parts of one whole: of one sign, under no heading."""
    if any(row.kind == "heading" for row in view.rows):
        return []
    rows = [row for row in view.rows if row.kind in ("amount", "group") and not row.level and row.unit == "money"]
    signs = {cell.ore > 0 for row in rows for cell in row.cells if cell.ore and cell.measure == "money"}
    return rows if len(signs) == 1 else []  # bars of income and costs side by side would add up to nothing


def bars_over(view: TableView, rows: Iterable[RowView], title: str) -> Bars | None:
    """Bars for those rows, of the latest budget and the one before it."""
    budgets = sorted(
        (place for place, column in enumerate(view.columns) if column.kind == "budget" and column.year is not None),
        key=lambda place: view.columns[place].year or 0,
        reverse=True,
    )[:2]
    if not budgets:
        return None
    bars = []
    for row in rows:
        later = row.cells[budgets[0]]
        earlier = row.cells[budgets[1]] if len(budgets) > 1 else None
        if later.ore is not None:
            before = abs(earlier.ore) if earlier is not None and earlier.ore is not None else None
            bars.append(Bar(row.label, later.text, abs(later.ore), before, earlier.text if earlier is not None else ""))
    if not FEWEST_BARS <= len(bars) <= MOST_BARS or not any(bar.later for bar in bars):
        return None
    return Bars(title, tuple(str(view.columns[place].year) for place in budgets), view.unit, tuple(bars))
