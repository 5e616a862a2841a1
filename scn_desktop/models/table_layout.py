"""Which cells of a free table are seen, and over how many columns and rows: always whole, whatever is stored.

A span is cut where it would leave the table, meet another, a row that is a heading, or a cell with text of its own:
no text is ever hidden under a merged cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scn_desktop.models.blocks import Block, BlockColumn, TableCell, TableRow


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell as it is seen: its place counted from 0, its text, and how many columns and rows it takes."""

    row: int
    column: int
    text: str
    column_span: int = 1
    row_span: int = 1


class TableLayout:
    """The cells of a free table by their place."""

    def __init__(self, block: Block) -> None:
        self.width = len(block.columns)
        self._seen: list[list[Seen | None]] = []
        self._owner: dict[tuple[int, int], Seen] = {}
        self._read(block.rows, block.columns)

    def seen(self, row: int, column: int) -> Seen | None:
        """The cell that begins there; None where one from the left or from above reaches over the place."""
        return self._seen[row][column]

    def over(self, row: int, column: int) -> Seen:
        """The cell that is seen at the place, wherever it begins."""
        found = self._seen[row][column]
        return found if found is not None else self._owner[row, column]

    def part(self, row: int, columns: Sequence[int]) -> list[Seen]:
        """The cells of a row under some of the columns, ascending, as where a wide table goes on in a second one.

        A merged cell is cut to those that stand beside each other there; what is cut off repeats its text.
        """
        found: list[Seen] = []
        for place, column in enumerate(columns):
            cell = self.over(row, column)
            beside = place > 0 and columns[place - 1] == column - 1
            if beside and cell.column < column:
                continue
            if cell.row < row:
                continue
            end = place
            while end + 1 < len(columns) and columns[end + 1] == columns[end] + 1 < cell.column + cell.column_span:
                end += 1
            found.append(Seen(row, column, cell.text, end - place + 1, cell.row_span))
        return found

    def merged(self) -> Iterator[Seen]:
        """The cells that take more than one place."""
        return (cell for row in self._seen for cell in row if cell and (cell.column_span > 1 or cell.row_span > 1))

    def _read(self, rows: Sequence[TableRow], columns: Sequence[BlockColumn]) -> None:
        places = {column.id: place for place, column in enumerate(columns)}
        stored = [{places[cell.column_id]: cell for cell in row.cells if cell.column_id in places} for row in rows]
        plain = [row.kind != "heading" for row in rows]
        taken: dict[tuple[int, int], Seen] = self._owner
        for row, cells in enumerate(stored):
            line: list[Seen | None] = []
            for column in range(self.width):
                if (row, column) in taken:
                    line.append(None)
                    continue
                cell = cells.get(column)
                seen = Seen(row, column, cell.text if cell is not None else "")
                # A cell that is not written yet has no spans.
                wanted = (cell.column_span or 1, cell.row_span or 1) if cell is not None and plain[row] else (1, 1)
                if wanted != (1, 1):
                    seen = self._spanned(wanted, seen, stored, plain)
                    held = [
                        (row + down, column + across)
                        for down in range(seen.row_span)
                        for across in range(seen.column_span)
                    ]
                    taken.update(dict.fromkeys(held[1:], seen))
                line.append(seen)
            self._seen.append(line)

    def _spanned(
        self, wanted: tuple[int, int], seen: Seen, stored: list[dict[int, TableCell]], plain: list[bool]
    ) -> Seen:
        def is_free(row: int, column: int) -> bool:
            under = stored[row].get(column)
            return (row, column) not in self._owner and not (under is not None and under.text)

        row, column = seen.row, seen.column
        across = 1
        while across < min(wanted[0], self.width - column) and is_free(row, column + across):
            across += 1
        down = 1
        while (
            down < min(wanted[1], len(stored) - row)
            and plain[row + down]
            and all(is_free(row + down, column + place) for place in range(across))
        ):
            down += 1
        return Seen(row, column, seen.text, across, down)
