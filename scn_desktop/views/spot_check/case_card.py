"""A drawn case: the open card with its questions, and the folded one with its answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.comment_field import CommentField
from scn_desktop.views.spot_check.page_area import PageArea, show_whole
from scn_desktop.views.spot_check.persons import reference_warning
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import AnswerControl, tool_button
from scn_desktop.views.widgets.field_edit import FieldEdit, GrowingText
from scn_desktop.views.widgets.labels import label, line

if TYPE_CHECKING:
    from scn_desktop.models.edits.spot_checks import Answer, Assessment
    from scn_desktop.models.spot_check import SpotCheckCase, SpotCheckQuestion

ANSWERS: Final = (("yes", "Ja"), ("no", "Nej"), ("not_applicable", "Ej aktuellt"))
ANSWER_KEYS: Final = ("J", "N", "E")
ASSESSMENTS: Final = (("no_remark", "Utan anmärkning"), ("remark", "Anmärkning"))
SIGNS: Final = {"yes": ("check", "ok"), "no": ("x", "error"), "not_applicable": ("minus", "text2")}
ROOMY_QUESTIONS: Final = 4
"""With more questions than this the rows are lower and the assessment stands beside the comment."""


def answer_word(answer: str) -> str:
    """Ja, Nej or Ej aktuellt; empty where there is no answer."""
    return next((tr(word) for key, word in ANSWERS if key == answer), "")


def assessment_word(assessment: str) -> str:
    """Utan anmärkning or Anmärkning; empty where there is none."""
    return next((tr(word) for key, word in ASSESSMENTS if key == assessment), "")


def assessment_control(name: str) -> AnswerControl:
    """The two assessments, large; U and A choose while it has focus."""
    return AnswerControl([(key, tr(word)) for key, word in ASSESSMENTS], name, keys=("U", "A"))


def assessment_missing() -> str:
    """What is said where Enter is pressed on two assessments of which none is chosen."""
    return tr("Bedömningen är inte vald. Tryck U för utan anmärkning eller A för anmärkning.")


class QuestionRow(QFrame):
    """A question with its three answers; marked while it has focus."""

    def __init__(self, number: int, text: str, roomy: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._active = False
        self.setMinimumHeight(px(62 if roomy else 49))
        layout = QHBoxLayout(self)
        margin = px(20 if roomy else 14)
        layout.setContentsMargins(margin, 0, margin, 0)
        layout.setSpacing(px(8))
        place = label(str(number), "secondary")
        place.setFixedWidth(px(16))
        layout.addWidget(place)
        layout.addWidget(label(text, "touch", wrap=True), 1)
        self.answers = AnswerControl([(key, tr(word)) for key, word in ANSWERS], text, keys=ANSWER_KEYS)
        layout.addWidget(self.answers)
        for key, _ in ANSWERS:
            self.answers.button(key).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._active = event.type() is QEvent.Type.FocusIn
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._active:
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme().colour("active"))
            painter.fillRect(0, 0, theme().px(5), self.height(), theme().colour("accent"))


class CaseCard(QFrame):
    """The open card. `finished`: Enter on the last thing in it; `remove_clicked`: the case shall go."""

    finished = Signal()
    remove_clicked = Signal()

    def __init__(
        self, bridge: Bridge, case: SpotCheckCase, phrases: Callable[[], list[str]], parent: QWidget | None = None
    ) -> None:
        """`phrases`: what the list at the comment offers when it is opened."""
        super().__init__(parent)
        self._bridge = bridge
        self.case_id = case.id
        self.setProperty("role", "card")
        self.setProperty("active", "true")
        px = theme().px
        questions = case.spot_check.questions
        self._roomy = len(questions) <= ROOMY_QUESTIONS
        self._title = label("", "h2")
        self.reference = FieldEdit(
            tr("Ärendenummer"), self._set_reference, show_label=False, touch=True, warn=reference_warning
        )
        self.comment = CommentField(self._set_comment, phrases)
        self.assessment = assessment_control(tr("Bedömning"))
        self.rows: dict[str, QuestionRow] = {}
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self._page.addLayout(self._header())
        self._add_rows(questions)
        self._page.addLayout(self._foot())
        self._page.addStretch(1)
        self._scroll = PageArea(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(2), px(2), px(2), px(2))
        layout.addWidget(self._scroll)
        self._connect()

    def _header(self) -> QBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        margin, height = (px(20), px(9)) if self._roomy else (px(14), px(4))
        row.setContentsMargins(margin, height, margin, height)
        row.setSpacing(px(10))
        top = Qt.AlignmentFlag.AlignTop
        self._named = label(tr("Ärendenummer"), "secondary")
        for beside in (self._title, self._named):
            beside.setFixedHeight(px(48))
        row.addWidget(self._title, 0, top)
        row.addStretch(1)
        self._remove = tool_button("trash-2", tr("Ta bort ärendet"), self.remove_clicked.emit)
        self._remove.setFixedSize(px(48), px(48))
        row.addWidget(self._remove, 0, top)
        row.addWidget(self._named, 0, top)
        self.reference.setFixedWidth(px(230))
        row.addWidget(self.reference)
        return row

    def _add_rows(self, questions: list[SpotCheckQuestion]) -> None:
        for number, question in enumerate(questions, start=1):
            row = QuestionRow(number, question.text, self._roomy)
            row.answers.chosen.connect(self._answerer(question.id))
            self._page.addWidget(line())
            self._page.addWidget(row)
            self.rows[question.id] = row
        self._page.addWidget(line())

    def _foot(self) -> QBoxLayout:
        px = theme().px
        if not self._roomy:
            row = QHBoxLayout()
            row.setContentsMargins(px(14), px(5), px(14), px(4))
            row.setSpacing(px(12))
            row.addWidget(self.comment, 1)
            row.addWidget(self.assessment, 0, Qt.AlignmentFlag.AlignTop)
            return row
        column = QVBoxLayout()
        column.setContentsMargins(px(20), px(9), px(20), px(8))
        column.setSpacing(px(8))
        column.addWidget(self.comment)
        judged = QHBoxLayout()
        judged.addWidget(label(tr("Bedömning"), "bold"))
        judged.addStretch(1)
        judged.addWidget(self.assessment)
        column.addLayout(judged)
        return column

    def _connect(self) -> None:
        for following, row in enumerate(self.rows.values(), start=1):
            row.answers.passed_on.connect(partial(self._focus_row, following))
        self.assessment.chosen.connect(self._set_assessment)
        self.assessment.passed_on.connect(self._pass_on)
        self.comment.editor.installEventFilter(self)
        self.reference.editor.installEventFilter(self)
        if self._bridge.read_only:
            self.reference.set_read_only(True)
            self.comment.set_read_only(True)
            self._remove.hide()
            for control in (self.assessment, *(row.answers for row in self.rows.values())):
                control.setEnabled(False)

    # Showing ---------------------------------------------------------------------------------------------------------
    def show_case(self, case: SpotCheckCase, number: int, may_remove: bool) -> None:
        """Show what is in the file."""
        self._title.setText(tr("Ärende {number}").format(number=number))
        self.setAccessibleName(self._title.text())
        drawn = case.draw_item_id is not None  # a drawn case is left out with a reason
        self._named.setText(tr("Draget ärende") if drawn else tr("Ärendenummer"))
        self._remove.setVisible(may_remove and not drawn and not self._bridge.read_only)
        self.reference.set_text(case.reference)
        self.comment.set_text(case.comment)
        self.assessment.choose(case.assessment or None)
        for question in case.spot_check.questions:
            if question.id in self.rows:
                self.rows[question.id].answers.choose(case.answer_to(question) or None)

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, in the order of the work: removing the case comes last."""
        answers = [row.answers.button(key) for row in self.rows.values() for key, _ in ANSWERS]
        judged = [self.assessment.button(key) for key, _ in ASSESSMENTS]
        doubts = (self.reference.right, self.comment.right)
        return [
            self.reference.editor, doubts[0], *answers, self.comment.editor, self.comment.list_button, doubts[1],
            *judged, self._remove,
        ]  # fmt: skip

    def set_active(self, active: bool) -> None:
        """Mark the card that is worked in, where several are open."""
        wanted = "true" if active else "false"
        if self.property("active") != wanted:
            self.setProperty("active", wanted)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_whole(self, whole: bool) -> None:
        """Take the height that everything needs, where the page around scrolls, or scroll inside."""
        show_whole(self, self._scroll, whole)

    def errors(self) -> bool:
        """Whether a field holds a text that was refused."""
        return bool(self.reference.error() or self.comment.error())

    def focus_first(self) -> None:
        """Focus what is to be filled in first."""
        if not self.reference.text().strip():
            self.reference.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.reference)
            return
        for row in self.rows.values():
            if row.answers.key() is None:
                row.answers.focus()
                self._scroll.ensureWidgetVisible(row)
                return
        self._go_on_from_answers()

    def _go_on_from_answers(self) -> None:
        if self.assessment.key() == "remark" and not self.comment.text().strip():
            self._focus_comment()
        else:
            self._focus_assessment()

    def _focus_assessment(self) -> None:
        self.assessment.focus()
        self._scroll.ensureWidgetVisible(self.assessment)

    def _pass_on(self) -> None:
        """Leave the card when it is assessed; until then stay and say what is missing."""
        if self.assessment.key() is None:
            self._bridge.say(assessment_missing())
        else:
            self.finished.emit()

    def _focus_comment(self) -> None:
        self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(self.comment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on; in the comment Alt or Shift with it makes a new line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if enter and not modifiers and watched is self.reference.editor:
                if self.reference.commit():
                    self._focus_row(0)
                return True
            if enter and watched is self.comment.editor:
                if modifiers in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier):
                    self._break_line()
                    return True
                if not modifiers:
                    if self.comment.commit():
                        self._focus_assessment()
                    return True
        return super().eventFilter(watched, event)

    def _break_line(self) -> None:
        editor = self.comment.editor
        if isinstance(editor, GrowingText):
            editor.insertPlainText("\n")

    def _focus_row(self, place: int) -> None:
        rows = list(self.rows.values())
        if place < len(rows):
            rows[place].answers.focus()
            self._scroll.ensureWidgetVisible(rows[place])
        else:
            self._focus_comment()

    # Changing --------------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.reference.commit()
        self.comment.commit()

    def _set_reference(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks

        case = self.case_id
        self._bridge.do(tr("Ändra ärendenummer"), lambda session: spot_checks.set_reference(session, case, text))

    def _set_comment(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks

        case = self.case_id
        self._bridge.do(tr("Ändra kommentar"), lambda session: spot_checks.set_comment(session, case, text))

    def _set_assessment(self, assessment: Assessment) -> None:
        from scn_desktop.models.edits import spot_checks

        case = self.case_id
        self._bridge.attempt(
            tr("Bedöm ärende"), lambda session: spot_checks.set_case_assessment(session, case, assessment)
        )

    def _answerer(self, question: str) -> Callable[[Answer], None]:
        def answer(chosen: Answer) -> None:
            from scn_desktop.models.edits import spot_checks

            case = self.case_id
            self._bridge.attempt(
                tr("Besvara fråga"), lambda session: spot_checks.set_answer(session, case, question, chosen)
            )

        return answer
