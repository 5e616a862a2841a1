"""Tables as Word, Excel and LibreOffice put them on the clipboard: tab separated text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from scn_desktop.errors import ImportFailed

MOST_CELLS: Final = 200_000
CELL: Final = re.compile(r'(?P<cell>"(?:[^"]|"")*+"(?=[\t\n]|\Z)|[^\t\n]*)(?P<end>[\t\n]|\Z)')
QUOTED: Final = re.compile(r'"(?:[^"]|"")*+"')
LINE_END: Final = re.compile(r"[\n\x0b\u2028\u2029]")
"""Within a cell; Word's own line break is a vertical tab."""


def parse_cells(text: str) -> list[list[str]]:
    """The cells of a pasted table, row by row, all rows equally long; empty rows are left out.

    Excel and LibreOffice quote a cell that holds a line break. Word doesn't: a line that is too short goes on in the
    cell above it. Raises ImportFailed for something that is no table or is too large.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        raise ImportFailed("Urklippet är tomt. Kopiera tabellen i Word eller Excel och klistra in igen.")
    if "\x00" in text:
        raise ImportFailed("Urklippet innehåller annat än text och kan inte klistras in.")
    rows = quoted_rows(text) or joined_rows([line.split("\t") for line in text.split("\n")])
    rows = [[clean(cell) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise ImportFailed("Tabellen är för stor för att klistras in på en gång. Dela upp den.")
    return drop_empty_edges([row + [""] * (width - len(row)) for row in rows])


def quoted_rows(text: str) -> list[list[str]]:
    """The rows of text in which cells are quoted; none where the quotes are the writer's own.

    A cell is quoted for something in it, a line break, tab or quote, unless every cell with words is.
    """
    if '"' not in text:
        return []
    rows: list[list[str]] = [[]]
    for match in CELL.finditer(text):
        rows[-1].append(match["cell"])
        if match["end"] == "\n":
            rows.append([])
        elif not match["end"]:
            break
    cells = [cell for row in rows for cell in row]
    quoted = {cell for cell in cells if QUOTED.fullmatch(cell)}
    if not all(cell in quoted for cell in cells if any(map(str.isalpha, cell))):
        quoted = {cell for cell in quoted if re.search(r'[\n\t"]', cell[1:-1])}
    return [[unquoted(cell) if cell in quoted else cell for cell in row] for row in rows] if quoted else []


def unquoted(cell: str) -> str:
    """What a quoted cell holds."""
    return cell[1:-1].replace('""', '"')


def joined_rows(lines: list[list[str]]) -> list[list[str]]:
    """Word's rows: a line that is too short goes on where the line before ended; below the head it begins the next."""
    counts = Counter(len(line) for line in lines if len(line) > 1)
    if not counts:
        return lines
    width = max(counts)
    rows: list[list[str]] = []
    begun = ""
    for line in lines:
        if len(rows) == 1 and len(line) == 1 and len(rows[0]) == width:
            begun = f"{begun}\n{line[0]}".strip("\n")
        elif begun:
            rows.append([f"{begun}\n{line[0]}", *line[1:]])
            begun = ""
        elif rows and 1 < len(rows[-1]) < width and len(rows[-1]) + len(line) - 1 <= width:
            rows[-1] = [*rows[-1][:-1], f"{rows[-1][-1]}\n{line[0]}".strip("\n"), *line[1:]]
        elif rows and len(line) == 1 and len(rows[-1]) == width and line[0].strip():
            rows[-1][-1] = f"{rows[-1][-1]}\n{line[0]}"
        else:
            rows.append(list(line))
    return [*rows, [begun]] if begun else rows


def clean(cell: str) -> str:
    """A cell without stray white space, bullets kept as list lines."""
    lines = (re.sub(r"[ \t\u00a0\u200b]+", " ", line).strip() for line in LINE_END.split(cell))
    return "\n".join(line for line in lines if line)


def drop_empty_edges(rows: list[list[str]]) -> list[list[str]]:
    """Without columns at the right that hold nothing."""
    while rows and len(rows[0]) > 1 and not any(row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells as the other programs read them from the clipboard; cells with line breaks or quotes are quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip("\n")
