"""The utskott's meetings with what became of each stickprov."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import RADIUS_ROW, theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import Meeting
    from scn_desktop.models.spot_check_rules import Sitting, Standing

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SHORT_WEEKDAYS: Final = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")

STANDING_WORDS: Final[dict[Standing, str]] = {
    "signed": "Signerad",
    "altered": "Ändrad",
    "begun": "Påbörjad",
    "missing": "Saknas",
    "next": "Nästa",
    "later": "",
}
STANDING_SIGNS: Final[dict[Standing, tuple[str, str]]] = {
    "signed": ("lock", "ok"),
    "altered": ("octagon-alert", "error"),
    "begun": ("pen-line", "text2"),
    "missing": ("triangle-alert", "warning"),
    "next": ("", "accent"),
    "later": ("", "text2"),
}
"""Icon and colour token."""


def day_words(meeting: Meeting, *, weekday: bool = False) -> str:
    """ "8 september" or "ons 8 september"; with the year where it is not this one, and "(extra)"."""
    from scn_desktop.swedish import day_and_month, format_date

    if not meeting.held_on:
        return tr("utan datum")
    held = date.fromisoformat(meeting.held_on)
    day = format_date(meeting.held_on)
    if held.year == date.today().year:
        day = day_and_month(meeting.held_on)
    if weekday:
        day = f"{_SHORT_WEEKDAYS[held.weekday()]} {day}"
    return f"{day} {tr('(extra)')}" if meeting.kind == "extra" else day


class MeetingRole(IntEnum):
    """What the delegate asks for besides Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1  # str: the sitting's key
    WORD = Qt.ItemDataRole.UserRole + 2  # str: "Signerad"
    SIGN = Qt.ItemDataRole.UserRole + 3  # str: Lucide name, empty for none
    COLOUR = Qt.ItemDataRole.UserRole + 4  # str: colour token of sign and word


class MeetingListModel(QAbstractListModel):
    """The sittings of one utskott, latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sittings: list[Sitting] = []

    def show_sittings(self, sittings: Sequence[Sitting]) -> None:
        """Replace the list; rows stay where the same sittings stand."""
        if [each.key for each in sittings] == [each.key for each in self._sittings]:
            self._sittings = list(sittings)
            if sittings:
                self.dataChanged.emit(self.index(0), self.index(len(sittings) - 1))
            return
        self.beginResetModel()
        self._sittings = list(sittings)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a sitting, -1 where it is not in the list."""
        return next((row for row, each in enumerate(self._sittings) if each.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._sittings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        sitting = self._sittings[index.row()]
        word = tr(STANDING_WORDS[sitting.standing])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return day_words(sitting.meeting)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (day_words(sitting.meeting), word)))
            case MeetingRole.KEY:
                return sitting.key
            case MeetingRole.WORD:
                return word
            case MeetingRole.SIGN:
                return STANDING_SIGNS[sitting.standing][0]
            case MeetingRole.COLOUR:
                return STANDING_SIGNS[sitting.standing][1]
        return None


class MeetingDelegate(QStyledItemDelegate):
    """A row as high as a finger: the day left, the word with its sign right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, word = theme().px, str(index.data(MeetingRole.WORD) or "")
        day = QFontMetrics(theme().font("touch_bold")).horizontalAdvance(str(index.data() or ""))
        right = QFontMetrics(theme().font("caption_bold")).horizontalAdvance(word) + px(38) if word else 0
        return QSize(day + right + px(20), px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen or focused:
            painter.setPen(QPen(theme().colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("selection") if chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(RADIUS_ROW), px(RADIUS_ROW))
        area = rect.adjusted(px(10), 0, -px(10), 0)
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("touch_bold" if chosen else "touch"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))
        word, sign = str(index.data(MeetingRole.WORD) or ""), str(index.data(MeetingRole.SIGN) or "")
        font = theme().font("caption" if sign else "caption_bold")
        colour = str(index.data(MeetingRole.COLOUR) or "text2")
        painter.setFont(font)
        painter.setPen(theme().colour(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
        if sign:
            left = area.right() - QFontMetrics(font).horizontalAdvance(word) - px(22)
            paint_icon(painter, sign, QRect(left, area.top(), px(16), area.height()), colour)
        painter.restore()
