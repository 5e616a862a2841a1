"""What Word and Excel find on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from scn_desktop.exchange.clipboard import parse_cells
from scn_desktop.views.clipboard import clipboard_text, copy_as_table

ROWS = [["Åtgärd", "Effekt"], ["Öppna <mottagning> & stöd", "Fler söker\nTidigare hjälp"]]


def cells_of_html(html: str) -> list[list[str]]:
    document = QTextDocument()
    document.setHtml(html)
    table = next(frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    return [[document_text(table, row, column) for column in range(table.columns())] for row in range(table.rows())]


def document_text(table: QTextTable, row: int, column: int) -> str:
    cursor = table.cellAt(row, column).firstCursorPosition()
    cursor.setPosition(table.cellAt(row, column).lastPosition(), cursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2028", "\n")


def test_a_copied_table_is_text_and_a_table_with_the_same_cells(qapp: QApplication) -> None:
    copy_as_table(ROWS, header_rows=1)
    content = QGuiApplication.clipboard().mimeData()
    assert parse_cells(content.text()) == ROWS
    assert cells_of_html(content.html()) == ROWS


def test_a_table_from_a_word_processor_keeps_its_paragraphs_in_their_cells(qapp: QApplication) -> None:
    content = QMimeData()
    content.setText("Åtgärd\tEffekt\nÖppna mottagning\ni Exempelköping\tFler söker\n")
    content.setHtml(
        "<table><tr><td><p>Åtgärd</p></td><td><p>Effekt</p></td></tr>"
        "<tr><td><p>Öppna mottagning</p><p>i Exempelköping</p></td><td><p>Fler söker</p></td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(content)
    assert parse_cells(clipboard_text()) == [["Åtgärd", "Effekt"], ["Öppna mottagning\ni Exempelköping", "Fler söker"]]


def test_text_beside_a_table_is_not_lost(qapp: QApplication) -> None:
    content = QMimeData()
    content.setText("Inledning\nÅtgärd\tEffekt")
    content.setHtml("<p>Inledning</p><table><tr><td>Åtgärd</td><td>Effekt</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(content)
    assert clipboard_text() == "Inledning\nÅtgärd\tEffekt"


def test_a_single_copied_cell_is_only_its_text(qapp: QApplication) -> None:
    copy_as_table([["Rad ett\nrad två"]])
    assert clipboard_text() == "Rad ett\nrad två"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_copying_nothing_leaves_the_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().setText("kvar")
    copy_as_table([])
    assert clipboard_text() == "kvar"
