"""What stands in the way and what to think of, each a sign and a sentence; more than fits is scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.theme import theme
from scn_desktop.views.widgets.labels import Status
from scn_desktop.views.widgets.wrapped_text import WrappedText

_SIGN_WIDTH: Final = 28
_APART: Final = 4
_MOST_HEIGHT: Final = 92


@dataclass(frozen=True)
class Message:
    """A sentence and how serious it is."""

    text: str
    status: Status


class MessageList(QScrollArea):
    """As high as what it says, up to some lines; gone when there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentences = _Sentences()
        self.setWidget(self._sentences)
        self.hide()

    def show_messages(self, messages: Sequence[Message]) -> None:
        self._sentences.messages = messages
        said = " ".join(message.text for message in messages)
        self._sentences.setAccessibleName(said)
        self.setAccessibleName(said)
        self.setVisible(bool(messages))
        self._fit()
        self.verticalScrollBar().setValue(0)

    def texts(self) -> list[str]:
        return [message.text for message in self._sentences.messages]

    def _fit(self) -> None:
        full, most = self._sentences.height_in(self.width()), theme().px(_MOST_HEIGHT)
        scrolled = full > most
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolled else Qt.FocusPolicy.NoFocus)
        width = self.width() - (self.verticalScrollBar().sizeHint().width() if scrolled else 0)
        self._sentences.resize(width, self._sentences.height_in(width))
        self._sentences.update()
        if self.height() != min(full, most):
            self.setFixedHeight(max(1, min(full, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Sentences(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.messages: Sequence[Message] = ()
        self._text = WrappedText()
        theme().changed.connect(self._text.forget)

    def height_in(self, width: int) -> int:
        px = theme().px
        room = width - px(_SIGN_WIDTH)
        return sum(self._text.height(message.text, room, "body") + px(_APART) for message in self.messages)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        top = 0
        for message in self.messages:
            colour = message.status.colour
            sign = "info" if message.status is Status.NEUTRAL else message.status.sign
            paint_icon(painter, sign, QRect(0, top + px(1), px(18), px(18)), colour)
            area = QRect(px(_SIGN_WIDTH), top, self.width() - px(_SIGN_WIDTH), self.height())
            top += self._text.draw(painter, area, message.text, "body", colour) + px(_APART)
