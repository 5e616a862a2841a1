"""The line under the menus: year, tabs, undo, redo, Utskrift."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

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
        self.tabs.currentChanged.connect(self.tab_chosen)
        layout.addWidget(self.tabs)
        layout.addStretch(1)
        self._undo = self._action_button("undo-2", undo)
        self._redo = self._action_button("redo-2", redo)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        layout.addSpacing(px(8))
        layout.addWidget(button(tr("Utskrift"), self.print_clicked.emit, role="quiet", sign="printer"))

        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the sizes of the text size in force."""
        self.setFixedHeight(theme().px(46))
        self._year.setFixedWidth(theme().px(84))
        self._year.setFont(theme().font("body_bold"))
        self.tabs.setFont(theme().font("body"))

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
