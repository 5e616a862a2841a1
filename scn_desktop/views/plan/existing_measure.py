"""Lägg till befintlig åtgärd…: a measure that stands elsewhere in the plan is placed here too, and typed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.dialogs.choose_row import ChooseRowDialog, RowsTableModel
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.measure_list import ListedMeasure


class ChoiceTableModel(RowsTableModel):
    """Measures to choose among, with the places where they stand. `ids` are the measures' keys."""

    def __init__(
        self, bridge: Bridge, titles: list[str], listed: list[ListedMeasure], parent: QObject | None = None
    ) -> None:
        self._texts = PlanTexts.of(bridge)
        self._listed = {each.measure.id: each for each in listed}
        super().__init__(titles, list(self._listed), parent)

    def text(self, row: int, column: int) -> str:
        found = self._listed[self.ids[row]]
        return ", ".join(found.places) if column else self._texts.measure_words(found.measure)

    def searched(self, row_id: str) -> str:
        each = self._listed[row_id]
        return "\n".join((each.measure.full_text, each.measure.effect, *each.places))


class ExistingMeasureDialog(ChooseRowDialog):
    """The measures that don't stand in the block yet."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget) -> None:
        from scn_desktop.models.measure_list import listed_measures

        words = measure_words(bridge.plan.model)
        here = {each.measure_id for each in block.measure_placements}
        listed = [each for each in listed_measures(bridge.plan) if each.measure.id not in here]
        super().__init__(
            tr("Lägg till befintlig {word}").format(word=words.singular.lower()),
            tr("Den skrivs en gång och står på båda ställena: ändras den på ett ställe ändras den överallt."),
            tr("Skriv ett ord ur åtgärden, effekten eller avsnittet"),
            tr("Lägg till"),
            ChoiceTableModel(bridge, [words.singular, tr("Står under")], listed),
            parent,
        )
