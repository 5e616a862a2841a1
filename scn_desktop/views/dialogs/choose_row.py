"""A dialog where one row of many is chosen: what is typed narrows the list, and Enter chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.icons import icon
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable


class RowsTableModel(EditTableModel):
    """Rows that can only be chosen. `ids` are their keys; a subclass says what `searched` finds a row by."""

    def __init__(self, titles: Sequence[str], ids: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(titles, parent)
        self.read_only = True
        self._all = list(ids)
        self.ids = list(ids)

    def searched(self, row_id: str) -> str:
        """All that a row can be found by."""
        raise NotImplementedError

    def show_matching(self, words: str) -> None:
        """Leave the rows that hold every word of a text."""
        wanted = words.casefold().split()
        found = [key for key in self._all if all(word in self.searched(key).casefold() for word in wanted)]
        self.beginResetModel()
        self.ids = found
        self.endResetModel()


class ChooseRowDialog(TitledDialog):
    """`chosen(row key)` follows Enter, a double click or the button."""

    chosen = Signal(str)

    def __init__(self, title: str, lead: str, hint: str, verb: str, model: RowsTableModel, parent: QWidget) -> None:
        """`hint` stands in the empty filter."""
        super().__init__(title, lead, parent)
        px = theme().px
        self.model = model
        model.setParent(self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(hint)
        self.filter.setAccessibleName(tr("Filtrera"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("filter", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.installEventFilter(self)
        self.content.addWidget(self.filter)
        self.table = WrapTable(title)
        self.table.setSelectionBehavior(WrapTable.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(WrapTable.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.table.set_columns((7, 3), (260, 150))
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self.choose)
        self.content.addWidget(self.table, 1)
        self.none = label(tr("Inget passar."), "secondary")
        self.content.addWidget(self.none)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.add_button = button(verb, self.choose, role="main")
        self.foot_buttons = [button(tr("Avbryt"), self.reject), self.add_button]
        for each in self.foot_buttons:
            foot.addWidget(each)
        self.page.addLayout(foot)
        self.filter.textChanged.connect(self._filter)
        self.resize(px(820), px(520))
        self._filter("")
        self.filter.setFocus()

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.model.show_matching(text)
        found = bool(self.model.ids)
        self.table.setVisible(found)
        self.none.setVisible(not found)
        self.add_button.setEnabled(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @Slot()
    def choose(self) -> None:
        """Close, and tell what was chosen."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.ids):
            row_id = self.model.ids[row]
            self.accept()
            self.chosen.emit(row_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses; the arrows go from the filter to the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose()
                return True
            if watched is self.filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.table.setFocus()
                return True
        return super().eventFilter(watched, event)
