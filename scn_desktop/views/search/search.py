"""Search from the header: Ctrl+F, type, arrows, Enter goes to the place, Esc goes back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from scn_desktop.views.bridge import call
from scn_desktop.views.search.field import SearchField

if TYPE_CHECKING:
    from scn_desktop.models.search import Hit, SearchIndex
    from scn_desktop.views.bridge import Bridge
    from scn_desktop.views.search.panel import SearchPanel


PAUSE: Final = 15
"""Milliseconds between two years that are indexed: a letter that is typed meanwhile goes first."""


class Places(Protocol):
    """What the window does for a search."""

    @property
    def current_tab(self) -> QWidget | None:
        """The tab that is shown."""

    def finish_edits(self) -> None:
        """Commit what is being typed."""

    def show_place(self, key: str, place: object) -> None:
        """Go to a tab and a place in it."""


class Search(QObject):
    """The index is made when the field is first entered, year by year while nothing is typed."""

    def __init__(self, window: QMainWindow, field: SearchField, places: Places) -> None:
        super().__init__(window)
        self._window = window
        self._field = field
        self._places = places
        self._bridge: Bridge | None = None
        self._index: SearchIndex | None = None
        self._panel: SearchPanel | None = None
        self._before: QWidget | None = None
        self._quiet = QTimer(self)
        self._quiet.setInterval(PAUSE)
        self._quiet.timeout.connect(self._prepare)
        field.entered.connect(self._entered)
        field.left.connect(self._close)
        field.textEdited.connect(self._ask)
        field.stepped.connect(self._step)
        field.chosen.connect(self._choose)
        field.escaped.connect(self._go_back)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def begin(self, bridge: Bridge) -> None:
        """Search in this document from now on."""
        self.end()
        self._bridge = bridge

    def end(self) -> None:
        """The document is closed."""
        if self._bridge is not None and self._index is not None:
            self._bridge.changed.disconnect(self._index.forget)
        self._quiet.stop()
        self._bridge = self._index = self._before = None
        self._field.clear()
        self._close()

    @Slot()
    def open(self) -> None:
        """Ctrl+F: into the field, with what was searched for last chosen."""
        if self._bridge is None:
            return
        if not self._field.hasFocus():
            self._places.finish_edits()
            self._field.setFocus()
        self._field.selectAll()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self._field and old is not None:
            self._before = old

    # While typing ----------------------------------------------------------------------------------------------------
    @Slot()
    def _entered(self) -> None:
        if self._bridge is None:
            return
        if self._index is None:
            from scn_desktop.models.search import SearchIndex

            self._index = SearchIndex(self._bridge.session)
            self._bridge.changed.connect(self._index.forget)
        self._quiet.start()
        self._ask(self._field.text())

    @Slot()
    def _prepare(self) -> None:
        if self._bridge is not None and self._bridge.document.is_writing:
            return  # what a paste has added so far may be given up
        if self._index is not None and self._bridge is not None and self._index.prepare(self._bridge.plan.year):
            return
        self._quiet.stop()
        if self._panel is not None and not self._panel.is_whole:
            self._ask(self._field.text())

    @Slot(str)
    def _ask(self, typed: str) -> None:
        if self._index is None or self._bridge is None:
            return
        if not typed.strip():
            self._close()
            return
        if self._panel is None:
            from scn_desktop.views.search.panel import SearchPanel

            self._panel = SearchPanel(self._window, self._field)
            self._panel.chosen.connect(self.go_to)
        year = self._bridge.plan.year
        self._panel.show_answer(typed, self._index.search(typed, year, at_once=True), year)
        self._tell()

    @Slot(int)
    def _step(self, by: int) -> None:
        if self._panel is None or not self._panel.isVisible():
            self._ask(self._field.text())
        else:
            self._panel.step(by)
            self._tell()

    def _tell(self) -> None:
        """Let a screen reader say the chosen hit: the focus is in the field."""
        if self._panel is not None:
            self._field.setAccessibleDescription(self._panel.spoken())
            event = QAccessibleEvent(self._field, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # Leaving ---------------------------------------------------------------------------------------------------------
    @Slot()
    def _choose(self) -> None:
        hit = self._panel.current() if self._panel is not None and self._panel.isVisible() else None
        if hit is not None:
            self.go_to(hit)
        else:
            self._ask(self._field.text())

    @Slot(object)
    def go_to(self, hit: Hit) -> None:
        """Show the very place, in its year."""
        if self._bridge is None:
            return
        from scn_desktop.models.search_text import query_of
        from scn_desktop.views.row_place import RowPlace

        asked = query_of(self._field.text())
        self._before = None
        self._close()
        target = hit.target
        self._places.finish_edits()
        if target.year is not None and target.year != self._bridge.plan.year:
            self._bridge.choose_year(target.year)
        self._field.clearFocus()
        place = RowPlace(target.table, target.row_id, asked.words if asked is not None else ())
        self._places.show_place(target.part, place)

    @Slot()
    def _close(self) -> None:
        self._field.setAccessibleDescription("")
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    @Slot()
    def _go_back(self) -> None:
        before, self._before = self._before, None
        self._close()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._field.clearFocus()
            call(self._places.current_tab, "focus_first")
