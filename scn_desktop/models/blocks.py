"""What stands in a section: running text, tables and compiled parts, in the user's order.

``Block.kind`` says which:

- ``text``: ``text`` is CommonMark
- ``measures``: ``measure_placements``; ``indicators``: ``indicator_placements``
- ``table``: own ``columns`` and ``rows`` of cells
- ``budget``: shows ``budget_table``, which the Budget tab edits; ``chart``: the same as bars over the year before
- ``controls``: the plan's control table, of ``control_kind`` alone where it is said, with ``columns`` of its own or the
  planning model's; compiled, as are ``risk_matrix``, ``risk_register``, ``steering_documents``, ``all_indicators`` and
  ``sources``: never typed
- ``image``: ``picture`` with ``title`` under it and ``alternative`` for who can't see it; ``width`` in mm
- ``attachments``, ``signatures``: the paper's own; ``self_assessment``: the plan's
- ``page_break``: the next block starts a page
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from scn_desktop.models.base import (
    Base,
    Ordered,
    bounded,
    optional_reference,
    owned,
    owner,
    prose,
    reference,
    whole,
    word,
)
from scn_desktop.models.control import CONTROL_KINDS

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.committee import Picture
    from scn_desktop.models.indicator import Indicator
    from scn_desktop.models.measure import Measure
    from scn_desktop.models.plan import Section

BLOCK_KINDS = (
    "text",
    "measures",
    "indicators",
    "table",
    "budget",
    "controls",
    "steering_documents",
    "all_indicators",
    "page_break",
    "image",
    "sources",
    "attachments",
    "signatures",
    "self_assessment",
    "chart",
    "risk_matrix",
    "risk_register",
)
COMPILED_KINDS = ("controls", "risk_matrix", "risk_register", "steering_documents", "all_indicators", "sources")
BLOCK_CONTROL_KINDS = ("", *CONTROL_KINDS)
MEASURE_SHAPES = ("table", "bullets")
MOST_SPANNED = 1000


class Block(Ordered, Base):
    """One piece of a section. ``shape``: how a block of measures prints."""

    __tablename__ = "block"

    section_id: Mapped[str] = owner("section")
    kind: Mapped[str] = word("kind", BLOCK_KINDS, "text")
    title: Mapped[str] = prose()
    text: Mapped[str] = prose()
    note: Mapped[str] = prose()
    budget_table_id: Mapped[str | None] = optional_reference("budget_table")
    shape: Mapped[str] = word("shape", MEASURE_SHAPES, "table")
    control_kind: Mapped[str] = word("control_kind", BLOCK_CONTROL_KINDS, "")
    picture_id: Mapped[str | None] = optional_reference("picture")
    alternative: Mapped[str] = prose()
    width: Mapped[int] = whole()

    section: Mapped[Section] = relationship(back_populates="blocks")
    budget_table: Mapped[BudgetTable | None] = relationship()
    picture: Mapped[Picture | None] = relationship()
    columns: Mapped[list[BlockColumn]] = owned("BlockColumn", "block")
    rows: Mapped[list[TableRow]] = owned("TableRow", "block")
    measure_placements: Mapped[list[MeasurePlacement]] = owned("MeasurePlacement", "block")
    indicator_placements: Mapped[list[IndicatorPlacement]] = owned("IndicatorPlacement", "block")


class BlockColumn(Ordered, Base):
    """A column of a measure, indicator or free table. ``key`` says what it shows; ``group`` stands over several.

    ``width`` is the share of the paper's width in mm, 0 where the renderer decides.
    """

    __tablename__ = "block_column"

    block_id: Mapped[str] = owner("block")
    key: Mapped[str] = prose()
    heading: Mapped[str] = prose()
    group: Mapped[str] = prose()
    width: Mapped[int] = whole()

    block: Mapped[Block] = relationship(back_populates="columns")


class TableRow(Ordered, Base):
    """A row of a free table; ``kind`` heading spans the table."""

    __tablename__ = "table_row"

    block_id: Mapped[str] = owner("block")
    kind: Mapped[str] = word("kind", ("row", "heading", "sum"), "row")

    block: Mapped[Block] = relationship(back_populates="rows")
    cells: Mapped[list[TableCell]] = owned("TableCell", "row", order="id")

    def cell_of(self, column: BlockColumn) -> TableCell | None:
        """The cell under ``column``; None where none is stored."""
        return next((cell for cell in self.cells if cell.column_id == column.id), None)

    def text_of(self, column: BlockColumn) -> str:
        """What stands under ``column``, empty where no cell is stored."""
        cell = self.cell_of(column)
        return cell.text if cell is not None else ""


class TableCell(Base):
    """The text of a free table where a row and a column meet; it may span cells to the right and below."""

    __tablename__ = "table_cell"

    row_id: Mapped[str] = owner("table_row")
    column_id: Mapped[str] = reference("block_column")
    text: Mapped[str] = prose()
    column_span: Mapped[int] = bounded("column_span", 1, MOST_SPANNED, 1)
    row_span: Mapped[int] = bounded("row_span", 1, MOST_SPANNED, 1)

    row: Mapped[TableRow] = relationship(back_populates="cells")


class MeasurePlacement(Ordered, Base):
    """A measure standing in a table; the same measure may stand in several."""

    __tablename__ = "measure_placement"

    block_id: Mapped[str] = owner("block")
    measure_id: Mapped[str] = reference("measure")

    block: Mapped[Block] = relationship(back_populates="measure_placements")
    measure: Mapped[Measure] = relationship(back_populates="placements")


class IndicatorPlacement(Ordered, Base):
    """An indicator standing in a table; the same indicator may stand in several.

    Neighbours with the same ``group`` stand under one heading.
    """

    __tablename__ = "indicator_placement"

    block_id: Mapped[str] = owner("block")
    indicator_id: Mapped[str] = reference("indicator")
    group: Mapped[str] = prose()

    block: Mapped[Block] = relationship(back_populates="indicator_placements")
    indicator: Mapped[Indicator] = relationship(back_populates="placements")
