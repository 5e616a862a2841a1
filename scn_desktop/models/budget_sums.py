"""What a budget table shows: sums computed, stated totals judged. Pure: no session, nothing is changed.

Every amount stands for the interval of half its precision to each side (``money.Figure.slack``). A stated total whose
interval meets that of the rows is *avrundning* or exact, else it *går inte ihop*. A sum that is stated counts, as it
is printed, in the sums below it, so that one wrong sub-total is one finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from scn_desktop.models.money import UNIT_ORE, Figure, amount_text, digit_size, format_amount, round_to

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetTable

CellKind = Literal["empty", "amount", "computed", "stated"]
Judgement = Literal["", "exact", "rounding", "mismatch"]

SUMS: Final = ("subtotal", "total", "balance")

_SUM_WORDS: Final = re.compile(r"(?P<subtotal>del)?(summa|sum:?a?|s:a)\b|(?P<total>total)", re.IGNORECASE)
_BALANCE_WORDS: Final = re.compile(r"resultat\b|netto|underskott", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interval:
    """An amount in öre, how far the true one can lie from it, and the coarsest precision that went into it."""

    ore: int
    slack: int = 0
    precision: int = 0

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.ore + other.ore, self.slack + other.slack, max(self.precision, other.precision))

    def meets(self, other: Interval) -> bool:
        """Whether some amount lies in both; ends count."""
        return abs(self.ore - other.ore) <= self.slack + other.slack


@dataclass(frozen=True, slots=True)
class CellView:
    """What stands where a row and a column meet.

    ``ore`` is the amount shown (None: nothing), ``given`` what was typed there. On a sum row ``computed`` is what the
    rows give; ``printed`` what they give as they are printed, rounded one by one. ``gap`` is the amount shown less
    ``computed`` for a mismatch, less ``printed`` for a rounding, else 0. All in öre. ``kept`` says that someone has
    decided to keep a mismatch and why is in the row's footnote. ``precision`` is that of the amount shown; of a
    computed one the coarsest of those that were added.
    """

    text: str
    ore: int | None
    kind: CellKind
    judgement: Judgement
    gap: int
    given: Figure | None = None
    computed: int | None = None
    printed: int | None = None
    kept: bool = False
    precision: int = 0


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of amounts."""

    id: str
    heading: str
    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; ``indented`` where it stands under a heading or adds to a sub-total below it."""

    id: str
    kind: str
    label: str
    code: str
    footnote: str
    indented: bool
    cells: tuple[CellView, ...]

    @property
    def name(self) -> str:
        """The label with its code: "Barn och unga (573)"."""
        return f"{self.label} ({self.code})" if self.code else self.label

    @property
    def is_sum(self) -> bool:
        """Whether its amounts are added up from other rows."""
        return self.kind in SUMS


@dataclass(frozen=True, slots=True)
class TableView:
    """A whole table as screen and paper show it."""

    id: str
    title: str
    unit: str
    decimals: int
    note: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]

    @property
    def unit_text(self) -> str:
        """ "Belopp i mnkr"."""
        return f"Belopp i {self.unit}"

    def judged(self, judgement: Judgement) -> list[tuple[RowView, ColumnView, CellView]]:
        """The sums of that judgement, from the top and column by column."""
        return [
            (row, column, cell)
            for row in self.rows
            for column, cell in zip(self.columns, row.cells, strict=True)
            if cell.judgement == judgement
        ]

    @property
    def mismatches(self) -> list[tuple[RowView, ColumnView, CellView]]:
        """The sums that don't go together and that nobody has decided to keep."""
        return [found for found in self.judged("mismatch") if not found[2].kept]


def judge(stated: Figure, computed: Interval) -> Judgement:
    """Whether a stated total can be the rounded sum of its rows."""
    if stated.ore == computed.ore:
        return "exact"
    return "rounding" if Interval(stated.ore, stated.slack).meets(computed) else "mismatch"


@dataclass(slots=True)
class Entry:
    """An amount or a sum that waits to be added to a sum further down, as it is and as it is printed."""

    kind: str
    interval: Interval | None
    printed: int


