"""*Att göra*: reminders by date, each with sign and word, and the place it leads to."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.overview.place_list import Index, PlaceList, PlaceModel
from scn_desktop.views.theme import RADIUS_ROW, theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.reminders import Reminder

_MONTHS: Final = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_DATE, _RIGHT, _SIDE, _TOP = 104, 26, 10, 9
"""Widths of the column of dates and of the arrow, and the space round a row, at 100 %."""


class TodoRole(IntEnum):
    """What the delegate paints besides the words."""

    DAY = Qt.ItemDataRole.UserRole + 1
    NEAR = Qt.ItemDataRole.UserRole + 2
    SIGN = Qt.ItemDataRole.UserRole + 3
    COLOUR = Qt.ItemDataRole.UserRole + 4
    DETAIL = Qt.ItemDataRole.UserRole + 5


def day_words(iso: str, today: date) -> str:
    """ "17 sep", with the year where it is not this one."""
    day = date.fromisoformat(iso)
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def near_words(reminder: Reminder, today: date) -> str:
    """ "Försenad", "I dag", "Om 3 dagar"; nothing for what is further on than a week."""
    if reminder.severity == "late":
        return tr("Försenad")
    if reminder.severity != "now":
        return ""
    left = (date.fromisoformat(reminder.date) - today).days
    return [tr("I dag"), tr("I morgon")][left] if left < 2 else tr("Om {days} dagar").format(days=left)


class TodoModel(PlaceModel):
    """Reminders, shown by the day that it is."""

    def shown(self, row: Reminder, role: int) -> Any:
        today: date = self.shown_by
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (near_words(row, today), day_words(row.date, today), row.words, row.detail)
                return ", ".join(part for part in said if part)
            case TodoRole.DAY:
                return day_words(row.date, today)
            case TodoRole.NEAR:
                return near_words(row, today)
            case TodoRole.SIGN:
                return "octagon-alert" if row.severity == "late" else ""
            case TodoRole.COLOUR:
                return {"late": "error", "now": "warning"}.get(row.severity, "text2")
            case TodoRole.DETAIL:
                return row.detail
        return None


class TodoDelegate(QStyledItemDelegate):
    """The day and how near it is left, the words over the detail, an arrow right; long words take more lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words, detail = self._areas(QRect(0, 0, width, 0), index)
        left = theme().px(40) if index.data(TodoRole.NEAR) else theme().px(20)
        return QSize(theme().px(200), max(words.height() + detail.height(), left) + theme().px(2 * _TOP))

    def _areas(self, rect: QRect, index: Index) -> tuple[QRect, QRect]:
        """Where the words and the detail stand: as many lines as they need."""
        px = theme().px
        left = rect.left() + px(_SIDE + _DATE)
        width = max(px(80), rect.width() - px(_SIDE + _DATE + _RIGHT + _SIDE))
        top, found = rect.top() + px(_TOP), []
        for text, font in ((index.data(), "body"), (index.data(TodoRole.DETAIL), "caption")):
            bounds = QFontMetrics(theme().font(font)).boundingRect(
                QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), str(text)
            )
            found.append(QRect(left, top, width, max(bounds.height(), px(20)) if text else 0))
            top += found[-1].height()
        return found[0], found[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        px, rect = theme().px, option.rect
        colour = str(index.data(TodoRole.COLOUR))
        words, detail = self._areas(rect, index)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(theme().font("body_bold"))
        painter.setPen(theme().colour("error" if colour == "error" else "text"))
        painter.drawText(QRect(rect.left() + px(_SIDE), words.top(), px(_DATE), px(20)), top, index.data(TodoRole.DAY))
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("text"))
        painter.drawText(words, top | Qt.TextFlag.TextWordWrap, str(index.data()))
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().colour("text2"))
        under = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(detail, under, str(index.data(TodoRole.DETAIL)))
        near = QRect(rect.left() + px(_SIDE), words.top() + px(20), px(_DATE), px(20))
        sign = str(index.data(TodoRole.SIGN))
        if sign:
            paint_icon(painter, sign, QRect(near.left(), near.top(), px(16), near.height()), colour, px(15))
            near.setLeft(near.left() + px(20))
        painter.setPen(theme().colour(colour))
        painter.drawText(near, Qt.AlignmentFlag.AlignVCenter, str(index.data(TodoRole.NEAR)))
        arrow = QRect(rect.right() - px(_RIGHT), rect.top(), px(18), rect.height())
        paint_icon(painter, "chevron-right", arrow, "text2")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        px, rect = theme().px, option.rect
        painter.setPen(theme().colour("line"))
        painter.drawLine(rect.left() + px(_SIDE), rect.bottom(), rect.right() - px(_SIDE), rect.bottom())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if focused or hovered:
            painter.setPen(QPen(theme().colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("active") if hovered else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), px(RADIUS_ROW), px(RADIUS_ROW))


class TodoList(PlaceList):
    """Tells which reminder was `chosen`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Att göra"), TodoModel(), parent)
        self.paint_by(TodoDelegate())
