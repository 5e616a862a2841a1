"""What stands among the cases: the choice of category, the assessment of the whole, the reason for fewer cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_card import (
    ASSESSMENTS,
    assessment_control,
    assessment_missing,
    assessment_word,
)
from scn_desktop.views.spot_check.page_area import PageArea, show_whole
from scn_desktop.views.spot_check.persons import person_warning
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.field_edit import FieldEdit
from scn_desktop.views.widgets.labels import SignLabel, label, line

if TYPE_CHECKING:
    from scn_desktop.models.edits.spot_checks import Assessment
    from scn_desktop.models.spot_check import SpotCheck

REASONS: Final = (
    "Inga sådana beslut fattades under perioden.",
    "Bara ett sådant beslut fattades under perioden.",
    "Bara två sådana beslut fattades under perioden.",
)


class Card(QFrame):
    """A card with room inside, scrolling where the window is low."""

    def __init__(self, title: str, active: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.setProperty("role", "card")
        self.setProperty("active", "true" if active else "false")
        self.setAccessibleName(title)
        page = QWidget()
        self.page = QVBoxLayout(page)
        self.page.setContentsMargins(px(20), px(16), px(20), px(16))
        self.page.setSpacing(px(10))
        self.page.addWidget(label(title, "h2", wrap=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(2), px(2), px(2), px(2))
        self._scroll = PageArea(page)
        outer.addWidget(self._scroll)

    def show_whole(self, whole: bool) -> None:
        """Take the height that everything needs, where the page around scrolls, or scroll inside."""
        show_whole(self, self._scroll, whole)


class CategoryChoice(Card):
    """What shall be controlled: a large button for each category. `chosen(category id)` begins the record."""

    chosen = Signal(str)

    def __init__(self, categories: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`categories` are (key, title)."""
        super().__init__(tr("Vad ska kontrolleras?"), active=False, parent=parent)
        if categories:
            self.page.addWidget(
                label(tr("Välj ett område. Sedan fyller du i tre ärenden, ett i taget."), "secondary", wrap=True)
            )
        else:
            self.page.addWidget(
                label(tr("Årets styrmodell har inga områden för stickprov. Välj ett annat år."), "secondary", wrap=True)
            )
        self.buttons = []
        for key, title in categories:
            made = button(title, partial(self.chosen.emit, key), touch=True)
            self.buttons.append(made)
            row = QHBoxLayout()
            row.addWidget(made)
            row.addStretch(1)
            self.page.addLayout(row)
        self.page.addStretch(1)

    def focus_first(self) -> None:
        """Focus the first category."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class AssessmentCard(Card):
    """The assessment of the whole stickprov. `finished`: Enter on the last thing in it."""

    finished = Signal()

    def __init__(self, bridge: Bridge, record: SpotCheck, parent: QWidget | None = None) -> None:
        super().__init__(tr("Samlad bedömning"), parent=parent)
        self._bridge = bridge
        self._record_id = record.id
        self._cases = QVBoxLayout()
        self._cases.setSpacing(theme().px(4))
        self.page.addLayout(self._cases)
        self.page.addWidget(line())
        self.assessment = assessment_control(tr("Samlad bedömning"))
        row = QHBoxLayout()
        row.addWidget(self.assessment)
        row.addStretch(1)
        self.page.addLayout(row)
        self.conclusion = FieldEdit(
            tr("Slutsats, om det behövs"), self._set_conclusion, multiline=True, touch=True, minimum_lines=2,
            placeholder=tr("Till exempel vad enheten ska rätta. Utan namn."), warn=person_warning,
        )  # fmt: skip
        self.page.addWidget(self.conclusion)
        self.page.addStretch(1)
        self.assessment.chosen.connect(self._set_assessment)
        self.assessment.passed_on.connect(self._pass_on)
        self.conclusion.editor.installEventFilter(self)
        if bridge.read_only:
            self.assessment.setEnabled(False)
            self.conclusion.set_read_only(True)

    def show_record(self, record: SpotCheck) -> None:
        """Show what is in the file, with each case's own assessment."""
        while (item := self._cases.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # it may be painted once more before it goes
                widget.deleteLater()
        for number, case in enumerate(record.cases, start=1):
            word = assessment_word(case.assessment) or tr("inte bedömt än")
            sign, colour = {"no_remark": ("check", "ok"), "remark": ("triangle-alert", "warning")}.get(
                case.assessment, ("circle-dashed", "text2")
            )
            text = tr("Ärende {number}: {word}").format(number=number, word=word.lower())
            self._cases.addWidget(SignLabel(text, sign, colour))
        if not record.cases:
            self._cases.addWidget(label(tr("Inga ärenden att bedöma."), "secondary"))
        self.assessment.setVisible(bool(record.cases))
        self.assessment.choose(record.assessment or None)
        self.conclusion.set_text(record.conclusion)

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        judged = [self.assessment.button(key) for key, _ in ASSESSMENTS]
        return [*judged, self.conclusion.editor, self.conclusion.right]

    def focus_first(self) -> None:
        """Focus the assessment, or the conclusion where there is nothing to assess."""
        if self.assessment.isHidden():
            self.conclusion.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.assessment.focus()

    def errors(self) -> bool:
        """Whether the conclusion was refused."""
        return bool(self.conclusion.error())

    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.conclusion.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if self.conclusion.commit():
                    self.finished.emit()
                return True
        return super().eventFilter(watched, event)

    def _pass_on(self) -> None:
        """On to the conclusion when it is assessed; until then stay and say what is missing."""
        if self.assessment.key() is None:
            self._bridge.say(assessment_missing())
        else:
            self.conclusion.setFocus()

    def _set_assessment(self, assessment: Assessment) -> None:
        from scn_desktop.models.edits import spot_checks

        record = self._record_id
        self._bridge.attempt(
            tr("Samlad bedömning"), lambda session: spot_checks.set_assessment(session, record, assessment)
        )

    def _set_conclusion(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks

        record = self._record_id
        self._bridge.do(
            tr("Ändra slutsats"), lambda session: spot_checks.set_field(session, record, "conclusion", text)
        )


class FewerCard(Card):
    """Why fewer than three cases are checked. `finished` follows a reason that was kept, or Avbryt."""

    finished = Signal()

    def __init__(self, bridge: Bridge, record: SpotCheck, parent: QWidget | None = None) -> None:
        super().__init__(tr("Varför kontrolleras färre än tre ärenden?"), parent=parent)
        self._bridge = bridge
        self._record_id = record.id
        self.page.addWidget(
            label(tr("Skälet står i redovisningen. Ärenden där inget är ifyllt tas bort."), "secondary", wrap=True)
        )
        self.choices = []
        for reason in REASONS:
            made = button(tr(reason), partial(self._take, tr(reason)), touch=True)
            self.choices.append(made)
            row = QHBoxLayout()
            row.addWidget(made)
            row.addStretch(1)
            self.page.addLayout(row)
        self.reason = FieldEdit(tr("Annat skäl"), multiline=True, touch=True, warn=person_warning)
        self._kept = record.fewer_reason
        self.reason.set_text(self._kept)
        self.page.addWidget(self.reason)
        row = QHBoxLayout()
        self._answers = [
            button(tr("Ange skälet"), lambda: self._take(self.reason.text()), role="main", touch=True),
            button(tr("Avbryt"), self.finished.emit, touch=True),
        ]
        for made in self._answers:
            row.addWidget(made)
        row.addStretch(1)
        self.page.addLayout(row)
        self.page.addStretch(1)

    def finish_edits(self) -> None:
        """Keep a reason that is typed."""
        typed = self.reason.text().strip()
        if typed and typed != self._kept and not self.reason.error():
            self._keep(typed)

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        return [*self.choices, self.reason.editor, self.reason.right, *self._answers]

    def focus_first(self) -> None:
        """Focus the first ready-made reason."""
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, reason: str) -> None:
        if self._keep(reason):
            self.finished.emit()

    def _keep(self, reason: str) -> bool:
        """Write the reason; False where it was refused."""
        from scn_desktop.models.edits import spot_checks

        record = self._record_id
        try:
            self._bridge.do(
                tr("Färre än tre ärenden"), lambda session: spot_checks.set_fewer_reason(session, record, reason)
            )
        except ScnError as error:
            self.reason.show_error(str(error))
            return False
        self._kept = reason.strip()
        return True
