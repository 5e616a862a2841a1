"""*Återstår*: what is left of the record, always in sight, with the button that signs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.law import citation
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import RADIUS_ROW, theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check_rules import Part

WIDTH = 281


class PartButton(QPushButton):
    """A part of the record: sign, title and what is missing. Choosing it goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "painted")
        self._title = ""
        self._missing = ""
        self._current = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, title: str, missing: str, current: bool) -> None:
        self._title, self._missing, self._current = title, missing, current
        words = tr("återstår: {missing}").format(missing=missing) if missing else tr("klart")
        self.setAccessibleName(f"{title}, {words}")
        self.updateGeometry()
        self.update()

    def _lines(self) -> int:
        """Lines that the missing words need."""
        if not self._missing:
            return 0
        metrics = QFontMetrics(theme().font("caption"))
        room = QRect(0, 0, max(self.width(), theme().px(WIDTH - 30)) - theme().px(52), 1000)
        height = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._missing).height()
        return max(1, round(height / metrics.lineSpacing()))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(48 if not self._missing else 36 + 18 * self._lines()))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("selection" if self._current else "sunken"))
            painter.drawRoundedRect(self.rect(), px(RADIUS_ROW), px(RADIUS_ROW))
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(RADIUS_ROW), px(RADIUS_ROW))
        done = not self._missing
        name, colour = ("circle-check", "ok") if done else ("circle-dashed", "text2")
        if self._current and not done:
            name, colour = "circle-dot", "accent"
        sign = QRect(px(10), 0, px(20), self.height()) if done else QRect(px(10), px(8), px(20), px(22))
        paint_icon(painter, name, sign, colour)
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("touch_bold" if self._current else "touch"))
        left, width = px(42), self.width() - px(52)
        if done:
            painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
            return
        painter.drawText(QRect(left, px(7), width, px(22)), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font("caption"))
        below = QRect(left, px(29), width, self.height() - px(29))
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._missing)


class RemainingPanel(QFrame):
    """`part_chosen(place)` by its place in the list; `sign_clicked` only when everything is filled in."""

    part_chosen = Signal(int)
    sign_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.setObjectName("remaining")
        self.setFixedWidth(px(WIDTH))
        self._buttons: list[PartButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(16), px(8), px(14))
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(10), 0, px(10), px(8))
        head.addWidget(label(tr("Återstår"), "h2"))
        self._count = label("", "secondary")
        head.addWidget(self._count)
        layout.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(px(2))
        self._list.addStretch(1)
        self._scroll.setWidget(page)
        layout.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(10), px(8), px(10), 0)
        foot.setSpacing(px(6))
        self._ready = label("", "bold")
        foot.addWidget(self._ready)
        self.sign_button = button(tr("Signera och lås"), self.sign_clicked.emit, role="main", sign="lock", touch=True)
        foot.addWidget(self.sign_button)
        law = tr("Ersätter inte justeringen av protokollet enligt {law}.").format(law=citation("verification"))
        foot.addWidget(label(law, "caption", wrap=True))
        layout.addLayout(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), theme().colour("line"))

    def show_parts(self, parts: Sequence[Part], current: int, may_sign: bool) -> None:
        """Show what is left; `current` is the place of the part that is open, -1 for none."""
        while len(self._buttons) < len(parts):
            place = len(self._buttons)
            made = PartButton()
            made.clicked.connect(lambda _checked=False, place=place: self.part_chosen.emit(place))
            self._list.insertWidget(place, made)
            self._buttons.append(made)
        for place, shown in enumerate(self._buttons):
            shown.setVisible(place < len(parts))
            if place < len(parts):
                shown.show_part(parts[place].title, parts[place].missing, place == current)
        if 0 <= current < len(parts):
            self._scroll.ensureWidgetVisible(self._buttons[current])
        done = sum(part.done for part in parts)
        self._count.setText(tr("{done} av {all} delar är klara").format(done=done, all=len(parts)))
        complete = done == len(parts)
        self._ready.setText(tr("Allt är ifyllt.") if complete else tr("Kan signeras när allt är ifyllt."))
        self._ready.setProperty("role", "bold" if complete else "caption")
        self._ready.style().unpolish(self._ready)
        self._ready.style().polish(self._ready)
        self.sign_button.setEnabled(complete and may_sign)

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, the signing last."""
        return [*self._buttons, self.sign_button]

    def button(self, place: int) -> PartButton:
        """The button of a part by its place."""
        return self._buttons[place]
