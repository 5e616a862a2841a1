"""Recording a stickprov: the fields on top, the cases, and what remains."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_deck import ASSESSMENT, FEWER, CaseDeck
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
        self._parts: list[Part] = []
        self._stops: list[QWidget] = []
        self.fields = SelectionFields(self._set_verifier, self._set_presenter)
        self.panel = RemainingPanel()
        self.deck = CaseDeck(bridge)
        self._narrow = False
        self.new_case = button(tr("Nytt ärende"), self._add_case, role="link", sign="plus")
        self.fewer = button(tr("Färre än tre ärenden…"), self._open_fewer, role="link")
        self._hints = KeyHints()
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
        left.addWidget(self.deck, 1)
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
        self.deck.place_chosen.connect(self._open_place)
        self.deck.entered.connect(self._entered)
        self.deck.finished.connect(self.go_on)
        self.deck.fewer_finished.connect(self._fewer_done)
        self.deck.category_chosen.connect(self._begin)
        self.deck.remove_requested.connect(self._remove_case)
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
            self.deck.show_choice(self._categories(sitting))
        else:
            self._parts = rules.remaining(record)
            self.deck.show_record(record, self._parts)
        self._arrange()
        self.new_case.setVisible(record is not None and not self._bridge.read_only)
        self.fewer.setVisible(record is not None and not self._bridge.read_only and self._may_be_fewer(record))
        self.panel.show_parts(self._parts, self._current_part(), not self._bridge.read_only)
        self._order_tab_stops()

    def _order_tab_stops(self) -> None:
        """The fields, the cards, what is below them, and last *Återstår* with the signing."""
        fields = [each.combo for each in self.fields.in_order()]
        stops = [*fields, *self.deck.tab_stops(), self.new_case, self.fewer, *self.panel.tab_stops()]
        if stops == self._stops:
            return
        self._stops = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

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

    def _current_part(self) -> int:
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
            self._hints.setVisible(not self._narrow)

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
        part = self._parts[place]
        if part.kind == "presenter":
            self.fields.presenter.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.record is None:
            self.focus_first()
        elif part.kind == "case":
            self._open_place(part.case_id)
        elif part.kind == "assessment":
            self._open_place(ASSESSMENT)
        elif not self.fields.verifier.text():
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

    @Slot(str)
    def _remove_case(self, case_id: str) -> None:
        from scn_desktop.models.edits import spot_checks

        self._bridge.attempt(
            tr("Ta bort ärende"), lambda session: spot_checks.remove_case(session, case_id), tr("Ärendet togs bort.")
        )
        self.focus_first()

    def _open_fewer(self) -> None:
        self._open_place(FEWER)

    @Slot()
    def _fewer_done(self) -> None:
        self.deck.place = ""
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
            (("U", "A"), tr("bedöma")),
            (("Enter",), tr("nästa")),
            (("Alt", "1–9"), tr("byt ärende")),
        ):
            for key in keys:
                layout.addWidget(label(key, "keycap"))
            layout.addWidget(label(words, "caption"))
            layout.addSpacing(px(12))
