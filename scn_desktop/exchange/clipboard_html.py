"""The table in what word processors and spreadsheets put on the clipboard as HTML.

Their plain text tells neither where a cell of several paragraphs ends nor that cells are merged; their HTML does.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

LARGEST: Final = 8_000_000
MOST_SPAN: Final = 200
LINES: Final = frozenset({"p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
SILENT: Final = frozenset({"style", "script", "head", "title"})
VOID: Final = frozenset({"br", "img", "meta", "link", "col", "hr", "input", "wbr"})


def table_in_html(html: str) -> list[list[str]] | None:
    """The cells of the only table in the HTML, merged ones empty but for the first; None where text stands beside it.

    Paragraphs and list items in a cell are lines of it.
    """
    if "<table" not in html.lower() or len(html) > LARGEST:
        return None
    reader = TableReader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # what the library says of a broken declaration
        return None
    if reader.tables != 1 or "".join(reader.outside).strip():
        return None
    width = max((column + 1 for row in reader.rows for column in row), default=0)
    return [[row.get(column, "") for column in range(width)] for row in reader.rows] if width else None


class TableReader(HTMLParser):
    """Collects cells by row and column. A table inside a cell is read as that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[dict[int, str]] = []
        self.outside: list[str] = []
        self.tables = 0
        self._depth = 0
        self._cell: list[str] | None = None
        self._column = 0
        self._place = 0
        self._taken: dict[int, int] = {}
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._silent or tag in SILENT or "mso-list:ignore" in values.get("style", "").lower().replace(" ", ""):
            if tag not in VOID:
                self._silent.append(tag)
            return
        if tag == "table":
            self._depth += 1
            self.tables += self._depth == 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(span(values.get("colspan", "")), span(values.get("rowspan", "")))
        elif tag in LINES and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
            return
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag in LINES and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._cell is not None:
            # A line break in the source is a space; those of paragraphs are added above.
            self._cell.append(" ".join(data.replace("\xa0", " ").split("\n")))
        elif not self._depth:
            self.outside.append(data.replace("\xa0", " "))

    def _begin_row(self) -> None:
        self.rows.append({})
        self._column = 0
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}  # merged from above

    def _begin_cell(self, columns: int, rows: int) -> None:
        if not self.rows:
            self._begin_row()
        while self._column in self._taken:
            self._column += 1
        self._cell = []
        self.rows[-1][self._column] = ""
        self._place = self._column
        for column in range(self._column, self._column + columns):
            self.rows[-1].setdefault(column, "")
            if rows > 1:
                self._taken[column] = rows
        self._column += columns

    def _end_cell(self) -> None:
        if self._cell is not None:
            lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
            self.rows[-1][self._place] = "\n".join(line for line in lines if line)
            self._cell = None


def span(text: str) -> int:
    """How many columns or rows a cell takes; what is no sensible number is one."""
    return min(int(text), MOST_SPAN) if text.isdecimal() and int(text) > 0 else 1
