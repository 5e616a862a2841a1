"""A signed stickprov as it stands: locked, checked against what was signed, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.law import citation
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.spot_check.case_card import SIGNS, answer_word, assessment_word
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import PillLabel, SignLabel, Status, label, line

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck


class RecordView(QFrame):
    """Built anew for each record."""

    def __init__(self, bridge: Bridge, record: SpotCheck, parent: QWidget | None = None) -> None:
        from scn_desktop.models.spot_check_alterations import everything_altered
        from scn_desktop.models.spot_check_minutes import summary
        from scn_desktop.swedish import format_date

        super().__init__(parent)
        self._bridge = bridge
        self._record = record
        self._changed = everything_altered(record)
        self.setProperty("role", "surface")
        px = theme().px
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(px(36), px(18), px(36), px(4))
        self._page.setSpacing(px(10))
        meeting = record.meeting
        held = format_date(meeting.held_on) if meeting.held_on else tr("utan datum")
        head = QHBoxLayout()
        title = label(tr("{utskott}, {day}").format(utskott=meeting.subcommittee.name, day=held), "h1", wrap=True)
        head.addWidget(title, 1)
        head.setSpacing(px(8))
        if self._changed:
            head.addWidget(PillLabel(tr("Ändrad efter signering"), Status.ERROR))
        head.addWidget(PillLabel(tr("Signerad"), Status.OK, "lock"))
        self._page.addLayout(head)
        said = selectable(label(summary(record), "touch", wrap=True))
        said.setMinimumWidth(px(480))
        self._page.addWidget(said)
        if record.cases:
            self._page.addLayout(self._answers())
        self._add_texts()
        self._page.addWidget(self._signature())
        self._page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = PageArea(page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer.addWidget(area, 1)
        outer.addWidget(line())
        foot = QVBoxLayout()
        foot.setContentsMargins(px(36), px(8), px(36), px(10))
        foot.setSpacing(px(8))
        foot.addLayout(self._buttons())
        law = tr("Signeringen ersätter inte justeringen av mötesprotokollet enligt {law}.").format(
            law=citation("verification")
        )
        foot.addWidget(label(law, "caption", wrap=True))
        outer.addLayout(foot)

    def _answers(self) -> QGridLayout:
        """Questions down, cases across."""
        px = theme().px
        record, count = self._record, len(self._record.cases)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(0, 15)
        grid.addWidget(label(tr("Fråga"), "field"), 1, 0)
        for column, case in enumerate(record.cases, start=1):
            grid.setColumnStretch(column, 5)
            widest = QFontMetrics(theme().font("touch_bold")).horizontalAdvance(case.reference)
            grid.setColumnMinimumWidth(column, min(widest, px(200)))
            grid.addWidget(label(tr("Ärende {number}").format(number=column), "field"), 0, column)
            grid.addWidget(shrinking(selectable(label(case.reference, "bold", wrap=True))), 1, column)
        grid.addWidget(DarkLine(), 2, 0, 1, count + 1)
        row = 3
        for question in record.questions:
            asked = shrinking(label(question.text, "touch", wrap=True))
            asked.setMinimumWidth(px(260))  # the page's least height is reckoned at the least width
            grid.addWidget(asked, row, 0)
            for column, case in enumerate(record.cases, start=1):
                answer = case.answer_to(question)
                sign, colour = SIGNS.get(answer, ("circle-dashed", "text2"))
                word = answer_word(answer) or tr("Inget svar")
                shown = AnswerLabel(word, sign, colour)
                shown.setAccessibleName(tr("Ärende {number}, {word}").format(number=column, word=word))
                grid.addWidget(shown, row, column)
            grid.addWidget(line(), row + 1, 0, 1, count + 1)
            row += 2
        grid.addWidget(label(tr("Bedömning"), "bold"), row, 0)
        for column, case in enumerate(record.cases, start=1):
            grid.addWidget(shrinking(label(assessment_word(case.assessment), "bold", wrap=True)), row, column)
        return grid

    def _add_texts(self) -> None:
        """Comments, the reason for fewer cases, the assessment of the whole."""
        record = self._record
        for number, case in enumerate(record.cases, start=1):
            if case.comment.strip():
                self._said(tr("Ärende {number}.").format(number=number), case.comment)
        if record.fewer_reason.strip():
            self._said(tr("Färre än tre ärenden."), record.fewer_reason)
        if record.assessment:
            words = f"{assessment_word(record.assessment)}. {record.conclusion}".strip()
            self._said(tr("Samlad bedömning."), words)

    def _said(self, bold: str, text: str) -> None:
        from html import escape

        shown = label("", "touch", wrap=True)
        shown.setMinimumWidth(theme().px(480))
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setText(f"<b>{escape(bold)}</b> {escape(text)}".replace("\n", "<br>"))
        self._page.addWidget(selectable(shown))

    def _signature(self) -> QFrame:
        """Who signed, when, the checksum, and whether it still says the same."""
        from scn_desktop.models.spot_check_minutes import clock
        from scn_desktop.models.spot_check_seal import short_code

        px = theme().px
        record = self._record
        box = SignatureBox()
        row = QHBoxLayout(box)
        row.setContentsMargins(px(56), px(9), px(16), px(9))
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addWidget(label(tr("{name}, justerare").format(name=record.signed_by), "bold"))
        try:
            signed = clock(record.signed_at or "")
        except ValueError:
            signed = record.signed_at or ""
        told = tr("Signerade och låste {when}. Kontrollsumma {code}").format(
            when=signed, code=short_code(record.fingerprint)
        )
        column.addWidget(selectable(label(told, "secondary", wrap=True)))
        row.addLayout(column, 1)
        if self._changed:
            row.addWidget(SignLabel(tr("Ändrad efter signering"), "octagon-alert", "error", "body_bold"))
            column.addWidget(label(tr("Ändrat: {fields}").format(fields=", ".join(self._changed)), "error", wrap=True))
        else:
            row.addWidget(SignLabel(tr("Oförändrad"), "shield-check", "ok", "body_bold"))
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.print_button = button(tr("Skriv ut redovisning"), self._print, role="main", sign="printer", touch=True)
        self.copy_button = button(tr("Kopiera text till protokollet"), self._copy, sign="copy", touch=True)
        row.addWidget(self.print_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        return row

    def focus_first(self) -> None:
        """Focus the main button."""
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        self._bridge.print("stickprov", {"meeting": self._record.meeting_id})

    def _copy(self) -> None:
        from scn_desktop.models.spot_check_minutes import minutes_text

        QGuiApplication.clipboard().setText(minutes_text(self._record))
        self._bridge.say(
            tr("Texten är kopierad. Den omfattas av sekretess: klistra in den bara i utskottets protokoll.")
        )


class UnsignedView(QFrame):
    """A meeting whose stickprov is not signed, met when the list is walked through. `open_requested`: fill it in."""

    open_requested = Signal()

    def __init__(self, heading: str, begun: bool, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(36), px(18), px(36), px(14))
        layout.setSpacing(px(12))
        layout.addWidget(label(heading, "h1", wrap=True))
        said = tr("Stickprovet är påbörjat men inte signerat.") if begun else tr("Inget stickprov än.")
        layout.addWidget(label(said, "secondary", wrap=True))
        row = QHBoxLayout()
        verb = tr("Visa stickprovet") if read_only else tr("Fyll i stickprovet")
        row.addWidget(button(verb, self.open_requested.emit, role="main", touch=True))
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)


class AnswerLabel(SignLabel):
    """Sign and word of an answer, in the colour of text; only the sign is coloured."""

    def __init__(self, text: str, sign: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(text, sign, "text", "touch", parent)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._sign_colour = colour

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sign = self.rect()
        sign.setWidth(theme().px(18))
        paint_icon(painter, self._sign, sign, self._sign_colour)
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font("touch"))
        area = self.rect().adjusted(theme().px(26), 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)


class SignatureBox(QFrame):
    """A frame with the sign of a signature at its left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("tone", "quiet")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = theme().px
        paint_icon(QPainter(self), "signature", QRect(px(16), 0, px(26), self.height()), "accent", px(24))


class DarkLine(QFrame):
    """The line under the headings of a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour("control"))


def selectable(shown: QLabel) -> QLabel:
    """A text that can be marked and copied."""
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


def shrinking(shown: QLabel) -> QLabel:
    """A text whose column, not its length, decides how wide it is."""
    shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return shown
