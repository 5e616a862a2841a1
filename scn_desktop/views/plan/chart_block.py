"""A budget table as bars in a section, as it prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from scn_desktop.views.bridge import Bridge
from scn_desktop.views.budget.grant_bars import GrantBars
from scn_desktop.views.plan.block_editor import INSET, BlockEditor
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.banner import EmptyState
from scn_desktop.views.widgets.controls import button

if TYPE_CHECKING:
    from scn_desktop.models.blocks import Block
    from scn_desktop.models.budget_bars import Bars

WIDEST = 640


class ChartBlock(BlockEditor):
    """Shows the bars; which table they are of is chosen in the block's menu, amounts are typed in the Budget tab."""

    def __init__(self, bridge: Bridge, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(bridge, block, parent)
        self._shown: Bars | None = None
        self._bars: GrantBars | None = None
        px = theme().px
        self._holder = QHBoxLayout()
        self._holder.setContentsMargins(px(INSET), 0, 0, 0)
        self.content.addLayout(self._holder)
        self._empty = EmptyState(tr("Det finns inga belopp att jämföra i tabellen än."))
        self._empty.setContentsMargins(px(INSET), 0, 0, 0)
        self.content.addWidget(self._empty)
        row = QHBoxLayout()
        row.setContentsMargins(px(INSET - 6), 0, 0, 0)
        row.addWidget(button(tr("Öppna i Budget"), self._open, role="link", sign="arrow-right"))
        row.addStretch(1)
        self.content.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        from scn_desktop.models.table_numbers import bars_in

        bars = bars_in(self.block)
        if bars != self._shown or self._bars is None:
            self._shown = bars
            if self._bars is not None:
                self._holder.removeWidget(self._bars)
                self._bars.deleteLater()
                self._bars = None
            if bars is not None:
                self._bars = GrantBars(bars)
                self._bars.setMaximumWidth(theme().px(WIDEST))
                self._holder.addWidget(self._bars)
        self._empty.setVisible(bars is None)
        self.show_heading(self.block.title or tr("Diagram"), None, tr("ändras på fliken Budget"))

    def own_actions(self) -> Sequence[QAction]:
        """Which of the budget's tables is shown."""
        choose = QMenu(tr("Visa tabellen"), self)
        for table in self.bridge.plan.budget_tables:
            action = choose.addAction(table.title)
            action.setCheckable(True)
            action.setChecked(table.id == self.block.budget_table_id)
            action.triggered.connect(lambda _checked=False, table_id=table.id: self._show_table(table_id))
        return [choose.menuAction(), self._action(tr("Beskrivning för den som inte ser diagrammet…"), self._describe)]

    def _show_table(self, table_id: str) -> None:
        from scn_desktop.models.edits import blocks

        block_id = self.block.id
        self.bridge.attempt(
            tr("Byt budgettabell"), lambda session: blocks.set_budget_table(session, block_id, table_id)
        )

    def _describe(self) -> None:
        """The description is the amounts in words; the writer may say something better."""
        from scn_desktop.models.edits import pictures
        from scn_desktop.views.prompts import ask_text

        block_id = self.block.id
        usual = self._shown.words if self._shown is not None else ""
        said = tr("Läses upp i stället för diagrammet. Töm fältet för den vanliga: {words}").format(words=usual)
        text = ask_text(self.window(), tr("Beskrivning av diagrammet"), said, self.block.alternative, tr("Spara"))
        if text is not None and text != self.block.alternative:
            self.bridge.attempt(
                tr("Beskriv diagrammet"), lambda session: pictures.set_alternative(session, block_id, text)
            )

    def _open(self) -> None:
        self.bridge.go_to("budget", self.block.budget_table_id)
