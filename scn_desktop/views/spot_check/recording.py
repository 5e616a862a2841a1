"""Recording a stickprov: the fields on top, the cases, and what remains."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_deck import ASSESSMENT, FEWER, RECUSAL, CaseDeck
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.spot_check.questions_notice import QuestionsNotice
from scn_desktop.views.spot_check.record_foot import RecordFoot
from scn_desktop.views.spot_check.remaining_panel import RemainingPanel
from scn_desktop.views.spot_check.selection import SelectionFields
from scn_desktop.views.spot_check.selection_links import SelectionLinks
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scn_desktop.models.plan import Plan
    from scn_desktop.models.spot_check import Meeting, SpotCheck
    from scn_desktop.models.spot_check_rules import Part, Sitting


class RecordingView(QWidget):
    """One sitting's record. `sitting_chosen(key)`: another in the list; `sign_requested`: all is filled in.

    `checklists_wanted`: what is controlled, its questions and the ready phrases shall be changed.
    """

    sitting_chosen = Signal(str)
    begun = Signal(str)
    sign_requested = Signal()
    checklists_wanted = Signal()

    def __init__(self, bridge: Bridge, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sitting: Sitting | None = None
        self._verifier: str | None = None  # None where nobody has chosen another than the meeting's own
        self._presenter = ""
        self._parts: list[Part] = []
        self._stops: list[QWidget] = []
        self.fields = SelectionFields(self._set_verifier, self._set_presenter)
        self.panel = RemainingPanel()
        self.deck = CaseDeck(bridge)
        self._narrow = False
        self.notice = QuestionsNotice(bridge)
        self.foot = RecordFoot(SelectionLinks(bridge, now, self.finish_edits, self.focus_first))
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
        left.addWidget(self.notice)
        left.addWidget(self.deck, 1)
        left.addWidget(self.foot)
        self._page = PageArea(page)
        outer.addWidget(self._page, 1)
        outer.addWidget(self.panel)

    def _connect(self) -> None:
        self.fields.meeting.combo.activated.connect(self._choose_sitting)
        self.fields.category.combo.activated.connect(self._choose_category)
        self.fields.verifier.entered.connect(self.fields.presenter.setFocus)
        self.fields.presenter.entered.connect(self.go_on)
        self.deck.place_chosen.connect(self._open_place)
        self.deck.entered.connect(self._entered)
        self.deck.finished.connect(self.go_on)
        self.deck.aside_finished.connect(self._aside_done)
        self.deck.phrases_wanted.connect(self.checklists_wanted)
        self.deck.category_chosen.connect(self._begin)
        self.deck.remove_requested.connect(self._remove_case)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # there is a widget, so there is one
        application.focusChanged.connect(self._follow_focus)
        self.foot.case_wanted.connect(self._add_case)
        self.foot.fewer_wanted.connect(partial(self._open_place, FEWER))
        self.foot.recusal_wanted.connect(partial(self._open_place, RECUSAL))
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
            self._verifier, self._presenter = None, ""
        if self._sitting is None or sitting.key != self._sitting.key:
            self.deck.forget()
        self._sitting = sitting
        self.fields.show_sittings(sittings, sitting.key)
        self.refresh()

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
            self.deck.show_choice(self._categories())
        else:
            self._parts = rules.remaining(record)
            self.deck.show_record(record, self._parts)
        self._arrange()
        self.foot.show_record(record, self._parts, self.deck.place, read_only=self._bridge.read_only)
        self.notice.show_record(record)
        self.panel.show_parts(self._parts, self._current_part(), not self._bridge.read_only)
        self._order_tab_stops()

    def _order_tab_stops(self) -> None:
        """The fields, the cards, what is below them, and last *Återstår* with the signing."""
        fields = [each.combo for each in self.fields.in_order()]
        stops = [*fields, *self.deck.tab_stops(), *self.foot.stops(), *self.panel.tab_stops()]
        if stops == self._stops:
            return
        self._stops = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_fields(self, sitting: Sitting) -> None:
        from scn_desktop.models import queries

        fields, record = self.fields, sitting.record
        categories = [(title, key) for key, title in self._categories()]
        chosen = record.category_id if record is not None else None
        if record is not None:
            categories = [(record.category_title if key == chosen else title, key) for title, key in categories]
            if chosen not in [key for _, key in categories]:
                categories.append((record.category_title, chosen or ""))
        fields.category.show_choices(categories, chosen or ("" if record is not None else None))
        chosen_before = sitting.meeting.verifier if self._verifier is None else self._verifier
        fields.verifier.show_words(
            _verifiers(sitting.meeting), record.verifier if record is not None else chosen_before
        )
        presenters = queries.presenters(self._bridge.session)
        fields.presenter.show_words(presenters, record.presenter if record is not None else self._presenter)
        for field in (fields.category, fields.verifier, fields.presenter):
            field.combo.setEnabled(not self._bridge.read_only)

    @property
    def plan(self) -> Plan:
        """The plan of the meeting's year, or the chosen plan: its categories, questions and phrases count."""
        from scn_desktop.models import queries

        held = (self._sitting.meeting.held_on or "0") if self._sitting is not None else "0"
        return queries.plan_of_year(self._bridge.session, int(held[:4])) or self._bridge.plan

    def _categories(self) -> list[tuple[str, str]]:
        """What may be controlled by that plan: (key, title)."""
        return [(each.id, each.title) for each in self.plan.model.categories]

    def _current_part(self) -> int:
        if self.record is None:
            return 0
        for place, part in enumerate(self._parts):
            if self.deck.place == (part.case_id if part.kind == "case" else part.kind):
                return place
        return -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.deck.take_room(self.width() - self.panel.width() - theme().px(44)) and self.record is not None:
            self.refresh()
        self._arrange()

    def _arrange(self) -> None:
        """Where the cards have little room, so have the fields."""
        if self._narrow != self.deck.narrow:
            self._narrow = self.deck.narrow
            self.fields.arrange(narrow=self._narrow)
            self.foot.arrange(narrow=self._narrow)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        page = self._page.widget()
        if now is None or page is None or not page.isAncestorOf(now):
            return
        self.deck.follow_focus(now)
        if self.deck.narrow:
            self._page.ensureWidgetVisible(now, 0, theme().px(60))

    @Slot(str)
    def _entered(self, place: str) -> None:
        self.deck.place = place
        self.refresh()

    # Going about -----------------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is typed."""
        self.fields.commit()
        self.deck.finish_edits()

    def focus_first(self) -> None:
        """Focus what is to be filled in first."""
        self.deck.focus_first()

    def open_case(self, case_id: str) -> None:
        """Open a case; the others are folded."""
        self._open_place(case_id)

    @Slot(str)
    def _open_place(self, place: str) -> None:
        self.finish_edits()
        self.deck.place = place
        self.refresh()
        self.focus_first()

    def _case_opener(self, place: int) -> Callable[[], None]:
        def open_it() -> None:
            record = self.record
            if record is not None and place < len(record.cases):
                self._open_place(record.cases[place].id)

        return open_it

    @Slot(int)
    def _open_part(self, place: int) -> None:
        """Go to a part of *Återstår*."""
        from scn_desktop.models import recusals

        part = self._parts[place]
        if part.kind == "presenter":
            self.fields.presenter.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.record is None:
            self.focus_first()
        elif part.kind == "case":
            self._open_place(part.case_id)
        elif part.kind == "assessment":
            self._open_place(ASSESSMENT)
        elif not self.fields.verifier.text() or recusals.still_recused(self.record):
            self.fields.verifier.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not part.done:
            self._open_place(FEWER)
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
        meeting_id, verifier, presenter = self._sitting.meeting.id, self._verifier or "", self._presenter

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

    @Slot(str)
    def _remove_case(self, case_id: str) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.attempt(
            tr("Ta bort ärende"), lambda session: spot_checks.remove_case(session, case_id), tr("Ärendet togs bort.")
        )
        self.focus_first()

    @Slot()
    def _aside_done(self) -> None:
        self.deck.close_aside()
        self.refresh()
        self.focus_first()

    @Slot()
    def _ask_to_sign(self) -> None:
        """Go to what is missing, or ask for the signature."""
        self.finish_edits()
        wrong = self.deck.wrong()
        if wrong or not self.fields.commit():
            self._bridge.say(tr("Något av det skrivna kunde inte tas emot. Rätta det först."))
            if wrong:
                self._open_place(wrong)
            return
        self.refresh()
        if self._bridge.read_only or self.record is None:
            return
        if any(not part.done for part in self._parts):
            self.go_on()
        else:
            self.sign_requested.emit()


def _verifiers(meeting: Meeting) -> list[str]:
    """Who may take the stickprov: those chosen for the meeting first, then the utskott's register."""
    register = [each.name for each in meeting.subcommittee.verifiers]
    return [name for name in dict.fromkeys((meeting.verifier, meeting.substitute, *register)) if name]
