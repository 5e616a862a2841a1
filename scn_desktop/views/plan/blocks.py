"""One editor per kind of block, and what the interface calls each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from scn_desktop.swedish import plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.all_indicators_block import AllIndicatorsBlock
from scn_desktop.views.plan.assessment_block import AssessmentBlock
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import TableBlock, TableWords
from scn_desktop.views.plan.chart_block import ChartBlock
from scn_desktop.views.plan.compiled_block import (
    BudgetBlock,
    PageBreakBlock,
    SourcesBlock,
    SteeringBlock,
)
from scn_desktop.views.plan.controls_block import ControlsBlock
from scn_desktop.views.plan.free_table import FreeTableModel
from scn_desktop.views.plan.image_block import ImageBlock
from scn_desktop.views.plan.indicators_block import IndicatorsBlock
from scn_desktop.views.plan.measure_words import measure_words
from scn_desktop.views.plan.measures_block import MeasuresBlock
from scn_desktop.views.plan.merged_cells import MergedCells
from scn_desktop.views.plan.paper_parts import AttachmentsBlock, SignaturesBlock
from scn_desktop.views.plan.risk_blocks import RiskMatrixBlock, RiskRegisterBlock
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet
    from scn_desktop.models.plan import Plan

NAMES: Final = {
    "text": "Löptext",
    "measures": "Åtgärdstabell",
    "indicators": "Indikatortabell",
    "table": "Egen tabell",
    "budget": "Budgettabell",
    "chart": "Diagram över en budgettabell",
    "controls": "Kontrolltabell",
    "risk_matrix": "Riskmatris (automatisk)",
    "risk_register": "Riskregister (automatisk)",
    "steering_documents": "Styrdokument (automatisk)",
    "all_indicators": "Alla indikatorer (automatisk)",
    "sources": "Källförteckning (automatisk)",
    "page_break": "Sidbrytning",
    "image": "Bild",
    "attachments": "Bilagor",
    "signatures": "Underskrifter",
    "self_assessment": "Självskattning av den interna kontrollen",
}


class FreeTableBlock(TableBlock):
    model: FreeTableModel

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = TableWords(tr("Tabell"), tr("Ny rad"), tr("Tabellen har inga rader än."), tr("Ta bort raden"), "table")
        self.merged: MergedCells | None = None  # while the table is made
        super().__init__(bridge, block, FreeTableModel(bridge, block), words)
        self.merged = MergedCells(bridge, block, self.table)
        self.merged.show()

    def show_heading(self, text: str, count: int | None = None, mark: str = "") -> None:
        super().show_heading(text, count, mark)
        if count:  # "Tabell 9" would look like the table's number
            self.count.setText(plural(count, tr("rad"), tr("rader")))

    def refresh(self) -> None:
        super().refresh()
        if self.merged is not None:
            self.merged.show()

    def own_actions(self) -> Sequence[QAction]:
        actions = list(super().own_actions())
        current = self.table.currentIndex()
        if self.merged is not None:
            actions += self.merged.actions()
        place = current.column() + 1 if current.isValid() else len(self.model.titles)
        actions.append(self._action(tr("Ny kolumn"), partial(self.model.add_column, place)))
        if not current.isValid():
            return actions
        if len(self.model.titles) > 1:
            remove = partial(self.model.delete_column, current.column())
            actions.append(self._action(tr("Ta bort kolumnen"), remove))
        rows = self.table.selected_rows()
        for kind, text in (
            ("row", tr("Gör till vanlig rad")),
            ("heading", tr("Gör till rubrikrad")),
            ("sum", tr("Gör till summarad")),
        ):
            actions.append(self._action(text, partial(self.model.set_kind, rows, kind)))
        return actions

    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        changed = {change.row_id for change in change_set.changes}
        columns = [column.id for column in self.block.columns]
        for row, found in enumerate(self.block.rows):
            cell = next((cell for cell in found.cells if cell.id in changed), None)
            if cell is not None and cell.column_id in columns:
                return row, columns.index(cell.column_id)
        return super().row_of(change_set)


_EDITORS: Final[dict[str, Callable[[Bridge, Block], BlockEditor]]] = {
    "text": TextBlock,
    "measures": MeasuresBlock,
    "indicators": IndicatorsBlock,
    "table": FreeTableBlock,
    "budget": BudgetBlock,
    "chart": ChartBlock,
    "controls": ControlsBlock,
    "risk_matrix": RiskMatrixBlock,
    "risk_register": RiskRegisterBlock,
    "steering_documents": SteeringBlock,
    "all_indicators": AllIndicatorsBlock,
    "sources": SourcesBlock,
    "page_break": PageBreakBlock,
    "image": ImageBlock,
    "attachments": AttachmentsBlock,
    "signatures": SignaturesBlock,
    "self_assessment": AssessmentBlock,
}


def block_name(kind: str, plan: Plan) -> str:
    """What a kind of block is called in a plan: its model has its own word for the measures."""
    words = measure_words(plan.model)
    if kind == "measures" and words.singular != tr("Åtgärd"):
        return words.plural
    return tr(NAMES[kind])


def editor_for(bridge: Bridge, block: Block) -> BlockEditor:
    """The editor of a block."""
    return _EDITORS[block.kind](bridge, block)
