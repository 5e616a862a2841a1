"""What a budget table shows: sums and columns computed, stated totals judged. Pure: no session, nothing is changed.

Every amount stands for the interval of half its precision to each side (``money.Figure.slack``). A stated total whose
interval meets that of the rows is *avrundning* or exact, else it *går inte ihop*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scn_desktop.models.budget_columns import (
    SUMS,
    ColumnSums,
    Line,
    Scale,
    across,
    percent_over,
    share_of,
    values_of,
)
from scn_desktop.models.budget_view import NOTHING, CellKind, CellView, ColumnView, Measure, RowView, TableView
from scn_desktop.models.intervals import Interval, Judgement, interval_of, judge
from scn_desktop.models.money import Figure, Number, amount_text, digit_size, format_amount, round_to
from scn_desktop.swedish import HARD_SPACE

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetColumn, BudgetRow, BudgetTable


@dataclass
class Memory:
    """What a table came to the last time, so that only what changed since is read and added up again.

    Whoever keeps one tells it which rows have changed (``forget``); a row of the file is read once.
    """

    figures: dict[str, dict[str, Figure]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    columns: dict[str, tuple[tuple[Line, ...], Scale, list[Figure | None], tuple[CellView, ...]]] = field(
        default_factory=dict
    )

    def forget(self, row_ids: Iterable[str]) -> None:
        """Read these rows again."""
        for row_id in row_ids:
            self.figures.pop(row_id, None)

    def figures_of(self, row: BudgetRow) -> dict[str, Figure]:
        """The row's amounts by column."""
        found = self.figures.get(row.id)
        if found is None:
            found = {amount.column_id: Figure(amount.ore, amount.precision) for amount in row.amounts}
            self.figures[row.id] = found
        return found

    def lines_of(self, rows: Sequence[BudgetRow]) -> tuple[Line, ...]:
        """The rows as the sums see them; the same object while they stay the same."""
        lines = lines_of(rows)
        if lines != self.lines:
            self.lines = lines
        return self.lines

    def typed(
        self, column: BudgetColumn, lines: tuple[Line, ...], given: list[Figure | None], scale: Scale
    ) -> tuple[CellView, ...]:
        """A column whose amounts are typed, added up again only where something in it changed."""
        held = self.columns.get(column.id)
        if held is not None and held[0] is lines and held[1] == scale and held[2] == given:
            return held[3]
        cells = typed_cells(lines, given, scale)
        self.columns[column.id] = (lines, scale, given, cells)
        return cells


def table_view(table: BudgetTable, memory: Memory | None = None) -> TableView:
    """The table with every sum and computed column. ``memory``: of the same table, told of what has changed."""
    rows, columns = table.rows, table.columns
    memory = memory if memory is not None else Memory()
    lines = memory.lines_of(rows)
    figures = [memory.figures_of(row) for row in rows]
    kept = [row.footnote for row in rows]
    made: dict[str, tuple[CellView, ...]] = {}
    for column in in_order(columns):
        given = [each.get(column.id) for each in figures]
        scale = Scale(table.unit, table.decimals if column.decimals is None else column.decimals)
        if column.kind == "text":
            cells = tuple(words(row, column) for row in rows)
        elif column.formula == "none":
            cells = memory.typed(column, lines, given, scale)
        else:
            cells = computed_cells(column, [row.id for row in rows], lines, given, scale, made)
        made[column.id] = with_kept(cells, kept, column.heading)
    indented = indentation([row.kind for row in rows])
    return TableView(
        table.id,
        table.title,
        table.unit,
        table.decimals,
        table.note,
        tuple(ColumnView(each.id, each.heading, each.kind, each.year, each.formula) for each in columns),
        tuple(
            RowView(
                row.id,
                row.kind,
                row.label,
                row.code,
                row.footnote,
                row.level + indented[place],
                tuple(made[column.id][place] for column in columns),
                row.level,
                row.unit,
                row.note,
            )
            for place, row in enumerate(rows)
        ),
        table.costs,
    )


def lines_of(rows: Sequence[BudgetRow]) -> tuple[Line, ...]:
    """The rows as the sums see them; terms that stand in another table are left out."""
    places = {row.id: place for place, row in enumerate(rows)}
    return tuple(
        Line(
            row.kind,
            row.level,
            row.unit == "number",
            row.decimals,
            tuple((places[term.term_id], term.role) for term in row.terms if term.term_id in places),
        )
        for row in rows
    )


