"""A bar in parts that add up to a whole, each with its number and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scn_desktop.views.theme import theme

Look = Literal["done", "started", "late", "remark", "left"]
HEIGHT: Final = 28
_LINE: Final = 24
_COLOURS: Final[dict[Look, tuple[str, str]]] = {
    "done": ("bar_done", "on_done"),
    "started": ("bar_started", "on_started"),
    "late": ("bar_late", "on_late"),
    "remark": ("error", "surface"),
    "left": ("sunken", "text2"),
}
"""The ground of each part and what is written on it."""


@dataclass(frozen=True)
class BarPart:
    """So many of the whole, in words ("utan anmärkning")."""

    count: int
    words: str
    look: Look

    @property
    def text(self) -> str:
        """ "4 utan anmärkning"."""
        return f"{self.count} {self.words}"


class StackedBar(QWidget):
    """The parts from the left; below it each with its words. A click or Enter tells `chosen`."""

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: list[BarPart] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[BarPart]) -> None:
        """Show these; the counts add up to the whole."""
        self.parts = [part for part in parts if part.count]
        self.setAccessibleDescription(", ".join(part.text for part in self.parts))
        self.updateGeometry()
        self.update()

    # Sizes -----------------------------------------------------------------------------------------------------------
    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = 1 + max((line for _, _, line in self._legend(width)), default=0)
        return theme().px(HEIGHT + 8 + lines * _LINE)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme().px(200))
        return QSize(theme().px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _legend(self, width: int) -> list[tuple[BarPart, int, int]]:
        """Each part with where its words begin, and on which line."""
        px, metrics = theme().px, QFontMetrics(theme().font("caption"))
        found, left, line = [], 0, 0
        for part in self.parts:
            taken = px(16) + metrics.horizontalAdvance(part.text)
            if left and left + taken > width:
                left, line = 0, line + 1
            found.append((part, left, line))
            left += taken + px(18)
        return found

    # Painting --------------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, whole = theme().px, sum(part.count for part in self.parts)
        left, room = 1.0, self.width() - 2 - px(2) * (len(self.parts) - 1)
        for part in self.parts:
            area = QRectF(left, 1, room * part.count / whole, px(HEIGHT) - 2)
            self._paint_part(painter, part, area)
            left = area.right() + px(2)
        for part, start, line in self._legend(self.width()):
            top = px(HEIGHT + 8 + line * _LINE)
            mark = QRectF(start + 0.5, top + px(6) + 0.5, px(11), px(11))
            self._paint_ground(painter, part, mark, px(2))
            painter.setPen(theme().colour("text2"))
            painter.setFont(theme().font("caption"))
            words = QRectF(start + px(16), top, self.width() - start - px(16), px(_LINE))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, part.text)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, px(HEIGHT) - 2), px(4), px(4))

    def _paint_ground(self, painter: QPainter, part: BarPart, area: QRectF, radius: int) -> None:
        painter.setPen(theme().colour("control"))
        painter.setBrush(theme().colour(_COLOURS[part.look][0]))
        painter.drawRoundedRect(area, radius, radius)

    def _paint_part(self, painter: QPainter, part: BarPart, area: QRectF) -> None:
        """The words where there is room, else the number, else nothing: all of it stands below."""
        self._paint_ground(painter, part, area, theme().px(3))
        font = theme().font("caption_bold")
        metrics, room = QFontMetrics(font), area.width() - theme().px(12)
        text = next((each for each in (part.text, str(part.count)) if metrics.horizontalAdvance(each) <= room), "")
        painter.setPen(theme().colour(_COLOURS[part.look][1]))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    # Choosing --------------------------------------------------------------------------------------------------------
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
