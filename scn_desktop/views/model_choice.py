"""A planning model to choose, and how it looks in the opened list: its name with what it is like below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scn_desktop.views.theme import theme

WIDTH: Final = 460
WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class ModelChoice:
    """A planning model: id, name and a sentence about it; `path` where it doesn't come with the program."""

    id: str
    name: str
    description: str
    path: Path | None = None


class ModelDelegate(QStyledItemDelegate):
    """Name and description of each model; the whole row can be read."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = theme().px
        room = QRect(0, 0, px(WIDTH - 28), px(400))
        below = QFontMetrics(theme().font("caption")).boundingRect(room, WRAPPED, _description(index))
        return QSize(px(WIDTH), px(8 + 22 + 8) + below.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        px = theme().px
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, theme().colour("selection" if chosen else "surface"))
        area = option.rect.adjusted(px(14), px(8), -px(14), -px(8))
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("body_bold"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font("caption"))
        painter.drawText(area.adjusted(0, px(22), 0, 0), WRAPPED, _description(index))
        painter.restore()


def _description(index: QModelIndex | QPersistentModelIndex) -> str:
    model = index.data(Qt.ItemDataRole.UserRole)
    return model.description if isinstance(model, ModelChoice) else ""
