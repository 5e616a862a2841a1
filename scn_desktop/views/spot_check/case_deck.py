"""The cards of a record side by side: one open, the others folded, or all open where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.spot_check.case_card import ROOMY_QUESTIONS, CaseCard
from scn_desktop.views.spot_check.folded_card import FoldedCard
from scn_desktop.views.spot_check.other_cards import AssessmentCard, CategoryChoice, FewerCard
from scn_desktop.views.spot_check.recusal_card import RecusalCard
from scn_desktop.views.theme import theme

if TYPE_CHECKING:
    from scn_desktop.models.planning_model import SpotCheckCategory
    from scn_desktop.models.spot_check import SpotCheck
    from scn_desktop.models.spot_check_rules import Part

OPEN_WIDTH: Final = 590
FOLDED_WIDTH: Final = 152
NARROWEST: Final = 52
SIDE_BY_SIDE: Final = 480
ASSESSMENT: Final = "assessment"
FEWER: Final = "fewer"
RECUSAL: Final = "recusal"


class CaseDeck(QWidget):
    """`place` is the key of the open case, ASSESSMENT, FEWER or RECUSAL.

    `place_chosen(place)`: a folded card was chosen. `entered(place)`: focus went to another open card.
    `finished`: Enter on the last thing in a card. `aside_finished`: the reason for fewer cases, or the jäv, is done
    with. `category_chosen(key)` begins a record. `phrases_wanted`: the ready phrases shall be changed.
    """

    place_chosen = Signal(str)
    entered = Signal(str)
    finished = Signal()
    aside_finished = Signal()
    category_chosen = Signal(str)
    remove_requested = Signal(str)
    phrases_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._questions: list[str] = []
        self._room = theme().px(1000)
        self._all_open = False
        self.place = ""
        self.narrow = False
        self.open_cards: dict[str, CaseCard] = {}
        self.folded: dict[str, FoldedCard] = {}
        self.assessment_card: AssessmentCard | None = None
        self.fewer_card: FewerCard | None = None
        self.recusal_card: RecusalCard | None = None
        self.choice: CategoryChoice | None = None
        self.category: SpotCheckCategory | None = None
        self._cards = QHBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(theme().px(12))
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)

    # Showing ---------------------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Drop every card, for another record."""
        self.place = ""
        self._questions = []
        for widget in (*self.open_cards.values(), *self.folded.values()):
            self._drop(widget)
        self.open_cards, self.folded = {}, {}
        self._drop(self.assessment_card)
        for card in (self.fewer_card, self.recusal_card, self.choice):
            self._drop(card)
        self.assessment_card = self.fewer_card = self.recusal_card = self.choice = None

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._cards.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def show_choice(self, categories: Sequence[tuple[str, str]]) -> None:
        """What shall be controlled; categories as (key, title)."""
        if self.choice is None:
            self.choice = CategoryChoice(categories)
            self.choice.chosen.connect(self.category_chosen)
            self.choice.setEnabled(not self._bridge.read_only)
            self._cards.addWidget(self.choice, 1)
        self._fit_soon.start()

    def show_record(self, record: SpotCheck, parts: Sequence[Part]) -> None:
        """Show the record as it is in the file, with the card at `place` open."""
        self.category = record.category
        questions = [question.id for question in record.questions]
        if questions != self._questions:
            kept = self.place
            self.forget()
            self.place, self._questions = kept, questions
        cases = [case.id for case in record.cases]
        for gone in set(self.folded) - set(cases):
            self._drop(self.folded.pop(gone))
            self._drop(self.open_cards.pop(gone, None))
        if self.place not in (*cases, ASSESSMENT, FEWER, RECUSAL):
            left = [part.case_id for part in parts if part.kind == "case" and not part.done]
            self.place = left[0] if left else ASSESSMENT
        self._all_open = self.place in cases and self._fits_open(len(cases))
        of_case = {part.case_id: part for part in parts if part.kind == "case"}
        at = 0
        for number, case in enumerate(record.cases, start=1):
            at += self._show_folded(record, number, of_case[case.id], at)
            at += self._show_open(record, number, at)
        self._show_last(record)
        self._divide()

    def _show_folded(self, record: SpotCheck, number: int, part: Part, at: int) -> int:
        """Put the folded card at its place; how many places it takes."""
        case = record.cases[number - 1]
        key = case.id
        if key not in self.folded:
            self.folded[key] = FoldedCard()
            self.folded[key].clicked.connect(lambda _checked=False: self.place_chosen.emit(key))
        self._cards.insertWidget(at, self.folded[key])
        self.folded[key].show_case(case, number, part.missing, part.untouched)
        return 1

    def _show_open(self, record: SpotCheck, number: int, at: int) -> int:
        """Put the open card at its place where there is one; how many places it takes."""
        case = record.cases[number - 1]
        key = case.id
        is_open = key == self.place or self._all_open
        if is_open and key not in self.open_cards:
            made = self.open_cards[key] = CaseCard(self._bridge, case, self._phrases)
            made.comment.edit_phrases.connect(self.phrases_wanted)
            made.finished.connect(self.finished)
            made.remove_clicked.connect(lambda: self.remove_requested.emit(key))
        card = self.open_cards.get(key)
        if card is None:
            return 0
        self._cards.insertWidget(at, card, 1)
        card.show_case(case, number, len(record.cases) > 1)
        card.setVisible(is_open)
        card.set_active(key == self.place)
        return 1

    def _show_last(self, record: SpotCheck) -> None:
        """The card after the cases: the assessment of the whole, the reason for fewer, or the jäv."""
        if self.place == ASSESSMENT and self.assessment_card is None:
            self.assessment_card = AssessmentCard(self._bridge, record)
            self.assessment_card.finished.connect(self.finished)
            self._cards.addWidget(self.assessment_card, 1)
        if self.place == FEWER and self.fewer_card is None:
            self.fewer_card = FewerCard(self._bridge, record)
            self.fewer_card.finished.connect(self.aside_finished)
            self._cards.addWidget(self.fewer_card, 1)
        if self.place == RECUSAL and self.recusal_card is None:
            self.recusal_card = RecusalCard(self._bridge, record)
            self.recusal_card.finished.connect(self.aside_finished)
            self._cards.addWidget(self.recusal_card, 1)
        if self.assessment_card is not None:
            self.assessment_card.show_record(record)
            self.assessment_card.setVisible(self.place == ASSESSMENT)
        if self.fewer_card is not None and self.place != FEWER:
            self._drop(self.fewer_card)
            self.fewer_card = None
        if self.recusal_card is not None:
            self.recusal_card.setVisible(self.place == RECUSAL)
            if self.place != RECUSAL and not self.recusal_card.holds_text():
                self._drop(self.recusal_card)
                self.recusal_card = None

    def close_aside(self) -> None:
        """Let go of the reason for fewer cases or the jäv, which is done with."""
        self.place = ""
        self._drop(self.recusal_card)
        self.recusal_card = None

    def _phrases(self) -> list[str]:
        """What the plan offers as comments, when it is asked for."""
        from scn_desktop.models.comment_phrases import phrases_of

        return phrases_of(self.category.model if self.category is not None else self._bridge.plan.model)

    # Room ------------------------------------------------------------------------------------------------------------
    def take_room(self, room: int) -> bool:
        """Divide so many pixels; True where the cards must be shown in another way, by `show_record`."""
        self._room = room
        again = bool(self.folded) and self._all_open != (
            self.place in self.folded and self._fits_open(len(self.folded))
        )
        self._divide()
        return again

    def _fits_open(self, count: int) -> bool:
        """Whether all the cases can stand open side by side."""
        px = theme().px
        return count > 0 and (self._room - (count - 1) * px(12)) // count >= px(SIDE_BY_SIDE)

    def _divide(self) -> None:
        """Give the folded cards what the open one can do without; where that is nothing, they are not shown."""
        px = theme().px
        count = len(self.folded) - (1 if self.place in self.folded else 0)
        room = self._room - px(OPEN_WIDTH) - count * px(12)
        self.narrow = room < count * px(NARROWEST)
        widest = FOLDED_WIDTH if len(self._questions) <= ROOMY_QUESTIONS else FOLDED_WIDTH - 20
        width = min(px(widest), max(px(NARROWEST), room // max(1, count)))
        for key, folded in self.folded.items():
            folded.setFixedWidth(width)
            folded.setVisible(key != self.place and not self.narrow and not self._all_open)
        self._fit_soon.start()

    @Slot()
    def _fit(self) -> None:
        """In a narrow window every card is as high as what is in it, for the page around scrolls."""
        asides = (self.assessment_card, self.fewer_card, self.recusal_card, self.choice)
        for card in (*self.open_cards.values(), *asides):
            if card is not None and card.isVisible():
                card.show_whole(self.narrow)

    # Going about -----------------------------------------------------------------------------------------------------
    def focus_first(self) -> None:
        """Focus what is to be filled in first in the open card."""
        card: CategoryChoice | CaseCard | AssessmentCard | FewerCard | RecusalCard | None = self.choice
        if card is None:
            others = {ASSESSMENT: self.assessment_card, FEWER: self.fewer_card, RECUSAL: self.recusal_card}
            card = self.open_cards.get(self.place) or others.get(self.place)
        if card is not None:
            card.focus_first()

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes to, card by card from the left."""
        if self.choice is not None:
            return [*self.choice.buttons]
        stops: list[QWidget] = []
        for key, folded in self.folded.items():
            stops.append(folded)
            if key in self.open_cards:
                stops += self.open_cards[key].tab_stops()
        for card in (self.assessment_card, self.fewer_card, self.recusal_card):
            stops += card.tab_stops() if card is not None else []
        return stops

    def finish_edits(self) -> None:
        """Commit what is typed in any card."""
        for card in (*self.open_cards.values(), self.assessment_card, self.fewer_card):
            if card is not None:
                card.finish_edits()

    def wrong(self) -> str:
        """The place of a card that holds a text that was refused; empty where none does."""
        if self.assessment_card is not None and self.assessment_card.errors():
            return ASSESSMENT
        return next((key for key, card in self.open_cards.items() if card.errors()), "")

    def follow_focus(self, now: QWidget) -> None:
        """Where all are open, the one that has focus is the one that is worked in."""
        for key, card in self.open_cards.items():
            if self._all_open and key != self.place and card.isAncestorOf(now):
                self.entered.emit(key)
                return
