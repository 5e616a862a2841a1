"""A signed stickprov as it stands: locked, checked against what was signed, ready to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from scn_desktop.law import citation
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.icons import paint_icon
from scn_desktop.views.spot_check.case_card import SIGNS, answer_word, assessment_word
from scn_desktop.views.spot_check.draws_dialog import draws_link
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.spot_check.seal_boxes import CorrectionBox, SignatureBox, selectable
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import PillLabel, SignLabel, Status, label, line

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck


class RecordView(QFrame):
    """Built anew for each record."""

    def __init__(
        self, bridge: Bridge, record: SpotCheck, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        from scn_desktop.models.spot_check_alterations import everything_altered
        from scn_desktop.models.spot_check_minutes import summary
        from scn_desktop.swedish import format_date, plural

        super().__init__(parent)
        self._bridge = bridge
        self._record = record
        self._now = now
        self._last_correction: QWidget | None = None
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
        if record.corrections:
            count = plural(len(record.corrections), tr("rättelse"), tr("rättelser"))
            head.addWidget(PillLabel(count, Status.NEUTRAL))
        head.addWidget(PillLabel(tr("Signerad"), Status.OK, "lock"))
        self._page.addLayout(head)
        said = selectable(label(summary(record), "touch", wrap=True))
        said.setMinimumWidth(px(480))
        self._page.addWidget(said)
        if record.cases:
            self._page.addLayout(self._answers())
        self._add_texts()
        self._page.addWidget(self._signature())
        for number, correction in enumerate(record.corrections, start=1):
            self._last_correction = CorrectionBox(correction, number)
            self._page.addWidget(self._last_correction)
        self._page.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._area = PageArea(page)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer.addWidget(self._area, 1)
        outer.addWidget(line())
        foot = QVBoxLayout()
        foot.setContentsMargins(px(36), px(8), px(36), px(10))
        foot.setSpacing(px(8))
        self._button_row, self._below = self._buttons(), QHBoxLayout()
        foot.addLayout(self._button_row)
        law = tr("Signeringen ersätter inte justeringen av mötesprotokollet enligt {law}.").format(
            law=citation("verification")
        )
        self._below.addWidget(label(law, "caption", wrap=True), 1)
        foot.addLayout(self._below)
        outer.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The third button beside the line of law where three in a row have no room."""
        super().resizeEvent(event)
        buttons = (self.print_button, self.copy_button, self.correct_button)
        fits = sum(each.sizeHint().width() + theme().px(12) for each in buttons) <= self.width() - theme().px(72)
        wanted = self._button_row if fits else self._below
        if wanted.indexOf(self.correct_button) < 0:
            wanted.insertWidget(2 if fits else 1, self.correct_button)

    def show_last_correction(self) -> None:
        """Bring what was just added into sight."""
        if self._last_correction is not None:
            self._area.ensureWidgetVisible(self._last_correction)

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
        """How the cases were chosen, jäv, comments, the reason for fewer cases, the assessment of the whole."""
        from scn_desktop.models.draw_words import altered_words, selection_words
        from scn_desktop.models.recusals import told_in_full

        record = self._record
        chosen = selection_words(record)
        if chosen:
            self._said(tr("Urval."), chosen)
        altered = altered_words(record.meeting)
        if altered:
            self._page.addWidget(label(altered, "error", wrap=True))
        if record.meeting.draws:
            self.draws = draws_link(self._bridge, lambda: [record.meeting], self)
            self._page.addWidget(self.draws, 0, Qt.AlignmentFlag.AlignLeft)
        if record.recused.strip():
            self._said(tr("Jäv."), told_in_full(record))
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
        shown.setText(f'<span style="font-weight: 600">{escape(bold)}</span> {escape(text)}'.replace("\n", "<br>"))
        self._page.addWidget(selectable(shown))

    def _signature(self) -> QFrame:
        """Who signed, when, the checksum, and whether it still says the same."""
        from scn_desktop.models.spot_check_seal import short_code
        from scn_desktop.models.spot_check_words import clock

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
        self.correct_button = button(tr("Lägg till rättelse…"), self._correct, sign="pen-line", touch=True)
        self.correct_button.setEnabled(not self._bridge.read_only)
        row.addWidget(self.correct_button)
        row.addStretch(1)
        return row

    def focus_first(self) -> None:
        """Focus the main button."""
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        self._bridge.print("stickprov", {"meeting": self._record.meeting_id})

    def _correct(self) -> None:
        from scn_desktop.views.spot_check.correction_dialog import CorrectionDialog

        CorrectionDialog(self._bridge, self._record, self._now, self.window()).open()  # it outlives this view

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


class DarkLine(QFrame):
    """The line under the headings of a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().colour("control"))


def shrinking(shown: QLabel) -> QLabel:
    """A text whose column, not its length, decides how wide it is."""
    shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return shown
