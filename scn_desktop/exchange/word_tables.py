"""A table in HTML as rows of equal length, with its merged cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.html_tree import Node
from scn_desktop.exchange.pasted import header_by_shape
from scn_desktop.exchange.word_pieces import MOST_CELLS, PastedCell, PastedTable

MOST_SPANNED: Final = 1000
TOO_LARGE: Final = "Tabellen är för stor för att klistras in på en gång. Dela upp den."

Grid = list[dict[int, PastedCell | None]]


def read_table(table: Node, text_of: Callable[[Node], str], title: str = "") -> PastedTable | None:
    """The table, or None where it holds nothing. ``title`` unless it has a caption of its own.

    Raises ImportFailed where it is too large.
    """
    grid: Grid = []
    heads = 0
    taken: dict[int, int] = {}
    cells = 0
    for row, in_head in _rows(table):
        line: dict[int, PastedCell | None] = dict.fromkeys(taken)
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        column = 0
        found = [each for each in row.children if isinstance(each, Node) and each.tag in ("td", "th")]
        for cell in found:
            while column in line:
                column += 1
            across, down = span(cell.attributes.get("colspan", "")), span(cell.attributes.get("rowspan", ""))
            across = _free(line, column, across)
            cells += across
            if cells > MOST_CELLS or column + across > MOST_CELLS:
                raise ImportFailed(TOO_LARGE)
            line.update(dict.fromkeys(range(column, column + across)))
            line[column] = PastedCell(text_of(cell), across, down)
            below.update({each: down - 1 for each in range(column, column + across) if down > 1})
            column += across
        is_head = in_head or (bool(found) and all(cell.tag == "th" for cell in found))
        heads += is_head and heads == len(grid)
        grid.append(line)
        taken = below
    return _finished(grid, heads, title_of(table) or title)


def _free(line: dict[int, PastedCell | None], column: int, wanted: int) -> int:
    """How many columns a cell gets: no further than to one that reaches down from above."""
    return next((n for n in range(1, wanted) if column + n in line), wanted)


def _finished(grid: Grid, heads: int, title: str) -> PastedTable | None:
    width = max((column + 1 for line in grid for column in line), default=0)
    if width * len(grid) > MOST_CELLS:
        raise ImportFailed(TOO_LARGE)
    filled = [[_within(line.get(column, PastedCell("")), row, len(grid)) for column in range(width)]
              for row, line in enumerate(grid)]  # fmt: skip
    while filled and not any(cell is not None and cell.text for cell in filled[-1]) and None not in filled[-1]:
        filled.pop()
    spanned = any(cell is None or cell.row_span > 1 for row in filled for cell in row)
    if not spanned:
        heads -= sum(not any(cell and cell.text for cell in row) for row in filled[:heads])
        filled = [row for row in filled if any(cell and cell.text for cell in row)]
        filled = _without_empty_columns(filled)
    if not any(cell is not None and cell.text for row in filled for cell in row):
        return None
    texts = [[cell.text if cell else "" for cell in row] for row in filled]
    if not heads and header_by_shape(texts):
        heads = 1
    return PastedTable(tuple(tuple(row) for row in filled), min(heads, max(0, len(filled) - 1)), title)


def _within(cell: PastedCell | None, row: int, rows: int) -> PastedCell | None:
    if cell is None or row + cell.row_span <= rows:
        return cell
    return PastedCell(cell.text, cell.column_span, rows - row)


def _without_empty_columns(rows: list[list[PastedCell | None]]) -> list[list[PastedCell | None]]:
    while rows and len(rows[0]) > 1 and not any(row[-1] is None or row[-1].text for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def _rows(table: Node) -> Iterator[tuple[Node, bool]]:
    """The rows of the table itself, and whether they stand in its head."""
    for child in table.children:
        if not isinstance(child, Node):
            continue
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            for row in child.children:
                if isinstance(row, Node) and row.tag == "tr":
                    yield row, child.tag == "thead"


def title_of(table: Node) -> str:
    """The text of the table's own caption."""
    found = next((each for each in table.children if isinstance(each, Node) and each.tag == "caption"), None)
    return found.plain() if found is not None else ""


def span(text: str) -> int:
    """How many columns or rows a cell takes; what is no sensible number is one."""
    return min(int(text), MOST_SPANNED) if text.isascii() and text.isdecimal() and int(text[:6]) > 0 else 1
