"""Bilaga 3: every indicator table of the plan once more, each under the section that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.plan.block_table import column_titles, smallest_width
from scn_desktop.views.plan.compiled_block import ShownTable, ShownTableModel
from scn_desktop.views.plan.indicator_table import trend_sign
from scn_desktop.views.plan.text_context import PlanTexts
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.labels import label
from scn_desktop.views.widgets.wrap_table import WrapTable

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.compiled_indicators import CompiledTable

_SMALLEST: Final = {"indicator": 190, "target": 110, "trend": 124}
_WORDS: Final = ("indicator", "target", "trend")


class AllIndicatorsBlock(BlockEditor):
    """Read-only; the tables can be copied from."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self.parts: list[_OneTable] = []
        self._empty = EmptyState(tr("Här samlas planens indikatorer. Ingen är inlagd än."))
        self._empty.setContentsMargins(theme().px(INSET), 0, 0, 0)
        self.content.addWidget(self._empty)
        self.refresh()

    def refresh(self) -> None:
        from scn_desktop.models.compiled_indicators import indicator_tables

        tables = indicator_tables(self.block.section.paper)
        while len(self.parts) > len(tables):
            gone = self.parts.pop()
            self.content.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.parts) < len(tables):
            self.parts.append(_OneTable())
            self.content.addWidget(self.parts[-1])
        for part, table in zip(self.parts, tables, strict=True):
            part.show_table(_shown(table, PlanTexts.of(self.bridge)), table)
        self._empty.setVisible(not tables)
        count = sum(row.kind in ("name", "whole") for table in tables for row in table.rows)
        self.show_heading(self.block.title or tr("Indikatorer"), count or None, tr("automatisk"))

    def focus_editor(self) -> bool:
        if self.parts:
            self.parts[0].table.setFocus()
        return bool(self.parts)


class _OneTable(QWidget):
    """A table under its section's name, with its notes."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme().px(8), 0, 0)
        layout.setSpacing(theme().px(2))
        self._title = label("", "bold", wrap=True)
        self._title.setContentsMargins(theme().px(INSET), 0, 0, 0)
        self.model = ShownTableModel(self)
        self.table = WrapTable("", grow=True, flush=True)
        self.table.setModel(self.model)
        self._notes = label("", "caption", wrap=True)
        self._notes.setContentsMargins(theme().px(INSET), theme().px(2), 0, 0)
        for widget in (self._title, self.table, self._notes):
            layout.addWidget(widget)

    def show_table(self, shown: ShownTable, table: CompiledTable) -> None:
        """Show a table of the plan."""
        self._title.setText(table.title)
        self.table.setAccessibleName(table.title)
        self.model.show_table(shown)
        self.table.set_columns(shown.shares, shown.minimum)
        columns = len(shown.titles)
        headings = [row for row, each in enumerate(table.rows) if each.kind in ("group", "name")]
        self.table.set_spans({(row, 0): (columns, 1) for row in headings} if columns > 1 else {})
        self._notes.setText("\n".join(table.notes))
        self._notes.setVisible(bool(table.notes))


def _shown(table: CompiledTable, texts: PlanTexts) -> ShownTable:
    columns = table.columns
    titles = column_titles(columns)
    widths = [
        max(_SMALLEST.get(column.key, 78), smallest_width(title)) for column, title in zip(columns, titles, strict=True)
    ]
    signs = {
        (place, at): sign
        for at, column in enumerate(columns)
        if column.key == "trend"
        for place, row in enumerate(table.rows)
        if (sign := trend_sign(row.cells[at]))
    }
    return ShownTable(
        titles,
        [[texts.cell_words(cell, table.block) for cell in row.cells] for row in table.rows],
        [10.0 if column.key == "indicator" else 1.0 for column in columns],
        frozenset(place for place, row in enumerate(table.rows) if row.kind in ("group", "name")),
        frozenset(place for place, column in enumerate(columns) if column.key not in _WORDS),
        widths,
        frozenset(place for place, row in enumerate(table.rows) if row.kind == "part"),
        [row.below for row in table.rows],
        signs,
    )
