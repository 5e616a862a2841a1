"""Wrapped text with the line height of the tokens, laid out once per text, width and font."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from scn_desktop.views.theme import LINE_HEIGHTS, theme

_REMEMBERED: Final = 4000
_Key = tuple[str, int, str, int]


class WrappedText:
    """Measures and draws; `forget` when the text size changes."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[_Key, tuple[QTextLayout, int]] = OrderedDict()

    def forget(self) -> None:
        self._layouts.clear()

    def height(self, text: str, width: int, font: str, align: int = 1) -> int:
        """Pixels; an empty text is one line high."""
        return self._lay(text, width, font, align)[1]

    def draw(self, painter: QPainter, area: QRect, text: str, font: str, colour: str, align: int = 1) -> int:
        """Draw at the top of `area` in its width; return the height used."""
        layout, height = self._lay(text, area.width(), font, align)
        painter.setPen(theme().colour(colour))
        layout.draw(painter, QPointF(area.topLeft()))
        return height

    def _lay(self, text: str, width: int, font: str, align: int) -> tuple[QTextLayout, int]:
        key = (text, width, font, align)
        known = self._layouts.get(key)
        if known is not None:
            return known
        layout = QTextLayout(text.replace("\n", "\u2028"), theme().font(font))
        option = QTextOption(Qt.AlignmentFlag(align))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        pitch = theme().px(LINE_HEIGHTS[font])
        count = 0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(width, 20))
            row.setPosition(QPointF(0, count * pitch + (pitch - row.height()) / 2))
            count += 1
        layout.endLayout()
        made = (layout, max(count, 1) * pitch)
        self._layouts[key] = made
        if len(self._layouts) > _REMEMBERED:
            self._layouts.popitem(last=False)
        return made
