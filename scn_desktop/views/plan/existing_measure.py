"""Lägg till befintlig åtgärd…: a measure that stands elsewhere in the plan is placed here too, and typed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.titled_dialog import TitledDialog
from scn_desktop.views.icons import icon
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.edit_table import EditTableModel
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.measure_list import ListedMeasure


class ChoiceTableModel(EditTableModel):
    """Measures to choose among, with the places where they stand. `ids` are the measures' keys."""

    def __init__(
        self, bridge: Bridge, titles: list[str], listed: list[ListedMeasure], parent: QObject | None = None
    ) -> None:
        super().__init__(titles, parent)
        self.read_only = True
        self._texts = PlanTexts.of(bridge)
        self._listed = {each.measure.id: each for each in listed}
        self.ids = list(self._listed)

    def text(self, row: int, column: int) -> str:
        found = self._listed[self.ids[row]]
        if column:
            return ", ".join(found.places)
        text, placements = found.measure.full_text, found.placements
        return self._texts.cell_words(text, placements[0].block) if placements else text

    def show_matching(self, words: str) -> None:
        """Leave the measures that hold every word of a text, in their text, effect or place."""
        wanted = words.casefold().split()
        found = [key for key, each in self._listed.items() if all(word in _searched(each) for word in wanted)]
        self.beginResetModel()
        self.ids = found
        self.endResetModel()


def _searched(each: ListedMeasure) -> str:
    return "\n".join((each.measure.full_text, each.measure.effect, *each.places)).casefold()


class ExistingMeasureDialog(TitledDialog):
    """`chosen(measure id)` follows Enter, a double click or the button."""

    chosen = Signal(str)

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget) -> None:
        from scn_desktop.models.measure_list import listed_measures

        words = measure_words(bridge.plan.model)
        title = tr("Lägg till befintlig {word}").format(word=words.singular.lower())
        lead = tr("Den skrivs en gång och står på båda ställena: ändras den på ett ställe ändras den överallt.")
        super().__init__(title, lead, parent)
        px = theme().px
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Skriv ett ord ur åtgärden, effekten eller avsnittet"))
        self.filter.setAccessibleName(tr("Filtrera"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("filter", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.installEventFilter(self)
        self.content.addWidget(self.filter)
        here = {each.measure_id for each in block.measure_placements}
        listed = [each for each in listed_measures(bridge.plan) if each.measure.id not in here]
        self.model = ChoiceTableModel(bridge, [words.singular, tr("Står under")], listed, self)
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
        self.add_button = button(tr("Lägg till"), self.choose, role="main")
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
        """Place the chosen measure, and close."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.ids):
            measure_id = self.model.ids[row]
            self.accept()
            self.chosen.emit(measure_id)

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
