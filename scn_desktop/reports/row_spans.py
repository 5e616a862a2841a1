"""Cells of a table's body that reach over several rows: their places, the rows' heights, and the rules beside them.

Rows that a cell holds together are never parted by a page. Where they would be too high for that, the cell is made an
ordinary one, with its text in the first row and empty cells below it.
"""

from collections.abc import Sequence

from reportlab.lib.units import mm

from scn_desktop.reports.cells import Cell, Column, Row, cell_element


def place_rows(rows: Sequence[Row], columns: Sequence[Column], highest: float) -> None:
    """Give the cells of the body their places, and the rows their heights; groups get no higher than ``highest``."""
    if all(cell.row_span == 1 for row in rows for cell in row.cells):
        for row in rows:
            row.place(columns)
        return
    for first, last in _groups(rows):
        group = rows[first : last + 1]
        _place_group(group, columns)
        if first < last and sum(row.height for row in group) > highest:
            _dissolve(group, columns)
        for row in group[1:]:
            row.is_glued = row.is_glued or any(cell.row_span > 1 for each in group for cell in each.cells)


def _groups(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """First and last row of those that cells hold together; a row of its own is a group of one."""
    groups: list[tuple[int, int]] = []
    first = last = 0
    for place, row in enumerate(rows):
        if place > last:
            groups.append((first, last))
            first = last = place
        last = max([last, *(min(place + cell.row_span, len(rows)) - 1 for cell in row.cells)])
    return [*groups, (first, last)] if rows else []


def _place_group(group: Sequence[Row], columns: Sequence[Column]) -> None:
    left = {0.0: 0}
    total = 0.0
    for number, column in enumerate(columns, start=1):
        total += column.width * mm
        left[round(total, 3)] = number
    held: dict[int, int] = {}
    for row in group:
        row.held = [_edges(columns, number) for number in sorted(held)]
        row.place(columns, sorted(held))
        held = {number: rows - 1 for number, rows in held.items() if rows > 1}
        for cell in row.cells:
            first = left[round(cell.left, 3)]
            if cell.row_span > 1:
                held.update(dict.fromkeys(range(first, first + cell.span), cell.row_span - 1))
    for place, row in enumerate(group):
        for cell in row.cells:
            if cell.row_span > 1:
                reached = group[place : place + cell.row_span]
                lacking = cell.height() + sum(row.padding) - sum(each.height for each in reached) + row.before
                reached[-1].height += max(0.0, lacking)


def _edges(columns: Sequence[Column], number: int) -> tuple[float, float]:
    left = sum(column.width for column in columns[:number]) * mm
    return left, left + columns[number].width * mm


def _dissolve(group: Sequence[Row], columns: Sequence[Column]) -> None:
    """Make every cell of the group one of a single row."""
    lefts = [_edges(columns, number)[0] for number in range(len(columns))]
    open_cells: list[tuple[Cell, int]] = []
    for row in group:
        own = list(row.cells)
        for above, _ in open_cells:
            empty = Cell([], cell_element(span=above.span), span=above.span)
            empty.left = above.left
            empty.element.parent = row.element
            own.append(empty)
        open_cells = [(cell, rows - 1) for cell, rows in open_cells if rows > 1]
        open_cells += [(cell, cell.row_span - 1) for cell in row.cells if cell.row_span > 1]
        row.cells = sorted(own, key=lambda cell: min(range(len(lefts)), key=lambda n: abs(lefts[n] - cell.left)))
    for row in group:
        for cell in row.cells:
            if cell.row_span > 1:
                cell.row_span = 1
                cell.element.attributes.pop("RowSpan", None)
        row.held = []
        row.place(columns)


def open_spans(row: Row, width: float) -> list[tuple[float, float]]:
    """Where a rule over the row is drawn: beside the cells that reach down from above."""
    spans: list[tuple[float, float]] = []
    begun = 0.0
    for left, right in row.held:
        if left > begun + 0.01:
            spans.append((begun, left))
        begun = right
    return [*spans, (begun, width)] if begun < width - 0.01 else spans
