"""Tables on the clipboard, as Word, Excel and LibreOffice give and take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from scn_desktop.exchange.word_pieces import PastedTable

Spans = Mapping[tuple[int, int], tuple[int, int]]
"""How many columns and rows a merged cell takes, by its row and column."""

# Excel would make a row of its own of every line in a cell.
_STYLE = "table{border-collapse:collapse} td,th{border:1px solid;vertical-align:top} br{mso-data-placement:same-cell}"


def copy_as_table(rows: Sequence[Sequence[str]], header_rows: int = 0, spans: Spans | None = None) -> None:
    """Put the cells on the clipboard as tab separated text and as a table; the first `header_rows` are its headings.

    A single cell is put there as its text and nothing more.
    """
    from scn_desktop.exchange.clipboard import to_text

    if not rows:
        return
    if len(rows) == len(rows[0]) == 1:
        QGuiApplication.clipboard().setText(rows[0][0])
        return
    content = QMimeData()
    content.setText(to_text(rows))
    content.setHtml(table_html(rows, header_rows, spans))
    QGuiApplication.clipboard().setMimeData(content)


def table_html(rows: Sequence[Sequence[str]], header_rows: int, spans: Spans | None = None) -> str:
    """The cells as an HTML table for word processors, line breaks and merged cells kept."""
    spans = spans or {}
    covered = {
        (row + y, column + x)
        for (row, column), (across, down) in spans.items()
        for y in range(down)
        for x in range(across)
        if x or y
    }
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number < header_rows else "td"
        cells = []
        for column, cell in enumerate(row):
            if (number, column) in covered:
                continue
            across, down = spans.get((number, column), (1, 1))
            size = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            cells.append(f"<{tag}{size}>{'<br>'.join(map(escape, cell.split(chr(10))))}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = f'<meta charset="utf-8"><style>{_STYLE}</style>'
    return f"<html><head>{head}</head><body><table>{''.join(lines)}</table></body></html>"


def clipboard_content() -> QMimeData | None:
    """What is on the clipboard; None where it is empty, against what Qt's types say."""
    return cast("QMimeData | None", QGuiApplication.clipboard().mimeData())


def merged_table() -> PastedTable | None:
    """The only table on the clipboard, where it has merged cells; else None."""
    from scn_desktop.exchange.clipboard_html import only_table

    content = clipboard_content()
    table = only_table(content.html()) if content is not None and content.hasHtml() else None
    return table if table is not None and any(cell is None for row in table.rows for cell in row) else None


def clipboard_text() -> str:
    """The table on the clipboard as tab separated text, else its text; empty where there is none."""
    from scn_desktop.exchange.clipboard import to_text
    from scn_desktop.exchange.clipboard_html import table_in_html

    content = clipboard_content()
    if content is None:
        return ""
    cells = table_in_html(content.html()) if content.hasHtml() else None
    return to_text(cells) if cells else content.text()


def is_table(content: QMimeData) -> bool:
    """Whether the content is cells of more than one column, as Word and spreadsheets give them."""
    return "\t" in content.text()