def in_order(columns: Sequence[BudgetColumn]) -> list[BudgetColumn]:
    """The columns so that each comes after those it is computed from; one that is made of itself comes last."""
    waiting, done, found = list(columns), set[str](), []
    known = {column.id for column in columns}
    while waiting:
        missing = {each.id: {term.term_id for term in each.terms} & known - done for each in waiting}
        ready = [each for each in waiting if not missing[each.id]]
        for column in ready or waiting:
            found.append(column)
            done.add(column.id)
        waiting = [each for each in waiting if each.id not in done]
    return found


def typed_cells(lines: Sequence[Line], given: Sequence[Figure | None], scale: Scale) -> tuple[CellView, ...]:
    """A column whose amounts are typed: a cell for each row."""
    sums = ColumnSums(lines, values_of(given), scale)
    cells = []
    for line, figure, found in zip(lines, given, sums.found, strict=True):
        own, measure = scale.of(line), measure_of(line)
        if found is None:
            cells.append(amount_cell(figure if line.kind != "heading" else None, own, measure))
        else:
            printed = found.printed if line.is_sum else None
            cells.append(computed_cell(figure, found.interval, printed, own, measure))
    return tuple(cells)


def computed_cells(
    column: BudgetColumn,
    row_ids: Sequence[str],
    lines: Sequence[Line],
    given: Sequence[Figure | None],
    scale: Scale,
    made: dict[str, tuple[CellView, ...]],
) -> tuple[CellView, ...]:
    """A column that is computed from others, which stand in ``made``: across, and its sums also down."""
    terms = [(made[term.term_id], term.sign) for term in column.terms if term.term_id in made]
    whole = row_ids.index(column.share_row_id) if column.share_row_id in row_ids else None
    cells: list[CellView] = []
    for place, line in enumerate(lines):
        if line.kind == "heading":
            cells.append(NOTHING)
            continue
        of_row = [(others[place].interval, sign) for others, sign in terms]
        found: Interval | None
        if column.formula == "sum":
            own = scale.of(line)
            printed = sum((-1 if sign == "minus" else 1) * own.shown(term) for term, sign in of_row if term is not None)
            # A memo row is often given for some columns only, "Budget, netto" without its adjustments: no error.
            lacks = line.kind == "memo" and any(term is None for term, _ in of_row)
            found = None if lacks and given[place] is not None else across(of_row)
            cells.append(computed_cell(given[place], found, printed, own, measure_of(line)))
            continue
        found = None
        if column.formula == "percent" and len(of_row) >= 2:
            found = percent_over(of_row[0][0], of_row[1][0])
        elif column.formula == "share" and of_row and whole is not None:
            found = share_of(of_row[0][0], terms[0][0][whole].interval)
        decimals = column.decimals if column.decimals is not None else 1
        cells.append(computed_cell(given[place], found, None, Scale("kr", decimals), "percent"))
    return judged_down(tuple(cells), lines, given, scale) if column.formula == "sum" else tuple(cells)


def judged_down(
    cells: tuple[CellView, ...], lines: Sequence[Line], given: Sequence[Figure | None], scale: Scale
) -> tuple[CellView, ...]:
    """The cells, with the sums that rows with stated amounts give another amount for.

    A stated sum is judged by its rows too. A computed one is what its rows come to, for a stated amount may stand in a
    row that has nothing across; else a reader would add up the column to another number than its sum.
    """
    if not any(figure is not None for figure in given):
        return cells
    stated = [figure is not None or not line.is_computed for figure, line in zip(given, lines, strict=True)]
    sums = ColumnSums(lines, [cell.interval if own else None for cell, own in zip(cells, stated, strict=True)], scale)
    judged = []
    for cell, line, figure, found in zip(cells, lines, given, sums.found, strict=True):
        if figure is not None and line.is_sum and found is not None and cell.judgement != "mismatch":
            down = computed_cell(figure, found.interval, found.printed, scale.of(line), cell.measure)
            judged.append(down if down.judgement == "mismatch" else cell)
        elif figure is None and line.is_sum and found is not None:
            judged.append(computed_cell(None, found.interval, found.printed, scale.of(line), cell.measure))
        else:
            judged.append(cell)
    return tuple(judged)


