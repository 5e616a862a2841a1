"""Recording a stickprov: the fields on top, the cases, and what remains."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_card import ROOMY_QUESTIONS, CaseCard, FoldedCard
from scn_desktop.views.spot_check.other_cards import AssessmentCard, CategoryChoice, FewerCard
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.spot_check.remaining_panel import RemainingPanel
from scn_desktop.views.spot_check.selection import SelectionFields
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scn_desktop.models.spot_check import SpotCheck
    from scn_desktop.models.spot_check_rules import Part, Sitting

OPEN_WIDTH = 590
SIDE_BY_SIDE = 480
FOLDED_WIDTH = 152
NARROWEST = 52
_ASSESSMENT, _FEWER = "assessment", "fewer"


class RecordingView(QWidget):
    """One sitting's record. `sitting_chosen(key)`: another in the list; `sign_requested`: all is filled in."""

    sitting_chosen = Signal(str)
    begun = Signal(str)
    sign_requested = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sitting: Sitting | None = None
        self._verifier = ""
        self._presenter = ""
        self._open = ""
        self._parts: list[Part] = []
        self._questions: list[str] = []
        self.open_cards: dict[str, CaseCard] = {}
        self.folded: dict[str, FoldedCard] = {}
        self.assessment_card: AssessmentCard | None = None
        self.fewer_card: FewerCard | None = None
        self.choice: CategoryChoice | None = None
        self.fields = SelectionFields(self._set_verifier, self._set_presenter)
        self.panel = RemainingPanel()
        self._cards = QHBoxLayout()
        self.new_case = button(tr("Nytt ärende"), self._add_case, role="link", sign="plus")
        self.fewer = button(tr("Färre än tre ärenden…"), self._open_fewer, role="link")
        self._hints = KeyHints()
        self._narrow = False
        self._all_open = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        page = QWidget()
        left = QVBoxLayout(page)
        left.setContentsMargins(px(24), px(7), px(20), 0)
        left.setSpacing(px(6))
        left.addWidget(self.fields)
        self._cards.setSpacing(px(12))
        left.addLayout(self._cards, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(4))
        foot.addWidget(self._hints, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(1)
        for link in (self.new_case, self.fewer):
            link.setProperty("finger", "true")
            foot.addWidget(link)
        left.addLayout(foot)
        self._page = PageArea(page)
        outer.addWidget(self._page, 1)
        outer.addWidget(self.panel)

    def _connect(self) -> None:
        self.fields.meeting.combo.activated.connect(self._choose_sitting)
        self.fields.category.combo.activated.connect(self._choose_category)
        self.fields.verifier.entered.connect(self.fields.presenter.setFocus)
        self.fields.presenter.entered.connect(self.go_on)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # there is a widget, so there is one
        application.focusChanged.connect(self._follow_focus)
        self.panel.part_chosen.connect(self._open_part)
        self.panel.sign_clicked.connect(self._ask_to_sign)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self, context=context)
            shortcut.activated.connect(self._case_opener(number - 1))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(self._ask_to_sign)

    # Showing ---------------------------------------------------------------------------------------------------------
    @property
    def record(self) -> SpotCheck | None:
        """The record that is shown, None where it is not begun."""
        return self._sitting.record if self._sitting is not None else None

    @property
    def parts(self) -> list[Part]:
        """The parts that *Återstår* shows."""
        return self._parts

    def show_sitting(self, sitting: Sitting, sittings: Sequence[Sitting]) -> None:
        """Show a meeting and its record; the others to choose from, in order."""
        if self._sitting is None or sitting.meeting.id != self._sitting.meeting.id:
            self._verifier = self._presenter = ""
        if self._sitting is None or sitting.key != self._sitting.key:
            self._forget_cards()
        self._sitting = sitting
        self.fields.show_sittings(sittings, sitting.key)
        self.refresh()

    def _forget_cards(self) -> None:
        self._open = ""
        self._questions = []
        for widget in (*self.open_cards.values(), *self.folded.values()):
            self._drop(widget)
        self.open_cards, self.folded = {}, {}
        self._drop(self.assessment_card)
        self._drop(self.fewer_card)
        self._drop(self.choice)
        self.assessment_card = self.fewer_card = self.choice = None

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._cards.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def refresh(self) -> None:
        """Follow the document."""
        from scn_desktop.models import spot_check_rules as rules

        sitting = self._sitting
        if sitting is None:
            return
        record = sitting.record
        self._show_fields(sitting)
        if record is None:
            self._parts = rules.before_begun(self._presenter)
            self._show_choice()
        else:
            self._parts = rules.remaining(record)
            self._show_record(record)
        self.new_case.setVisible(record is not None and not self._bridge.read_only)
        self.fewer.setVisible(record is not None and not self._bridge.read_only and self._may_be_fewer(record))
        self.panel.show_parts(self._parts, self._current_part(), not self._bridge.read_only)

    def _show_fields(self, sitting: Sitting) -> None:
        from scn_desktop.models import queries

        fields, record = self.fields, sitting.record
        categories = [(title, key) for key, title in self._categories(sitting)]
        chosen = record.category_id if record is not None else None
        if record is not None and chosen not in [key for _, key in categories]:
            categories.append((record.category_title, chosen or ""))
        fields.category.show_choices(categories, chosen or ("" if record is not None else None))
        verifiers = [each.name for each in sitting.meeting.subcommittee.verifiers]
        fields.verifier.show_words(verifiers, record.verifier if record is not None else self._verifier)
        presenters = {each.presenter for each in queries.spot_checks(self._bridge.session) if each.presenter.strip()}
        fields.presenter.show_words(sorted(presenters), record.presenter if record is not None else self._presenter)
        for field in (fields.category, fields.verifier, fields.presenter):
            field.combo.setEnabled(not self._bridge.read_only)

    def _may_be_fewer(self, record: SpotCheck) -> bool:
        """Whether a case can go, or fewer than three are left already."""
        from scn_desktop.models.spot_check import MINIMUM_CASES

        return len(record.cases) < MINIMUM_CASES or any(part.untouched for part in self._parts)

    def _categories(self, sitting: Sitting) -> list[tuple[str, str]]:
        """What may be controlled by the plan of the meeting's year, or by the chosen plan: (key, title)."""
        from scn_desktop.models import queries

        year = int((sitting.meeting.held_on or "0")[:4])
        plan = queries.plan_of_year(self._bridge.session, year) or self._bridge.plan
        return [(each.id, each.title) for each in plan.model.categories]

    def _show_choice(self) -> None:
        if self.choice is None:
            self.choice = CategoryChoice(self._categories(self._sitting) if self._sitting is not None else [])
            self.choice.chosen.connect(self._begin)
            self.choice.setEnabled(not self._bridge.read_only)
            self._cards.addWidget(self.choice, 1)
        self._divide()

    def _show_record(self, record: SpotCheck) -> None:
        questions = [question.id for question in record.questions]
        if questions != self._questions:
            keep = self._open
            self._forget_cards()
            self._open, self._questions = keep, questions
        cases = [case.id for case in record.cases]
        for gone in set(self.folded) - set(cases):
            self._drop(self.folded.pop(gone))
            self._drop(self.open_cards.pop(gone, None))
        if self._open not in (*cases, _ASSESSMENT, _FEWER):
            self._open = self._first_open(record)
        self._all_open = self._has_room(len(cases)) and self._open in cases
        parts = {part.case_id: part for part in self._parts if part.kind == "case"}
        at = 0
        for place, case in enumerate(record.cases):
            folded = self.folded.get(case.id)
            if folded is None:
                folded = self.folded[case.id] = FoldedCard()
                folded.clicked.connect(self._opener(case.id))
            self._cards.insertWidget(at, folded)
            at += 1
            folded.show_case(case, place + 1, parts[case.id].missing, parts[case.id].untouched)
            opened = case.id == self._open or self._all_open
            if opened and case.id not in self.open_cards:
                self.open_cards[case.id] = self._new_card(record, place)
            card = self.open_cards.get(case.id)
            if card is not None:
                self._cards.insertWidget(at, card, 1)
                at += 1
                card.show_case(case, place + 1, len(record.cases) > 1)
                card.setVisible(opened)
                card.set_active(case.id == self._open)
        self._show_last(record)
        self._divide()

    def _show_last(self, record: SpotCheck) -> None:
        """The card after the cases: the assessment of the whole, or the reason for fewer."""
        if self._open == _ASSESSMENT and self.assessment_card is None:
            self.assessment_card = AssessmentCard(self._bridge, record)
            self.assessment_card.finished.connect(self.go_on)
            self._cards.addWidget(self.assessment_card, 1)
        if self._open == _FEWER and self.fewer_card is None:
            self.fewer_card = FewerCard(self._bridge, record)
            self.fewer_card.finished.connect(self._fewer_done)
            self._cards.addWidget(self.fewer_card, 1)
        if self.assessment_card is not None:
            self.assessment_card.show_record(record)
            self.assessment_card.setVisible(self._open == _ASSESSMENT)
        if self.fewer_card is not None and self._open != _FEWER:
            self._drop(self.fewer_card)
            self.fewer_card = None

    def _new_card(self, record: SpotCheck, place: int) -> CaseCard:
        case = record.cases[place]
        card = CaseCard(self._bridge, case)
        card.finished.connect(self.go_on)
        card.remove_clicked.connect(lambda: self._remove_case(case.id))
        return card

    def _first_open(self, record: SpotCheck) -> str:
        """The first case that is not done, or the assessment."""
        left = [part.case_id for part in self._parts if part.kind == "case" and not part.done]
        return left[0] if left else _ASSESSMENT

    def _current_part(self) -> int:
        for place, part in enumerate(self._parts):
            if part.case_id and part.case_id == self._open:
                return place
            if part.kind == "assessment" and self._open == _ASSESSMENT:
                return place
        return -1

    def _divide(self) -> None:
        """Give the folded cards what the open one can do without; where that is nothing, the whole page scrolls."""
        px = theme().px
        count = len(self.folded) - (1 if self._open in self.folded else 0)
        room = self.width() - self.panel.width() - px(44) - px(OPEN_WIDTH) - count * px(12)
        self._arrange(room < count * px(NARROWEST))
        widest = FOLDED_WIDTH if len(self._questions) <= ROOMY_QUESTIONS else FOLDED_WIDTH - 20
        width = min(px(widest), max(px(NARROWEST), room // max(1, count)))
        for key, folded in self.folded.items():
            folded.setFixedWidth(width)
            folded.setVisible(key != self._open and not self._narrow and not self._all_open)
        self._fit_soon.start()

    def _has_room(self, count: int) -> bool:
        """Whether all the cases can stand open side by side."""
        px = theme().px
        room = self.width() - self.panel.width() - px(44) - (count - 1) * px(12)
        return count > 0 and room // count >= px(SIDE_BY_SIDE)

    def _arrange(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.fields.arrange(narrow=narrow)
            self._hints.setVisible(not narrow)

    @Slot()
    def _fit(self) -> None:
        """In a narrow window every card is as high as what is in it."""
        cards = (*self.open_cards.values(), self.assessment_card, self.fewer_card, self.choice)
        for card in cards:
            if card is not None and card.isVisible():
                card.show_whole(self._narrow)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        for card in self.open_cards.values():
            if now is not None and card.case_id != self._open and self._all_open and card.isAncestorOf(now):
                self._open = card.case_id
                self.refresh()
        page = self._page.widget()
        if now is not None and self._narrow and page is not None and page.isAncestorOf(now):
            self._page.ensureWidgetVisible(now, 0, theme().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.record is not None and self._all_open != (
            self._has_room(len(self.folded)) and self._open in self.folded
        ):
            self.refresh()
        self._divide()

    # Going about -----------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.fields.commit()
        for card in self.open_cards.values():
            card.finish_edits()
        if self.assessment_card is not None:
            self.assessment_card.finish_edits()

    def focus_first(self) -> None:
        """Focus what is to be filled in first."""
        if self.choice is not None:
            self.choice.focus_first()
        elif self._open in self.open_cards:
            self.open_cards[self._open].focus_first()
        elif self._open == _ASSESSMENT and self.assessment_card is not None:
            self.assessment_card.focus_first()
        elif self._open == _FEWER and self.fewer_card is not None:
            self.fewer_card.focus_first()

    def open_case(self, case_id: str) -> None:
        """Open a case; the others are folded."""
        self._open_place(case_id)

    def _open_place(self, place: str) -> None:
        self.finish_edits()
        self._open = place
        self.refresh()
        self.focus_first()

    def _opener(self, case_id: str) -> Callable[[], None]:
        return lambda: self._open_place(case_id)

    def _case_opener(self, place: int) -> Callable[[], None]:
        def open_it() -> None:
            record = self.record
            if record is not None and place < len(record.cases):
                self._open_place(record.cases[place].id)

        return open_it

    @Slot(int)
    def _open_part(self, place: int) -> None:
        """Go to a part of *Återstår*."""
        part = self._parts[place]
        if part.kind == "presenter":
            self.fields.presenter.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.record is None:
            self.focus_first()
        elif part.kind == "case":
            self._open_place(part.case_id)
        elif part.kind == "assessment":
            self._open_place(_ASSESSMENT)
        elif not self.fields.verifier.text():
            self.fields.verifier.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not part.done:
            self._open_place(_FEWER)
        else:
            self.fields.category.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """To the next part that is not done, from the open one on and round; to the signing when nothing is left."""
        self.finish_edits()
        self.refresh()
        if self.record is None:
            self.focus_first()
            return
        here = self._current_part()
        order = [*range(here + 1, len(self._parts)), *range(here + 1)]
        left = [place for place in order if not self._parts[place].done]
        if left:
            self._open_part(left[0])
        else:
            self.panel.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing --------------------------------------------------------------------------------------------------------
    @Slot()
    def _choose_sitting(self) -> None:
        self.finish_edits()
        self.sitting_chosen.emit(str(self.fields.meeting.combo.currentData()))

    @Slot()
    def _choose_category(self) -> None:
        from scn_desktop.errors import ScnError
        from scn_desktop.models.edits import spot_checks

        chosen, record = str(self.fields.category.combo.currentData() or ""), self.record
        if not chosen:
            return
        if record is None:
            self._begin(chosen)
            return
        try:
            self._bridge.do(
                tr("Byt vad som kontrolleras"), lambda session: spot_checks.set_category(session, record.id, chosen)
            )
            self.fields.category.show_error("")
        except ScnError as error:
            self.fields.category.show_error(str(error))
            self.refresh()

    @Slot(str)
    def _begin(self, category_id: str) -> None:
        from scn_desktop.models.edits import spot_checks

        if self._sitting is None or not self.fields.commit():
            return
        meeting_id, verifier, presenter = self._sitting.meeting.id, self._verifier, self._presenter

        def begin(session: object) -> str:
            made = spot_checks.begin(session, meeting_id, category_id, verifier)  # type: ignore[arg-type]
            if presenter:
                spot_checks.set_field(session, made, "presenter", presenter)  # type: ignore[arg-type]
            return made

        made = self._bridge.attempt(tr("Börja stickprov"), begin)
        if made is not None:
            self.begun.emit(made)

    def _set_verifier(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks
        from scn_desktop.models.personal_number import refuse_personal_number

        record = self.record
        if record is None:
            refuse_personal_number(text)
            self._verifier = text
            return
        self._bridge.do(
            tr("Ändra justerare"), lambda session: spot_checks.set_field(session, record.id, "verifier", text)
        )

    def _set_presenter(self, text: str) -> None:
        from scn_desktop.models.edits import spot_checks
        from scn_desktop.models.personal_number import refuse_personal_number

        record = self.record
        if record is None:
            refuse_personal_number(text)
            self._presenter = text
            QTimer.singleShot(0, self, self.refresh)
            return
        self._bridge.do(
            tr("Ändra föredragande"), lambda session: spot_checks.set_field(session, record.id, "presenter", text)
        )

    def _add_case(self) -> None:
        from scn_desktop.models.edits import spot_checks

        record = self.record
        if record is None:
            return
        self.finish_edits()
        made = self._bridge.attempt(tr("Nytt ärende"), lambda session: spot_checks.add_case(session, record.id))
        if made is not None:
            self._open_place(made)

    def _remove_case(self, case_id: str) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.attempt(
            tr("Ta bort ärende"), lambda session: spot_checks.remove_case(session, case_id), tr("Ärendet togs bort.")
        )
        self.focus_first()

    def _open_fewer(self) -> None:
        self._open_place(_FEWER)

    @Slot()
    def _fewer_done(self) -> None:
        self._open = ""
        self.refresh()
        self.focus_first()

    @Slot()
    def _ask_to_sign(self) -> None:
        """Go to what is missing, or ask for the signature."""
        self.finish_edits()
        if not self.fields.commit() or any(card.errors() for card in self.open_cards.values()):
            self._bridge.say(tr("Något av det skrivna kunde inte tas emot. Rätta det först."))
            wrong = [key for key, card in self.open_cards.items() if card.errors()]
            if wrong:
                self._open_place(wrong[0])
            return
        self.refresh()
        if self._bridge.read_only or self.record is None:
            return
        if any(not part.done for part in self._parts):
            self.go_on()
        else:
            self.sign_requested.emit()


class KeyHints(QFrame):
    """Which keys there are, under the cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for keys, words in (
            (("J", "N", "E"), tr("svara")),
            (("Enter",), tr("nästa")),
            (("Alt", "1–9"), tr("byt ärende")),
        ):
            for key in keys:
                layout.addWidget(label(key, "keycap"))
            layout.addWidget(label(words, "caption"))
            layout.addSpacing(px(12))
