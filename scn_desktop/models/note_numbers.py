"""The numbers of a paper's footnotes as they print: through the paper, in the order in which they are read.

Equal footnotes in one table are one note. An indicator's note and what is said of a money table's row are footnotes
too. The renderers count as they go (``reports.prose``); this counts the same without printing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.indicator import IndicatorPart
from scn_desktop.models.plan import Paper
from scn_desktop.models.running_text import notes_in

_MEASURE_COLUMNS = {"measure": "text", "description": "description", "effect": "effect"}


@dataclass(frozen=True)
class NoteNumbers:
    """``first``: the number that the first footnote of each block has, or would have, by the block's key."""

    first: dict[str, int] = field(default_factory=dict)
    in_tables: dict[str, dict[str, int]] = field(default_factory=dict)
    """The numbers of the footnotes in a block's table by their source, by the block's key."""


@dataclass(frozen=True)
class _Cell:
    """A text that prints in a table. ``is_note``: all of it is a footnote."""

    text: str
    is_note: bool = False


def note_numbers(paper: Paper) -> NoteNumbers:
    """Counted for the paper as it is now."""
    found = NoteNumbers()
    following = 1
    for section in queries.walk(paper):
        for block in section.blocks:
            found.first[block.id] = following
            if block.kind == "text":
                following += len(notes_in(block.text))
                continue
            repeats = queries.blocks_of_kind(paper, "indicators") if block.kind == "all_indicators" else [block]
            for each in repeats:
                numbers = _numbered(each, following)
                following += len(numbers)
                found.in_tables.setdefault(each.id, numbers)
    return found


def _numbered(block: Block, following: int) -> dict[str, int]:
    known: dict[str, int] = {}
    for cell in _cells(block):
        sources = [cell.text] if cell.is_note else [note.source for note in notes_in(cell.text, in_cell=True)]
        for source in sources:
            known.setdefault(source, following + len(known))
    return known


def _cells(block: Block) -> Iterator[_Cell]:
    """The texts of a block's table, row by row as they print."""
    if block.kind == "measures":
        yield from _measure_cells(block)
    elif block.kind == "indicators":
        yield from _indicator_cells(block)
    elif block.kind == "table":
        for row in block.rows:
            cells = {cell.column_id: cell for cell in row.cells}
            for column in block.columns:
                if column.id in cells:
                    yield _Cell(cells[column.id].text)
    elif block.kind == "budget" and block.budget_table is not None:
        for line in block.budget_table.rows:
            yield from _note(line.footnote)
            for text in line.texts:
                yield _Cell(text.text)


def _measure_cells(block: Block) -> Iterator[_Cell]:
    shown = ["measure", "description"] if block.shape == "bullets" else [column.key for column in block.columns]
    for placement in block.measure_placements:
        for key in shown:
            if key in _MEASURE_COLUMNS:
                yield _Cell(getattr(placement.measure, _MEASURE_COLUMNS[key]))


def _indicator_cells(block: Block) -> Iterator[_Cell]:
    for placement in block.indicator_placements:
        indicator = placement.indicator
        yield _Cell(indicator.name)
        yield from _note(indicator.note)
        for part in indicator.parts if indicator.divided else indicator.parts[:1]:
            if indicator.divided:
                yield _Cell(part.label)
            yield from _values(block, part)


def _values(block: Block, part: IndicatorPart) -> Iterator[_Cell]:
    values = {value.key: value for value in part.values}
    for column in block.columns[1:]:
        if column.key in values:
            yield _Cell(values[column.key].text)


def _note(text: str) -> Iterator[_Cell]:
    if text.strip():
        yield _Cell(text, is_note=True)
