"""Drawing the cases of a stickprov from a list in three steps: the list, what was read, how many; then the outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from scn_desktop.errors import ScnError
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.spot_check.draw_amount import ALL, ONE, AmountPage
from scn_desktop.views.spot_check.draw_result import ResultPage
from scn_desktop.views.spot_check.draw_review import ReviewPage
from scn_desktop.views.spot_check.draw_source import SourcePage
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.spot_check import SpotCheck

_WIDTH, _HEIGHT = 1080, 600


class DrawDialog(TitledDialog):
    """Fills the empty cards of a stickprov with the cases that are drawn."""

    def __init__(self, bridge: Bridge, record: SpotCheck, now: Callable[[], datetime], parent: QWidget) -> None:
        from scn_desktop.models.draw_rules import unused
        from scn_desktop.models.draw_words import short_words, title

        super().__init__(tr("Dra ärenden ur en lista"), tr("Listan och dragningen omfattas av sekretess."), parent)
        self._bridge, self._record, self._now = bridge, record, now
        self.step = label("", "bold", wrap=True)
        self.page.insertWidget(2, self.step)
        made = [(each.id, f"{title(each)}, {short_words(each)}") for each in unused(record.meeting)]
        self.source = SourcePage(made)
        self.review: ReviewPage | None = None
        self.amount: AmountPage | None = None
        self.outcome: ResultPage | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.source)
        self.content.addWidget(self._pages, 1)
        self.refused = label("", "error", wrap=True)
        self.refused.hide()
        self.page.addWidget(self.refused)
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(8))
        self.back = button(tr("Tillbaka"), self._go_back, touch=True)
        self.cancel = button(tr("Avbryt"), self.reject, touch=True)
        self.main = button(tr("Nästa"), self.go_on, role="main", touch=True)
        self.main.installEventFilter(self)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.main)
        self.foot_buttons = [self.back, self.cancel, self.main]
        self.page.addLayout(foot)
        self.source.got.connect(self._got)
        self.source.draw_chosen.connect(self._use)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.source).activated.connect(self.source.paste)
        self._show(self.source)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only one step for a double click: its second half must not draw, where the step before was left."""
        if watched is self.main and event.type() is QEvent.Type.MouseButtonDblClick:
            return True
        return super().eventFilter(watched, event)

    # The steps -------------------------------------------------------------------------------------------------------
    def _show(self, page: SourcePage | ReviewPage | AmountPage | ResultPage) -> None:
        """One step, with what its foot says. Enter never draws: the button must be gone to and pressed."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.step.setText(self._step(page))
        self.back.setVisible(page is self.review or page is self.amount)
        self.cancel.setVisible(page is not self.outcome)
        self.main.setVisible(page is not self.source)
        self.main.setText(tr("Nästa"))
        if page is self.amount:
            self.main.setText(tr("Dra och logga"))
        elif page is self.outcome:
            self.main.setText(tr("Till ärendena"))
        self.main.setDefault(page is self.review or page is self.outcome)
        self._refuse("")
        self._allow()
        page.focus_first()
        if page is self.outcome:
            self.main.setFocus()

    def _step(self, page: QWidget) -> str:
        if page is self.source:
            return tr("Steg 1 av 3. Hämta listan över periodens ärenden.")
        if page is self.review:
            return tr("Steg 2 av 3. Granska att listan är rätt läst.")
        if page is self.amount:
            return tr("Steg 3 av 3. Hur många ärenden ska dras?")
        return tr("Ärendena är dragna, och dragningen är sparad.")

    def _allow(self) -> None:
        stuck = self._pages.currentWidget() is self.review and self.review is not None and self.review.found.errors
        self.main.setEnabled(not stuck)

    def _refuse(self, reason: str) -> None:
        self.refused.setText(reason)
        self.refused.setVisible(bool(reason))

    def _got(self, text: str) -> None:
        if self.review is not None:
            self._drop(self.review)
        self.review = ReviewPage(text)
        self.review.changed.connect(self._allow)
        self._show(self.review)

    def _drop(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        page.deleteLater()

    def _go_back(self) -> None:
        shown = self._pages.currentWidget()
        if shown is self.amount and self.review is not None:
            self._show(self.review)
        else:
            self._show(self.source)

    def go_on(self) -> None:
        """What the main button does on each step."""
        shown = self._pages.currentWidget()
        if shown is self.review and self.review is not None:
            self._ask_amount(self.review)
        elif shown is self.amount and self.amount is not None and self.review is not None:
            if self.amount.is_complete():
                self._draw(self.amount, self.review)
        else:
            self.accept()

    def _ask_amount(self, review: ReviewPage) -> None:
        by = self._record.verifier or self._bridge.document.author
        if self.amount is not None:
            by = self.amount.by.text()
            self._drop(self.amount)
        earlier = len(self._record.meeting.draws)
        self.amount = AmountPage(review.found, self._record.category_title, by, earlier)
        self._show(self.amount)

    # Drawing ---------------------------------------------------------------------------------------------------------
    def _draw(self, amount: AmountPage, review: ReviewPage) -> None:
        """Draw and fill the cards, in one step that can't be undone."""
        from scn_desktop.models import queries
        from scn_desktop.models.draw import Draw
        from scn_desktop.models.draw_rules import by_category, same
        from scn_desktop.models.edits import draws

        cases, record, now = review.found.cases, self._record, self._now()
        (wanted, reserves), by, mine = amount.amounts(), amount.by.text().strip(), amount.chosen_category()
        scope = amount.scope()
        if scope == ONE:
            cases = tuple(next(found for name, found in by_category(cases).items() if same(name) == same(mine)))

        def draw(session: Any) -> list[str]:
            keys = draws.make_draws(
                session, record.meeting_id, cases, wanted, reserves, by, now, per_category=scope != ALL
            )
            made = [queries.get(session, Draw, key) for key in keys]
            chosen = next(each for each in made if same(each.category_title) == same(mine))
            draws.use_draw(session, record.id, chosen.id)
            return keys

        try:
            keys = self._bridge.do(tr("Dra ärenden"), draw, barrier=True)
        except ScnError as error:
            self._refuse(str(error))
            return
        self._show_result(keys)

    def _use(self, draw_id: str) -> None:
        """Fill the cards from a draw that was made before."""
        from scn_desktop.models.edits import draws

        record = self._record
        try:
            self._bridge.do(tr("Använd dragningen"), lambda session: draws.use_draw(session, record.id, draw_id))
        except ScnError as error:
            self._refuse(str(error))
            return
        self.accept()

    def _show_result(self, keys: list[str]) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.draw import Draw

        found = [queries.get(self._bridge.session, Draw, key) for key in keys]
        found.sort(key=lambda each: each.id != self._record.draw_id)
        self.outcome = ResultPage(self._bridge, found, self._record, self._now)
        self._show(self.outcome)
