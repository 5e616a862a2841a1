"""A case that is not open, beside the one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from scn_desktop.views.icons import paint_icon
from scn_desktop.views.spot_check.case_card import SIGNS, answer_word, assessment_word
from scn_desktop.views.theme import RADIUS_CARD, theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheckCase


class FoldedCard(QPushButton):
    """A case that is not open: number, reference, answers, assessment. Choosing it opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "painted")
        self._title = ""
        self._number = ""
        self._lines: list[tuple[str, str]] = []
        self._reference = ""
        self._assessment = ""
        self._comments = ""
        self._sign = ("circle-dashed", "text2")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_case(self, case: SpotCheckCase, number: int, missing: str, untouched: bool) -> None:
        """Show what is in the file; `missing` in words, empty when the case is done."""
        self._title = tr("Ärende {number}").format(number=number)
        self._number = str(number)
        self._lines = [
            (str(place), case.answer_to(question))
            for place, question in enumerate(case.spot_check.questions, start=1)
            if not untouched
        ]
        self._reference = tr("Inget ifyllt") if untouched else case.reference or tr("Inget nummer")
        self._assessment = assessment_word(case.assessment)
        self._comments = tr("1 kommentar") if case.comment.strip() else ""
        self._sign = ("circle-dashed", "text2") if missing else ("circle-check", "ok")
        said = tr("återstår: {missing}").format(missing=missing) if missing else tr("klart")
        self.setAccessibleName(", ".join(filter(None, (self._title, self._reference, self._assessment, said))))
        self.setToolTip(tr("Öppna {case} (Alt+{number})").format(case=self._title.lower(), number=number))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme().colour("accent" if focused else "line"), 2 if focused else 1))
        painter.setBrush(theme().colour("active" if self.underMouse() else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(RADIUS_CARD), px(RADIUS_CARD))
        narrow = self.width() < px(110)
        left = px(8 if narrow else 12 if self.width() < px(150) else 16)
        width = self.width() - 2 * left
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("h2"))
        painter.drawText(QPoint(left, px(33)), self._number if narrow else self._title)
        if narrow:
            paint_icon(painter, self._sign[0], QRect(left, px(44), px(20), px(20)), self._sign[1])
            return
        paint_icon(painter, self._sign[0], QRect(left + width - px(20), px(17), px(20), px(20)), self._sign[1])
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font("touch" if self.width() >= px(150) else "body"))
        shown = QFontMetrics(painter.font()).elidedText(self._reference, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QPoint(left, px(55)), shown)
        self._paint_answers(painter, left)

    def _paint_answers(self, painter: QPainter, left: int) -> None:
        px = theme().px
        top = px(76)
        painter.setFont(theme().font("touch"))
        for number, answer in self._lines:
            painter.setPen(theme().colour("text2"))
            painter.drawText(QRect(left, top, px(20), px(26)), Qt.AlignmentFlag.AlignVCenter, number)
            if answer:
                name, colour = SIGNS[answer]
                paint_icon(painter, name, QRect(left + px(17), top, px(20), px(26)), colour)
            painter.setPen(theme().colour("text"))
            word = answer_word(answer) or "–"
            painter.drawText(QRect(left + px(46), top, px(100), px(26)), Qt.AlignmentFlag.AlignVCenter, word)
            top += px(30)
        top += px(6)
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("body_bold" if self.width() >= px(150) else "caption_bold"))
        painter.drawText(QRect(left, top, self.width(), px(22)), Qt.AlignmentFlag.AlignVCenter, self._assessment)
        painter.setPen(theme().colour("text2"))
        painter.setFont(theme().font("caption"))
        painter.drawText(QRect(left, top + px(22), self.width(), px(20)), Qt.AlignmentFlag.AlignVCenter, self._comments)