class Stack:
    """What the rows so far have left to add, for one column; ``Row`` kinds as in ``models/budget.py``."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def push(self, kind: str, interval: Interval | None, printed: int) -> None:
        """A row that sums below may add; headings too, for they begin a group."""
        self._entries.append(Entry(kind, interval, printed))

    def take(self, kind: str) -> tuple[Interval | None, int]:
        """Remove what a sum of that kind adds: its sum, None where there is no amount, and the sum as printed."""
        start = self._start(kind)
        taken, self._entries = self._entries[start:], self._entries[:start]
        given = [entry for entry in taken if entry.interval is not None]
        total = Interval(0)
        for entry in given:
            total += entry.interval or total
        return (total if given else None), sum(entry.printed for entry in given)

    def peek(self, kind: str) -> Interval | None:
        """What ``take`` would give."""
        kept = list(self._entries)
        total, _ = self.take(kind)
        self._entries = kept
        return total

    def _start(self, kind: str) -> int:
        stops = {"subtotal": ("heading", *SUMS), "total": ("total", "balance"), "balance": ()}[kind]
        places = [place for place, entry in enumerate(self._entries, start=1) if entry.kind in stops]
        return places[-1] if places else 0


def table_view(table: BudgetTable) -> TableView:
    """The table with every sum computed and judged."""
    columns = tuple(ColumnView(each.id, each.heading, each.kind, each.year) for each in table.columns)
    figures = [{amount.column_id: Figure(amount.ore, amount.precision) for amount in row.amounts} for row in table.rows]
    by_column = [
        column_cells(
            [row.kind for row in table.rows],
            [given.get(column.id) for given in figures],
            table.unit,
            table.decimals,
            [row.footnote for row in table.rows],
            column.heading,
        )
        for column in columns
    ]
    indented = indentation([row.kind for row in table.rows])
    rows = tuple(
        RowView(
            row.id,
            row.kind,
            row.label,
            row.code,
            row.footnote,
            indented[place],
            tuple(cells[place] for cells in by_column),
        )
        for place, row in enumerate(table.rows)
    )
    return TableView(table.id, table.title, table.unit, table.decimals, table.note, columns, rows)


def column_cells(
    kinds: Sequence[str],
    given: Sequence[Figure | None],
    unit: str,
    decimals: int,
    footnotes: Sequence[str] = (),
    heading: str = "",
) -> list[CellView]:
    """One column of a table from the top: a cell for each row."""
    stack, cells = Stack(), []
    for place, (kind, figure) in enumerate(zip(kinds, given, strict=True)):
        if kind in SUMS:
            computed, printed = stack.take(kind)
            cell = sum_cell(figure, computed, printed, unit, decimals)
            if figure is not None and footnotes and kept_mark(heading, figure) in footnotes[place]:
                cell = replace(cell, kept=True)
            interval = _interval(figure) if figure is not None else computed
            stack.push(kind, interval, shown(cell.ore or 0, unit, decimals))
        else:
            cell = amount_cell(figure if kind != "heading" else None, unit, decimals)
            if kind == "heading":
                stack.push("heading", None, 0)
            elif kind == "amount" and figure is not None:
                stack.push("amount", _interval(figure), shown(figure.ore, unit, decimals))
        cells.append(cell)
    return cells


def amount_cell(figure: Figure | None, unit: str, decimals: int) -> CellView:
    """A cell of a row that is no sum."""
    if figure is None:
        return CellView("", None, "empty", "", 0)
    text = format_amount(figure.ore, unit, decimals)
    return CellView(text, figure.ore, "amount", "", 0, figure, precision=figure.precision)


def _interval(figure: Figure) -> Interval:
    return Interval(figure.ore, figure.slack, figure.precision)


def sum_cell(figure: Figure | None, computed: Interval | None, printed: int, unit: str, decimals: int) -> CellView:
    """A cell of a sum row: what is stated, else what the rows give.

    A reader sees *avrundning* where the printed rows give another number than the printed sum, whatever lies beneath.
    """
    if figure is None and computed is None:
        return CellView("", None, "empty", "", 0)
    ore = figure.ore if figure is not None else computed.ore if computed is not None else 0
    kind: CellKind = "computed" if figure is None else "stated"
    precision = figure.precision if figure is not None else computed.precision if computed is not None else 0
    text = format_amount(ore, unit, decimals)
    if computed is None:
        return CellView(text, ore, kind, "", 0, figure, precision=precision)
    if figure is not None and judge(figure, computed) == "mismatch":
        gap = ore - computed.ore
        return CellView(text, ore, kind, "mismatch", gap, figure, computed.ore, printed, precision=precision)
    gap = shown(ore, unit, decimals) - printed
    judgement: Judgement = "rounding" if gap else "exact"
    return CellView(text, ore, kind, judgement, gap, figure, computed.ore, printed, precision=precision)


def shown(ore: int, unit: str, decimals: int) -> int:
    """The amount in öre as it is printed in the table."""
    return round_to(ore, digit_size(unit, decimals))


def kept_mark(heading: str, figure: Figure) -> str:
    """How a footnote begins that says why a stated total is kept; it lapses when the total is changed."""
    return f"{heading}: {amount_text(figure)} behålls."


def indentation(kinds: Sequence[str]) -> list[bool]:
    """Which rows stand under a heading or over their sub-total."""
    inside, found = False, []
    for place, kind in enumerate(kinds):
        if kind == "heading":
            inside = True
        elif kind in SUMS:
            inside = False
        rest = kinds[place:]
        ahead = next((each for each in rest if each in ("heading", *SUMS)), "")
        found.append(kind in ("amount", "memo") and (inside or ahead == "subtotal"))
    return found


def recognise_rows(labels: Sequence[str], values: Sequence[Sequence[int | None]]) -> list[str]:
    """The kinds of pasted rows, by the word in the label and confirmed by the numbers (öre, None for nothing).

    A row without amounts is a heading. A "Summa …" is the kind of sum that fits most columns; a "Resultat …" or
    "Netto…" that no sum fits is an amount.
    """
    unit = granularity(values)
    stacks = [Stack() for _ in range(max(map(len, values), default=0))]
    kinds = []
    for label, row in zip(labels, values, strict=True):
        kind = row_kind(label, row, stacks, unit)
        for stack, ore in zip(stacks, row, strict=False):
            if kind in SUMS:
                stack.take(kind)
            figure = None if ore is None else Figure(ore, unit)
            stack.push(kind, figure and Interval(figure.ore, figure.slack), 0)
        kinds.append(kind)
    return kinds


def row_kind(label: str, row: Sequence[int | None], stacks: Sequence[Stack], unit: int) -> str:
    """The kind of the next row of a pasted table, whose rows above lie on ``stacks``."""
    if all(ore is None for ore in row):
        return "heading"
    sum_word, balance_word = _SUM_WORDS.match(label.strip()), _BALANCE_WORDS.search(label)
    if not sum_word and not balance_word:
        return "amount"
    order = ["balance", "total", "subtotal"] if not sum_word else ["subtotal", "total", "balance"]
    if sum_word and sum_word.lastgroup == "total":
        order = ["total", "subtotal", "balance"]
    fits = {kind: fitting(kind, row, stacks, unit) for kind in order}
    best = max(order, key=lambda kind: fits[kind])
    if fits[best] == 0 and not sum_word:
        return "amount"
    return best


def fitting(kind: str, row: Sequence[int | None], stacks: Sequence[Stack], unit: int) -> int:
    """In how many columns the row can be a sum of that kind."""
    count = 0
    for ore, stack in zip(row, stacks, strict=False):
        computed = stack.peek(kind)
        if ore is not None and computed is not None:
            count += judge(Figure(ore, unit), computed) != "mismatch"
    return count


def granularity(values: Sequence[Sequence[int | None]]) -> int:
    """The precision in öre that the amounts seem to be given in: the greatest that divides them all."""
    unit = max(UNIT_ORE.values())
    while unit > 1 and any(ore % unit for row in values for ore in row if ore is not None):
        unit //= 10
    return unit
