"""Lucide icons, recoloured from the tokens each time they are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from scn_desktop import paths
from scn_desktop.views.theme import theme

SIZE = 18
_STROKE = "1.75"


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    source = source.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    return QSvgRenderer(QByteArray(source.encode()))


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


def pixmap(name: str, colour: str = "text", size: int | None = None, ratio: float = 1.0) -> QPixmap:
    """An icon as a square picture; `colour` is a token, `size` device-independent pixels (18 scaled by default)."""
    side = size if size is not None else theme().px(SIZE)
    return _pixmap(name, theme().colour(colour).name(), side, side, ratio)


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: str = "text", size: int | None = None) -> None:
    """Draw an icon in the middle of `rect`, at `size` (the theme's icon size by default) or as large as fits."""
    side = min(size if size is not None else theme().px(SIZE), rect.width(), rect.height())
    ratio = painter.device().devicePixelRatio()
    corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
    painter.drawPixmap(corner, pixmap(name, colour, side, ratio))


class _TokenIconEngine(QIconEngine):
    """Paints at the left of a rectangle that is wider than high: the rest is the distance to a button's text."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = "control" if mode is QIcon.Mode.Disabled else self._colour
        side = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatio()
        corner = QPoint(rect.x(), rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(corner, pixmap(self._name, colour, side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        made = QPixmap(size)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, round(size.width() / scale), round(size.height() / scale)), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _TokenIconEngine(self._name, self._colour)


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon that follows the theme: `name` is a Lucide name ("plus"), `colour` a token."""
    return QIcon(_TokenIconEngine(name, colour))
