"""A block of indicators: its parts, groups and columns, and what its menu does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_table import TableBlock, TableWords
from scn_desktop.views.plan.indicator_table import IndicatorTableModel
from scn_desktop.views.plan.table_columns import ColumnMenu
from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.document.change_log import ChangeSet


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
        self._span_headings()

    def _span_headings(self) -> None:
        """Let the headings of the groups span the table."""
        columns = len(self.model.keys)
        headings = [row for row in range(len(self.model.ids)) if self.model.is_heading(row)]
        self.table.set_spans({(row, 0): (columns, 1) for row in headings} if columns > 1 else {})

    def column_widths(self) -> tuple[Sequence[float], Sequence[int]]:
        """Figures need little more than their headings; the name takes what is left."""
        _, minimum = super().column_widths()
        shares = {"indicator": 10.0, "target": 2.0, "trend": 1.0}
        needs = {"indicator": 190, "trend": 124, "target": 110}
        widths = [max(width, needs.get(key, 78)) for key, width in zip(self.model.keys, minimum, strict=True)]
        return [shares.get(key, 0.5) for key in self.model.keys], widths

    # Menu ------------------------------------------------------------------------------------------------------------
    def own_actions(self) -> Sequence[QAction]:
        actions = list(super().own_actions())
        row = self.table.currentIndex().row()
        if row < 0:
            return actions
        if self.model.is_heading(row):
            actions.insert(2, self._action(tr("Byt namn på gruppen"), partial(self._edit_cell, row)))
            actions.insert(3, self._action(tr("Ta bort gruppens rubrik"), partial(self.model.dissolve_group, row)))
            return actions
        divided = self.model.indicator(row).divided
        text = tr("Ny del (a, b, c) efter den här") if divided else tr("Dela upp indikatorn i a, b, c")
        actions.insert(2, self._action(text, partial(self.add_part, row)))
        actions.insert(3, self._action(tr("Ny grupp från den här raden"), partial(self.begin_group, row)))
        return actions

    def column_actions(self) -> Sequence[QAction]:
        return ColumnMenu(self).actions()

    def open_details(self, row: int) -> None:
        from scn_desktop.views.plan.details_dialog import IndicatorDetails

        IndicatorDetails(self.bridge, self.model.indicator(row), self.window()).open()

    def add_part(self, row: int, _checked: bool = False) -> None:
        """Divide the indicator, and let the part be named at once."""
        self.finish_edits()
        self._edit_cell(self.model.add_part(row))

    def begin_group(self, row: int, _checked: bool = False) -> None:
        """Put a heading above a row, and let it be named at once."""
        self.finish_edits()
        self._edit_cell(self.model.begin_group(row, tr("Ny grupp")), type_over=True)

    def _edit_cell(self, row: int, _checked: bool = False, type_over: bool = False) -> None:
        cell = self.model.index(row, 0)
        self.table.setFocus()
        self.table.setCurrentIndex(cell)
        if type_over:
            self.table.edit(cell, self.table.EditTrigger.AnyKeyPressed, None)
        else:
            self.table.edit(cell)

    @Slot(int, int)
    def _move_row(self, row: int, steps: int) -> None:
        """Also past the last row: out of the last group."""
        if row >= 0 and not self.bridge.read_only:
            self.finish_edits()
            self.model.move(self.model.ids[row], row + steps)

    # Undo ------------------------------------------------------------------------------------------------------------
    def row_of(self, change_set: ChangeSet) -> tuple[int, int] | None:
        changed = {change.row_id for change in change_set.changes}
        for row, row_id in enumerate(self.model.ids):
            if self.model.is_heading(row):
                if "indicator_placement" in change_set.tables() and row_id.split("/")[0] in changed:
                    return row, 0
                continue
            part = self.model.part(row)
            values = {value.id: value.key for value in part.values}
            found = changed & set(values)
            if found:
                key = values[next(iter(found))]
                return row, self.model.keys.index(key) if key in self.model.keys else 0
            if changed & {part.id, part.indicator.id, row_id.split("/")[0]}:
                return row, 0
        return super().row_of(change_set)
