"""What a money table shows, cell by cell: data that screen and paper read alike. ``budget_sums`` makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scn_desktop.models.budget_columns import SUMS
from scn_desktop.models.intervals import Interval, Judgement
from scn_desktop.models.money import Figure

CellKind = Literal["empty", "amount", "computed", "stated", "text"]
Measure = Literal["money", "number", "percent"]


@dataclass(frozen=True, slots=True)
class CellView:
    """What stands where a row and a column meet.

    ``ore`` is the amount shown (None: nothing; a plain number or percentage as if it were kronor), ``given`` what was
    typed there. Where the amount follows from others ``computed`` is what they give; ``printed`` what the rows give as
    they are printed, rounded one by one. ``gap`` is the amount shown less ``computed`` for a mismatch, less ``printed``
    for a rounding, else 0. All in öre. ``kept`` says that someone has decided to keep a mismatch and why is in the
    row's footnote. ``precision`` is that of the amount shown; of a computed one the coarsest of those it was made of.
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
    measure: Measure = "money"
    decimals: int = 0
    interval: Interval | None = None
    """Everything that the amount shown may stand for."""


NOTHING = CellView("", None, "empty", "", 0)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column; ``formula`` "none" where its amounts are typed."""

    id: str
    heading: str
    kind: str
    year: int | None
    formula: str = "none"

    @property
    def is_text(self) -> bool:
        """Whether it holds words."""
        return self.kind == "text"

    @property
    def holds_money(self) -> bool:
        """Whether its amounts are money: neither words nor percent."""
        return not self.is_text and self.formula in ("none", "sum")

    @property
    def is_computed(self) -> bool:
        """Whether its amounts follow from other columns."""
        return self.formula != "none"


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; ``depth``: how many steps it stands in, under a heading, above its sub-total, or by its own level."""

    id: str
    kind: str
    label: str
    code: str
    footnote: str
    depth: int
    cells: tuple[CellView, ...]
    level: int = 0
    unit: str = "money"
    note: str = ""

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
    costs: str = "negative"

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
