"""The pages of the window: the start view, and the tabs, each built at its first visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from scn_desktop.settings import Settings
from scn_desktop.views.bridge import Bridge, call

if TYPE_CHECKING:
    from scn_desktop.models.document.change_log import ChangeSet


@dataclass(frozen=True)
class TabEntry:
    """A tab of the window: `factory(bridge)` is called at the first visit.

    `is_first`: a file opens at it, wherever it stands. `shows_changes`: it may have the place that an undo changed.
    """

    key: str
    title: str
    factory: Callable[[Bridge], QWidget]
    is_first: bool = False
    shows_changes: bool = True


class TabPages(QStackedWidget):
    """Knows tabs only by `bridge.Tab`."""

    def __init__(self, entries: Sequence[TabEntry], settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = list(entries)
        self.built: dict[str, QWidget] = {}
        self._settings = settings
        self._bridge: Bridge | None = None

    @property
    def keys(self) -> list[str]:
        return [entry.key for entry in self.entries]

    def place_of(self, key: str | None) -> int:
        """Where the tab with that key stands, or the one that a file opens at."""
        found = (place for place, entry in enumerate(self.entries) if entry.key == key)
        first = (place for place, entry in enumerate(self.entries) if entry.is_first)
        return next(found, next(first, 0))

    def begin(self, bridge: Bridge) -> None:
        """Build tabs for this document from now on."""
        self._bridge = bridge

    def tab(self, key: str) -> QWidget:
        """The tab by key, built if need be."""
        assert self._bridge is not None
        if key not in self.built:
            tab = next(entry for entry in self.entries if entry.key == key).factory(self._bridge)
            self.built[key] = tab
            self.addWidget(tab)
            self._remember_splitters(key, tab)
            page_built = getattr(tab, "page_built", None)
            if isinstance(page_built, SignalInstance):
                page_built.connect(lambda page: self._remember_splitters(key, page))
        return self.built[key]

    def current_tab(self) -> QWidget | None:
        """The tab that is shown; None while the start view is."""
        shown = self.currentWidget()
        return shown if shown in self.built.values() else None

    def show_tab(self, key: str) -> bool:
        """Show a tab; False when it is shown already."""
        tab = self.tab(key)
        if self.currentWidget() is tab:
            return False
        if self._bridge is not None:
            self._bridge.show_detail("")
        self.setCurrentWidget(tab)
        call(tab, "focus_first")
        return True

    def drop(self, home: QWidget) -> None:
        """Show `home` and forget every tab."""
        self.setCurrentWidget(home)
        for tab in self.built.values():
            self.removeWidget(tab)
            tab.deleteLater()
        self.built = {}

    def finish_edits(self) -> None:
        """Commit what is being typed: shortcuts and menus don't take focus from an open editor."""
        call(self.current_tab(), "finish_edits")

    def show_change(self, change_set: ChangeSet) -> str | None:
        """Let the tab that has the changed place show it; its key when it is not the one that is shown."""
        if call(self.current_tab(), "undo_target", change_set):
            return None
        for entry in self.entries:
            if not entry.shows_changes:
                continue
            tab = self.tab(entry.key)
            if tab is not self.current_tab() and call(tab, "undo_target", change_set):
                return entry.key
        return None

    def _remember_splitters(self, key: str, tab: QWidget) -> None:
        for place, splitter in enumerate(tab.findChildren(QSplitter)):
            name = f"splitter/{key}/{splitter.objectName() or place}"
            sizes = self._settings.numbers(name)
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(sizes)
            splitter.splitterMoved.connect(self._splitter_saver(name, splitter))

    def _splitter_saver(self, name: str, splitter: QSplitter) -> Callable[[], None]:
        return lambda: self._settings.put(name, splitter.sizes())
