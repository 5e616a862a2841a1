"""The texts of a paper in reading order, and which columns of the document hold running text or cell text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scn_desktop.models import queries
from scn_desktop.models.base import Base
from scn_desktop.models.blocks import Block, TableCell
from scn_desktop.models.budget import BudgetRow, BudgetTable, BudgetText
from scn_desktop.models.indicator import Indicator, IndicatorPart, IndicatorValue
from scn_desktop.models.measure import Measure
from scn_desktop.models.plan import Paper, Section
from scn_desktop.models.planning_model import StandardText, StartingBlock

RUNNING: Final[dict[type[Base], tuple[str, ...]]] = {
    Block: ("text",),
    StandardText: ("text",),
    StartingBlock: ("text",),
}
"""Columns of running text, by entity."""
CELLS: Final[dict[type[Base], tuple[str, ...]]] = {
    Block: ("note",),
    TableCell: ("text",),
    Measure: ("text", "description", "effect"),
    Indicator: ("name", "note"),
    IndicatorPart: ("label",),
    IndicatorValue: ("text",),
    BudgetTable: ("note",),
    BudgetRow: ("footnote",),
    BudgetText: ("text",),
}
"""Columns of cell text, by entity."""


@dataclass(frozen=True, slots=True)
class PaperText:
    """One text: the section and block it prints in, the row and column that hold it, and which grammar it follows."""

    section: Section
    block: Block
    row: Base
    column: str
    in_cell: bool

    @property
    def text(self) -> str:
        """What stands there now."""
        value: str = getattr(self.row, self.column)
        return value


def paper_texts(paper: Paper) -> Iterator[PaperText]:
    """Every text of the paper that may hold references, those that are empty left out.

    What is placed in two tables comes twice; compiled blocks repeat nothing.
    """
    for section in queries.walk(paper):
        for block in section.blocks:
            yield from block_texts(section, block)


def block_texts(section: Section, block: Block) -> Iterator[PaperText]:
    """The texts of one block."""
    for row in _rows(block):
        for columns, in_cell in ((RUNNING, False), (CELLS, True)):
            for column in columns.get(type(row), ()):
                if getattr(row, column):
                    yield PaperText(section, block, row, column, in_cell)


def _rows(block: Block) -> Iterator[Base]:
    yield block
    for row in block.rows:
        yield from row.cells
    for placement in block.measure_placements:
        yield placement.measure
    for shown in block.indicator_placements:
        yield shown.indicator
        for part in shown.indicator.parts:
            yield part
            yield from part.values
    if block.budget_table is not None:
        yield block.budget_table
        for line in block.budget_table.rows:
            yield line
            yield from line.texts
