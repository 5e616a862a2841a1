"""Texts and statuses: headings, captions, and the sign + word that never relies on colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme


class Status(StrEnum):
    """What a pill or sign tells; the value names its colour tokens."""

    NEUTRAL = "neutral"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    INFORMATION = "accent"

    @property
    def colour(self) -> str:
        return "text2" if self is Status.NEUTRAL else self.value

    @property
    def background(self) -> str:
        return {Status.NEUTRAL: "sunken", Status.INFORMATION: "selection"}.get(self, f"{self.value}_soft")

    @property
    def sign(self) -> str:
        """The icon that always goes with the status."""
        return _SIGNS[self]


_SIGNS = {
    Status.NEUTRAL: "pencil",
    Status.OK: "check",
    Status.WARNING: "triangle-alert",
    Status.ERROR: "octagon-alert",
    Status.INFORMATION: "info",
}


def label(text: str, role: str = "body", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text in one of the roles of the style sheet: h1 h2 bold body secondary caption field touch error."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


class PillLabel(QWidget):
    """A rounded status: sign + word, in the colours of its status."""

    def __init__(
        self, text: str, status: Status = Status.NEUTRAL, sign: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._status = status
        self._sign = sign if sign is not None else status.sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_status(self, text: str, status: Status, sign: str | None = None) -> None:
        self._text = text
        self._status = status
        self._sign = sign if sign is not None else status.sign
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font("caption_bold"))
        sign = theme().px(20) if self._sign else 0
        return QSize(metrics.horizontalAdvance(self._text) + sign + theme().px(20), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(self._status.background))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        area = self.rect().adjusted(px(10), 0, -px(10), 0)
        if self._sign:
            sign = area.adjusted(-px(2), 0, 0, 0)
            sign.setWidth(px(16))
            paint_icon(painter, self._sign, sign, self._status.colour)
            area.adjust(px(20), 0, 0, 0)
        painter.setPen(theme().colour(self._status.colour))
        painter.setFont(theme().font("caption_bold"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)


class SignLabel(QWidget):
    """A sign and a word on one line, without a background ("✓ Ja")."""

    def __init__(
        self,
        text: str,
        sign: str,
        colour: str = "text",
        font: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._sign = sign
        self._colour = colour
        self._font = font
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_content(self, text: str, sign: str, colour: str = "text") -> None:
        self._text, self._sign, self._colour = text, sign, colour
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font(self._font))
        return QSize(metrics.horizontalAdvance(self._text) + theme().px(28), max(metrics.height(), theme().px(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sign = self.rect()
        sign.setWidth(theme().px(18))
        paint_icon(painter, self._sign, sign, self._colour)
        painter.setPen(theme().colour(self._colour))
        painter.setFont(theme().font(self._font))
        area = self.rect().adjusted(theme().px(26), 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
