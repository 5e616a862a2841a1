"""Intern kontroll: a switch between its pages, each built at its first visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge, call
from scn_desktop.views.control.pages import SURFACE_MARGINS, ControlPage, PageEntry, PagePlace, page_entries
from scn_desktop.views.row_place import RowPlace
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import SegmentedControl

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet


class PageSwitch(SegmentedControl):
    """*Kontroller | Riskmatris | Risker*: the arrows choose, Enter and ↓ go into the page (`entered`)."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _SwitchRoom(QWidget):
    """Keeps the room in a page's bar that the switch, which belongs to the tab, lies over."""

    def __init__(self, switch: PageSwitch) -> None:
        super().__init__()
        self._switch = switch
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._switch.sizeHint()

    minimumSizeHint = sizeHint


class ControlTab(QWidget):
    """Passes what the window asks on to the page that is shown. `page_built` tells of a page's first visit."""

    page_built = Signal(QWidget)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._entries: dict[str, PageEntry] = {entry.key: entry for entry in page_entries()}
        self._built: dict[str, ControlPage] = {}
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.switch = PageSwitch([(entry.key, entry.title) for entry in self._entries.values()], tr("Visa"), self)
        self.switch.setVisible(len(self._entries) > 1)
        self.switch.move(theme().px(SURFACE_MARGINS[0]), theme().px(SURFACE_MARGINS[1]))
        self.switch.chosen.connect(self.show_page)
        self.switch.entered.connect(self.focus_first)
        self.show_page(next(iter(self._entries)))

    # Pages -----------------------------------------------------------------------------------------------------------
    @property
    def current_key(self) -> str:
        """The key of the page that is shown."""
        return next(key for key, page in self._built.items() if page is self._stack.currentWidget())

    @property
    def current_page(self) -> ControlPage:
        """The page that is shown."""
        return self._built[self.current_key]

    def page(self, key: str) -> ControlPage:
        """A page by key, built if need be."""
        if key not in self._built:
            page = self._entries[key].factory(self._bridge)
            if len(self._entries) > 1:
                page.bar.insertWidget(0, _SwitchRoom(self.switch))
            self._built[key] = page
            self._stack.addWidget(page)
            self.page_built.emit(page)
        return self._built[key]

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page; what was being typed on the other is committed, and focus that was there goes along."""
        focused = QApplication.focusWidget()
        goes_along = focused is not None and self._stack.isAncestorOf(focused)
        if self._built:
            self.finish_edits()
        self._bridge.show_detail("")
        self._stack.setCurrentWidget(self.page(key))
        self.switch.choose(key)
        self.switch.raise_()
        if goes_along:
            self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.switch.adjustSize()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.switch.adjustSize()  # its size is known when the style sheet has been put on

    # What the window asks --------------------------------------------------------------------------------------------
    def finish_edits(self) -> None:
        """Commit what is being typed."""
        call(self.current_page, "finish_edits")

    @Slot()
    def focus_first(self) -> None:
        """Work begins where the page says."""
        call(self.current_page, "focus_first")

    def undo_target(self, change_set: ChangeSet) -> bool:
        """Let the page that has the changed place show it, the shown one before the others."""
        here = self.current_key
        for key in sorted(self._entries, key=lambda each: each != here):
            if not change_set.tables() & self._entries[key].tables:
                continue
            if call(self.page(key), "undo_target", change_set):
                if key != here:
                    self.show_page(key)
                    self.focus_first()
                return True
        return False

    def place(self) -> object:
        """The page, and where the user is in it."""
        return PagePlace(self.current_key, call(self.current_page, "place"))

    def show_place(self, place: object) -> None:
        """Go to a place on a page, a row of the file, a page by its key, or a risk, area or control by its."""
        if isinstance(place, RowPlace):
            self.undo_target(place.as_changed())
            return
        if not isinstance(place, PagePlace):
            place = self._place_of(str(place))
        self.show_page(place.page)
        if place.place is not None:
            call(self.current_page, "show_place", place.place)

    def _place_of(self, key: str) -> PagePlace:
        if key in self._entries:
            return PagePlace(key)
        return PagePlace("risks" if any(risk.id == key for risk in self._bridge.plan.risks) else "controls", key)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The page's own keys."""
        found = call(self.current_page, "keys")
        return found if isinstance(found, Sequence) else ()

    def menu_actions(self, menu: str) -> Sequence[QAction]:
        """The page's own actions."""
        found = call(self.current_page, "menu_actions", menu)
        return found if isinstance(found, Sequence) else ()

    def report(self) -> tuple[str, object] | None:
        """The paper that belongs to the page; None for the tab's usual one."""
        found = call(self.current_page, "report")
        return found if isinstance(found, tuple) else None
