"""The goals of the plan, each with a bar as long as its measures are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scn_desktop.swedish import format_whole, plural
from scn_desktop.views.overview.place_list import Index, PlaceList, PlaceModel
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.overview import GoalMeasures

_COUNT = Qt.ItemDataRole.UserRole + 1
_MOST = Qt.ItemDataRole.UserRole + 2
ROW: Final = 40


class GoalModel(PlaceModel):
    """The goals in the order of the plan, shown by what it calls one measure and several."""

    def shown(self, row: GoalMeasures, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}, {plural(row.measures, *self.shown_by)}"
            case _ if role == _COUNT:
                return row.measures
            case _ if role == _MOST:
                return max(each.measures for each in self.rows)
        return None


class GoalDelegate(QStyledItemDelegate):
    """The name with the number at its right, over the bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(200), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px, rect = theme().px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect.adjusted(1, 1, -1, -1)), px(4), px(4))
        line = rect.adjusted(0, px(3), 0, 0)
        line.setHeight(px(20))
        number = format_whole(int(index.data(_COUNT)))
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("body_bold"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        room = line.width() - QFontMetrics(painter.font()).horizontalAdvance(number) - px(12)
        painter.setFont(theme().font("body"))
        title = QFontMetrics(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        width = max(px(3), line.width() * int(index.data(_COUNT)) // int(index.data(_MOST)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent"))
        painter.drawRoundedRect(QRectF(line.left(), line.bottom() + px(4), width, px(7)), px(2), px(2))
        painter.restore()


class GoalList(PlaceList):
    """As high as its goals; tells which was `chosen`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Mål och deras åtgärder"), GoalModel(), parent)
        self.paint_by(GoalDelegate())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_goals(self, goals: Sequence[GoalMeasures], words: tuple[str, str]) -> None:
        """Show the goals, and be as high as they are."""
        self.places.show_rows(goals, words)
        self.setFixedHeight(len(goals) * theme().px(ROW) + 2)