def measure_of(line: Line) -> Measure:
    """What the amounts of a row are."""
    return "number" if line.is_number else "money"


def words(row: BudgetRow, column: BudgetColumn) -> CellView:
    """A cell of a column of words."""
    text = row.text_of(column)
    return CellView(text, None, "text", "", 0) if row.kind != "heading" else NOTHING


def amount_cell(figure: Figure | None, scale: Scale, measure: Measure = "money") -> CellView:
    """A cell whose amount is typed."""
    if figure is None:
        return replace(NOTHING, measure=measure, decimals=scale.decimals)
    return CellView(
        printed_text(figure.ore, scale, measure),
        figure.ore,
        "amount",
        "",
        0,
        figure,
        precision=figure.precision,
        measure=measure,
        decimals=scale.decimals,
        interval=interval_of(figure),
    )


def computed_cell(
    figure: Figure | None, computed: Interval | None, printed: int | None, scale: Scale, measure: Measure = "money"
) -> CellView:
    """A cell whose amount follows from others: what is stated, else what they give.

    ``printed``: what the rows give as they are printed. Where that is another number than the printed sum a reader
    must be told; it is *avrundning* where the sum is stated, and only a matter of display where it is computed.
    """
    if figure is None and computed is None:
        return replace(NOTHING, measure=measure, decimals=scale.decimals)
    exact = figure.ore if figure is not None else computed.ore if computed is not None else 0
    ore = round(exact)
    kind: CellKind = "computed" if figure is None else "stated"
    precision = figure.precision if figure is not None else computed.precision if computed is not None else 0
    text = printed_text(exact, scale, measure)
    interval = interval_of(figure) if figure is not None else computed
    cell = CellView(
        text,
        ore,
        kind,
        "",
        0,
        figure,
        precision=precision,
        measure=measure,
        decimals=scale.decimals,
        interval=interval,
    )
    if computed is None:
        return cell
    judgement: Judgement = judge(figure, computed, is_money=measure == "money") if figure is not None else "exact"
    rows_give = round(computed.ore)
    shown_rows = printed if printed is not None else scale.shown(computed)
    gap = shown(exact, scale.unit, scale.decimals) - shown_rows
    if judgement == "mismatch":
        gap = ore - rows_give
    elif not gap:
        judgement = "exact"
    else:
        judgement = "display" if figure is None or judgement == "exact" else "rounding"
    return replace(cell, judgement=judgement, gap=gap, computed=rows_give, printed=shown_rows)


def with_kept(cells: tuple[CellView, ...], footnotes: Sequence[str], heading: str) -> tuple[CellView, ...]:
    """The cells, those marked as kept that a row's footnote gives a reason for."""
    if not any(footnotes):
        return cells
    return tuple(
        replace(cell, kept=True)
        if footnote and cell.kind == "stated" and cell.given is not None and kept_mark(heading, cell.given) in footnote
        else cell
        for cell, footnote in zip(cells, footnotes, strict=True)
    )


def printed_text(ore: Number, scale: Scale, measure: Measure) -> str:
    """An amount as it stands in its cell."""
    text = format_amount(ore, scale.unit, scale.decimals)
    return f"{text}{HARD_SPACE}%" if measure == "percent" else text


def shown(ore: Number, unit: str, decimals: int) -> int:
    """The amount in öre as it is printed in the table."""
    return round_to(ore, digit_size(unit, decimals))


def kept_mark(heading: str, figure: Figure) -> str:
    """How a footnote begins that says why a stated total is kept; it lapses when the total is changed."""
    return f"{heading}: {amount_text(figure)} behålls."


def indentation(kinds: Sequence[str]) -> list[bool]:
    """Which rows stand under a heading or over their sub-total."""
    inside, found = False, []
    ahead = next_sum(kinds)
    for place, kind in enumerate(kinds):
        if kind == "heading":
            inside = True
        elif kind in SUMS:
            inside = False
        found.append(kind in ("amount", "memo", "quotient") and (inside or ahead[place] == "subtotal"))
    return found


def next_sum(kinds: Sequence[str]) -> list[str]:
    """For each row the kind of the first heading or sum from it on."""
    ahead, found = "", []
    for kind in reversed(kinds):
        ahead = kind if kind in ("heading", *SUMS) else ahead
        found.append(ahead)
    return found[::-1]
