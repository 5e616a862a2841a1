"""The search field of the header: what is typed and which keys are pressed; it knows nothing of what is found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

KEYS: Final = "Ctrl+F"
WIDEST: Final = 186
NARROWEST: Final = 96


class SearchField(QLineEdit):
    """`stepped(by)`: another hit; `chosen`: go there; `escaped`: back; `entered`, `left`: the focus comes and goes."""

    stepped = Signal(int)
    chosen = Signal()
    escaped = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(tr("Sök i allt"))
        self.setAccessibleName(tr("Sök i allt utom stickproven"))
        self.setToolTip(tr("Sök i allt utom stickproven ({keys})").format(keys=KEYS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the sizes of the text size in force."""
        px = theme().px
        self.setMinimumWidth(px(NARROWEST))
        self.setMaximumWidth(px(WIDEST))
        self.setTextMargins(px(20), 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDEST), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px = theme().px
        paint_icon(painter, "search", QRect(px(10), 0, px(18), self.height()), "text2", px(16))
        hint = painter.fontMetrics().horizontalAdvance(self.placeholderText()) + px(44)
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        painter.setFont(theme().font("caption"))
        if not self.text() and not self.hasFocus():
            room = self._inside()
            if hint + painter.fontMetrics().horizontalAdvance(keys) <= room.right():
                painter.setPen(theme().colour("text2"))
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)

    def _inside(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a constant of the module: Qt makes its hundreds of keys when the first is named, after the first paint.
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = event.key()
        if key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
