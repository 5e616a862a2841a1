"""Översikt: what is to be done at the left, the year at a glance at the right. Nothing is edited here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from scn_desktop.swedish import WEEKDAYS, day_and_month
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.control.pages import PagePlace
from scn_desktop.views.overview.cards import Card, ControlCard, GoalCard, MoneyCard, SpotCheckCard
from scn_desktop.views.overview.todo_list import TodoList
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.spot_check.page_area import PageArea
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.reminders import Reminder

WIDTH: Final = 376
"""Of *Att göra*, at 100 %."""
WIDEST: Final = 440
"""Of *Att göra* at any text size, to begin with: the months beside it need their room."""
_NARROW: Final = 760
"""Below this, at 100 %, the cards stand in one column."""
_REMINDED: Final = SpotCheckCard.tables | ControlCard.tables | {"paper", "control_area"}


class OverviewTab(QWidget):
    """Reads the stickprov of a year only; follows the document when it is seen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._today = today
        self._shown_on: date | None = None
        self._old: frozenset[str] = frozenset()  # tables that have changed since they were shown
        self._narrow: bool | None = None
        self.day = label("", "secondary")
        self.todo = TodoList()
        self.nothing = label(tr("Inget att göra just nu."), "secondary", wrap=True)
        self.spot_checks = SpotCheckCard(bridge)
        self.controls = ControlCard(bridge)
        self.goals = GoalCard(bridge)
        self.money = MoneyCard(bridge)
        self._lay_out()
        self.todo.chosen.connect(self._go)
        bridge.changed.connect(self._document_changed)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards from the top."""
        return (self.spot_checks, self.goals, self.money, self.controls)

    def _lay_out(self) -> None:
        px = theme().px
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(px(14), px(18), px(10), px(12))
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(10), 0, px(10), px(8))
        head.setSpacing(0)
        for text in (self.day, label(tr("Att göra"), "h1"), self.nothing):
            head.addWidget(text)
        column.addLayout(head)
        column.addWidget(self.todo, 1)
        column.addStretch(0)
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(px(32), px(20), px(32), px(24))
        self._grid.setHorizontalSpacing(px(48))
        self._grid.setVerticalSpacing(px(32))
        self._area = PageArea(page)
        self._area.viewport().installEventFilter(self)
        surface = QFrame()
        surface.setProperty("role", "surface")
        inner = QHBoxLayout(surface)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._area)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("overview")
        splitter.addWidget(side)
        splitter.addWidget(surface)
        splitter.setStretchFactor(1, 1)
        splitter.setCollapsible(0, False)
        width = min(px(WIDTH), WIDEST)
        splitter.setSizes([width, 1366 - width])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self._arrange(narrow=False)

    def _arrange(self, *, narrow: bool) -> None:
        """Goals and money side by side, or one under the other where there is little room."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.spot_checks, 0, 0, 1, 2)
        self._grid.addWidget(self.controls, 1, 0, 1, 2)
        self._grid.addWidget(self.goals, 2, 0, 1, 2 if narrow else 1, top)
        self._grid.addWidget(self.money, 3 if narrow else 2, 0 if narrow else 1, 1, 2 if narrow else 1, top)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(4, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area.viewport() and event.type() is QEvent.Type.Resize:
            self._arrange(narrow=self._area.viewport().width() < theme().px(_NARROW))
        return super().eventFilter(watched, event)

    # What the window asks --------------------------------------------------------------------------------------------
    def focus_first(self) -> None:
        """The first thing to do; without any, the first card."""
        if self.todo.places.rows:
            if not self.todo.currentIndex().isValid():
                self.todo.setCurrentIndex(self.todo.places.index(0))
            self.todo.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.spot_checks.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The tab's own keys."""
        return (
            (tr("↑ ↓"), tr("Välj bland det som är att göra")),
            (tr("Enter"), tr("Gå till stället")),
            (tr("← → ↑ ↓"), tr("Välj månad och utskott bland stickproven")),
        )

    # Following the document ------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot(object)
    def _document_changed(self, change_set: ChangeSet) -> None:
        self._old |= change_set.tables()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show anew what the changed tables and the day touch; all of it the first time."""
        today, old = self._today(), self._old
        whole = today != self._shown_on
        self._shown_on, self._old = today, frozenset()
        if whole:
            weekday = WEEKDAYS[today.weekday()]
            self.day.setText(f"{weekday[:1].upper()}{weekday[1:]} {day_and_month(today.isoformat())}")
        if whole or old & _REMINDED:
            self._show_reminders(today)
        for card in self.cards:
            if whole or old & card.tables:
                card.refresh(today)

    def _show_reminders(self, today: date) -> None:
        from scn_desktop.models.reminders import reminders

        told = reminders(self._bridge.session, self._bridge.plan, today)
        self.todo.places.show_rows(told, today)
        self.todo.setVisible(bool(told))
        self.nothing.setVisible(not told)

    def _go(self, reminder: Reminder) -> None:
        """To the place where it is done: a stickprov by its meeting, a control in its follow-up."""
        bridge, place = self._bridge, reminder.place
        row: object = place.row_id if place.tab == "spot_check" else RowPlace(place.table, place.row_id)
        if place.period_id:
            row = PagePlace("results", f"{place.period_id} {place.row_id}")
        if place.year is not None:
            bridge.choose_year(place.year)  # the tabs are built anew, this one too
        bridge.go_to(place.tab, row)
