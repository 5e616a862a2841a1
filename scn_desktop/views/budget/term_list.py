"""Rows or columns to choose from, each left out, added or subtracted: the keys + and − , or Space for the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from scn_desktop.swedish import MINUS
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.list_box import LEAST_ROWS, ROW, ListBox

_NEXT: Final = {"": "plus", "plus": "minus", "minus": ""}
_SIGNS: Final = {"": "\u2007\u2007", "plus": "+\u2007", "minus": f"{MINUS}\u2007"}
_WORDS: Final = {"": "räknas inte", "plus": "läggs till", "minus": "dras ifrån"}
_KEYS: Final = {"+": "plus", "-": "minus", MINUS: "minus"}


class TermList(ListBox):
    """`terms` gives what is chosen, from the top, with its sign."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], chosen: Mapping[str, str], name: str, parent: QWidget | None = None
    ) -> None:
        """`choices` are (key, text); `chosen` the signs of those that are in already."""
        super().__init__(name, parent)
        self._names = dict(choices)
        for key, _ in choices:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, (key, chosen.get(key, "")))
            self.addItem(item)
            self._show(item)
        self.itemClicked.connect(self.step)
        px, rows = theme().px, min(max(len(choices), 2), 9)
        self.setMinimumHeight(min(rows, LEAST_ROWS) * px(ROW) + px(8))
        self.setMaximumHeight(rows * px(ROW) + px(8))
        if choices:
            self.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(256), self.maximumHeight())

    def terms(self) -> list[tuple[str, str]]:
        """The keys of what is chosen, each with "plus" or "minus"."""
        held = [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]
        return [(key, sign) for key, sign in held if sign]

    @Slot(QListWidgetItem)
    def step(self, item: QListWidgetItem) -> None:
        """Add it, then subtract it, then leave it out."""
        key, sign = item.data(Qt.ItemDataRole.UserRole)
        self._set(item, key, _NEXT[sign])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item(self.currentRow()) if self.currentRow() >= 0 else None
        if item is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.step(item)
        elif event.text() in _KEYS:
            self._set(item, item.data(Qt.ItemDataRole.UserRole)[0], _KEYS[event.text()])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._set(item, item.data(Qt.ItemDataRole.UserRole)[0], "")
        else:
            super().keyPressEvent(event)

    def _set(self, item: QListWidgetItem, key: str, sign: str) -> None:
        item.setData(Qt.ItemDataRole.UserRole, (key, sign))
        self._show(item)

    def _show(self, item: QListWidgetItem) -> None:
        key, sign = item.data(Qt.ItemDataRole.UserRole)
        name = self._names[key] or tr("utan namn")
        item.setText(f"{_SIGNS[sign]} {name}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {tr(_WORDS[sign])}")
