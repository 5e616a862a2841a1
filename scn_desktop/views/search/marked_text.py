"""A text of a few lines with what was found in it marked: semibold on a soft ground, so not by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout

from scn_desktop.views.theme import theme

if TYPE_CHECKING:
    from scn_desktop.models.search_text import Marks


class MarkedText:
    """Laid out in a width, in at most `lines` lines; what has no room ends in three dots."""

    def __init__(self, text: str, marks: Marks, font: QFont, width: int, lines: int) -> None:
        text = text.replace("\n", " ")
        self._layout, end = _laid_out(text, marks, font, width, lines)
        if end < len(text):
            cut = text[: max(0, end - 2)].rstrip() + "…"
            self._layout, _ = _laid_out(cut, tuple(mark for mark in marks if mark[1] < len(cut)), font, width, lines)

    @property
    def height(self) -> int:
        """In device-independent pixels."""
        return round(sum(self._layout.lineAt(place).height() for place in range(self._layout.lineCount())))

    def draw(self, painter: QPainter, left: int, top: int, colour: QColor) -> None:
        """Draw it with its upper left corner there."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top))


def _laid_out(text: str, marks: Marks, font: QFont, width: int, lines: int) -> tuple[QTextLayout, int]:
    """The layout, and how many letters had room."""
    layout = QTextLayout(text, font)
    layout.setFormats([_found(start, end) for start, end in marks])
    layout.beginLayout()
    top, end = 0.0, 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _found(start: int, end: int) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    style.setBackground(theme().colour("warning_soft"))
    style.setForeground(theme().colour("text"))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, style
    return found
