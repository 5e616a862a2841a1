"""The numbers of a paper's tables and figures ("Tabell 7", "Figur 2"), counted from the tree and never stored.

The renderers print a table only where ``tables_in`` counts one, so that a reference to it says what stands on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget_bars import Bars, bars_of
from scn_desktop.models.budget_sums import table_view
from scn_desktop.models.plan import Paper
from scn_desktop.models.risk_register import risks_above

TABLE, FIGURE = "Tabell", "Figur"


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a block is called: ``word`` Tabell or Figur, ``first`` its number, the first of ``count`` tables."""

    word: str
    first: int
    count: int = 1

    @property
    def name(self) -> str:
        """ "Tabell 7"; "Tabell 7–9" for a block of several."""
        last = f"\u2013{self.first + self.count - 1}" if self.count > 1 else ""
        return f"{self.word} {self.first}{last}"


def table_numbers(paper: Paper) -> dict[str, Numbered]:
    """The number of every block of the paper that prints numbered tables or a figure, by the block's key."""
    found: dict[str, Numbered] = {}
    next_table, next_figure = 1, 1
    for section in queries.walk(paper):
        for block in section.blocks:
            count = tables_in(block)
            if count:
                found[block.id] = Numbered(TABLE, next_table, count)
                next_table += count
            elif has_figure(block):
                found[block.id] = Numbered(FIGURE, next_figure)
                next_figure += 1
    return found


def has_figure(block: Block) -> bool:
    """Whether the block prints bars, or a picture, which has a number if it has a title."""
    if block.kind == "chart":
        return bars_in(block) is not None
    return block.kind == "image" and block.picture_id is not None and bool(block.title.strip())


def bars_in(block: Block) -> Bars | None:
    """The bars that a chart shows; None where it has no table, or too few amounts to compare."""
    if block.budget_table is None:
        return None
    return bars_of(table_view(block.budget_table), block.section.paper.plan.model.grant_word)


def tables_in(block: Block) -> int:
    """How many numbered tables the block prints; 0 for one that is empty or of another kind."""
    count = _TABLES.get(block.kind)
    return count(block) if count is not None else 0


def _measures(block: Block) -> int:
    return int(block.shape == "table" and bool(block.columns) and bool(block.measure_placements))


def _indicators(block: Block) -> int:
    return int(bool(block.columns) and bool(block.indicator_placements))


def _free_table(block: Block) -> int:
    return int(bool(block.columns) and bool(block.rows))


def _budget(block: Block) -> int:
    table = block.budget_table
    return int(table is not None and bool(table.rows) and bool(table.columns))


def _steering_documents(block: Block) -> int:
    return int(bool(queries.used_steering_documents(block.section.paper.plan)))


def _all_indicators(block: Block) -> int:
    return sum(_indicators(other) for other in queries.blocks_of_kind(block.section.paper, "indicators"))


def _sources(block: Block) -> int:
    paper = block.section.paper
    return int(any(other.indicator_placements for section in queries.walk(paper) for other in section.blocks))


def _self_assessment(block: Block) -> int:
    return int(any(area.criteria for area in block.section.paper.plan.assessment_areas))


def _risk_matrix(block: Block) -> int:
    """The matrix, and the list of the risks that reach the threshold."""
    plan = block.section.paper.plan
    return int(bool(plan.risks)) + int(bool(risks_above(plan)))


def _risk_register(block: Block) -> int:
    return int(bool(block.section.paper.plan.risks))


_TABLES: Final[dict[str, Callable[[Block], int]]] = {
    "measures": _measures,
    "indicators": _indicators,
    "table": _free_table,
    "budget": _budget,
    "steering_documents": _steering_documents,
    "all_indicators": _all_indicators,
    "sources": _sources,
    "self_assessment": _self_assessment,
    "risk_matrix": _risk_matrix,
    "risk_register": _risk_register,
}
