"""Paints amounts: the sign of a rounded or wrong sum at the left of its cell, headings, and the frame of an error."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.budget.money_table import LABEL, Index, MoneyRole
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.edit_table import Role
from scn_desktop.views.widgets.wrap_delegate import PADDING, PADDING_VERTICAL, CellEditor, WrapDelegate

# How a judged sum looks: sign, colour of the sign.
_SIGNS = {
    "rounding": ("equal-approximately", "text2"),
    "display": ("equal-approximately", "text2"),
    "mismatch": ("octagon-alert", "error"),
    "kept": ("info", "text2"),
}


class MoneyDelegate(WrapDelegate):
    """WrapDelegate for a MoneyTableModel."""

    unit = "mnkr"

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        alone = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if alone:  # the ring is enough, and the view has filled the cell before the delegate is asked
            painter.fillRect(option.rect, theme().colour(str(index.data(Role.BACKGROUND) or "surface")))
            option.state &= ~QStyle.StateFlag.State_Selected
        super()._paint_ground(painter, option, index)
        if index.data(MoneyRole.JUDGEMENT) == "mismatch" and not index.data(Role.ERROR):
            if alone or not option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, theme().colour("error_soft"))
            painter.setPen(QPen(theme().colour("error"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, -1, -1, -1))

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if index.data(MoneyRole.KIND) == "heading" and index.column() == LABEL:
            self._paint_heading(painter, rect, index)
            return
        judgement = str(index.data(MoneyRole.JUDGEMENT) or "")
        if judgement in _SIGNS and not index.data(Role.ERROR):
            px = theme().px
            sign, colour = _SIGNS[judgement]
            place = QRect(rect.left() + px(PADDING), rect.top() + px(PADDING_VERTICAL), px(18), px(20))
            paint_icon(painter, sign, place, colour)
        if judgement == "mismatch" and not index.data(Role.ERROR):
            area = rect.adjusted(0, theme().px(PADDING_VERTICAL), -theme().px(PADDING), -1)
            right = Qt.AlignmentFlag.AlignRight.value
            self._line(painter, area, str(index.data() or ""), "body_bold", "error", right)
            return
        super()._paint_text(painter, rect, index)

    def _paint_heading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px = theme().px
        text = str(index.data() or "") or str(index.data(Role.PLACEHOLDER) or "")
        area = rect.adjusted(px(PADDING), px(PADDING_VERTICAL) + px(3), -px(PADDING), -1)
        self._line(painter, area, text, "caption_bold", "text2", Qt.AlignmentFlag.AlignLeft.value)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, CellEditor) and not index.data(MoneyRole.IS_TEXT):
            # A pause in the middle of a number must neither be told as an error nor empty the cell.
            editor.pause_passed.disconnect()
            editor.pause_passed.connect(lambda: self._commit_whole_amount(editor))
        return editor

    def _commit_whole_amount(self, editor: CellEditor) -> None:
        from scn_desktop.models.money import parse_amount

        try:
            figure = parse_amount(editor.toPlainText(), self.unit)
        except ScnError:
            return
        if figure is not None:
            self.commitData.emit(editor)
