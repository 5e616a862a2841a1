"""Sends the pages of a PDF to a printer, one per turn of the event loop, so that it can be cancelled."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_DPI = 300


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """The system's own print dialog; None when the user gave up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    printer.setFromTo(1, pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class PagePrinter(QObject):
    """`progressed(page, pages)` before each page, `finished(whole)` at the end; whole is False after a cancel."""

    progressed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        first = max(1, printer.fromPage())
        last = printer.toPage() or document.pageCount()
        self._pages = list(range(first - 1, min(last, document.pageCount())))
        self._position = 0
        self._painter: QPainter | None = None
        self._cancelled = False

    def start(self) -> None:
        QTimer.singleShot(0, self, self._next)

    def cancel(self) -> None:
        self._cancelled = True

    @Slot()
    def _next(self) -> None:
        if self._cancelled or self._position >= len(self._pages):
            self._end()
            return
        self.progressed.emit(self._position + 1, len(self._pages))
        page = self._pages[self._position]
        points = self._document.pagePointSize(page)
        landscape = points.width() > points.height()
        turn = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(turn)
        if self._painter is None:
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()
        size = QSize(round(points.width() * _DPI / 72), round(points.height() * _DPI / 72))
        image = self._document.render(page, size)
        self._painter.drawImage(QRect(0, 0, self._printer.width(), self._printer.height()), image)
        self._position += 1
        QTimer.singleShot(0, self, self._next)

    def _end(self) -> None:
        if self._cancelled:
            self._printer.abort()
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self.finished.emit(not self._cancelled)
