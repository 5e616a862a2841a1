"""The hits as a list: what each is called, where the words stand in it, and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scn_desktop.views.search.marked_text import MarkedText
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.search import Hit

Index = QModelIndex | QPersistentModelIndex
HitRole: Final = Qt.ItemDataRole.UserRole
SIDE: Final = 12
ABOVE: Final = 6


class HitsTableModel(QAbstractListModel):
    """The hits of one answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HitRole:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return hit.place if role == Qt.ItemDataRole.ToolTipRole else None


def spoken(hit: Hit) -> str:
    """A hit for who hears it."""
    parts = [hit.title, hit.snippet.text, tr("i {place}").format(place=hit.place.replace(" › ", ", "))]
    return ". ".join(part for part in parts if part)


class HitDelegate(QStyledItemDelegate):
    """Title of two lines at most, a snippet and the place; heights are kept as long as the width stays."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self._width = 0

    def forget(self) -> None:
        """Other hits, or another theme."""
        self._heights = {}

    def _texts(self, hit: Hit, width: int) -> list[tuple[MarkedText, str]]:
        texts = [(MarkedText(hit.title, hit.title_marks, theme().font("body"), width, 2), "text")]
        if hit.snippet.text:
            texts.append((MarkedText(hit.snippet.text, hit.snippet.marks, theme().font("caption"), width, 2), "text2"))
        return texts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        width = view.viewport().width()
        if width != self._width:
            self._width, self._heights = width, {}
        if index.row() not in self._heights:
            px = theme().px
            texts = self._texts(index.data(HitRole), width - 2 * px(SIDE))
            self._heights[index.row()] = sum(text.height for text, _ in texts) + px(18) + 2 * px(ABOVE)
        return QSize(width, self._heights[index.row()])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HitRole)
        px, rect = theme().px, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("selection"))
            painter.drawRoundedRect(rect.adjusted(px(4), 0, -px(4), 0), px(8), px(8))
            bar = QRect(rect.left() + px(4), rect.top() + px(8), px(3), rect.height() - px(16))
            painter.fillRect(bar, theme().colour("accent"))
        left, top = rect.left() + px(SIDE), rect.top() + px(ABOVE)
        width = rect.width() - 2 * px(SIDE)
        for text, colour in self._texts(hit, width):
            text.draw(painter, left, top, theme().colour(colour))
            top += text.height
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("text2"))
        place = painter.fontMetrics().elidedText(hit.place, Qt.TextElideMode.ElideMiddle, width)
        line = QRect(left, top, width, px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, place)
        painter.restore()
