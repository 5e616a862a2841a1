"""The line under the menus: year, tabs, undo, redo, search, Utskrift."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from scn_desktop.views.icons import SIZE
from scn_desktop.views.search.field import SearchField
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import ComboBox, button, tool_button
from scn_desktop.views.widgets.header_tabs import HeaderTabs


class Header(QFrame):
    """Layout and signals only; `tab_chosen(position)`, `year_chosen(year)`."""

    tab_chosen = Signal(int)
    year_chosen = Signal(int)
    print_clicked = Signal()

    def __init__(self, titles: Sequence[str], undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), 0, px(16), 0)
        layout.setSpacing(px(4))
        self._year = ComboBox()
        self._year.setAccessibleName(tr("Planeringsår"))
        self._year.activated.connect(self._year_activated)
        layout.addWidget(self._year)
        layout.addSpacing(px(10))
        self.tabs = HeaderTabs()
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._tab_changed)
        layout.addWidget(self.tabs)
        self.all_tabs = button(tr("Visa hela planen"), lambda: self.show_only(None), role="quiet")
        self.all_tabs.hide()
        layout.addWidget(self.all_tabs)
        layout.addStretch(2)
        self._undo = self._action_button("undo-2", undo)
        self._redo = self._action_button("redo-2", redo)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        layout.addSpacing(px(8))
        self.search = SearchField()
        layout.addWidget(self.search, 1)
        layout.addSpacing(px(4))
        self._print = button(tr("Utskrift"), self.print_clicked.emit, role="quiet", sign="printer")
        layout.addWidget(self._print)
        self.apply_theme()

    def show_only(self, position: int | None) -> None:
        """Hide every other tab, for somebody who has one thing to do; None shows them all again."""
        for place in range(self.tabs.count()):
            visible = position is None or place == position
            if self.tabs.isTabVisible(place) != visible:
                self.tabs.setTabVisible(place, visible)
        self.tabs.updateGeometry()
        self.all_tabs.setVisible(position is not None)

    def _tab_changed(self, position: int) -> None:
        if not self.tabs.isTabVisible(position):
            self.show_only(None)
        self.tab_chosen.emit(position)

    def hideEvent(self, event: QHideEvent) -> None:
        """The next file begins with all tabs."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.show_only(None)

    def apply_theme(self) -> None:
        """Take the sizes of the text size in force."""
        self.setFixedHeight(theme().px(46))
        self._year.setFixedWidth(theme().px(84))
        self._year.setFont(theme().font("body_bold"))
        self.tabs.setFont(theme().font("body"))
        self.search.apply_theme()
        side = theme().px(SIZE)
        for each in (self._undo, self._redo):
            each.setIconSize(QSize(side, side))
        self._print.setIconSize(QSize(theme().px(SIZE + 5), side))

    def _action_button(self, sign: str, action: QAction) -> QToolButton:
        made = tool_button(sign, action.text())
        made.clicked.connect(action.trigger)

        def follow() -> None:
            made.setEnabled(action.isEnabled())
            made.setToolTip(action.text().replace("&", ""))
            made.setAccessibleName(action.text().replace("&", ""))

        action.changed.connect(follow)
        follow()
        return made

    def show_years(self, years: Sequence[int], chosen: int) -> None:
        self._year.blockSignals(True)
        self._year.clear()
        for year in years:
            self._year.addItem(str(year), year)
        self._year.setCurrentIndex(self._year.findData(chosen))
        self._year.blockSignals(False)

    def _year_activated(self) -> None:
        self.year_chosen.emit(int(self._year.currentData()))
