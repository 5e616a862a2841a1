"""The table in what word processors and spreadsheets put on the clipboard as HTML.

Their plain text tells neither where a cell of several paragraphs ends nor that cells are merged; their HTML does.
"""

from __future__ import annotations

from scn_desktop.errors import ImportFailed
from scn_desktop.exchange.word_html import read_document
from scn_desktop.exchange.word_pieces import PastedTable


def only_table(html: str) -> PastedTable | None:
    """The only table in the HTML; None where text or a picture stands beside it, or it can't be read."""
    if "<table" not in html.lower():
        return None
    try:
        pieces = read_document(html).pieces
    except ImportFailed:
        return None
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], PastedTable) else None


def table_in_html(html: str) -> list[list[str]] | None:
    """The cells of the only table in the HTML, merged ones empty but for the first; None where there is none.

    Paragraphs and list items in a cell are lines of it.
    """
    table = only_table(html)
    return table.texts() if table is not None else None
