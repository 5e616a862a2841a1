"""One editor per kind of block, and what the interface calls each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import BlockEditor
from scn_desktop.views.plan.block_table import TableBlock, TableWords
from scn_desktop.views.plan.compiled_block import (
    AllIndicatorsBlock,
    BudgetBlock,
    ControlsBlock,
    PageBreakBlock,
    SteeringBlock,
)
from scn_desktop.views.plan.free_table import FreeTableModel
from scn_desktop.views.plan.indicator_table import IndicatorTableModel
from scn_desktop.views.plan.measure_table import MeasureTableModel
from scn_desktop.views.plan.text_block import TextBlock
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet

NAMES: Final = {
    "text": "Löptext",
    "measures": "Åtgärdstabell",
    "indicators": "Indikatortabell",
    "table": "Egen tabell",
    "budget": "Budgettabell",
    "controls": "Kontrolltabell",
    "steering_documents": "Styrdokument (automatisk)",
    "all_indicators": "Alla indikatorer (automatisk)",
    "page_break": "Sidbrytning",
}


class MeasuresBlock(TableBlock):
    model: MeasureTableModel
    has_details = True

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = TableWords(tr("Åtgärder"), tr("Ny åtgärd"), tr("Inga åtgärder än."), tr("Ta bort åtgärden"), "measures")
        super().__init__(bridge, block, MeasureTableModel(bridge, block), words)

    def open_details(self, row: int) -> None:
        from scn_desktop.views.plan.details_dialog import MeasureDetails

        MeasureDetails(self.bridge, self.model.measure(row), self.window()).open()

    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        changed = {change.row_id for change in change_set.changes}
        placements = {each.id: each for each in self.block.measure_placements}
        for row, placement_id in enumerate(self.model.ids):
            measure = placements[placement_id].measure
            links = {link.id for link in measure.steering_links}
            if changed & ({placement_id, measure.id} | links):
                return row, self._column_of(change_set, bool(changed & links))
        return None

    def _column_of(self, change_set: ChangeSet, is_link: bool) -> int:
        if is_link or "steering_link" in change_set.tables():
            return self.model.keys.index("steering") if "steering" in self.model.keys else 0
        columns = {column for change in change_set.changes for column in change.columns}
        return self.model.keys.index("effect") if "effect" in columns and "effect" in self.model.keys else 0


class IndicatorsBlock(TableBlock):
    model: IndicatorTableModel
    has_details = True

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = TableWords(
            tr("Indikatorer"), tr("Ny indikator"), tr("Inga indikatorer än."), tr("Ta bort raden"), "indicators"
        )
        super().__init__(bridge, block, IndicatorTableModel(bridge, block), words)

    def refresh(self) -> None:
        super().refresh()
        self.show_heading(self.block.title or self._words.heading, len(self.block.indicator_placements))

    def column_widths(self) -> tuple[Sequence[float], Sequence[int]]:
        """Figures need little more than their headings; the name takes what is left."""
        _, minimum = super().column_widths()
        shares = {"indicator": 10.0, "target": 2.0, "trend": 1.0}
        needs = {"indicator": 190, "trend": 124, "target": 110}
        widths = [max(width, needs.get(key, 78)) for key, width in zip(self.model.keys, minimum, strict=True)]
        return [shares.get(key, 0.5) for key in self.model.keys], widths

    def own_actions(self) -> Sequence[QAction]:
        actions = list(super().own_actions())
        row = self.table.currentIndex().row()
        if row >= 0:
            divided = self.model.indicator(row).divided
            text = tr("Ny del (a, b, c) efter den här") if divided else tr("Dela upp indikatorn i a, b, c")
            actions.insert(2, self._action(text, partial(self.add_part, row)))
        return actions

    def open_details(self, row: int) -> None:
        from scn_desktop.views.plan.details_dialog import IndicatorDetails

        IndicatorDetails(self.bridge, self.model.indicator(row), self.window()).open()

    def add_part(self, row: int, _checked: bool = False) -> None:
        """Divide the indicator, and let the part be named at once."""
        self.finish_edits()
        cell = self.model.index(self.model.add_part(row), 0)
        self.table.setFocus()
        self.table.setCurrentIndex(cell)
        self.table.edit(cell)

    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        changed = {change.row_id for change in change_set.changes}
        for row, row_id in enumerate(self.model.ids):
            part = self.model.part(row)
            values = {value.id: value.key for value in part.values}
            found = changed & set(values)
            if found:
                key = values[next(iter(found))]
                return row, self.model.keys.index(key) if key in self.model.keys else 0
            if changed & {part.id, part.indicator.id, row_id.split("/")[0]}:
                return row, 0
        return None


class FreeTableBlock(TableBlock):
    model: FreeTableModel

    def __init__(self, bridge: Bridge, block: Block) -> None:
        words = TableWords(tr("Tabell"), tr("Ny rad"), tr("Tabellen har inga rader än."), tr("Ta bort raden"), "table")
        super().__init__(bridge, block, FreeTableModel(bridge, block), words)

    def own_actions(self) -> Sequence[QAction]:
        actions = list(super().own_actions())
        current = self.table.currentIndex()
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
    "controls": ControlsBlock,
    "steering_documents": SteeringBlock,
    "all_indicators": AllIndicatorsBlock,
    "page_break": PageBreakBlock,
}


def editor_for(bridge: Bridge, block: Block) -> BlockEditor:
    """The editor of a block."""
    return _EDITORS[block.kind](bridge, block)
